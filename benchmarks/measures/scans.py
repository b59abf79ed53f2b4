"""Numbers and days read from scans (bản quét) that also exist as true text: read, flagged uncertain, silently wrong.

The pairs of ``ocr_pairs.jsonl``; the first ``PAGES`` pages of each scan are read by OCR. A number is *silently wrong*
when it stands in no place of the true text and neither its confidence, a repair nor the trouble ``uncertain_number``
says so. Recall counts the numbers of the true text that lie before the last number found in the scan.
"""

import json
import unicodedata
from pathlib import Path

from doccheck.extract import ExtractOptions, extract
from doccheck.model.reading import Reading, Reference
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import Book
from measures.table import Measure

PAGES = 4
SURE = 0.8


def measure(data: Path, book: Book) -> Measure:
    """Read each scan and its true text with the same parser, and compare the keys of numbers and the days."""
    result = Measure(f"Scans (17 pairs, first {PAGES} pages)")
    for line in (data / "ocr_pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        scan = read(extract(data / pair["scan"], ExtractOptions(ocr_max_pages=PAGES)), book)
        truth = read(_true_text(data / pair["truth_text"]), book)
        _numbers(result, pair["id"], scan, truth)
        _days(result, pair["id"], scan, truth)
        head = scan.header.number
        wanted = pair["number"]
        ok = head is not None and str(head.value) == wanted
        result.case("number of the document", pair["id"], ok, f"{wanted} read {head.value if head else None}")
    return result


def _true_text(path: Path) -> Text:
    body = unicodedata.normalize("NFC", path.read_text("utf-8", errors="replace"))
    return Text(
        source=Source(path=str(path), name=path.name, media_type="text/plain", size=len(body), sha256=""), body=body
    )


def _key(reference: Reference) -> str | None:
    return reference.number.key if reference.number is not None and reference.number.symbol else None


def _numbers(result: Measure, name: str, scan: Reading, truth: Reading) -> None:
    real = {k for r in truth.references if (k := _key(r))}
    if truth.header.number is not None:
        real.add(truth.header.number.value.key)
    unsure = {t.place for t in scan.troubles if t.code == "uncertain_number"}
    got = set()
    for reference in scan.references:
        key = _key(reference)
        if key is None:
            continue
        got.add(key)
        flagged = (
            reference.repaired
            or reference.confidence < SURE
            or f"{reference.span.start}-{reference.span.end}" in unsure
        )
        result.case("numbers not silently wrong", f"{name}|{key}", key in real or flagged, f"read {reference.text!r}")
        result.row("numbers read right").add(key in real)
    seen = [k for r in truth.references if (k := _key(r))]
    last = max((i for i, k in enumerate(seen) if k in got), default=-1)
    for key in dict.fromkeys(seen[: last + 1]):
        result.case("numbers of the text found", f"{name}|{key}", key in got, "not read")


def _days(result: Measure, name: str, scan: Reading, truth: Reading) -> None:
    real = {(k, r.issued_on) for r in truth.references if (k := _key(r)) and r.issued_on}
    keys = {k for k, _ in real}
    for reference in scan.references:
        key = _key(reference)
        if key in keys and reference.issued_on is not None:
            ok = (key, reference.issued_on) in real
            result.case("days of numbers read right", f"{name}|{key}", ok, f"read {reference.text!r}")
