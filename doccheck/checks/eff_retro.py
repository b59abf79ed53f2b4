"""EFF-RETRO, hiệu lực trở về trước: the day of effect lies before the day of issue."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "EFF-RETRO"


def check(context: Context) -> Iterator[Finding]:
    """What the law of the day said of retroactivity in the issuer's hands decides the level."""
    effect, issued = context.effect, context.issued_on
    if effect is None or effect.on is None or issued is None or not context.normative or context.kind is None:
        return
    if effect.on >= issued:
        return
    back = context.book.retroactivity.at(context.kind, issued)
    if back is None:
        return
    yield from find(
        context,
        CODE,
        day=issued,
        variant="never" if back.allowed == "never" else "default",
        span=effect.span,
        subject=context.own,
        cap=cap(context),
        certainty=back.certainty,
        issued=issued,
        effective=effect.on,
        organ="|".join(context.issuers),
    )
