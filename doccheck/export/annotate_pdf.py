"""Highlights and notes on a PDF (tô sáng và ghi chú): appended to the file, whose own bytes stay as they are."""

import io
from collections.abc import Sequence
from typing import Any

from doccheck.export.annotate import COLOURS, Mark
from doccheck.export.clean import visible
from doccheck.model.text import Box

AUTHOR = "doccheck"
_PRINTED = 4
_NOTE = 18.0


class LockedPdf(Exception):
    """The PDF is damaged, or locked by a password: nothing can be appended."""


def annotated_pdf(data: bytes, marks: Sequence[Mark]) -> bytes:
    """The PDF with its marks; those without a box stand as notes at the top of the first page."""
    from pypdf import PdfWriter
    from pypdf.errors import PyPdfError

    try:
        writer = PdfWriter(io.BytesIO(data), incremental=True)
        sizes = [_Page(page) for page in writer.pages]
        for mark in marks:
            for number in sorted({number for number, _ in mark.boxes}):
                if 0 < number <= len(sizes):
                    boxes = [box for at, box in mark.boxes if at == number]
                    sizes[number - 1].add(writer, _highlight(writer, sizes[number - 1], mark, boxes))
        for i, mark in enumerate(mark for mark in marks if not mark.boxes):
            sizes[0].add(writer, _note(sizes[0], mark, i))
        out = io.BytesIO()
        writer.write(out)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise LockedPdf(str(error)) from error
    return out.getvalue()


class _Page:
    """A page with the way from points as shown to its own space."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.turn = (int(page.rotation or 0) // 90) % 4
        crop, media = page.cropbox, page.mediabox
        self.left, self.bottom = max(float(crop.left), float(media.left)), max(float(crop.bottom), float(media.bottom))
        across = min(float(crop.right), float(media.right)) - self.left
        up = min(float(crop.top), float(media.top)) - self.bottom
        self.width, self.height = (up, across) if self.turn % 2 else (across, up)

    def rectangle(self, box: Box) -> tuple[float, float, float, float]:
        """Lower left and upper right corner in the page's own space."""
        corners = [self._own(x, self.height - y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _own(self, x: float, y: float) -> tuple[float, float]:
        if self.turn == 1:
            x, y = self.height - y, x
        elif self.turn == 2:
            x, y = self.width - x, self.height - y
        elif self.turn == 3:
            x, y = y, self.width - x
        return x + self.left, y + self.bottom

    def add(self, writer: Any, note: Any) -> None:
        """Put an annotation on the page."""
        from pypdf.generic import ArrayObject, NameObject

        kept = self.page.get("/Annots")
        notes = kept.get_object() if kept is not None else None
        if notes is None:
            notes = ArrayObject()
            self.page[NameObject("/Annots")] = notes
        notes.append(writer._add_object(note))


def _highlight(writer: Any, page: _Page, mark: Mark, boxes: Sequence[Box]) -> Any:
    from pypdf.generic import ArrayObject, FloatObject, NameObject

    rects = [page.rectangle(box) for box in boxes]
    quads = [v for x0, y0, x1, y1 in rects for v in (x0, y1, x1, y1, x0, y0, x1, y0)]
    around = (min(r[0] for r in rects), min(r[1] for r in rects), max(r[2] for r in rects), max(r[3] for r in rects))
    note = _annotation("/Highlight", around, mark)
    note[NameObject("/QuadPoints")] = ArrayObject(FloatObject(round(v, 2)) for v in quads)
    note[NameObject("/AP")] = _appearance(writer, around, rects, COLOURS[mark.level])
    return note


def _note(page: _Page, mark: Mark, place: int) -> Any:
    from pypdf.generic import NameObject

    left = 4 + (place % 20) * (_NOTE + 4)
    note = _annotation("/Text", page.rectangle(Box(left, 4, left + _NOTE, 4 + _NOTE)), mark)
    note[NameObject("/Name")] = NameObject("/Comment")
    return note


def _annotation(kind: str, around: tuple[float, float, float, float], mark: Mark) -> Any:
    from pypdf.generic import (
        ArrayObject,
        DictionaryObject,
        FloatObject,
        NameObject,
        NumberObject,
        TextStringObject,
    )  # fmt: skip

    return DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/Rect"): ArrayObject(FloatObject(round(v, 2)) for v in around),
            NameObject("/C"): ArrayObject(FloatObject(v) for v in COLOURS[mark.level]),
            NameObject("/Contents"): TextStringObject(visible(mark.text)),
            NameObject("/T"): TextStringObject(AUTHOR),
            NameObject("/NM"): TextStringObject(mark.key),
            NameObject("/F"): NumberObject(_PRINTED),
        }
    )


def _appearance(writer: Any, around: tuple[float, ...], rects: Sequence[tuple[float, ...]], colour: Any) -> Any:
    """The look of a highlight, so that every viewer shows the same."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject

    strokes = " ".join(f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re f" for x0, y0, x1, y1 in rects)
    form = StreamObject()
    form.set_data(f"/G gs {' '.join(f'{v:.2f}' for v in colour)} rg {strokes}".encode("ascii"))
    blend = DictionaryObject({NameObject("/BM"): NameObject("/Multiply"), NameObject("/ca"): FloatObject(1)})
    states = DictionaryObject({NameObject("/G"): blend})
    form.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): ArrayObject(FloatObject(round(v, 2)) for v in around),
            NameObject("/Resources"): DictionaryObject({NameObject("/ExtGState"): states}),
        }
    )
    return DictionaryObject({NameObject("/N"): writer._add_object(form)})
