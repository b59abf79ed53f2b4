"""AUTH-CONTENT, nội dung thuộc danh mục không phải quy phạm pháp luật: individual matters, normative number."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "AUTH-CONTENT"


def check(context: Context) -> Iterator[Finding]:
    """Titles that begin with a word of the negative list of the day of issue."""
    title, words = context.header.title, context.book.cards[CODE].words
    listed = context.book.articles.content(context.kind, context.issued_on)
    if title is None or not context.normative or listed is None:
        return
    folded = " ".join(title.value.casefold().split()).removeprefix(words["lead"][0]).strip()
    found = next((word for word in listed.titles if folded.startswith(word)), None)
    if found is None or any(word in folded for word in words["unless"]):
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        span=title.span,
        subject=context.own,
        certainty=Certainty.LOW,
        words=found,
    )
