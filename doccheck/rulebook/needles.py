"""Words that every find of a pattern holds (từ không thể thiếu của mẫu câu): where none stands, nothing is looked for.

A search for a pattern that opens with an alternation tries each character of a text; looking for a few words first
costs next to nothing. The words are read off the parsed pattern, never written by hand, so that a rule that changes
changes them: of what must be matched one after another the best words are taken, of alternatives the words of each.
Looks ahead and behind count for nothing, and a pattern in which no words are certain is always tried. So a gate can
lose no find; ``tests/rulebook/test_needles.py`` holds this for every pattern over made texts.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

_parser: Any = import_module("re._parser")
_MOST, _GROUPS = 40, 3
_RARITY = 12.0
_ALL = sys.maxsize

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Gated:
    """A pattern, tried only where a word of each group stands; ``groups`` is () where it is always tried."""

    pattern: re.Pattern[str]
    groups: tuple[tuple[str, ...], ...]

    def may(self, text: str, start: int = 0, end: int = _ALL) -> bool:
        """False where the pattern cannot be found in a stretch."""
        for words in self.groups:
            for word in words:
                if text.find(word, start, end) >= 0:
                    break
            else:
                return False
        return True

    def search(self, text: str, start: int = 0, end: int = _ALL) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.pattern.search(text, start, end) if self.may(text, start, end) else None

    def finditer(self, text: str, start: int = 0, end: int = _ALL) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        return self.pattern.finditer(text, start, end) if self.may(text, start, end) else iter(())


@dataclass(frozen=True, slots=True)
class Closing:
    r"""A pattern that ends with ``\s*$``, tried only on a text that ends with one of its last words."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]

    def search(self, text: str) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return self.pattern.search(text) if not self.words or text.rstrip().endswith(self.words) else None


def closing(pattern: re.Pattern[str]) -> Closing:
    """The pattern with the words that close its finds."""
    return Closing(pattern, endings(pattern))


def gated(pattern: re.Pattern[str]) -> Gated:
    """The pattern with the words that each of its finds holds."""
    return Gated(pattern, needles(pattern))


def needles(pattern: re.Pattern[str]) -> tuple[tuple[str, ...], ...]:
    """Groups of words: each find holds a word of every group; () where none is certain."""
    if pattern.flags & re.IGNORECASE:
        return ()
    return tuple(tuple(sorted(words)) for words in _of_row(_parser.parse(pattern.pattern, pattern.flags)))


def endings(pattern: re.Pattern[str]) -> tuple[str, ...]:
    r"""Words of which one closes every find of a pattern that ends with ``\s*$``, white space aside; () if unknown."""
    row = list(_parser.parse(pattern.pattern, pattern.flags))
    if pattern.flags & re.IGNORECASE or len(row) < 2 or not _is(row[-1], "AT") or not _is(row[-2], "MAX_REPEAT"):
        return ()
    if str(list(row[-2][1][2])) != "[(IN, [(CATEGORY, CATEGORY_SPACE)])]":
        return ()
    return tuple(sorted(_last_of(row[:-2]) or ()))


def _is(node: Any, name: str) -> bool:
    return str(node[0]) == name


def _of_row(row: Iterable[Any]) -> list[Words]:
    """The best groups of what is matched one after another: few words, long ones."""
    found: list[Words] = []
    run = ""
    for node in row:
        if _is(node, "LITERAL"):
            run += chr(node[1])
            continue
        found += [Words({run})] * bool(run) + _of_node(node)
        run = ""
    found += [Words({run})] * bool(run)
    return sorted((words for words in found if len(words) <= _MOST), key=_weight)[:_GROUPS]


def _weight(words: Words) -> tuple[float, list[str]]:
    """How often words may stand in a text, roughly."""
    return sum(_RARITY ** -len(word) for word in words), sorted(words)


def _of_node(node: Any) -> list[Words]:
    name, value = str(node[0]), node[1]
    if name == "SUBPATTERN":
        _, added, _, inner = value
        return [] if added & re.IGNORECASE else _of_row(inner)
    if name in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
        least, _, inner = value
        return _of_row(inner) if least else []
    if name == "ATOMIC_GROUP":
        return _of_row(value)
    return _of_branches([_of_row(row) for row in value[1]]) if name == "BRANCH" else []


def _of_branches(rows: Sequence[list[Words]]) -> list[Words]:
    """Of alternatives the first groups together, the second ones, and so on; none where one has no words."""
    if not all(rows):
        return []
    count = max(map(len, rows))
    return [Words().union(*(row[min(i, len(row) - 1)] for row in rows)) for i in range(count)]


def _last_of(row: Sequence[Any]) -> Words | None:
    """Words or signs with which what is matched ends."""
    run = ""
    for node in reversed(row):
        if not _is(node, "LITERAL"):
            break
        run = chr(node[1]) + run
    if run or not row:
        return Words({run}) if run else None
    name, value = str(row[-1][0]), row[-1][1]
    if name == "SUBPATTERN":
        return None if value[1] & re.IGNORECASE else _last_of(list(value[3]))
    if name == "IN":
        return Words(chr(sign[1]) for sign in value) if all(_is(sign, "LITERAL") for sign in value) else None
    if name != "BRANCH":
        return None
    parts = [_last_of(list(inner)) for inner in value[1]]
    return Words().union(*(part for part in parts if part)) if all(parts) else None
