"""SIG-TM, thiếu hoặc thừa "TM.": the signature does not show, or should not show, that it stands for a collective."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, template
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "SIG-TM"
COLLECTIVE = "TM"


def check(context: Context) -> Iterator[Finding]:
    """The form read, against what the law of the day asks of this issuer and type; a form not read says nothing."""
    written = context.header.signing_form
    if written is None or not context.normative or context.issued_on is None or template(written.span, context):
        return
    signatures = context.book.signatures
    form = signatures.form(written.value)
    rule = signatures.rule(context.kind or "", context.instrument or "", context.issued_on)
    if rule is None or form is None or form in context.book.cards["SIG-TL"].words["forms"]:
        return
    extra = form == COLLECTIVE and COLLECTIVE in rule.must_not
    if not extra and not (COLLECTIVE in rule.must and form != COLLECTIVE):
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        variant="extra" if extra else "default",
        span=written.span,
        subject=context.own,
        cap=cap(context),
        written=written.value,
    )
