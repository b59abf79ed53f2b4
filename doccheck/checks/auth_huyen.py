"""AUTH-HUYEN, văn bản quy phạm cấp huyện sau khi cấp huyện chấm dứt."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-HUYEN"


def check(context: Context) -> Iterator[Finding]:
    """A district's normative number, after the law no longer names districts."""
    if claims(context, CODE):
        yield from accuse(context, CODE)
