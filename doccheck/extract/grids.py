"""Tables of Word and PDF files (bảng của danh mục): rows of cells for lists that offices publish."""

from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.extract.door import read_bytes
from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.kind import kind_of
from doccheck.extract.options import ExtractOptions
from doccheck.extract.package import Package
from doccheck.model.grid import Grid
from doccheck.rulebook.messages import say

SUFFIXES = frozenset({".docx", ".docm", ".doc", ".odt", ".rtf", ".pdf"})
ABOVE = 8  # lines above a table that may say what it lists
MOST_PAGES = 400
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_grids(path: Path, options: ExtractOptions = ExtractOptions()) -> tuple[Grid, ...]:
    """All tables of a file in order (các bảng); UsageError says in one line why it cannot be read."""
    try:
        return _read(path, options)
    except Unreadable as reason:
        detail = " ".join(filter(None, (reason.code, reason.detail)))
        raise UsageError(say("registry.file_broken", path=path, detail=detail)) from reason


def _read(path: Path, options: ExtractOptions) -> tuple[Grid, ...]:
    data = read_bytes(path, options.max_bytes)
    kind = kind_of(path.name, data)
    if kind.encrypted:
        raise Unreadable("encrypted")
    if kind.name == "pdf":
        return _of_pdf(data)
    if kind.name == "docx":
        return _of_word(data, options)
    if kind.name in {"doc", "odt", "rtf"}:
        from doccheck.extract.office import converted

        return _of_word(converted(data, f".{kind.name}", options), options)
    raise Unreadable("corrupt_container" if kind.name in {"zip", "empty"} else "unsupported_type", kind.name)


def _of_word(data: bytes, options: ExtractOptions) -> tuple[Grid, ...]:
    root = Package(data, options.max_inflated, Draft()).xml("word/document.xml")
    body = root.find(f"{_W}body") if root is not None else None
    if body is None:
        raise Unreadable("corrupt_container", "word/document.xml")
    found: list[Grid] = []
    above: list[str] = []
    for item in body.iter(f"{_W}p", f"{_W}tbl"):
        inside = next(item.iterancestors(f"{_W}tbl"), None)
        if item.tag == f"{_W}p" and inside is None and (line := _words(item)):
            above.append(line)
        elif item.tag == f"{_W}tbl" and inside is None:
            rows = tuple(_word_rows(item))
            found.append(Grid(place=str(len(found) + 1), heading=tuple(above[: -ABOVE - 1 : -1]), rows=rows))
            above = []
    return tuple(found)


def _word_rows(table: Any) -> list[tuple[str, ...]]:
    """Rows with cells that span columns or rows spread out."""
    rows: list[tuple[str, ...]] = []
    for line in table.iterchildren(f"{_W}tr"):
        cells: list[str] = []
        for cell in line.iterchildren(f"{_W}tc", f"{_W}sdt"):
            properties = cell.find(f"{_W}tcPr")
            span = _value(properties, "gridSpan")
            merge = properties.find(f"{_W}vMerge") if properties is not None else None
            text = _words(cell)
            if merge is not None and merge.get(f"{_W}val") != "restart" and rows and len(cells) < len(rows[-1]):
                text = text or rows[-1][len(cells)]
            cells += [text] * (int(span) if span and span.isdigit() and 0 < int(span) < 100 else 1)
        rows.append(tuple(cells))
    return rows


def _value(properties: Any, name: str) -> str | None:
    found = properties.find(f"{_W}{name}") if properties is not None else None
    return found.get(f"{_W}val") if found is not None else None


def _words(item: Any) -> str:
    """Text of an element, deletions left out, blanks single."""
    parts: list[str] = []
    for node in item.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}p", f"{_W}noBreakHyphen"):
        if node.tag == f"{_W}t":
            parts.append(node.text or "")
        else:
            parts.append("-" if node.tag == f"{_W}noBreakHyphen" else " ")
    return " ".join("".join(parts).split())


def _of_pdf(data: bytes) -> tuple[Grid, ...]:
    import io

    import pdfplumber

    from doccheck.extract.second import stumbles

    found: list[Grid] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages[:MOST_PAGES], start=1):
                found += _of_page(page, number)
                page.close()
    except stumbles() as error:
        raise Unreadable("corrupt_container", str(error)) from error
    return tuple(found)


def _of_page(page: Any, number: int) -> list[Grid]:
    grids: list[Grid] = []
    top = page.bbox[1]
    for table in sorted(page.find_tables(), key=lambda one: one.bbox[1]):
        above: list[str] = []
        if table.bbox[1] > top + 1:
            text = page.crop((page.bbox[0], top, page.bbox[2], table.bbox[1])).extract_text() or ""
            above = [line for line in (" ".join(line.split()) for line in text.splitlines()) if line]
        grids.append(
            Grid(place=str(number), heading=tuple(above[: -ABOVE - 1 : -1]), rows=tuple(_spread(table.extract())))
        )
        top = table.bbox[3]
    return grids


def _lines(cell: str) -> str:
    """Lines of a cell, kept apart: a narrow column breaks a number wherever it likes."""
    return "\n".join(line for line in (" ".join(line.split()) for line in cell.splitlines()) if line)


def _spread(rows: list[list[str | None]]) -> list[tuple[str, ...]]:
    """A covered cell is None: the text of the one cell of its row, else of the cell above it."""
    spread: list[tuple[str, ...]] = []
    for row in rows:
        words = [_lines(cell) if cell is not None else None for cell in row]
        told = [word for word in words if word is not None]
        if len(told) == 1:
            spread.append((told[0],) * len(row))
            continue
        above = spread[-1] if spread and len(spread[-1]) == len(row) else ("",) * len(row)
        spread.append(tuple(above[at] if word is None else word for at, word in enumerate(words)))
    return spread
