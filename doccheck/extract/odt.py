"""OpenDocument text by one pass over its XML (đọc tệp ODT)."""

from typing import Any

from doccheck.extract.columns import Sides, by_column, table_sides
from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.legacy import convert_line, legacy_code
from doccheck.extract.options import ExtractOptions
from doccheck.extract.package import Package
from doccheck.extract.word_styles import child, local, shaped, value
from doccheck.model.text import Severity, Zone

_SKIPPED = frozenset({"tracked-changes", "annotation", "note-citation", "forms", "sequence-decls", "script", "title",
                      "desc", "change", "change-start", "change-end", "bookmark"})  # fmt: skip
_SHAPES = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_DEEPEST = 60
_BLANKS = 200

Row = tuple[str, Zone]


def read_odt(data: bytes, options: ExtractOptions, draft: Draft) -> None:
    """Text of ``content.xml``; an anchor's ``paragraph`` counts the lines from 1."""
    package = Package(data, options.max_inflated, draft)
    if (manifest := package.optional_xml("META-INF/manifest.xml")) is not None and any(
        local(e.tag) == "encryption-data" for e in manifest.iter()
    ):
        raise Unreadable("encrypted")
    root = package.xml("content.xml")
    body = child(child(root, "body"), "text") if root is not None else None
    if body is None:
        raise Unreadable("corrupt_container", "no office:text")
    walk = _Walk(draft, _list_styles(root) | _list_styles(package.optional_xml("styles.xml")))
    walk.blocks(body, walk.out, 0)
    rows = walk.out + walk.notes
    code = legacy_code("\n".join(text for text, _ in rows))
    if code:
        draft.trouble("legacy_encoding", detail=code)
    for number, (text, zone) in enumerate(rows, start=1):
        draft.line(convert_line(text, code) if code else text, part="content.xml", paragraph=number, zone=zone)


def _list_styles(root: Any) -> dict[str, dict[int, Any]]:
    found: dict[str, dict[int, Any]] = {}
    for item in root.iter() if root is not None else ():
        if local(item.tag) == "list-style" and (name := value(item, "name")):
            found[name] = {
                int(value(lvl, "level") or 1): lvl for lvl in item if local(lvl.tag).startswith("list-level")
            }
    return found


class _Walk:
    """Blocks into rows of (text, zone)."""

    def __init__(self, draft: Draft, styles: dict[str, dict[int, Any]]) -> None:
        self.draft = draft
        self.styles = styles
        self.out: list[Row] = []
        self.notes: list[Row] = []
        self.boxes: list[Any] = []
        self.counts: dict[tuple[str, int], int] = {}

    def blocks(self, parent: Any, out: list[Row], depth: int, zone: Zone = Zone.BODY) -> None:
        """All blocks below an element."""
        if depth > _DEEPEST:
            self.draft.trouble("nesting_too_deep", Severity.PARTIAL)
            return
        for item in parent:
            name = local(item.tag)
            if name in {"p", "h"}:
                self.paragraph(item, out, depth, zone, "")
            elif name == "list":
                self.listing(item, out, depth, zone, "", 1)
            elif name == "table":
                self.table(item, out, depth)
            elif name not in _SKIPPED:
                self.blocks(item, out, depth + 1, zone)

    def paragraph(self, item: Any, out: list[Row], depth: int, zone: Zone, number: str) -> None:
        """One paragraph, then the text boxes anchored in it."""
        parts: list[str] = []
        self._inline(item, parts, depth)
        text = "".join(parts)
        out.append((number + text if text.strip() else text, zone))
        boxes, self.boxes = self.boxes, []
        for box in boxes:
            self.blocks(box, out, depth + 1, Zone.TEXT_BOX if zone is Zone.BODY else zone)

    def _inline(self, parent: Any, parts: list[str], depth: int) -> None:
        parts.append(" ".join((parent.text or "").split("\n")))
        for item in parent:
            name = local(item.tag)
            if name == "s":
                count = value(item, "c") or "1"
                parts.append(" " * min(int(count) if count.isdecimal() else 1, _BLANKS))
            elif name == "tab":
                parts.append("\t")
            elif name == "line-break":
                parts.append("\n")
            elif name == "note":
                note = child(item, "note-body")
                if note is not None:
                    self.blocks(note, self.notes, depth + 1, Zone.FOOTNOTE)
            elif name == "text-box":
                self.boxes.append(item)
            elif name not in _SKIPPED and depth < _DEEPEST:
                self._inline(item, parts, depth + 1)
            parts.append(" ".join((item.tail or "").split("\n")))

    def listing(self, item: Any, out: list[Row], depth: int, zone: Zone, style: str, level: int) -> None:
        """A list; its numbers are written as its style says."""
        style = value(item, "style-name") or style
        goes_on = value(item, "continue-numbering") == "true" or value(item, "continue-list") is not None
        if not goes_on:
            self.counts[(style, level)] = 0
        for entry in item:
            if local(entry.tag) not in {"list-item", "list-header"} or depth > _DEEPEST:
                continue
            number = self._number(style, level) if local(entry.tag) == "list-item" else ""
            for block in entry:
                name = local(block.tag)
                if name in {"p", "h"}:
                    self.paragraph(block, out, depth + 1, zone, number)
                    number = ""
                elif name == "list":
                    self.listing(block, out, depth + 1, zone, style, level + 1)

    def _number(self, style: str, level: int) -> str:
        kind = self.styles.get(style, {}).get(level)
        if kind is None or local(kind.tag) != "list-level-style-number":
            return "- " if kind is not None and local(kind.tag) == "list-level-style-bullet" else ""
        start = value(kind, "start-value") or "1"
        base = int(start) - 1 if start.isdecimal() else 0
        self.counts[(style, level)] = self.counts.get((style, level), 0) + 1
        shape = _SHAPES.get(value(kind, "num-format") or "")
        if shape is None:
            return ""
        parts = [shaped(base + self.counts[(style, level)], shape)]
        return f"{value(kind, 'num-prefix') or ''}{''.join(parts)}{value(kind, 'num-suffix') or ''} "

    def table(self, item: Any, out: list[Row], depth: int) -> None:
        """A table; header and signature tables by column."""
        rows: list[list[list[Row]]] = []
        for row in item.iter():
            if local(row.tag) == "table-row" and _owner(row) is item:
                cells: list[list[Row]] = []
                for cell in row:
                    if local(cell.tag) == "table-cell":
                        cells.append([])
                        self.blocks(cell, cells[-1], depth + 2)
                rows.append(cells)
        shown = [["\n".join(text for text, _ in cell) for cell in row] for row in rows]
        kind = table_sides(shown)
        if kind is Sides.OTHER:
            many = max((len(row) for row in rows), default=0) > 1
            for row in rows:
                for cell in row:
                    out += [(t, Zone.TABLE if many and z is Zone.BODY else z) for t, z in cell]
            return
        filled = [c for c in range(max(map(len, shown))) if any(len(r) > c and r[c].strip() for r in shown)]
        for r, c in by_column(shown):
            side = Zone.LEFT_HEADER if c == filled[0] and len(filled) > 1 else Zone.RIGHT_HEADER
            out += [(t, side if kind is Sides.HEADER else z) for t, z in rows[r][c] if t.strip()]


def _owner(row: Any) -> Any:
    parent = row.getparent()
    while parent is not None and local(parent.tag) != "table":
        parent = parent.getparent()
    return parent
