"""Numbers and days read from scans (bản quét) that also exist as true text: read, flagged uncertain, silently wrong.

The pairs of ``ocr_pairs.jsonl``; the first ``PAGES`` pages of each scan are read by OCR. A number is *silently wrong*
when it stands in no place of the true text and neither its confidence, a repair nor the trouble ``uncertain_number``
says so. Recall counts the numbers of the true text that lie before the last number found in the scan. A document's own
number is *flagged* when it was read weakly, or stands unread and the trouble says so.

Faults of the data: the true text of 10209656 is the source of an RTF file (letters as ``\\'d0``), decoded here; its
number is not given, so it is taken from that text.
"""

import json
import re
import unicodedata
from pathlib import Path

from doccheck.extract import ExtractOptions, extract
from doccheck.model.reading import Reading, Reference
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import Book
from measures import first_pages
from measures.table import Measure

PAGES = 4
HEAD = 1500
RTF_LETTER = re.compile(r"\\'([0-9a-f]{2})")
RTF_WORD = re.compile(r"\\[a-z]+-?\d*[ ]?")
SURE = 0.8


def measure(data: Path, book: Book) -> Measure:
    """Read each scan and its true text with the same parser, and compare the keys of numbers and the days."""
    result = Measure(f"Scans (17 pairs, first {PAGES} pages; then the first pages of 45 scans labelled by eye)")
    for line in (data / "ocr_pairs.jsonl").read_text("utf-8").splitlines():
        pair = json.loads(line)
        scan = read(extract(data / pair["scan"], ExtractOptions(ocr_max_pages=PAGES)), book)
        truth = read(_true_text(data / pair["truth_text"]), book)
        _numbers(result, pair["id"], scan, truth)
        _days(result, pair["id"], scan, truth)
        own = truth.header.number
        _head(result, pair["id"], scan, pair["number"] or (str(own.value) if own else None))
    first_pages.add(result, data, book)
    return result


def _head(result: Measure, name: str, scan: Reading, wanted: str | None) -> None:
    if wanted is None:
        return
    head = scan.header.number
    exact = head is not None and str(head.value) == wanted
    noted = any(t.code == "uncertain_number" and int(t.place.split("-")[0]) < HEAD for t in scan.troubles)
    flagged = noted or (head is not None and head.confidence < SURE)
    read_as = f"{wanted} read {head.value if head else None}"
    result.row("number of the document exact").add(exact)
    result.case("number of the document exact or flagged", name, exact or flagged, read_as)
    result.case("number of the document not silently wrong", name, exact or flagged or head is None, read_as)


def _true_text(path: Path) -> Text:
    body = path.read_text("utf-8", errors="replace")
    if RTF_LETTER.search(body):
        body = RTF_LETTER.sub(lambda m: bytes.fromhex(m[1]).decode("cp1252", "replace"), body)
        body = RTF_WORD.sub("", body)
    body = unicodedata.normalize("NFC", body)
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
        result.row("numbers read right and not flagged").add(key in real and not flagged)
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
            result.row("days of numbers read right").add(ok)
            sure = not (ok or reference.repaired or reference.confidence < SURE)
            result.case("days not silently wrong", f"{name}|{key}", not sure, f"read {reference.text!r}")
