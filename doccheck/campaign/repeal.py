"""The paper that ends it (văn bản bãi bỏ): a draft that repeals what was confirmed, with bases in force on its day.

Nothing is signed here: the draft is checked by doccheck like any other, and what it found is told.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from doccheck.campaign import words
from doccheck.campaign.dossier import INSIDE, Dossier
from doccheck.campaign.lists import head
from doccheck.campaign.parts import parts_of, split
from doccheck.campaign.store import Settings
from doccheck.export.forms.word import heading, template, write_docx
from doccheck.model.act import Status
from doccheck.model.number import DocNumber, fold
from doccheck.model.report import Level, Report
from doccheck.pipeline import Tools, check_draft
from doccheck.registry import Lives
from doccheck.rulebook.messages import say
from doccheck.rulebook.official import RepealPaper

LANG = words.LANG
SHORT = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A draft on disk, what it repeals, what it could not, and what doccheck said of it."""

    path: Path
    repealed: tuple[Dossier, ...]
    refused: tuple[str, ...]
    bases: tuple[str, ...]
    unsure: tuple[str, ...]
    effective_on: date
    report: Report

    @property
    def faults(self) -> tuple[str, ...]:
        """Codes of findings that must be mended before it is signed."""
        return tuple(f.check for f in self.report.findings if f.level in {Level.ERROR, Level.WARNING})


def issuers_to_repeal(found: Sequence[Dossier]) -> dict[str, int]:
    """Issuers with confirmed documents to repeal, and how many."""
    counts: dict[str, int] = {}
    for one in _confirmed(found):
        for issuer in one.issuers[:1]:
            counts[issuer] = counts.get(issuer, 0) + 1
    return dict(sorted(counts.items()))


def write_repeal(
    found: Sequence[Dossier],
    settings: Settings,
    tools: Tools,
    path: Path,
    *,
    issuer: str,
    sign_on: date,
    lead: str = "",
    templates: Path | None = None,
) -> Draft:
    """Write the draft of one issuer and check it."""
    book = tools.book
    mine, refused = _mine(found, issuer, tools, sign_on)
    form = book.official.paper(book.issuers.kind(issuer))
    organ = book.issuers.name(issuer)
    bases, unsure = _bases(form, tools, sign_on)
    effective = effective_day(issuer, tools, sign_on)
    what = _what(mine, tools)
    values = {
        **heading(head(settings, sign_on)),
        **_sentences(form, mine, tools, effective, what),
        "organ": organ.upper(),
        "above": "",
        "number": say("repeal.number", LANG, year=sign_on.year, code=_code(form, issuer, tools)),
        "heading": form.heading,
        "title": say("repeal.title", LANG, what=what),
        "place_day": _blank_day(settings, sign_on),
        "bases": [say("repeal.basis", LANG, text=text) for text in bases],
        "motion": form.motion.format(lead=lead or say("repeal.lead", LANG), year=sign_on.year),
        "opening": form.opening.format(organ=organ, what=what),
        "signature": [text.format(organ=organ.upper()) for text in form.signature],
        "signer": settings.signer if fold(settings.organ) == fold(organ) else "",
        "annexed": len(mine) > SHORT,
        "annex_title": say("repeal.annex", LANG, what=_annex_name(mine, tools)),
        "annex_note": say("repeal.annex_note", LANG, paper=form.heading.capitalize()),
        "rows": [
            [str(i), words.kind_name(d, book), words.number_day(d), _row(d, tools)] for i, d in enumerate(mine, 1)
        ],
    }
    write_docx(template("repeal", templates), values, path)
    return Draft(
        path=path,
        repealed=tuple(mine),
        refused=tuple(refused),
        bases=tuple(bases),
        unsure=tuple(unsure),
        effective_on=effective,
        report=check_draft(path, tools, sign_on=sign_on),
    )


def effective_day(issuer: str, tools: Tools, sign_on: date) -> date:
    """The first day that satisfies the minimum, with one day to spare for the way of counting."""
    delay = tools.book.delays.at(tools.book.issuers.level(issuer), sign_on)
    return sign_on + timedelta(days=(delay.min_days + delay.tolerance) if delay else 0)


def _confirmed(found: Sequence[Dossier]) -> list[Dossier]:
    return [one for one in found if one.place == INSIDE and one.checked and one.outcome == "repeal"]


def _mine(found: Sequence[Dossier], issuer: str, tools: Tools, on: date) -> tuple[list[Dossier], list[str]]:
    """Documents that this issuer may repeal, in order; others with the reason."""
    mine, refused = [], []
    for one in sorted(_confirmed(found), key=lambda d: words.order_key(d, tools.book)):
        name = words.label(one, tools.book)
        if not one.number or not one.issued_on:
            refused.append(say("repeal.no_number", LANG, name=name))
        elif issuer not in one.issuers and not any(
            tools.book.issuers.same_organ(issuer, other, on) for other in one.issuers
        ):
            refused.append(say("repeal.other_issuer", LANG, name=name, issuer=one.issuer))
        elif one.status == Status.CEASED:
            refused.append(say("repeal.ended_already", LANG, name=name, day=words.day(one.since)))
        elif one.kind and one.kind != "normative":
            refused.append(say("repeal.administrative", LANG, name=name))
        else:
            mine.append(one)
    return mine, refused


def _bases(form: RepealPaper, tools: Tools, on: date) -> tuple[list[str], list[str]]:
    """Bases whose act is in force on the day; those of which the registry is not sure are told too."""
    lives, kept, unsure = Lives(tools.shelf, tools.book), [], []
    for basis in tools.book.official.bases:
        if basis.group not in form.scope or not basis.serves(on):
            continue
        number = DocNumber.parse(basis.number)
        acts = tools.shelf.by_number(number.key) if number else ()
        statuses = {lives.of(act).at(on).status for act in acts}
        if statuses & {Status.IN_FORCE, Status.PARTLY_CEASED}:
            kept.append(basis.text)
        elif not statuses or Status.UNKNOWN in statuses:
            kept.append(basis.text)
            unsure.append(basis.text)
    return kept, unsure


def _sentences(form: RepealPaper, mine: Sequence[Dossier], tools: Tools, effective: date, what: str) -> dict[str, str]:
    whole, partly = split(mine, tools.book)
    if len(mine) > SHORT:
        key = "repeal.first_annex_mixed" if partly else "repeal.first_annex"
        first = say(key, LANG, count=f"{len(mine):02d}")
    else:
        listed = "; ".join(_named(one, tools) for one in whole)
        first = say("repeal.first", LANG, listed=listed or "……") if whole or not partly else ""
        some = "; ".join(say("repeal.of", LANG, parts=parts, name=_named(one, tools)) for one, parts in partly)
        key = "repeal.also_partly" if whole else "repeal.first_partly"
        first = " ".join(text for text in (first, say(key, LANG, listed=some) if partly else "") if text)
    return {
        "first": first,
        "second": say(
            "repeal.second", LANG, this=form.this, day=f"{effective.day:02d}", month=_month(effective),
            year=effective.year,
        ),
        "third": say("repeal.third", LANG, this=form.this),
    }  # fmt: skip


def _named(one: Dossier, tools: Tools) -> str:
    return " ".join(part for part in (words.whole_label(one, tools.book), _lower(one.title)) if part)


def _lower(title: str) -> str:
    return title[:1].lower() + title[1:]


def _what(mine: Sequence[Dossier], tools: Tools) -> str:
    if len(mine) == 1:
        name = words.label(mine[0], tools.book)
        return say("repeal.part_of", LANG, name=name) if parts_of(mine[0], tools.book) else name
    kinds = {words.kind_name(one, tools.book) for one in mine}
    name = next(iter(kinds)) if len(kinds) == 1 else say("repeal.documents", LANG)
    return say("repeal.some", LANG, name=name)


def _annex_name(mine: Sequence[Dossier], tools: Tools) -> str:
    _, partly = split(mine, tools.book)
    return say("repeal.documents_upper_mixed" if partly else "repeal.documents_upper", LANG, count=len(mine))


def _row(one: Dossier, tools: Tools) -> str:
    """The title in the annex, with the provisions where only a part is repealed."""
    parts = parts_of(one, tools.book)
    return say("repeal.row_part", LANG, title=one.title, parts=parts) if parts else one.title


def _code(form: RepealPaper, issuer: str, tools: Tools) -> str:
    codes = [name for name in issuer.split("-") if name]
    return form.code.format(code="".join(c[0] for c in codes).upper())


def _blank_day(settings: Settings, on: date) -> str:
    return say("repeal.place_day", LANG, place=settings.place or "……", day=f"{on.day:02d}",
               month=_month(on), year=on.year)  # fmt: skip


def _month(on: date) -> str:
    return f"{on.month:02d}" if on.month <= SHORT - 1 else str(on.month)


def told(draft: Draft, tools: Tools, lang: str = "vi") -> list[str]:
    """What was written, left out and found, in sentences."""
    lines = [
        say("repeal.written", lang, path=draft.path, count=len(draft.repealed), day=words.day(draft.effective_on)),
        *(say("repeal.refused", lang, text=text) for text in draft.refused),
        *(say("repeal.unsure", lang, text=text) for text in draft.unsure),
    ]
    for code in draft.faults:
        lines.append(say("repeal.fault", lang, code=code, name=tools.book.cards[code].name[lang]))
    if not draft.faults:
        lines.append(say("repeal.sound", lang, day=words.day(draft.report.as_of)))
    return lines
