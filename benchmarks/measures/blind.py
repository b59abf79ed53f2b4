"""500 random sentences of VNLegalText labelled by two readers, each blind to labels, predictions and the other.

``vnlegaltext_blind.tsv`` (200) and ``vnlegaltext_blind_2.tsv`` (300) are the first reader's, ``…_second.tsv`` the
second's. Where they differ, ``…_agreed.tsv`` decides by a rule of the written convention and says which; it was
committed before predictions on these sentences were compared with it. Agreement is the F1 of the two readers' spans,
the share of sentences with the same spans, and Cohen's kappa over the words (begins a mention, inside one, outside).
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from measures.table import f1

Span = tuple[int, int]
Spans = Mapping[int, frozenset[Span]]

FOLDER = Path(__file__).resolve().parent.parent / "labels"
FIRST = ("vnlegaltext_blind.tsv", "vnlegaltext_blind_2.tsv")
SECOND = "vnlegaltext_blind_second.tsv"
AGREED = "vnlegaltext_blind_agreed.tsv"
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Agreement:
    """How far two readers say the same."""

    spans: tuple[int, int]
    same: int
    sentences: int
    same_sentences: int
    kappa: float

    @property
    def f1(self) -> float:
        return f1(self.same, self.spans[0] - self.same, self.spans[1] - self.same)[2]


def spans(*names: str, folder: Path = FOLDER) -> dict[int, frozenset[Span]]:
    """Spans by sentence; a sentence without a mention has none."""
    found: dict[int, set[Span]] = {}
    for name in names:
        for line in (folder / name).read_text("utf-8").splitlines():
            if line[:1].isdigit():
                number, start, end, *_ = [*line.split("\t"), "", ""]
                found.setdefault(int(number), set()).update({(int(start), int(end))} if start else ())
    return {number: frozenset(here) for number, here in found.items()}


def decided(folder: Path = FOLDER) -> list[tuple[int, Span, str]]:
    """The spans on which the readers differed, with the rule that decided."""
    rows = [line.split("\t") for line in (folder / AGREED).read_text("utf-8").splitlines() if line[:1].isdigit()]
    return [(int(row[0]), (int(row[1]), int(row[2])), row[3]) for row in rows if len(row) > 3 and row[3]]


def agreement(first: Spans, second: Spans, texts: Mapping[int, str]) -> Agreement:
    """Two readers over the same sentences."""
    if first.keys() != second.keys():
        raise ValueError("the readers have different sentences")
    counts = (sum(map(len, first.values())), sum(map(len, second.values())))
    same = sum(len(first[i] & second[i]) for i in first)
    table = Counter[tuple[str, str]]()
    for i in first:
        table.update(zip(tags(texts[i], first[i]), tags(texts[i], second[i]), strict=True))
    return Agreement(counts, same, len(first), sum(first[i] == second[i] for i in first), kappa(table))


def tags(text: str, marked: Iterable[Span]) -> list[str]:
    """One letter a word: B begins a mention, I is inside one, O is outside."""
    ordered = sorted(marked)
    told = []
    for word in WORD.finditer(text):
        inside = next((s for s, e in ordered if s < word.end() and word.start() < e), None)
        told.append("O" if inside is None else "B" if word.start() <= inside else "I")
    return told


def kappa(table: Mapping[tuple[str, str], int]) -> float:
    """Cohen's kappa of a table of pairs."""
    n = sum(table.values())
    if not n:
        return 1.0
    one, two = Counter[str](), Counter[str]()
    for (a, b), count in table.items():
        one[a] += count
        two[b] += count
    by_chance = sum(one[k] * two[k] for k in one) / n**2
    seen = sum(count for (a, b), count in table.items() if a == b) / n
    return (seen - by_chance) / (1 - by_chance) if by_chance < 1 else 1.0
