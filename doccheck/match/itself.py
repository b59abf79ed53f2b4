"""The document itself (chính văn bản): found on the shelf by its head, else an act made from its head."""

from doccheck.match.answer import Answer, ambiguous, found
from doccheck.match.asked import Asked, Host
from doccheck.match.narrow import by_day, by_issuer, by_type, ranked
from doccheck.model.act import Act, act_id
from doccheck.model.lookup import Lookup
from doccheck.model.match import MatchState
from doccheck.model.reading import Header
from doccheck.rulebook.book import Book
from doccheck.rulebook.names import key

_SURE = 0.8
_WORDS = 3
_SHARED = 0.6


def itself(header: Header, host: Host, shelf: Lookup, book: Book) -> Answer:
    """The document's own act.

    FOUND needs number and issuer, and a day that does not contradict; without a day, a number that is sure and bears
    its year, or a title that agrees: numbers without a year come again each year. A document that the shelf does not
    hold is MISSING, and ``best`` is an act made from its head: its id is the one under which the shelf would hold it.
    """
    made = from_head(header, host)
    if made.number is None:
        return Answer(state=MatchState.MISSING, how="itself", best=made)
    asked = Asked(
        number=made.number,
        instrument=made.instrument,
        issuers=made.issuers,
        implied=False,
        issued_on=made.issued_on,
        year=made.number.year,
        titles=(),
        local=True,
        host=host,
    )
    acts = by_type(shelf.by_number(made.number.key), asked, book)
    acts, sure = by_issuer(acts, asked, book)
    acts, agrees = by_day(acts, asked)
    if made.issued_on is not None and not agrees:
        acts = tuple(a for a in acts if a.issued_on is None)
    if made.issued_on is None and not _once(header):
        acts = tuple(a for a in acts if _alike(made.title, a.title))
    if len(acts) == 1 and (sure or (agrees and not made.issuers)):
        return found(acts[0], "itself")
    if acts:
        return ambiguous(ranked(acts, asked, book), "itself")
    return Answer(state=MatchState.MISSING, how="itself", best=made)


def _once(header: Header) -> bool:
    """The number alone tells the document: it bears a year and was read surely."""
    number = header.number
    return number is not None and number.value.year is not None and number.confidence >= _SURE and not number.repaired


def _alike(written: str | None, known: str | None) -> bool:
    """Two titles share most words of the shorter one."""
    one, other = (set(key(title or "").split()) for title in (written, known))
    least = min(len(one), len(other))
    return least >= _WORDS and len(one & other) >= _SHARED * least


def from_head(header: Header, host: Host) -> Act:
    """An act (văn bản) as its own head states it."""
    number = header.number.value if header.number else None
    instrument = header.instrument.value if header.instrument else None
    title = header.title.value if header.title else None
    return Act(
        id=act_id(number, instrument, host.issuers, host.on, title),
        number=number,
        instrument=instrument,
        issuers=host.issuers,
        issued_on=host.on,
        title=title,
    )
