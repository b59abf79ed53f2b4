"""Posted lists of procedures (danh mục thủ tục hành chính niêm yết): a page without a number that lists procedures."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.rulebook.cards import Card

HEAD = "TTHC-NO-ANN"
WIDTH, OPENING = 160, 2500


def posted(context: Context) -> bool:
    """True for a page with no number of its own that opens as a list of procedures, in the words of the card."""
    if context.number is not None:
        return False
    words = context.book.cards[HEAD].words
    opening = " ".join(context.reading.text.body[:OPENING].casefold().split())
    return any(word in opening for word in words["opening"])


def announcements(context: Context) -> Iterator[Cited]:
    """References to decisions that announce procedures: told by their title or by the words around them."""
    words = _announcing(context.book.cards[HEAD])
    for cited in context.cited():
        if cited.reference.instrument != "decision":
            continue
        titles = [cited.reference.title or "", (cited.act.title or "") if cited.act else "", _around(cited, context)]
        if any(all(word in " ".join(title.casefold().split()) for word in words) for title in titles):
            yield cited


def _announcing(card: Card) -> tuple[str, ...]:
    return tuple(card.words["announcing"])


def _around(cited: Cited, context: Context) -> str:
    body, span = context.reading.text.body, cited.reference.span
    line_start = max(body.rfind("\n\n", 0, span.start), span.start - WIDTH, 0)
    line_end = body.find("\n", span.end)
    return body[line_start : line_end if 0 <= line_end < span.end + WIDTH else span.end + WIDTH]
