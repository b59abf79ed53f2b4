"""BASIS-NONNORM, căn cứ là văn bản hành chính, văn bản của Đảng hoặc văn bản hợp nhất."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "BASIS-NONNORM"
FORMS = frozenset({"administrative", "party", "consolidated"})


def check(context: Context) -> Iterator[Finding]:
    """Bases of a normative document whose number is not of a normative form."""
    if not context.normative:
        return
    spared = frozenset(context.book.cards[CODE].words["spared"])
    for cited in context.bases():
        reference = cited.reference
        if reference.number is None or reference.instrument in spared:
            continue
        signed = cited.act.issued_on if cited.act else reference.issued_on
        form = context.book.forms.classify(reference.number, reference.instrument, signed)
        if form.kind not in FORMS:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant="default" if form.kind == "administrative" else form.kind,
            span=reference.span,
            subject=cited.act,
            cap=cap(context, cited),
            cause=reference.number.key,
            written=" ".join(reference.text.split()),
        )
