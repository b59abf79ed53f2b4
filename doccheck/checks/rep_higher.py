"""REP-HIGHER, bãi bỏ hoặc thay thế văn bản của cấp trên."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, dead
from doccheck.checks.repeal import empowered, endings, nested, one_committee, own_document, owner
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.reading import Scope
from doccheck.model.report import Finding, Level

CODE = "REP-HIGHER"


def check(context: Context) -> Iterator[Finding]:
    """An ending clause on an act of higher rank that nobody else had ended before."""
    mine = (context.issuers, context.instrument)
    bases = {cited.act.id for cited in context.bases() if cited.act is not None}
    for clause, target in endings(context) if context.normative else ():
        if clause.scope is not Scope.WHOLE or target.reference.number is None:
            continue
        if any(word in target.reference.text.casefold() for word in context.book.cards[CODE].words["run_on"]):
            continue
        if target.act is not None and target.act.id in bases:
            continue
        if nested(clause, target, context):
            continue
        if own_document(target, context) or one_committee(target, context) or empowered(target, context):
            continue
        standing = context.book.hierarchy.standing(owner(target), mine, context.issued_on)
        if standing is None or standing.relation != "higher":
            continue
        if dead(target, context.effective_on or context.issued_on) is not None:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=clause.span,
            subject=target.act,
            cap=Level.REVIEW if standing.certainty is Certainty.LOW else cap(context, target),
            certainty=standing.certainty,
            law=standing.basis,
            cause=target.reference.text,
            written=" ".join(target.reference.text.split()),
            organ="|".join(context.issuers),
        )
