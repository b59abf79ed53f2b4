"""Instruments, forms of numbers, delays, retroactivity, hierarchy, signatures, abbreviations, histories."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.model.act import Certainty
from doccheck.model.number import DocNumber
from doccheck.rulebook.book import Book
from doccheck.rulebook.dated import CLOSED, UNKNOWN, Dated, Entry

DAY = timedelta(days=1)


def test_instrument_names_and_codes(book: Book) -> None:
    one = book.instruments
    assert one.by_name("NGHỊ  QUYẾT") == "resolution"
    assert one.by_name("nghi dinh") == "decree"
    assert one.by_name("Thông tư liên bộ") == "joint_circular"
    assert one.by_name("bức thư") is None
    assert one.by_code("NĐ") == "decree"
    assert one.by_code("ND") == "decree"
    assert (one.by_code("HĐ"), one.by_code("HD")) == ("contract", "guide")
    assert (one.by_code("CTr"), one.by_code("CT")) == ("programme", "directive")
    lengths = [len(name) for name, _ in one.names()]
    assert lengths == sorted(lengths, reverse=True)
    assert (one.name("decree"), one.name("decree", "en"), one.name("x")) == ("Nghị định", "Decree", "x")


CLASSES = [
    ("158/2007/NĐ-CP", None, None, "normative"),
    ("66.10/2025/NQ-CP", "resolution", "2025-10-01", "normative"),
    ("52/2025/QĐ-CTUBND", "decision", "2025-11-28", "normative"),
    ("59/2020/QH14", "law", None, "normative"),
    ("20/2008/L-CTN", "order", None, "normative"),
    ("893/QĐ-TTg", "decision", "2014-06-01", "administrative"),
    ("12/2020/KH-UBND", "plan", None, "administrative"),
    ("12/2020/QĐ-UBND", "plan", None, "administrative"),
    ("3713/ĐA-UBND", "project", None, "administrative"),
    ("12/QĐ-UBND", "decision", "2005-03-31", "undecidable"),
    ("12/QĐ-UBND", "decision", "2005-04-01", "administrative"),
    ("12/QĐ-BTC", "decision", "1997-01-01", "administrative"),
    ("12/QĐ-BTC", "decision", "1996-12-31", "old"),
    ("12/CP", "decree", "1994-01-01", "old"),
    ("178-CP", None, "1997-09-01", "old"),
    ("327-CT", None, None, "old"),
    ("35-L/CTN", None, None, "old"),
    ("50/SL", None, None, "old"),
    ("60-NQ/TW", "resolution", None, "party"),
    ("113/VBHN-VPQH", None, None, "consolidated"),
    ("13/2014", None, None, "undecidable"),
    ("13/2014", "decision", None, "normative"),
    ("3509/QĐ-CT", "decision", "2025-11-17", "administrative"),
    ("12/QĐ-UB", None, None, "undecidable"),
]


@pytest.mark.parametrize(("number", "instrument", "on", "kind"), CLASSES)
def test_form_of_number(book: Book, number: str, instrument: str | None, on: str | None, kind: str) -> None:
    parsed = DocNumber.parse(number)
    assert parsed is not None
    form = book.forms.classify(parsed, instrument, date.fromisoformat(on) if on else None)
    assert form.kind == kind
    assert form.reason


def test_codes_in_a_number(book: Book) -> None:
    number = DocNumber.parse("55/2005/TTLT-BNV-VPCP")
    assert number is not None
    form = book.forms.classify(number, None, None)
    assert (form.instrument_code, form.issuer_codes) == ("TTLT", ("BNV", "VPCP"))


DELAYS = [
    ("central", "1996-12-31", None),
    ("central", "1997-01-01", 15),
    ("central", "2008-12-31", 15),
    ("central", "2009-01-01", 45),
    ("tinh", "2005-03-31", None),
    ("tinh", "2005-04-01", 10),
    ("huyen", "2025-03-31", 7),
    ("huyen", "2025-04-01", 10),
    ("huyen", "2025-07-01", None),
    ("xa", "2016-06-30", 5),
    ("xa", "2016-07-01", 7),
    ("xa", "2025-04-01", None),
    ("xa", "2025-07-01", 10),
    ("other", "2025-07-01", None),
]


@pytest.mark.parametrize(("level", "on", "days"), DELAYS)
def test_delay(book: Book, level: str, on: str, days: int | None) -> None:
    delay = book.delays.at(level, date.fromisoformat(on))
    assert (delay.min_days if delay else None) == days


def test_delay_details(book: Book) -> None:
    gazette = book.delays.at("central", date(2005, 1, 1))
    assert gazette is not None
    assert (gazette.from_, gazette.default_days) == ("gazette", 15)
    modern = book.delays.at("tinh", date(2025, 11, 1))
    assert modern is not None
    assert (modern.default_days, modern.tolerance, modern.certainty) == (None, 1, Certainty.HIGH)


@pytest.mark.parametrize(
    ("kind", "on", "allowed"),
    [
        ("bo", "2008-12-31", None),
        ("bo", "2017-01-01", "limited"),
        ("ubnd-tinh", "2025-03-31", "never"),
        ("ubnd-tinh", "2025-04-01", "limited"),
        ("ct-ubnd-tinh", "2025-06-30", None),
        ("ct-ubnd-tinh", "2025-07-01", "never"),
        ("ubnd-xa", "2025-05-01", None),
        ("ubnd-xa", "2025-07-01", "never"),
        ("unknown", "2025-07-01", None),
    ],
)
def test_retroactivity(book: Book, kind: str, on: str, allowed: str | None) -> None:
    back = book.retroactivity.at(kind, date.fromisoformat(on))
    assert (back.allowed if back else None) == allowed


def test_ranks(book: Book) -> None:
    compare = book.hierarchy.compare
    law, decree = (("quoc-hoi",), "law"), (("chinh-phu",), "decree")
    circular, council = (("bo-y-te",), "circular"), (("hdnd-tinh/ha-noi",), "resolution")
    assert compare(law, decree) == "higher"
    assert compare(council, circular) == "lower"
    assert compare(circular, (("bo-tai-chinh",), "decision")) == "equal"
    assert compare(circular, (("Ban lạ",), "decision")) is None
    assert book.hierarchy.rank(("bo-y-te", "Ban lạ"), "joint_circular") is None


def test_powers(book: Book) -> None:
    power = book.hierarchy.power
    assert power("thu-tuong", "bo-y-te") is not None
    assert power("hdnd-tinh/ha-noi", "ubnd-tinh/ha-noi") is not None
    assert power("ubnd-tinh/ha-noi", "hdnd-tinh/ha-noi") is None
    assert power("thu-tuong", "hdnd-tinh/ha-noi") is None
    assert power("thu-tuong", "hdnd-tinh/ha-noi", "suspend") is not None


def test_signatures(book: Book) -> None:
    forms = book.signatures
    assert forms.form("TM. ỦY BAN NHÂN DÂN") == "TM"
    assert forms.form("KT. BỘ TRƯỞNG") == "KT"
    assert forms.form("TL. BỘ TRƯỞNG") == "TL"
    assert forms.form("TUQ. CHỦ TỊCH") == "TUQ"
    assert forms.form("Q. BỘ TRƯỞNG") == "Q"
    assert forms.form("CHỦ TỊCH") is None
    assert forms.form("QUYỀN") is None
    chair = forms.rule("ct-ubnd-tinh", "decision", date(2025, 7, 1))
    assert chair is not None
    assert "TM" in chair.must_not
    assert forms.rule("ct-ubnd-tinh", "decision", date(2025, 6, 30)) is None


def test_abbreviations(book: Book) -> None:
    assert book.abbreviations["VBQPPL"].vi == "văn bản quy phạm pháp luật"


def _entry(on: date, value: int | None) -> Entry[int]:
    return Entry(on=on, value=value, basis=("x",), source="x", certainty=Certainty.LOW)


@given(days=st.lists(st.dates(), min_size=1, unique=True), asked=st.dates())
def test_a_history_is_unknown_before_its_first_day(days: list[date], asked: date) -> None:
    ordered = sorted(days)
    past = Dated(tuple(_entry(day, i) for i, day in enumerate(ordered)))
    before = [i for i, day in enumerate(ordered) if day <= asked]
    assert past.at(asked) == (before[-1] if before else UNKNOWN)


def test_a_null_value_closes_a_history() -> None:
    past = Dated((_entry(date(2000, 1, 1), 1), _entry(date(2010, 1, 1), None)))
    assert past.at(date(2009, 12, 31)) == 1
    assert past.at(date(2010, 1, 1)) is CLOSED
    with pytest.raises(ValueError, match="rise"):
        Dated((_entry(date(2000, 1, 1), 1), _entry(date(2000, 1, 1), 2)))
