"""Words of the official lists (chữ trong danh mục): names, days and the exact sentence of why something ended."""

import re
from datetime import date

from doccheck.campaign.dossier import Dossier, Ending
from doccheck.model.act import Kind
from doccheck.model.number import fold
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import CASCADE, day_words

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
LANG = "vi"
_ORDER = 99


def kind_name(one: Dossier, book: Book) -> str:
    """Its type."""
    return book.instruments.name(one.instrument) if one.instrument else ""


def number_day(one: Dossier) -> str:
    """Number, then the day under it."""
    day = say("campaign.on_day", LANG, day=day_words(one.issued_on)) if one.issued_on else ""
    return "\n".join(part for part in (one.number, day) if part)


def label(one: Dossier, book: Book) -> str:
    """Type, number and day on one line; the file's name where it has no number."""
    if not one.number:
        return one.title or one.path.rsplit("/", 1)[-1]
    day = say("campaign.on_day", LANG, day=day_words(one.issued_on)) if one.issued_on else ""
    form = kind_name(one, book) or say("label.paper", LANG)
    return " ".join(part for part in (say("label.bare", LANG, form=form, number=one.number), day) if part)


def whole_label(one: Dossier, book: Book) -> str:
    """The label with its issuer."""
    return say("label.of", LANG, label=label(one, book), organ=one.issuer) if one.issuer else label(one, book)


def cause(ending: Ending, book: Book) -> str:
    """The ending document with number, day and issuer."""
    parts = ending.by.split("|")
    told = ending.label or (parts[0] if ending.by else "")
    if len(parts) > 3 and _DAY.fullmatch(parts[3]):
        issued = day_words(date.fromisoformat(parts[3]))
        if issued not in told and _long_day(parts[3]) not in told:
            told = say("label.day", LANG, label=told, issued=issued)
    if len(parts) > 2 and parts[2]:
        names = [book.issuers.name(one) for one in parts[2].split("+")]
        missing = [name for name in names if name and name not in told]
        if missing and len(missing) == len(names):
            told = say("label.of", LANG, label=told, organ=", ".join(missing))
    return told


def reason(one: Dossier, book: Book) -> str:
    """The "Lý do" cell: a sentence for each document that ended it."""
    told = []
    for ending in one.endings:
        key = f"reason.{ending.kind}" if ending.by or ending.label or ending.kind == Kind.TERM else "reason.registry"
        if ending.origin.startswith(CASCADE):
            key = "reason.cascade"
        sentence = say(key, LANG, by=cause(ending, book))
        told.append(sentence[:1].upper() + sentence[1:])
    return "\n".join(dict.fromkeys(told)) or one.why


def ended_parts(one: Dossier) -> str:
    """Which provisions ended."""
    parts = [name for ending in one.endings for name in ending.provisions]
    return "; ".join(dict.fromkeys(parts)) or say("campaign.parts_unknown", LANG)


def ended_on(one: Dossier) -> date | None:
    """The first day on which it, or a part of it, was not in force."""
    days = [date.fromisoformat(e.on) for e in one.endings if e.on]
    if one.status == "partly_ceased" and days:
        return max(days)
    return one.since or (max(days) if days else None)


def order_key(one: Dossier, book: Book) -> tuple[str, int, date, str]:
    """Field, rank from high to low, day from old to new, number."""
    rank = book.instruments.get(one.instrument).rank if one.instrument in book.instruments else None
    return (fold(one.field), _ORDER if rank is None else rank, one.issued_on or date.max, one.number)


def outcome_name(outcome: str) -> str:
    """The word of the trade for an outcome."""
    return say(f"disposition.{outcome}", LANG) if outcome else ""


def day(value: date | None) -> str:
    """A day as the lists write it."""
    return day_words(value) if value else ""


def _long_day(iso: str) -> str:
    found = date.fromisoformat(iso)
    return f"{found.day:02d}/{found.month:02d}/{found.year}"
