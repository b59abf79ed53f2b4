"""Pages again, for showing (trang để xem): pictures of them, exact boxes of words in them, pictures as a PDF."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from doccheck.extract.canonical import canonical
from doccheck.extract.door import read_bytes
from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.kind import IMAGES, kind_of
from doccheck.extract.options import ExtractOptions
from doccheck.extract.pdfium import Pdf, PdfPage
from doccheck.extract.scan import _frames
from doccheck.model.text import Box, Span, Text

_NEAR = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A page as a JPEG, with its size in points."""

    number: int
    jpeg: bytes
    width: float
    height: float


def is_paged(path: Path) -> bool:
    """True for PDF and picture files."""
    kind = kind_of(path.name, read_bytes(path, ExtractOptions().max_bytes))
    return kind.name == "pdf" or kind.name in IMAGES


def pdf_of(path: Path, options: ExtractOptions = ExtractOptions()) -> bytes:
    """The bytes of a PDF; a picture file becomes a PDF whose pages have the size at which it was read."""
    data = read_bytes(path, options.max_bytes)
    if kind_of(path.name, data).name == "pdf":
        return data
    pages = [(picture.convert("RGB"), dpi) for picture, dpi in _frames(data, options, Draft())]
    if not pages:
        raise Unreadable("corrupt_structure")
    out = io.BytesIO()
    first, dpi = pages[0]
    first.save(out, "PDF", resolution=dpi, save_all=True, append_images=[picture for picture, _ in pages[1:]])
    return out.getvalue()


def pictures(data: bytes, numbers: Iterable[int], dpi: int = 110) -> Iterator[Picture]:
    """Pictures of some pages of a PDF."""
    pdf = Pdf(data)
    try:
        for number in numbers:
            page = pdf.page(number - 1) if 0 < number <= pdf.count else None
            if page is None:
                continue
            try:
                out = io.BytesIO()
                page.picture(dpi, ExtractOptions().max_pixels).save(out, "JPEG", quality=72)
                size = page.geometry
                yield Picture(number=number, jpeg=out.getvalue(), width=size.width, height=size.height)
            finally:
                page.close()
    finally:
        pdf.close()


def word_boxes(data: bytes, text: Text, spans: Iterable[Span]) -> Iterator[tuple[tuple[int, Box], ...]]:
    """For each span the boxes of its own words, page by page: exact where the PDF has text, as OCR saw it elsewhere."""
    pdf = Pdf(data)
    open_pages: dict[int, PdfPage | None] = {}
    try:
        for span in spans:
            found: list[tuple[int, Box]] = []
            for anchor in text.anchors_of(span):
                if anchor.page is None or anchor.box is None:
                    continue
                start, end = max(span.start, anchor.start), min(span.end, anchor.end)
                if not text.body[start:end].strip():
                    continue
                if anchor.confidence is not None and (start, end) == (anchor.start, anchor.end):
                    found.append((anchor.page, anchor.box))
                    continue
                if anchor.page not in open_pages:
                    open_pages[anchor.page] = _opened(pdf, anchor.page)
                line = text.body[anchor.start : anchor.end]
                inside = (start - anchor.start, end - anchor.start)
                exact = _exact(open_pages[anchor.page], anchor.box, line, inside)
                found.append((anchor.page, exact or _share(anchor.box, line, inside)))
            yield tuple(found)
    finally:
        for page in open_pages.values():
            if page is not None:
                page.close()
        pdf.close()


def _opened(pdf: Pdf, number: int) -> PdfPage | None:
    page = pdf.page(number - 1) if number <= pdf.count else None
    if page is not None:
        page.read()
    return page


def _exact(page: PdfPage | None, box: Box, line: str, inside: tuple[int, int]) -> Box | None:
    """The box of a part of a line, by its characters on the page."""
    if page is None:
        return None
    for first, last in page.lines():
        whole = page.box(first, last)
        if whole is None or abs(whole.top - box.top) > _NEAR or abs(whole.bottom - box.bottom) > _NEAR:
            continue
        raw = page.chars[first:last]
        if canonical(raw) == raw and raw.find(line) >= 0:
            at = first + raw.find(line)
            return page.box(at + inside[0], at + inside[1])
    return None


def _share(box: Box, line: str, inside: tuple[int, int]) -> Box:
    """The share of a line's box that a part of its characters takes."""
    width, size = box.x1 - box.x0, max(len(line), 1)
    return Box(box.x0 + width * inside[0] / size, box.top, box.x0 + width * inside[1] / size, box.bottom)
