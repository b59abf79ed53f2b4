"""Timelines of acts on the shelf (vòng đời văn bản trong sổ): facts, and the lives of what an act details."""

from doccheck.model.act import Act, Timeline
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.validity import timeline

DEPTH = 6  # law → decree → circular → decision, with room to spare


class Lives:
    """Timelines by act (vòng đời theo văn bản), each made once; a circle of detail links is cut where it closes."""

    def __init__(self, shelf: Lookup, book: Book) -> None:
        self._shelf = shelf
        self._book = book
        self._known: dict[str, Timeline] = {}

    def of(self, act: Act) -> Timeline:
        """The life of an act (vòng đời)."""
        return self._life(act, frozenset())

    def _life(self, act: Act, above: frozenset[str]) -> Timeline:
        if act.id in self._known:
            return self._known[act.id]
        links = self._shelf.details_of(act.id)
        parents: list[tuple[Act, Timeline]] = []
        for parent_id in dict.fromkeys(link.act for link in links):
            parent = self._shelf.act(parent_id)
            if parent is not None and parent_id not in above and len(above) < DEPTH:
                parents.append((parent, self._life(parent, above | {act.id})))
        facts = (*self._shelf.facts(act.id), *links)
        life = timeline(act, facts, self._book, parents=tuple(parents))
        if not above:
            self._known[act.id] = life
        return life
