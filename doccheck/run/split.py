"""A file that holds several documents, taken apart (tách tệp chứa nhiều văn bản): shown first, then cut."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.extract import ExtractOptions, extract
from doccheck.extract.cutting import pages_of
from doccheck.extract.draft import Unreadable
from doccheck.extract.pages import is_paged, pdf_of
from doccheck.model.text import State, Text, state_of
from doccheck.parse.cuts import Part, parts, parts_at
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The documents of a file, and its text."""

    text: Text
    found: tuple[Part, ...]

    @property
    def readable(self) -> bool:
        """False where nothing could be read."""
        return state_of(self.text.troubles) is not State.UNREADABLE


def pieces(path: Path, book: Book, options: ExtractOptions, pages: tuple[int, ...] = ()) -> Pieces:
    """Where the documents of a file begin: as read, or on the pages that a person names (ValueError: no such page)."""
    text = extract(path, options)
    return Pieces(text=text, found=parts_at(text, book, pages) if pages else parts(text, book))


def write(path: Path, cut: Pieces, folder: Path, lang: str = "vi") -> tuple[Path, ...]:
    """One PDF a document, named by place and number; a name that is taken is not written over (FileExistsError).

    UsageError where the pages cannot be copied; nothing is written then.
    """
    named = [
        (folder / _name(path, i, part), part)
        for i, part in enumerate(cut.found, start=1)
        if part.first_page is not None
    ]
    taken = next((target for target, _ in named if target.exists()), None)
    if taken is not None:
        raise FileExistsError(taken)
    try:
        data = pdf_of(path)
        made = [(target, pages_of(data, part.first_page or 1, part.last_page or 1)) for target, part in named]
    except Unreadable as error:
        raise UsageError(say("draft.unreadable", lang, path=path, reason=error.code)) from error
    folder.mkdir(parents=True, exist_ok=True)
    for target, pages in made:
        target.write_bytes(pages)
    return tuple(target for target, _ in named)


def can_be_written(path: Path) -> bool:
    """True for files with pages: PDF and pictures."""
    return is_paged(path)


def row(part: Part, text: Text, book: Book, lang: str) -> dict[str, Any]:
    """One document as a record: pages, offsets, number, type, day, title, confidence; values not read are null.

    ``inside``: it begins within its first page, which goes into both files.
    """
    head = part.header
    return {
        "first_page": part.first_page,
        "last_page": part.last_page,
        "inside": part.inside,
        "start": part.span.start,
        "end": part.span.end,
        "number": str(head.number.value) if head.number else None,
        "type": head.instrument.value if head.instrument else None,
        "type_name": book.instruments.name(head.instrument.value, lang) if head.instrument else None,
        "issued_on": head.issued_on.value.isoformat() if head.issued_on else None,
        "title": " ".join(head.title.value.split()) if head.title else None,
        "quote": " ".join(text.body[part.span.start : part.span.end].split())[:_NAME],
        "confidence": part.confidence,
    }


def _name(path: Path, place: int, part: Part) -> str:
    number = part.header.number
    said = "-" + "".join(c if c.isalnum() else "-" for c in str(number.value)) if number else ""
    return f"{path.stem}-{place:02}{said[:_NAME]}.pdf"
