"""ST-PART, hết hiệu lực một phần: some provisions of the document have ceased."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.life import first_day, provisions
from doccheck.checks.weigh import find
from doccheck.model.act import Status
from doccheck.model.report import Finding

CODE = "ST-PART"


def check(context: Context) -> Iterator[Finding]:
    """A document of which named provisions were repealed or replaced."""
    piece = context.status
    if piece is None or piece.status is not Status.PARTLY_CEASED:
        return
    since = first_day(context) or context.as_of
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
