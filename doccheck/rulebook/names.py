"""Names without case, marks, punctuation and double spaces (khóa so tên)."""

import re

from doccheck.model.number import fold

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> tuple[str, ...]:
    """Folded words of a name; punctuation and spaces only part them."""
    return tuple(_WORD.findall(fold(text)))


def key(text: str) -> str:
    """Comparison key of a name."""
    return " ".join(words(text))


def slug(text: str) -> str:
    """Identifier of a name: its folded words joined by hyphens."""
    return "-".join(words(text))


def spaced(text: str) -> str:
    """The name as written, white space folded."""
    return " ".join(text.split())
