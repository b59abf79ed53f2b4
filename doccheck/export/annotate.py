"""Findings on the original (nhận xét trên bản gốc): what is shown, where, in which words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from doccheck.model.report import Finding, Report
from doccheck.model.text import Box, Span
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import document_key, fingerprint, render, suggested

COLOURS = {
    "error": (0.95, 0.42, 0.40),
    "warning": (0.98, 0.72, 0.30),
    "review": (0.98, 0.92, 0.35),
    "info": (0.60, 0.80, 0.98),
}
"""Colour of a level, red green blue, light enough to read through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding as it is shown: ``boxes`` are (page, box), in points from the top left of the page as shown."""

    key: str
    level: str
    title: str
    lines: tuple[str, ...]
    span: Span | None
    quote: str
    boxes: tuple[tuple[int, Box], ...] = ()

    @property
    def text(self) -> str:
        """All words, a line each."""
        return "\n".join((self.title, *self.lines))

    @property
    def page(self) -> int | None:
        """The first page on which it is shown."""
        return self.boxes[0][0] if self.boxes else None


def marks_of(report: Report, book: Book, lang: str = "vi") -> tuple[Mark, ...]:
    """The findings of a report in the order of the text."""
    found = [_mark(finding, report, book, lang) for finding in report.findings]
    return tuple(sorted(found, key=lambda mark: mark.span.start if mark.span else -1))


def placed(marks: Sequence[Mark], boxes: Iterable[tuple[tuple[int, Box], ...]]) -> tuple[Mark, ...]:
    """The same marks with the boxes of those that have a span, in their order."""
    found = iter(boxes)
    return tuple(replace(mark, boxes=_joined(next(found))) if mark.span is not None else mark for mark in marks)


def _joined(boxes: Sequence[tuple[int, Box]]) -> tuple[tuple[int, Box], ...]:
    """Boxes of words that follow one another on a line as one box."""
    out: list[tuple[int, Box]] = []
    for page, box in boxes:
        if out and out[-1][0] == page and _follows(out[-1][1], box):
            last = out[-1][1]
            whole = Box(last.x0, min(last.top, box.top), max(last.x1, box.x1), max(last.bottom, box.bottom))
            out[-1] = (page, whole)
        else:
            out.append((page, box))
    return tuple(out)


def _follows(left: Box, right: Box) -> bool:
    shared = min(left.bottom, right.bottom) - max(left.top, right.top)
    height = max(min(left.bottom - left.top, right.bottom - right.top), 1.0)
    return shared > height / 2 and -1.0 <= right.x0 - left.x1 < 2 * height


def _mark(finding: Finding, report: Report, book: Book, lang: str) -> Mark:
    said = render(finding, report, book, lang)
    level = finding.level.value
    name = book.cards[finding.check].name[lang]
    ready = [say("draft.ready", lang, text=text) for text in suggested(finding, book, report.as_of, lang)]
    law = [say("draft.basis", lang, text="; ".join(said.basis))] if said.basis else []
    text = report.reading.text if report.reading else None
    return Mark(
        key=fingerprint(document_key(report), finding),
        level=level,
        title=say("draft.title", lang, level=say(f"draft.level.{level}", lang), name=name, code=finding.check),
        lines=(said.message, *ready, say("draft.action", lang, text=said.action), *law),
        span=finding.span,
        quote=" ".join(text.quote(finding.span).split()) if text and finding.span else "",
    )
