"""AUTH-TTLT, thông tư liên tịch giữa các bộ sau khi hình thức này bị bỏ."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-TTLT"


def check(context: Context) -> Iterator[Finding]:
    """A joint circular of organs that could no longer issue one together."""
    if claims(context, CODE):
        yield from accuse(context, CODE)
