"""ST-EXP-EXC, hết hiệu lực trừ một số nội dung: ended as a whole, with content kept in force."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import ended, first_day, undated
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "ST-EXP-EXC"


def check(context: Context) -> Iterator[Finding]:
    """A document that ended except what the ending clause keeps."""
    piece = ended(context)
    if piece is None or not piece.exceptions:
        return
    since = first_day(context)
    yield from find(
        context,
        CODE,
        day=since or context.as_of,
        variant="undated" if since is None or undated(piece) else "default",
        span=context.number_span(),
        subject=context.own,
        piece=piece,
        since=since,
        exceptions=piece.exceptions,
    )
