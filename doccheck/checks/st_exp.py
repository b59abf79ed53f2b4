"""ST-EXP, văn bản đã hết hiệu lực toàn bộ: the document itself has ceased on the day asked."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import ended, first_day, undated
from doccheck.checks.weigh import find
from doccheck.model.report import Finding, Level

CODE = "ST-EXP"


def check(context: Context) -> Iterator[Finding]:
    """A document wholly ended by another, without reserved content, own term or parent that took it along.

    A consolidated text has no effect of its own: what a source says of its end is a thing to look at.
    """
    piece = ended(context)
    if piece is None or piece.exceptions:
        return
    since = first_day(context)
    yield from find(
        context,
        CODE,
        day=since or context.as_of,
        variant="undated" if since is None or undated(piece) else "default",
        span=context.number_span(),
        cap=Level.REVIEW if context.consolidated else None,
        subject=context.own,
        piece=piece,
        since=since,
    )
