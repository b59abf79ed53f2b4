"""REP-SIDEWAYS, bãi bỏ hoặc thay thế văn bản của cơ quan khác cùng cấp."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.repeal import empowered, endings, one_committee, own_document, owner
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "REP-SIDEWAYS"


def check(context: Context) -> Iterator[Finding]:
    """An ending clause on an act of equal rank of another body, or of the committee by its chairman."""
    mine = (context.issuers, context.instrument)
    for clause, target in endings(context) if context.normative else ():
        committee = one_committee(target, context)
        if own_document(target, context) or (empowered(target, context) and not committee):
            continue
        standing = context.book.hierarchy.standing(owner(target), mine, context.issued_on)
        if not committee and (standing is None or standing.relation != "equal"):
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant="committee" if committee else "default",
            span=clause.span,
            subject=target.act,
            cap=cap(context, target),
            certainty=standing.certainty if standing else Certainty.LOW,
            law=standing.basis if standing else (),
            cause=target.reference.text,
            written=" ".join(target.reference.text.split()),
            organ="|".join(context.issuers),
            other="|".join(owner(target)[0]),
        )
