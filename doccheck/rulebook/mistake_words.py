"""Mistakes of rule files in the user's language (lời báo lỗi quy tắc): the place stays, the sentence is translated.

The readers note mistakes in English; ``rules/messages/mistakes.yaml`` holds each English sentence with its holes, and
the Vietnamese one. A sentence that is not there stays as it is.
"""

import re
from functools import lru_cache
from pathlib import Path

from doccheck.rulebook.load import Mistakes, validate
from doccheck.rulebook.messages import say
from doccheck.rulebook.place import data_dir
from doccheck.rulebook.sentences import Sentence, Sentences

PLACE = re.compile(r"(?P<place>.*?\.ya?ml(?::\d+:\d+)?:? ?)(?P<rest>.*)", re.DOTALL)
OR = re.compile(r"(?<=['\")]) or (?=['\"(<])")
HOLE = re.compile(r"\\\{(\w+)\\\}")


def in_words(line: str, lang: str = "vi") -> str:
    """A mistake ``file:line:column message`` in the language asked."""
    found = PLACE.fullmatch(line)
    if lang == "en" or found is None:
        return line
    return found["place"] + _said(found["rest"])


def _said(message: str) -> str:
    for pattern, sentence in _sentences(data_dir("rules") / "messages" / "mistakes.yaml"):
        found = pattern.fullmatch(message)
        if found is not None:
            either = f" {say('mistake.or')} "
            return sentence.vi.format(**{name: OR.sub(either, part) for name, part in found.groupdict().items()})
    address, colon, rest = message.partition(": ")
    return f"{address}: {_said(rest)}" if colon else message


@lru_cache(maxsize=2)
def _sentences(path: Path) -> tuple[tuple[re.Pattern[str], Sentence], ...]:
    """English sentences as patterns, those with the fewest holes first."""
    page = validate(path, Sentences, Mistakes())
    rows = list(page.root.values()) if page else []
    rows.sort(key=lambda one: (one.en.count("{"), -len(one.en)))
    return tuple((re.compile(HOLE.sub(r"(?P<\1>[^\n]{0,300}?)", re.escape(one.en))), one) for one in rows)
