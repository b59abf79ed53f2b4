"""Scans: Tesseract reads pictures of pages, each word with its box and its confidence (nhận dạng chữ)."""

import io
import math
import os
import struct
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.layout import Line, Word, arrange, rejoined
from doccheck.extract.ocr import Token, engine, model_file
from doccheck.extract.options import ExtractOptions
from doccheck.extract.picture import Pose, ink, lies_on_side, middle_of, skew, turned, without_stamp
from doccheck.model.text import Box, PageKind, Severity

_FOLDERS = ("/usr/share/tesseract-ocr", "/usr/share", "/usr/local/share", "/opt/homebrew/share",
            "C:/Program Files/Tesseract-OCR")  # fmt: skip
_GAP = 1.6
_POOR = 0.62
_FEW = 3
_BLANK, _WRITTEN = 0.0003, 0.004
_A4_INCHES = 8.27
_LEAST_DPI, _MOST_DPI = 170, 320
_BROKEN = (ArithmeticError, AttributeError, EOFError, LookupError, OSError, RuntimeError, SyntaxError, TypeError,
           ValueError, struct.error, zlib.error)  # fmt: skip


@dataclass(slots=True)
class Read:
    """What OCR made of a page; ``ink``: the page was not blank."""

    lines: list[Line] = field(default_factory=list)
    confidence: float = 0.0
    ink: bool = True


def model_folder(chosen: Path | None) -> Path | None:
    """Folder that holds the Vietnamese data: the chosen one, the environment's, the user's, then the usual ones."""
    folders = [chosen] if chosen else []
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        folders += [Path(prefix), Path(prefix) / "tessdata"]
    folders += _usual_folders()
    return next((f for f in folders if model_file(f).is_file()), None)


@lru_cache(maxsize=1)
def _usual_folders() -> list[Path]:
    import platformdirs

    found = [Path(platformdirs.user_data_dir("doccheck")) / "tessdata"]
    for folder in map(Path, _FOLDERS):
        found += [folder / "tessdata", *sorted(folder.glob("*/tessdata"), reverse=True)]
    return found


class Scanner:
    """Reads pictures of pages."""

    def __init__(self, options: ExtractOptions) -> None:
        folder = model_folder(options.tessdata) if options.ocr else None
        self._engine = engine(str(folder)) if folder else None

    @property
    def ready(self) -> bool:
        """False when engine or Vietnamese data are missing."""
        return self._engine is not None

    def read(self, picture: Any, dpi: float) -> Read:
        """Lines of one page; turned pages are set upright first, boxes are those of the picture as given."""
        grey = without_stamp(picture)
        dark = ink(grey)
        if dark < _BLANK:
            return Read(ink=False)
        first = 1 if lies_on_side(grey) else 0
        best = self._read(grey, dpi, first)
        best.ink = dark > _WRITTEN
        if best.confidence >= _POOR and best.lines:
            return best
        sample = middle_of(grey)
        sure = {quarters: _worth(self._read(sample, dpi, quarters)) for quarters in range(4)}
        quarters = max(sure, key=lambda q: sure[q])
        if quarters != first and sure[quarters] > 1.25 * sure[first]:
            other = self._read(grey, dpi, quarters)
            best = other if _worth(other) > _worth(best) else best
        return best

    def _read(self, grey: Any, dpi: float, quarters: int) -> Read:
        upright = turned(grey, quarters, 0.0)
        degrees = skew(upright)
        ready = turned(upright, 0, degrees)
        pose = Pose(grey.width, grey.height, quarters, degrees)
        if self._engine is None:
            return Read()
        words = self._engine.words(ready, dpi)
        return _arranged(words, pose, 72 / dpi, ready.width * 72 / dpi, ready.height * 72 / dpi)


def _worth(read: Read) -> float:
    return read.confidence * math.sqrt(sum(len(w.text) for w in read.lines))


def _arranged(words: list[list[Token]], pose: Pose, scale: float, width: float, height: float) -> Read:
    """Lines in the order of the page, columns of header and signature apart."""
    lines: list[Line] = []
    for source, row in enumerate(words):
        for part in _parts(row):
            letters = sum(c.isalnum() for t in part for c in t.text)
            if letters > _FEW or (letters and max(t.confidence for t in part) > _POOR):
                lines.append(_line(part, scale, source))
    lines = rejoined(arrange(lines, width, height))
    letters = sum(len(w.text) for w in lines)
    sure = sum(word.confidence * (word.end - word.start) for line in lines for word in line.words)
    for line in lines:
        _place(line, pose, scale)
    return Read(lines, sure / max(letters, 1))


def _parts(words: list[Token]) -> list[list[Token]]:
    """A line cut where a gap parts two columns."""
    heights = sorted(t.y1 - t.y0 for t in words)
    gap = _GAP * heights[len(heights) // 2]
    parts = [[words[0]]]
    for word in words[1:]:
        if word.x0 - parts[-1][-1].x1 > gap:
            parts.append([word])
        else:
            parts[-1].append(word)
    return parts


def _line(words: list[Token], scale: float, source: int) -> Line:
    """A line in points of the picture that was read."""
    text = ""
    placed: list[Word] = []
    for token in words:
        start = len(text) + 1 if text else 0
        text = f"{text} {token.text}" if text else token.text
        box = Box(token.x0 * scale, token.y0 * scale, token.x1 * scale, token.y1 * scale)
        placed.append(Word(start, start + len(token.text), box, round(token.confidence, 3)))
    boxes = [w.box for w in placed]
    whole = Box(
        min(b.x0 for b in boxes), min(b.top for b in boxes), max(b.x1 for b in boxes), max(b.bottom for b in boxes)
    )
    return Line(text, whole, words=placed, source=source)


def _place(line: Line, pose: Pose, scale: float) -> None:
    """Boxes of a line back to the picture as it was given."""
    for word in line.words:
        b = word.box
        word.box = pose.box(b.x0 / scale, b.top / scale, b.x1 / scale, b.bottom / scale, scale)


def read_image(data: bytes, options: ExtractOptions, draft: Draft) -> None:
    """Every frame of a picture file is a page."""
    scanner = Scanner(options)
    if not scanner.ready:
        raise Unreadable("ocr_unavailable")
    for picture, dpi in _frames(data, options, draft):
        _put(scanner, picture, dpi, draft)


def read_pictures(pictures: Iterable[bytes], options: ExtractOptions, draft: Draft) -> None:
    """Pictures that are the pages of a document without text; what is no picture is left out."""
    scanner = Scanner(options)
    for data in pictures:
        if len(draft.pages) >= options.ocr_max_pages:
            draft.trouble("too_many_pages", Severity.PARTIAL)
            return
        try:
            for picture, dpi in _frames(data, options, draft):
                if scanner.ready:
                    _put(scanner, picture, dpi, draft)
                else:
                    draft.trouble("ocr_unavailable", Severity.PARTIAL)
        except Unreadable as reason:
            draft.trouble(reason.code, Severity.PARTIAL, detail=reason.detail)


def _put(scanner: Scanner, picture: Any, dpi: float, draft: Draft) -> None:
    number = len(draft.pages) + 1
    read = scanner.read(picture, dpi)
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    if read.lines:
        draft.trouble("ocr_text", place=f"page {number}")
        if read.confidence < _POOR:
            draft.trouble("ocr_uncertain", Severity.PARTIAL, place=f"page {number}")
    elif read.ink:
        draft.trouble("ocr_failed", Severity.PARTIAL, place=f"page {number}")
    for line in read.lines:
        draft.placed(line, number)
    draft.page(number, PageKind.OCR if read.lines else PageKind.EMPTY, round(width, 1), round(height, 1))


def _frames(data: bytes, options: ExtractOptions, draft: Draft) -> Iterator[tuple[Any, float]]:
    """(picture, dots an inch) of each frame, decoded here and scaled to what OCR reads best."""
    from PIL import Image

    try:
        file = Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        raise Unreadable("image_too_large", str(error)) from error
    except _BROKEN as error:
        raise Unreadable("corrupt_structure", str(error)) from error
    for index in range(options.ocr_max_pages + 1):
        if index == options.ocr_max_pages:
            draft.trouble("too_many_pages", Severity.PARTIAL)
            return
        try:
            file.seek(index)
            if file.width * file.height > options.max_pixels:
                raise Unreadable("image_too_large", f"{file.width} x {file.height}")
            yield _upright(file)
        except EOFError:
            return
        except Image.DecompressionBombError as error:
            raise Unreadable("image_too_large", str(error)) from error
        except _BROKEN as error:
            if index == 0:
                raise Unreadable("corrupt_structure", str(error)) from error
            draft.trouble("corrupt_structure", Severity.PARTIAL, f"page {index + 1}", str(error))
            return


def _upright(file: Any) -> tuple[Any, float]:
    from PIL import Image, ImageOps

    picture = ImageOps.exif_transpose(file)
    if picture.mode in {"RGBA", "LA", "PA"} or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        picture = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("RGB")
    elif picture.mode not in {"1", "L", "RGB"}:
        picture = picture.convert("RGB")
    dpi = min(picture.size) / _A4_INCHES
    if not _LEAST_DPI <= dpi <= _MOST_DPI:
        wanted = min(max(dpi, _LEAST_DPI), _MOST_DPI)
        factor = min(wanted / dpi, 4.0)
        size = (max(round(picture.width * factor), 1), max(round(picture.height * factor), 1))
        picture = picture.convert("L" if picture.mode == "1" else picture.mode).resize(size, Image.Resampling.LANCZOS)
        dpi *= factor
    return picture, dpi
