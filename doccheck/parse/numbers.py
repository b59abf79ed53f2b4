"""Document numbers in the text (số, ký hiệu): found at their slash, repaired where damaged, printed canonically.

No repair is silent: ``repaired`` is set and ``confidence`` falls.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from doccheck.model.number import DocNumber, fold
from doccheck.model.text import Span
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.phrases import Phrases

_SLASH = re.compile(
    r"/(?=\s{0,4}(?:[12lI](?:\s?[\dOolI]){3}(?:\s{0,4}/|\s?-|\s{1,2}[^\W\d_]|[1lI!|.,:;]?[A-Z\u0110])|[^\W\d_]|\d{2,3}/[A-Z]))"
)
_BACK = re.compile(
    r"(?:\d{1,6}(?:(?:\.\d{1,3})?[^\W\d_]?|[ .][^\W\d_])|(?<!\d)\d{7,8}|[\dOolI]{1,5})\s{0,4}(?:[/.,]\s{0,3})?$"
)
_INSIDE = re.compile(r"\d\s?:\s?$|\d[/.,-]$|/$")
_APART = re.compile(r"[\s.]+(?=[^\W\d_])")
_REACH, _YEAR = 14, 4
_DIGITS = str.maketrans("OolI", "0011")
_STRICT, _DAMAGED, _LOWER, _LOST = 1.0, 0.6, 0.9, 0.8
_RESTORED = {"damaged", "doubled", "slipped", "glued", "loose", "cut"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered:
    """A number at its place; ``shape`` names the pattern that read it."""

    span: Span
    number: DocNumber
    shape: str
    repaired: bool = False
    confidence: float = 1.0


class NumberReader:
    """Reads numbers with the patterns of ``numbers.yaml``."""

    def __init__(self, phrases: Phrases, instruments: Instruments) -> None:
        shapes = ("dated", "undated", "hyphen", "blank", "lower", "short", "open", *_RESTORED)
        self._shape = {name: phrases.pattern(f"numbers.{name}") for name in shapes}
        self._instruments = instruments
        self._parts = {fold(part): part for part in phrases.words("numbers.parts")}
        self._variants = dict(pair.split() for pair in phrases.words("numbers.variants"))
        self._hyphened = frozenset(phrases.words("numbers.hyphened"))
        self._codes = tuple(sorted(phrases.words("numbers.codes"), key=len, reverse=True))
        self._followers = frozenset(phrases.words("numbers.followers"))
        codes, followers = (_apart(phrases.words(f"numbers.{name}")) for name in ("codes", "followers"))
        self._spaced = re.compile(rf"(?P<code>{codes})[ ]{{0,2}}[-/.]?[ ]{{0,2}}(?P<rest>{followers})(?![^\W_])")

    def scan(self, text: str, start: int = 0, end: int | None = None) -> Iterator[Numbered]:
        """Numbers with a slash, in order; short ones and those with a hyphen need a word before them (``at``)."""
        stop = len(text) if end is None else end
        last = start
        for slash in _SLASH.finditer(text, start, stop):
            if slash.start() < last:
                continue
            back = _BACK.search(text, max(last, slash.start() - _REACH), slash.start())
            if back is None or self._inside(text, back.start()):
                continue
            found = self._slashed(text, back.start())
            if found is not None:
                last = found.span.end
                yield found

    def at(self, text: str, position: int) -> Numbered | None:
        """The number that begins at ``position``, of any shape with a symbol."""
        found = self._slashed(text, position)
        if found is not None:
            return found
        for shape, confidence in (("hyphen", _STRICT), ("blank", _LOST), ("loose", _DAMAGED), ("open", _LOST)):
            match = self._shape[shape].match(text, position)
            if match is not None and (shape != "open" or match.end() > position):
                return self._numbered(match, shape, confidence)
        return None

    def short(self, text: str, position: int) -> Numbered | None:
        """A serial alone or with its year at ``position``: only a type word before it makes it a number."""
        match = self._shape["short"].match(text, position)
        return self._numbered(match, "short", _STRICT) if match else None

    def _slashed(self, text: str, position: int) -> Numbered | None:
        for shape, confidence in (
            ("dated", _STRICT),
            ("glued", _DAMAGED),
            ("undated", _STRICT),
            ("lower", _LOWER),
            ("doubled", _LOST),
            ("slipped", _DAMAGED),
            ("damaged", _DAMAGED),
            ("cut", _DAMAGED),
        ):
            match = self._shape[shape].match(text, position)
            if match is not None:
                return self._numbered(match, shape, confidence)
        return None

    @staticmethod
    def _inside(text: str, position: int) -> bool:
        """True inside a longer thing: 41:2016/BGTVT, 3/12/2013, x12/2013."""
        before = text[max(0, position - 5) : position]
        return _INSIDE.search(before) is not None

    def _numbered(self, match: re.Match[str], shape: str, confidence: float) -> Numbered:
        groups = match.groupdict()
        serial, year, symbol = groups.get("serial") or "", groups.get("year"), groups.get("symbol") or ""
        end, spaced = match.end(), self._spaced_symbol(match) if symbol else None
        if spaced is not None:
            end, symbol = spaced.end(), "-".join("".join(part.split()) for part in spaced.group("code", "rest"))
        if shape == "damaged":
            serial, year = serial.translate(_DIGITS), (year or "").translate(_DIGITS)
        serial, split = _APART.sub("", serial), year is not None and len(year) > _YEAR
        year = "".join(year.split()) if year else None
        spelt, mended = self._symbol(symbol, year is not None)
        mended = mended or split or spaced is not None or shape == "lower" or (shape in _RESTORED and shape != "cut")
        number = DocNumber(
            serial=serial,
            year=int(year) if year else None,
            symbol=spelt,
            separator="-" if shape == "hyphen" else "/",
        )
        return Numbered(
            span=Span(match.start(), end),
            number=number,
            shape=shape,
            repaired=mended,
            confidence=min(confidence, _LOST) if mended else confidence,
        )

    def _spaced_symbol(self, match: re.Match[str]) -> re.Match[str] | None:
        """A symbol whose letters stand apart behind what was matched: N Đ-CP, NĐ-C P, NĐ CP."""
        gap = match.string[match.end() : match.end() + 2]
        if gap[:1] != " " or not gap[1:].isupper():
            return None
        spaced = self._spaced.match(match.string, match.start("symbol"))
        return spaced if spaced is not None and spaced.end() > match.end() else None

    def _symbol(self, written: str, dated: bool) -> tuple[str, bool]:
        """Canonical symbol and whether its letters were mended."""
        plain = re.sub(r"\s+", "", written).replace("_", "-")
        pieces = re.split(r"([-/.])", plain)
        spelt = [self._part(piece) for piece in pieces]
        if dated:
            spelt = [*self._parted(spelt[0]), *spelt[1:]]
        if len(spelt) > 2 and f"{spelt[0]}/{spelt[2]}" in self._hyphened and spelt[1] != "-":
            spelt[1] = "-"
        text = "".join(spelt)
        other = fold(text) != fold(plain) and not self._same(text, plain)
        return text, other or self._marks_differ(text, plain)

    @staticmethod
    def _same(one: str, other: str) -> bool:
        return one.replace("-", "/") == other.replace("-", "/")

    @staticmethod
    def _marks_differ(one: str, other: str) -> bool:
        return one.casefold() != other.casefold() and fold(one) == fold(other)

    def _part(self, piece: str) -> str:
        piece = self._variants.get(piece, piece)
        known = self._parts.get(fold(piece))
        if known is not None and known != piece:
            return known
        return piece if not piece.islower() else piece.upper()

    def _parted(self, piece: str) -> list[str]:
        """A symbol that lost its hyphen: TTBTC."""
        for code in self._codes:
            rest = piece[len(code) :]
            if piece.startswith(code) and rest in self._followers and self._instruments.by_code(code):
                return [code, "-", rest]
        return [piece]


def _apart(codes: Iterable[str]) -> str:
    """Codes whose letters may stand apart, longest first."""
    return "|".join("[ ]?".join(map(re.escape, code)) for code in sorted(codes, key=len, reverse=True))
