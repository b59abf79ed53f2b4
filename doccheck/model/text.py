"""What extraction yields: one canonical text with a way back to page and box (văn bản đã trích)."""

from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An input (tệp nguồn). Identity is ``sha256`` of its bytes; ``size`` in bytes."""

    path: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open range of characters of ``Text.body``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"bad span {self.start}..{self.end}")

    def overlaps(self, other: "Span") -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """True when ``other`` lies inside this span."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in PDF points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float


class PageKind(StrEnum):
    """How a page's text was had."""

    TEXT = "text"
    OCR = "ocr"
    FLOW = "flow"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page (trang), numbered from 1; ``span`` in ``Text.body``; size in points."""

    number: int
    span: Span
    kind: PageKind = PageKind.FLOW
    width: float | None = None
    height: float | None = None


class Zone(StrEnum):
    """Which part of the page or file a piece of text stands in."""

    BODY = "body"
    LEFT_HEADER = "left_header"
    RIGHT_HEADER = "right_header"
    TABLE = "table"
    RUNNING_HEAD = "running_head"
    FOOTNOTE = "footnote"
    TEXT_BOX = "text_box"
    INSERTED = "inserted"
    STAMP = "stamp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """Way back of ``body[start:end]``: page and box (PDF, scan), or part and paragraph (Word, HTML).

    ``confidence`` 0..1 is the OCR engine's own for this word; None where the text was born digital.
    """

    start: int
    end: int
    page: int | None = None
    box: Box | None = None
    part: str | None = None
    paragraph: int | None = None
    zone: Zone = Zone.BODY
    confidence: float | None = None


class Severity(StrEnum):
    """How much a trouble takes from the reading."""

    NOTE = "note"
    PARTIAL = "partial"
    FATAL = "fatal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something about *our reading*, not about the law (trục trặc khi đọc).

    ``code`` is from the closed list in ``rules/vn/troubles.yaml``; ``detail`` is the library's own message.
    """

    stage: str
    code: str
    place: str | None = None
    detail: str | None = None
    severity: Severity = Severity.NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a span stands in the original: pages, boxes and, for flowing formats, part and paragraph."""

    page: int | None
    boxes: tuple[Box, ...]
    part: str | None
    paragraph: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """Canonical text (NFC, ``\\n`` line ends, pages joined by ``\\f``) with its way back."""

    source: Source
    body: str
    pages: tuple[Page, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(a.start for a in self.anchors))

    def quote(self, span: Span) -> str:
        """The words of a span."""
        return self.body[span.start : span.end]

    def anchors_of(self, span: Span) -> tuple[Anchor, ...]:
        """Anchors that overlap a span, in order (anchors are sorted by start and do not overlap)."""
        i = max(bisect_right(self._starts, span.start) - 1, 0)
        found = []
        while i < len(self.anchors) and self.anchors[i].start < span.end:
            if self.anchors[i].end > span.start:
                found.append(self.anchors[i])
            i += 1
        return tuple(found)

    def place(self, span: Span) -> Place:
        """Page, boxes, part and paragraph of a span."""
        hits = self.anchors_of(span)
        page = next((a.page for a in hits if a.page is not None), None)
        if page is None:
            page = next((p.number for p in self.pages if p.span.start <= span.start < p.span.end), None)
        return Place(
            page=page,
            boxes=tuple(a.box for a in hits if a.box is not None and a.page == page),
            part=next((a.part for a in hits if a.part is not None), None),
            paragraph=next((a.paragraph for a in hits if a.paragraph is not None), None),
        )

    def confidence(self, span: Span) -> float | None:
        """Lowest OCR word confidence (0..1) inside a span; None where nothing was read by OCR."""
        values = [a.confidence for a in self.anchors_of(span) if a.confidence is not None]
        return min(values, default=None)

    def zone(self, offset: int) -> Zone:
        """Zone of one character."""
        hits = self.anchors_of(Span(offset, offset + 1))
        return hits[0].zone if hits else Zone.BODY


class State(StrEnum):
    """How much of a document was read."""

    WHOLE = "whole"
    PARTIAL = "partial"
    UNREADABLE = "unreadable"


def state_of(troubles: tuple[Trouble, ...]) -> State:
    """State of a document from the troubles met while reading it."""
    if any(t.severity is Severity.FATAL for t in troubles):
        return State.UNREADABLE
    if any(t.severity is Severity.PARTIAL for t in troubles):
        return State.PARTIAL
    return State.WHOLE
