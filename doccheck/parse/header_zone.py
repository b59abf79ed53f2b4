"""Where the head of a document ends and its foot begins (phần đầu, phần cuối văn bản)."""

import re
from dataclasses import dataclass

from doccheck.rulebook.phrases import Phrases, alternation

_HEAD = 6_000
_FOOT = 6_000
_EARLY = 260
_CROWD = 700


@dataclass(frozen=True, slots=True)
class Zones:
    """The head is ``view[:head]``; ``heading`` is where the line of the type word stands, None when there is none."""

    head: int
    heading: tuple[int, int, str] | None


class ZoneReader:
    """Finds the head by its heading (the type's name on a line of its own) and by the words that open the text."""

    def __init__(self, phrases: Phrases, names: tuple[tuple[str, str], ...]) -> None:
        self._body = re.compile(
            rf"(?:^|(?<=\n))[\s|*_>#\"“]{{0,60}}(?:{alternation(phrases.words('header.body'))})", re.MULTILINE
        )
        spelt = {_spaced(name.upper()): instrument for name, instrument in names}
        self._instrument = {re.sub(r"\s+", "", name.upper()): instrument for name, instrument in names}
        options = "|".join(sorted(spelt, key=len, reverse=True))
        self._heading = re.compile(
            rf"(?:^|(?<=[\n|]))[ \t|*#>_]{{0,160}}(?P<type>{options})(?![^\W_]|\s{{0,9}}:)(?P<rest>[^\n|]{{0,400}})"
        )

    def read(self, view: str) -> Zones:
        """Zones of a view."""
        limit = min(len(view), _HEAD)
        heading = self._first_heading(view, limit)
        start = heading[1] if heading else 0
        body = self._body.search(view, start, limit)
        if heading is None:
            return Zones(body.start() if body else min(limit, _CROWD), None)
        return Zones(body.start() if body else min(limit, start + _CROWD), heading)

    def _first_heading(self, view: str, limit: int) -> tuple[int, int, str] | None:
        opened = self._body.search(view, 0, limit)
        end = opened.start() if opened else limit
        for found in self._heading.finditer(view, 0, max(end, _EARLY)):
            rest = found["rest"].strip(" *|#_")
            if rest and not rest.isupper() and not rest[0].isupper():
                continue
            if rest and rest[0].isdigit():
                continue
            kind = self._instrument[re.sub(r"\s+", "", found["type"])]
            return found.start("type"), found.end("type"), kind
        return None


def _spaced(name: str) -> str:
    """A name whose letters may stand apart: Q U Y Ế T  Đ Ị N H."""
    return r"\s{1,9}".join(r"[ ]{0,3}".join(map(re.escape, word)) for word in name.split())
