"""CITE-EXP, viện dẫn văn bản đã hết hiệu lực tại ngày ban hành: the body relies on an act that was dead then."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, citations, dead, past
from doccheck.checks.weigh import carrying, find
from doccheck.model.act import Piece
from doccheck.model.number import DocNumber
from doccheck.model.report import Finding

CODE = "CITE-EXP"


def check(context: Context) -> Iterator[Finding]:
    """Acts mentioned as law in force that had ended by the day of issue.

    A document that names what ended the act knows the newer law: it speaks of older cases on purpose, to be looked at.
    """
    named = frozenset(number.key for number in _numbers(context))
    for cited in citations(context):
        piece = dead(cited, context.issued_on)
        if piece is None:
            continue
        enders = {(fact.by or "").partition("|")[0] for fact in carrying(piece, cited.act.id if cited.act else None)}
        knows = bool(enders & named) or past(cited, context, "older")
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant=_variant(piece, knows, context),
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=cited.since(context.issued_on),
            issued=context.issued_on,
            exceptions=piece.exceptions,
        )


def _variant(piece: Piece, knows: bool, context: Context) -> str:
    if piece.exceptions:
        return "reserved"
    if not context.normative:
        return "administrative"
    return "older_case" if knows else "default"


def _numbers(context: Context) -> Iterator[DocNumber]:
    """Numbers of the acts that the document names anywhere, and its own."""
    if context.number is not None:
        yield context.number
    for cited in context.cited():
        number = cited.act.number if cited.act is not None else cited.reference.number
        if number is not None:
            yield number
