"""The walk through the body of a Word document: paragraphs with their stretches of text (duyệt nội dung Word)."""

from dataclasses import dataclass, field
from typing import Any

from doccheck.extract.columns import Sides, by_column, table_sides
from doccheck.extract.draft import Draft
from doccheck.extract.legacy import by_font, even, font_code
from doccheck.extract.word_styles import Look, Numbers, Styles, child, local, look_in, number_in, parts_of, value
from doccheck.model.text import Severity, Zone

_THROUGH = frozenset((
    "hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo", "fldSimple", "oMath", "oMathPara", "ruby",
    "rubyBase", "Choice", "sect", "sub-section", "subDoc", "e", "num", "den", "sup", "sub", "f", "sSup", "sSub",
    "d", "deg", "rad", "nary",
))  # fmt: skip
_CONTAINERS = frozenset({"sdtContent", "customXml", "smartTag", "sect", "sub-section", "ins", "moveTo", "content"})
_DEEPEST = 40
_PLAIN = Look()
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}


@dataclass(slots=True)
class Paragraph:
    """One paragraph: (text, zone) stretches, and its place in the part."""

    pieces: list[tuple[str, Zone]]
    zone: Zone
    part: str
    index: int

    @property
    def text(self) -> str:
        """All stretches together."""
        return "".join(t for t, _ in self.pieces)


@dataclass(slots=True)
class _Run:
    """What is gathered of one paragraph before old codes are converted."""

    pieces: list[tuple[str, Zone, Look]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    fields: list[bool] = field(default_factory=list)
    deleted: bool = False
    rewritten: bool = False


class Flow:
    """Walks blocks and keeps the paragraphs in ``out``."""

    def __init__(
        self, styles: Styles, numbers: Numbers, draft: Draft, part: str, zone: Zone = Zone.BODY, root: Any = None
    ) -> None:
        self.out: list[Paragraph] = []
        self._styles = styles
        self._numbers = numbers
        self._draft = draft
        self._part = part
        self._zone = zone
        self._root = root
        self._order: dict[Any, int] | None = None
        self._open: Paragraph | None = None
        self._looks: dict[str | None, Look] = {}
        self._counted: dict[str | None, tuple[str, int] | None] = {}

    def blocks(self, parent: Any, depth: int = 0) -> None:
        """All blocks below an element."""
        if self._order is None:
            top = self._root if self._root is not None else parent
            self._order = {e: i for i, e in enumerate(top.iter("{*}p"), start=1)}
        if depth > _DEEPEST:
            self._flat(parent)
            return
        for item in parent:
            name = local(item.tag)
            if name == "p":
                self._paragraph(item, depth)
            elif name == "tbl":
                self._table(item, depth)
            elif name == "sdt":
                self.blocks(item, depth + 1)
            elif name == "AlternateContent":
                chosen = child(item, "Choice") if child(item, "Choice") is not None else child(item, "Fallback")
                if chosen is not None:
                    self.blocks(chosen, depth + 1)
            elif name in _CONTAINERS:
                self.blocks(item, depth + 1)
            elif name == "altChunk":
                self._draft.trouble("unsupported_type", Severity.PARTIAL, detail="altChunk")

    def _flat(self, parent: Any) -> None:
        self._draft.trouble("nesting_too_deep", Severity.PARTIAL, place=self._part)
        for item in parent.iter():
            if local(item.tag) == "p":
                text = "".join(e.text or "" for e in item.iter() if local(e.tag) == "t")
                self._keep(Paragraph([(text, self._zone)], self._zone, self._part, self._index(item)))

    def _index(self, item: Any) -> int:
        return (self._order or {}).get(item, 0)

    def _paragraph(self, item: Any, depth: int) -> None:
        properties = parts_of(child(item, "pPr"))
        run = _Run()
        style = value(properties.get("pStyle"))
        self._inside(item, run, self._style_look(style or self._styles.paragraph), None)
        mark = parts_of(properties.get("rPr"))
        merged = "del" in mark or "moveFrom" in mark
        text = any(t for t, _, _ in run.pieces)
        if run.deleted and not text and merged:
            self._boxes(run, depth)
            return
        number = self._number(properties, style) if text or not run.deleted else ""
        pieces = self._converted(run)
        if number and any(t.strip() for t, _ in pieces):
            pieces.insert(0, (number, self._zone))
        self._keep(Paragraph(pieces, self._zone, self._part, self._index(item)), merged=merged)
        self._boxes(run, depth)

    def _keep(self, paragraph: Paragraph, *, merged: bool = False) -> None:
        if self._open is not None:
            self._open.pieces += paragraph.pieces
        else:
            self.out.append(paragraph)
            self._open = paragraph
        if not merged:
            self._open = None

    def _boxes(self, run: _Run, depth: int) -> None:
        self._open = None if run.boxes else self._open
        for box in run.boxes:
            zone, self._zone = self._zone, Zone.TEXT_BOX if self._zone is Zone.BODY else self._zone
            self.blocks(box, depth + 1)
            self._zone = zone

    def _number(self, properties: dict[str, Any], style: str | None) -> str:
        own = number_in(properties)
        if style not in self._counted:
            self._counted[style] = self._styles.number(style or self._styles.paragraph)
        base = self._counted[style]
        if own is None:
            own = base
        elif not own[0] and base:
            own = (base[0], own[1])
        if own is None or own[0] in {"0", ""}:
            return ""
        return self._numbers.next(*own)

    def _style_look(self, style: str | None) -> Look:
        if style not in self._looks:
            self._looks[style] = self._styles.look(style).over(self._styles.default)
        return self._looks[style]

    def _inside(self, parent: Any, run: _Run, look: Look, zone: Zone | None, depth: int = 0) -> None:
        if depth > _DEEPEST:
            self._draft.trouble("nesting_too_deep", Severity.PARTIAL, place=self._part)
            return
        for item in parent:
            name = local(item.tag)
            if name == "r":
                self._run(item, run, look, zone, depth)
            elif name in {"ins", "moveTo"}:
                run.rewritten = True
                self._inside(item, run, look, Zone.INSERTED, depth + 1)
            elif name in {"del", "moveFrom"}:
                run.deleted = True
            elif name == "sdt":
                content = child(item, "sdtContent")
                if content is not None:
                    self._inside(content, run, look, zone, depth + 1)
            elif name == "AlternateContent":
                chosen = child(item, "Choice") if child(item, "Choice") is not None else child(item, "Fallback")
                if chosen is not None:
                    self._inside(chosen, run, look, zone, depth + 1)
            elif name in _THROUGH:
                self._inside(item, run, look, zone, depth + 1)
            elif name in {"pict", "drawing", "object"}:
                self._drawing(item, run)
            elif name == "p":
                self._inside(item, run, look, zone, depth + 1)
        if depth == 0 and (run.deleted or run.rewritten):
            self._draft.trouble("tracked_changes")

    def _run(self, item: Any, run: _Run, look: Look, zone: Zone | None, depth: int) -> None:
        properties = parts_of(child(item, "rPr"))
        if properties:
            style = value(properties.get("rStyle"))
            own = look_in(properties)
            if style:
                own = own.over(self._styles.look(style))
            if own != _PLAIN:
                look = own.over(look)
        for part in item:
            name = local(part.tag)
            if name == "t":
                self._text(part.text or "", run, look, zone)
            elif name in _MARKS:
                if value(part, "type") not in {"page", "column"}:
                    self._text(_MARKS[name], run, look, zone)
            elif name == "fldChar":
                self._field(value(part, "fldCharType"), run)
            elif name in {"drawing", "pict", "object"}:
                self._drawing(part, run)
            elif name in {"AlternateContent", "ruby"}:
                self._inside([part], run, look, zone, depth + 1)

    def _text(self, text: str, run: _Run, look: Look, zone: Zone | None) -> None:
        if any(run.fields):
            return
        if look.hidden:
            if text.strip():
                self._draft.trouble("hidden_text", place=self._part, detail="left out")
            return
        run.pieces.append((text, zone or self._zone, look))

    @staticmethod
    def _field(kind: str | None, run: _Run) -> None:
        """``fields`` holds, for each open field, whether its code (not yet its result) is being passed."""
        if kind == "begin":
            run.fields.append(True)
        elif kind == "separate" and run.fields:
            run.fields[-1] = False
        elif kind == "end" and run.fields:
            run.fields.pop()

    @staticmethod
    def _drawing(item: Any, run: _Run) -> None:
        fallback = {e for e in item.iter() if local(e.tag) == "Fallback" and child(e.getparent(), "Choice") is not None}
        inside: set[Any] = set()
        for element in item.iter():
            if local(element.tag) != "txbxContent":
                continue
            above = set(element.iterancestors())
            if not (above & fallback) and not (above & inside):
                inside.add(element)
                run.boxes.append(element)

    def _converted(self, run: _Run) -> list[tuple[str, Zone]]:
        """Stretches of one zone; letters of old fonts become Unicode, over run borders."""
        out: list[tuple[str, Zone]] = []
        i = 0
        while i < len(run.pieces):
            text, zone, look = run.pieces[i]
            code = font_code(look.font) if look.font else None
            j = i + 1
            while j < len(run.pieces) and run.pieces[j][1] is zone and self._alike(run.pieces[j][2], look):
                text += run.pieces[j][0]
                j += 1
            if code is not None and look.font:
                changed = by_font(text, look.font)
                if changed is not None and changed != text:
                    self._draft.trouble("legacy_encoding", detail=code[0])
                    text = changed
            text = text.upper() if look.caps else text
            if out and out[-1][1] is zone:
                out[-1] = (out[-1][0] + text, zone)
            else:
                out.append((text, zone))
            i = j
        return [(even(text), zone) for text, zone in out]

    @staticmethod
    def _alike(one: Look, other: Look) -> bool:
        if bool(one.caps) != bool(other.caps):
            return False
        return one.font == other.font or font_code(one.font or "") == font_code(other.font or "")

    def _table(self, item: Any, depth: int) -> None:
        self._open = None
        rows = [self._row(r, depth) for r in _children(item, "tr") if child(child(r, "trPr"), "del") is None]
        shown = [["\n".join(p.text for p in cell) for cell in row] for row in rows]
        kind = table_sides(shown)
        many = max((len(row) for row in rows), default=0) > 1
        if kind is Sides.OTHER:
            for row in rows:
                for cell in row:
                    self._emit(cell, Zone.TABLE if many else None)
            return
        filled = [c for c in range(max(map(len, shown))) if any(len(r) > c and r[c].strip() for r in shown)]
        for r, c in by_column(shown):
            side = Zone.LEFT_HEADER if c == filled[0] and len(filled) > 1 else Zone.RIGHT_HEADER
            self._emit([p for p in rows[r][c] if p.text.strip()], side if kind is Sides.HEADER else None)

    def _row(self, row: Any, depth: int) -> list[list[Paragraph]]:
        cells = []
        for cell in _children(row, "tc"):
            kept, self.out = self.out, []
            self._open = None
            self.blocks(cell, depth + 2)
            cells.append(self.out)
            self.out, self._open = kept, None
        return cells

    def _emit(self, cell: list[Paragraph], zone: Zone | None) -> None:
        for paragraph in cell:
            if zone is not None and self._zone is Zone.BODY:
                paragraph.pieces = [(t, z if z is Zone.INSERTED else zone) for t, z in paragraph.pieces]
                paragraph.zone = zone
            self.out.append(paragraph)


def _children(parent: Any, name: str) -> list[Any]:
    """Children of one kind, also those inside content controls and tracked insertions."""
    found = []
    for item in parent:
        kind = local(item.tag)
        if kind == name:
            found.append(item)
        elif kind in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            found += _children(item, name)
    return found
