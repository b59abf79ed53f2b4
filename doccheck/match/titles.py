"""Laws by their title (luật theo tên gọi): with year or day, or as of the day of the citing document.

"Luật Đất đai" in a decision of 2005 is the law of 2003. The year beside a title is the year of passing, not of effect.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from doccheck.match.answer import Answer, ambiguous, found, missing
from doccheck.match.asked import STATUTES, Asked
from doccheck.match.narrow import by_type, ranked
from doccheck.model.act import Act, Status
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.rulebook.names import key
from doccheck.validity import Lives, chain

Acts = tuple[Act, ...]
_COMING = frozenset({Status.NOT_YET_IN_FORCE, Status.NEVER_IN_FORCE})
_DEAD = _COMING | {Status.CEASED}


def by_title(asked: Asked, shelf: Lookup, book: Book, lives: Lives) -> Answer:
    """The law, code, ordinance or constitution behind a title."""
    acts = _one_spelling(by_type(titled(asked, shelf, book), asked, book), shelf)
    if not acts:
        return missing("title")
    if asked.issued_on is not None:
        return _dated(acts, asked, book)
    if asked.year is not None:
        return _of_year(acts, asked, book, lives)
    return _at_host(acts, asked, shelf, book, lives)


def _one_spelling(acts: Acts, shelf: Lookup) -> Acts:
    """A law that stands twice on the shelf, its number spelled in two ways: the entry of which more is known."""
    kept: dict[object, Act] = {}
    for act in acts:
        number = act.number
        head = (number.serial, number.year, act.issued_on) if number is not None and act.issued_on else act.id
        other = kept.get(head)
        if other is None or len(shelf.facts(act.id)) > len(shelf.facts(other.id)):
            kept[head] = act
    return tuple(kept.values())


def titled(asked: Asked, shelf: Lookup, book: Book) -> Acts:
    """Acts with this title, else with the country's name added or left out; a constitution needs no title."""
    acts = tuple(dict.fromkeys(a for title in asked.titles for a in shelf.by_title(title)))
    if not acts and asked.instrument == "constitution":
        ids = [act_id for _, act_id in shelf.titles() if "|constitution|" in act_id]  # an id names its type
        acts = tuple(a for i in ids if (a := shelf.act(i)) is not None and a.instrument == "constitution")
    if not acts:
        other = (form for title in asked.titles for form in _other_forms(title, book))
        acts = tuple(dict.fromkeys(a for title in other for a in shelf.by_title(title)))
    return tuple(a for a in acts if a.instrument in STATUTES)


def _other_forms(title: str, book: Book) -> Iterator[str]:
    for country in (f" {key(name)}" for name in book.phrases.words("references.country")):
        yield title.removesuffix(country) if title.endswith(country) else title + country


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


def _at_host(acts: Acts, asked: Asked, shelf: Lookup, book: Book, lives: Lives) -> Answer:
    """A bare title means the law of the host's day; where only bounds are known, the one law over all of them."""
    host = asked.host
    if host.on is not None:
        return _on_day(acts, host.on, asked, shelf, book, lives)
    if host.last is not None:
        later, acts = acts, tuple(a for a in acts if a.issued_on is None or a.issued_on <= host.last)
        if not acts:
            return missing("title", ranked(later, asked, book))
    if len(acts) == 1:
        return found(acts[0], "title")
    if host.first is not None and len(_last(acts, host.first, lives)) == 1:
        (act,) = _last(acts, host.first, lives)
        newest = _last(acts, host.last, lives) if host.last else tuple(a for a in acts if not _before(a, act))
        if newest == (act,):
            return replace(_on_day(acts, host.first, asked, shelf, book, lives), how="title_between")
    return ambiguous(ranked(acts, asked, book), "title")


def _before(one: Act, other: Act) -> bool:
    return one is not other and (one.issued_on or date.min) < (other.issued_on or date.min)


def _last(acts: Acts, day: date, lives: Lives) -> Acts:
    """The last issued of those in force on a day, else of those issued; several where they bear one day."""
    existing = tuple(a for a in acts if a.issued_on is None or a.issued_on <= day)
    living = tuple(a for a in existing if lives.of(a).at(day).status not in _COMING) or existing
    return tuple(a for a in living if not any(_before(a, other) for other in living))


def _on_day(acts: Acts, day: date, asked: Asked, shelf: Lookup, book: Book, lives: Lives) -> Answer:
    """The law of a day. One that had ceased is meant only where every heir bears another title."""
    latest = _last(acts, day, lives)
    if not latest:
        return missing("title", ranked(acts, asked, book))
    if len(latest) > 1:
        existing = tuple(a for a in acts if a.issued_on is None or a.issued_on <= day)
        return ambiguous(ranked(existing, asked, book), "title")
    last = latest[0]
    rivals = tuple(a for a in acts if _before(last, a) and a.issued_on is not None and a.issued_on <= day)
    if lives.of(last).at(day).status is Status.CEASED:
        heirs = [s.by for s in chain(last, day, shelf, lives.of) if s.by is not None and s.by.instrument in STATUTES]
        if not heirs or not all(a.title and a not in acts for a in heirs):
            return ambiguous((*heirs, last), "title_ceased")
        return found(last, "title_ceased", (*heirs, *rivals))
    return found(last, "title_on_day", rivals)
