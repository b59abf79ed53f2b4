"""The labels' habits of VNLegalText that differ from ours in every sentence, each by one written rule.

A model trained on this material learns them; a reader with a convention of its own does not. Each rule rewrites what
the reader found and sees the text alone, never a label, so that it could be run on a sentence nobody has labelled:

``heading``: the file puts the title of the document before its first "Căn cứ" ("Thông tư Hướng dẫn … Căn cứ …"), not
   tokenised like the sentence; no document named there carries a label. Ours before the "Căn cứ" are left out.
``department``: the department in brackets at the end of a number (``06/2009/TT-BCA (C11)``) is in a label only where
   the day follows it.
``amending``: "Luật sửa đổi, bổ sung … của Luật X ngày …" is labelled up to the inner title of the same type, without
   the day, year or number (a slip of the file, see ``sentences``).
``place``: a mention stands at the first place of its words that no mention had yet (the other slip of the file).

The last two write the file's slips into our spans, so they are for the labels as filed only; the first two for both.
``learned`` decides by one half of the sentences which rules are kept, for a figure on the other half. Only this choice
is held out: the rules were written by people who had seen disagreements in both halves.
"""

import re
from collections.abc import Callable, Iterable, Sequence

from measures.sentences import Label
from measures.table import f1

Rule = Callable[[str, set[Label]], set[Label]]
Pair = tuple[str, set[Label], set[Label]]
"""Text, found, wanted."""

AMENDING = re.compile(r"(?P<word>Luật|Pháp lệnh|Bộ luật)\s(?:[Ss]ửa đổi|[Bb]ổ sung).*?\s(?P=word)\s")
CLOSING = re.compile(r"\s(?:,\s)?(?:(?:được\s\S+(?:\s\S+){0,4}\s)?ngày\s\d|năm\s\d{4}|số\s\d).*$")
DEPARTMENT = re.compile(r"\s?\(\s?[A-Z]\d{1,3}\s?\)$")
TYPE = r"(?:Thông tư liên tịch|Thông tư|Nghị định|Nghị quyết|Quyết định|Luật|Pháp lệnh|Bộ luật)"
HEADING = re.compile(TYPE + r"\s(?!số\s)[^.]*?(?=Căn cứ\s)")


def heading(text: str, found: set[Label]) -> set[Label]:
    """Without the mentions inside the document's own title."""
    title = HEADING.match(text)
    return {label for label in found if title is None or label[0] >= title.end()}


def department(text: str, found: set[Label]) -> set[Label]:
    """Without a department at the very end."""
    return {(start, start + len(DEPARTMENT.sub("", text[start:end])), kind) for start, end, kind in found}


def amending(text: str, found: set[Label]) -> set[Label]:
    """Amending laws up to the inner title."""
    cut = set()
    for start, end, kind in found:
        closing = CLOSING.search(text[start:end]) if AMENDING.match(text[start:end]) else None
        cut.add((start, start + closing.start() if closing else end, kind))
    return cut


def place(text: str, found: set[Label]) -> set[Label]:
    """Each at the first place of its words that is still free."""
    taken: dict[tuple[int, int], str] = {}
    for start, end, kind in sorted(found):
        words = text[start:end]
        first = text.find(words)
        while (first, first + len(words)) in taken:
            first = text.find(words, first + 1)
        taken[first, first + len(words)] = kind
    return {(start, end, kind) for (start, end), kind in taken.items()}


RULES: dict[str, Rule] = {"heading": heading, "department": department, "amending": amending, "place": place}
"""In the order in which they are applied."""
OPEN = ("heading", "department")
"""Habits of the annotators; the others are slips of the file."""


def written(text: str, found: Iterable[Label], rules: Iterable[str]) -> set[Label]:
    """What the reader found, in the labels' habits."""
    ours, chosen = set(found), set(rules)
    for name, rule in RULES.items():
        if name in chosen:
            ours = rule(text, ours)
    return ours


def learned(half: Sequence[Pair]) -> tuple[str, ...]:
    """The rules that raise the F1 of these sentences, one after the other."""
    kept: list[str] = []
    best = _score(half, kept)
    for name in RULES:
        now = _score(half, [*kept, name])
        if now > best:
            kept, best = [*kept, name], now
    return tuple(kept)


def _score(pairs: Sequence[Pair], rules: Iterable[str]) -> float:
    hit = extra = missed = 0
    for text, found, wanted in pairs:
        ours, gold = ({label[:2] for label in labels} for labels in (written(text, found, rules), wanted))
        hit, extra, missed = hit + len(ours & gold), extra + len(ours - gold), missed + len(gold - ours)
    return f1(hit, extra, missed)[2]
