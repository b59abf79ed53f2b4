"""AUTH-MIN-QD, quyết định quy phạm của bộ trưởng sau khi hình thức này bị bỏ."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-MIN-QD"


def check(context: Context) -> Iterator[Finding]:
    """A minister's decision with a normative number, issued after ministers lost the form."""
    if claims(context, CODE):
        yield from accuse(context, CODE)
