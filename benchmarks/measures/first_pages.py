"""First pages of 45 scans labelled by eye (trang đầu bản quét): number and day exact, flagged uncertain, silently wrong.

The labels (``benchmarks/labels/scans.tsv``) were written down from pictures of the pages before any reading was seen;
they name the document's own number and day, and every number cited on the page with its day. Only the first page is
read. A reading that is not exact counts as *flagged* when it is repaired, weak (below ``SURE``) or the trouble
``uncertain_number`` stands at it; as *silently wrong* when it asserts a number or a day that does not stand on the page.
``JUDGED`` holds labels that proved wrong, with the reason; none is left out in silence.
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.extract import ExtractOptions, extract
from doccheck.model.number import DocNumber, fold
from doccheck.model.reading import Reading
from doccheck.parse import read
from doccheck.rulebook.book import Book
from measures.table import Measure

LABELS = Path(__file__).resolve().parent.parent / "labels" / "scans.tsv"
SURE, HEAD = 0.8, 1_500
JUDGED: dict[str, str] = {}
Cited = tuple[str, date | None]


@dataclass(frozen=True, kw_only=True)
class Label:
    """What a person read on a page."""

    path: str
    by_hand: bool
    number: str
    type: str
    issuer: str
    day: date
    cited: tuple[Cited, ...]


def labels() -> list[Label]:
    """Labels in the order of the file."""
    lines = [line for line in LABELS.read_text("utf-8").splitlines() if not line.startswith("#")]
    return [
        Label(
            path=row["path"],
            by_hand=bool(row["hand"]),
            number=row["number"],
            type=row["type"],
            issuer=row["issuer"],
            day=date.fromisoformat(row["issue_date"]),
            cited=_cited(row["basis"]) + _cited(row["others"]),
        )
        for row in csv.DictReader(lines, delimiter="\t")
    ]


def _cited(written: str) -> tuple[Cited, ...]:
    pairs = [item.partition("=") for item in written.split(";") if item]
    return tuple((key(number), date.fromisoformat(day) if day else None) for number, _, day in pairs)


def key(number: str) -> str:
    """The comparison key of a number as written."""
    parsed = DocNumber.parse(number)
    return parsed.key if parsed else fold(number)


def first_page(path: Path) -> Reading:
    """What the program reads on the first page."""
    from doccheck.rulebook.book import load_book

    return read(extract(path, ExtractOptions(ocr_max_pages=1)), load_book())


def add(result: Measure, data: Path, book: Book) -> None:
    """Rows of the labelled pages."""
    for label in labels():
        reading = first_page(data / label.path)
        end = reading.text.pages[0].span.end if reading.text.pages else len(reading.text.body)
        _own(result, label, reading, book)
        _others(result, label, reading, end)


def _own(result: Measure, label: Label, reading: Reading, book: Book) -> None:
    head, name = reading.header, Path(label.path).name
    noted = any(t.code == "uncertain_number" and int((t.place or "0").split("-")[0]) < HEAD for t in reading.troubles)
    number, day = head.number, head.issued_on
    asserted = number is not None and number.confidence >= SURE and not number.repaired and not noted
    exact = number is not None and number.value.key == key(label.number)
    _outcome(result, "own number", name, exact, number is not None, asserted, f"{label.number} read {number and number.value}")
    if label.by_hand:
        result.row("own number written by hand: exact").add(exact)
    sure = day is not None and day.confidence >= SURE and not day.repaired
    right = day is not None and day.value == label.day
    _outcome(result, "own day", name, right, day is not None, sure, f"{label.day} read {day and day.value}")
    wanted = book.instruments.by_name(label.type)
    read_type = head.instrument.value if head.instrument else None
    result.case("45 pages: type exact", name, read_type == wanted, f"{wanted} read {read_type}")
    ids = set(book.issuers.resolve(label.issuer, label.day))
    got = {field.value for field in head.issuers}
    result.case("45 pages: issuer exact", name, bool(ids) and got == ids, f"{label.issuer} read {sorted(got)}")


def _outcome(result: Measure, what: str, name: str, exact: bool, there: bool, asserted: bool, detail: str) -> None:
    result.row(f"45 pages: {what} exact").add(exact)
    result.case(f"45 pages: {what} exact or flagged", name, exact or (there and not asserted), detail)
    result.case(f"45 pages: {what} not silently wrong", name, exact or not asserted, detail)


def _others(result: Measure, label: Label, reading: Reading, end: int) -> None:
    unsure = {t.place for t in reading.troubles if t.code == "uncertain_number"}
    left, flagged, own = list(label.cited), 0, (key(label.number), label.day)
    known = {*label.cited, own}
    numbers = {number for number, _ in known}
    exact = 0
    name = Path(label.path).name
    for one in reading.references:
        if one.number is None or not one.number.symbol or one.span.start >= end:
            continue
        got = (one.number.key, one.issued_on)
        doubted = one.repaired or one.confidence < SURE or f"{one.span.start}-{one.span.end}" in unsure
        if got in left:
            left.remove(got)
            exact += 1
        elif got not in known and doubted:
            flagged += 1
        right = got[0] in numbers
        result.case("45 pages: cited numbers not silently wrong", f"{name}|{got[0]}", right or doubted, f"{one.text!r}")
        if right and one.issued_on is not None:
            good = got in known or (got[0], None) in known
            result.case("45 pages: cited days not silently wrong", f"{name}|{got[0]}", good or doubted, f"{one.text!r}")
    result.row("45 pages: cited number and day exact").good += exact
    result.row("45 pages: cited number and day exact").n += len(label.cited)
    both = result.row("45 pages: cited number and day exact or flagged")
    both.good, both.n = both.good + min(len(label.cited), exact + flagged), both.n + len(label.cited)
    for number, day in left:
        result.failed[f"45 pages: cited number and day not exact|{name}|{number}"] = f"wanted {number} {day}"
