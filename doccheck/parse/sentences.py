"""Sentences of a unit (câu): a stop after a chapter number or an abbreviation ends none."""

import re
from collections.abc import Iterator

from doccheck.parse.zones import Unit, Zones
from doccheck.rulebook.phrases_acting import ActingPhrases

LONG = 6000
_STOP = re.compile(r"[.]\s+(?=\S)")


def sentences(zones: Zones, unit: Unit, phrases: ActingPhrases) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, the mark of the unit left out; of an endless one the beginning."""
    body, end = zones.body, unit.end
    at = unit.said
    for found in _STOP.finditer(body, unit.said, end):
        if found.end() >= len(body) or zones.in_quotes(found.start()):
            continue
        after = body[found.end()]
        if not (after.isupper() or after in '\u201c"'):
            continue
        if phrases["abbreviation"].search(zones.flat[max(at, found.start() - 24) : found.start()]):
            continue
        yield at, min(found.start() + 1, at + LONG)
        at = found.end()
    rest = body[at : min(end, at + LONG)].rstrip()
    if rest.strip():
        yield at, at + len(rest)
