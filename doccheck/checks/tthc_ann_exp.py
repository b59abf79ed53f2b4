"""TTHC-ANN-EXP, quyết định công bố thủ tục đã hết hiệu lực mà danh mục vẫn niêm yết."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, dead
from doccheck.checks.posted import announcements, posted
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "TTHC-ANN-EXP"


def check(context: Context) -> Iterator[Finding]:
    """The announcing decision of a posted list is dead on the day asked."""
    if not posted(context):
        return
    for cited in announcements(context):
        piece = dead(cited, context.as_of)
        if piece is None:
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=cited.since(context.as_of),
        )
