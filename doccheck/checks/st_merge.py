"""ST-MERGE, văn bản của đơn vị được sáp nhập: a province's document from before its merger, not yet decided on."""

from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Kind
from doccheck.model.report import Finding
from doccheck.rulebook.places import Change

CODE = "ST-MERGE"


def check(context: Context) -> Iterator[Finding]:
    """A normative document of an old province, when the registry shows no decision of the new one on applying it."""
    issued, places = context.issued_on, context.book.places
    place = context.book.issuers.place(context.issuers[0]) if context.issuers else None
    if context.level != "tinh" or place is None or issued is None or not context.normative or not context.alive:
        return
    merger = _merger(place, issued, context)
    facts = context.status.why if context.status else ()
    if merger is None or any(f.kind is Kind.IN_FORCE and f.on and f.on >= merger.on for f in facts):
        return
    yield from find(
        context,
        CODE,
        day=context.as_of,
        variant="same_name" if place == merger.after[0] else "default",
        span=context.number_span(),
        subject=context.own,
        place=places.name(place),
        now=places.name(merger.after[0]),
        members=", ".join(places.name(one) for one in merger.before),
    )


def _merger(place: str, issued: date, context: Context) -> Change | None:
    wave = context.book.cards[CODE].days["wave"]
    return next(
        (
            change
            for change in context.book.places.changes
            if max(issued, wave) < change.on <= context.as_of and place in change.before and len(change.before) > 1
        ),
        None,
    )
