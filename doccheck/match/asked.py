"""What a reference asks for (điều được viện dẫn), in the terms of the shelf."""

import re
from dataclasses import dataclass
from datetime import date

from doccheck.model.number import DocNumber
from doccheck.model.reading import Header, Reference
from doccheck.rulebook.book import Book
from doccheck.rulebook.names import key

STATUTES = frozenset({"constitution", "code", "law", "ordinance"})
LOCAL = frozenset({"tinh", "huyen", "xa"})
_NO_PLACE = "/?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """The citing document (văn bản viện dẫn): its issuers, the province it speaks from, its day.

    ``first`` and ``last`` bound the day of a document that does not tell it.
    """

    issuers: tuple[str, ...] = ()
    place: str | None = None
    on: date | None = None
    first: date | None = None
    last: date | None = None

    @property
    def latest(self) -> date | None:
        """The last day on which it can have been issued."""
        return self.on or self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question to the shelf; ``implied`` when the issuer was not written but taken from the host or the symbol."""

    number: DocNumber | None
    instrument: str | None
    issuers: tuple[str, ...]
    implied: bool
    issued_on: date | None
    year: int | None
    titles: tuple[str, ...]
    local: bool
    host: Host

    @property
    def bare(self) -> bool:
        """Whether a document is named by its title alone."""
        return self.number is None and self.issued_on is None and self.year is None


def host_of(header: Header, book: Book) -> Host:
    """The host as its head tells it; the place of the date line helps where the issuer names no province."""
    issuers = tuple(field.value for field in header.issuers)
    on = header.issued_on.value if header.issued_on else None
    place = next(
        (p for i in issuers if book.issuers.level(i) == "tinh" and (p := book.issuers.place(i)) is not None), None
    )
    if place is None and header.place is not None:
        place = book.places.resolve(header.place.value, on)
    return Host(issuers=issuers, place=place, on=on)


def ask(reference: Reference, host: Host, book: Book) -> Asked:
    """The question behind a reference."""
    number = reference.number
    issuers = reference.issuers
    if not issuers and number is not None and number.symbol:
        issuers = book.issuers.of_symbol(number.symbol, reference.issued_on or host.on)
    issuers = tuple(_placed(issuer, host) for issuer in issuers)
    year = reference.year or (number.year if number is not None else None)
    return Asked(
        number=number,
        instrument=reference.instrument,
        issuers=issuers,
        implied=reference.issuer is None,
        issued_on=reference.issued_on,
        year=year,
        titles=title_keys(reference.title, reference.instrument, book),
        local=any(issuer.endswith(_NO_PLACE) or book.issuers.level(issuer) in LOCAL for issuer in issuers),
        host=host,
    )


def _placed(issuer: str, host: Host) -> str:
    """A provincial body without its province is that of the host's province."""
    if not issuer.endswith(_NO_PLACE) or host.place is None:
        return issuer
    stem = issuer.removesuffix(_NO_PLACE)
    own = next((i for i in host.issuers if i.partition("/")[0].startswith(stem)), None)
    if own is not None:
        return own
    return f"{stem}/{host.place}" if stem.endswith("-tinh") else f"{stem}-tinh/{host.place}"


def title_keys(title: str | None, instrument: str | None, book: Book) -> tuple[str, ...]:
    """Folded short title as written, then without and with the type word before it, each without a year behind it."""
    folded = re.sub(r"( nam)? \d{4}$", "", key(title or ""))
    if not folded or instrument not in STATUTES:
        return (folded,) if folded else ()
    names = sorted((key(n) for n in book.instruments.get(instrument).names), key=len, reverse=True)
    bare = next((folded.removeprefix(f"{n} ") for n in names if folded.startswith(f"{n} ")), folded)
    return tuple(dict.fromkeys((folded, bare, *(f"{n} {bare}" for n in names))))
