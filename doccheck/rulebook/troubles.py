"""Section ``troubles``: the closed list of troubles of reading, with their sentences (trục trặc khi đọc)."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pydantic import RootModel

from doccheck.errors import RulebookError
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.place import data_dir


class Sentence(Section):
    """One trouble in both languages."""

    vi: str
    en: str


class TroublesFile(RootModel[dict[str, Sentence]]):
    """``rules/vn/troubles.yaml``."""


@dataclass(frozen=True, slots=True)
class Troubles:
    """The closed list, read (danh mục trục trặc)."""

    sentences: dict[str, Sentence]

    def codes(self) -> tuple[str, ...]:
        """All codes, in the file's order."""
        return tuple(self.sentences)

    def message(self, code: str, lang: str = "vi") -> str:
        """The sentence of a code; the code itself when it is not in the list."""
        found = self.sentences.get(code)
        if found is None:
            return code
        return found.en if lang == "en" else found.vi


def load(folder: Path, mistakes: Mistakes) -> Troubles:
    """The section of a rule folder; mistakes are gathered, not raised."""
    page = validate(folder / "vn" / "troubles.yaml", TroublesFile, mistakes)
    return Troubles(dict(page.root) if page else {})


@lru_cache(maxsize=1)
def troubles() -> Troubles:
    """The installed section; RulebookError when its file is broken."""
    mistakes = Mistakes()
    found = load(data_dir("rules"), mistakes)
    if mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return found
