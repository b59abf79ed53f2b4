"""Where a span of the canonical text stands in a Word file (định vị): paragraph and characters, or the nearest host."""

from dataclasses import dataclass
from typing import Any

from doccheck.export.word.package import WordPackage
from doccheck.export.word.runs import Atom, atoms, child, local, plain
from doccheck.model.text import Span, Text

_NOTES = {"footnotes": "footnoteReference", "endnotes": "endnoteReference"}


@dataclass(frozen=True, slots=True)
class Site:
    """Where to set a comment: characters of main paragraphs, or the run that holds a box or the mark of a note."""

    first: Any | None = None
    last: Any | None = None
    start: int = 0
    end: int = 0
    run: Any | None = None

    @property
    def paragraph(self) -> Any:
        """The main paragraph in which it begins."""
        return self.first if self.run is None else above(self.run, "p")


class Atlas:
    """The way from spans of the text to elements of the main part."""

    def __init__(self, package: WordPackage, root: Any, text: Text) -> None:
        self._package, self._text = package, text
        body = child(root, "body")
        self.root, self.body = root, body if body is not None else root
        self.paragraphs = [e for e in self.body.iter() if local(e) == "p"]
        self.index = {e: i for i, e in enumerate(self.paragraphs, start=1)}
        self._extents: dict[tuple[str, int], tuple[int, int]] = {}
        for anchor in text.anchors:
            if anchor.part is not None and anchor.paragraph is not None:
                key = (anchor.part, anchor.paragraph)
                low, high = self._extents.get(key, (anchor.start, anchor.end))
                self._extents[key] = (min(low, anchor.start), max(high, anchor.end))

    def site(self, span: Span | None) -> Site:
        """Where a span stands; the first words of the file when it stands nowhere in the main part."""
        anchors = self._text.anchors_of(span) if span is not None and span.end > span.start else ()
        keys = list(dict.fromkeys((a.part, a.paragraph) for a in anchors if a.part and a.paragraph))
        main = [(p, n) for p, n in keys if p == self._package.main and n and n <= len(self.paragraphs)]
        if span is None or not keys:
            return self.opening()
        if not main:
            return self._hosted(str(keys[0][0]), int(keys[0][1] or 0))
        first, last = self.paragraphs[int(main[0][1] or 1) - 1], self.paragraphs[int(main[-1][1] or 1) - 1]
        boxed = above(first, "txbxContent")
        if boxed is not None:
            return Site(run=_outer_run(boxed))
        if above(last, "txbxContent") is not None:
            main, last = main[:1], first
        start = self._offset(first, main[0], span, "start")
        end = self._offset(last, main[-1], span, "end")
        if first is last and end <= start:
            start, end = 0, len(self.atoms(first))
        return Site(first=first, last=last, start=start, end=end)

    def atoms(self, paragraph: Any) -> list[Atom]:
        """Characters of a paragraph; one whose mark is deleted goes on in the next."""
        found = atoms(paragraph)
        place = self.index[paragraph]
        while _merged(paragraph) and place < len(self.paragraphs):
            paragraph = self.paragraphs[place]
            place += 1
            found += atoms(paragraph)
        return found

    def opening(self) -> Site:
        """The first words of the main part."""
        for paragraph in self.paragraphs:
            if above(paragraph, "txbxContent") is None:
                found = atoms(paragraph)
                if any(a.char.strip() for a in found):
                    return Site(first=paragraph, last=paragraph, start=0, end=len(found))
        return Site(first=self.paragraphs[0], last=self.paragraphs[0])

    def _offset(self, paragraph: Any, key: tuple[str | None, int | None], span: Span, side: str) -> int:
        """Index into the paragraph's characters of a span's start or end; its own end when it cannot be told."""
        low, high = self._extents[(str(key[0]), int(key[1] or 0))]
        found = self.atoms(paragraph)
        words, places = plain("".join(a.char for a in found))
        shown = self._text.body[low:high].lower()
        inside = self._text.body[max(span.start, low) : min(span.end, high)].lower()
        shift = shown.find(words) if words else -1
        near = max(span.start, low) - low
        at = near - shift if shift >= 0 else _nearest(words, inside, near)
        if at is None:
            return 0 if side == "start" else len(found)
        stop = at + len(inside)
        if side == "start":
            return places[at] if 0 <= at < len(places) else 0
        return places[stop] if stop < len(places) else len(found)

    def _hosted(self, part: str, number: int) -> Site:
        """A note is marked where its sign stands in the text; what stands in page heads, at the opening."""
        for kind, mark in _NOTES.items():
            if part != self._package.related(kind):
                continue
            root = self._package.root(part)
            inside = [e for e in root.iter() if local(e) == "p"] if root is not None else []
            note = above(inside[number - 1], kind[:-1]) if 0 < number <= len(inside) else None
            identity = attribute(note, "id") if note is not None else None
            for item in self.body.iter():
                if local(item) == mark and attribute(item, "id") == identity:
                    return Site(run=item.getparent())
        return self.opening()


def above(element: Any, name: str) -> Any | None:
    """Nearest ancestor with a local name."""
    return next((item for item in element.iterancestors() if local(item) == name), None)


def attribute(element: Any, name: str) -> str | None:
    """Attribute with a local name."""
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), None)


def _outer_run(boxed: Any) -> Any:
    runs = [item for item in boxed.iterancestors() if local(item) == "r"]
    return runs[-1]


def _merged(paragraph: Any) -> bool:
    properties = child(paragraph, "pPr")
    mark = child(properties, "rPr") if properties is not None else None
    return mark is not None and (child(mark, "del") is not None or child(mark, "moveFrom") is not None)


def _nearest(words: str, quote: str, near: int) -> int | None:
    best: int | None = None
    at = words.find(quote) if quote else -1
    while at >= 0:
        if best is None or abs(at - near) < abs(best - near):
            best = at
        at = words.find(quote, at + 1)
    return best
