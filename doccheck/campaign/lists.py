"""Documents as rows of the official forms (dòng của biểu mẫu), in the order that the law prescribes."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from doccheck.campaign import words
from doccheck.campaign.dossier import INSIDE, TO_TREAT, Dossier, Found
from doccheck.campaign.store import Settings
from doccheck.campaign.totals import bucket
from doccheck.export.forms import FormPaper, Group, Letterhead, Sheet
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.official import OfficialForm
from doccheck.rulebook.render import day_words

LANG = words.LANG
AT_ISSUE = ("AUTH-", "NUM-", "SIG-", "EFF-", "REP-", "NORM-", "BASIS-", "CITE-")
_NOT_AT_ISSUE = ("AFTER", "AMENDED", "GAP")
MOST_TEXT = 1200


def papers(
    found: Sequence[Dossier], settings: Settings, book: Book, *, on: date, unconfirmed: bool = False
) -> list[FormPaper]:
    """Every form of the day of review, filled. ``unconfirmed`` also lists what only the machine found, and says so."""
    return [
        paper(form, found, settings, book, on=on, unconfirmed=unconfirmed)
        for form in book.official.on(settings.cut_off)
    ]


def paper(
    form: OfficialForm,
    found: Sequence[Dossier],
    settings: Settings,
    book: Book,
    *,
    on: date,
    unconfirmed: bool = False,
) -> FormPaper:
    """One form, filled."""
    inside = sorted((one for one in found if one.place == INSIDE), key=lambda one: words.order_key(one, book))
    kept = [one for one in inside if _belongs(form.id, one, unconfirmed)]
    groups = () if form.shape == "sheet" else tuple(_groups(form, kept, settings, book))
    sheets = tuple(_sheets(form, kept, book, on, unconfirmed)) if form.shape == "sheet" else ()
    regime = book.official.regime(settings.cut_off)
    return FormPaper(
        form=form,
        columns=tuple(book.official.columns[name] for name in form.columns),
        head=head(settings, on),
        note=regime.note if regime and form.number else "",
        subtitle=subtitle(settings),
        warning=say("campaign.unconfirmed", LANG) if unconfirmed else "",
        total=say("campaign.form_total", LANG, count=len(kept)),
        sign_as=say("campaign.reviewer" if form.id == "review_sheet" else "campaign.inspector", LANG),
        groups=groups,
        sheets=sheets,
    )


def head(settings: Settings, on: date, number: str = "") -> Letterhead:
    """Head and signature of a paper of the campaign."""
    day = say(
        "campaign.place_day", LANG, place=settings.place or "……", day=f"{on.day:02d}", month=_month(on), year=on.year
    )
    return Letterhead(
        organ=settings.organ or say("campaign.organ_blank", LANG),
        above=settings.above,
        number=number,
        place_day=day,
        signature=settings.signature or (say("campaign.signs", LANG),),
        signer=settings.signer,
    )


def subtitle(settings: Settings) -> str:
    """Of which year, period or topic."""
    return say(
        f"campaign.subtitle.{settings.kind}",
        LANG,
        year=settings.cut_off.year,
        since=day_words(settings.since),
        until=day_words(settings.cut_off),
        name=settings.name,
    )


def _due(text: str) -> str:
    try:
        return day_words(date.fromisoformat(text))
    except ValueError:
        return text


def _month(on: date) -> str:
    return f"{on.month:02d}" if on.month <= 2 else str(on.month)


def _belongs(form: str, one: Dossier, unconfirmed: bool) -> bool:
    if form in {"follow_book", "ministry_module"}:
        return True
    if form in {"review_sheet", "inspection_sheet"}:
        return any(_on_sheet(form, f, unconfirmed) for f in one.found)
    if not one.checked and not unconfirmed:
        return False
    place = bucket(one) if one.checked else _guess(one)
    if form == "in_force":
        return place in {"in_force", "partly"}
    return place == {"expired_whole": "expired", "expired_part": "partly", "to_treat": "to_treat"}.get(form)


def _guess(one: Dossier) -> str:
    """Where the machine alone would put it."""
    if one.status in {"ceased", "never_in_force", "suspended"}:
        return "expired"
    return {"partly_ceased": "partly", "in_force": "in_force"}.get(one.status, "unsettled")


def _on_sheet(form: str, found: Found, unconfirmed: bool) -> bool:
    if found.state == "dismiss" or (found.state != "confirm" and not unconfirmed):
        return False
    if form == "review_sheet":
        return True
    return found.check.startswith(AT_ISSUE) and not any(word in found.check for word in _NOT_AT_ISSUE)


def _groups(form: OfficialForm, kept: list[Dossier], settings: Settings, book: Book) -> Iterable[Group]:
    if form.parts == "year":
        yield from _by_year(form, kept, settings, book)
    elif form.parts == "field":
        names = list(dict.fromkeys(one.field for one in kept))
        for i, name in enumerate(names, 1):
            rows = [one for one in kept if one.field == name]
            title = say("campaign.part.field", LANG, roman=_roman(i), field=name) if name else ""
            yield Group(title=title, rows=_rows(form, rows, book))
    else:
        yield Group(title="", rows=_rows(form, kept, book))


def _by_year(form: OfficialForm, kept: list[Dossier], settings: Settings, book: Book) -> Iterable[Group]:
    """Part A: within the period; part B: before it. In each: ended, then suspended."""
    now = [one for one in kept if (words.ended_on(one) or settings.cut_off) >= settings.since]
    before = [one for one in kept if one not in now] if len(now) < len(kept) else []
    extent = "part" if form.id == "expired_part" else "whole"
    for letter, key, rows in (("A", "within", now), ("B", "before", before)):
        scale = "year" if settings.kind == "yearly" else "period"
        title = say(
            f"campaign.part.{key}.{scale}.{extent}",
            LANG,
            letter=letter,
            year=settings.since.year,
            since=day_words(settings.since),
            until=day_words(settings.cut_off),
        )
        yield Group(title=title, rows=())
        for roman, kind, ones in (
            ("I", "ended", [one for one in rows if one.status != "suspended"]),
            ("II", "suspended", [one for one in rows if one.status == "suspended"]),
        ):
            title = say(f"campaign.part.{kind}.{extent}", LANG, roman=roman)
            empty = say("campaign.part.none", LANG, title=title)
            yield Group(title=title if ones else empty, rows=_rows(form, ones, book))


def _rows(form: OfficialForm, rows: Sequence[Dossier], book: Book) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(str(i) if name == "order" else _CELLS[name](one, book) for name in form.columns)
        for i, one in enumerate(rows, 1)
    )


def _whole_name(one: Dossier, book: Book) -> str:
    return "\n".join(part for part in (words.whole_label(one, book), one.title) if part)


def _bases(one: Dossier) -> str:
    ends = [act for f in one.found if f.state != "dismiss" for act in f.replaced_by]
    return "\n".join(dict.fromkeys(ends))


def _result(one: Dossier, book: Book) -> str:
    if not one.checked:
        return say("campaign.not_checked", LANG)
    return words.outcome_name(one.outcome) or say("campaign.bucket_short." + bucket(one), LANG)


def _note(one: Dossier, book: Book) -> str:
    own = one.mark.note if one.mark else ""
    part = say("campaign.part_ended", LANG) if one.status == "partly_ceased" else ""
    return "; ".join(text for text in (part, own) if text)


def _proposal_reason(one: Dossier, book: Book) -> str:
    told = [f.note or f.message for f in one.confirmed if f.disposition in TO_TREAT or not f.disposition]
    own = [one.mark.note] if one.mark and one.mark.note else []
    return "\n".join(dict.fromkeys([*own, *told]))[:MOST_TEXT]


def _status(one: Dossier, book: Book) -> str:
    if one.checked and one.outcome == "keep":
        return say("status.in_force", LANG)
    return say(f"status.{one.status}", LANG)


_CELLS: dict[str, Callable[[Dossier, Book], str]] = {
    "kind": words.kind_name,
    "number_day": lambda one, book: words.number_day(one),
    "title": lambda one, book: one.title,
    "whole_name": _whole_name,
    "reason": words.reason,
    "ended_on": lambda one, book: words.day(words.ended_on(one)),
    "ended_parts": lambda one, book: words.ended_parts(one),
    "effective_on": lambda one, book: words.day(one.effective_on),
    "note": _note,
    "proposal": lambda one, book: words.outcome_name(one.outcome),
    "proposal_reason": _proposal_reason,
    "lead": lambda one, book: one.mark.lead if one.mark else "",
    "due": lambda one, book: _due(one.mark.due) if one.mark else "",
    "review_basis": lambda one, book: _bases(one),
    "reviewer": lambda one, book: one.reviewer,
    "result": _result,
    "field": lambda one, book: one.field,
    "type_star": words.kind_name,
    "issuer_star": lambda one, book: one.issuer,
    "number_star": lambda one, book: one.number,
    "issued_on_star": lambda one, book: one.issued_on.strftime("%d/%m/%Y") if one.issued_on else "",
    "title_star": lambda one, book: one.title,
    "status": _status,
}


def _sheets(form: OfficialForm, kept: Sequence[Dossier], book: Book, on: date, unconfirmed: bool) -> Iterable[Sheet]:
    for one in kept:
        found = [f for f in one.found if _on_sheet(form.id, f, unconfirmed)]
        name = words.whole_label(one, book)
        who = one.reviewer or "……………………"
        keys = (
            ("document", "person", "when") if form.id == "review_sheet" else ("inspected", "inspector", "inspected_on")
        )
        facts = (
            say(f"campaign.sheet.{keys[0]}", LANG, name=f"{name}: {one.title}" if one.title else name),
            say(f"campaign.sheet.{keys[1]}", LANG, who=who),
            say("campaign.sheet.unit", LANG, unit=one.department or "……………………"),
            say(f"campaign.sheet.{keys[2]}", LANG, day=day_words(on)),
        )
        rows = tuple((str(i), *_sheet_row(f)) for i, f in enumerate(found, 1))
        yield Sheet(facts=facts, rows=rows, signer=one.reviewer, label=name)


def _sheet_row(found: Found) -> tuple[str, str, str, str]:
    matter = f"{found.reason}\n“{found.quote}”" if found.quote and found.reason else found.quote or found.reason
    bases = "\n".join(dict.fromkeys([*found.replaced_by, *found.basis]))
    opinion = "\n".join(text for text in (found.message, found.note) if text)
    return (
        (matter or found.check)[:MOST_TEXT],
        bases[:MOST_TEXT],
        opinion[:MOST_TEXT],
        words.outcome_name(found.disposition) or found.action,
    )


def _roman(number: int) -> str:
    pairs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    told = ""
    for value, letters in pairs:
        told += letters * (number // value)
        number %= value
    return told
