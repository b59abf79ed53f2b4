"""ORG-NAME, tên cơ quan chưa có hoặc không còn tại ngày ghi: the issuer was not there on the day."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "ORG-NAME"


def check(context: Context) -> Iterator[Finding]:
    """Issuers in the head that, by the rulebook, did not exist on the day of issue."""
    issued = context.issued_on
    if issued is None:
        return
    for field in context.header.issuers:
        if context.book.issuers.existed(field.value, issued) is not False:
            continue
        yield from find(
            context,
            CODE,
            day=issued,
            span=field.span,
            cap=cap(context),
            cause=field.value,
            organ=field.value,
            issued=issued,
        )
