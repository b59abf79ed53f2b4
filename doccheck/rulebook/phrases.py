"""Section ``phrases``: patterns and words by which documents are read (mẫu câu, từ dẫn), each with hits and misses.

Every file of ``rules/vn/phrases/`` has ``blocks`` (pieces of patterns; ``<<name>>`` puts one in, those of
``blocks.yaml`` are shared), ``words`` (lists; ``<<name>>`` puts in their alternation, longest first, a blank being any
white space) and ``patterns``. A pattern is addressed as ``stem.id``. Files ``acting*.yaml`` are another section.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from doccheck.rulebook import law_titles, provisions
from doccheck.rulebook.law_titles import LawTitles
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.provisions import ProvisionWords

_SHARED = "blocks"
_ACTING = "acting"
_SLOT = re.compile(r"<<([a-z0-9_]+)>>")
_DEPTH = 8


class PatternRow(Section):
    """One pattern: a bounded regular expression, texts that it must find and texts that it must not."""

    id: str
    regex: str
    hits: list[str]
    misses: list[str]
    note: str | None = None


class PhrasesFile(Section):
    """One file of ``rules/vn/phrases/``."""

    blocks: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    patterns: list[PatternRow] = []


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """A pattern with its examples."""

    id: str
    regex: re.Pattern[str]
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    def failures(self) -> Iterator[str]:
        """Examples that the pattern gets wrong."""
        yield from (f"{self.id}: does not find {text!r}" for text in self.hits if not self.regex.search(text))
        yield from (f"{self.id}: finds {text!r}" for text in self.misses if self.regex.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """The section, read."""

    patterns: Mapping[str, Pattern]
    lists: Mapping[str, tuple[str, ...]]
    provisions: ProvisionWords
    titles: LawTitles

    def pattern(self, name: str) -> re.Pattern[str]:
        """The compiled pattern ``stem.id``."""
        return self.patterns[name].regex

    def words(self, name: str) -> tuple[str, ...]:
        """The word list ``stem.id``."""
        return self.lists[name]


def alternation(words: Iterable[str]) -> str:
    """Words as one group, longest first; a blank is any white space. No words match nothing."""
    escaped = [r"\s+".join(map(re.escape, w.split())) for w in sorted(words, key=lambda w: (-len(w), w))]
    return f"(?:{'|'.join(escaped)})" if escaped else "(?!)"


def _expand(regex: str, pieces: Mapping[str, str]) -> str:
    for _ in range(_DEPTH):
        if not _SLOT.search(regex):
            return regex
        regex = _SLOT.sub(lambda m: pieces[m[1]], regex)
    raise KeyError("a block contains itself")


def load(folder: Path, mistakes: Mistakes) -> Phrases:
    """The section of a rule folder; mistakes are gathered, not raised."""
    pages: dict[str, tuple[Path, PhrasesFile]] = {}
    for path in sorted((folder / "vn" / "phrases").glob("*.yaml")):
        if path.stem == law_titles.STEM or path.stem.startswith(_ACTING):
            continue
        page = validate(path, PhrasesFile, mistakes)
        if page is not None:
            pages[path.stem] = (path, page)
    shared = _pieces(pages[_SHARED][1]) if _SHARED in pages else {}
    patterns: dict[str, Pattern] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for stem, (path, page) in pages.items():
        pieces = {**shared, **_pieces(page)}
        lists.update({f"{stem}.{name}": tuple(words) for name, words in page.words.items()})
        for row in page.patterns:
            found = _pattern(stem, row, pieces, path, mistakes)
            if found is not None:
                patterns[found.id] = found
    return Phrases(
        patterns=patterns,
        lists=lists,
        provisions=provisions.load(folder, mistakes),
        titles=law_titles.load(folder, mistakes),
    )


def _pieces(page: PhrasesFile) -> dict[str, str]:
    return {**{name: alternation(words) for name, words in page.words.items()}, **page.blocks}


def _pattern(stem: str, row: PatternRow, pieces: Mapping[str, str], path: Path, mistakes: Mistakes) -> Pattern | None:
    name = f"{stem}.{row.id}"
    if not row.hits or not row.misses:
        mistakes.add(path, 1, 1, f"{name}: a pattern needs at least one hit and one miss")
    try:
        regex = re.compile(_expand(row.regex, pieces))
    except KeyError as error:
        mistakes.add(path, 1, 1, f"{name}: no block or word list {error}")
    except re.error as error:
        mistakes.add(path, 1, 1, f"{name}: {error}")
    else:
        pattern = Pattern(id=name, regex=regex, hits=tuple(row.hits), misses=tuple(row.misses))
        for line in pattern.failures():
            mistakes.add(path, 1, 1, line)
        return pattern
    return None
