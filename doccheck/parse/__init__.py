"""Stage 2, Text → Reading (đọc hiểu văn bản): header, references, effect and acting clauses."""

from doccheck.model.reading import Header, Reading
from doccheck.model.text import Severity, Text, Trouble
from doccheck.parse.acting import read_acting
from doccheck.parse.header import read_header
from doccheck.parse.references import read_references, uncertain
from doccheck.rulebook.book import Book

__all__ = ["read"]


def read(text: Text, book: Book, *, header: bool = True) -> Reading:
    """What a text says. ``header=False`` reads a stretch that is no whole document (a record, a sentence)."""
    head = read_header(text, book) if header else Header()
    references = read_references(text, head, book)
    acting = read_acting(text, head, references, book)
    return Reading(
        text=text,
        header=head,
        references=acting.references,
        effects=acting.effects,
        clauses=acting.clauses,
        troubles=tuple(
            Trouble(
                stage="parse",
                code="uncertain_number",
                place=f"{reference.span.start}-{reference.span.end}",
                detail=reference.text,
                severity=Severity.NOTE,
            )
            for reference in uncertain(text, references)
        ),
        dynamic_reference=acting.dynamic_reference,
        shortened_procedure=acting.shortened_procedure,
    )
