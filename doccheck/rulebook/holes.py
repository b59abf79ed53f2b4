"""Placeholders of sentences (chỗ điền ``{…}``): which names stand in one, where, and what is no plain name.

A sentence may name a value and nothing else: no attribute, index, conversion or format, so that a rule file from a
stranger reads nothing that the sentence was not given.
"""

from pathlib import Path
from string import Formatter

COMMON = frozenset({"doc", "act", "by", "reason"})
"""Names that every sentence of a card may use; the others are the facts that its check passes on."""


def holes(sentence: str) -> tuple[str, ...]:
    """Names in braces, as written; () for a sentence whose braces do not close."""
    try:
        return tuple(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)
    except ValueError:
        return ()


def trouble(sentence: str) -> str:
    """What is wrong with the braces of a sentence; empty when they hold plain names only."""
    try:
        parts = list(Formatter().parse(sentence))
    except ValueError:
        return "a brace does not close: write a name between two braces, or double the braces that are printed"
    for _, name, form, turn in parts:
        if name is not None and (form or turn or not name.isidentifier()):
            return f"placeholder {{{name}}} is no plain name: write letters only, such as {{doc}}"
    return ""


def place_of(path: Path, start: tuple[int, int], name: str) -> tuple[int, int]:
    """Line and column of ``{name}`` at or after the start of its sentence in a file; the start where it is not seen."""
    line, column = start
    for number, text in enumerate(path.read_text("utf-8").splitlines()[line - 1 :], line):
        found = text.find("{" + name, column - 1 if number == line else 0)
        if found >= 0:
            return number, found + 1
    return start
