"""The text while it grows: pieces, anchors, pages and troubles, then one frozen Text."""

from dataclasses import dataclass, field

from doccheck.extract.canonical import canonical
from doccheck.extract.layout import Line
from doccheck.model.text import Anchor, Box, Page, PageKind, Severity, Source, Span, Text, Trouble, Zone

STAGE = "extract"


class Unreadable(Exception):
    """Inside this stage only: the document cannot be read, for a reason of the closed list."""

    def __init__(self, code: str, detail: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail


@dataclass(slots=True)
class Draft:
    """Collects lines; every line ends with ``\\n`` and pages are parted by ``\\f``."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    anchors: list[Anchor] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)
    _page_start: int = 0

    def trouble(
        self, code: str, severity: Severity = Severity.NOTE, place: str | None = None, detail: str | None = None
    ) -> None:
        """Note a trouble once for each code and place."""
        if any(t.code == code and t.place == place for t in self.troubles):
            return
        self.troubles.append(Trouble(stage=STAGE, code=code, place=place, detail=clip(detail), severity=severity))

    def raw(self, text: str) -> None:
        """Append characters that are already canonical and have no way back of their own."""
        self.parts.append(text)
        self.length += len(text)

    def line(
        self,
        text: str,
        *,
        page: int | None = None,
        box: Box | None = None,
        part: str | None = None,
        paragraph: int | None = None,
        zone: Zone = Zone.BODY,
    ) -> None:
        """Append one line or paragraph with its anchor."""
        text = canonical(text)
        start = self.length
        self.parts.append(text + "\n")
        self.length += len(text) + 1
        if text and (page is not None or part is not None):
            self.anchors.append(
                Anchor(
                    start=start, end=start + len(text), page=page, box=box, part=part, paragraph=paragraph, zone=zone
                )
            )

    def pieces(self, pieces: "list[tuple[str, Zone]]", *, part: str, paragraph: int) -> None:
        """Append one paragraph made of stretches, each with its own zone and anchor."""
        whole = [(canonical(text), zone) for text, zone in pieces]
        joined = canonical("".join(text for text, _ in whole))
        if len(whole) > 1 and joined != "".join(text for text, _ in whole):
            whole = [(joined, whole[0][1])]
        start = self.length
        self.parts.append(joined + "\n")
        self.length += len(joined) + 1
        for text, zone in whole:
            if text:
                self.anchors.append(
                    Anchor(start=start, end=start + len(text), part=part, paragraph=paragraph, zone=zone)
                )
            start += len(text)

    def placed(self, line: Line, page: int) -> None:
        """Append a line of a page; a scan's words each get an anchor with their confidence."""
        text = canonical(line.text)
        start = self.length
        self.parts.append(text + "\n")
        self.length += len(text) + 1
        if line.words and text == line.text:
            for word in line.words:
                self.anchors.append(
                    Anchor(
                        start=start + word.start, end=start + word.end, page=page, box=word.box,
                        zone=line.zone, confidence=word.confidence,
                    )
                )  # fmt: skip
        elif text:
            least = min((word.confidence for word in line.words), default=None)
            self.anchors.append(
                Anchor(start=start, end=start + len(text), page=page, box=line.box, zone=line.zone, confidence=least)
            )

    def page(self, number: int, kind: PageKind, width: float | None = None, height: float | None = None) -> None:
        """Close the page that began after the last one."""
        self.pages.append(
            Page(number=number, span=Span(self._page_start, self.length), kind=kind, width=width, height=height)
        )
        self.raw("\f")
        self._page_start = self.length

    def finish(self, source: Source) -> Text:
        """The frozen text; the mark after the last page is dropped."""
        body = "".join(self.parts)
        if self.pages and body.endswith("\f"):
            body = body[:-1]
        if not self.pages and body:
            self.pages.append(Page(number=1, span=Span(0, len(body)), kind=PageKind.FLOW))
        return Text(
            source=source,
            body=body,
            pages=tuple(self.pages),
            anchors=tuple(self.anchors),
            troubles=tuple(self.troubles),
        )


def clip(detail: str | None, room: int = 300) -> str | None:
    """A library's own message, one line, shortened, None when it says nothing."""
    return (canonical(" ".join(detail.split()))[:room] or None) if detail else None
