"""Pictures of pages made ready for OCR: stamp taken off, turned and straightened (xử lý ảnh quét)."""

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from doccheck.model.text import Box

_SMALL = 420
_SKEWS = range(-8, 9)
_LEAST_SKEW = 1.2


@dataclass(frozen=True, slots=True)
class Pose:
    """How a picture was turned before OCR: quarter turns, then degrees, both counter-clockwise."""

    width: int
    height: int
    quarters: int = 0
    degrees: float = 0.0

    def box(self, x0: float, y0: float, x1: float, y1: float, scale: float) -> Box:
        """Box of the picture as it was given, in points, of a rectangle of the turned one."""
        points = [self._back(x, y) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        return Box(
            round(min(xs) * scale, 1), round(min(ys) * scale, 1), round(max(xs) * scale, 1), round(max(ys) * scale, 1)
        )

    def _back(self, x: float, y: float) -> tuple[float, float]:
        width, height = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        if self.degrees:
            angle = math.radians(self.degrees)
            dx, dy = x - width / 2, y - height / 2
            x = width / 2 + dx * math.cos(angle) - dy * math.sin(angle)
            y = height / 2 + dx * math.sin(angle) + dy * math.cos(angle)
        if self.quarters == 1:
            return self.width - y, x
        if self.quarters == 2:
            return self.width - x, self.height - y
        if self.quarters == 3:
            return y, self.height - x
        return x, y


def without_stamp(picture: Any) -> Any:
    """Grey picture in which red ink is as light as paper; blue and black ink stay dark."""
    from PIL import ImageChops

    if picture.mode in {"1", "L"}:
        return picture.convert("L")
    grey = picture.convert("L")
    return ImageChops.lighter(picture.convert("RGB").getchannel("R"), grey)


def ink(grey: Any) -> float:
    """Share of the page that is dark."""
    dark, size = sum(grey.histogram()[:128]), grey.width * grey.height
    return float(dark / size)


def lies_on_side(grey: Any) -> bool:
    """True when the lines of text run from top to bottom."""
    small = _shrunk(grey)
    return _stripes(small.rotate(90, expand=True)) > 1.6 * _stripes(small)


def middle_of(grey: Any) -> Any:
    """The middle of a page, enough of it to tell which side is up."""
    width, height = grey.size
    return grey.crop((width * 3 // 20, height * 3 // 10, width * 17 // 20, height * 6 // 10))


def skew(grey: Any) -> float:
    """Degrees to turn the picture counter-clockwise so that its lines lie level; 0 for a small tilt."""
    small = _shrunk(grey)
    best = max(_SKEWS, key=lambda d: _stripes(_turned(small, d)))
    fine = max((best + f / 4 for f in range(-3, 4)), key=lambda d: _stripes(_turned(small, d)))
    return fine if abs(fine) >= _LEAST_SKEW else 0.0


def turned(grey: Any, quarters: int, degrees: float) -> Any:
    """The picture turned; white fills the corners."""
    if quarters:
        from PIL import Image

        ways = (Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270)
        grey = grey.transpose(ways[quarters - 1])
    return _turned(grey, degrees) if degrees else grey


def _turned(grey: Any, degrees: float) -> Any:
    from PIL import Image

    return grey.rotate(degrees, resample=Image.Resampling.BILINEAR, fillcolor=255) if degrees else grey


def _shrunk(grey: Any) -> Any:
    """Small picture in which text is a grey band."""
    from PIL import Image

    scale = _SMALL / max(grey.size)
    size = (max(round(grey.width * scale), 8), max(round(grey.height * scale), 8))
    return grey.resize(size, Image.Resampling.BOX)


def _stripes(small: Any) -> float:
    """How much neighbouring rows differ: large where lines of text lie level."""
    from PIL import Image

    width, height = small.size
    rows = small.crop((width // 10, 0, width - width // 10, height)).resize((1, height), Image.Resampling.BOX).tobytes()
    return float(sum((a - b) ** 2 for a, b in pairwise(rows)))
