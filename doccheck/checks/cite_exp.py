"""CITE-EXP, viện dẫn văn bản đã hết hiệu lực tại ngày ban hành: the body relies on an act that was dead then."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, citations, dead
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "CITE-EXP"


def check(context: Context) -> Iterator[Finding]:
    """Acts mentioned as law in force that had ended by the day of issue."""
    for cited in citations(context):
        piece = dead(cited, context.issued_on)
        if piece is None:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant="reserved" if piece.exceptions else "default" if context.normative else "administrative",
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=cited.since(context.issued_on),
            issued=context.issued_on,
            exceptions=piece.exceptions,
        )
