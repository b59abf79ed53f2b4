"""Header fields of real texts: number, type, issuer and day, exact after canonical form, per format.

Rows of ``docs.jsonl`` whose metadata is sure (``header_guess`` false) and whose format has a header; articles without
heads, rebuilt, word-segmented and English texts are left out, as the README of the data says. An issuer is exact when
the rules read the same ids from the label and from the text. Nothing is left out in silence: ``JUDGED`` lists the
labels that the text itself contradicts; they are counted, and counted again without them. They were judged after the
reader's answers were seen, and the reader was developed on these same rows: no row here is held out.
"""

import json
from pathlib import Path

from doccheck.extract import extract
from doccheck.model.number import DocNumber, fold
from doccheck.parse.header import read_header
from doccheck.rulebook.book import Book
from measures import headers_by_eye
from measures.table import Measure

WITHOUT_HEADER = {"vbpl-json-articles", "phapdien-articles", "word-segmented-text", "vbpl-html-en"}
JUDGED = {
    "docs/tnt305/3608-QD-BYT.txt": "a page about the document, its text not there: no header is right",
    "docs/tnt305/451-QD-UBND.txt": "the head says TỈNH BẮC NINH, the label Bắc Giang",
    "docs/tnt305/1597-QD-TTPVHCC.txt": "issued by the centre named in the head and in the number, label: its parent",
    "docs/tnt305/1609-QD-TTPVHCC.txt": "issued by the centre named in the head and in the number, label: its parent",
    "docs/tnt305/212-KL-TW.txt": "a Kết luận by its heading, labelled 'other document'",
    "docs/tnt305/52-2025-QD-CTUBND.txt": "QĐ-CTUBND is the Chairman's, label: the committee",
}


def rows(data: Path, *, guessed: bool = False) -> list[dict[str, str | None]]:
    """Rows to score."""
    found = [json.loads(line) for line in (data / "docs.jsonl").read_text("utf-8").splitlines()]
    return [r for r in found if r["format"] not in WITHOUT_HEADER and (guessed or not r["header_guess"])]


def number_key(written: str) -> str:
    parsed = DocNumber.parse(written)
    return parsed.key if parsed else fold(written)


def measure(data: Path, book: Book) -> Measure:
    """Count exact fields per format and in all."""
    result = Measure("Header fields (docs with sure metadata; then 200 texts labelled by eye)")
    for row in rows(data):
        path = str(row["path"])
        text = extract(data / path)
        head = read_header(text, book)
        day = head.issued_on.value if head.issued_on else None
        issuers = {field.value for field in head.issuers}
        wanted = set(book.issuers.resolve(row["issuer"] or "", day)) if row["issuer"] else set()
        checks = (
            (
                "number",
                row["number"],
                head.number is not None and head.number.value.key == number_key(row["number"] or ""),
            ),
            (
                "type",
                row["type"],
                head.instrument is not None and head.instrument.value == book.instruments.by_name(row["type"] or ""),
            ),
            ("issuer", row["issuer"], bool(issuers) and issuers == wanted),
            ("issue date", row["issue_date"], day is not None and day.isoformat() == row["issue_date"]),
        )
        for name, label, ok in checks:
            if label:
                _count(result, name, str(row["format"]), path, ok, f"label {label!r}")
    headers_by_eye.add(result, data, book)
    return result


def _count(result: Measure, name: str, form: str, path: str, ok: bool, detail: str) -> None:
    result.case(f"{name}, all", path, ok, detail)
    result.row(f"{name}, {form}").add(ok)
    if ok or path not in JUDGED:
        result.row(f"{name}, labels judged").add(ok)
