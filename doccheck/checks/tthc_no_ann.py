"""TTHC-NO-ANN, danh mục thủ tục niêm yết không nêu quyết định công bố."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.posted import announcements, posted
from doccheck.checks.weigh import find
from doccheck.model.report import Finding
from doccheck.model.text import Severity

CODE = "TTHC-NO-ANN"


def check(context: Context) -> Iterator[Finding]:
    """A posted list, read whole, without a reference to an announcing decision."""
    troubles = (*context.reading.text.troubles, *context.reading.troubles)
    if not posted(context) or any(trouble.severity is not Severity.NOTE for trouble in troubles):
        return
    if not any(True for _ in announcements(context)):
        yield from find(context, CODE, day=context.as_of, span=context.number_span(), cause=CODE)
