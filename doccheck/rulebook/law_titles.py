"""Section ``law_titles``: short titles of laws, codes, ordinances (tên luật, bộ luật, pháp lệnh).

They tell where a title ends in running text; a title that is not here is read by grammar.
"""

from dataclasses import dataclass
from pathlib import Path

from doccheck.rulebook.load import Mistakes, Section, validate

STEM = "law_titles"


class TitlesFile(Section):
    """``rules/vn/phrases/law_titles.yaml``."""

    code: list[str]
    law: list[str]
    ordinance: list[str]
    constitution: list[str]
    amending: list[str]
    abbreviations: dict[str, str]
    whole: dict[str, str]
    prefixes: list[str]


@dataclass(frozen=True, slots=True)
class LawTitles:
    """The section, read: titles without the type word, by instrument; ``abbreviations`` of words in them,
    ``prefixes`` that stand before a title or not, ``whole``: abbreviations of type and title together, of codes.
    """

    by_instrument: dict[str, tuple[str, ...]]
    abbreviations: tuple[tuple[str, str], ...]
    prefixes: tuple[str, ...]
    whole: tuple[tuple[str, str], ...] = ()


def load(folder: Path, mistakes: Mistakes) -> LawTitles:
    """The section of a rule folder; mistakes are gathered, not raised."""
    page = validate(folder / "vn" / "phrases" / f"{STEM}.yaml", TitlesFile, mistakes)
    if page is None:
        return LawTitles({}, (), ())
    lists = page.model_dump(exclude={"abbreviations", "prefixes", "whole"})
    return LawTitles(
        {name: tuple(titles) for name, titles in lists.items()},
        tuple(page.abbreviations.items()),
        tuple(page.prefixes),
        tuple(page.whole.items()),
    )
