"""Section ``abbreviations``: short forms in running text (chữ viết tắt), besides those of types and issuers."""

from pathlib import Path

from doccheck.rulebook.load import Mistakes, Section, validate


class Abbreviation(Section):
    """A short form and what it stands for."""

    short: str
    vi: str
    en: str


class AbbreviationsFile(Section):
    """``rules/vn/abbreviations.yaml``."""

    abbreviations: list[Abbreviation]


def load(folder: Path, mistakes: Mistakes) -> dict[str, Abbreviation]:
    """Abbreviations by their short form; mistakes are gathered, not raised."""
    path = folder / "vn" / "abbreviations.yaml"
    page = validate(path, AbbreviationsFile, mistakes)
    found: dict[str, Abbreviation] = {}
    for i, row in enumerate(page.abbreviations if page else ()):
        if row.short in found:
            mistakes.at(path, ("abbreviations", i), f"abbreviation {row.short!r} stands twice")
        found[row.short] = row
    return found
