"""EFF-RELATIVE, hiệu lực tính theo Công báo hoặc "sau N ngày" khi luật đòi ngày cụ thể."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.reading import EffectHow
from doccheck.model.report import Finding

CODE = "EFF-RELATIVE"
VARIANTS = {EffectHow.AFTER_DAYS: "default", EffectHow.AFTER_GAZETTE: "gazette"}


def check(context: Context) -> Iterator[Finding]:
    """A clause that counts days instead of naming one; what hangs on the gazette is never computed."""
    effect = context.effect
    if effect is None or effect.how not in VARIANTS or not context.normative:
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        variant=VARIANTS[effect.how],
        span=effect.span,
        subject=context.own,
        days=effect.days,
    )
