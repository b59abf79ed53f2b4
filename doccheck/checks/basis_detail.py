"""BASIS-DETAIL, không nêu điều khoản giao quy định chi tiết: no provision that asks for the details."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "BASIS-DETAIL"


def check(context: Context) -> Iterator[Finding]:
    """The title says that it details, and neither title nor bases name a provision."""
    title = context.header.title
    card = context.book.cards[CODE]
    if title is None or not context.normative or not list(context.bases()):
        return
    words = " ".join(title.value.casefold().split())
    if not any(word in words for word in card.words["detailing"]):
        return
    if any(word in words for word in card.words["several"]):
        return
    if any(cited.reference.provisions for cited in context.bases()):
        return
    yield from find(context, CODE, day=context.issued_on, span=title.span, subject=context.own, certainty=Certainty.LOW)
