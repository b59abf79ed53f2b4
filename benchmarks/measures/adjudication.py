"""Written rules by which faulty labels of VNLegalText are put right before the second count.

They follow the span of ``interfaces`` (type word, number and day; or a law's title with its year, number or day) and
use plain expressions of their own, never the reader that they judge. Every changed label is listed (``--labels FILE``).
The rules were written after disagreements had been looked at, so this count is not blind; ``blind`` stands beside it.

1. ``whole``: a label followed directly by its own day, year, number, department in brackets or "(sửa đổi)" (part of the
   titles of laws made anew) is extended to it.
2. ``cut``: a label that runs past its day or number into other words is cut there.
3. ``title``: a label that runs past a title of a law into "về …", "trong …", "áp dụng …" is cut at the title; one that
   stops inside a title is extended to it. Titles are those that carry a label at least three times in the material.
4. ``subject``: a decree, circular, decision or resolution named by its subject alone, without a number, is no mention.
5. ``other word``: "Nghị định thư" is a treaty, "pháp Luật …" the law in general: neither is a mention.
6. ``added``: a full number with its type word (``Thông tư số 12/2010/TT-BTC``, day included) without a label gets one;
   so does a law title (see 3) when it stands with a capital and is not the document's own.
   This covers document titles run into the sentence, names in brackets after "sau đây gọi là", and plain gaps.
7. ``one``: of two labels on one mention the longer stays.
8. ``judged``: what no rule reaches is decided one by one in ``labels/vnlegaltext_judged.tsv``, with the reason.

In the 500 sentences of ``blind`` what its two readers agree on stands instead.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from measures.sentences import Label

JUDGED = Path(__file__).resolve().parent.parent / "labels" / "vnlegaltext_judged.tsv"
DAY = r"ngày\s{1,3}\d{1,2}\s{0,2}(?:tháng|ngày|năm|/|-|\.)\s{0,2}\d{1,2}\s{0,2}(?:n[ăá]m|tháng|/|-|\.)\s{0,2}\d{4}"
OFFICE = r"\s?\(\s?[A-Z]\d{1,3}\s?\)"
REVISED = r"\s?\(\s?sửa đổi\s?\)"
CLOSING = re.compile(
    rf"{REVISED}(?:\s{DAY})?|{OFFICE}(?:\s{DAY})?|\s{{0,3}},?\s{{1,3}}{DAY}"
    rf"|\s{{1,3}}(?:,\s)?(?:năm\s\d{{4}}(?!\d)|số\s\d{{1,4}}/\d{{4}}/[A-ZĐ-]+\d*(?:\s{{1,3}},?\s?{DAY})?)"
)
AMENDING = re.compile(r"(?:Luật|Pháp lệnh)\s[Ss]ửa đổi\s?, bổ sung một số [Đđ]iều của\s$")
TYPES = {
    "Nghị định": "NĐ", "Thông tư": "TT", "Thông tư liên tịch": "TTLT", "Quyết định": "QĐ", "Nghị quyết": "NQ",
    "Pháp lệnh": "PL", "Luật": "L", "Bộ luật": "BL",
}  # fmt: skip
TITLED = {"L", "PL", "BL", "HP"}
NUMBERED = re.compile(
    rf"(?P<type>Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Luật|Pháp lệnh)\s(?:số\s?:?\s?)?"
    rf"\d{{1,5}}[a-z]?/\d{{4}}/[A-ZĐ][A-Za-zĐđ&]*\d{{0,2}}(?:[-/][A-ZĐ][A-Za-zĐđ&]*\d{{0,2}})*(?:{OFFICE})?(?:\s?,?\s?{DAY})?"
)
AFTER_NUMBER = re.compile(
    rf"^.*?\d+[a-z]?/\d{{4}}/[A-ZĐ][\w&/-]*(?:\s\d{{1,2}}(?=\sngày))?(?:{OFFICE})?"
    rf"(?:\s?,?\s?(?:của\s[^,.;]{{3,40}}?\s)?{DAY})?"
)
RUN_ON = re.compile(r"\s(?:về|trong|áp dụng|làm việc)\s|\s?,?\s?(?:Điều\s\d|-\s?Bộ)")
OTHER_WORD = re.compile(r"Nghị định thư(?!\w)")
Judged = Mapping[int, tuple[tuple[str, str], ...]]
"""Sentence → words of the label before and after; empty is none."""


@dataclass
class Changes:
    """Labels changed, by rule."""

    counts: Counter[str] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)

    def note(self, rule: str, sentence: int, before: str, after: str) -> None:
        self.counts[rule] += 1
        self.listed.append(f"{rule}\t{sentence}\t{before}\t{after}")


@dataclass(frozen=True)
class Known:
    """What the rules know of the material: titles of laws, longest first, and the labels judged one by one."""

    titles: tuple[str, ...]
    judged: Judged


def titles_of(sentences: Iterable[tuple[str, Iterable[Label]]]) -> tuple[str, ...]:
    """Law titles that carry a label at least three times, longest first."""
    seen: Counter[str] = Counter()
    for text, labels in sentences:
        for start, end, kind in labels:
            bare = re.split(r"\s(?:ngày|năm|số)\s\d", text[start:end])[0].strip()
            if kind in {"L", "PL", "BL"} and not re.search(r"\d|sửa đổi", bare) and len(bare.split()) > 2:
                seen[bare] += 1
    return tuple(sorted((t for t, n in seen.items() if n >= 3), key=len, reverse=True))


def judged(path: Path = JUDGED) -> Judged:
    """The labels decided one by one."""
    found: dict[int, list[tuple[str, str]]] = {}
    for line in path.read_text("utf-8").splitlines():
        if line[:1].isdigit():
            number, before, after, reason = line.split("\t")
            if not reason:
                raise ValueError(f"no reason for sentence {number}")
            found.setdefault(int(number), []).append((before, after))
    return {number: tuple(pairs) for number, pairs in found.items()}


def adjudicate(number: int, text: str, labels: Iterable[Label], known: Known, changes: Changes) -> set[Label]:
    """The labels of one sentence put right."""
    fixed: list[Label] = []
    for start, end, kind in sorted(labels, key=lambda label: (label[0], -label[1])):
        words = text[start:end]
        dropped = _dropped(text, start, words, kind)
        if dropped:
            changes.note(dropped, number, words, "")
            continue
        cut = _cut(text, start, end)
        titled = _titled(text, start, cut, kind, known.titles)
        new = _whole(text, start, titled)
        if new != end:
            changes.note("title" if titled != cut else "whole" if new > end else "cut", number, words, text[start:new])
        if any(s <= start and new <= e for s, e, _ in fixed):
            changes.note("one", number, text[start:new], "")
            continue
        fixed.append((start, new, kind))
    for start, end, kind in _missing(text, known.titles):
        if not any(start < e and s < end for s, e, _ in fixed):
            changes.note("added", number, "", text[start:end])
            fixed.append((start, end, kind))
    return _judged(number, text, set(fixed), known.judged.get(number, ()), changes)


def _dropped(text: str, start: int, words: str, kind: str) -> str | None:
    if OTHER_WORD.match(words) or re.search(r"pháp\s$", text[:start]):
        return "other word"
    return "subject" if kind not in TITLED and not re.search(r"\d", words) else None


def _cut(text: str, start: int, end: int) -> int:
    number = AFTER_NUMBER.match(text[start:end])
    return start + number.end() if number and start + number.end() < end else end


def _titled(text: str, start: int, end: int, kind: str, titles: tuple[str, ...]) -> int:
    if kind not in TITLED:
        return end
    for title in titles:
        if text.startswith(title, start) and not re.match(r"\w", text[start + len(title) :]):
            stop = start + len(title)
            runs_on = stop < end and RUN_ON.match(text, stop)
            return stop if runs_on or stop > end else end
    return end


def _whole(text: str, start: int, end: int) -> int:
    closing = CLOSING.match(text, end)
    return closing.end() if closing and not re.search(DAY + r"$", text[start:end]) else end


def _missing(text: str, titles: tuple[str, ...]) -> list[Label]:
    found = [(m.start(), m.end(), TYPES[m["type"]]) for m in NUMBERED.finditer(text)]
    for title in titles:
        loose = r"\s*,\s*".join(re.escape(part.strip()) for part in title.split(","))
        for m in re.finditer(r"(?<!pháp )" + loose + r"(?![^\W_])", text):
            amending = AMENDING.search(text[: m.start()])
            start = amending.start() if amending else m.start()
            own = start == 0 and text.startswith(" Căn cứ ", m.end())
            if not own and not any(s < m.end() and start < e for s, e, _ in found):
                kind = "BL" if title.startswith("Bộ") else "PL" if title.startswith("Pháp") else "L"
                found.append((start, _whole(text, start, m.end()), kind))
    return found


def _judged(
    number: int, text: str, labels: set[Label], pairs: Iterable[tuple[str, str]], changes: Changes
) -> set[Label]:
    for before, after in pairs:
        old = next((label for label in sorted(labels) if text[label[0] : label[1]] == before), None)
        if before and old is None:
            raise ValueError(f"sentence {number} has no label {before!r}")
        labels -= {old} if old else set()
        if after:
            labels.add(_found(number, text, after, old, labels))
        changes.note("judged", number, before, after)
    return labels


def _found(number: int, text: str, words: str, old: Label | None, labels: set[Label]) -> Label:
    near = max(0, old[0] - len(words)) if old else 0
    start = text.find(words, near)
    while start >= 0 and any(s < start + len(words) and start < e for s, e, _ in labels):
        start = text.find(words, start + 1)
    if start < 0:
        raise ValueError(f"sentence {number} does not hold {words!r}")
    kind = old[2] if old else next((v for k, v in TYPES.items() if words.lower().startswith(k.lower())), "")
    return start, start + len(words), kind
