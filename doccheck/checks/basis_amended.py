"""BASIS-AMENDED, căn cứ đã được sửa đổi mà không ghi: the basis had been amended and the document does not say so."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.weigh import find
from doccheck.model.act import Act, Fact, Kind
from doccheck.model.report import Finding

CODE = "BASIS-AMENDED"


def check(context: Context) -> Iterator[Finding]:
    """Bases amended by the day of issue, where no amending act stands in the same item."""
    if context.issued_on is None:
        return
    for cited in context.bases():
        piece = cited.at(context.issued_on)
        if piece is None or not piece.amended or _told(cited, context):
            continue
        facts = tuple(f for f in piece.why if f.kind is Kind.AMENDED and f.on and f.on <= context.issued_on)
        if not facts:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=cited.reference.span,
            subject=cited.act,
            proof=facts,
            by=_acts(facts),
            issued=context.issued_on,
        )


def _told(cited: Cited, context: Context) -> bool:
    item = cited.reference.basis_item
    return any(
        other.reference.amending and (item is None or other.reference.basis_item == item) for other in context.cited()
    )


def _acts(facts: tuple[Fact, ...]) -> tuple[Act, ...]:
    named = {fact.by or fact.by_label: fact for fact in facts if fact.by or fact.by_label}
    return tuple(
        Act(id=fact.by or fact.by_label or "", number=None, instrument=None, title=fact.by_label or fact.by)
        for fact in named.values()
    )
