"""REP-IMPLICIT, điều khoản bãi bỏ chung, không nêu tên văn bản."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.reading import ClauseKind
from doccheck.model.report import Finding

CODE = "REP-IMPLICIT"


def check(context: Context) -> Iterator[Finding]:
    """Rules "contrary to this document" ended without a name; once a document."""
    for clause in context.reading.clauses:
        if clause.kind is ClauseKind.IMPLICIT:
            variant = "default" if context.normative else "administrative"
            yield from find(context, CODE, day=context.issued_on, variant=variant, span=clause.span, cause=CODE)
            return
