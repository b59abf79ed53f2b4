"""AUTH-TYPE, hình thức không thuộc thẩm quyền của cơ quan tại thời điểm ban hành."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-TYPE"


def check(context: Context) -> Iterator[Finding]:
    """A normative number on a type that its issuer could not use that day, unless a narrower check speaks of it."""
    cards = context.book.cards.values()
    narrower = (card.code for card in cards if card.family == "authority" and card.certainty == "c1")
    if not any(claims(context, code) for code in narrower):
        yield from accuse(context, CODE)
