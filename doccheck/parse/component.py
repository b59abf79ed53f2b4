"""The reader as a spaCy component (thành phần spaCy): ``nlp.add_pipe("doccheck_references")``.

References go into ``doc.spans["references"]``: the span's label is the type of the document cited, its ``kb_id_`` the
canonical number, and ``span._.reference`` the fields of the reference, all plain values that a DocBin keeps. The tokens
may be of any tokenizer: a span takes whole tokens. spaCy loads it by its entry point; importing this imports spaCy.
"""

from typing import Any

from doccheck.model.reading import Reference
from doccheck.model.text import Source, Text
from doccheck.parse.nlp import factory, group, with_attribute
from doccheck.rulebook.book import Book, load_book

NAME, ATTRIBUTE, UNTYPED = "doccheck_references", "reference", "document"
Fields = dict[str, Any]


class References:
    """Puts the references of a text into a span group.

    ``header``: the text is a whole document, so its own number in the head is none and roles are told by its clauses.
    """

    def __init__(self, spans_key: str, *, header: bool) -> None:
        self.spans_key, self.header = spans_key, header
        with_attribute(ATTRIBUTE)

    def __call__(self, doc: Any) -> Any:
        from doccheck.parse import read

        book = load_book()
        source = Source(path="", name="", media_type="text/plain", size=len(doc.text), sha256="")
        reading = read(Text(source=source, body=doc.text), book, header=self.header)
        found = (
            (r.span.start, r.span.end, r.instrument or UNTYPED, _id(r), fields(r, book)) for r in reading.references
        )
        return group(doc, self.spans_key, ATTRIBUTE, found)


def _id(reference: Reference) -> str:
    return str(reference.number) if reference.number is not None else ""


def fields(reference: Reference, book: Book) -> Fields:
    """The fields of a reference as plain values, named as in the records of ``doccheck parse``."""
    return {
        "text": reference.text,
        "number": _id(reference) or None,
        "instrument": reference.instrument,
        "issuer": reference.issuer,
        "issuers": list(reference.issuers),
        "issued_on": reference.issued_on.isoformat() if reference.issued_on else None,
        "title": reference.title,
        "year": reference.year,
        "provisions": [book.phrases.provisions.write(provision) for provision in reference.provisions],
        "role": reference.role.value,
        "rule": reference.rule,
        "confidence": reference.confidence,
        "repaired": reference.repaired,
    }


@factory(NAME, {"spans_key": "references", "header": False})
def make_references(nlp: Any, name: str, spans_key: str, header: bool) -> References:
    """The component, made by spaCy from its config."""
    return References(spans_key, header=header)
