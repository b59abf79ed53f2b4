"""TTHC-BASIS-EXP, căn cứ pháp lý của thủ tục niêm yết đã hết hiệu lực."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, dead
from doccheck.checks.posted import announcements, posted
from doccheck.checks.weigh import find
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE = "TTHC-BASIS-EXP"


def check(context: Context) -> Iterator[Finding]:
    """An act that a posted list names, other than its announcing decision, is dead on the day asked."""
    if not posted(context):
        return
    announcing = {cited.index for cited in announcements(context)}
    for cited in context.cited(Role.BASIS, Role.BODY, Role.GUIDES):
        piece = dead(cited, context.as_of)
        if piece is None or cited.index in announcing or cited.reference.amending:
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            variant="reserved" if piece.exceptions else "default",
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=cited.since(context.as_of),
            exceptions=piece.exceptions,
        )
