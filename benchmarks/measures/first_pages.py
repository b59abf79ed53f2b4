"""First pages of 45 scans labelled by eye (trang đầu bản quét): number and day exact, flagged, silently wrong.

The labels (``benchmarks/labels/scans.tsv``) were written down from pictures of the pages before any reading was seen;
they name the document's own number and day, and every number cited on the page with its day. Only the first page is
read. A reading that is not exact counts as *flagged* when it is repaired, weak (below ``SURE``), or the trouble
``uncertain_number`` (of the document's day: ``uncertain_day``) stands at it; as *silently wrong* when it asserts a
number or a day that does not stand on the page.

Before any rule was written for these pages: own number exact 53.33, exact or flagged 97.78
(44 of 45), own day exact or flagged 44.44, cited numbers 95.90 %, nothing silently wrong.

``scans_fresh.tsv`` holds the 16 scans that are left, labelled after those rules. When first read: own number exact or
flagged 100, own day 93.75, cited numbers 98.00 %; silently wrong 1 of 16 own days (the day of a cited decision) and 1
of 68 cited numbers (NO for NQ in a party's number). A rule was written for each since: no page here is unseen any more.
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

LABELS = Path(__file__).resolve().parent.parent / "labels"
SETS = (("scans.tsv", "45 pages"), ("scans_fresh.tsv", "16 fresh"))
SURE, HEAD = 0.8, 1_500
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


def labels(name: str = "scans.tsv") -> list[Label]:
    """Labels in the order of a file."""
    lines = [line for line in (LABELS / name).read_text("utf-8").splitlines() if not line.startswith("#")]
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
    """Rows of the labelled pages, those that rules were written for and those labelled afterwards."""
    for file, name in SETS:
        for label in labels(file):
            reading = first_page(data / label.path)
            end = reading.text.pages[0].span.end if reading.text.pages else len(reading.text.body)
            _own(result, name, label, reading, book)
            _others(result, name, label, reading, end)


def _own(result: Measure, pages: str, label: Label, reading: Reading, book: Book) -> None:
    head, name = reading.header, Path(label.path).name
    number, day = head.number, head.issued_on
    weak = number is not None and (number.confidence < SURE or number.repaired)
    exact = number is not None and number.value.key == key(label.number)
    read_as = f"{label.number} read {number and number.value}"
    _outcome(
        result, f"{pages}: own number", name, exact, number is not None, weak or bool(_own_notes(reading)), read_as
    )
    if label.by_hand:
        result.row(f"{pages}: own number written by hand, exact").add(exact)
    weak = day is not None and (day.confidence < SURE or day.repaired)
    right = day is not None and day.value == label.day
    read_as = f"{label.day} read {day and day.value}"
    flagged = weak or any(t.code == "uncertain_day" for t in reading.troubles)
    _outcome(result, f"{pages}: own day", name, right, day is not None, flagged, read_as)
    wanted = book.instruments.by_name(label.type)
    read_type = head.instrument.value if head.instrument else None
    result.case(f"{pages}: type exact", name, read_type == wanted, f"{wanted} read {read_type}")
    ids = set(book.issuers.resolve(label.issuer, label.day))
    got = {field.value for field in head.issuers}
    result.case(f"{pages}: issuer exact", name, bool(ids) and got == ids, f"{label.issuer} read {sorted(got)}")


def _own_notes(reading: Reading) -> set[str | None]:
    """Places of the notes about the document's own number: at it, or above all citations where it stands unread."""
    number = reading.header.number
    notes = {t.place for t in reading.troubles if t.code == "uncertain_number"}
    if number is not None:
        return notes & {f"{number.span.start}-{number.span.end}"}
    first = min((one.span.start for one in reading.references), default=HEAD)
    return {place for place in notes if place and int(place.split("-")[0]) < first}


def _outcome(result: Measure, what: str, name: str, exact: bool, there: bool, flagged: bool, detail: str) -> None:
    """A field that was not read at all is not wrong; it is flagged where a trouble says that it stands unread."""
    result.row(f"{what} exact").add(exact)
    result.row(f"{what} exact and not flagged").add(exact and not flagged)
    result.case(f"{what} exact or flagged", name, exact or flagged, detail)
    result.case(f"{what} not silently wrong", name, exact or flagged or not there, detail)


def _others(result: Measure, pages: str, label: Label, reading: Reading, end: int) -> None:
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
        result.case(f"{pages}: cited numbers not silently wrong", f"{name}|{got[0]}", right or doubted, f"{one.text!r}")
        if right and one.issued_on is not None:
            good = got in known or (got[0], None) in known
            result.case(f"{pages}: cited days not silently wrong", f"{name}|{got[0]}", good or doubted, f"{one.text!r}")
    flagged += len(unsure - {f"{one.span.start}-{one.span.end}" for one in reading.references} - _own_notes(reading))
    result.row(f"{pages}: cited number and day exact").good += exact
    result.row(f"{pages}: cited number and day exact").n += len(label.cited)
    both = result.row(f"{pages}: cited number and day exact or flagged")
    both.good, both.n = both.good + min(len(label.cited), exact + flagged), both.n + len(label.cited)
    for number, day in left:
        result.failed[f"{pages}: cited number and day not exact|{name}|{number}"] = f"wanted {number} {day}"
