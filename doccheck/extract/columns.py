"""Two columns that belong together: header and signature tables are read column by column (bảng hai cột)."""

import unicodedata
from enum import StrEnum
from functools import lru_cache

from doccheck.rulebook.encodings import encodings

_ROWS = 8
_LONG_CELL = 900


class Sides(StrEnum):
    """What a table of two columns is."""

    HEADER = "header"
    SIGNATURE = "signature"
    OTHER = "other"


@lru_cache(maxsize=4_096)
def bare(text: str) -> str:
    """Text in small letters without any marks: OCR loses them first."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace(chr(0x111), "d"))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=16)
def _bare_starts(starts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(bare(s) for s in starts)


def begins(line: str, starts: tuple[str, ...]) -> bool:
    """True when a line begins with one of the words of the rules, as whole words, whatever marks they carry."""
    low = bare(" ".join(line[:80].split()).lstrip("-–—_*|: "))
    return any(low.startswith(s) and not low[len(s) : len(s) + 1].isalpha() for s in _bare_starts(starts))


def sides(left: str, right: str) -> Sides:
    """What two columns of text standing side by side are, by the words their lines begin with."""
    rules = encodings()
    lefts, rights = left.split("\n"), right.split("\n")
    if any(begins(line, rules.motto) for line in rights) and any(line.strip() for line in lefts):
        return Sides.HEADER
    receivers = any(begins(line, rules.receivers) for line in lefts)
    signs = any(begins(line, rules.signature) for line in rights)
    return Sides.SIGNATURE if receivers or (signs and not left.strip()) else Sides.OTHER


def table_sides(rows: list[list[str]]) -> Sides:
    """What a table is; OTHER unless it is small and has two columns with something in them."""
    if not 1 <= len(rows) <= _ROWS:
        return Sides.OTHER
    width = max(len(row) for row in rows)
    filled = [i for i in range(width) if any(len(row) > i and row[i].strip() for row in rows)]
    if not 1 <= len(filled) <= 2 or width > 4:
        return Sides.OTHER
    left, right = ("\n".join(row[i] for row in rows if len(row) > i) for i in (filled[0], filled[-1]))
    if len(filled) == 1:
        left = ""
    if len(left) > _LONG_CELL * 2 or len(right) > _LONG_CELL:
        return Sides.OTHER
    return sides(left, right)


def by_column(rows: list[list[str]]) -> list[tuple[int, int]]:
    """Cells (row, column) of a table in column order."""
    width = max((len(row) for row in rows), default=0)
    return [(r, c) for c in range(width) for r in range(len(rows)) if c < len(rows[r])]
