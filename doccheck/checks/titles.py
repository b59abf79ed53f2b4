"""How much two titles share (độ gần của tên gọi): words without marks, short words left out."""

from doccheck.model.number import fold

SHORT = 2
LEAST_WORDS, LEAST_SHARED = 2, 0.5


def words_of(title: str) -> frozenset[str]:
    """The words of a title that can be compared."""
    return frozenset(word for word in fold(title).split() if word.isalpha() and len(word) > SHORT)


def shared(one: str, other: str) -> float:
    """Share of the shorter title's words that the other has too; 0 where a title has no words."""
    mine, theirs = words_of(one), words_of(other)
    least = min(len(mine), len(theirs))
    return len(mine & theirs) / least if least else 0.0


def misnamed(written: str | None, known: str | None) -> bool:
    """True when the title written is not the act's: the number may be a misprint, or another act be meant."""
    if not written or not known or min(len(words_of(written)), len(words_of(known))) < LEAST_WORDS:
        return False
    return shared(written, known) < LEAST_SHARED
