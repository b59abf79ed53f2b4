"""AUTH-CT, chỉ thị mang số quy phạm sau khi hình thức này bị bỏ."""

from collections.abc import Iterator

from doccheck.checks.authority import accuse, claims
from doccheck.checks.context import Context
from doccheck.model.report import Finding

CODE = "AUTH-CT"


def check(context: Context) -> Iterator[Finding]:
    """A directive with a normative number; of local committees a year in the number is mostly habit."""
    if claims(context, CODE):
        yield from accuse(context, CODE, "local" if context.local else "default")
