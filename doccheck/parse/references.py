"""References of a document (viện dẫn): all mentions of other documents, in order, each with its span and rule."""

from collections.abc import Iterable
from dataclasses import replace

from doccheck.model.provision import Provision
from doccheck.model.reading import Header, Reference, Role
from doccheck.model.text import Span, Text
from doccheck.parse.grammar import Grammar, grammar
from doccheck.parse.references_draft import Draft
from doccheck.parse.references_issuers import IssuerReader
from doccheck.parse.references_near import settled, with_aliases
from doccheck.rulebook.book import Book

_LOOK_ALIKE = 0.9
_OF_FORM = {"normative": True, "administrative": False, "party": False, "consolidated": False}


def read_references(text: Text, header: Header, book: Book) -> tuple[Reference, ...]:
    """All references of a document; the document's own number in its head is not one."""
    rules = grammar(book)
    view = rules.view(text.body)
    own = header.number.span if header.number else None
    drafts = [d for d in collect(view, rules) if own is None or not own.overlaps(Span(d.start, d.end))]
    issuers = IssuerReader(book, header, view)
    chain = book.phrases.pattern("references.amended_chain")
    titles = book.phrases.pattern("references.title_object")
    found: list[Reference] = []
    reach = 0
    for i, draft in enumerate(drafts):
        last = drafts[i - 1].end if i else 0
        reference = _reference(text, view, draft, rules, issuers, last)
        amending = chain.search(view, max(last, draft.start - 200), draft.start) is not None
        follows = bool(found) and found[-1].amending and _joined(view, drafts[i - 1], draft)
        titled = draft.start < reach and titles.search(view, max(last, draft.start - 80), draft.start) is not None
        reach = max(reach, draft.after) if titled else draft.after
        changed = amending or follows or titled
        found.append(replace(reference, amending=amending or follows, in_title=titled) if changed else reference)
    return tuple(found)


def collect(view: str, rules: Grammar) -> list[Draft]:
    """Drafts of all mentions in a view, in order, without overlaps."""
    drafts = _without_overlaps((*rules.laws.read(view), *rules.numbered.read(view)))
    drafts = _without_overlaps((*drafts, *rules.near.above(view), *rules.near.selves(view)))
    drafts = _without_overlaps(with_aliases(drafts, list(rules.near.aliases(view, drafts))))
    return settled([_enacted(view, draft, rules) for draft in drafts], rules.book.instruments)


def _enacted(view: str, draft: Draft, rules: Grammar) -> Draft:
    """A law's own title: before its "Căn cứ Hiến pháp", or behind "Quốc hội ban hành"; it is the document itself."""
    if not draft.rule.startswith("law.") or draft.number or draft.year or draft.issued_on:
        return draft
    heading = not view[: draft.start].strip() and rules.book.phrases.pattern("references.preamble").match(
        view, draft.end
    )
    enacting = rules.book.phrases.pattern("references.enacting").search(view, max(0, draft.start - 60), draft.start)
    if heading or (enacting and rules.book.phrases.pattern("references.enacting_end").match(view, draft.end)):
        return replace(draft, rule="near.title", role=Role.SELF)
    return draft


def _without_overlaps(drafts: Iterable[Draft]) -> list[Draft]:
    """Of overlapping mentions the longer stays; of equal ones the first."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.start, -d.end)):
        if kept and draft.start < kept[-1].end:
            if draft.end - draft.start > kept[-1].end - kept[-1].start:
                kept[-1] = draft
            continue
        kept.append(draft)
    return kept


def _joined(view: str, before: Draft, draft: Draft) -> bool:
    between = view[before.end : draft.start]
    return len(between) < 40 and "\n\n" not in between and not any(sign in between for sign in ".;:(")


def _provisions(view: str, draft: Draft, rules: Grammar, last: int) -> tuple[Provision, ...]:
    window = max(last, draft.start - 260)
    phrase = rules.provisions.before(view, draft.start, draft.start - window)
    return phrase.provisions if phrase else ()


def _reference(text: Text, view: str, draft: Draft, rules: Grammar, issuers: IssuerReader, last: int) -> Reference:
    span = Span(draft.start, draft.end)
    quote = text.quote(span)
    seen = view[draft.start : draft.end]
    odd = quote != seen and _letters(quote) != _letters(seen)
    word = text.confidence(span) if text.anchors else None
    confidence = min(draft.confidence, _LOOK_ALIKE if odd else 1.0, word if word is not None else 1.0)
    number = draft.number
    return Reference(
        span=span,
        text=quote,
        number=number,
        instrument=draft.instrument,
        issuers=issuers.of(draft),
        issuer=issuers.written(draft) or None,
        issued_on=draft.issued_on,
        year=draft.year,
        title=draft.title,
        provisions=_provisions(view, draft, rules, last),
        role=draft.role,
        rule=draft.rule,
        confidence=round(confidence, 3),
        repaired=draft.repaired or odd,
        normative=_normative(draft, rules.book),
    )


def _normative(draft: Draft, book: Book) -> bool | None:
    """Whether the form of number, or the type cited by title, is a normative one; None when it cannot be told."""
    if draft.number is None or not draft.number.symbol:
        by_title = draft.title is not None and draft.instrument is not None
        return True if by_title and book.instruments.get(draft.instrument or "").normative_form else None
    return _OF_FORM.get(book.forms.classify(draft.number, draft.instrument, draft.issued_on).kind)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
