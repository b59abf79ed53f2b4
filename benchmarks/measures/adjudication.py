"""Written rules by which faulty labels of VNLegalText are put right before the second count.

They follow the span of ``interfaces`` (type word, number and day; or a title with its year, number or day) and use
plain expressions of their own, never the reader that they judge. Every changed label is listed. The rules were written
after disagreements on odd sentences had been looked at, so the second count is not blind; the raw one stands beside it.

1. ``whole``: a label followed directly by its own day, year or number is extended to it.
2. ``cut``: a label that runs past its day or number into other words is cut there.
3. ``added``: a full number with its type word (``Thông tư số 12/2010/TT-BTC``, day included) without a label gets one;
   so does a law title that carries a label elsewhere in the material, when it stands with a capital.
   This covers document titles run into the sentence, names in brackets after "sau đây gọi là", and plain gaps.
4. ``one``: of two labels on one mention the longer stays.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

Label = tuple[int, int, str]

DAY = r"ngày\s{1,3}\d{1,2}\s{0,2}(?:tháng|ngày|năm|/|-|\.)\s{0,2}\d{1,2}\s{0,2}(?:năm|/|-|\.)\s{0,2}\d{4}"
CLOSING = re.compile(
    rf"\s{{1,3}}(?:,\s)?(?:{DAY}|năm\s\d{{4}}(?!\d)|số\s\d{{1,4}}/\d{{4}}/[A-ZĐ-]+\d*(?:\s{{1,3}},?\s?{DAY})?)"
)
TYPES = {
    "Nghị định": "NĐ", "Thông tư": "TT", "Thông tư liên tịch": "TTLT", "Quyết định": "QĐ", "Nghị quyết": "NQ",
    "Pháp lệnh": "PL", "Luật": "L", "Bộ luật": "BL",
}  # fmt: skip
NUMBERED = re.compile(
    rf"(?P<type>Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Nghị quyết|Luật|Pháp lệnh)\s(?:số\s?:?\s?)?"
    rf"\d{{1,5}}[a-z]?/\d{{4}}/[A-ZĐ][A-Za-zĐđ&]*\d{{0,2}}(?:[-/][A-ZĐ][A-Za-zĐđ&]*\d{{0,2}})*(?:\s,?\s?{DAY})?"
)
AFTER_NUMBER = re.compile(rf"^.*?\d+[a-z]?/\d{{4}}/[A-ZĐ][\w&/-]*(?:\s,?\s?(?:của\s[^,.;]{{3,40}}?\s)?{DAY})?")


@dataclass
class Changes:
    """Labels changed, by rule."""

    counts: Counter[str] = field(default_factory=Counter)
    listed: list[str] = field(default_factory=list)

    def note(self, rule: str, sentence: int, before: str, after: str) -> None:
        self.counts[rule] += 1
        self.listed.append(f"{rule}\t{sentence}\t{before}\t{after}")


def titles_of(sentences: Iterable[tuple[str, set[Label]]]) -> tuple[str, ...]:
    """Law titles that carry a label at least three times, longest first."""
    seen: Counter[str] = Counter()
    for text, labels in sentences:
        for start, end, kind in labels:
            bare = re.split(r"\s(?:ngày|năm|số)\s\d", text[start:end])[0].strip()
            if kind in {"L", "PL", "BL"} and not re.search(r"\d|sửa đổi", bare) and len(bare.split()) > 2:
                seen[bare] += 1
    return tuple(sorted((t for t, n in seen.items() if n >= 3), key=len, reverse=True))


def adjudicate(number: int, text: str, labels: set[Label], titles: tuple[str, ...], changes: Changes) -> set[Label]:
    """The labels of one sentence put right."""
    fixed: list[Label] = []
    for start, end, kind in sorted(labels, key=lambda label: (label[0], -label[1])):
        new = _whole(text, start, _cut(text, start, end))
        if new != end:
            changes.note("whole" if new > end else "cut", number, text[start:end], text[start:new])
        if any(s <= start and new <= e for s, e, _ in fixed):
            changes.note("one", number, text[start:new], "")
            continue
        fixed.append((start, new, kind))
    for start, end, kind in _missing(text, titles):
        if not any(start < e and s < end for s, e, _ in fixed):
            changes.note("added", number, "", text[start:end])
            fixed.append((start, end, kind))
    return set(fixed)


def _cut(text: str, start: int, end: int) -> int:
    number = AFTER_NUMBER.match(text[start:end])
    return start + number.end() if number and start + number.end() < end else end


def _whole(text: str, start: int, end: int) -> int:
    closing = CLOSING.match(text, end)
    return closing.end() if closing and not re.search(DAY + r"$", text[start:end]) else end


def _missing(text: str, titles: tuple[str, ...]) -> list[Label]:
    found = [(m.start(), m.end(), TYPES[m["type"]]) for m in NUMBERED.finditer(text)]
    for title in titles:
        loose = r"\s*,\s*".join(re.escape(part.strip()) for part in title.split(","))
        for m in re.finditer(loose + r"(?![^\W_])", text):
            if not any(s < m.end() and m.start() < e for s, e, _ in found):
                kind = "BL" if title.startswith("Bộ") else "PL" if title.startswith("Pháp") else "L"
                found.append((m.start(), _whole(text, m.start(), m.end()), kind))
    return found
