"""REP-ADMIN, văn bản hành chính bãi bỏ văn bản quy phạm pháp luật."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.repeal import endings
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "REP-ADMIN"


def check(context: Context) -> Iterator[Finding]:
    """An administrative number that ends acts with normative numbers; the law has changed its mind over the years."""
    if context.form.kind != "administrative":
        return
    for clause, target in endings(context):
        number = target.act.number if target.act else target.reference.number
        if number is None:
            continue
        kind = target.act.instrument if target.act else target.reference.instrument
        signed = target.act.issued_on if target.act else target.reference.issued_on
        if context.book.forms.classify(number, kind, signed).kind != "normative":
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=clause.span,
            subject=target.act,
            cap=cap(context, target),
            cause=number.key,
            written=" ".join(target.reference.text.split()),
        )
