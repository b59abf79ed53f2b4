"""SIG-TL, ký thừa lệnh hoặc thừa ủy quyền trên văn bản quy phạm pháp luật."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, template
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "SIG-TL"


def check(context: Context) -> Iterator[Finding]:
    """A signing form that normative documents never bear, where the law of the day has a rule for them."""
    written = context.header.signing_form
    if written is None or not context.normative or context.issued_on is None or template(written.span, context):
        return
    signatures = context.book.signatures
    form = signatures.form(written.value)
    rule = signatures.rule(context.kind or "", context.instrument or "", context.issued_on)
    forbidden = set(context.book.cards[CODE].words["forms"])
    if form not in forbidden or (rule is not None and form not in rule.must_not):
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        span=written.span,
        subject=context.own,
        cap=cap(context),
        written=written.value,
    )
