"""REP-GHOST, bãi bỏ văn bản đã hết hiệu lực trước đó: harmless, told for the lists."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import dead
from doccheck.checks.repeal import endings
from doccheck.checks.weigh import carrying, find
from doccheck.model.act import Piece
from doccheck.model.report import Finding

CODE = "REP-GHOST"


def check(context: Context) -> Iterator[Finding]:
    """An ending clause on an act that another act had ended before the day of issue."""
    for clause, target in endings(context):
        piece, since = dead(target, context.issued_on), target.since(context.issued_on)
        if piece is None or since is None or _by_itself(piece, target, context):
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


def _by_itself(piece: Piece, target: Cited, context: Context) -> bool:
    """True where the ending that is known is this very document's own clause, effective on the day of signing."""
    about = target.act.id if target.act is not None else None
    mine = context.number.key if context.number is not None else None
    return all((fact.by or "").partition("|")[0] == mine for fact in carrying(piece, about))
