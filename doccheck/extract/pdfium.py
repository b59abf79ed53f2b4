"""PDFium, the first reader: text of a page, boxes of its lines, pictures of it. Never from two threads."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from doccheck.extract.draft import Unreadable
from doccheck.model.text import Box

_PASSWORD, _SECURITY = 4, 5
_HYPHEN = {0xFFFE: "-", 0x2: "-"}
_GAP = 1.6
_WORD = re.compile("[^ ]+")
_MOST_OBJECTS = 2_500


@dataclass(slots=True)
class Geometry:
    """Size of the page as shown, and the way from PDFium's coordinates to points from the top left."""

    width: float
    height: float
    left: float
    bottom: float
    turn: int

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """Box of a rectangle given by its lower left and upper right corner."""
        x0, x1, y0, y1 = x0 - self.left, x1 - self.left, y0 - self.bottom, y1 - self.bottom
        if self.turn == 1:
            x0, y0, x1, y1 = y0, self.height - x1, y1, self.height - x0
        elif self.turn == 2:
            x0, y0, x1, y1 = self.width - x1, self.height - y1, self.width - x0, self.height - y0
        elif self.turn == 3:
            x0, y0, x1, y1 = self.width - y1, x0, self.width - y0, x1
        return Box(round(x0, 1), round(self.height - y1, 1), round(x1, 1), round(self.height - y0, 1))


class Pdf:
    """An open document; close it."""

    def __init__(self, data: bytes) -> None:
        from pypdfium2 import raw

        self.raw: Any = raw
        self._data = data
        self._doc = raw.FPDF_LoadMemDocument64(data, len(data), None)
        if not self._doc:
            error = raw.FPDF_GetLastError()
            code = {_PASSWORD: "encrypted", _SECURITY: "unsupported_security"}.get(error, "corrupt_structure")
            raise Unreadable(code, f"PDFium error {error}")
        self.count = int(raw.FPDF_GetPageCount(self._doc))
        self._buffer: Any = ctypes.create_string_buffer(2 * 65_536)
        self._rect = raw.FS_RECTF()

    def close(self) -> None:
        """Free the document."""
        self.raw.FPDF_CloseDocument(self._doc)

    def page(self, index: int) -> "PdfPage | None":
        """A page, None when PDFium cannot load it; close it."""
        handle = self.raw.FPDF_LoadPage(self._doc, index)
        return PdfPage(self, handle) if handle else None


class PdfPage:
    """One loaded page and its text page."""

    def __init__(self, pdf: Pdf, handle: Any) -> None:
        self._pdf = pdf
        self._raw = pdf.raw
        self._handle = handle
        self._text_page = self._raw.FPDFText_LoadPage(handle)
        self._straight = True
        self.chars = ""
        self.geometry = self._geometry()

    def close(self) -> None:
        """Free page and text page."""
        if self._text_page:
            self._raw.FPDFText_ClosePage(self._text_page)
        self._raw.FPDF_ClosePage(self._handle)

    def _geometry(self) -> Geometry:
        raw, rect = self._raw, self._pdf._rect
        width, height = raw.FPDF_GetPageWidthF(self._handle), raw.FPDF_GetPageHeightF(self._handle)
        left = bottom = 0.0
        if raw.FPDF_GetPageBoundingBox(self._handle, rect):
            left, bottom = rect.left, rect.bottom
        return Geometry(width, height, left, bottom, raw.FPDFPage_GetRotation(self._handle))

    def read(self) -> str:
        """The text; a hyphen at a line end is a hyphen, lines are parted by CR LF."""
        if not self._text_page:
            return ""
        count = self._raw.FPDFText_CountChars(self._text_page)
        if count <= 0:
            return ""
        room = 2 * (count + 1)
        if room > len(self._pdf._buffer):
            self._pdf._buffer = ctypes.create_string_buffer(room * 2)
        buffer = self._pdf._buffer
        units = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        written = self._raw.FPDFText_GetText(self._text_page, 0, count, units)
        text = ctypes.string_at(buffer, max(2 * (written - 1), 0)).decode("utf-16-le", errors="replace")
        self._straight = len(text) == count
        if "\ufffe" in text or "\x02" in text:
            text = text.translate(_HYPHEN)
        self.chars = text
        return text

    def lines(self) -> Iterator[tuple[int, int]]:
        """Start and end (blanks cut off) of each line in the text."""
        start = 0
        for line in self.chars.split("\r\n"):
            bare = line.strip()
            if bare:
                first = start + line.index(bare[0])
                yield first, first + len(bare)
            start += len(line) + 2

    def _index(self, at: int) -> int:
        if self._straight:
            return at
        return int(self._raw.FPDFText_GetCharIndexFromTextIndex(self._text_page, at))

    def _loose(self, at: int) -> tuple[float, float, float, float] | None:
        rect = self._pdf._rect
        if not self._raw.FPDFText_GetLooseCharBox(self._text_page, self._index(at), rect):
            return None
        return rect.left, rect.bottom, rect.right, rect.top

    def box(self, start: int, end: int) -> Box | None:
        """Box of a stretch of one line, from its first and last character."""
        first, last = self._loose(start), self._loose(end - 1)
        if first is None or last is None:
            return None
        x0, y0, x1, y1 = min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3])
        return self.geometry.box(x0, y0, x1, y1)

    def parts(self, start: int, end: int) -> list[tuple[int, int]]:
        """A line cut where a gap parts two columns."""
        cuts: list[tuple[int, int]] = []
        from_, last = start, -1
        for word in _WORD.finditer(self.chars, start, end):
            first = word.start()
            if last >= from_ and self._apart(last, first):
                cuts.append((from_, last + 1))
                from_ = first
            last = word.end() - 1
        return [*cuts, (from_, end)]

    def _apart(self, last: int, first: int) -> bool:
        """True when the gap between two words parts columns."""
        before, here = self._loose(last), self._loose(first)
        if before is None or here is None:
            return False
        return here[0] - before[2] > _GAP * max(before[3] - before[1], 1.0)

    def covered(self) -> tuple[float, int]:
        """Share of the page that pictures cover, and number of page objects (a limited number is looked at)."""
        raw, page = self._raw, self._handle
        count = raw.FPDFPage_CountObjects(page)
        area = 0.0
        sides = [ctypes.c_float() for _ in range(4)]
        for index in range(min(count, _MOST_OBJECTS)):
            item = raw.FPDFPage_GetObject(page, index)
            kind = raw.FPDFPageObj_GetType(item)
            if kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) and raw.FPDFPageObj_GetBounds(item, *sides):
                left, bottom, right, top = (s.value for s in sides)
                area += max(right - left, 0) * max(top - bottom, 0)
        size = self.geometry.width * self.geometry.height
        return (min(area / size, 1.0) if size > 0 else 0.0), count

    def picture(self, dpi: int, max_pixels: int) -> Any:
        """The page as a Pillow picture in colour."""
        from PIL import Image

        raw = self._raw
        scale = dpi / 72
        width, height = round(self.geometry.width * scale), round(self.geometry.height * scale)
        if width < 1 or height < 1 or width * height > max_pixels:
            raise Unreadable("image_too_large", f"{width} x {height}")
        bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, None, 0)
        if not bitmap:
            raise Unreadable("memory", "no bitmap")
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, 0xFFFFFFFF)
            raw.FPDF_RenderPageBitmap(
                bitmap, self._handle, 0, 0, width, height, 0, raw.FPDF_ANNOT | raw.FPDF_RENDER_FORCEHALFTONE
            )
            stride = raw.FPDFBitmap_GetStride(bitmap)
            data = ctypes.string_at(raw.FPDFBitmap_GetBuffer(bitmap), stride * height)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        return Image.frombuffer("RGB", (width, height), data, "raw", "BGR", stride, 1)
