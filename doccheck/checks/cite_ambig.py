"""CITE-AMBIG, viện dẫn mơ hồ: several acts answer to what was written; all are listed, none is chosen."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.match import MatchState
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE = "CITE-AMBIG"


def check(context: Context) -> Iterator[Finding]:
    """References with two candidates or more, once for each wording."""
    seen = set()
    for cited in context.cited():
        rivals = cited.match.rivals
        if cited.match.state is not MatchState.AMBIGUOUS or len(rivals) < 2 or cited.reference.role is Role.SELF:
            continue
        if cited.reference.in_title:
            continue
        words = " ".join(cited.reference.text.casefold().split())
        if words in seen:
            continue
        seen.add(words)
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=cited.reference.span,
            by=rivals,
            cause=words,
            written=" ".join(cited.reference.text.split()),
            count=len(rivals),
        )
