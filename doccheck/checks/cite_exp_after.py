"""CITE-EXP-AFTER, văn bản được viện dẫn nay đã hết hiệu lực: a reason to review the document, not a defect of it."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.life import undated
from doccheck.checks.mentions import cap, citations, dead, died_after
from doccheck.checks.posted import posted
from doccheck.checks.weigh import find
from doccheck.model.act import Piece
from doccheck.model.report import Finding

CODE = "CITE-EXP-AFTER"


def check(context: Context) -> Iterator[Finding]:
    """Acts mentioned in the body that are dead on the day asked; softer where the document refers dynamically."""
    if not context.alive or posted(context):
        return
    if context.number is not None and context.issued_on is None:
        return
    for cited in citations(context):
        piece = dead(cited, context.as_of) if context.issued_on is None else died_after(cited, context)
        if piece is None:
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            variant=_variant(context, cited, piece),
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=cited.since(context.as_of),
            issued=context.issued_on,
        )


def _variant(context: Context, cited: Cited, piece: Piece) -> str:
    reference = cited.reference
    if reference.number is None and reference.year is None and reference.issued_on is None:
        return "bare"
    if undated(piece):
        return "undated"
    if context.issued_on is None:
        return "article"
    return "dynamic" if context.reading.dynamic_reference else "default"
