"""Partial references of real texts: which document each means (``labels/resolution.tsv``, committed first).

A label is ``known`` (text or registry tell it), ``absent`` (neither does: no answer is right, and so is the true
one) or ``open`` (several documents, none, or undecidable: no answer is right). An answer is the act found or, where
the registry has none, the full number that the text told; a mention of the document itself is answered by its head.
It is right when number and day agree; a day that either side does not know does not part them. Answered share: of
``known``; precision: of all answers. A mention that the reader does not see at all counts as unanswered. Texts
without a day of their own (articles without a head) are counted apart too: a bare title means the law of that day.

The documents are split into two halves by a digest of their names. Rules are mended with the cases of the first half
before one's eyes ("looked at"); those of the second ("not looked at") are counted, their cases are named but not told.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.reading import Reading, Reference, Role
from doccheck.pipeline import Tools, find_acts, open_tools, read_document
from doccheck.rulebook.book import Book
from measures.table import Measure

LABELS = Path(__file__).resolve().parent.parent / "labels" / "resolution.tsv"
STATES = {"known", "absent", "open"}
HALVES = ("looked at", "not looked at")
RIGHT = "right at answered"


@dataclass(frozen=True)
class Label:
    """One mention, and the document that it means."""

    path: str
    kind: str
    start: int
    surface: str
    state: str
    number: str
    day: date | None

    @property
    def case(self) -> str:
        return f"{self.path}:{self.start}"

    @property
    def meant(self) -> str:
        return f"{self.number or '-'} of {self.day or '?'}"


@dataclass(frozen=True)
class Answer:
    """What is said of a mention: number and day, and which rule and step said so."""

    key: str
    day: date | None
    how: str

    def __str__(self) -> str:
        return f"{self.key or '-'} of {self.day or '?'} ({self.how})"


def labels(file: Path = LABELS) -> Iterator[Label]:
    """The labels of a file; ValueError for one that is not well formed."""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith(("#", "document\t")) or not line.strip():
            continue
        path, kind, start, surface, state, number, day, _ = line.split("\t")
        if state not in STATES or (state == "open") != (not number and not day):
            raise ValueError(line)
        yield Label(path, kind, int(start), surface, state, number, date.fromisoformat(day) if day else None)


def half_of(path: str) -> str:
    """The half to which a document belongs, told by its name alone."""
    return HALVES[hashlib.sha256(path.encode()).digest()[0] % 2]


def key_of(number: str) -> str:
    """Comparison key of a written number."""
    parsed = DocNumber.parse(number)
    return parsed.key if parsed else number.casefold()


def right(answer: Answer, label: Label) -> bool:
    """Number and day agree as far as both are known; an act without a number is told by its day."""
    if label.state == "open":
        return False
    if answer.day and label.day and answer.day != label.day:
        return False
    return answer.key == key_of(label.number) if label.number else answer.day == label.day


def seen(label: Label, reading: Reading) -> int | None:
    """Index of the reference that stands where the label does, the one that begins nearest."""
    end = label.start + len(label.surface)
    near = [
        (abs(r.span.start - label.start), i)
        for i, r in enumerate(reading.references)
        if r.span.start < end and label.start < r.span.end
    ]
    return min(near)[1] if near else None


def answer_of(reference: Reference, match: Match) -> Answer | None:
    """The act found, or the full number that the text told."""
    how = _why(reference, match)
    if match.best is not None and (match.state is MatchState.FOUND or reference.role is Role.SELF):
        number = match.best.number
        if number is None and match.best.issued_on is None:
            return None
        return Answer(number.key if number else "", match.best.issued_on, how)
    if reference.number is not None and reference.number.symbol:
        return Answer(reference.number.key, reference.issued_on, how)
    return None


def _why(reference: Reference, match: Match) -> str:
    return f"{reference.rule}, {match.how or match.state.value}"


def measure(data: Path, book: Book, *, tools: Tools | None = None) -> Measure:
    """Answered share and precision, in all, by half and by kind."""
    result = Measure("Resolution of partial references (real texts, labelled before any answer)")
    tools, by_path = tools or open_tools(), dict[str, list[Label]]()
    for label in labels():
        by_path.setdefault(label.path, []).append(label)
    for name in ("answered", *(f"  texts {w} a day in the head" for w in ("with", "without")), RIGHT):
        result.row(name)
    for row in ("answered", RIGHT):
        for half in HALVES:
            result.row(f"{row}, {half}")
    for kind in sorted({label.kind for wanted in by_path.values() for label in wanted}):
        result.row(f"answered, {kind}")
        result.row(f"{RIGHT}, {kind}")
    unanswered = Counter[str]()
    for path, wanted in by_path.items():
        reading = read_document(data / path, tools)
        _, matches = find_acts(reading, tools)
        for label in wanted:
            i = seen(label, reading)
            answer = answer_of(reading.references[i], matches[i]) if i is not None else None
            why = "not seen" if i is None else _why(reading.references[i], matches[i])
            _count(result, label, answer, why, unanswered)
            if label.state == "known":
                head = "with" if reading.header.issued_on else "without"
                result.row(f"  texts {head} a day in the head").add(answer is not None)
    states = Counter(label.state for wanted in by_path.values() for label in wanted)
    result.notes.append(f"labels: {dict(states)}; rightly unanswered: {dict(unanswered)}")
    result.notes.append("goals: answered 90 %, precision 98 %")
    return result


def _count(result: Measure, label: Label, answer: Answer | None, why: str, unanswered: Counter[str]) -> None:
    half = half_of(label.path)
    told = half == HALVES[0]
    if label.state == "known":
        for name in ("answered", f"answered, {half}", f"answered, {label.kind}"):
            result.row(name).add(answer is not None)
    if answer is None and label.state == "known":
        said = f"{label.kind}: {label.surface!r} is {label.meant}; {why}"
        result.failed[f"unanswered|{label.case}"] = said if told else half
    elif answer is None:
        unanswered[label.state] += 1
    else:
        ok = right(answer, label)
        for name in (RIGHT, f"{RIGHT}, {half}", f"{RIGHT}, {label.kind}"):
            result.row(name).add(ok)
        if not ok:
            said = f"{label.kind}: {label.surface!r} is {label.meant} ({label.state}); said {answer}"
            result.failed[f"wrong|{label.case}"] = said if told else half
