"""BASIS-RANK, căn cứ ngang hoặc thấp hơn: a normative document rests on an act that does not stand above it."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "BASIS-RANK"


def check(context: Context) -> Iterator[Finding]:
    """Normative bases of equal or lower rank; acts that the document itself amends or ends are no such basis."""
    if not context.normative or not context.issuers:
        return
    hierarchy, own = context.book.hierarchy, (context.issuers, context.instrument)
    for cited in context.bases():
        act = cited.act
        if act is None or act.number is None or act.id in context.acted_on():
            continue
        form = context.book.forms.classify(act.number, act.instrument, act.issued_on)
        standing = hierarchy.standing((act.issuers, act.instrument), own, context.issued_on) if act.issuers else None
        if form.kind != "normative" or standing is None or standing.relation == "higher":
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant="equal" if standing.relation == "equal" else "default",
            span=cited.reference.span,
            subject=act,
            cap=cap(context, cited),
            certainty=standing.certainty,
            law=standing.basis,
        )
