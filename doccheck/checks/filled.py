"""Placeholders that a check never fills (chỗ điền không ai điền): the card's sentences beside what its cases bring."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from doccheck.checks.cases import Outcome
from doccheck.rulebook.book import Book
from doccheck.rulebook.cards import Where, spoken
from doccheck.rulebook.holes import COMMON, holes


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfilled:
    """A placeholder of a card that none of its cases fills, its place, and the names that it may be."""

    card: str
    where: Where
    name: str
    known: tuple[str, ...]


def unfilled(book: Book, outcomes: Iterable[Outcome]) -> Iterator[Unfilled]:
    """Strange placeholders of the cards whose cases were run.

    A sentence of a variant is held to the facts of the cases that hit it; where none does, to those of all cases. A
    card whose cases find nothing (its check is not there) is told by its cases.
    """
    facts: dict[str, dict[str, set[str]]] = {}
    for outcome in outcomes:
        for finding in outcome.findings:
            mine = facts.setdefault(outcome.card, {})
            base = finding.variant.removesuffix("pile").rstrip("_") or "default"
            for key in (finding.variant, base, ""):
                mine.setdefault(key, set()).update(name for name, _ in finding.facts)
    for code, brought in facts.items():
        for where, text in spoken(book.cards[code]):
            key = str(where[1]) if where[0] == "variants" else ""
            known = COMMON | brought.get(key, brought[""])
            for name in holes(text):
                if name not in known:
                    yield Unfilled(card=code, where=where, name=name, known=tuple(sorted(known)))
