"""NUM-FILE, tên tệp và văn bản không khớp: the file's name tells another number than the document's head."""

import re
from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.number import fold
from doccheck.model.report import Finding

CODE = "NUM-FILE"
NAMED = re.compile(r"(?<![a-z\d.])(\d{1,5}(?:\.\d{1,2})?)[-_. ]{1,3}(\d{4})[-_. ]{1,3}([a-z]{2,4})(?![a-z\d])")


def check(context: Context) -> Iterator[Finding]:
    """Serial, year and code of type in the file's name, against the number read in the head."""
    number, header = context.number, context.header.number
    if number is None or number.year is None or header is None:
        return
    found = NAMED.search(fold(context.reading.text.source.name).replace("đ", "d"))
    code = fold(number.symbol).replace("đ", "d").partition("-")[0]
    if found is None or found[3] != code:
        return
    serial = number.serial.lstrip("0")
    if found[1].lstrip("0") == serial and int(found[2]) == number.year:
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        span=header.span,
        certainty=Certainty.LOW,
        cause=CODE,
        number=number,
        file=context.reading.text.source.name,
    )
