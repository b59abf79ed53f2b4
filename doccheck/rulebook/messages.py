"""Sentences for people (lời nhắn), Vietnamese first: ``rules/messages/*.yaml``, key → {vi, en}."""

from functools import lru_cache
from pathlib import Path

from pydantic import RootModel

from doccheck.errors import RulebookError
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.place import data_dir


class Sentence(Section):
    """One sentence in both languages, with ``{name}`` placeholders."""

    vi: str
    en: str


class Sentences(RootModel[dict[str, Sentence]]):
    """A file of sentences by key."""


@lru_cache(maxsize=4)
def _catalogue(folder: Path) -> dict[str, Sentence]:
    mistakes = Mistakes()
    found: dict[str, Sentence] = {}
    for path in sorted((folder / "messages").glob("*.yaml")):
        page = validate(path, Sentences, mistakes)
        found.update(page.root if page else {})
    if mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return found


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The sentence ``key`` in ``lang`` with its placeholders filled; KeyError names a missing key."""
    sentence = _catalogue(data_dir("rules"))[key]
    return (sentence.en if lang == "en" else sentence.vi).format(**values)
