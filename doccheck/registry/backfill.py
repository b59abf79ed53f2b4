"""Back-fill (bổ khuyết): references that waited, asked once more of a registry that has learned since."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from doccheck.model.act import Act, Certainty, Status
from doccheck.model.lookup import Lookup
from doccheck.model.number import DocNumber
from doccheck.registry.identity import agree
from doccheck.rulebook.book import Book
from doccheck.validity import Lives


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A reference that is known now (viện dẫn đã rõ): the act, its status on the day, the documents that cite it."""

    label: str
    act: Act
    was_missing: bool
    status: Status
    certainty: Certainty
    documents: tuple[str, ...]


def backfill(
    gaps: Iterable[tuple[str, str, bool, str, str]], shelf: Lookup, book: Book, day: date
) -> tuple[Answer, ...]:
    """What became known of the gaps of a workspace (viện dẫn đã có lời giải): the most cited first.

    A gap is (key, label, missing, role, document). A missing act counts when one act of the shelf, and only one, is it;
    an undecided act when its status on the day is known.
    """
    waiting: dict[tuple[str, bool], list[tuple[str, str]]] = defaultdict(list)
    for key, label, missing, _, document in gaps:
        waiting[(key, missing)].append((label, document))
    lives = Lives(shelf, book)
    found: dict[str, Answer] = {}
    for (key, missing), cited in waiting.items():
        act = _meant(key, shelf) if missing else shelf.act(key)
        if act is None:
            continue
        piece = lives.of(act).at(day)
        if not missing and piece.status is Status.UNKNOWN:
            continue
        before = found[act.id].documents if act.id in found else ()
        found[act.id] = Answer(
            label=cited[0][0],
            act=act,
            was_missing=missing,
            status=piece.status,
            certainty=piece.certainty,
            documents=tuple(sorted({*before, *(document for _, document in cited)})),
        )
    return tuple(sorted(found.values(), key=lambda one: (-len(one.documents), one.act.id)))


def _meant(key: str, shelf: Lookup) -> Act | None:
    """The one act under the number, type and issuers of a gap that was missing."""
    number, _, rest = key.partition("|")
    instrument, _, issuers = rest.partition("|")
    parsed = DocNumber.parse(number)
    if parsed is None or not parsed.symbol:
        return None
    who = tuple(issuers.split("+")) if issuers else ()
    asked = Act(id=key, number=parsed, instrument=instrument or None, issuers=who)
    held = shelf.by_number(parsed.key)
    fitting = [act for act in held if agree(asked, act)] if who else list(held)
    return fitting[0] if len(fitting) == 1 else None
