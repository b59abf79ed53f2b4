"""AUTH-XA-GAP, văn bản quy phạm cấp xã trong thời gian luật không cho ban hành."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-XA-GAP"


def check(context: Context) -> Iterator[Finding]:
    """A commune's normative number, in the months in which communes had no normative form."""
    if claims(context, CODE):
        yield from accuse(context, CODE)
