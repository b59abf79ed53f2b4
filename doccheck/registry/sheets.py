"""Tables of files (bảng tính, danh mục): CSV, XLSX, XLS, ODS and JSONL as rows of cells with their line."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

MOST_BYTES = 64 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024
MOST_HEAD_ROWS = 30
BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
TABLES = frozenset({".csv", ".tsv", ".txt"})
RECORDS = frozenset({".jsonl", ".ndjson", ".json"})
COLUMNS = frozenset({".parquet"})

_COUNT = re.compile(r"\(?\d{1,2}\)?")

Cell = str | date | None
FieldOf = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row (dòng): where it stands, its cells by column head, the headings above it (nearest first)."""

    place: str
    number: int
    cells: dict[str, Cell]
    heading: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file's rows (bảng) and its heads in order."""

    heads: tuple[str, ...]
    lines: tuple[Line, ...]


def read_table(path: Path, field_of: FieldOf) -> Table:
    """The rows of a file; UsageError in one line when it cannot be read. ``field_of`` knows the heads of columns."""
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UsageError(say("registry.no_file", path=path)) from error
    if not path.is_file():
        raise UsageError(say("registry.no_file", path=path))
    if size == 0:
        raise UsageError(say("registry.file_empty", path=path))
    if size > MOST_BYTES and path.suffix.casefold() not in COLUMNS:
        raise UsageError(say("registry.file_large", path=path, megabytes=MOST_BYTES // 1024 // 1024))
    kind = path.suffix.casefold()
    if kind in BOOKS:
        return _join(path, [_headed(rows, sheet, field_of) for sheet, rows in _sheets(path)])
    if kind in TABLES:
        return _join(path, [_headed(_csv(path), "", field_of)])
    if kind in RECORDS:
        return _records(path)
    if kind in COLUMNS:
        from doccheck.registry.columnar import read_parquet

        return read_parquet(path, field_of)
    raise UsageError(say("registry.file_kind", path=path))


def _join(path: Path, tables: list[Table | None]) -> Table:
    found = [table for table in tables if table is not None]
    if not found:
        raise UsageError(say("registry.no_heads", path=path))
    heads = tuple(dict.fromkeys(head for table in found for head in table.heads))
    return Table(heads=heads, lines=tuple(line for table in found for line in table.lines))


def _sheets(path: Path) -> Iterator[tuple[str, list[list[Any]]]]:
    from python_calamine import CalamineError, CalamineWorkbook

    _refuse_bomb(path)
    try:
        book = CalamineWorkbook.from_path(str(path))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            yield name, _unmerged(sheet, sheet.to_python(skip_empty_area=False))
    except (CalamineError, OSError, ValueError) as error:
        raise UsageError(say("registry.file_broken", path=path, detail=error)) from error


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as parts:
        if sum(part.file_size for part in parts.infolist()) > MOST_UNPACKED:
            raise UsageError(say("registry.file_large", path=path, megabytes=MOST_UNPACKED // 1024 // 1024))


def _unmerged(sheet: Any, rows: list[list[Any]]) -> list[list[Any]]:
    """Merged cells hold their value in each cell that they cover."""
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in range(top, min(bottom + 1, len(rows))):
            for column in range(left, min(right + 1, len(rows[row]))):
                rows[row][column] = rows[top][left]
    return rows


def _csv(path: Path) -> list[list[Any]]:
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            line = raw[: error.start].count(b"\n") + 1
            raise UsageError(say("registry.not_utf8", path=path, line=line)) from error
        text = raw.decode("utf-16", errors="replace")
    if "\x00" in text:
        raise UsageError(say("registry.file_broken", path=path, detail="NUL"))
    first = text.split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    try:
        return [list(row) for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)]
    except csv.Error as error:
        raise UsageError(say("registry.file_broken", path=path, detail=error)) from error


def _headed(rows: list[list[Any]], sheet: str, field_of: FieldOf) -> Table | None:
    """The rows under a head: of the first rows the one with most known heads; a head said again is passed over."""
    scores = [sum(field_of(str(cell)) is not None for cell in row if cell) for row in rows[:MOST_HEAD_ROWS]]
    if not scores or max(scores) == 0:
        return None
    at = scores.index(max(scores))
    heads = tuple(" ".join(str(cell).split()) for cell in rows[at])
    above = [str(cell) for row in rows[:at] for cell in dict.fromkeys(row) if isinstance(cell, str) and cell.strip()]
    lines = under(heads, rows[at + 1 :], sheet, at + 2, tuple(reversed(above)))
    return Table(heads=tuple(head for head in heads if head), lines=tuple(lines))


def under(
    heads: tuple[str, ...], rows: Sequence[Sequence[Any]], place: str, first: int, heading: tuple[str, ...]
) -> list[Line]:
    """Rows as lines: heads said again and rows of column numbers are passed over, a row of one text is a heading."""
    lines: list[Line] = []
    section: tuple[str, ...] = ()
    for number, row in enumerate(rows, start=first):
        values = [cell(value) for value in row]
        told = [value for value in values if value]
        cells = {head: value for head, value in zip(heads, values, strict=False) if head}
        again = sum(value == head for head, value in zip(heads, values, strict=False) if head) > len(heads) // 2
        counted = len(told) > 2 and all(isinstance(v, str) and _COUNT.fullmatch(v) for v in told)
        if not told or again or counted:
            continue
        if len(values) > 2 and _title(values):
            section = (str(told[0]),)
            continue
        lines.append(Line(place=place, number=number, cells=cells, heading=(*section, *heading)))
    return lines


def _title(values: list[Cell]) -> bool:
    """One text over the whole row: merged, or alone in a cell with nothing in it that looks like an entry."""
    told = [str(value) for value in values if value]
    alone = len(told) == 1 and not any(map(str.isdigit, told[0]))
    return len(set(told)) == 1 and (alone or len(told) == len(values))


def cell(value: Any) -> Cell:
    """A value as a cell (ô): words with single blanks, days as days."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(str(value).split()) or None if value is not None else None


def _records(path: Path) -> Table:
    """JSON objects, one a line, or one list of them."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(say("registry.not_utf8", path=path, line=1)) from error
    lines: list[Line] = []
    for number, record in _objects(path, text):
        if not isinstance(record, dict):
            raise UsageError(say("registry.not_object", path=path, line=number))
        cells = {str(k): cell("; ".join(map(str, v)) if isinstance(v, list) else v) for k, v in record.items()}
        lines.append(Line(place="", number=number, cells=cells))
    return Table(heads=tuple(dict.fromkeys(head for line in lines for head in line.cells)), lines=tuple(lines))


def _objects(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    if text.lstrip().startswith("["):
        try:
            yield from enumerate(json.loads(text), start=1)
        except json.JSONDecodeError as error:
            raise UsageError(say("registry.not_object", path=path, line=error.lineno)) from error
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except json.JSONDecodeError as error:
                raise UsageError(say("registry.not_object", path=path, line=number)) from error
