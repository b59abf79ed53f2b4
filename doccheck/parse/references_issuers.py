"""Issuers of cited documents (cơ quan ban hành văn bản được dẫn): written, told by the symbol, or the host's."""

from datetime import date
from functools import cached_property

from doccheck.model.reading import Header
from doccheck.parse.context_place import place_of
from doccheck.parse.references_draft import Draft
from doccheck.rulebook.book import Book

_UNKNOWN_PLACE = "?"
_PROVINCIAL = "-tinh"
_KEEP = 20_000


class IssuerReader:
    """Resolves issuers for one document; answers are remembered."""

    _memory: dict[tuple[str, str, date | None, tuple[str, ...]], tuple[str, ...]] = {}

    def __init__(self, book: Book, header: Header, view: str = "") -> None:
        self._book, self._view = book, view
        self._host = tuple(field.value for field in header.issuers)

    def of(self, draft: Draft) -> tuple[str, ...]:
        """Ids of the issuers of a mention; () when nothing tells them."""
        day = draft.issued_on
        if draft.issuer:
            found = self._asked("name", self.written(draft), day)
            if found:
                return tuple(self._spoken_of(one) for one in found)
        if draft.number is not None and draft.number.symbol:
            found = self._asked("symbol", draft.number.symbol, day)
            return tuple(self._placed(one) for one in found)
        if draft.title and draft.instrument in {"law", "code", "constitution"}:
            return self._asked("symbol", "QH", day)
        return ()

    def written(self, draft: Draft) -> str:
        """The written name, cut at the comma where it stops naming organs."""
        pieces = (draft.issuer or "").split(",")
        for size in range(len(pieces), 1, -1):
            name = ",".join(pieces[:size]).rstrip(" ,-")
            if self._asked("name", name, draft.issued_on):
                return name
        return pieces[0]

    def _spoken_of(self, issuer: str) -> str:
        """A provincial body named without its province is that of the one province that a text without head names."""
        stem, _, place = issuer.partition("/")
        if place != _UNKNOWN_PLACE or not stem.endswith(_PROVINCIAL) or self._host:
            return issuer
        return f"{stem}/{self._context}" if self._context else issuer

    @cached_property
    def _context(self) -> str | None:
        return place_of(self._view, self._book)

    def _placed(self, issuer: str) -> str:
        """A local body without place is the host's when the host is of its family."""
        if not issuer.endswith(_UNKNOWN_PLACE):
            return issuer
        family = issuer.partition("/")[0]
        same = [one for one in self._host if one.partition("/")[0].removeprefix("ct-").startswith(family)]
        return same[0] if same else issuer

    def _asked(self, kind: str, words: str, day: date | None) -> tuple[str, ...]:
        key = (f"{self._book.digest}:{kind}", words, day, self._host)
        known = self._memory.get(key)
        if known is None:
            if len(self._memory) > _KEEP:
                self._memory.clear()
            issuers = self._book.issuers
            known = issuers.resolve(words, day, self._host) if kind == "name" else issuers.of_symbol(words, day)
            self._memory[key] = known
        return known
