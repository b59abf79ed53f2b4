"""ST-DIST, văn bản cấp huyện: a normative document of a district, which lives on for a fixed time only."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import HORIZON
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "ST-DIST"


def check(context: Context) -> Iterator[Finding]:
    """A district's normative document, looked at after the districts ended; its last day is on the card."""
    days = context.book.cards[CODE].days
    if context.level != "huyen" or not context.normative:
        return
    horizon = context.status is not None and context.status.reason == HORIZON
    if not (context.alive or horizon):
        return
    if context.as_of < days["ended"] or (context.issued_on or context.as_of) >= days["ended"]:
        return
    yield from find(
        context,
        CODE,
        day=context.as_of,
        variant="after" if context.as_of > days["last"] else "default",
        span=context.number_span(),
        subject=context.own,
        last=days["last"],
    )
