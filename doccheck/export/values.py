"""Values as plain JSON (giá trị dạng JSON): acts, facts, days, provisions; for records of readings and reports."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from doccheck.model.act import Act, Fact
from doccheck.model.provision import Provision
from doccheck.model.reading import Reference
from doccheck.model.text import Span, Trouble
from doccheck.rulebook.book import Book
from doccheck.rulebook.render import act_label

Json = dict[str, Any]


def day(value: date | None) -> str | None:
    """A day in ISO 8601."""
    return value.isoformat() if value else None


def span_of(span: Span | None) -> list[int] | None:
    """A half-open span as two offsets."""
    return [span.start, span.end] if span else None


def written(provisions: Iterable[Provision], book: Book) -> list[str]:
    """Provisions as people write them, each complete."""
    return [book.phrases.provisions.write(provision) for provision in provisions]


def act_record(act: Act | None, book: Book, lang: str = "vi") -> Json | None:
    """An act; ``label`` is how people name it."""
    if act is None:
        return None
    return {
        "id": act.id,
        "number": str(act.number) if act.number else None,
        "instrument": act.instrument,
        "issuer": ", ".join(book.issuers.name(one, lang) for one in act.issuers) or None,
        "issued_on": day(act.issued_on),
        "title": act.title,
        "effective_on": day(act.effective_on),
        "label": act_label(act, book, lang),
    }


def fact_record(fact: Fact, book: Book) -> Json:
    """A fact with its origin and, from the user's own pile, its quote and page."""
    evidence = fact.evidence
    return {
        "kind": fact.kind.value,
        "by": {"id": fact.by, "label": fact.by_label} if fact.by or fact.by_label else None,
        "on": day(fact.on),
        "until": day(fact.until),
        "provisions": written(fact.provisions, book),
        "exceptions": fact.exceptions,
        "tier": fact.tier.value,
        "origin": fact.origin,
        "note": fact.note,
        "quote": evidence.quote if evidence else None,
        "page": evidence.page if evidence else None,
        "path": evidence.path if evidence else None,
    }


def target_record(reference: Reference | None) -> Json:
    """The act that a clause acts on, as it is written."""
    return {
        "number": str(reference.number) if reference and reference.number else None,
        "instrument": reference.instrument if reference else None,
        "issuer": reference.issuer if reference else None,
        "issued_on": day(reference.issued_on) if reference else None,
        "title": reference.title if reference else None,
    }


def trouble_record(trouble: Trouble, message: str) -> Json:
    """A trouble of reading; ``message`` is ours, ``detail`` the library's."""
    return {
        "stage": trouble.stage,
        "code": trouble.code,
        "place": trouble.place,
        "detail": trouble.detail,
        "severity": trouble.severity.value,
        "message": message,
    }
