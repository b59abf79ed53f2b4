"""HTML as a reader sees it: hidden elements left out, header tables read by column (đọc tệp HTML)."""

import re
from dataclasses import dataclass, field
from typing import Any

from doccheck.extract.columns import Sides, by_column, table_sides
from doccheck.extract.draft import Draft
from doccheck.extract.legacy import convert_line, legacy_code
from doccheck.extract.plain import decode
from doccheck.model.text import Severity, Zone

_SILENT = frozenset((
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "textarea", "audio",
    "video", "canvas", "math", "datalist", "del",
))  # fmt: skip
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend", "li", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    "caption",
))  # fmt: skip
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9]))", re.IGNORECASE)
_BLANK = re.compile(r"[ \t\r\n\f]+")
_TAGS = re.compile(rb"<[a-zA-Z!/]")
_NESTING = re.compile(
    rb"<(/?)(?:div|section|article|aside|blockquote|center|ul|ol|dl|fieldset|table|form|main|nav|header|footer)\b",
    re.IGNORECASE,
)
_MAX_TAGS = 400_000
_MAX_NESTED = 4_000
_DEEPEST = 200
_LI_NUMBERED = "ol"


@dataclass(slots=True)
class _Out:
    """Lines of one block with their zone; ``open`` is the line being written."""

    lines: list[tuple[str, Zone]] = field(default_factory=list)
    open: list[str] = field(default_factory=list)

    def end(self, zone: Zone = Zone.BODY) -> None:
        """Close the open line; an empty one leaves nothing."""
        text = "".join(self.open)
        self.open = []
        for line in text.split("\n"):
            line = _BLANK.sub(" ", line).strip(" ")
            if line:
                self.lines.append((line, zone))


def read_html(data: bytes, draft: Draft) -> None:
    """Visible text, block by block; an anchor's ``paragraph`` counts the lines from 1."""
    from selectolax.lexbor import LexborHTMLParser

    text = decode(data, draft, _declared(data))
    if len(_TAGS.findall(data)) > _MAX_TAGS or _nested(data) > _MAX_NESTED:
        draft.trouble("nesting_too_deep", Severity.PARTIAL, detail="read without its structure")
        lines = [(line, Zone.BODY) for line in _tagless(text)]
    else:
        tree = LexborHTMLParser(text)
        out = _Out()
        root = tree.body or tree.root
        if root is not None:
            _walk(root, out, draft, 0)
        out.end()
        lines = out.lines
    code = legacy_code("\n".join(line for line, _ in lines))
    if code:
        draft.trouble("legacy_encoding", detail=code)
    for number, (line, zone) in enumerate(lines, start=1):
        draft.line(convert_line(line, code) if code else line, part="html", paragraph=number, zone=zone)


def _declared(data: bytes) -> str | None:
    found = _CHARSET.search(data[:4096])
    return found[1].decode("ascii", errors="ignore").lower() if found else None


def _nested(data: bytes) -> int:
    """How deep blocks nest, counted before a tree is built: building one slows down with the square of it."""
    depth = deepest = 0
    for found in _NESTING.finditer(data):
        depth += -1 if found[1] else 1
        deepest = max(deepest, depth)
    return deepest


def _tagless(text: str) -> list[str]:
    """Text between angle brackets and line ends, in linear time."""
    out = [piece.rpartition(">")[2] for piece in text.split("<")]
    return [line for line in (_BLANK.sub(" ", piece).strip() for piece in out) if line]


def _hidden(node: Any) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _HIDDEN.search(style))


def _walk(parent: Any, out: _Out, draft: Draft, depth: int, zone: Zone = Zone.BODY) -> None:
    if depth > _DEEPEST:
        draft.trouble("nesting_too_deep", Severity.PARTIAL)
        out.open.append(parent.text(deep=True, separator="\n"))
        return
    count = 0
    for node in parent.iter(include_text=True):
        tag = node.tag
        if tag == "-text":
            out.open.append(_BLANK.sub(" ", node.text_content or ""))
        elif tag == "br":
            out.open.append("\n")
        elif tag in _SILENT or tag is None or tag.startswith(("-", "!")):
            continue
        elif _hidden(node):
            if node.text(deep=True).strip():
                draft.trouble("hidden_text", detail="left out")
        elif tag == "table":
            out.end(zone)
            _table(node, out, draft, depth, zone)
        elif tag == "tr":
            out.end(zone)
            _walk(node, out, draft, depth + 1, zone)
            out.end(zone)
        elif tag in _BLOCKS:
            out.end(zone)
            if tag == "li" and parent.tag == _LI_NUMBERED:
                count += 1
                out.open.append(f"{_start(parent) + count - 1}. ")
            _walk(node, out, draft, depth + 1, zone)
            out.end(zone)
        else:
            _walk(node, out, draft, depth + 1, zone)


def _start(node: Any) -> int:
    start = node.attributes.get("start") or "1"
    return int(start) if start.isdecimal() and len(start) < 6 else 1


def _table(table: Any, out: _Out, draft: Draft, depth: int, zone: Zone) -> None:
    rows: list[list[list[tuple[str, Zone]]]] = []
    for row in _rows(table):
        cells = []
        for cell in row.iter():
            if cell.tag in {"td", "th"} and not _hidden(cell):
                inner = _Out()
                _walk(cell, inner, draft, depth + 2, zone)
                inner.end(zone)
                cells.append(inner.lines)
        if cells:
            rows.append(cells)
    shown = [["\n".join(line for line, _ in cell) for cell in row] for row in rows]
    kind = table_sides(shown)
    if kind is Sides.OTHER:
        many = max((len(row) for row in rows), default=0) > 1
        for cells in rows:
            for cell in cells:
                out.lines += [(t, Zone.TABLE if many and z is Zone.BODY else z) for t, z in cell]
        return
    filled = [c for c in range(max(map(len, shown))) if any(len(r) > c and r[c] for r in shown)]
    for r, c in by_column(shown):
        side = Zone.LEFT_HEADER if c == filled[0] and len(filled) > 1 else Zone.RIGHT_HEADER
        out.lines += [(text, side if kind is Sides.HEADER else old) for text, old in rows[r][c]]


def _rows(table: Any) -> list[Any]:
    found = []
    for node in table.iter():
        if node.tag == "tr":
            found.append(node)
        elif node.tag in {"tbody", "thead", "tfoot"}:
            found += [row for row in node.iter() if row.tag == "tr"]
        elif node.tag == "caption":
            found.insert(0, node)
    return found
