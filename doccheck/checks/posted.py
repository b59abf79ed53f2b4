"""Posted lists of procedures (danh mục thủ tục hành chính niêm yết): a page without a number that lists procedures.

A news article that speaks of such lists is none: a list has a heading of its own, and rows.
"""

import re
from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.rulebook.cards import Card

HEAD = "TTHC-NO-ANN"
WIDTH, OPENING, HEADING, LEAST_ROWS = 160, 2500, 200, 2
ROW = re.compile(r"\s{0,9}\d{1,3}(?:\.\d{1,3})?(?:[.)\s|]|$)|[^|\t]{0,200}[|\t]")
MARKS = " \t*#>_|-–+•"


def posted(context: Context) -> bool:
    """True for a page with no number of its own that opens with a heading of such a list, and has rows."""
    if context.number is not None:
        return False
    words = context.book.cards[HEAD].words
    body = context.reading.text.body
    lines = [line for line in body.split("\n") if line.strip()]
    if not any(_heading(line, words["opening"]) for line in body[:OPENING].split("\n")):
        return False
    rows = (line for line in lines if ROW.match(line) or _folded(line).startswith(tuple(words["rows"])))
    return sum(1 for _ in rows) >= LEAST_ROWS


def announcements(context: Context) -> Iterator[Cited]:
    """References to decisions that announce procedures: told by their title or by the words around them."""
    words = _announcing(context.book.cards[HEAD])
    for cited in context.cited():
        if cited.reference.instrument != "decision":
            continue
        titles = [cited.reference.title or "", (cited.act.title or "") if cited.act else "", _around(cited, context)]
        if any(all(word in " ".join(title.casefold().split()) for word in words) for title in titles):
            yield cited


def _heading(line: str, opening: list[str]) -> bool:
    """A short line that begins with the words of a list and is no sentence."""
    words = _folded(line)
    return len(words) <= HEADING and not words.endswith((".", ",", ";")) and words.startswith(tuple(opening))


def _folded(line: str) -> str:
    return " ".join(line.casefold().split()).strip(MARKS)


def _announcing(card: Card) -> tuple[str, ...]:
    return tuple(card.words["announcing"])


def _around(cited: Cited, context: Context) -> str:
    body, span = context.reading.text.body, cited.reference.span
    line_start = max(body.rfind("\n\n", 0, span.start), span.start - WIDTH, 0)
    line_end = body.find("\n", span.end)
    return body[line_start : line_end if 0 <= line_end < span.end + WIDTH else span.end + WIDTH]
