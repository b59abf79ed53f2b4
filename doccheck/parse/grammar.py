"""The readers of a rulebook, built once (bộ đọc dựng từ bộ quy tắc)."""

from dataclasses import dataclass
from functools import cached_property

from doccheck.parse.dates import DateReader
from doccheck.parse.numbers import NumberReader
from doccheck.parse.provisions import ProvisionReader
from doccheck.parse.references_laws import LawReader
from doccheck.parse.references_near import NearReader
from doccheck.parse.references_numbers import NumberedReader
from doccheck.parse.references_tail import TailReader
from doccheck.parse.references_types import TypeReader
from doccheck.parse.view import clean
from doccheck.rulebook.book import Book


@dataclass(frozen=True, eq=False)
class Grammar:
    """Readers that share one rulebook."""

    book: Book

    def view(self, body: str) -> str:
        """The view of a text; the last one is kept, since header, references and clauses ask for the same."""
        known = self._last.get("body")
        if known is None or known is not body:
            self._last.update(body=body, view=clean(body, self.book.phrases))
        return self._last["view"]

    @cached_property
    def _last(self) -> dict[str, str]:
        return {}

    @cached_property
    def provisions(self) -> ProvisionReader:
        """Provision phrases."""
        return ProvisionReader(self.book.phrases.provisions)

    @cached_property
    def dates(self) -> DateReader:
        """Days."""
        return DateReader(self.book.phrases)

    @cached_property
    def numbers(self) -> NumberReader:
        """Document numbers."""
        return NumberReader(self.book.phrases, self.book.instruments)

    @cached_property
    def types(self) -> TypeReader:
        """Type words."""
        return TypeReader(self.book.phrases, self.book.instruments)

    @cached_property
    def tails(self) -> TailReader:
        """What follows a number."""
        return TailReader(self.book.phrases, self.dates)

    @cached_property
    def laws(self) -> LawReader:
        """Laws by title."""
        return LawReader(self.book.phrases, self.book.instruments, self.numbers, self.tails)

    @cached_property
    def numbered(self) -> NumberedReader:
        """Documents by number."""
        return NumberedReader(self.book.phrases, self.book.instruments, self.numbers, self.tails, self.types)

    @cached_property
    def near(self) -> NearReader:
        """Relative mentions."""
        return NearReader(self.book.phrases, self.book.instruments, self.types)


_BUILT: dict[str, Grammar] = {}


def grammar(book: Book) -> Grammar:
    """The grammar of a rulebook; built once per digest."""
    if book.digest not in _BUILT:
        _BUILT[book.digest] = Grammar(book)
    return _BUILT[book.digest]
