"""Registry values as records for output (bản ghi kết quả): the field names are those of ``interfaces.md``."""

from typing import Any

from doccheck.model.act import Act, Fact
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.rulebook.origins import origin_name

Record = dict[str, Any]


def act_record(act: Act, book: Book, lang: str = "vi") -> Record:
    """An act (văn bản) as a record."""
    return {
        "id": act.id,
        "number": str(act.number) if act.number else None,
        "instrument": act.instrument,
        "issuer": ", ".join(book.issuers.name(one, lang) for one in act.issuers) or None,
        "issued_on": act.issued_on.isoformat() if act.issued_on else None,
        "title": act.title,
        "effective_on": act.effective_on.isoformat() if act.effective_on else None,
    }


def named_act(act_id: str | None, label: str | None, shelf: Lookup, book: Book, lang: str = "vi") -> Record | None:
    """The act behind a fact's ``by``, or its name alone (văn bản gây ra sự kiện)."""
    act = shelf.act(act_id) if act_id else None
    if act is not None:
        return act_record(act, book, lang)
    return {"id": None, "number": label} if label else None


def fact_record(fact: Fact, shelf: Lookup, book: Book, lang: str = "vi") -> Record:
    """A fact (sự kiện) with its proof as a record."""
    proof = fact.evidence
    return {
        "kind": fact.kind.value,
        "by": named_act(fact.by, fact.by_label, shelf, book, lang),
        "on": fact.on.isoformat() if fact.on else None,
        "until": fact.until.isoformat() if fact.until else None,
        "provisions": [book.phrases.provisions.write(p) for p in fact.provisions],
        "exceptions": fact.exceptions,
        "territory": fact.territory,
        "quote": proof.quote if proof else None,
        "origin": origin_name(fact.origin, lang),
        "origin_id": fact.origin,
        "tier": fact.tier.value,
        "note": fact.note,
        "path": proof.path if proof else None,
        "page": proof.page if proof else None,
        "sha256": proof.sha256 if proof else None,
    }
