"""Word comments (bình luận): written beside what they speak of, and read again."""

from dataclasses import dataclass
from typing import Any

from doccheck.export.word.atlas import Atlas, Site, attribute
from doccheck.export.word.package import WordPackage, parse
from doccheck.export.word.runs import after, before, child, local, split_before

AUTHOR, INITIALS = "doccheck", "dc"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_STRICT = "purl.oclc.org"
_KINDS = {
    True: "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
    False: "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
}
_RANGES = ("commentRangeStart", "commentRangeEnd", "commentReference")


@dataclass(frozen=True, slots=True)
class Written:
    """A comment that stands in the file: its words, and the paragraphs (counted from 1) that it covers."""

    author: str
    text: str
    paragraphs: frozenset[int]


class Comments:
    """The comments part of a file; earlier comments of this program are taken out, all others stay."""

    def __init__(self, package: WordPackage, atlas: Atlas, made_on: str | None = None) -> None:
        self._package, self._atlas, self._made_on = package, atlas, made_on
        self.space = atlas.root.tag.rpartition("}")[0] + "}"
        self._name = package.related("comments")
        found = package.root(self._name) if self._name else None
        self._root = found if found is not None else parse(f'<w:comments xmlns:w="{self.space[1:-1]}"/>'.encode())
        self.written = self._read()
        self._drop_own()
        numbers = [int(i) for i in (attribute(e, "id") for e in self._root) if i and i.lstrip("-").isdigit()]
        marks = [attribute(e, "id") for e in atlas.body.iter() if local(e) in _RANGES]
        numbers += [int(i) for i in marks if i and i.lstrip("-").isdigit()]
        self._next = max(numbers, default=-1) + 1
        self.count = 0

    def add(self, site: Site, lines: list[str]) -> None:
        """A comment at a site, one paragraph a line."""
        number = str(self._next)
        self._next += 1
        self.count += 1
        start, end, mark = (
            self._mark("commentRangeStart", number),
            self._mark("commentRangeEnd", number),
            self._reference(number),
        )
        if site.run is not None:
            before(site.run, start)
            after(site.run, end)
            after(_top(end), mark)
        else:
            self._around(site, start, end, mark)
        self._root.append(self._comment(number, lines))

    def finish(self) -> None:
        """Put the part into the package, with its relationship where it is new."""
        if self._name is None:
            if not self.count:
                return
            strict = _STRICT in self.space
            self._name = self._package.relate(_KINDS[strict], "comments.xml", _TYPE)
        self._package.save(self._name, self._root)

    def _around(self, site: Site, start: Any, end: Any, mark: Any) -> None:
        last = self._atlas.atoms(site.last)
        if site.last is not None and 0 < site.end < len(last) and last[site.end].run is last[site.end - 1].run:
            split_before(last[site.end])
        first = self._atlas.atoms(site.first)
        if not first:
            for item in (mark, end, start):
                _into(site.first, item)
            return
        begin = split_before(first[min(site.start, len(first) - 1)])
        before(begin, start)
        last = self._atlas.atoms(site.last)
        if not last or site.end == 0:
            after(begin, end)
        else:
            after(last[min(site.end, len(last)) - 1].run, end)
        after(_behind_field(_top(end)), mark)

    def _mark(self, name: str, number: str) -> Any:
        made = self._atlas.root.makeelement(f"{self.space}{name}", {})
        made.set(f"{self.space}id", number)
        return made

    def _reference(self, number: str) -> Any:
        run = self._atlas.root.makeelement(f"{self.space}r", {})
        run.append(self._mark("commentReference", number))
        return run

    def _comment(self, number: str, lines: list[str]) -> Any:
        make = self._root.makeelement
        comment = make(f"{self.space}comment", {})
        for name, value in (("id", number), ("author", AUTHOR), ("date", self._made_on), ("initials", INITIALS)):
            if value is not None:
                comment.set(f"{self.space}{name}", value)
        for line in lines:
            paragraph, run, text = make(f"{self.space}p", {}), make(f"{self.space}r", {}), make(f"{self.space}t", {})
            text.text = line
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)
            paragraph.append(run)
            comment.append(paragraph)
        return comment

    def _read(self) -> tuple[Written, ...]:
        covered = _covered(self._atlas)
        return tuple(
            Written(
                author=attribute(e, "author") or "",
                text="\n".join(
                    "".join(t.text or "" for t in p.iter() if local(t) == "t") for p in e if local(p) == "p"
                ),
                paragraphs=frozenset(covered.get(attribute(e, "id") or "", ())),
            )
            for e in self._root
            if local(e) == "comment"
        )

    def _drop_own(self) -> None:
        own = {attribute(e, "id") for e in self._root if local(e) == "comment" and attribute(e, "author") == AUTHOR}
        for item in [e for e in self._root if attribute(e, "id") in own and local(e) == "comment"]:
            self._root.remove(item)
        for item in [e for e in self._atlas.body.iter() if local(e) in _RANGES and attribute(e, "id") in own]:
            parent = item.getparent()
            gone = item
            if local(item) == "commentReference" and all(local(x) in {"rPr", "commentReference"} for x in parent):
                gone, parent = parent, parent.getparent()
            parent.remove(gone)


def _words(paragraph: Any) -> str:
    return "".join(item.text or "" for item in paragraph.iter() if local(item) == "t")


def _covered(atlas: Atlas) -> dict[str, set[int]]:
    """For each comment the paragraphs that its range touches."""
    found: dict[str, set[int]] = {}
    open_now: set[str] = set()
    here = 0
    for item in atlas.body.iter():
        name = local(item)
        if name == "p":
            here = atlas.index[item]
            for number in open_now:
                found[number].add(here)
        elif name in _RANGES:
            number = attribute(item, "id") or ""
            found.setdefault(number, set()).add(here)
            if name == "commentRangeStart":
                open_now.add(number)
            else:
                open_now.discard(number)
    return found


def _top(element: Any) -> Any:
    """The ancestor that is a child of the paragraph (or the element itself)."""
    while element.getparent() is not None and local(element.getparent()) not in {"p", "body", "tc", "txbxContent"}:
        element = element.getparent()
    return element


def _behind_field(element: Any) -> Any:
    """The element itself, or the run that ends the field in which it stands."""
    depth, passed = 0, False
    for item in element.getparent():
        for mark in item.iter():
            if local(mark) == "fldChar":
                depth += {"begin": 1, "end": -1}.get(attribute(mark, "fldCharType") or "", 0)
        passed = passed or item is element
        if passed and depth <= 0:
            return item
    return element


def _into(paragraph: Any, item: Any) -> None:
    properties = child(paragraph, "pPr")
    if properties is not None:
        after(properties, item)
    else:
        paragraph.insert(0, item)
