"""Where lines stand on a page: header and signature read column by column, for print and for scans (bố cục trang)."""

from dataclasses import dataclass, field

from doccheck.extract.columns import bare, begins
from doccheck.model.text import Box, Zone
from doccheck.rulebook.encodings import encodings

_OFF = 0.13
_EDGE = 0.05
_LEAP = 0.05
_NEAR = 12.0
_HEADER_PART = 0.62
_ABOVE = 110.0
_WIDE = 0.62


@dataclass(slots=True)
class Word:
    """A word of a scan: place in its line, box, confidence 0..1."""

    start: int
    end: int
    box: Box
    confidence: float


@dataclass(slots=True)
class Line:
    """One line (or one column's part of it) with its box in points from the top left."""

    text: str
    box: Box | None = None
    zone: Zone = Zone.BODY
    words: list[Word] = field(default_factory=list)
    source: int = -1
    moved: bool = False

    @property
    def middle(self) -> float:
        """Horizontal centre."""
        return (self.box.x0 + self.box.x1) / 2 if self.box else 0.0

    @property
    def width(self) -> float:
        """Width."""
        return self.box.x1 - self.box.x0 if self.box else 0.0

    @property
    def top(self) -> float:
        """Upper edge."""
        return self.box.top if self.box else 0.0


def arrange(lines: list[Line], width: float, height: float) -> list[Line]:
    """Lines with header and signature blocks in column order; all others keep their order."""
    lines = [part for line in lines for part in _cut_at_motto(line, width, height)]
    return _signature(_header(_stamps(lines, width, height), width, height), width)


def _cut_at_motto(line: Line, width: float, height: float) -> list[Line]:
    """A scan's line in two where the motto follows the issuer with too small a gap."""
    if line.top > height * _HEADER_PART or len(line.words) < 5:
        return [line]
    for i, word in enumerate(line.words[1:], start=1):
        if word.box.x0 > width * 0.33 and begins(line.text[word.start :], encodings().motto):
            return [_portion(line, line.words[:i]), _portion(line, line.words[i:])]
    return [line]


def _portion(line: Line, words: list[Word]) -> Line:
    start = words[0].start
    box = Box(
        words[0].box.x0, min(w.box.top for w in words), words[-1].box.x1, max(w.box.bottom for w in words)
    )  # fmt: skip
    moved = [Word(w.start - start, w.end - start, w.box, w.confidence) for w in words]
    return Line(line.text[start : words[-1].end], box, line.zone, moved, line.source)


def _stamps(lines: list[Line], width: float, height: float) -> list[Line]:
    """Lines of the receiving office's stamp, at the head of a scan, are marked and read after the others."""
    marks = [
        x for x in lines
        if x.words and x.box and x.top < height * 0.4 and x.middle < width * 0.35 and x.width < width * 0.35
        and any(w in bare(x.text) for w in map(bare, encodings().stamps))
    ]  # fmt: skip
    if not marks:
        return lines
    near = [
        x for x in lines
        if x.words and x.box and any(_touch(x.box, m.box) for m in marks if m.box) and x.width < width * 0.35
        and not begins(x.text, (*encodings().header, *encodings().motto))
    ]  # fmt: skip
    for line in near:
        line.zone = Zone.STAMP
    return [x for x in lines if x.zone is not Zone.STAMP] + near


def _touch(one: Box, other: Box) -> bool:
    """True when a box lies on, right above or right below another and not far beyond its sides."""
    down = max(one.top, other.top) - min(one.bottom, other.bottom)
    return down < _NEAR and one.x0 > other.x0 - 2 * _NEAR and one.x1 < other.x1 + 2 * _NEAR


def rejoined(lines: list[Line]) -> list[Line]:
    """Parts of one line that no column took away become one line again."""
    out: list[Line] = []
    for line in lines:
        last = out[-1] if out else None
        if last is None or line.source < 0 or line.source != last.source or line.moved or last.moved:
            out.append(line)
            continue
        for word in line.words:
            word.start += len(last.text) + 1
            word.end += len(last.text) + 1
        last.words += line.words
        last.text += " " + line.text
        if last.box and line.box:
            last.box = Box(
                min(last.box.x0, line.box.x0), min(last.box.top, line.box.top),
                max(last.box.x1, line.box.x1), max(last.box.bottom, line.box.bottom),
            )  # fmt: skip
    return out


def _header(lines: list[Line], width: float, height: float) -> list[Line]:
    """Left of the motto the issuer and the number, then motto and day; whatever lies across ends the header."""
    placed = [x for x in lines if x.box and x.text.strip() and x.zone is Zone.BODY]
    mottoes = [x for x in placed if _is_motto(x, width) and x.top < height * _HEADER_PART]
    motto = min(mottoes, key=lambda x: x.top, default=None)
    if motto is None or motto.box is None:
        return lines
    first = motto.top - (motto.box.bottom - motto.top) * 1.2
    below = sorted((x for x in placed if x.top >= first), key=lambda x: x.top)
    left: list[Line] = []
    right: list[Line] = []
    dated = False
    for line in below:
        if _in_right_column(line, motto, width):
            if dated and not _same_height(line, right[-1]):
                break
            right.append(line)
            dated = dated or _is_day(line)
        elif _in_left_column(line, motto, width):
            left.append(line)
        elif line.top > motto.box.bottom - 2:
            break
    above = [x for x in placed if first > x.top >= first - 60 and _in_left_column(x, motto, width)]
    left = above + [x for x in left if x.top < _gap_below(right, left, height)]
    if not left:
        return lines
    for line in left:
        line.zone = Zone.LEFT_HEADER
    for line in right:
        line.zone = Zone.RIGHT_HEADER
    return _moved(lines, [*left, *right], _downward(left) + _downward(right))


def _is_motto(line: Line, width: float) -> bool:
    return line.middle > width * 0.5 and begins(line.text, encodings().motto)


def _is_day(line: Line) -> bool:
    words = bare(line.text).split()
    return sum(any(w.startswith(d) for w in words) for d in map(bare, encodings().day)) >= 2


def _in_right_column(line: Line, motto: Line, width: float) -> bool:
    if line.box is None or motto.box is None:
        return False
    return abs(line.middle - motto.middle) < width * _OFF and line.box.x0 > motto.box.x0 - width * _EDGE


def _in_left_column(line: Line, motto: Line, width: float) -> bool:
    if line.box is None or motto.box is None:
        return False
    return line.box.x1 <= max(motto.box.x0, width * 0.42) + width * _EDGE


def _gap_below(right: list[Line], left: list[Line], height: float) -> float:
    """Where the left column ends: a wide gap below everything that stands beside the right column."""
    last = max(x.box.bottom for x in right if x.box)
    for line in left:
        if line.box is None:
            continue
        if line.top > last + height * _LEAP:
            return line.top
        last = max(last, line.box.bottom)
    return height


def _same_height(one: Line, other: Line) -> bool:
    if one.box is None or other.box is None:
        return False
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared > 0.5 * min(one.box.bottom - one.box.top, other.box.bottom - other.box.top)


def _downward(lines: list[Line]) -> list[Line]:
    """From top to bottom; parts of one visual line from left to right."""
    ordered = sorted(lines, key=lambda x: x.top)
    out: list[Line] = []
    for line in ordered:
        at = len(out)
        while at and _same_height(out[at - 1], line) and out[at - 1].box and line.box:
            before = out[at - 1].box
            if before is None or before.x0 <= line.box.x0:
                break
            at -= 1
        out.insert(at, line)
    return out


def _moved(lines: list[Line], block: list[Line], ordered: list[Line]) -> list[Line]:
    """Lines with a block put, in a new order, where its first line stood."""
    ids = {id(x) for x in block}
    for line in ordered:
        line.moved = True
    at = next(i for i, x in enumerate(lines) if id(x) in ids)
    head = [x for x in lines[:at] if id(x) not in ids]
    return head + ordered + [x for x in lines[at:] if id(x) not in ids]


def _signature(lines: list[Line], width: float) -> list[Line]:
    rules = encodings()
    placed = [x for x in lines if x.box and x.text.strip() and x.zone is Zone.BODY]
    receivers = [x for x in placed if x.middle < width * 0.5 and begins(x.text, rules.receivers)]
    if not receivers:
        return lines
    start = receivers[-1]
    rights = [x for x in placed if x.box and x.box.x0 > width * 0.36 and x.middle > width * 0.52]
    top = min(
        (x.top for x in rights if start.top - _ABOVE < x.top and begins(x.text, rules.signature)), default=start.top
    )
    top = min(top, start.top) - 2
    below = [x for x in placed if x.top >= top]
    wide = [x.top for x in below if x.width > width * _WIDE and x.top > start.top + 4]
    block = [x for x in below if not wide or x.top < min(wide)]
    right = [x for x in block if x in rights]
    left = [x for x in block if x not in rights]
    if not right or not left or any(x.top < start.top - 2 for x in left):
        left = [x for x in left if x.top >= start.top - 2]
        block = left + right
    if not right or not left:
        return lines
    return _moved(lines, block, _downward(left) + _downward(right))
