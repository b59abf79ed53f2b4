"""BASIS-NOTYET, căn cứ chưa có hiệu lực: a basis that takes effect after the document does."""

from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.act import Piece, Status
from doccheck.model.report import Finding, Level

CODE, LATE = "BASIS-NOTYET", 350


def check(context: Context) -> Iterator[Finding]:
    """Bases signed in time whose first day of effect is later than the document's own; same day is lawful."""
    first, issued = _first(context), context.issued_on
    if first is None or issued is None:
        return
    for cited in context.bases():
        act, piece = cited.act, cited.at(first)
        if act is None or act.issued_on is None or act.issued_on > issued or piece is None:
            continue
        begins = _begins(piece, cited)
        if begins is None or begins <= first:
            continue
        yield from find(
            context,
            CODE,
            day=issued,
            span=cited.reference.span,
            subject=act,
            piece=piece if piece.why else None,
            cap=_unlikely(act.issued_on, begins) or cap(context, cited),
            effective=first,
            begins=begins,
        )


def _unlikely(signed: date, begins: date) -> Level | None:
    """A review at most where the registry's day of effect is so late that its year may be mistyped."""
    return Level.REVIEW if (begins - signed).days >= LATE else None


def _first(context: Context) -> date | None:
    first, issued = context.effective_on, context.issued_on
    if first is not None and issued is not None:
        return max(first, issued)
    return context.issued_on if context.form.kind == "administrative" else None


def _begins(piece: Piece, cited: Cited) -> date | None:
    if piece.status is not Status.NOT_YET_IN_FORCE:
        return None
    return piece.period.end or (cited.act.effective_on if cited.act else None)
