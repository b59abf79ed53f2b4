"""Type words before a number or a title (tên loại đứng trước số): found in every spelling, even glued or broken."""

import re
from dataclasses import dataclass

from doccheck.model.number import fold
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.names import key
from doccheck.rulebook.phrases import Phrases

_REACH = 72
_FAR = 190
_LAST = 3
_TWICE = re.compile(r"(?<![^\W_])(?P<word>[^\W\d_]{2,9})\s{1,3}(?P=word)\s{0,9}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What stands before a number: where the mention starts, the type, whether "số" stands there, an issuer inside."""

    start: int
    instrument: str | None
    numbered: bool
    issuer: str | None = None


class TypeReader:
    """Finds type words that end at a position."""

    def __init__(self, phrases: Phrases, instruments: Instruments) -> None:
        self._numbered = phrases.pattern("references.before_number")
        self._issuer_inside = phrases.pattern("references.issuer_inside")
        plain = [(name.casefold(), one) for name, one in instruments.names()]
        self._plain = tuple(sorted(plain, key=lambda pair: -len(pair[0])))
        self._plain_endings = tuple(name for name, _ in self._plain)
        bare = [("".join(key(name).split()), one) for name, one in instruments.names()]
        self._names = tuple(sorted(bare, key=lambda pair: -len(pair[0])))
        self._endings = tuple(name for name, _ in self._names)
        self._last = tuple({name[-_LAST:] for name in self._endings})
        self._last_letters = frozenset(c for name, _ in instruments.names() for c in (name[-1], fold(name[-1])))
        short = {code: one.id for one in instruments.all for code in one.abbreviations}
        self._short = short
        codes = "|".join(sorted(map(re.escape, short), key=len, reverse=True)) or "(?!)"
        self._abbreviated = re.compile(rf"(?<![^\W_])(?P<code>{codes})\s{{0,3}}$")
        self._not_law = tuple("".join(key(w).split()) for w in phrases.words("references.not_before_law"))
        self._law_words = frozenset("".join(key(instruments.name(i)).split()) for i in ("law", "order"))
        self._plain_laws = frozenset(n for n, _ in self._plain if "".join(fold(n).split()) in self._law_words)
        ordinary = phrases.words("references.ordinary")
        self.ordinary = frozenset(i for w in ordinary if (i := instruments.by_name(w)))

    def before(self, text: str, position: int) -> Head:
        """The head of a number that starts at ``position``; without a type its start is "số" or the number itself."""
        low = max(0, position - _REACH)
        so = self._numbered.search(text, low, position)
        end = so.start() if so else position
        found = self.ending(text, end)
        if found is not None:
            return Head(found[0], found[1], so is not None)
        if so is not None:
            twice = _TWICE.search(text, max(0, end - _REACH), end)
            found = self.ending(text, twice.end("word")) if twice else None
            if found is not None:
                return Head(found[0], found[1], True)
            far = self._issuer_inside.search(text, max(0, end - _FAR), end)
            inner = self.ending(text, far.start()) if far else None
            if far is not None and inner is not None:
                return Head(inner[0], inner[1], True, far["issuer"] or far["joint"])
        if so is not None and so["slip"]:
            return Head(position, None, False)
        return Head(end, None, so is not None)

    def ending(self, text: str, end: int) -> tuple[int, str] | None:
        """Start and id of the type word that ends at ``end`` (blanks aside)."""
        end = self._over_page(text, end)
        tail = text[max(0, end - 40) : end].rstrip()
        small = tail.casefold()
        if small.endswith(self._plain_endings) and len(small) == len(tail):
            name, instrument = next(pair for pair in self._plain if small.endswith(pair[0]))
            if name in self._plain_laws and self._other_word(small[: -len(name)]):
                return None
            return end - (end - max(0, end - 40) - len(tail)) - len(name), instrument
        found = self._apart(text, end) if small[-1:] in self._last_letters else None
        if found is not None:
            return found
        match = self._abbreviated.search(text, max(0, end - 12), end)
        return (match.start(), self._short[match["code"]]) if match else None

    @staticmethod
    def _over_page(text: str, end: int) -> int:
        """Back over the blanked furniture of a page break, to the last words of the page before."""
        if not text[max(0, end - 20) : end].isspace():
            return end
        words = text[max(0, end - _FAR) : end].rstrip()
        back = end - min(end, _FAR) + len(words)
        return back if words and "\f" in text[back:end] else end

    def _other_word(self, before: str) -> bool:
        return "".join(fold(before).split()).endswith(self._not_law)

    def _may_end(self, words: str) -> bool:
        """False where the last letters are those of no type word; letters that fold to none are not judged."""
        tail = "".join(words.split())[-_LAST:]
        small = fold(tail)
        return len(small) != len(tail) or small.endswith(self._last)

    def _apart(self, text: str, end: int) -> tuple[int, str] | None:
        """A type word whose letters stand apart, whose marks are lost, or that is glued to what stands before it."""
        if not self._may_end(text[max(0, end - 48) : end]):
            return None
        places = [i for i in range(max(0, end - 48), end) if not text[i].isspace()]
        tail = fold("".join(text[i] for i in places))
        if len(tail) != len(places) or not tail.endswith(self._endings):
            return None
        name, instrument = next(pair for pair in self._names if tail.endswith(pair[0]))
        before = tail[: -len(name)]
        if name in self._law_words and before.endswith(self._not_law):
            return None
        return places[-len(name)], instrument
