"""ST-IMPL, điều khoản bãi bỏ chung có thể ảnh hưởng: a later act ends "earlier rules contrary to it" without a name."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.titles import shared, words_of
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "ST-IMPL"
LEAST_WORDS, LEAST_SHARED = 5, 0.6


def check(context: Context) -> Iterator[Finding]:
    """A later act of the same body on a near subject with such a clause; nothing is asserted about effect."""
    title, issued = context.header.title, context.issued_on
    if title is None or issued is None or not context.alive or len(words_of(title.value)) < LEAST_WORDS:
        return
    same = context.book.issuers.same_organ
    for act in context.general:
        day = act.effective_on or act.issued_on
        if day is None or not issued < day <= context.as_of or not act.title:
            continue
        if not any(same(a, b, day) for a in context.issuers for b in act.issuers):
            continue
        if shared(title.value, act.title) < LEAST_SHARED:
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            span=title.span,
            subject=act,
            certainty=Certainty.LOW,
            title=act.title,
        )
