"""NORM-IN-ADMIN, văn bản hành chính có thể chứa quy phạm pháp luật: general rules under an administrative number."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "NORM-IN-ADMIN"


def check(context: Context) -> Iterator[Finding]:
    """A title that issues rules for a whole area; rules of an office's own work are lawful."""
    title, words = context.header.title, context.book.cards[CODE].words
    if title is None or context.form.kind != "administrative" or context.instrument not in words["instruments"]:
        return
    folded = " ".join(title.value.casefold().split())
    rules = any(word in folded for word in words["rules"])
    area = any(word in folded for word in words["area"])
    if not rules or not area or any(word in folded for word in words["internal"]):
        return
    yield from find(context, CODE, day=context.issued_on, span=title.span, subject=context.own, certainty=Certainty.LOW)
