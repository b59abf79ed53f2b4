"""NUM-CODE-TIME, mã cơ quan không dùng vào ngày đó: the body of the code was not there on the day of issue."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "NUM-CODE-TIME"


def check(context: Context) -> Iterator[Finding]:
    """Codes whose every body had ended before, or began after, the day of issue."""
    number, issued, issuers = context.number, context.issued_on, context.book.issuers
    if number is None or issued is None or context.header.number is None or context.level != "central":
        return
    for code in context.form.issuer_codes:
        bodies = issuers.by_code(code, issued)
        if not bodies or any(issuers.existed(body, issued) is not False for body in bodies):
            continue
        yield from find(
            context,
            CODE,
            day=issued,
            span=context.header.number.span,
            cap=cap(context),
            cause=code,
            number=number,
            symbol=code,
            organ="|".join(bodies),
            issued=issued,
        )
