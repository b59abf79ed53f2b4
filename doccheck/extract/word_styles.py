"""Styles and automatic numbers of a Word document (kiểu đoạn và đánh số tự động)."""

from dataclasses import dataclass, field
from typing import Any

from doccheck.extract.legacy import by_font

_DEPTH = 20
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LARGEST = 32_767


_NAMES: dict[str, str] = {}
_MOST_NAMES = 10_000


def local(tag: Any) -> str:
    """Name of an element or attribute without its namespace; there are few, and each is asked for very often."""
    found = _NAMES.get(tag)
    if found is None:
        found = tag.rpartition("}")[2] if isinstance(tag, str) else ""
        if len(_NAMES) < _MOST_NAMES:
            _NAMES[tag] = found
    return found


def child(element: Any, name: str) -> Any | None:
    """First child with this local name."""
    if element is not None:
        for item in element:
            if local(item.tag) == name:
                return item
    return None


def parts_of(element: Any) -> dict[str, Any]:
    """First child of each local name: one look at what is asked for several."""
    found: dict[str, Any] = {}
    if element is not None:
        for item in element:
            found.setdefault(local(item.tag), item)
    return found


def value(element: Any, name: str = "val") -> str | None:
    """Attribute with this local name."""
    if element is not None:
        for key, found in element.items():
            if local(key) == name:
                return str(found)
    return None


def is_on(element: Any) -> bool | None:
    """Switch element: True, False or, when it is not there, None."""
    return None if element is None else value(element) not in {"0", "false", "off", "none"}


@dataclass(slots=True)
class Look:
    """What runs look like, as far as it changes their text; None where nothing is said."""

    font: str | None = None
    caps: bool | None = None
    hidden: bool | None = None

    def over(self, base: "Look") -> "Look":
        """This look laid over a base."""
        return Look(
            self.font or base.font,
            base.caps if self.caps is None else self.caps,
            base.hidden if self.hidden is None else self.hidden,
        )


def look_of(properties: Any) -> Look:
    """Look told by a ``w:rPr``."""
    return look_in(parts_of(properties))


def look_in(parts: dict[str, Any]) -> Look:
    """Look told by the children of a ``w:rPr``."""
    look = Look()
    if (fonts := parts.get("rFonts")) is not None:
        look.font = value(fonts, "ascii") or value(fonts, "hAnsi") or value(fonts, "h-ansi") or value(fonts, "cs")
    if (caps := parts.get("caps")) is not None:
        look.caps = is_on(caps)
    if (hidden := parts.get("vanish")) is not None:
        look.hidden = is_on(hidden)
    return look


@dataclass(slots=True)
class Style:
    """One style with what it hands on."""

    base: str | None
    look: Look
    number: tuple[str, int] | None


@dataclass(slots=True)
class Styles:
    """All styles by id."""

    table: dict[str, Style] = field(default_factory=dict)
    default: Look = field(default_factory=Look)
    paragraph: str | None = None

    @classmethod
    def read(cls, root: Any) -> "Styles":
        """From ``styles.xml``'s root (None: no styles)."""
        styles = cls()
        for item in root if root is not None else ():
            name = local(item.tag)
            if name == "docDefaults":
                styles.default = look_of(child(child(item, "rPrDefault"), "rPr"))
            elif name == "style" and (identity := value(item, "styleId")):
                number = number_of(child(item, "pPr"))
                base = value(child(item, "basedOn"))
                styles.table[identity] = Style(base, look_of(child(item, "rPr")), number)
                if value(item, "type") == "paragraph" and value(item, "default") in {"1", "true", "on"}:
                    styles.paragraph = identity
        return styles

    def look(self, identity: str | None) -> Look:
        """Look of a style with its bases."""
        found = Look()
        for style in self._chain(identity):
            found = found.over(style.look)
        return found

    def number(self, identity: str | None) -> tuple[str, int] | None:
        """Numbering that a style brings."""
        return next((s.number for s in self._chain(identity) if s.number), None)

    def _chain(self, identity: str | None) -> list[Style]:
        chain: list[Style] = []
        while identity and identity in self.table and len(chain) < _DEPTH:
            chain.append(self.table[identity])
            identity = chain[-1].base
        return chain


def number_of(properties: Any) -> tuple[str, int] | None:
    """(list, level) told by a ``w:pPr``; list "0" takes a number away."""
    return number_in(parts_of(properties))


def number_in(parts: dict[str, Any]) -> tuple[str, int] | None:
    """(list, level) told by the children of a ``w:pPr``."""
    numbers = parts.get("numPr")
    if numbers is None:
        numbers = parts.get("listPr")
    if numbers is None:
        return None
    told = parts_of(numbers)
    identity = value(told.get("numId")) or value(told.get("ilfo"))
    level = value(told.get("ilvl")) or "0"
    return (identity or "", int(level) if level.isdigit() else 0)


@dataclass(slots=True)
class Level:
    """One level of a list."""

    start: int = 1
    shape: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    font: str | None = None
    glue: str = " "


@dataclass(slots=True)
class Numbers:
    """Counts automatic numbers while the paragraphs go by."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int], dict[int, Level]]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    started: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def read(cls, root: Any, styles: Styles) -> "Numbers":
        """From ``numbering.xml``'s root, or the ``w:lists`` of Word 2003 XML (None: no numbering)."""
        numbers = cls()
        links: dict[str, str] = {}
        for item in root if root is not None else ():
            name = local(item.tag)
            if name in {"abstractNum", "listDef"}:
                identity = value(item, "abstractNumId") or value(item, "listDefId") or ""
                numbers.levels[identity] = dict(_level(lvl) for lvl in item if local(lvl.tag) == "lvl")
                if link := value(child(item, "numStyleLink")):
                    links[identity] = link
            elif name in {"num", "list"}:
                numbers._list(item)
        for identity, link in links.items():
            target = styles.number(link)
            if target and target[0] in numbers.lists:
                numbers.levels[identity] = numbers.levels.get(numbers.lists[target[0]][0], {})
        return numbers

    def _list(self, item: Any) -> None:
        identity = value(item, "numId") or value(item, "ilfo") or ""
        abstract = value(child(item, "abstractNumId")) or value(child(item, "ilst")) or ""
        starts: dict[int, int] = {}
        own: dict[int, Level] = {}
        for over in item:
            if local(over.tag) == "lvlOverride":
                level = _whole(value(over, "ilvl"), 0)
                start = value(child(over, "startOverride"))
                if start is not None:
                    starts[level] = _whole(start, 1)
                if (redefined := child(over, "lvl")) is not None:
                    own[level] = _level(redefined)[1]
        self.lists[identity] = (abstract, starts, own)

    def next(self, identity: str, depth: int) -> str:
        """The number that stands before this paragraph, with a blank behind; empty when there is none."""
        if identity not in self.lists:
            return ""
        abstract, starts, own = self.lists[identity]
        levels = self.levels.get(abstract, {}) | own
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(abstract, {})
        if depth in starts and (identity, depth) not in self.started:
            self.started.add((identity, depth))
            counts[depth] = starts[depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        for deeper in [d for d in counts if d > depth]:
            rule = levels[deeper].restart if deeper in levels else None
            if rule is None or (rule and depth < rule):
                del counts[deeper]
        return self._written(level, levels, counts)

    def _written(self, level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
        if level.shape == "bullet":
            return "- "
        if level.shape == "none" and "%" not in level.text:
            return level.text + level.glue if level.text else ""
        text = level.text
        if level.font and (converted := by_font(text, level.font)) is not None:
            text = converted
        for depth in range(9):
            mark = f"%{depth + 1}"
            if mark in text:
                part = levels.get(depth, Level())
                shape = "decimal" if level.legal else part.shape
                text = text.replace(mark, shaped(counts.get(depth, part.start), shape))
        return text + level.glue if text else ""


def _whole(text: str | None, other: int) -> int:
    return min(int(text), _LARGEST) if text is not None and text.isdecimal() else other


def _level(item: Any) -> tuple[int, Level]:
    text = value(child(item, "lvlText")) or ""
    restart = value(child(item, "lvlRestart"))
    glue = {"nothing": "", "Nothing": ""}.get(value(child(item, "suff")) or "", " ")
    shape = value(child(item, "numFmt"))
    if shape is None and (old := value(child(item, "nfc"))) is not None:
        shape = {"0": "decimal", "1": "upperRoman", "2": "lowerRoman", "3": "upperLetter", "4": "lowerLetter",
                 "22": "decimalZero", "23": "bullet", "255": "none"}.get(old, "decimal")  # fmt: skip
    level = Level(
        start=_whole(value(child(item, "start")), 1),
        shape=shape or "decimal",
        text=text,
        legal=bool(is_on(child(item, "isLgl"))),
        restart=None if restart is None else _whole(restart, 0),
        font=look_of(child(item, "rPr")).font,
        glue=glue,
    )
    return _whole(value(item, "ilvl"), 0), level


def shaped(number: int, shape: str) -> str:
    """A count as Word writes it in one of its number formats."""
    if shape in {"upperRoman", "lowerRoman"}:
        out, rest = "", number
        for size, letters in _ROMAN:
            out += letters * (rest // size)
            rest %= size
        return out.upper() if shape == "upperRoman" else out
    if shape in {"upperLetter", "lowerLetter"} and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if shape == "upperLetter" else letter
    if shape == "decimalZero":
        return f"{number:02d}"
    return "" if shape == "none" else str(number)
