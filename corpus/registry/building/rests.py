"""What central acts of law take as their legal basis (căn cứ) was in force on the day of issue: a rule of the law.

The rule (Điều 61 NĐ 34/2016/NĐ-CP, Điều 62 NĐ 78/2025/NĐ-CP) is kept by central drafters: of the bases whose end is
known from official texts, `benchmarks/validity --bases` counts how many were dead. So the statement is of tier
``secondary``: less than a text, about as much as a secondary site. It is taken only

* from an act of law of a central organ, found on the shelf, for an act that it names by number or day, and not for the
  amending acts named after it;
* for an act that had taken effect by then, or, where its day of effect is not known, was more than a year old: a basis
  may be signed and not yet in force.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.match import Match, MatchState
from doccheck.model.reading import Reading, Role
from doccheck.rulebook.book import Book

ORIGIN = "based"
YEAR = timedelta(365)
WHOLE_ENDS = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM})
SURE = frozenset({Tier.CONFIRMED, Tier.OFFICIAL, Tier.READ})


class Rests:
    """The latest day on which a central act of law rested on each act."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.latest: dict[str, tuple[date, str]] = {}

    def add(self, actor: Act | None, reading: Reading, matches: Sequence[Match]) -> None:
        """The bases of one document."""
        if actor is None or actor.issued_on is None or not self.central(actor):
            return
        for match in bases(reading, matches):
            act = match.best
            if act is not None and act.id != actor.id and begun(act, actor.issued_on):
                said = (actor.issued_on, str(actor.number))
                self.latest[act.id] = max(said, self.latest.get(act.id, said))

    def central(self, actor: Act) -> bool:
        """An act of law of central organs, by the form of its number."""
        if actor.number is None or not actor.issuers:
            return False
        central = all(self.book.issuers.level(one) == "central" for one in actor.issuers)
        return central and self.book.forms.classify(actor.number, actor.instrument, actor.issued_on).kind == "normative"

    def facts(self, known: Callable[[str], Iterable[Fact]]) -> tuple[list[Fact], list[tuple[Fact, str]]]:
        """Statements of force, and those that an ending known for sure refutes."""
        kept, refused = [], []
        for id_, (on, label) in sorted(self.latest.items()):
            fact = Fact(act=id_, kind=Kind.IN_FORCE, on=on, tier=Tier.SECONDARY, origin=ORIGIN, note=label)
            ends = [f.on for f in known(id_) if f.kind in WHOLE_ENDS and f.tier in SURE and f.on and not f.provisions]
            end = min(ends, default=None)
            if end is not None and end <= on:
                refused.append((fact, f"{label} rests on it on {on}, after its end on {end}"))
            else:
                kept.append(fact)
        return kept, refused


def bases(reading: Reading, matches: Sequence[Match]) -> Iterable[Match]:
    """Matches of the acts on which a document itself rests: found, and named by number or day."""
    for match in matches:
        reference = reading.references[match.reference]
        plain = reference.role is Role.BASIS and not reference.amending and not reference.in_title
        named = (reference.number is not None or reference.issued_on is not None) and not reference.repaired
        if plain and named and match.state is MatchState.FOUND and not match.guess:
            yield match


def begun(act: Act, day: date) -> bool:
    """Whether an act had surely taken effect by a day."""
    if act.effective_on is not None:
        return act.effective_on <= day
    return act.issued_on is not None and act.issued_on + YEAR < day
