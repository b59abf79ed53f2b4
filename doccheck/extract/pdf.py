"""PDF: PDFium reads, pdfplumber reads again what looks wrong, OCR reads what holds no text (đọc tệp PDF)."""

import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from doccheck.extract import second
from doccheck.extract.columns import begins
from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.layout import Line, arrange, rejoined
from doccheck.extract.legacy import legacy_code, quality, repaired, unmojibake
from doccheck.extract.options import ExtractOptions
from doccheck.extract.pdfium import Pdf, PdfPage
from doccheck.model.text import PageKind, Severity, Zone
from doccheck.rulebook.encodings import encodings

_FEW = 300
_PICTURE = 0.35
_PATHS = 40
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_STRANGE_SHARE = 0.02
_TORN = re.compile("(?: [^\x00-\x7f\xa0-\xbf\u2000-\u2bff]){2}[ \r]")
_VIETNAMESE = re.compile(f"[{chr(0x1EA0)}-{chr(0x1EF9)}]")
_LATIN = re.compile(f"[{chr(0xC0)}-{chr(0xFF)}]")
_LOOK = 2_048
_DIGITS = re.compile(r"\d+")
_HEAD_PAGES = 2
_HEAD_SHARE = 0.4
_HEAD_LENGTH = 120


@dataclass(slots=True)
class _Page:
    """One page before it goes into the draft."""

    number: int
    width: float
    height: float
    kind: PageKind = PageKind.TEXT
    lines: list[Line] = field(default_factory=list)


class _Reader:
    """Reads all pages of one document."""

    def __init__(self, data: bytes, pdf: Pdf, options: ExtractOptions, draft: Draft) -> None:
        self.data, self.pdf, self.options, self.draft = data, pdf, options, draft
        self.pages: list[_Page] = []
        self.without: dict[str, list[int]] = {}
        self.second = second.Second(data)
        self.scanned = 0
        self._scanner: Any = None

    def run(self) -> None:
        """All pages up to the limits."""
        limit = self.options.max_pages
        ends = time.monotonic() + self.options.timeout
        if self.pdf.count > limit:
            self.draft.trouble("too_many_pages", Severity.PARTIAL, detail=f"{self.pdf.count} pages, {limit} read")
        for index in range(min(self.pdf.count, limit)):
            if time.monotonic() > ends:
                self.draft.trouble("timeout_total", Severity.PARTIAL, place=f"page {index + 1}")
                break
            self._page(index)
        self.second.close()
        for code, numbers in self.without.items():
            severity = Severity.NOTE if code in {"ocr_text", "legacy_encoding"} else Severity.PARTIAL
            self.draft.trouble(code, severity, place=f"page {ranges(numbers)}")

    def _page(self, index: int) -> None:
        handle = self.pdf.page(index)
        if handle is None:
            self._note("corrupt_structure", index)
            self.pages.append(_Page(index + 1, 0.0, 0.0, PageKind.EMPTY))
            return
        try:
            page = _Page(index + 1, handle.geometry.width, handle.geometry.height)
            self.pages.append(page)
            text = handle.read()
            if len(text) < _FEW and self._is_picture(handle, text):
                self._scan(handle, page, text)
            elif not text.strip():
                page.kind = PageKind.EMPTY
            else:
                self._text(handle, page, text)
        finally:
            handle.close()

    def _is_picture(self, handle: PdfPage, text: str) -> bool:
        share, objects = handle.covered()
        return share >= _PICTURE or (not text.strip() and (share > 0.02 or objects >= _PATHS))

    def _text(self, handle: PdfPage, page: _Page, text: str) -> None:
        extended = len(_VIETNAMESE.findall(text[:_LOOK]))
        doubt = _TORN.search(text) is not None or (extended < 5 and len(_LATIN.findall(text[:_LOOK])) > 20)
        if len(_STRANGE.findall(text)) > len(text) * _STRANGE_SHARE:
            doubt = True
        lines = self._lines(handle, page, text)
        page.lines = lines if not doubt else self._doubtful(handle, page, text, lines)

    def _doubtful(self, handle: PdfPage, page: _Page, text: str, lines: list[Line]) -> list[Line]:
        """Old code, torn words or unknown glyphs: convert, else read with pdfplumber, else OCR, else say so."""
        index = page.number - 1
        code = legacy_code(text)
        if code:
            self._note("legacy_encoding", index)
            for line in lines:
                line.text = unmojibake(line.text, self.draft, code)
            return lines
        own = quality(text)
        other = self.second.lines(index)
        there = quality("\n".join(x.text for x in other))
        if there > own + 0.01:
            own, lines = there, arrange(other, page.width, page.height)
        strange = sum(len(_STRANGE.findall(x.text)) for x in lines)
        if strange > sum(len(x.text) for x in lines) * _STRANGE_SHARE or (own < 0.5 and handle.covered()[0] > 0.6):
            if self._scan(handle, page, ""):
                return page.lines
            page.kind = PageKind.TEXT
            self._note("unmapped_glyphs", index)
        return lines

    def _lines(self, handle: PdfPage, page: _Page, text: str) -> list[Line]:
        bare = text.translate(repaired(text)) if repaired(text) else text
        lines = []
        special = page.number == 1 or _wants_layout(bare)
        for source, (start, end) in enumerate(handle.lines()):
            for a, b in self._cuts(handle, bare, start, end) if special else ((start, end),):
                box = handle.box(a, b) if special or self.options.boxes else None
                lines.append(Line(bare[a:b], box, source=source))
        return rejoined(arrange(lines, page.width, page.height)) if special else lines

    @staticmethod
    def _cuts(handle: PdfPage, text: str, start: int, end: int) -> list[tuple[int, int]]:
        """A line in the parts that gaps, or the motto after the issuer, make of it."""
        if "|" in text[start:end]:
            return [(start, end)]
        parts = handle.parts(start, end)
        low = text[start:end].lower()
        if len(parts) == 1 and end - start < _HEAD_LENGTH and any(f" {w}" in low for w in encodings().motto):
            for at in (i for i in range(start + 2, end) if text[i - 1] == " "):
                if begins(text[at:end], encodings().motto) and text[start:at].isupper():
                    return [(start, at - 1), (at, end)]
        return parts

    def _scan(self, handle: PdfPage, page: _Page, text: str) -> bool:
        """Lines of the page by OCR; False (and a note) when that cannot be."""
        from doccheck.extract.scan import Scanner

        page.kind = PageKind.OCR
        page.lines = [Line(x.strip()) for x in text.split("\r\n") if x.strip()]
        index = page.number - 1
        if self.scanned >= self.options.ocr_max_pages:
            self._note("too_many_pages", index)
            return False
        if self._scanner is None:
            self._scanner = Scanner(self.options)
        if not self._scanner.ready:
            self._note("ocr_unavailable", index)
            page.kind = PageKind.TEXT if page.lines else PageKind.EMPTY
            return False
        self.scanned += 1
        try:
            picture = handle.picture(self.options.ocr_dpi, self.options.max_pixels)
            read = self._scanner.read(picture, self.options.ocr_dpi)
        except Unreadable as reason:
            self._note(reason.code, index)
            return False
        if not read.lines:
            if read.ink:
                self._note("ocr_failed", index)
            page.kind = PageKind.EMPTY if not page.lines else PageKind.TEXT
            return False
        self._note("ocr_text", index)
        if read.confidence < 0.6:
            self._note("ocr_uncertain", index)
        page.lines = read.lines
        return True

    def _note(self, code: str, index: int) -> None:
        self.without.setdefault(code, []).append(index + 1)


def read_pdf(data: bytes, options: ExtractOptions, draft: Draft) -> None:
    """All pages; what one reader alone says about the number of pages is looked at twice when the file is damaged."""
    try:
        pdf = Pdf(data)
    except Unreadable as reason:
        if reason.code == "corrupt_structure" and second.rescue(data, options, draft):
            return
        raise
    try:
        reader = _Reader(data, pdf, options, draft)
        reader.run()
    finally:
        pdf.close()
    if second.active(data):
        draft.trouble("active_content")
    if options.cross_check or second.looks_damaged(data, pdf.count) or not any(p.lines for p in reader.pages):
        second.compare(data, pdf.count, sum(len(x.text) for p in reader.pages for x in p.lines), draft)
    _running_heads(reader.pages)
    for page in reader.pages:
        for line in page.lines:
            draft.placed(line, page.number)
        draft.page(page.number, page.kind, page.width, page.height)


def _wants_layout(text: str) -> bool:
    """True when a page may hold a header or a signature block."""
    low = text.lower()
    rules = encodings()
    return any(f"\n{w}" in low for w in (*rules.receivers, *rules.motto))


def _running_heads(pages: list[_Page]) -> None:
    """First and last lines that come back on many pages, whatever the digits and the order of their words."""
    if len(pages) < _HEAD_PAGES:
        return
    for at, share in ((0, _HEAD_SHARE), (-1, 2 * _HEAD_SHARE)):
        lines = [page.lines[at] for page in pages if page.lines]
        keys = [" ".join(sorted(_DIGITS.sub("#", line.text).split())) for line in lines]
        seen = Counter(keys)
        for line, key in zip(lines, keys, strict=True):
            often = seen[key]
            short = len(line.text) < _HEAD_LENGTH and not begins(line.text, encodings().header)
            if short and often >= _HEAD_PAGES and often >= len(pages) * share:
                line.zone = Zone.RUNNING_HEAD


def ranges(numbers: list[int]) -> str:
    """Page numbers as ``1-3, 7``."""
    out: list[list[int]] = []
    for number in numbers:
        if out and number == out[-1][1] + 1:
            out[-1][1] = number
        else:
            out.append([number, number])
    return ", ".join(f"{a}-{b}" if b > a else str(a) for a, b in out)
