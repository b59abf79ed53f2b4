"""CITE-NONUM, viện dẫn văn bản quy phạm pháp luật thiếu số hoặc năm."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import CITING
from doccheck.checks.weigh import find
from doccheck.model.number import fold
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE = "CITE-NONUM"


def check(context: Context) -> Iterator[Finding]:
    """Acts named by type and title alone, where the law of the day asked for more; each wording once."""
    if not context.normative:
        return
    laws, seen = frozenset(context.book.cards[CODE].words["laws"]), set()
    for cited in context.cited(Role.BASIS, *CITING):
        reference = cited.reference
        if reference.in_title or _told_elsewhere(cited, context):
            continue
        bare = reference.number is None and reference.year is None and reference.issued_on is None
        words = " ".join(reference.text.casefold().split())
        if not bare or reference.title is None or reference.instrument is None or words in seen:
            continue
        seen.add(words)
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant="law" if reference.instrument in laws else "default",
            span=reference.span,
            cause=words,
            written=" ".join(reference.text.split()),
        )


def _told_elsewhere(cited: Cited, context: Context) -> bool:
    """True when another mention of the same act, or of the same title, has number, year or day."""
    title = fold(cited.reference.title or "")
    for other in context.cited():
        full = other.reference.number or other.reference.year or other.reference.issued_on
        same = other.act is not None and cited.act is not None and other.act.id == cited.act.id
        if full and (same or (title and fold(other.reference.title or "") == title)):
            return True
    return False
