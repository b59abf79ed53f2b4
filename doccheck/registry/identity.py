"""Is it the same act? (nhận diện văn bản): number with type, issuer or place, and day; number alone is no key."""

from datetime import date

from doccheck.model.act import Act
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book

STATUTE = frozenset({"law", "code", "constitution"})


def same_act(act: Act, shelf: Lookup) -> Act | None:
    """The act of the shelf that ``act`` is (văn bản trùng), None when there is none or more than one."""
    known = shelf.act(act.id)
    if known is not None:
        return known
    if act.number is None:
        return None
    found = [other for other in shelf.by_number(act.number.key) if agree(act, other)]
    exact = [other for other in found if other.issued_on == act.issued_on]
    found = exact if len(exact) == 1 else found
    return found[0] if len(found) == 1 else None


def agree(one: Act, other: Act) -> bool:
    """True when two descriptions with one number can be of one act (cùng một văn bản)."""
    return _instruments(one, other) and _issuers(one, other) and _days(one, other)


def _instruments(one: Act, other: Act) -> bool:
    if one.instrument is None or other.instrument is None or one.instrument == other.instrument:
        return True
    return {one.instrument, other.instrument} <= STATUTE


def _issuers(one: Act, other: Act) -> bool:
    """A shared issuer; a local act without its place is nobody's in particular."""
    if any(_placeless(act) for act in (one, other)):
        return one.issued_on is not None and one.issued_on == other.issued_on and _kin(one, other)
    if not one.issuers or not other.issuers:
        return not (_local(one) or _local(other))
    return bool(set(one.issuers) & set(other.issuers))


def _days(one: Act, other: Act) -> bool:
    """Equal days; with a year in the number the number is one act's for its issuer, whatever day is written."""
    if one.issued_on == other.issued_on:
        return one.issued_on is not None or (one.number is not None and one.number.year is not None)
    return one.number is not None and one.number.year is not None


def _placeless(act: Act) -> bool:
    return any("?" in issuer for issuer in act.issuers)


def _local(act: Act) -> bool:
    return any("/" in issuer for issuer in act.issuers)


def _kin(one: Act, other: Act) -> bool:
    kinds = [{issuer.partition("/")[0].partition("-")[0] for issuer in act.issuers} for act in (one, other)]
    return bool(kinds[0] & kinds[1])


def organ_then(issuer: str, now: date | None, then: date | None, book: Book) -> str | None:
    """The body that stood on an earlier day where a local body stands now (cơ quan tiền thân).

    None where several units made up its territory: nobody can say whose document an unnamed one was.
    """
    kind, _, place = issuer.partition("/")
    if not place or now is None or place not in book.places or (then is not None and then >= now):
        return issuer
    if then is None:
        return None if book.places.merged_from(place, now) else issuer
    units = {slug for slug in book.places.slugs() if place in book.places.successors(slug, now)}
    alive = {slug for slug in units | {place} if book.places.existed(slug, then) is not False}
    return f"{kind}/{alive.pop()}" if len(alive) == 1 else None


def place_of(name: str, book: Book) -> str | None:
    """The province named, with or without its kind of unit before it (địa bàn): its slug, None when there is none."""
    words = name.split()
    found = (book.places.resolve(" ".join(words[cut:])) for cut in range(min(3, len(words))))
    return next((slug for slug in found if slug is not None), None)
