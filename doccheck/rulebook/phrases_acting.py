"""Section ``acting``: words of effect and acting clauses (hiệu lực, thay thế…), ``rules/vn/phrases/acting*.yaml``.

A pattern is written in small letters; a blank stands for any white space (`` ?`` for
perhaps some), ``{name}`` for a fragment. Each pattern
brings words that it must find (``hits``) and words that it must not (``misses``).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from doccheck.errors import RulebookError
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.needles import Closing, Gated, closing, gated
from doccheck.rulebook.place import data_dir

_LINES, _GROUP = "(?m)", re.compile(r"\(\?P<\w+>")
_HOLE = re.compile(r"\{([a-z_]+)\}")


class PatternRule(Section):
    """One pattern with its proof."""

    id: str
    note: str | None = None
    pattern: str
    hits: list[str]
    misses: list[str]


class ActingFile(Section):
    """``rules/vn/phrases/acting*.yaml``."""

    fragments: dict[str, str] = {}
    tables: dict[str, dict[str, str]] = {}
    patterns: list[PatternRule] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class ActingPhrases:
    """The section, read: patterns by id, compiled for text in small letters; tables of words."""

    patterns: Mapping[str, re.Pattern[str]]
    tables: Mapping[str, Mapping[str, str]]
    rules: tuple[PatternRule, ...] = ()
    _gates: dict[str, Gated] = field(default_factory=dict, repr=False, compare=False)
    _closing: dict[str, Closing] = field(default_factory=dict, repr=False, compare=False)
    _either: dict[tuple[str, ...], re.Pattern[str]] = field(default_factory=dict, repr=False, compare=False)

    def __getitem__(self, name: str) -> re.Pattern[str]:
        """The pattern with this id."""
        return self.patterns[name]

    def gated(self, name: str) -> Gated:
        """The pattern with this id, tried only where a word stands without which it cannot be found."""
        known = self._gates.get(name)
        if known is None:
            known = self._gates[name] = gated(self.patterns[name])
        return known

    def closing(self, name: str) -> Closing:
        """The pattern with this id, tried only on a text whose last word closes a find."""
        known = self._closing.get(name)
        if known is None:
            known = self._closing[name] = closing(self.patterns[name])
        return known

    def either(self, names: tuple[str, ...]) -> re.Pattern[str]:
        """Patterns for lines (``(?m)``) as one: tried in this order, ``lastgroup`` names the one that is found."""
        known = self._either.get(names)
        if known is None:
            rows = (f"(?P<{name}>{_unnamed(self.patterns[name])})" for name in names)
            known = self._either[names] = re.compile("|".join(rows), re.MULTILINE)
        return known


def _unnamed(pattern: re.Pattern[str]) -> str:
    """A pattern for lines as a part of another: without its flag and its names of groups."""
    if not pattern.pattern.startswith(_LINES):
        raise ValueError(f"not a pattern for lines: {pattern.pattern}")
    return _GROUP.sub("(?:", pattern.pattern.removeprefix(_LINES))


def small(text: str) -> str:
    """Small letters, one character for one, so that offsets stay (chữ thường)."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low.replace("\u00f0", "\u0111")


def _spell(pattern: str, fragments: Mapping[str, str], depth: int = 0) -> str:
    if depth > 8:
        raise ValueError("fragments hold each other")

    def fill(hole: re.Match[str]) -> str:
        if hole[1] not in fragments:
            raise ValueError(f"no fragment {hole[1]!r}")
        return f"(?:{_spell(fragments[hole[1]], fragments, depth + 1)})"

    return _HOLE.sub(fill, pattern)


def compile_phrase(pattern: str, fragments: Mapping[str, str]) -> re.Pattern[str]:
    """A written pattern as a regular expression; ValueError says what is wrong."""
    try:
        spelled = _spell(pattern, fragments).replace(" ?", r"\s*").replace(" ", r"\s+")
        return re.compile(spelled)
    except re.error as error:
        raise ValueError(str(error)) from error


def _prove(rule: PatternRule, compiled: re.Pattern[str]) -> list[str]:
    wrong = [f"{rule.id}: does not find its hit {hit!r}" for hit in rule.hits if not compiled.search(small(hit))]
    wrong += [f"{rule.id}: finds its miss {miss!r}" for miss in rule.misses if compiled.search(small(miss))]
    if not rule.hits or not rule.misses:
        wrong.append(f"{rule.id}: needs at least one hit and one miss")
    return wrong


def load(folder: Path, mistakes: Mistakes) -> ActingPhrases:
    """The section of a rule folder; mistakes are gathered, not raised."""
    pages = [
        (path, validate(path, ActingFile, mistakes))
        for path in sorted((folder / "vn" / "phrases").glob("acting*.yaml"))
    ]
    if not pages:
        mistakes.add(folder / "vn" / "phrases" / "acting.yaml", 1, 1, "cannot be read: No such file or directory")
    fragments = {name: words for _, page in pages if page for name, words in page.fragments.items()}
    tables = {name: MappingProxyType(dict(rows)) for _, page in pages if page for name, rows in page.tables.items()}
    patterns: dict[str, re.Pattern[str]] = {}
    rules: list[PatternRule] = []
    for path, page in pages:
        for rule in page.patterns if page else ():
            if rule.id in patterns:
                mistakes.add(path, 1, 1, f"pattern {rule.id!r} stands twice")
            try:
                patterns[rule.id] = compile_phrase(rule.pattern, fragments)
            except ValueError as error:
                mistakes.add(path, 1, 1, f"{rule.id}: {error}")
                continue
            rules.append(rule)
            for line in _prove(rule, patterns[rule.id]):
                mistakes.add(path, 1, 1, line)
    return ActingPhrases(patterns=MappingProxyType(patterns), tables=MappingProxyType(tables), rules=tuple(rules))


@lru_cache(maxsize=1)
def acting_phrases() -> ActingPhrases:
    """The installed section; RulebookError when a file is broken."""
    mistakes = Mistakes()
    found = load(data_dir("rules"), mistakes)
    if mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return found
