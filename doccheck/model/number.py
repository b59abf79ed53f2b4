"""Document number (số, ký hiệu): lexical only.

Grammar of the canonical form::

    number = serial "/" year "/" symbol      158/2007/NĐ-CP     59/2020/QH14   66.10/2025/NQ-CP
           | serial "/" symbol               893/QĐ-TTg         48/CP
           | serial "-" symbol               84-HĐBT            60-NQ/TW
    serial = digits [letter] | digits "." digits
    year   = 4 digits
    symbol = what remains, whole; what it means on a day is the rulebook's
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FORM = re.compile(
    r"(?P<serial>\d{1,6}(?:\.\d{1,3})?[^\W\d_]?)"
    r"(?:(?P<slash>/)(?:(?P<year>(?:19|20)\d{2})(?:/|$))?|(?P<dash>-))(?P<symbol>.*)",
    re.DOTALL,
)


class _Bare(dict[int, str]):
    """Translation table that learns, letter by letter: small, taken apart, without its combining marks.

    What a letter becomes does not hang on its neighbours: taking apart only moves combining marks, and those go.
    """

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFD", chr(code).casefold())
        self[code] = "".join(_D.get(c, c) for c in letters if not unicodedata.combining(c))
        return self[code]


_D = {"\u0111": "d", "\u00f0": "d"}
_BARE = _Bare()


def fold(text: str) -> str:
    """Search key of a Vietnamese string: casefolded, without marks, đ as d."""
    if text.isascii():
        return text.casefold()
    return text.translate(_BARE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DocNumber:
    """Serial, year (None in administrative and old numbers) and symbol, as written."""

    serial: str
    year: int | None
    symbol: str
    separator: str = "/"

    @classmethod
    def parse(cls, text: str) -> "DocNumber | None":
        """Parse a canonical number strictly; None when it is not one. A bare ``13/2014`` has an empty symbol."""
        found = _FORM.fullmatch(text.strip())
        if found is None or not (found["symbol"] or found["year"]):
            return None
        return cls(
            serial=found["serial"],
            year=int(found["year"]) if found["year"] else None,
            symbol=found["symbol"],
            separator="-" if found["dash"] else "/",
        )

    def __str__(self) -> str:
        parts = [self.serial, *([str(self.year)] if self.year else []), *([self.symbol] if self.symbol else [])]
        if self.separator == "-":
            return "-".join(parts)
        return "/".join(parts)

    @property
    def key(self) -> str:
        """Comparison key: no leading zeros, no marks, no case, one kind of separator (``158/2007/nd-cp``)."""
        serial = self.serial.lstrip("0") or "0"
        year = str(self.year) if self.year else ""
        return "/".join(p for p in (fold(serial), year, _symbol_key(self.symbol)) if p)


@lru_cache(maxsize=8192)
def _symbol_key(symbol: str) -> str:
    """The symbol's part of the key; the same few thousand symbols stand in all numbers."""
    bare = re.sub(r"[\s&.]+", "", fold(symbol))
    return re.sub(r"[-\u2010-\u2015_/]+", "-", bare).strip("-")
