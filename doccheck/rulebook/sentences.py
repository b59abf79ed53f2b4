"""Files of sentences as models (tệp lời nhắn): what the schema and the check of the rules see."""

from pathlib import Path

from pydantic import RootModel

from doccheck.errors import RulebookError
from doccheck.rulebook.load import Mistakes, Section, validate


class Sentence(Section):
    """One sentence in both languages, with ``{name}`` placeholders."""

    vi: str
    en: str


class Sentences(RootModel[dict[str, Sentence]]):
    """A file of sentences by key."""


def read_sentences(paths: tuple[Path, ...]) -> dict[str, tuple[str, str]]:
    """(Vietnamese, English) by key of some files (đọc lời nhắn); RulebookError with every mistake of all of them."""
    mistakes = Mistakes()
    found: dict[str, tuple[str, str]] = {}
    for path in paths:
        page = validate(path, Sentences, mistakes)
        found.update({key: (one.vi, one.en) for key, one in page.root.items()} if page else {})
    if mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return found
