"""Tesseract, one engine a process: words of a picture with box and confidence, numbers looked at twice (bộ nhận dạng).

A digit that is wrong changes the law that is cited. Lines whose digits are uncertain are read once more, enlarged;
where the two readings differ in digits, no more than an even chance is left to the words.
"""

import contextlib
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from doccheck.extract.draft import Unreadable

LANGUAGE = "vie"
_PAGE_MS, _LINE_MS = 120_000, 5_000
_NOISE = 0.3
_ETH = {0xD0: "\u0110", 0xF0: "\u0111"}
_UNSURE = 0.88
_EVEN = 0.5
_ZOOM = 1.6
_TALLEST = 0.6
_MOST_LINES = 40
_PAD = 8

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Token:
    """One word in pixels of the picture that was read; ``line`` tells its line."""

    line: Key
    text: str
    confidence: float
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def numeric(self) -> bool:
        """True for a word with a digit or a slash: part of a number or a date."""
        return "/" in self.text or any(c.isdigit() for c in self.text)


@lru_cache(maxsize=2)
def engine(folder: str) -> "Engine | None":
    """Tesseract with the Vietnamese model of a folder; None when it cannot start."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        import tesserocr
    except ImportError:
        return None
    try:
        api = tesserocr.PyTessBaseAPI(path=folder, lang=LANGUAGE, psm=tesserocr.PSM.AUTO)
    except RuntimeError:
        return None
    api.SetVariable("debug_file", os.devnull)
    return Engine(api, tesserocr.PSM.AUTO, tesserocr.PSM.SINGLE_LINE)


def model_file(folder: Path) -> Path:
    """Where the Vietnamese model stands in a folder of OCR data."""
    return folder / f"{LANGUAGE}.traineddata"


@contextlib.contextmanager
def _muted() -> Iterator[None]:
    """Keeps the picture library's own chatter off the reader's screen: it writes to the descriptor, past Python."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        with Path(os.devnull).open("wb") as nowhere:
            os.dup2(nowhere.fileno(), 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)


class Engine:
    """The engine at work on one picture after another."""

    def __init__(self, api: Any, page_mode: int, line_mode: int) -> None:
        self._api = api
        self._page_mode, self._line_mode = page_mode, line_mode

    def words(self, picture: Any, dpi: float) -> list[list[Token]]:
        """Words of a page, line by line, in the engine's order."""
        try:
            with _muted():
                lines = self._recognize(picture, dpi, self._page_mode, _PAGE_MS)
                doubtful = [i for i, line in enumerate(lines) if _doubtful(line)]
                for i in doubtful[:_MOST_LINES]:
                    lines[i] = self._again(picture, dpi, lines[i])
        except RuntimeError as error:
            raise Unreadable("ocr_failed", str(error)) from error
        finally:
            self._api.Clear()
        return lines

    def _recognize(self, picture: Any, dpi: float, mode: int, limit: int) -> list[list[Token]]:
        self._api.SetPageSegMode(mode)
        self._api.SetImage(picture)
        self._api.SetSourceResolution(round(dpi))
        return _lines(self._api.GetTSVText(0)) if self._api.Recognize(limit) else []

    def _again(self, picture: Any, dpi: float, line: list[Token]) -> list[Token]:
        """The line as read enlarged, if that is surer; both readings' doubt stays on digits they disagree about."""
        x0, y0 = max(min(t.x0 for t in line) - _PAD, 0), max(min(t.y0 for t in line) - _PAD, 0)
        x1 = min(max(t.x1 for t in line) + _PAD, picture.width)
        y1 = min(max(t.y1 for t in line) + _PAD, picture.height)
        if y1 - y0 > _TALLEST * dpi or x1 - x0 < _PAD * 3:
            return line
        from PIL import Image

        part = picture.crop((round(x0), round(y0), round(x1), round(y1)))
        size = (round(part.width * _ZOOM), round(part.height * _ZOOM))
        found = self._recognize(part.resize(size, Image.Resampling.LANCZOS), dpi * _ZOOM, self._line_mode, _LINE_MS)
        other = [
            replace(
                t, line=line[0].line, x0=t.x0 / _ZOOM + x0, x1=t.x1 / _ZOOM + x0, y0=t.y0 / _ZOOM + y0,
                y1=t.y1 / _ZOOM + y0,
            )
            for words in found for t in words
        ]  # fmt: skip
        return _surer(line, other)


def _doubtful(line: list[Token]) -> bool:
    return any(t.numeric and t.confidence < _UNSURE for t in line)


def _digits(line: list[Token]) -> str:
    return "".join(c for t in line for c in t.text if c.isdigit())


def _sure(line: list[Token]) -> float:
    words = [t for t in line if t.numeric]
    letters = sum(len(t.text) for t in words)
    return sum(t.confidence * len(t.text) for t in words) / letters if letters else 0.0


def _surer(line: list[Token], other: list[Token]) -> list[Token]:
    """The better of two readings of a line; words with digits that differ are marked as doubtful."""
    long, short = sum(len(t.text) for t in line), sum(len(t.text) for t in other)
    same = _digits(line) == _digits(other)
    if not other or abs(long - short) > max(6, long // 8):
        return line
    better = _sure(other) > _sure(line) + 0.02 and len(_digits(other)) >= len(_digits(line))
    kept = other if better else line
    if same:
        return kept
    agreed = {t.text for t in line} & {t.text for t in other}
    return [replace(t, confidence=min(t.confidence, _EVEN)) if t.numeric and t.text not in agreed else t for t in kept]


def _lines(table: str) -> list[list[Token]]:
    """Tesseract's table as words by line; specks that only look like marks are left out."""
    lines: dict[Key, list[Token]] = {}
    for row in table.splitlines():
        cells = row.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        text, confidence = cells[11].strip().translate(_ETH), max(float(cells[10]) / 100, 0.0)
        if confidence < _NOISE and not any(c.isalnum() for c in text):
            continue
        key = tuple(cells[1:5])
        x, y, w, h = (float(c) for c in cells[6:10])
        lines.setdefault(key, []).append(Token(key, text, confidence, x, y, x + w, y + h))
    return list(lines.values())
