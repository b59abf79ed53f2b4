"""ORG-GONE, cơ quan ban hành không còn: the issuer no longer exists on the day asked; never a reason of expiry."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "ORG-GONE"


def check(context: Context) -> Iterator[Finding]:
    """Issuers of the centre that were there on the day of issue and are not on the day asked."""
    issuers = context.book.issuers
    if context.issued_on is None or not context.alive:
        return
    for organ in context.issuers:
        if issuers.level(organ) != "central" or issuers.existed(organ, context.as_of) is not False:
            continue
        if issuers.existed(organ, context.issued_on) is False:
            continue
        heirs = issuers.successors(organ, context.as_of)
        yield from find(
            context,
            CODE,
            day=context.as_of,
            variant="default" if heirs else "unknown",
            span=context.header.issuer.span if context.header.issuer else context.number_span(),
            subject=context.own,
            organ=organ,
            organs="|".join(heirs) or None,
        )
