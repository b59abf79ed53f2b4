"""The authority matrix: each boundary on the day and the day before; before the first value nothing is forbidden."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.model.number import DocNumber
from doccheck.rulebook.authority import Verdict
from doccheck.rulebook.book import Book

N, A, NOT, U = Verdict.NORMATIVE, Verdict.ADMINISTRATIVE_ONLY, Verdict.NOT_USED, Verdict.UNKNOWN
BOUNDARIES = [
    ("bo-tai-chinh", "decision", "2009-01-01", N, A),
    ("bo-tai-chinh", "directive", "2009-01-01", N, A),
    ("bo-tai-chinh", "circular", "2016-07-01", N, N),
    ("thu-tuong", "directive", "2009-01-01", N, A),
    ("thu-tuong", "decision", "2009-01-01", N, N),
    ("chinh-phu", "resolution", "2009-01-01", N, A),
    ("chinh-phu", "resolution", "2025-04-01", A, N),
    ("chinh-phu", "decree", "2025-04-01", N, N),
    ("tong-cuc-thong-ke", "decision", "2002-12-27", N, A),
    ("tandtc", "decision", "2009-01-01", N, A),
    ("vksndtc", "circular", "2009-01-01", N, N),
    ("ktnn", "decision", "2009-01-01", U, N),
    ("ktnn", "decision", "2025-04-01", N, A),
    ("ktnn", "circular", "2025-04-01", NOT, N),
    ("bo-tai-chinh bo-noi-vu", "joint_circular", "2016-07-01", N, NOT),
    ("tandtc vksndtc", "joint_circular", "2016-07-01", N, N),
    ("bo-cong-an tandtc", "joint_circular", "2016-07-01", N, N),
    ("bo-tai-chinh ktnn", "joint_circular", "2021-01-01", NOT, N),
    ("bo-tai-chinh hoi-cuu-chien-binh", "joint_circular", "2009-01-01", N, NOT),
    ("ubtvqh mttqvn", "joint_resolution", "2016-07-01", N, N),
    ("ubtvqh chinh-phu mttqvn", "joint_resolution", "2021-01-01", U, N),
    ("chinh-phu tong-lien-doan-lao-dong", "joint_resolution", "2016-07-01", N, NOT),
    ("ubnd-tinh/ha-tinh", "directive", "2016-07-01", N, A),
    ("ubnd-xa/x", "directive", "2016-07-01", N, A),
    ("ct-ubnd-tinh/ha-tinh", "decision", "2025-07-01", A, N),
    ("ct-ubnd-xa/x", "decision", "2025-07-01", A, A),
    ("hdnd-huyen/x", "resolution", "2025-07-01", N, NOT),
    ("ubnd-huyen/x", "decision", "2025-07-01", N, NOT),
    ("hdnd-xa/x", "resolution", "2025-04-01", N, NOT),
    ("hdnd-xa/x", "resolution", "2025-07-01", NOT, N),
    ("ubnd-xa/x", "decision", "2025-04-01", N, NOT),
    ("ubnd-xa/x", "decision", "2025-07-01", NOT, N),
    ("quoc-hoi", "law", "1997-01-01", U, N),
    ("ubnd-tinh/ha-tinh", "resolution", "2005-04-01", U, NOT),
    ("so/y-te-ha-tinh", "decision", "1997-01-01", U, A),
]


@pytest.mark.parametrize(("who", "what", "day", "before", "after"), BOUNDARIES)
def test_boundary(book: Book, who: str, what: str, day: str, before: Verdict, after: Verdict) -> None:
    issuers, on = tuple(who.split()), date.fromisoformat(day)
    assert book.authority.at(issuers, what, on - timedelta(days=1)).verdict is before
    ruling = book.authority.at(issuers, what, on)
    assert ruling.verdict is after
    assert ruling.basis


def test_a_joint_circular_may_be_called_a_circular(book: Book) -> None:
    assert book.authority.at(("bo-tai-chinh", "bo-noi-vu"), "circular", date(2017, 1, 1)).verdict is NOT


def test_what_is_not_known_is_not_judged(book: Book) -> None:
    at = book.authority.at
    assert at((), "decree", date(2020, 1, 1)).verdict is U
    assert at(("Ban lạ",), "decree", date(2020, 1, 1)).verdict is U
    assert at(("chinh-phu",), "no_such_type", date(2020, 1, 1)).verdict is U
    assert at(("bo-tai-chinh",), "joint_circular", date(2020, 1, 1)).verdict is U
    assert at(("ubnd/?",), "decision", date(2025, 8, 1)).verdict is U


def test_period_is_told(book: Book) -> None:
    assert book.authority.at(("chinh-phu",), "decree", date(2010, 1, 1)).period_id == "P2008"
    assert book.authority.at(("ubnd-xa/x",), "decision", date(2010, 1, 1)).period_id == "P2004"
    assert book.authority.at(("ubnd-xa/x",), "decision", date(2025, 8, 1)).period_id == "P2025a"


_CENTRAL = ["quoc-hoi", "ubtvqh", "chinh-phu", "thu-tuong", "bo-y-te", "tandtc", "ktnn", "mttqvn", "tong-cuc-thong-ke"]
_OTHERS = ["ubnd-tinh/ha-tinh", "hdnd-xa/x", "so/x", "dang/tinh-uy", "ubnd/?", "hoi-nong-dan", "stranger"]
_ISSUERS = st.sampled_from([*_CENTRAL, *_OTHERS])
_TYPES = st.sampled_from(
    ["law", "decree", "resolution", "decision", "directive", "circular", "joint_circular", "plan", "consolidated", "x"]
)


@given(
    issuers=st.lists(_ISSUERS, max_size=3).map(tuple),
    instrument=_TYPES,
    on=st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_no_answer_without_basis_and_none_before_the_first_day(
    book: Book, issuers: tuple[str, ...], instrument: str, on: date
) -> None:
    ruling = book.authority.at(issuers, instrument, on)
    if ruling.verdict is not U:
        assert ruling.basis
        assert ruling.since is not None
        assert ruling.since <= on
    if on < min(e.on for c in book.authority.cells for e in c.values.entries):
        assert ruling.verdict is U


def test_periods_leave_no_gap(book: Book) -> None:
    day = date(1990, 1, 1)
    while day < date(2030, 1, 1):
        assert all(book.periods.at(day, level) for level in ("central", "tinh", "huyen", "xa")), day
        day += timedelta(days=17)


@pytest.mark.shared
def test_official_documents_are_seldom_flagged(book: Book, shared: Path) -> None:
    judged, flagged = 0, []
    for line in (shared / "docs.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        if row["header_guess"] or not all(row[k] for k in ("number", "type", "issuer", "issue_date")):
            continue
        on, number = date.fromisoformat(row["issue_date"]), DocNumber.parse(row["number"])
        instrument = book.instruments.by_name(row["type"])
        if number is None or instrument is None:
            continue
        judged += 1
        ruling = book.authority.at(book.issuers.resolve(row["issuer"], on), instrument, on)
        normative = book.forms.classify(number, instrument, on).kind == "normative"
        if normative and ruling.verdict in (A, NOT):
            flagged.append(f"{row['number']} {row['issue_date']} {ruling.row}")
    assert judged > 1000
    assert len(flagged) <= 0.005 * judged, flagged
