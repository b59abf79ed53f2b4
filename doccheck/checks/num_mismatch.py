"""NUM-MISMATCH, số ký hiệu không khớp: the year, type or issuer in the number is not that of the document."""

from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "NUM-MISMATCH"


def check(context: Context) -> Iterator[Finding]:
    """Year against date line, code of type against heading, code of issuer against issuer."""
    number, issued = context.number, context.issued_on
    if number is None or context.header.number is None:
        return
    span, form, ceiling = context.header.number.span, context.form, cap(context)
    if issued is not None and number.year is not None and number.year != issued.year:
        variant = "january" if _january(number.year, issued, context) else "default"
        yield from find(
            context, CODE, day=issued, variant=variant, span=span, cap=ceiling, number=number, issued=issued
        )
    spared = context.book.cards[CODE].words["uncoded"]
    shaped = form.kind in {"normative", "administrative"}
    worded = shaped and context.header.instrument is not None and context.instrument not in spared
    if worded and _other_form(form.instrument_code, context):
        yield from find(
            context, CODE, day=issued, variant="form", span=span, cap=ceiling, number=number, form=context.instrument
        )
    if shaped and context.header.issuers and _other_organ(context):
        organ = "|".join(context.issuers)
        yield from find(context, CODE, day=issued, variant="organ", span=span, cap=ceiling, number=number, organ=organ)


def _january(year: int, issued: date, context: Context) -> bool:
    last = context.book.cards[CODE].days["january"]
    return year == issued.year - 1 and (issued.month, issued.day) <= (last.month, last.day)


def _other_form(code: str | None, context: Context) -> bool:
    told = context.book.instruments.by_code(code) if code else None
    return told is not None and told != context.instrument


def _other_organ(context: Context) -> bool:
    number, issuers, day = context.number, context.book.issuers, context.issued_on
    told = issuers.of_symbol(number.symbol, day) if number else ()
    if not told or day is None:
        return False
    return all(issuers.same_organ(one, organ, day) is False for one in told for organ in context.issuers)
