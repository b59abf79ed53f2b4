"""Where a name in a sentence ends (chỗ hết tên cơ quan): before a verb, a cell of a table, a word of no own name."""

import re
import unicodedata
from collections.abc import Iterable

from doccheck.model.number import fold
from doccheck.rulebook.issuer_rows import LocalFile, OrganRow, OtherRow
from doccheck.rulebook.names import key

_VOWELS, _SIGNS = "aeiouy", ",.;:-()[]#*"
_WORD = r"[^\W\d_]"


class NameCutter:
    """Cuts what runs on behind a name; text in one case only is left as it is, but for cells of tables."""

    def __init__(self, local: LocalFile) -> None:
        organs = _alternation(w for organ in local.organs for w in organ.words)
        levels = _alternation(w for level in local.levels for w in level.words)
        joined = _alternation([*local.joiners, *(w for level in local.levels for w in level.words)])
        self._ends = re.compile(rf"[\s,]+{_alternation(local.ends)}(?![^\W_])")
        self._kinds = {key(w) for words in (*map(_words, local.others), *map(_words, local.organs)) for w in words}
        self._local = re.compile(rf"(?<![^\W_])(?i:{organs})\s+(?i:{levels})(?=\s)")
        self._joined = re.compile(rf"(?i:{joined})(?![^\W_])")
        self._next = re.compile(rf"[\s,]+(?P<word>{_WORD}+|\d+)")

    def cut(self, name: str) -> str:
        """The name without what follows it."""
        name = name.split("|")[0] if "|" in name.lstrip(" |") else name
        if name.isupper() or name.islower():
            return name
        ends = (m.start() for m in self._ends.finditer(name))
        name = name[: next((end for end in ends if key(name[:end]) not in self._kinds), len(name))]
        return self._capitals(self._unit(name))

    def _unit(self, name: str) -> str:
        """Behind a council or committee and its level every word of the own name has a capital."""
        found = self._local.search(name)
        if found is None:
            return name
        end = found.end()
        while (step := self._next.match(name, end)) is not None:
            word = step["word"]
            if self._joined.match(name, step.start("word")):
                return name
            if word[0].islower():
                return name[:end]
            end = step.end()
        return name

    @staticmethod
    def _capitals(name: str) -> str:
        """Three words in capitals behind a name in small letters belong to the next line."""
        words = list(re.finditer(rf"{_WORD}+", name))
        for i in range(1, len(words) - 2):
            behind = not _shouted(words[i - 1][0]) and any(len(w[0]) > 1 and not w[0].isupper() for w in words[:i])
            if behind and all(_shouted(w[0]) for w in words[i : i + 3]):
                return name[: words[i].start()].rstrip()
        return name


def _words(row: OrganRow | OtherRow) -> list[str]:
    return row.words


def _shouted(word: str) -> bool:
    """A whole word in capitals, not an abbreviation: a vowel inside."""
    return len(word) > 1 and word.isupper() and any(letter in _VOWELS for letter in fold(word))


def _alternation(words: Iterable[str]) -> str:
    listed = sorted(set(words), key=len, reverse=True)
    return "(?:" + "|".join(r"\s+".join(map(re.escape, w.split())) for w in listed) + ")" if listed else "(?!)"


def capitals(text: str) -> frozenset[str]:
    """Letters of the words that begin with a capital, of all where hardly one does; none of a text without marks."""
    big = [word for word in text.split() if word[:1].isupper()]
    return frozenset() if text.isascii() else frozenset(map(letters, big if len(big) > 1 else text.split()))


def letters(word: str) -> str:
    """A word's letters and marks in no order, so that both ways to place a tone are one."""
    return "".join(sorted(unicodedata.normalize("NFD", word.strip(_SIGNS).casefold())))
