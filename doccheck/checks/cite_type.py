"""CITE-TYPE, sai tên loại: the type word before a number is not the type that the number tells."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.number import fold
from doccheck.model.report import Finding

CODE, LONGEST = "CITE-TYPE", 40


def check(context: Context) -> Iterator[Finding]:
    """A written type against the code in the number; documents annexed to another and old codes are left alone."""
    spared = frozenset(context.book.cards[CODE].words["spared"])
    for cited in context.cited():
        reference = cited.reference
        if reference.number is None or reference.instrument is None or reference.instrument in spared:
            continue
        form = context.book.forms.classify(reference.number, reference.instrument, reference.issued_on)
        told = context.book.instruments.by_code(form.instrument_code) if form.instrument_code else None
        if told is None or told == reference.instrument or not _plain(told, form.instrument_code, cited, context):
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


def _plain(told: str, code: str | None, cited: Cited, context: Context) -> bool:
    """True where the mention has the type word, and the code is the whole code of a type that can carry norms."""
    reference, instruments = cited.reference, context.book.instruments
    if reference.instrument is None or reference.instrument not in instruments:
        return False
    if not instruments.get(told).normative_form:
        return False
    names = tuple(map(fold, instruments.get(reference.instrument).names))
    start = reference.span.start
    before = fold(context.reading.text.body[max(0, start - LONGEST) : start]).split()
    written = next((name for name in names if fold(reference.text).startswith(name)), "")
    whole = {fold(name) for name in instruments.get(told).names}
    if before and f"{before[-1]} {written}" in whole:  # the type word broken off its first syllable
        return False
    worded = bool(written)
    symbol = reference.number.symbol if reference.number else ""
    return worded and symbol.partition("-")[0].casefold() == (code or "").casefold()
