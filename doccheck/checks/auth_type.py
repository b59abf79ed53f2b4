"""AUTH-TYPE, hình thức không thuộc thẩm quyền của cơ quan tại thời điểm ban hành."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-TYPE"


def check(context: Context) -> Iterator[Finding]:
    """A normative number on a type that its issuer could not use that day, unless a narrower check speaks of it."""
    special = (code for code in context.book.cards if code.startswith("AUTH-") and code != CODE)
    if not any(claims(context, code) for code in special):
        yield from accuse(context, CODE)
