"""CITE-TITLE, tên gọi không khớp: the title written beside a number is far from the registry's."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.titles import shared, words_of
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "CITE-TITLE"
LEAST_WORDS, LEAST_SHARED = 4, 0.34


def check(context: Context) -> Iterator[Finding]:
    """Titles that share few words; short titles are not compared."""
    for cited in context.cited():
        act, written = cited.act, cited.reference.title
        if act is None or not act.title or not written or cited.reference.number is None:
            continue
        if min(len(words_of(written)), len(words_of(act.title))) < LEAST_WORDS:
            continue
        if shared(written, act.title) >= LEAST_SHARED:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=cited.reference.span,
            subject=act,
            certainty=Certainty.LOW,
            written=" ".join(written.split()),
            title=act.title,
        )
