"""Provision of a document (điều, khoản, điểm, phụ lục): an ordered path from the widest unit to the narrowest."""

from dataclasses import dataclass
from enum import StrEnum


class Unit(StrEnum):
    """Units of a document, widest first; their Vietnamese words are in ``rules/vn/provisions.yaml``."""

    PART = "part"
    CHAPTER = "chapter"
    SECTION = "section"
    SUBSECTION = "subsection"
    APPENDIX = "appendix"
    FORM = "form"
    ARTICLE = "article"
    CLAUSE = "clause"
    POINT = "point"


@dataclass(frozen=True, slots=True)
class Provision:
    """Path such as ((ARTICLE, "5"), (CLAUSE, "2"), (POINT, "a"))."""

    path: tuple[tuple[Unit, str], ...]

    def __post_init__(self) -> None:
        if not self.path:
            raise ValueError("a provision names at least one unit")

    def covers(self, other: "Provision") -> bool:
        """True when ``other`` is this provision or lies inside it: Điều 5 covers khoản 2 Điều 5."""
        mine, theirs = dict(self.path), dict(other.path)
        return all(theirs.get(unit) == label for unit, label in mine.items())
