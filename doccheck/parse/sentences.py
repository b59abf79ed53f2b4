"""Sentences of a unit (câu): a stop after a chapter number or an abbreviation ends none."""

import re
from collections.abc import Iterator

from doccheck.parse.zones import Unit, Zones
from doccheck.rulebook.phrases_acting import ActingPhrases

LONG = 6000
_STOP = re.compile(r"[.]\s+(?=\S)")


def sentences(zones: Zones, unit: Unit, phrases: ActingPhrases) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, the mark of the unit left out."""
    body, end = zones.body, min(unit.end, unit.said + LONG)
    at = unit.said
    for found in _STOP.finditer(body, unit.said, end):
        if found.end() >= len(body) or zones.in_quotes(found.start()):
            continue
        after = body[found.end()]
        if not (after.isupper() or after in '\u201c"'):
            continue
        if phrases["abbreviation"].search(zones.flat[max(at, found.start() - 24) : found.start()]):
            continue
        yield at, found.start() + 1
        at = found.end()
    if body[at:end].strip():
        yield at, at + len(body[at:end].rstrip())
