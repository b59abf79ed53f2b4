"""Findings shown on the original (đánh dấu trên bản gốc): the report of a document beside its pages."""

from dataclasses import dataclass
from pathlib import Path

from doccheck.export.annotate import Mark, marks_of, placed
from doccheck.export.annotate_html import annotated_html, sheets_of
from doccheck.export.annotate_pdf import annotated_pdf
from doccheck.extract.pages import is_paged, pdf_of, pictures, word_boxes
from doccheck.model.report import Report
from doccheck.rulebook.book import Book


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A document with its report; ``pdf`` is None where it has no pages."""

    report: Report
    marks: tuple[Mark, ...]
    pdf: bytes | None


def open_original(path: Path, report: Report, book: Book, lang: str = "vi") -> Original:
    """The document's pages, and its findings with the boxes of their words."""
    marks = marks_of(report, book, lang)
    text = report.reading.text if report.reading else None
    pdf = pdf_of(path) if text is not None and is_paged(path) else None
    if pdf is not None and text is not None:
        marks = placed(marks, word_boxes(pdf, text, [mark.span for mark in marks if mark.span is not None]))
    return Original(report=report, marks=marks, pdf=pdf)


def as_pdf(original: Original) -> bytes | None:
    """The PDF with highlights and notes; None where the document has no pages."""
    return annotated_pdf(original.pdf, original.marks) if original.pdf is not None else None


def as_html(original: Original, lang: str = "vi", dpi: int = 110) -> str:
    """The HTML view: pictures of all pages with boxes, or the text with its marks."""
    text = original.report.reading.text if original.report.reading else None
    if original.pdf is None or text is None:
        return annotated_html(original.report, original.marks, lang=lang)
    seen = pictures(original.pdf, [page.number for page in text.pages], dpi)
    sheets = sheets_of(((p.number, p.jpeg, p.width, p.height) for p in seen), original.marks)
    return annotated_html(original.report, original.marks, lang=lang, sheets=sheets)
