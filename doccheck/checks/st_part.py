"""ST-PART, hết hiệu lực một phần: some provisions of the document have ceased."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import cut, first_day, provisions
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "ST-PART"


def check(context: Context) -> Iterator[Finding]:
    """Named provisions were repealed or replaced; known even where the rest of the document is not."""
    piece = cut(context.status, context.own.id if context.own else None, context.as_of)
    if piece is None:
        return
    days = [fact.on for fact in piece.why if fact.on is not None]
    since = max(days, default=None) or first_day(context) or context.as_of
    named = provisions(piece.ceased_provisions, context.book)
    yield from find(
        context,
        CODE,
        day=since,
        variant="default" if named else "unnamed",
        span=context.number_span(),
        subject=context.own,
        piece=piece,
        since=since,
        provisions=named or None,
    )
