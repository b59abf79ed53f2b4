"""CITE-TYPE, sai tên loại: the type word before a number is not the type that the number tells."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "CITE-TYPE"


def check(context: Context) -> Iterator[Finding]:
    """A written type against the code in the number; documents annexed to another and old codes are left alone."""
    spared = frozenset(context.book.cards[CODE].words["spared"])
    for cited in context.cited():
        reference = cited.reference
        if reference.number is None or reference.instrument is None or reference.instrument in spared:
            continue
        form = context.book.forms.classify(reference.number, reference.instrument, reference.issued_on)
        told = context.book.instruments.by_code(form.instrument_code) if form.instrument_code else None
        if told is None or told == reference.instrument or form.kind not in {"normative", "administrative"}:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=reference.span,
            subject=cited.act,
            cap=cap(context, cited),
            cause=reference.number.key,
            number=reference.number,
            form=reference.instrument,
            told=told,
        )
