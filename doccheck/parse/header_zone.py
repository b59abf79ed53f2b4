"""Where the head of a document ends and its foot begins (phần đầu, phần cuối văn bản)."""

import re
import unicodedata
from dataclasses import dataclass

from doccheck.parse.line_starts import LineStart
from doccheck.rulebook.phrases import Phrases, alternation

_HEAD = 6_000
_FAR = 40_000
_ABOVE = 500
_EARLY = 260
_CROWD = 700
_MOTTO = 200
_NOISE = " *|#_.,'~-\u2013\u2014"
_VOWELS = "AEIOUY"
_BARRED = ("\u0110", "\u00d0")


@dataclass(frozen=True, slots=True)
class Zones:
    """The head is ``view[start:head]``; ``heading`` is where the type word stands, None when there is none.

    ``opened``: the words that open a text were found. ``far``: the head stands behind other words (a web page's),
    so that only a number makes it a head.
    """

    start: int
    head: int
    heading: tuple[int, int, str] | None
    far: bool = False
    opened: bool = False


class ZoneReader:
    """Finds the head by its heading (the type's name on a line of its own) and by the words that open the text."""

    def __init__(self, phrases: Phrases, names: tuple[tuple[str, str], ...]) -> None:
        self._nation = re.compile(
            "|".join(r"\s{1,90}".join(map(re.escape, w.split())) for w in phrases.words("header.nation"))
        )
        self._motto = re.compile(alternation(phrases.words("header.motto")), re.IGNORECASE)
        body = alternation(phrases.words("header.body"))
        self._body = LineStart(re.compile(rf"(?:^|(?<=\n))[\s|*_>#\"“]{{0,60}}(?:[-–+•]\s{{0,3}})?(?:{body})"))
        sections = "|".join(_spaced(words) for words in phrases.words("header.sections"))
        self._section = re.compile(rf"(?:{sections})[^\S\n]{{0,9}}(?:\n|$)")
        self._no_type = re.compile("|".join(_spaced(words) for words in phrases.words("header.no_types")))
        spelt = {_spaced(name.upper()): instrument for name, instrument in names}
        self._instrument = {_bare(name.upper()): instrument for name, instrument in names}
        options = "|".join(sorted(spelt, key=len, reverse=True))
        self._heading = LineStart(
            re.compile(
                rf"(?:^|(?<=[\n|]))[ \t|*#>_.,'\-–—]{{0,160}}(?P<type>{options})"
                rf"(?P<note>\d{{1,2}}(?=\s*(?:\n|$)))?(?![^\W_]|\s{{0,9}}:)(?P<rest>[^\n|]{{0,400}})"
            )
        )

    def read(self, view: str) -> Zones:
        """Zones of a view."""
        nation = self._nation.search(view, 0, _FAR)
        early = self._first_heading(view, 0, min(len(view), _HEAD))
        if early is not None and nation is not None and early[0] < nation.start() - _ABOVE:
            nation = None
        if early is not None and nation is not None and self._of_state(view, early[0], nation):
            nation = None
        start = 0
        if nation is not None and nation.start() > _ABOVE:
            start = max(view.rfind("\n", 0, max(0, nation.start() - _ABOVE)), 0)
        limit = min(len(view), start + _HEAD)
        search_from = nation.end() if nation is not None else 0
        heading = self._first_heading(view, search_from, limit)
        body_from = heading[1] if heading else search_from
        body = self._body.search(view, body_from, limit)
        head = body.start() if body else min(limit, body_from + _CROWD)
        return Zones(start, head, heading, far=start > _HEAD, opened=body is not None)

    def _of_state(self, view: str, heading: int, nation: re.Match[str]) -> bool:
        """The heading stands first of all, and the nation's name below it, without the motto, names who issued."""
        if heading > nation.start() or view[:heading].strip(_NOISE + "\n\f"):
            return False
        return self._motto.search(view, nation.start(), nation.end() + _MOTTO) is None

    def _first_heading(self, view: str, start: int, limit: int) -> tuple[int, int, str] | None:
        opened = self._body.search(view, start, limit)
        end = opened.start() if opened else limit
        section = None
        for found in self._heading.finditer(view, start, max(end, min(limit, start + _EARLY))):
            rest = found["rest"].strip(_NOISE)
            if rest and not rest.isupper() and not rest[0].isupper():
                continue
            if rest and rest[0].isdigit():
                continue
            if self._no_type.match(view, found.start("type")):
                continue
            kind = self._instrument[_bare(found["type"])]
            heading = found.start("type"), max(found.end("type"), found.end("note")), kind
            if self._section.match(view, found.start("type")) is None:
                return heading
            section = section or heading
        return section


def _spaced(name: str) -> str:
    """A name whose letters may stand apart (Q U Y Ế T  Đ Ị N H) and may have lost or changed their marks in a scan."""
    return r"\s{1,9}".join(r"[ ]{0,3}".join(_any_marks(letter) for letter in word) for word in name.split())


def _any_marks(letter: str) -> str:
    base = _base(letter)
    family = _FAMILIES.get(base, "")
    return f"[{re.escape(base)}{family}]" if family else re.escape(letter)


def _base(letter: str) -> str:
    """A letter without its marks; the barred D is a D."""
    plain = unicodedata.normalize("NFD", letter)[0]
    return "D" if plain in _BARRED else plain


def _bare(name: str) -> str:
    return "".join(_base(letter) for letter in name if not letter.isspace())


def _families() -> dict[str, str]:
    found: dict[str, str] = {"D": "".join(_BARRED)}
    for letter in map(chr, range(0xC0, 0x1EFA)):
        base = unicodedata.normalize("NFD", letter)[0]
        if base != letter and base in _VOWELS:
            found[base] = found.get(base, "") + letter
    return found


_FAMILIES = _families()
