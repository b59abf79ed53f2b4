"""Section ``encodings``: Vietnamese letters before Unicode, as data (bảng mã TCVN3, VISCII, VNI, VPS)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from doccheck.errors import RulebookError
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.place import data_dir


class Table(Section):
    """One code: ``bytes`` maps hex bytes to letters, ``pairs`` maps sequences of cp1252 letters to letters."""

    id: str
    name: str
    fonts: list[str] = []
    capital_fonts: list[str] = []
    bytes: dict[str, str] = {}
    pairs: dict[str, str] = {}


class Syllables(Section):
    """How a Vietnamese syllable is built: onset and rime (without tone)."""

    onsets: list[str]
    rimes: list[str]


class Layout(Section):
    """How lines of the header and of the signature block begin, in any case."""

    receivers: list[str]
    signature: list[str]
    header: list[str]
    motto: list[str]
    stamps: list[str]
    day: list[str]


class EncodingsFile(Section):
    """``rules/vn/encodings.yaml``."""

    tables: list[Table]
    syllables: Syllables
    layout: Layout


@dataclass(frozen=True, slots=True)
class Encodings:
    """The section, read."""

    tables: tuple[Table, ...]
    onsets: frozenset[str]
    rimes: frozenset[str]
    receivers: tuple[str, ...]
    signature: tuple[str, ...]
    header: tuple[str, ...]
    motto: tuple[str, ...]
    stamps: tuple[str, ...]
    day: tuple[str, ...]


def load(folder: Path, mistakes: Mistakes) -> Encodings:
    """The section of a rule folder; mistakes are gathered, not raised."""
    path = folder / "vn" / "encodings.yaml"
    page = validate(path, EncodingsFile, mistakes)
    if page is None:
        return Encodings((), frozenset(), frozenset(), (), (), (), (), (), ())
    for table in page.tables:
        for code in table.bytes:
            if len(code) != 2 or any(c not in "0123456789abcdef" for c in code):
                mistakes.add(path, 1, 1, f"tables.{table.id}.bytes: {code!r} is not a byte in hex")
    parts = page.syllables
    return Encodings(
        tuple(page.tables),
        frozenset(parts.onsets) | {""},
        frozenset(parts.rimes),
        tuple(page.layout.receivers),
        tuple(page.layout.signature),
        tuple(page.layout.header) + tuple(page.layout.motto),
        tuple(page.layout.motto),
        tuple(page.layout.stamps),
        tuple(page.layout.day),
    )


@lru_cache(maxsize=1)
def encodings() -> Encodings:
    """The installed section; RulebookError when its file is broken."""
    mistakes = Mistakes()
    found = load(data_dir("rules"), mistakes)
    if mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return found
