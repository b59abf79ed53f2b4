"""Published lists (danh mục công bố): tables of Word and PDF files as one table of rows.

The head is said once, on every page, or not again; a row may go on after a page break; a heading in the table or above
it says what the rows below it are.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from doccheck.errors import UsageError
from doccheck.model.grid import Grid
from doccheck.registry.sheets import MOST_HEAD_ROWS, Cell, FieldOf, Line, Table, under
from doccheck.rulebook.messages import say

_SPLIT = re.compile(r"(?<=\w[/-])\s+(?=\w)|(?<=[\w])\s+(?=[/-]\w)")
FEWEST = 2  # columns that must be known in a head


def read_lists(path: Path, grids: Iterable[Grid], field_of: FieldOf, broken: re.Pattern[str]) -> Table:
    """All rows of a file's tables (các dòng danh mục); UsageError when no table has a known head with a number.

    ``broken`` finds the line break inside a number, which is no blank.
    """
    heads: tuple[str, ...] = ()
    known: list[str] = []
    heading: tuple[str, ...] = ()
    lines: list[Line] = []
    for grid in (_mended(grid, broken) for grid in grids):
        at = _head(grid, field_of)
        if at is not None:
            heads = tuple(" ".join(cell.split()) for cell in grid.rows[at])
            known += [head for head in heads if head and head not in known]
        elif not heads or not grid.rows or max(map(len, grid.rows)) != len(heads):
            continue
        heading = grid.heading or heading
        start = 0 if at is None else at + 1
        fresh = [_whole(line, field_of) for line in under(heads, grid.rows[start:], grid.place, start + 1, heading)]
        if fresh and lines and _goes_on(fresh[0], field_of):
            lines[-1] = _joined(lines[-1], fresh.pop(0))
        if fresh and lines and not grid.heading and len(fresh[0].heading) == len(heading):
            fresh = _inherit(fresh, lines[-1].heading, heading)
        lines += fresh
    if not known:
        raise UsageError(say("registry.no_heads", path=path))
    return Table(heads=tuple(known), lines=tuple(lines))


def _mended(grid: Grid, broken: re.Pattern[str]) -> Grid:
    rows = tuple(tuple(broken.sub("", cell).replace("\n", " ") for cell in row) for row in grid.rows)
    return replace(grid, rows=rows)


def _head(grid: Grid, field_of: FieldOf) -> int | None:
    """The row with most known heads, one of them the number."""
    best, score = None, FEWEST - 1
    for at, row in enumerate(grid.rows[:MOST_HEAD_ROWS]):
        fields = {field for cell in row if cell and (field := field_of(cell)) is not None}
        if "number" in fields and len(fields) > score:
            best, score = at, len(fields)
    return best


def _whole(line: Line, field_of: FieldOf) -> Line:
    """Numbers that a narrow cell broke after a stroke are made whole."""
    cells = {
        head: _SPLIT.sub("", value) if isinstance(value, str) and field_of(head) in {"number", "by"} else value
        for head, value in line.cells.items()
    }
    return replace(line, cells=cells)


def _goes_on(line: Line, field_of: FieldOf) -> bool:
    """A row without ordinal and without number goes on where the page before broke off."""
    first = next(iter(line.cells.values()), None)
    numbers = [value for head, value in line.cells.items() if field_of(head) == "number"]
    return not first and not any(numbers)


def _joined(line: Line, rest: Line) -> Line:
    cells: dict[str, Cell] = {
        head: " ".join(str(part) for part in (value, rest.cells.get(head)) if part) or None
        for head, value in line.cells.items()
    }
    return replace(line, cells=cells)


def _inherit(lines: list[Line], before: tuple[str, ...], heading: tuple[str, ...]) -> list[Line]:
    """Rows before the first heading of a page stand under the last one of the page before."""
    return [replace(line, heading=before) if line.heading == heading else line for line in lines]
