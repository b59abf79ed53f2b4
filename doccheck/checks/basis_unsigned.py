"""BASIS-UNSIGNED, căn cứ ban hành sau ngày ký văn bản: a basis that did not exist on the day of issue."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.report import Finding

CODE = "BASIS-UNSIGNED"


def check(context: Context) -> Iterator[Finding]:
    """Bases issued after the document; a day that the document itself writes otherwise is doubted first."""
    issued = context.issued_on
    if issued is None:
        return
    for cited in context.bases():
        act = cited.act
        if act is None or act.issued_on is None or act.issued_on <= issued:
            continue
        yield from find(
            context,
            CODE,
            day=issued,
            variant="doubt" if _doubtful(cited, context) else "default",
            span=cited.reference.span,
            subject=act,
            cap=cap(context, cited),
            issued=issued,
            signed=act.issued_on,
        )


def _doubtful(cited: Cited, context: Context) -> bool:
    written, number = cited.reference.issued_on, context.number
    if written is not None and cited.act is not None and written != cited.act.issued_on:
        return True
    if number is not None and number.year is not None and number.year != getattr(context.issued_on, "year", None):
        return True
    code = context.form.instrument_code
    told = context.book.instruments.by_code(code) if code else None
    return told is not None and context.header.instrument is not None and told != context.instrument
