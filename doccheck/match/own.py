"""How a document names itself (văn bản tự gọi mình): by its type, or, as a law, by its own title."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from doccheck.match.answer import Answer, missing
from doccheck.match.asked import STATUTES, Asked, title_keys
from doccheck.model.reading import Header, Reference, Role
from doccheck.rulebook.book import Book

_OTHERS = frozenset({Role.BASIS, Role.AMENDS, Role.REPLACES, Role.REPEALS, Role.HISTORICAL, Role.TRANSITIONAL})
_CONSOLIDATED = "consolidated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The document's own act.

    ``titles``: under which a law names itself; ``joined``: what a consolidated text consolidates, by type.
    """

    answer: Answer
    titles: frozenset[str] = frozenset()
    joined: Mapping[str | None, Answer] | None = field(default=None, hash=False)

    def self_(self, reference: Reference) -> Answer:
        """ "This circular": the document, but in a consolidated text the circular that it consolidates."""
        if self.joined is None or reference.instrument in (None, _CONSOLIDATED):
            return self.answer
        return self.joined.get(reference.instrument, missing("itself"))

    def titled(self, reference: Reference, asked: Asked) -> bool:
        """Whether a law means itself by its bare title: not where it speaks of what went before it."""
        return reference.role not in _OTHERS and asked.bare and not self.titles.isdisjoint(asked.titles)


def own_titles(header: Header, book: Book) -> frozenset[str]:
    """Folded titles under which a law may name itself."""
    kind = header.instrument.value if header.instrument else None
    if kind not in STATUTES or header.title is None:
        return frozenset()
    return frozenset(title_keys(header.title.value, kind, book))


def is_consolidated(header: Header) -> bool:
    """Whether the document is a consolidated text (văn bản hợp nhất)."""
    return header.instrument is not None and header.instrument.value == _CONSOLIDATED
