"""The parts of a document (bố cục văn bản): căn cứ block, articles and their units, quotations, foot, annexes."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from doccheck.model.text import Text, Zone
from doccheck.parse.quotes import quoted
from doccheck.rulebook.needles import Closing
from doccheck.rulebook.phrases_acting import ActingPhrases, small

CHAPTER, ARTICLE, ROMAN, CLAUSE, SUBCLAUSE, POINT, DASH = -10, 0, 4, 10, 14, 20, 30
_LEVELS = {
    "article": ARTICLE,
    "chapter": CHAPTER,
    "roman": ROMAN,
    "subclause": SUBCLAUSE,
    "clause": CLAUSE,
    "point": POINT,
    "dash": DASH,
}
_BLANKED = frozenset({Zone.RUNNING_HEAD, Zone.FOOTNOTE, Zone.STAMP})
_LINE = re.compile(r"[^\n]*\n?")
_FEW = 6
_LAST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One paragraph: article line, khoản, điểm, dash or plain (đoạn). ``said`` is where its words begin."""

    start: int
    said: int
    end: int
    level: int
    article: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article (điều): heading in small letters, whether acting clauses may stand in it."""

    label: str
    start: int
    end: int
    heading: str
    final: bool = False
    acting: bool = False
    transitional: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Zones:
    """A text taken apart. ``flat`` is the body in small letters with page furniture blanked, same length."""

    body: str
    flat: str
    units: tuple[Unit, ...]
    articles: tuple[Article, ...]
    quotes: tuple[tuple[int, int], ...]
    basis: tuple[tuple[int, int], ...]
    begin: int
    foot: int
    _opens: tuple[int, ...] = ()

    def in_quotes(self, at: int) -> bool:
        """True inside quotation marks."""
        i = bisect_right(self._opens, at) - 1
        return i >= 0 and at < self.quotes[i][1]

    def article_at(self, at: int) -> Article | None:
        """The article around one character."""
        i = bisect_right(self.articles, at, key=lambda a: a.start) - 1
        return self.articles[i] if i >= 0 and at < self.articles[i].end else None

    def article_of(self, unit: Unit) -> Article | None:
        """The article that a unit stands in."""
        return None if unit.article is None else self.articles[unit.article]


def read_zones(text: Text, phrases: ActingPhrases) -> Zones:
    """Take a text apart."""
    flat = _flat(text, phrases)
    quotes = quoted(flat)
    opens = tuple(start for start, _ in quotes)

    def outside(at: int) -> bool:
        i = bisect_right(opens, at) - 1
        return i < 0 or at >= quotes[i][1]

    units = _units(text.body, flat, phrases)
    heads = [u for u in units if u.level == ARTICLE and outside(u.start)]
    begin = heads[0].start if heads else _beginning(flat, phrases)
    foot = _foot(flat, begin, phrases, outside, heads)
    articles, owned = _articles(flat, units, heads, foot, phrases)
    return Zones(
        body=text.body,
        flat=flat,
        units=owned,
        articles=articles,
        quotes=quotes,
        basis=_basis(flat, begin, phrases),
        begin=begin,
        foot=foot,
        _opens=opens,
    )


def _flat(text: Text, phrases: ActingPhrases) -> str:
    flat = phrases["noise"].sub(lambda m: " " * len(m[0]), small(text.body))
    blanks = [(a.start, a.end) for a in text.anchors if a.zone in _BLANKED]
    if not blanks:
        return flat
    pieces, at = [], 0
    for start, end in blanks:
        pieces += [flat[at:start], " " * (end - max(start, at))]
        at = max(at, end)
    return "".join([*pieces, flat[at:]])


def _lines_of(flat: str, phrases: ActingPhrases) -> list[str]:
    """Lines with their ends; an article's word and its number on the next line make one."""
    joined = {found.start() for found in phrases["split_article"].finditer(flat)}
    found_lines = [line for line in _LINE.findall(flat) if line]
    if not joined:
        return found_lines
    lines: list[str] = []
    at, whole = 0, True
    for line in found_lines:
        if whole:
            lines.append(line)
        else:
            lines[-1] += line
        whole = at not in joined
        at += len(line)
    return lines


def _width(lines: list[str]) -> int:
    """Length of a full line where lines are wrapped; 0 where a line is a paragraph."""
    lengths = sorted(len(line.rstrip()) for line in lines if len(line) > 20)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    return 0 if usual > 150 else usual * 3 // 4


def _units(body: str, flat: str, phrases: ActingPhrases) -> list[Unit]:
    lines = _lines_of(flat, phrases)
    width = _width(lines)
    marks: list[tuple[int, int, int]] = []
    at, held, before = 0, ARTICLE, ""
    opened = phrases.either(tuple(_LEVELS)).match
    dangling = phrases.closing("dangling")
    for line in lines:
        bare = line.strip()
        if bare:
            opening = opened(line)
            level = _LEVELS[str(opening.lastgroup)] if opening else ARTICLE
            if opening and level == ARTICLE and dangling.search(before):
                opening = None
            if opening:
                held = level
                marks.append((at, at + opening.end(), held))
            else:
                said = at + line.index(bare[0])
                if not before or _parts(before, bare, body[said], width, dangling):
                    marks.append((at, said, held + 1))
            before = bare
        at += len(line)
    ends = [start for start, _, _ in marks[1:]] + [len(flat)] if marks else []
    return [Unit(start=s, said=b, end=e, level=v) for (s, b, v), e in zip(marks, ends, strict=True)]


def _parts(before: str, line: str, first: str, width: int, dangling: Closing) -> bool:
    """True when a line without a mark opens a paragraph of its own."""
    if width and before[-1] == ";" and first.islower():
        return False
    if before[-1] in ".;:!?|" or line[0] == "|" or (before[-1] == "\u201d" and not first.islower()):
        return True
    if not (first.isupper() or first in '\u201c"') or (width and len(before) >= width):
        return False
    return dangling.search(before) is None


def _beginning(flat: str, phrases: ActingPhrases) -> int:
    """Where the words of a document without articles begin: after its căn cứ block."""
    last = 0
    for found in re.finditer(r"^", flat[:12_000], re.MULTILINE):
        if phrases["basis"].match(flat, found.start()):
            last = flat.find("\n", found.start()) + 1
    return last


def _foot(flat: str, begin: int, phrases: ActingPhrases, outside: Callable[[int], bool], heads: list[Unit]) -> int:
    """Where the signature block or the first annex begins: no article of the same row stands after it."""
    numbers = [(head.start, _label(flat, head, phrases)) for head in heads]
    for at in _lines(flat, begin):
        if phrases["foot"].match(flat, at) and outside(at) and not _goes_on(numbers, at):
            return at
    for (_, one), (start, other) in pairwise(numbers):
        if other == "1" and one not in ("", "0"):
            return start
    return len(flat)


def _lines(flat: str, at: int) -> Iterator[int]:
    while at < len(flat):
        yield at
        at = flat.find("\n", at) + 1 or len(flat)


def _goes_on(numbers: list[tuple[int, str]], at: int) -> bool:
    """True when the next article carries on the numbering: what stands at ``at`` is a form inside the text."""
    i = bisect_right(numbers, (at, "~"))
    if not 0 < i < len(numbers):
        return False
    before, after = numbers[i - 1][1], numbers[i][1]
    return before.isdigit() and after.isdigit() and int(after) == int(before) + 1


def _label(flat: str, unit: Unit, phrases: ActingPhrases) -> str:
    found = phrases["article"].match(flat, unit.start)
    return found["label"] if found else ""


def _articles(
    flat: str, units: list[Unit], heads: list[Unit], foot: int, phrases: ActingPhrases
) -> tuple[tuple[Article, ...], tuple[Unit, ...]]:
    mine = [head for head in heads if head.start < foot]
    ends = [head.start for head in mine[1:]] + [foot] * bool(mine)
    final_chapter = _final_chapter(flat, units, phrases)
    articles: list[Article] = []
    for i, (head, end) in enumerate(zip(mine, ends, strict=True)):
        heading = _heading(flat, units, head)
        late = i >= len(mine) - _LAST or len(mine) <= _FEW
        named = len(heading) < 160 and phrases["final_heading"].search(heading) is not None
        articles.append(
            Article(
                label=_label(flat, head, phrases),
                start=head.start,
                end=end,
                heading=heading,
                final=late or named or head.start > final_chapter,
                acting=phrases["acting_heading"].match(heading) is not None,
                transitional=len(heading) < 160 and phrases["transitional_heading"].search(heading) is not None,
            )
        )
    return tuple(articles), tuple(_owned(units, articles))


def _owned(units: list[Unit], articles: list[Article]) -> Iterator[Unit]:
    """The units with the articles in which they stand; both are in order."""
    i, count = -1, len(articles)
    for u in units:
        while i + 1 < count and articles[i + 1].start <= u.start:
            i += 1
        if i >= 0 and u.start < articles[i].end:
            yield Unit(start=u.start, said=u.said, end=u.end, level=u.level, article=i)
        else:
            yield u


def _heading(flat: str, units: list[Unit], head: Unit) -> str:
    """Words of an article's first line, or of the plain line under a bare number."""
    heading = " ".join(flat[head.said : min(head.end, head.said + 400)].split()).strip(" *.:-|")
    after = bisect_right(units, head.start, key=lambda u: u.start)
    if heading or after >= len(units) or units[after].level != head.level + 1:
        return heading
    return " ".join(flat[units[after].said : min(units[after].end, units[after].said + 400)].split()).strip(" *.:-|")


def _final_chapter(flat: str, units: list[Unit], phrases: ActingPhrases) -> int:
    """Start of the chapter of final provisions; the end of the text where there is none."""
    for i in range(len(units) - 1, -1, -1):
        if units[i].level == CHAPTER:
            reach = units[i + 1].end if i + 1 < len(units) else units[i].end
            if phrases["final_heading"].search(flat[units[i].start : min(reach, units[i].start + 200)]):
                return units[i].start
            break
    return len(flat)


def _basis(flat: str, begin: int, phrases: ActingPhrases) -> tuple[tuple[int, int], ...]:
    """Items of the căn cứ block, one a basis."""
    items: list[tuple[int, int]] = []
    open_at: int | None = None
    at = 0
    block = flat[:begin]
    cuts = sorted(
        {0, *(m.end() for m in re.finditer(r"\n", block)), *(m.end() for m in phrases["basis_inline"].finditer(block))}
    )
    before = ""
    for at, after in pairwise([*cuts, begin]):
        piece = block[at:after]
        if open_at is not None and (before.endswith((";", ".")) or phrases["basis_end"].match(block, at)):
            items.append((open_at, at))
            open_at = None
        if phrases["basis"].match(piece):
            if open_at is not None:
                items.append((open_at, at))
            open_at = at
        before = piece.strip() or before
    if open_at is not None:
        items.append((open_at, begin))
    return tuple((s, s + _basis_length(block[s:e], phrases)) for s, e in items)


def _basis_length(item: str, phrases: ActingPhrases) -> int:
    """An item ends where another lead-in begins inside its line."""
    found = phrases["basis_end"].search(item, 1)
    return found.start() if found else len(item)
