"""ORG-GONE, cơ quan ban hành không còn: the issuer no longer exists on the day asked; never a reason of expiry."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "ORG-GONE"


def check(context: Context) -> Iterator[Finding]:
    """Issuers that were there on the day of issue and are not on the day asked; districts by the card's day."""
    issuers = context.book.issuers
    if context.issued_on is None or not context.alive:
        return
    for organ in context.issuers:
        if not _gone(organ, context):
            continue
        if issuers.existed(organ, context.issued_on) is False:
            continue
        heirs = issuers.successors(organ, context.as_of)
        yield from find(
            context,
            CODE,
            day=context.as_of,
            variant="default" if heirs else "district" if issuers.level(organ) == "huyen" else "unknown",
            span=context.header.issuer.span if context.header.issuer else context.number_span(),
            subject=context.own,
            organ=organ,
            organs="|".join(heirs) or None,
        )


def _gone(organ: str, context: Context) -> bool:
    if context.book.issuers.level(organ) == "huyen":
        ended = context.book.cards[CODE].days["districts"]
        return context.as_of >= ended > (context.issued_on or context.as_of)
    return context.book.issuers.existed(organ, context.as_of) is False
