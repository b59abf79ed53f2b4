"""From facts to a timeline (vòng đời văn bản): gather, weigh, inherit, sweep."""

from datetime import date

from doccheck.model.act import Act, Fact, Timeline
from doccheck.model.period import Period
from doccheck.rulebook.book import Book
from doccheck.validity.evidence import gather
from doccheck.validity.inherit import Parents, cascade, horizons, old_territory
from doccheck.validity.sweep import case, sweep
from doccheck.validity.weigh import weigh


def timeline(
    act: Act, facts: tuple[Fact, ...], book: Book, *, parents: Parents = (), place: str | None = None
) -> Timeline:
    """Life of an act (vòng đời) from the facts about it.

    ``parents`` are the acts that it details, with their timelines; each counts only with a fact of kind GUIDES whose
    ``act`` is the parent and whose ``by`` is this act among ``facts``. ``place`` asks for the life in one territory: a
    document of a former province may have ended in one part of the new one and be in force in the other.
    """
    evidence = gather(act, facts, place)
    inherited, reviews = cascade(act, facts, parents, book)
    ends = weigh([*evidence.ends, *horizons(act, book), *inherited], evidence.claims)
    return sweep(case(evidence, ends, reviews, old_territory(act, book)))


def stretch(life: Timeline, day: date) -> Period:
    """The whole time around a day in which the status is the same (khoảng thời gian cùng tình trạng)."""
    at = next(i for i, piece in enumerate(life.pieces) if day in piece.period)
    status, first, last = life.pieces[at].status, at, at
    while first > 0 and life.pieces[first - 1].status is status:
        first -= 1
    while last + 1 < len(life.pieces) and life.pieces[last + 1].status is status:
        last += 1
    return Period(life.pieces[first].period.start, life.pieces[last].period.end)
