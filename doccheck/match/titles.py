"""Laws by their title (luật theo tên gọi): with year or day, or as of the day of the citing document.

"Luật Đất đai" in a decision of 2005 is the law of 2003. The year beside a title is the year of passing, not of effect.
"""

from datetime import date

from doccheck.match.answer import Answer, ambiguous, found, missing
from doccheck.match.asked import STATUTES, Asked
from doccheck.match.narrow import by_type, ranked
from doccheck.model.act import Act, Status
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.validity import Lives, chain

Acts = tuple[Act, ...]
_DEAD = frozenset({Status.NOT_YET_IN_FORCE, Status.NEVER_IN_FORCE, Status.CEASED})


def by_title(asked: Asked, shelf: Lookup, book: Book, lives: Lives) -> Answer:
    """The law, code, ordinance or constitution behind a title."""
    acts = _one_spelling(by_type(titled(asked, shelf), asked, book), shelf)
    if not acts:
        return missing("title")
    if asked.issued_on is not None:
        return _dated(acts, asked, book)
    if asked.year is not None:
        return _of_year(acts, asked, book, lives)
    return _on_day(acts, asked, shelf, book, lives)


def _one_spelling(acts: Acts, shelf: Lookup) -> Acts:
    """A law that stands twice on the shelf, its number spelled in two ways: the entry of which more is known."""
    kept: dict[object, Act] = {}
    for act in acts:
        number = act.number
        key = (number.serial, number.year, act.issued_on) if number is not None and act.issued_on else act.id
        other = kept.get(key)
        if other is None or len(shelf.facts(act.id)) > len(shelf.facts(other.id)):
            kept[key] = act
    return tuple(kept.values())


def titled(asked: Asked, shelf: Lookup) -> Acts:
    """Acts with this title; a constitution needs no title."""
    acts = tuple(dict.fromkeys(a for title in asked.titles for a in shelf.by_title(title)))
    if not acts and asked.instrument == "constitution":
        ids = [act_id for _, act_id in shelf.titles() if "|constitution|" in act_id]  # an id names its type
        acts = tuple(a for i in ids if (a := shelf.act(i)) is not None and a.instrument == "constitution")
    return tuple(a for a in acts if a.instrument in STATUTES)


def _dated(acts: Acts, asked: Asked, book: Book) -> Answer:
    same = tuple(a for a in acts if a.issued_on == asked.issued_on)
    if len(same) == 1:
        return found(same[0], "title_date")
    year = asked.issued_on.year if asked.issued_on else None
    near = tuple(a for a in acts if a.issued_on is not None and a.issued_on.year == year)
    if len(near) == 1 and not same:
        return found(near[0], "title_date")
    return ambiguous(ranked(same or near, asked, book), "title") if same or near else missing("title", acts)


def _of_year(acts: Acts, asked: Asked, book: Book, lives: Lives) -> Answer:
    passed = tuple(a for a in acts if a.issued_on is not None and a.issued_on.year == asked.year)
    if len(passed) == 1:
        return found(passed[0], "title_year")
    day = asked.host.on
    living = [a for a in passed if day is not None and lives.of(a).at(day).status not in _DEAD]
    if len(living) == 1:
        return found(living[0], "title_year", tuple(a for a in passed if a is not living[0]))
    if passed:
        return ambiguous(ranked(passed, asked, book), "title")
    effective = tuple(a for a in acts if a.effective_on is not None and a.effective_on.year == asked.year)
    if effective:
        return ambiguous(ranked(effective, asked, book), "title_effect_year")
    return missing("title", ranked(acts, asked, book))


def _on_day(acts: Acts, asked: Asked, shelf: Lookup, book: Book, lives: Lives) -> Answer:
    """A bare title means the law of that day: one that had ceased is not it, its heirs are offered."""
    day = asked.host.on
    if day is None:
        return found(acts[0], "title") if len(acts) == 1 else ambiguous(ranked(acts, asked, book), "title")
    existing = tuple(a for a in acts if a.issued_on is None or a.issued_on <= day)
    if not existing:
        return missing("title", ranked(acts, asked, book))
    living = [a for a in existing if lives.of(a).at(day).status not in (Status.NOT_YET_IN_FORCE, Status.NEVER_IN_FORCE)]
    order = sorted(living or existing, key=lambda a: a.issued_on or date.min)
    last = order[-1]
    if sum(a.issued_on == last.issued_on for a in order) > 1:
        return ambiguous(ranked(order, asked, book), "title")
    if lives.of(last).at(day).status is Status.CEASED:
        heirs = [s.by for s in chain(last, day, shelf, lives.of) if s.by is not None and s.by.instrument in STATUTES]
        return ambiguous((*heirs, last), "title_ceased")
    rivals = tuple(a for a in existing if a.issued_on is not None and a.issued_on > (last.issued_on or date.min))
    return found(last, "title_on_day", rivals)
