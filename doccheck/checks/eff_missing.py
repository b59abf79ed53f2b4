"""EFF-MISSING, không quy định ngày có hiệu lực: a normative document read whole, without a clause on its effect."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.reading import EffectHow
from doccheck.model.report import Finding
from doccheck.model.text import State, state_of

CODE = "EFF-MISSING"


def check(context: Context) -> Iterator[Finding]:
    """Only where the text is whole, signed, has a head of its own and is long enough to hold the clause."""
    reading, header = context.reading, context.header
    if not context.normative or header.annexed or context.issued_on is None:
        return
    if header.signer is None and not context.draft:
        return
    if state_of((*reading.text.troubles, *reading.troubles)) is not State.WHOLE:
        return
    if any(effect.how is not EffectHow.MISSING for effect in reading.effects):
        return
    body = " ".join(reading.text.body.casefold().split())
    words = context.book.cards[CODE].words
    if not all(article in body for article in words["articles"]):
        return
    spoken = any(clause in body for clause in words["clause"])
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        variant="unread" if spoken else "default",
        span=context.number_span(),
        subject=context.own,
        cap=cap(context),
    )
