"""Tracked changes (theo dõi sửa đổi): words struck out and others put in, to be accepted one by one."""

import copy
from typing import Any

from doccheck.export.word.atlas import Atlas, Site, attribute
from doccheck.export.word.comments import AUTHOR
from doccheck.export.word.runs import SPACE, Atom, after, before, child, local, split_before

_PLAIN = frozenset(("rPr", "t", "tab", "br", "noBreakHyphen", "lastRenderedPageBreak"))
_PARENTS = frozenset(("p", "hyperlink"))


class Changes:
    """Writes changes into the main part of a file."""

    def __init__(self, atlas: Atlas, made_on: str | None = None) -> None:
        self._atlas, self._made_on = atlas, made_on
        self.space = atlas.root.tag.rpartition("}")[0] + "}"
        kinds = {"ins", "del", "moveFrom", "moveTo"}
        numbers = [attribute(e, "id") for e in atlas.body.iter() if local(e) in kinds]
        self._next = max((int(i) for i in numbers if i and i.isdigit()), default=0) + 1

    def possible(self, site: Site) -> bool:
        """True for words of one paragraph in plain runs: no field, no note, no other hand's change among them."""
        if site.run is not None or site.first is not site.last or site.end <= site.start:
            return False
        found = self._atlas.atoms(site.first)[site.start : site.end]
        return bool(found) and all(self._plain(atom) for atom in found)

    def replace(self, site: Site, words: str) -> None:
        """Strike out the words at a site and put others behind them, with the look of the first of them."""
        found = self._atlas.atoms(site.first)
        if site.end < len(found) and found[site.end].run is found[site.end - 1].run:
            split_before(found[site.end])
        split_before(self._atlas.atoms(site.first)[site.start])
        found = self._atlas.atoms(site.first)[site.start : site.end]
        runs = list(dict.fromkeys(atom.run for atom in found))
        look = child(runs[0], "rPr")
        for run in runs:
            self._strike(run)
        last = runs[-1].getparent()
        place = last.getparent() if local(last.getparent()) == "hyperlink" and last.getnext() is None else last
        after(place, self._insertion(words, look))

    def _plain(self, atom: Atom) -> bool:
        inside = all(local(item) in _PLAIN for item in atom.run)
        return inside and not atom.in_field and local(atom.run.getparent()) in _PARENTS

    def _strike(self, run: Any) -> None:
        gone = self._change("del")
        before(run, gone)
        tail, run.tail = run.tail, None
        gone.append(run)
        gone.tail = tail
        for item in run:
            if local(item) == "t":
                item.tag = f"{self.space}delText"
                item.set(SPACE, "preserve")

    def _insertion(self, words: str, look: Any | None) -> Any:
        new = self._change("ins")
        run = new.makeelement(f"{self.space}r", {})
        if look is not None:
            run.append(copy.deepcopy(look))
        text = new.makeelement(f"{self.space}t", {})
        text.text = words
        text.set(SPACE, "preserve")
        run.append(text)
        new.append(run)
        return new

    def _change(self, name: str) -> Any:
        made = self._atlas.root.makeelement(f"{self.space}{name}", {})
        made.set(f"{self.space}id", str(self._next))
        made.set(f"{self.space}author", AUTHOR)
        if self._made_on is not None:
            made.set(f"{self.space}date", self._made_on)
        self._next += 1
        return made
