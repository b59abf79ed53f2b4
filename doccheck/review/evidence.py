"""The evidence of one finding (bằng chứng), everything a person needs to decide, on one screen."""

import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from doccheck.export.values import act_record, fact_record
from doccheck.extract.show import PICTURED
from doccheck.model.act import Act
from doccheck.model.reading import Reading
from doccheck.model.text import Span, Text
from doccheck.registry import Lives
from doccheck.review.leaves import LAID, Leaf, Words, leaf_of
from doccheck.review.office import office
from doccheck.run.codec import CodecError, load_reading, unpack
from doccheck.run.docket import dicts
from doccheck.run.listing import Sight
from doccheck.validity import chain

AROUND, MOST_PAGE = 1_600, 7_000
PAD = 1.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The page that holds the quote: its picture's address (None: no picture), its size, and the boxes to draw.

    ``laid``: the file has no pages of its own; a picture of it is laid out and comes after the page (see leaves).
    """

    number: int | None
    pages: int
    picture: str | None
    width: float
    height: float
    boxes: tuple[dict[str, str], ...]
    before: str
    quote: str
    after: str
    lost: bool = False
    laid: bool = False


def record_of(path: str, lang: str) -> dict[str, Any] | None:
    """The record of a document as it was last judged."""
    column = "en" if lang == "en" else "vi"
    found = office().workspace.conn.execute(f"select judged, {column} from reports where path = ?", (path,)).fetchone()
    if found is None:
        return None
    return dict(_record(found[0], path, lang, found[1]))


@lru_cache(maxsize=256)
def _record(judged: str, path: str, lang: str, body: bytes) -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(unpack(body))
    return found


@lru_cache(maxsize=4_096)
def title_of(run: int, cause: str, lang: str) -> str:
    """The title of the act behind a cause, as the record of one of its findings has it."""
    sql = "select path, ordinal from findings where cause = ? and live limit 1"
    found = office().workspace.conn.execute(sql, (cause,)).fetchone()
    record = record_of(found[0], lang) if found else None
    if record is None or found[1] >= len(record["findings"]):
        return ""
    finding = record["findings"][found[1]]
    subject = finding["subject"] or {}
    return str(subject.get("title") or "") if subject.get("id") == finding["cause"]["id"] else ""


@lru_cache(maxsize=12)
def _reading(key: str, body: bytes) -> Reading | None:
    try:
        return load_reading(body)
    except CodecError:
        return None


def source_of(path: str) -> dict[str, Any] | None:
    """Where a document's file is, and what it was when it was scanned."""
    sql = "select path, place, member, sha256, key, size, mtime_ns from documents where path = ?"
    found = dicts(office().workspace.conn.execute(sql, (path,)))
    return {**found[0], "file": _file(found[0]["place"])} if found else None


def _file(place: Any) -> Path | None:
    """Where the file is: what was scanned from a folder is looked for from there, or beside the workspace."""
    if not place:
        return None
    file = Path(os.fsdecode(place))
    beside = office().workspace_path.parent / file
    return file if file.is_absolute() or file.exists() or not beside.exists() else beside


def may_see(path: str, sight: Sight) -> bool:
    """Whether a document lies in somebody's sight."""
    where, values = sight.where()
    sql = f"select 1 from findings f where {where} and f.path = ? limit 1"
    return office().workspace.conn.execute(sql, (*values, path)).fetchone() is not None


def sheet_of(row: Mapping[str, Any], finding: Mapping[str, Any]) -> Sheet | None:
    """The page with the quote; None when nothing of the text is kept."""
    source = source_of(row["path"])
    body = office().workspace.reading(source["key"]) if source and source["key"] else None
    reading = _reading(source["key"], body) if source and body else None
    if reading is None or source is None:
        return None
    span = Span(*finding["span"]) if finding["span"] else None
    number = finding["page"]
    page = next((p for p in reading.text.pages if p.number == number), None)
    start, end = (page.span.start, page.span.end) if page else (0, len(reading.text.body))
    if end - start > MOST_PAGE:
        middle = span.start if span else start
        start, end = max(start, middle - AROUND), min(end, middle + AROUND)
    words = reading.text.body
    inner = (max(span.start, start), min(span.end, end)) if span else (start, start)
    pictured = reading.text.source.media_type in PICTURED and page is not None and bool(page.width)
    lost = pictured and not _same_file(source)
    return Sheet(
        number=number,
        pages=len(reading.text.pages),
        picture=f"/page/{row['fingerprint']}/{number}/" if pictured and not lost else None,
        width=round(page.width or 0, 1) if page else 0,
        height=round(page.height or 0, 1) if page else 0,
        boxes=boxes_of(reading.text, span) if span and pictured else (),
        before=words[start : inner[0]],
        quote=words[inner[0] : inner[1]],
        after=words[inner[1] : end],
        lost=lost,
        laid=reading.text.source.media_type in LAID and _same_file(source),
    )


def _same_file(source: Mapping[str, Any]) -> bool:
    try:
        found = source["file"].stat()
    except (OSError, AttributeError):
        return False
    return source["member"] is not None or (found.st_size == source["size"])


def leaf_for(row: Mapping[str, Any], finding: Mapping[str, Any]) -> Leaf:
    """The page of a Word file with the quote, laid out once; without a picture where there can be none."""
    source = source_of(row["path"])
    body = office().workspace.reading(source["key"]) if source and source["key"] else None
    reading = _reading(source["key"], body) if source and body else None
    if reading is None or source is None or source["file"] is None or not _same_file(source):
        return Leaf(why="lost")
    if reading.text.source.media_type not in LAID:
        return Leaf(why="flow")
    span = Span(*finding["span"]) if finding["span"] else Span(0, 0)
    sha256 = str(source["key"] if source["member"] is not None else source["sha256"])[:64]
    words = Words.of(reading.text.body, span)
    return leaf_of(source["file"], source["member"], sha256, words)


def boxes_of(text: Text, span: Span) -> tuple[dict[str, str], ...]:
    """Boxes of a quote's own characters, one a line: a line's box is cut where the quote begins and ends."""
    page = text.place(span).page
    lines: list[list[float]] = []
    for anchor in text.anchors_of(span):
        if anchor.box is None or anchor.page != page:
            continue
        first, last = max(span.start, anchor.start), min(span.end, anchor.end)
        before, inner, whole = (
            _width(text.body[a:b]) for a, b in ((anchor.start, first), (first, last), (anchor.start, anchor.end))
        )
        scale = (anchor.box.x1 - anchor.box.x0) / max(whole, 0.01)
        x0 = anchor.box.x0 + before * scale
        piece = [x0, anchor.box.top, x0 + inner * scale, anchor.box.bottom]
        if lines and _one_line(lines[-1], piece):
            old = lines[-1]
            lines[-1] = [old[0], min(old[1], piece[1]), max(old[2], piece[2]), max(old[3], piece[3])]
        else:
            lines.append(piece)
    return tuple(
        {
            "x": f"{x0 - PAD:.1f}",
            "y": f"{top - PAD:.1f}",
            "width": f"{max(x1 - x0, 2) + 2 * PAD:.1f}",
            "height": f"{bottom - top + 2 * PAD:.1f}",
        }
        for x0, top, x1, bottom in lines
    )


def _one_line(a: list[float], b: list[float]) -> bool:
    """Whether two boxes stand on one line, the second right of the first."""
    height = min(a[3] - a[1], b[3] - b[1])
    return min(a[3], b[3]) - max(a[1], b[1]) > height / 2 and -height < b[0] - a[2] < 2.5 * height


def _width(words: str) -> float:
    """How wide words are, in parts of a printer's em: letters of the usual serif faces."""
    return sum(_letter(c) for c in words)


@lru_cache(maxsize=2048)
def _letter(c: str) -> float:
    plain = unicodedata.normalize("NFD", c)[0]
    for letters, width in _WIDTHS:
        if plain in letters:
            return width
    return 0.68 if plain.isupper() else 0.47


_WIDTHS = (
    ("ijlt:;.,'|/!()[]f", 0.3),
    (" \u00a0", 0.26),
    ("mMW", 0.84),
    ("wDGHKNOQUVXY&", 0.72),
    ("ILJPSrs-", 0.42),
    ("0123456789", 0.5),
)


def shelf_entry(finding: Mapping[str, Any], as_of: str, lang: str) -> dict[str, Any]:
    """What the registry itself holds of the act: facts with quote and origin, status, disagreements, heirs."""
    subject = finding["subject"]
    tools = office().tools
    act = tools.shelf.act(subject["id"]) if subject else None
    if act is None:
        return {"act": None, "facts": [], "conflicts": [], "heirs": [], "pieces": []}
    lives = Lives(tools.shelf, tools.book)
    day = date.fromisoformat(as_of)
    life = lives.of(act)
    piece = life.at(day)
    conflicts = getattr(tools.shelf, "conflicts", lambda _: ())(act.id)
    return {
        "act": act_record(act, tools.book, lang),
        "status": piece.status.value,
        "certainty": piece.certainty.value,
        "facts": [fact_record(fact, tools.book) for fact in tools.shelf.facts(act.id)],
        "conflicts": [dict(zip(("field", "value", "origin", "chosen"), line, strict=True)) for line in conflicts],
        "heirs": _heirs(act, day, lives, lang),
        "pieces": [(p.period.start, p.period.end, p.status.value) for p in life.pieces],
    }


def act_entry(name: str, as_of: str, lang: str) -> dict[str, Any]:
    """What the registry says of an act on a day; empty for an act that it only knows by a name."""
    tools = office().tools
    act = tools.shelf.act(name) if as_of else None
    if act is None:
        return {}
    piece = Lives(tools.shelf, tools.book).of(act).at(date.fromisoformat(as_of))
    return {**(act_record(act, tools.book, lang) or {}), "status": piece.status.value}


def _heirs(act: Act, day: date, lives: Lives, lang: str) -> list[dict[str, Any]]:
    """The acts that stand in its place, step by step to the day, with the days on which each took over."""
    tools = office().tools
    found = []
    for step in chain(act, day, tools.shelf, lives.of):
        by = act_record(step.by, tools.book, lang)
        pieces = [(p.period.start, p.period.end, p.status.value) for p in lives.of(step.by).pieces] if step.by else []
        found.append(
            {
                "label": by["label"] if by else step.fact.by_label or "",
                "on": step.fact.on.isoformat() if step.fact.on else "",
                "kind": step.fact.kind.value,
                "status": step.status.value,
                "gap": step.gap,
                "act": by,
                "pieces": pieces,
            }
        )
    return found


def facts_of(finding: Mapping[str, Any], most: int = 3) -> list[dict[str, Any]]:
    """The facts of a proof, each once: with its quote where a source has one, and how many more sources say it."""
    found: dict[tuple[Any, ...], dict[str, Any]] = {}
    for fact in finding["proof"]:
        by = fact["by"] or {}
        key = (fact["kind"], fact["on"], by.get("id") or by.get("label"), fact["until"])
        old = found.get(key)
        if old is None or (fact["quote"] and not old["quote"]):
            found[key] = {**fact, "sources": (old["sources"] + 1) if old else 0}
        else:
            old["sources"] += 1
    return sorted(found.values(), key=lambda fact: not fact["quote"])[:most]


def proofs_of(cause: str) -> list[dict[str, Any]]:
    """Quotes that people brought for a cause."""
    sql = "select * from proofs where cause = ? order by id desc"
    return dicts(office().workspace.conn.execute(sql, (cause,)))


def card_of(code: str, lang: str) -> dict[str, str]:
    """The rule behind a finding: its name, and why it is one."""
    card = office().tools.book.cards.get(code)
    return {"name": card.name[lang], "why": card.why[lang]} if card else {"name": code, "why": ""}
