"""BASIS-EXP-AT-ISSUE, căn cứ đã hết hiệu lực khi ban hành: a basis was dead on the day of issue."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import cap, dead
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "BASIS-EXP-AT-ISSUE"


def check(context: Context) -> Iterator[Finding]:
    """Bases dead on the day of issue; reserved content and known transitions are said more softly."""
    for cited in context.bases():
        piece = dead(cited, context.issued_on)
        if piece is None or cited.act is None or cited.act.id in context.acted_on():
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant=_variant(cited, context, bool(piece.exceptions)),
            span=cited.reference.span,
            subject=cited.act,
            piece=piece,
            cap=cap(context, cited),
            since=cited.since(context.issued_on),
            issued=context.issued_on,
            exceptions=piece.exceptions,
        )


def _variant(cited: Cited, context: Context, reserved: bool) -> str:
    card = context.book.cards[CODE]
    number = cited.act.number.key if cited.act and cited.act.number else ""
    issued = context.issued_on
    if issued is not None and number in card.words["transition"] and issued <= card.days["transition_until"]:
        return "transition"
    if context.instrument in card.words["letters"]:
        return "letter"
    return "reserved" if reserved else "default"
