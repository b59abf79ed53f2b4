"""Headers moved across the boundaries of authority: labels first, taken from the laws and not from the rule files.

A boundary says for a kind of issuer and a type from which day to which day a normative number could not be borne.
Real headers of that kind and type are moved over it: the day by one, the issuer to a body that never had the form, the
type to one the issuer never had, the number to and from its normative form.
"""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from doccheck.checks import Context, examine
from doccheck.checks.cases import context_of
from doccheck.model.number import DocNumber
from doccheck.model.report import Finding
from doccheck.rulebook.book import Book
from doccheck.rulebook.card_cases import Case

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Head:
    """A header: number, type, issuers and day of issue."""

    number: str
    instrument: str
    issuers: tuple[str, ...]
    issued: date


@dataclass(frozen=True)
class Boundary:
    """From ``start`` to ``end`` (inclusive, open when None) this kind could not issue this type with norms."""

    kind: str
    instrument: str
    start: date
    end: date | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Moved:
    """A header after a move, and whether an authority finding must come."""

    what: str
    head: Head
    wanted: tuple[str, ...]


NEVER = date(1998, 1, 1)
BOUNDARIES = (
    Boundary("chinh-phu", "resolution", date(2009, 1, 1), date(2025, 3, 31), ("AUTH-TYPE",)),
    Boundary("thu-tuong", "directive", date(2009, 1, 1), None, ("AUTH-CT",)),
    Boundary("bo", "decision", date(2009, 1, 1), None, ("AUTH-MIN-QD",)),
    Boundary("bo", "directive", date(2009, 1, 1), None, ("AUTH-CT",)),
    Boundary("ktnn", "decision", date(2025, 4, 1), None, ("AUTH-TYPE",)),
    Boundary("ktnn", "circular", date(2009, 1, 1), date(2025, 3, 31), ("AUTH-TYPE",)),
    Boundary("tandtc", "decision", date(2009, 1, 1), None, ("AUTH-TYPE",)),
    Boundary("vksndtc", "decision", date(2009, 1, 1), None, ("AUTH-TYPE",)),
    Boundary("vksndtc", "directive", date(2009, 1, 1), None, ("AUTH-CT",)),
    Boundary("co-quan-thuoc-chinh-phu", "decision", date(2002, 12, 27), None, ("AUTH-TYPE",)),
    Boundary("bo+ktnn", "joint_circular", date(2016, 7, 1), date(2020, 12, 31), ("AUTH-TTLT",)),
    Boundary("bo+bo", "joint_circular", date(2016, 7, 1), None, ("AUTH-TTLT",)),
    Boundary("ubnd-tinh", "directive", date(2016, 7, 1), None, ("AUTH-CT",)),
    Boundary("ubnd-huyen", "directive", date(2016, 7, 1), None, ("AUTH-CT",)),
    Boundary("ct-ubnd-tinh", "decision", date(2005, 4, 1), date(2025, 6, 30), ("AUTH-TYPE",)),
    Boundary("hdnd-huyen", "resolution", date(2025, 7, 1), None, ("AUTH-HUYEN",)),
    Boundary("ubnd-huyen", "decision", date(2025, 7, 1), None, ("AUTH-HUYEN",)),
    Boundary("hdnd-xa", "resolution", date(2025, 4, 1), date(2025, 6, 30), ("AUTH-XA-GAP",)),
    Boundary("ubnd-xa", "decision", date(2025, 4, 1), date(2025, 6, 30), ("AUTH-XA-GAP",)),
)
ISSUER_MOVES = (
    ("ubnd-tinh", "decision", ("so/tai-chinh",)),
    ("ubnd-tinh", "decision", ("van-phong/ubnd-tinh",)),
    ("bo", "circular", ("cuc/thue",)),
)
TYPE_MOVES = (
    ("ubnd-tinh", "decision", "resolution", "NQ"),
    ("ubnd-tinh", "decision", "circular", "TT"),
    ("hdnd-tinh", "resolution", "decision", "QĐ"),
    ("bo", "circular", "decree", "NĐ"),
    ("chinh-phu", "decree", "circular", "TT"),
)
LEND = {
    "ubnd-huyen": "ubnd-tinh",
    "ubnd-xa": "ubnd-tinh",
    "ct-ubnd-tinh": "ubnd-tinh",
    "hdnd-huyen": "hdnd-tinh",
    "hdnd-xa": "hdnd-tinh",
}


def real_heads(data: Path, book: Book, most: int | None = None) -> list[Head]:
    """Normative headers of real acts: numbers, types, issuers and days from the lists of acts."""
    found: dict[Head, None] = {}
    with gzip.open(data / "registry" / "registry.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            head = _head(json.loads(line), book)
            if head is not None:
                found[head] = None
            if most is not None and len(found) >= most:
                break
    return list(found)


def _head(row: dict[str, str | None], book: Book) -> Head | None:
    number = DocNumber.parse(row["number"] or "") if row.get("number") else None
    instrument = book.instruments.by_name(row.get("type") or "")
    day = row.get("issue_date")
    if number is None or instrument is None or not day or len(day) != 10:
        return None
    issued = date.fromisoformat(day)
    told = book.issuers.of_symbol(number.symbol, issued)
    named = book.issuers.resolve(row.get("issuer") or "", issued)
    issuers = told if told and "?" not in told[0] else named
    if not issuers or (number.year is not None and number.year != issued.year):
        return None
    return Head(str(number), instrument, issuers, issued)


def kind_of(head: Head, book: Book) -> str:
    """Kinds of a header's issuers, joined."""
    return "+".join(sorted({book.issuers.kind(one) for one in head.issuers} or {"unknown"})) + (
        "+bo" if len(head.issuers) > 1 and {book.issuers.kind(one) for one in head.issuers} == {"bo"} else ""
    )


def on_day(head: Head, day: date) -> Head:
    """The header on another day, its number following the year."""
    number = DocNumber.parse(head.number)
    if number is None or number.year is None:
        return replace(head, issued=day)
    return replace(head, issued=day, number=f"{number.serial}/{day.year}/{number.symbol}")


def moves(heads: list[Head], book: Book, each: int) -> Iterator[Moved]:
    """Headers moved over every boundary, at most ``each`` real ones for a boundary."""
    by_kind: dict[tuple[str, str], list[Head]] = {}
    for head in heads:
        if DocNumber.parse(head.number) and "/" in head.number:
            by_kind.setdefault((kind_of(head, book), head.instrument), []).append(head)
    for edge in BOUNDARIES:
        for head in _lent(edge, by_kind, each):
            yield from _days(edge, head)
    for kind, instrument, issuers in ISSUER_MOVES:
        for head in _normative(by_kind.get((kind, instrument), []))[:each]:
            recent = on_day(head, date(2020, 3, 2))
            yield Moved(f"issuer {kind}→{issuers[0]}", replace(recent, issuers=issuers), ("AUTH-TYPE",))
            yield Moved(f"issuer {kind} stays", recent, ())
    for kind, instrument, other, code in TYPE_MOVES:
        for head in _normative(by_kind.get((kind, instrument), []))[:each]:
            recent = on_day(head, date(2020, 3, 2))
            number = DocNumber.parse(recent.number)
            if number is not None:
                text = f"{number.serial}/{number.year}/{code}-{number.symbol.partition('-')[2]}"
                yield Moved(
                    f"type {kind} {instrument}→{other}", replace(recent, instrument=other, number=text), ("AUTH-",)
                )


def _normative(heads: list[Head]) -> list[Head]:
    return [head for head in heads if (number := DocNumber.parse(head.number)) and number.year]


def _lent(edge: Boundary, by_kind: dict[tuple[str, str], list[Head]], each: int) -> list[Head]:
    """Real headers of the kind and type; where the lists have few, those of the kind next to it lend their number."""
    own = _normative(by_kind.get((edge.kind, edge.instrument), []))[:each]
    source = LEND.get(edge.kind)
    if len(own) < each and source:
        pool = _normative(by_kind.get((source, "decision" if source == "ubnd-tinh" else "resolution"), []))
        lent = [_as(edge, head) for head in pool[: each - len(own)]]
        return own + lent
    if len(own) < each and edge.instrument == "directive":
        pool = _normative(by_kind.get((edge.kind, "decision"), []))[: each - len(own)]
        return own + [_as(edge, head) for head in pool]
    return own or [_plain(edge)]


def _plain(edge: Boundary) -> Head:
    """A plain header where the lists have none of this kind and type."""
    code = {"directive": "CT", "decision": "QĐ", "circular": "TT", "joint_circular": "TTLT"}[edge.instrument]
    symbols = {"ktnn": "KTNN", "tandtc": "TANDTC", "vksndtc": "VKSNDTC", "bo+ktnn": "BTC-KTNN"}
    issuers = {"bo+ktnn": ("bo-tai-chinh", "ktnn"), "co-quan-thuoc-chinh-phu": ("bao-hiem-xa-hoi-viet-nam",)}
    symbol = symbols.get(edge.kind, "BHXH")
    return Head(f"12/2020/{code}-{symbol}", edge.instrument, issuers.get(edge.kind, (edge.kind,)), edge.start)


def _as(edge: Boundary, head: Head) -> Head:
    number = DocNumber.parse(head.number)
    code = {"directive": "CT", "decision": "QĐ", "resolution": "NQ"}[edge.instrument]
    tail = number.symbol.partition("-")[2] if number else ""
    place = head.issuers[0].partition("/")[2]
    issuers = (f"{edge.kind}/{place}",) if place else head.issuers
    serial, year = (number.serial, number.year) if number else ("1", head.issued.year)
    return Head(f"{serial}/{year}/{code}-{tail}", edge.instrument, issuers, head.issued)


def _days(edge: Boundary, head: Head) -> Iterator[Moved]:
    name = f"{edge.kind} {edge.instrument}"
    yield Moved(f"{name} first day", on_day(head, edge.start), edge.codes)
    if edge.start > NEVER and edge.kind != "ct-ubnd-tinh" and edge.kind != "ktnn":
        yield Moved(f"{name} day before", on_day(head, edge.start - DAY), ())
    if edge.end is not None:
        yield Moved(f"{name} last day", on_day(head, edge.end), edge.codes)
        yield Moved(f"{name} day after", on_day(head, edge.end + DAY), ())
    inside = on_day(head, edge.start + 40 * DAY)
    number = DocNumber.parse(inside.number)
    if number is not None and (edge.end is None or inside.issued <= edge.end):
        yield Moved(f"{name} without a year", replace(inside, number=f"{number.serial}/{number.symbol}"), ())


def context(head: Head, book: Book) -> Context:
    """The context of a bare header."""
    document = {
        "number": head.number,
        "instrument": head.instrument,
        "issuers": list(head.issuers),
        "issued": head.issued.isoformat(),
    }
    made = Case.model_validate({"name": head.number, "kind": "hit", "as_of": "2026-11-01", "document": document})
    return context_of(made, book)


def authority(head: Head, book: Book) -> tuple[Finding, ...]:
    """Authority findings of a header, hints left out."""
    cards = book.cards.values()
    codes = [card.code for card in cards if card.family == "authority" and card.certainty == "c1"]
    return examine(context(head, book), codes)


def right(moved: Moved, book: Book) -> bool:
    """True when the findings are those wanted: one of the codes, or none."""
    found = authority(moved.head, book)
    if not moved.wanted:
        return not found
    return any(finding.check.startswith(code) for finding in found for code in moved.wanted)
