"""EFF-PARENT, văn bản quy định chi tiết có hiệu lực trước văn bản giao quy định."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.act import Status
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE = "EFF-PARENT"


def check(context: Context) -> Iterator[Finding]:
    """The act detailed is not yet in force on the document's first day of effect."""
    first = context.effective_on
    if first is None or not context.normative:
        return
    for cited in context.cited(Role.GUIDES):
        piece = cited.at(first)
        if piece is None or piece.status is not Status.NOT_YET_IN_FORCE or piece.period.end is None:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=cited.reference.span,
            subject=cited.act,
            piece=piece if piece.why else None,
            cap=cap(context, cited),
            effective=first,
            begins=piece.period.end,
        )
