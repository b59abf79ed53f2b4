"""NUM-YEAR-ADMIN, văn bản hành chính ghi năm trong số ký hiệu."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "NUM-YEAR-ADMIN"


def check(context: Context) -> Iterator[Finding]:
    """Types that are never normative, and local directives, with a year in the number."""
    number, words = context.number, context.book.cards[CODE].words
    if number is None or number.year is None or context.header.number is None or context.instrument is None:
        return
    if context.instrument not in context.book.instruments:
        return
    administrative = context.book.instruments.get(context.instrument).administrative
    directive = context.instrument in words["local"] and context.local
    if not (administrative or directive):
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        variant="default" if administrative else "directive",
        span=context.header.number.span,
        subject=context.own,
        number=number,
        form=context.instrument,
    )
