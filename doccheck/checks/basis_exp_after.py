"""BASIS-EXP-AFTER, căn cứ hết hiệu lực sau khi ban hành: a reason to review the document, not a defect of it."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import undated
from doccheck.checks.mentions import cap, died_after
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "BASIS-EXP-AFTER"


def check(context: Context) -> Iterator[Finding]:
    """Bases alive on the day of issue and dead on the day asked, for a document that is itself alive."""
    if not context.alive:
        return
    first = context.effective_on
    for cited in context.bases():
        piece, since = died_after(cited, context), cited.since(context.as_of)
        if piece is None or since is None or cited.act is None or cited.act.id in context.acted_on():
            continue
        unsure = undated(piece)
        if first is not None and since <= first and not piece.exceptions and not unsure:
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            variant="undated" if unsure else "reserved" if piece.exceptions else "default",
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=since,
            issued=context.issued_on,
            exceptions=piece.exceptions,
        )
