"""Repeals of a part (bãi bỏ một phần): the provisions that a conclusion names at the head of its remark."""

from collections.abc import Sequence

from doccheck.campaign.dossier import Dossier
from doccheck.parse.provisions import ProvisionReader
from doccheck.rulebook.book import Book

ENDS = tuple(".:;–—-(")


def parts_of(one: Dossier, book: Book) -> str:
    """The provisions to repeal as they were written, such as ``khoản 2 Điều 5``; empty where the whole is meant.

    They stand at the head of the remark and are all of it, or are followed by a sign of punctuation.
    """
    note = " ".join((one.mark.note if one.mark else "").split())
    phrases = ProvisionReader(book.phrases.provisions).find(note) if note else ()
    if not phrases or phrases[0].span.start != 0:
        return ""
    rest = note[phrases[0].span.end :].lstrip()
    return note[: phrases[0].span.end] if not rest or rest.startswith(ENDS) else ""


def split(found: Sequence[Dossier], book: Book) -> tuple[list[Dossier], list[tuple[Dossier, str]]]:
    """(documents to repeal as a whole, documents with the provisions to repeal), each in the order given."""
    told = [(one, parts_of(one, book)) for one in found]
    return [one for one, parts in told if not parts], [(one, parts) for one, parts in told if parts]
