"""Reads a Word file as bytes and XML, apart from the code under test."""

import io
import zipfile
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OWN = "doccheck"
MARKS = (f"{W}commentRangeStart", f"{W}commentRangeEnd")


def parts(data: bytes) -> dict[str, bytes]:
    """Parts by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def rejected(data: bytes) -> bytes:
    """Canonical main part with all that the program wrote taken out again, runs that were split put together."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    mine = own_comments(data)
    _drop(root, [e for e in root.iter(*MARKS) if e.get(f"{W}id") in mine])
    _drop(root, [e.getparent() for e in root.iter(f"{W}commentReference") if e.get(f"{W}id") in mine])
    _drop(root, [e for e in root.iter(f"{W}ins") if e.get(f"{W}author") == OWN])
    for gone in [e for e in root.iter(f"{W}del") if e.get(f"{W}author") == OWN]:
        for text in gone.iter(f"{W}delText"):
            text.tag = f"{W}t"
        _unwrap(gone)
    return canonical(root)


def accepted(data: bytes) -> str:
    """Words of the main part with the program's changes accepted."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    _drop(root, [e for e in root.iter(f"{W}del") if e.get(f"{W}author") == OWN])
    return "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in root.iter(f"{W}p"))


def canonical(root: Any) -> bytes:
    """Canonical XML with neighbouring runs of one look put together."""
    for run in list(root.iter(f"{W}r")):
        before = run.getprevious()
        if (
            before is not None
            and before.tag == run.tag
            and _look(before) == _look(run)
            and dict(before.attrib) == dict(run.attrib)
        ):
            for item in [e for e in run if e.tag != f"{W}rPr"]:
                last = before[-1] if len(before) else None
                if last is not None and last.tag == item.tag == f"{W}t":
                    last.text = (last.text or "") + (item.text or "")
                else:
                    before.append(item)
            run.getparent().remove(run)
    for text in root.iter(f"{W}t"):
        text.attrib.clear()
    return etree.tostring(root, method="c14n")


def covered(data: bytes) -> list[str]:
    """Words inside the range of each comment, in the order of their ids; deleted words count."""
    root = etree.fromstring(parts(data)["word/document.xml"])
    found: dict[str, str] = {}
    open_now: set[str] = set()
    for item in root.iter():
        if item.tag == MARKS[0]:
            open_now.add(item.get(f"{W}id"))
            found[item.get(f"{W}id")] = ""
        elif item.tag == MARKS[1]:
            open_now.discard(item.get(f"{W}id"))
        elif item.tag in (f"{W}t", f"{W}delText"):
            mine = any(e.tag == f"{W}ins" and e.get(f"{W}author") == OWN for e in item.iterancestors())
            for number in open_now if not mine else ():
                found[number] += item.text or ""
    return [found[number] for number in sorted(found, key=int)]


def own_comments(data: bytes) -> set[str]:
    """Ids of the program's own comments."""
    held = parts(data).get("word/comments.xml")
    root = etree.fromstring(held) if held else ()
    return {c.get(f"{W}id") for c in root if c.get(f"{W}author") == OWN}


def comments(data: bytes) -> list[tuple[str, str]]:
    """(author, words) of each comment."""
    name = "word/comments.xml"
    held = parts(data)
    if name not in held:
        return []
    root = etree.fromstring(held[name])
    return [
        (c.get(f"{W}author"), "\n".join("".join(t.text or "" for t in p.iter(f"{W}t")) for p in c.iter(f"{W}p")))
        for c in root
    ]


def _look(run: Any) -> bytes:
    found = run.find(f"{W}rPr")
    return etree.tostring(found, method="c14n") if found is not None else b""


def _drop(root: Any, items: list[Any]) -> None:
    for item in items:
        if item.getparent() is not None:
            item.getparent().remove(item)


def _unwrap(item: Any) -> None:
    parent = item.getparent()
    place = parent.index(item)
    for child in list(item):
        parent.insert(place, child)
        place += 1
    parent.remove(item)
