r"""Patterns that begin a line or a cell (mẫu đầu dòng): ``(?:^|(?<=[\n|]))…`` is tried behind those signs only.

Python's engine tries such a pattern at each character of a text. Here the signs before it are looked for, with what
follows them as a look ahead, which the engine does many times faster. Nothing is lost: a find begins at the very
start of the text or right behind such a sign, and each of these places is tried. Patterns of another shape are
searched for as they are.
"""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from typing import Any

_SIGN = r"(?:\\n|\[(?:[^\]\\^]|\\[nft])+\])"
_BEHIND = re.compile(rf"\(\?<=({_SIGN})(?:\{{\d\}})?\)")
_SHAPE = re.compile(rf"\(\?:\^(?P<behind>(?:\|\(\?<={_SIGN}(?:\{{\d\}})?\))+)\)(?P<rest>.+)", re.DOTALL)
_ALL = sys.maxsize
_parser: Any = import_module("re._parser")


class LineStart:
    """Searches for one pattern."""

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self._pattern, self.match = pattern, pattern.match
        shape = None if pattern.flags & re.MULTILINE else _SHAPE.fullmatch(pattern.pattern)
        bound = shape is not None and not _parts(shape["rest"])
        self._signs = re.compile(_starter(shape["behind"], shape["rest"]), pattern.flags) if shape and bound else None

    def finditer(self, text: str, start: int = 0, end: int = _ALL) -> Iterator[re.Match[str]]:
        """As ``re.Pattern.finditer``."""
        if self._signs is None:
            yield from self._pattern.finditer(text, start, end)
            return
        last = start
        first = self._pattern.match(text, 0, end) if start <= 0 else None
        if first is not None:
            yield first
            last = first.end()
        for sign in self._signs.finditer(text, max(start - 1, 0), end):
            found = self._pattern.match(text, sign.end(), end) if sign.end() >= last else None
            if found is not None:
                yield found
                last = found.end()

    def search(self, text: str, start: int = 0, end: int = _ALL) -> re.Match[str] | None:
        """As ``re.Pattern.search``."""
        return next(self.finditer(text, start, end), None)


def _starter(behind: str, rest: str) -> str:
    """The sign right before a find, looked for as one class; then what stands before and behind it is looked at."""
    signs = "|".join(_BEHIND.findall(behind))
    return f"(?:{signs})(?:{behind.removeprefix('|')})(?={rest})"


def _parts(regex: str) -> bool:
    """True for alternatives, of which only the first is bound to a line: a sign put last is not last for all."""
    name, value = list(_parser.parse(f"{regex}\0"))[-1]
    return (str(name), value) != ("LITERAL", 0)
