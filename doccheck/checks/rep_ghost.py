"""REP-GHOST, bãi bỏ văn bản đã hết hiệu lực trước đó: harmless, told for the lists."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import dead
from doccheck.checks.repeal import endings
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "REP-GHOST"


def check(context: Context) -> Iterator[Finding]:
    """An ending clause on an act that another act had ended before the day of issue."""
    for clause, target in endings(context):
        piece, since = dead(target, context.issued_on), target.since(context.issued_on)
        if piece is None or since is None:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=clause.span,
            subject=target.act,
            piece=piece,
            since=since,
        )
