"""Runs of a paragraph (đoạn chữ): each character with the element it stands in, and runs split at a character."""

import copy
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_THROUGH = frozenset(("hyperlink", "smartTag", "sdtContent", "customXml", "dir", "bdo", "fldSimple", "ins", "moveTo"))


def local(element: Any) -> str:
    """Name of an element without its namespace; empty for comments and instructions."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child(element: Any, name: str) -> Any | None:
    """First child with a local name."""
    return next((item for item in element if local(item) == name), None)


@dataclass(frozen=True, slots=True)
class Atom:
    """One character: its run, the element that holds it, and where in that element."""

    char: str
    run: Any
    holder: Any
    offset: int
    in_field: bool


def atoms(paragraph: Any) -> list[Atom]:
    """The characters that a reader sees, in order: insertions stay, deletions and field codes go."""
    fields: list[bool] = []
    return list(_inside(paragraph, fields))


def _inside(parent: Any, fields: list[bool]) -> Iterator[Atom]:
    for item in parent:
        name = local(item)
        if name == "r":
            yield from _run(item, fields)
        elif name in _THROUGH:
            yield from _inside(item, fields)
        elif name == "sdt":
            content = child(item, "sdtContent")
            if content is not None:
                yield from _inside(content, fields)


def _run(run: Any, fields: list[bool]) -> Iterator[Atom]:
    properties = child(run, "rPr")
    if properties is not None and child(properties, "vanish") is not None:
        return
    for item in run:
        name = local(item)
        if name == "fldChar":
            _field(item, fields)
        elif any(fields):
            continue
        elif name == "t":
            for i, char in enumerate(item.text or ""):
                yield Atom(char, run, item, i, bool(fields))
        elif name in _MARKS:
            yield Atom(_MARKS[name], run, item, 0, bool(fields))


def _field(mark: Any, fields: list[bool]) -> None:
    kind = next((value for key, value in mark.attrib.items() if key.endswith("}fldCharType")), None)
    if kind == "begin":
        fields.append(True)
    elif kind == "separate" and fields:
        fields[-1] = False
    elif kind == "end" and fields:
        fields.pop()


def plain(raw: str) -> tuple[str, list[int]]:
    """Text as it is compared (composed, small letters, plain blanks) and, for each character, its place in ``raw``."""
    out: list[str] = []
    places: list[int] = []
    at = 0
    while at < len(raw):
        end = at + 1
        while end < len(raw) and unicodedata.combining(raw[end]):
            end += 1
        for char in unicodedata.normalize("NFC", raw[at:end]).lower():
            kind = unicodedata.category(char)
            if kind == "Zs":
                char = " "
            elif kind in {"Cc", "Cf", "Cs"} and char not in "\t\n":
                continue
            out.append(char)
            places.append(at)
        at = end
    return "".join(out), places


def split_before(atom: Atom) -> Any:
    """The run that begins with a character: the one it stands in, or a new one split off with the same look."""
    run, holder = atom.run, atom.holder
    first = next((item for item in run if local(item) != "rPr"), None)
    if atom.offset == 0 and holder is first:
        return run
    new = copy.copy(run)
    for item in list(new):
        new.remove(item)
    new.text, new.tail = None, None
    properties = child(run, "rPr")
    if properties is not None:
        new.append(copy.deepcopy(properties))
    rest = list(holder.itersiblings())
    if atom.offset:
        tail = copy.copy(holder)
        tail.text, holder.text = (holder.text or "")[atom.offset :], (holder.text or "")[: atom.offset]
        tail.tail = None
        for part in (tail, holder):
            part.set(SPACE, "preserve")
        new.append(tail)
    else:
        rest = [holder, *rest]
    for item in rest:
        new.append(item)
    after(run, new)
    return new


def after(element: Any, new: Any) -> None:
    """Put an element right behind another, the text behind that one staying last."""
    tail, element.tail = element.tail, None
    element.addnext(new)
    new.tail = tail


def before(element: Any, new: Any) -> None:
    """Put an element right before another."""
    element.addprevious(new)
