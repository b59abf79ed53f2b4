"""The sentences of VNLegalText with their labels: where the file puts them, and where its annotators had put them.

The file was made from text with inline tags. Two slips of that step can be seen and undone in the file itself; nothing
that a reader found is looked at:

1. ``closed``: a label with a tag inside ("Luật sửa đổi … của <L rel="none"> Luật X </L> ngày … </L>") was closed at the
   first closing tag of its type, and its own closing tag was left in the text. The label ends where that tag stands.
2. ``order``: labels are listed in the order of the text, but each stands at the first place of its words that no label
   had yet (true of 5,609 of 5,624). A label that stands before the one listed before it moves to the next place of its
   words behind that one. (The label "Nghị định số 1" of "sau đây gọi là Nghị định số 1" stands at the first mention.)

The text is read as given, stray mark-up taken out with its offsets mapped.
"""

import json
import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

Label = tuple[int, int, str]
"""Start, end, type as the file writes it."""

TAG = re.compile(r"</?[A-ZĐ]{1,4}(?:\srel=\"[^\"]*\")?>\s?")


@dataclass(frozen=True)
class Sentence:
    """One line of the file; offsets are those of the text without mark-up."""

    text: str
    filed: tuple[Label, ...]
    annotated: frozenset[Label]
    closed: int = 0
    moved: int = 0


def load(data: Path) -> list[Sentence]:
    """All sentences, in the order of the file."""
    lines = (data / "annotations" / "vnlegaltext_val.jsonl").read_text("utf-8").splitlines()
    return [sentence(row["text"], _entities(row["entities"])) for row in map(json.loads, lines)]


def sentence(text: str, labels: Sequence[Label]) -> Sentence:
    """One sentence from the text with its mark-up and the labels listed for it."""
    plain, places = bare(text)
    filed = tuple(_placed(label, places) for label in labels)
    ends = [own_end(text, label) for label in labels]
    closed = [_placed((start, end, kind), places) for (start, _, kind), end in zip(labels, ends, strict=True)]
    ordered, moved = in_order(plain, closed)
    slips = sum(end != label[1] for label, end in zip(labels, ends, strict=True))
    return Sentence(plain, filed, frozenset(ordered), slips, moved)


def bare(text: str) -> tuple[str, list[int]]:
    """Text without mark-up, and the old offset of each of its characters."""
    keep = [True] * len(text)
    for tag in TAG.finditer(text):
        keep[tag.start() : tag.end()] = [False] * (tag.end() - tag.start())
    places = [i for i, kept in enumerate(keep) if kept]
    return "".join(text[i] for i in places), [*places, len(text)]


def own_end(text: str, label: Label) -> int:
    """Slip 1: the end of a label that was closed by the closing tag of another one inside it."""
    start, end, _ = label
    depth = sum(_step(tag) for tag in TAG.finditer(text, start, end))
    if depth <= 0:
        return end
    for tag in TAG.finditer(text, end):
        depth += _step(tag)
        if depth == 0:
            return start + len(text[start : tag.start()].rstrip())
    return end


def in_order(text: str, labels: Sequence[Label]) -> tuple[set[Label], int]:
    """Slip 2: the labels where the order of the list puts them, and how many moved."""
    placed: set[Label] = set()
    moved, cursor = 0, 0
    for start, end, kind in labels:
        if start < cursor:
            again = re.compile(re.escape(text[start:end]) + r"(?![^\W_])").search(text, cursor)
            if again is not None:
                moved += 1
                start, end = again.span()
        placed.add((start, end, kind))
        cursor = max(cursor, end)
    return placed, moved


def _entities(entities: Sequence[dict[str, int | str]]) -> list[Label]:
    return [(int(e["start"]), int(e["end"]), str(e["label"])) for e in entities]


def _placed(label: Label, places: Sequence[int]) -> Label:
    return bisect_left(places, label[0]), bisect_left(places, label[1]), label[2]


def _step(tag: re.Match[str]) -> int:
    return -1 if tag[0].startswith("</") else 1
