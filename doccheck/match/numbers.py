"""References with a number (viện dẫn theo số): the whole number, or a short one such as ``13/2014``."""

from doccheck.match.answer import Answer, ambiguous, found, missing
from doccheck.match.asked import Asked
from doccheck.match.guesses import slips
from doccheck.match.narrow import by_day, by_issuer, by_type, ranked
from doccheck.model.act import Act
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.rulebook.names import key

LONG = 24  # letters of a title that says which act is meant
NOT_NORMATIVE = frozenset({"administrative", "party", "consolidated"})


def by_number(asked: Asked, shelf: Lookup, book: Book) -> Answer:
    """The act under a whole number.

    A number without a year comes back every year: it needs its day (or year). A local number needs its issuer. Where
    the day contradicts and an act of that very day bears nearly this number, either may be the slip, unless the title
    that was written is this act's and not the other's.
    """
    number = asked.number
    assert number is not None
    all_ = shelf.by_number(number.key)
    typed = by_type(all_, asked, book)
    acts, sure = by_issuer(typed, asked, book)
    acts, agrees = by_day(acts, asked)
    if number.year is None and not agrees:
        acts, agrees = _of_year(acts, asked)
        if not agrees and asked.issued_on is not None:
            return missing(_how(asked, book), ranked(all_, asked, book))
        sure = sure and agrees
    near = slips(asked, shelf, book) if len(acts) == 1 and not agrees and acts[0].issued_on is not None else ()
    if near and (not _titled(acts[0], asked) or any(_titled(one, asked) for one in near)):
        return ambiguous((*acts, *near), "number_or_day")
    if len(acts) == 1 and (sure or (agrees and number.year is None and not asked.local)):
        return found(acts[0], "exact")
    if acts:
        return ambiguous(ranked(acts, asked, book), "number")
    if not typed and (twins := _twins(all_, asked)):
        return ambiguous(ranked(twins, asked, book), "type")
    return missing(_how(asked, book), ranked(all_, asked, book))


def _titled(act: Act, asked: Asked) -> bool:
    """Whether the words written after the number are the title of this act, or begin or end within it."""
    own = key(act.title or "")
    return len(own) >= LONG and any(len(t) >= LONG and (t in own or own in t) for t in asked.titles)


def _on_subject(act: Act, asked: Asked, book: Book) -> bool:
    """Whether the words after the number begin with words of this act's title, enough of them to be no chance."""
    lead = sorted((key(w) for w in book.phrases.words("references.title_lead")), key=len, reverse=True)
    for title in asked.titles:
        first = next((w for w in lead if title.startswith(f"{w} ")), "")
        words = title.removeprefix(first).strip()
        end = words.find(" ", LONG)
        words = words[:end] if end > 0 else words
        if len(words) >= LONG and f" {words} " in f" {key(act.title or '')} ":
            return True
    return False


def _twins(acts: tuple[Act, ...], asked: Asked) -> tuple[Act, ...]:
    """Acts of another type that agree in number, issuer and day: the type may be wrong here or on the shelf."""
    return tuple(a for a in acts if a.issued_on == asked.issued_on is not None and set(a.issuers) & set(asked.issuers))


def _of_year(acts: tuple[Act, ...], asked: Asked) -> tuple[tuple[Act, ...], bool]:
    """Acts issued in the year that stands beside a number without one."""
    if asked.year is None or asked.issued_on is not None:
        return acts, False
    same = tuple(a for a in acts if a.issued_on is not None and a.issued_on.year == asked.year)
    return (same, True) if same else (acts, False)


def _how(asked: Asked, book: Book) -> str:
    """Why nothing was found: administrative and Party documents are not looked for in a shelf of norms."""
    assert asked.number is not None
    form = book.forms.classify(asked.number, asked.instrument, asked.issued_on or asked.host.on)
    return "not_normative" if form.kind in NOT_NORMATIVE else "missing"


def by_short_number(asked: Asked, shelf: Lookup, book: Book) -> Answer:
    """The act behind a number without symbol: certain with year, type and issuer, or with type and subject.

    Of a type whose numbers one organ gives out, year and number are enough. Else its candidates.
    """
    number = asked.number
    assert number is not None
    limit = asked.host.latest
    acts = shelf.by_serial(number.key.split("/", 1)[0], number.year or asked.year)
    acts = tuple(a for a in acts if limit is None or a.issued_on is None or a.issued_on <= limit)
    acts = by_type(acts, asked, book) if asked.instrument is not None else acts
    acts, sure = by_issuer(acts, asked, book) if asked.issuers else (acts, False)
    acts, agrees = by_day(acts, asked)
    known = asked.instrument is not None and (asked.year is not None or agrees)
    sure = sure or asked.instrument in book.phrases.words("references.one_series")
    if len(acts) == 1 and known and (sure or agrees):
        return found(acts[0], "short")
    told = tuple(a for a in acts if asked.instrument is not None and _on_subject(a, asked, book))
    if len(told) == 1:
        return found(told[0], "short_title", tuple(a for a in acts if a is not told[0]))
    if acts:
        return ambiguous(ranked(acts, asked, book), "short")
    if asked.instrument is not None and book.instruments.get(asked.instrument).administrative:
        return missing("not_normative")
    return missing("short")
