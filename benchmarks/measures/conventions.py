"""The labels' conventions of VNLegalText where they differ from ours in every sentence, each by one written rule.

The strict raw figure takes labels and our spans as they are. The mapped one asks the same question with the
differences of convention taken out; it changes no label for what it says, only where it stands:

1. ``order``: the labels of a sentence are listed in the order of the text, but each stands at the first place of its
   words that no label had yet. A label that stands before the one listed before it moves to the next place of its
   words behind that one. (The label "Nghị định số 1" of "sau đây gọi là Nghị định số 1" stands at the first mention.)
2. ``amending``: "Luật sửa đổi, bổ sung một số điều của Luật X" is labelled up to the end of the inner title of the
   same type, without the day, year or number behind it (94 have one; a label was closed by the first closing mark of
   its type). Where the inner type differs ("của các luật", "của Bộ luật X") they are in it. Our span is cut likewise.
3. ``heading``: where a sentence is the title of a document run into its căn cứ ("Thông tư Hướng dẫn … Căn cứ …"),
   the documents named in the title carry no label: ours before the first "Căn cứ" are left out, unless some label of
   the sentence stands there.
4. ``department``: the department in brackets at the end of a number (``06/2009/TT-BCA (C11)``) is in a label only
   where the day follows it.
"""

import re
from collections.abc import Iterable, Sequence

from measures.adjudication import Label

AMENDING = re.compile(r"(?P<word>Luật|Pháp lệnh|Bộ luật)\s(?:[Ss]ửa đổi|[Bb]ổ sung).*?\s(?P=word)\s")
CLOSING = re.compile(r"\s(?:,\s)?(?:(?:được\s\S+(?:\s\S+){0,4}\s)?ngày\s\d|năm\s\d{4}|số\s\d).*$")
DEPARTMENT = re.compile(r"\s?\(\s?[A-Z]\d{1,3}\s?\)$")
TYPE = r"(?:Thông tư liên tịch|Thông tư|Nghị định|Nghị quyết|Quyết định|Luật|Pháp lệnh|Bộ luật)"
HEADING = re.compile(TYPE + r"\s(?!số\s)[^.]*?(?=Căn cứ\s)")


def in_order(text: str, labels: Sequence[Label]) -> tuple[set[Label], int]:
    """Rule 1: the labels where the order of the list puts them, and how many moved."""
    placed: set[Label] = set()
    moved, cursor = 0, 0
    for start, end, kind in labels:
        if start < cursor:
            words = text[start:end]
            again = re.compile(re.escape(words) + r"(?![^\W_])").search(text, cursor)
            if again is not None:
                moved += 1
                start, end = again.span()
        placed.add((start, end, kind))
        cursor = max(cursor, end)
    return placed, moved


def mapped(text: str, found: Iterable[Label], labels: Iterable[Label]) -> set[Label]:
    """Rules 2 and 3: our mentions as the labels would have them."""
    heading = HEADING.match(text)
    edge = heading.end() if heading else 0
    if any(start < edge for start, _, _ in labels):
        edge = 0
    return {(start, _cut(text, start, end), kind) for start, end, kind in found if start >= edge}


def _cut(text: str, start: int, end: int) -> int:
    words = text[start:end]
    department = DEPARTMENT.search(words)
    if department is not None:
        return start + department.start()
    if not AMENDING.match(words):
        return end
    closing = CLOSING.search(words)
    return start + closing.start() if closing else end
