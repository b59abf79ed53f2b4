"""Stage 2, Text → Reading (đọc hiểu văn bản): header, references, effect and acting clauses."""

from datetime import date

from doccheck.model.reading import Header, Reading
from doccheck.model.text import Text
from doccheck.parse import cuts, scanned
from doccheck.parse.acting import read_acting
from doccheck.parse.effect_default import with_default
from doccheck.parse.grammar import grammar
from doccheck.parse.header import read_header
from doccheck.parse.references import read_references
from doccheck.parse.unsigned import completed, with_blank
from doccheck.rulebook.book import Book

__all__ = ["read"]


def read(text: Text, book: Book, *, header: bool = True, sign_on: date | None = None, instead: bool = False) -> Reading:
    """What a text says. ``header=False`` reads a stretch that is no whole document (a record, a sentence).

    ``sign_on``: the text is a draft, read as if signed on that day; ``instead`` of a day that its head may bear.
    """
    head = read_header(text, book) if header else Header()
    if sign_on is not None:
        head = completed(head, text, book, sign_on, instead=instead)
    view = grammar(book).view(text.body) if header else ""
    head = scanned.head_doubted(text, head, view, book)
    references = scanned.doubted(text, read_references(text, head, book), book)
    acting = read_acting(text, head, references, book)
    head = scanned.day_doubted(text, head, acting.references)
    return Reading(
        text=text,
        header=head,
        references=acting.references,
        effects=with_default(acting.effects, text, head, book)
        if sign_on is None
        else with_blank(acting.effects, text, book),
        clauses=acting.clauses,
        troubles=(
            *scanned.troubles(text, head, acting.references, view, book),
            *(cuts.trouble(text, head, view, book) if header and sign_on is None else ()),
        ),
        dynamic_reference=acting.dynamic_reference,
        shortened_procedure=acting.shortened_procedure,
        territory=acting.territory,
    )
