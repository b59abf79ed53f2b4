"""Timelines of acts on a shelf (vòng đời văn bản trong sổ): their facts, and the lives of what they detail."""

from doccheck.model.act import Act, Timeline
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.validity.timeline import timeline

DEPTH = 6  # law → decree → circular → decision, with room to spare


class Lives:
    """Timelines by act (vòng đời theo văn bản), each made once; a circle of detail links is cut where it closes."""

    def __init__(self, shelf: Lookup, book: Book, place: str | None = None) -> None:
        self._place = place
        self._shelf = shelf
        self._book = book
        self._known: dict[str, Timeline] = {}

    def of(self, act: Act) -> Timeline:
        """The life of an act (vòng đời)."""
        return self._life(act, ())[0]

    def _life(self, act: Act, above: tuple[str, ...]) -> tuple[Timeline, bool]:
        """The life, and whether it is whole: no ancestor was left out because of a circle or the depth."""
        if act.id in self._known:
            return self._known[act.id], True
        links = self._shelf.details_of(act.id)
        parents: list[tuple[Act, Timeline]] = []
        whole = True
        for parent_id in dict.fromkeys(link.act for link in links):
            parent = self._shelf.act(parent_id)
            if parent is None or parent_id == act.id:
                continue
            if parent_id in above or len(above) >= DEPTH:
                whole = False
                continue
            life, complete = self._life(parent, (*above, act.id))
            parents.append((parent, life))
            whole = whole and complete
        facts = (*self._shelf.facts(act.id), *links)
        made = timeline(act, facts, self._book, parents=tuple(parents), place=self._place)
        if whole or not above:
            self._known[act.id] = made
        return made, whole
