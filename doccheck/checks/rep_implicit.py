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
        if clause.kind is ClauseKind.IMPLICIT and _general(clause.quote, context):
            variant = "default" if context.normative else "administrative"
            yield from find(context, CODE, day=context.issued_on, variant=variant, span=clause.span, cause=CODE)
            return


def _general(quote: str, context: Context) -> bool:
    """True for words that end what is contrary to this document: no task to review, no head of a list, no power."""
    words, folded = context.book.cards[CODE].words, " ".join(quote.casefold().split())
    if folded.endswith(":") or any(word in folded for word in words["tasks"]):
        return False
    return any(word in folded for word in words["contrary"]) and any(word in folded for word in words["itself"])
