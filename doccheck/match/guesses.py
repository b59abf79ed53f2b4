"""Damaged references (viện dẫn bị hỏng): near numbers of the same day, near titles. Always shown as a guess."""

from doccheck.match.answer import SHOWN, Answer, ambiguous, missing
from doccheck.match.asked import STATUTES, Asked
from doccheck.match.narrow import by_type, same_organ
from doccheck.model.act import Act
from doccheck.model.lookup import Lookup
from doccheck.model.match import MatchState
from doccheck.rulebook.book import Book

EDITS = 2  # letters of a number that may be wrong
LIKENESS = 90.0  # of 100, for titles
SHOWN_TITLES = 10


def near_number(asked: Asked, shelf: Lookup, book: Book) -> Answer | None:
    """Acts issued on the very day of the reference whose number is nearly the one read; None when there are none.

    Neighbours of one day are often just neighbours: the answer stays MISSING, the guess is only shown.
    """
    near = tuple(act for *_, act in _near(asked, shelf, book, EDITS))
    return Answer(state=MatchState.MISSING, how="near_number", rivals=near[:SHOWN], guess=True) if near else None


def slips(asked: Asked, shelf: Lookup, book: Book) -> tuple[Act, ...]:
    """Acts of the day told, of that type and issuer, whose number is one slip away: was the number or the day wrong?"""
    return tuple(act for edits, wrong, act in _near(asked, shelf, book, 1) if edits and not wrong)


def _near(asked: Asked, shelf: Lookup, book: Book, most: int) -> list[tuple[int, bool, Act]]:
    """(edits, whether type or issuer is another, act) of the day's acts with a near number, nearest first.

    Acts of that very issuer, else of one that may be the same organ, else all.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if asked.number is None or asked.issued_on is None:
        return []
    block = shelf.numbers_on(asked.issued_on)
    keys = [key for key, _ in block]
    hits = process.extract(asked.number.key, keys, scorer=OSA.distance, score_cutoff=most, limit=None)
    told = sorted((int(edits), block[at][1]) for _, edits, at in hits)
    typed = [(e, a) for e, id_ in told if _typed(a := _sketch(id_), asked, book)]
    own = [(e, a.id) for e, a in typed if not asked.issuers or not set(asked.issuers).isdisjoint(a.issuers)]
    on = asked.host.on or asked.issued_on
    fitting = own or [(e, a.id) for e, a in typed if same_organ(a, asked.issuers, on, book) is not False]
    chosen = (fitting or told)[:SHOWN]
    return [(edits, not fitting, act) for edits, id_ in chosen if (act := shelf.act(id_)) is not None]


def _sketch(act_id: str) -> Act:
    """What an act's id says of it: enough to weigh it, before it is fetched."""
    _, instrument, issuers, _ = act_id.rsplit("|", 3)
    who = tuple(issuers.split("+")) if issuers else ()
    return Act(id=act_id, number=None, instrument=instrument or None, issuers=who)


def _typed(act: Act, asked: Asked, book: Book) -> bool:
    return asked.instrument is None or bool(by_type((act,), asked, book))


def _fits(act: Act, asked: Asked, book: Book) -> bool:
    on = asked.host.on or asked.issued_on
    return _typed(act, asked, book) and (not asked.issuers or same_organ(act, asked.issuers, on, book) is not False)


def near_title(asked: Asked, shelf: Lookup, book: Book) -> Answer | None:
    """Laws with nearly this title, of the year or day told, existing on the citing day; None when there are none."""
    from rapidfuzz import fuzz, process

    if not asked.titles or asked.instrument not in STATUTES:
        return None
    titles = shelf.titles()
    hits = process.extract(
        asked.titles[0], [t for t, _ in titles], scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=SHOWN_TITLES
    )
    acts = [a for _, _, index in hits if (a := shelf.act(titles[index][1])) is not None]
    near = tuple(a for a in by_type(tuple(acts), asked, book) if _in_time(a, asked))
    return ambiguous(near, "near_title", guess=True) if near else None


def _in_time(act: Act, asked: Asked) -> bool:
    if act.issued_on is None:
        return True
    if asked.issued_on is not None:
        return act.issued_on == asked.issued_on
    if asked.year is not None:
        return act.issued_on.year == asked.year
    return asked.host.latest is None or act.issued_on <= asked.host.latest


def by_date_only(asked: Asked, shelf: Lookup, book: Book) -> Answer:
    """A document cited by its day alone: what that type and issuer issued on the day, never certain."""
    if asked.issued_on is None or asked.instrument is None:
        return missing("unnamed")
    acts = tuple(a for a in shelf.by_date(asked.issued_on) if _fits(a, asked, book) and asked.issuers)
    return ambiguous(acts, "date", guess=True) if acts else missing("unnamed")
