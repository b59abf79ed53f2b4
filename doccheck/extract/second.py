"""pdfplumber, the second reader: pages that the first reads badly, and a second opinion on damaged files."""

import io
import logging
import re
import struct
import zlib
from functools import lru_cache
from typing import Any

from doccheck.extract.draft import Draft
from doccheck.extract.layout import Line
from doccheck.extract.options import ExtractOptions
from doccheck.model.text import Box, PageKind, Severity

_MOST_PAGES = 60
_RESCUE_PAGES = 300
_RESCUE_BYTES = 64 * 1024 * 1024
_GAP = 1.6
_START = re.compile(rb"startxref\s+(\d{1,12})")
_XREF = re.compile(rb"\s*(?:xref\b|\d+\s+\d+\s+obj\b)")
_BEFORE = 2_500
_SMALL_FILE = 24_000
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)


class Second:
    """The same document, opened by pdfplumber at the first page asked for."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._pdf: Any = None
        self._asked = 0

    def lines(self, index: int) -> list[Line]:
        """Lines of a page by position; none when pdfplumber fails or has read enough pages."""
        self._asked += 1
        if self._asked > _MOST_PAGES:
            return []
        try:
            if self._pdf is None:
                self._pdf = _open(self._data)
            page = self._pdf.pages[index]
            found = lines_of(page)
            page.close()
        except stumbles():
            return []
        return found

    def close(self) -> None:
        """Free the document; closing reads its pages again, so a damaged file may stumble here too."""
        if self._pdf is not None:
            try:
                self._pdf.close()
            except stumbles():
                self._pdf = None


@lru_cache(maxsize=1)
def stumbles() -> tuple[type[BaseException], ...]:
    """What pdfminer raises on damaged files: its own errors, and whatever it stumbles over."""
    from pdfminer.psexceptions import PSException
    from pdfplumber.utils.exceptions import MalformedPDFException, PdfminerException

    return (
        PSException, PdfminerException, MalformedPDFException, ArithmeticError, AssertionError, AttributeError,
        BufferError, EOFError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError, struct.error,
        zlib.error,
    )  # fmt: skip


def _open(data: bytes) -> Any:
    import pdfplumber

    return pdfplumber.open(io.BytesIO(data))


def lines_of(page: Any) -> list[Line]:
    """Words of a page gathered into lines, cut where a gap parts two columns."""
    words = page.extract_words(use_text_flow=False, keep_blank_chars=False)
    lines: list[Line] = []
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda w: ((w["top"] + w["bottom"]) / 2, w["x0"])):
        middle = (word["top"] + word["bottom"]) / 2
        if rows and rows[-1][0]["top"] <= middle <= rows[-1][0]["bottom"]:
            rows[-1].append(word)
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda w: w["x0"])
        part = [row[0]]
        for word in row[1:]:
            if word["x0"] - part[-1]["x1"] > _GAP * (word["bottom"] - word["top"]):
                lines.append(_line(part))
                part = [word]
            else:
                part.append(word)
        lines.append(_line(part))
    return lines


def _line(words: list[dict[str, Any]]) -> Line:
    box = Box(
        round(words[0]["x0"], 1), round(min(w["top"] for w in words), 1),
        round(words[-1]["x1"], 1), round(max(w["bottom"] for w in words), 1),
    )  # fmt: skip
    return Line(" ".join(w["text"] for w in words), box)


def looks_damaged(data: bytes, count: int) -> bool:
    """Signs that a reader had to mend the file, or may count its pages otherwise; small files are always looked at."""
    if len(data) < _SMALL_FILE:
        return True
    tail = data[-2_048:]
    starts = _START.findall(tail)
    if not starts or b"%%EOF" not in tail or not data.startswith(b"%PDF-"):
        return True
    offset = int(starts[-1])
    if not _XREF.match(data[offset : offset + 40]):
        return True
    pages = _pages(data)
    return pages > count or (pages < count and b"/ObjStm" not in data)


def _pages(data: bytes) -> int:
    """Number of page objects that stand uncompressed, later versions of one object counted once."""
    seen = set()
    for found in _PAGE.finditer(data):
        before = data[max(found.start() - _BEFORE, 0) : found.start()]
        number = before[: before.rfind(b" obj")].split()[-2:-1] if b" obj" in before else []
        seen.add(number[0] if number else found.start())
    return len(seen)


def active(data: bytes) -> bool:
    """True for scripts, launch actions and files inside, as far as they stand uncompressed."""
    return any(mark in data for mark in (b"/JavaScript", b"/Launch", b"/EmbeddedFile"))


def compare(data: bytes, count: int, chars: int, draft: Draft) -> None:
    """A trouble when pdfplumber sees another number of pages, or text where PDFium sees none."""
    try:
        with _open(data) as pdf:
            pages = len(pdf.pages)
            found = 0
            if not chars:
                for page in pdf.pages[:3]:
                    found += len(page.chars)
                    page.close()
    except stumbles() as error:
        draft.trouble("engines_disagree", Severity.PARTIAL, detail=f"the second reader fails: {type(error).__name__}")
        return
    if pages != count:
        draft.trouble("engines_disagree", Severity.PARTIAL, detail=f"{count} and {pages} pages")
    elif found:
        draft.trouble("engines_disagree", Severity.PARTIAL, detail=f"text on {pages} pages by one reader only")


def rescue(data: bytes, options: ExtractOptions, draft: Draft) -> bool:
    """Read with pdfplumber what PDFium cannot open; False when it cannot either."""
    if len(data) > _RESCUE_BYTES:
        return False
    pages: list[tuple[int, float, float, list[Line]]] = []
    try:
        with _open(data) as pdf:
            for page in pdf.pages[: min(_RESCUE_PAGES, options.max_pages)]:
                pages.append((page.page_number, float(page.width), float(page.height), lines_of(page)))
                page.close()
    except stumbles():
        return False
    if not any(lines for *_, lines in pages):
        return False
    draft.trouble("corrupt_structure", Severity.PARTIAL, detail="read by the second reader only")
    for number, width, height, lines in pages:
        for line in lines:
            draft.placed(line, number)
        draft.page(number, PageKind.TEXT if lines else PageKind.EMPTY, width, height)
    return True
