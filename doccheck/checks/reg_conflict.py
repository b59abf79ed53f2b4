"""REG-CONFLICT, sổ đăng ký mâu thuẫn: the registry's facts about an act disagree, so its status is not decided."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Act, Timeline
from doccheck.model.match import MatchState
from doccheck.model.report import Finding
from doccheck.model.text import Span

CODE = "REG-CONFLICT"
DISPUTES = frozenset({"end_disputed", "effect_disputed", "effect_before_issue"})


def check(context: Context) -> Iterator[Finding]:
    """The document's own act and the acts cited, each once."""
    found = [(context.own, context.itself.timeline, context.number_span())]
    found += [(c.act, c.match.timeline, c.reference.span) for c in context.cited() if c.match.state is MatchState.FOUND]
    for act, life, span in found:
        if act is not None:
            yield from _judge(context, act, life, span)


def _judge(context: Context, act: Act, life: Timeline | None, span: Span | None) -> Iterator[Finding]:
    early = act.effective_on is not None and act.issued_on is not None and act.effective_on < act.issued_on
    piece = life.at(context.as_of) if life is not None else None
    if early:
        yield from find(
            context, CODE, day=context.as_of, variant="early", span=span, subject=act,
            issued=act.issued_on, effective=act.effective_on,
        )  # fmt: skip
    elif piece is not None and piece.reason in DISPUTES:
        yield from find(context, CODE, day=context.as_of, span=span, subject=act, proof=piece.why, by=())
