"""NUM-NOYEAR, số của văn bản quy phạm pháp luật không có năm."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "NUM-NOYEAR"


def check(context: Context) -> Iterator[Finding]:
    """Types that are always normative in their issuer's hands, with a number that has no year."""
    number, card = context.number, context.book.cards[CODE]
    if number is None or number.year is not None or context.header.number is None:
        return
    if context.instrument not in card.words["instruments"] or context.issued_on is None:
        return
    if context.form.kind in {"old", "consolidated", "party"} or context.header.annexed:
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        span=context.header.number.span,
        subject=context.own,
        cap=cap(context),
        number=number,
        form=context.instrument,
    )
