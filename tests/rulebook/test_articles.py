"""The articles behind the checks: by day, level and ending; ranks, powers and deadlines by period."""

import re
from datetime import date
from pathlib import Path

import pytest

from doccheck.checks.cases import run_cards
from doccheck.model.act import Certainty
from doccheck.rulebook.articles import TOLD, told
from doccheck.rulebook.book import Book
from doccheck.rulebook.check import list_rules
from doccheck.rulebook.dispositions import suggested_disposition
from doccheck.rulebook.listing import law_sections
from doccheck.rulebook.place import data_dir

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("code", "day", "level", "event", "says"),
    [
        ("ST-EXP", "2008-12-31", "central", "replaced", "năm 1996 khoản 1 Điều 78"),
        ("ST-EXP", "2009-01-01", "central", "repealed", "17/2008/QH12 khoản 3 Điều 81"),
        ("ST-EXP", "2010-01-01", "tinh", "repealed", "31/2004/QH11 Điều 53"),
        ("ST-EXP", "2016-07-01", "tinh", "replaced", "80/2015/QH13 khoản 2 Điều 154"),
        ("ST-EXP", "2025-03-31", "central", "repealed", "80/2015/QH13 khoản 3 Điều 154"),
        ("ST-EXP", "2025-04-01", "central", "replaced", "64/2025/QH15 điểm b khoản 1 Điều 57"),
        ("ST-TERM", "2025-04-01", "central", "term", "64/2025/QH15 điểm a khoản 1 Điều 57"),
        ("ST-CASC", "2016-07-01", "central", "cascade", "80/2015/QH13 khoản 4 Điều 154"),
        ("ST-CASC", "2025-07-01", "central", "cascade", "87/2025/QH15 khoản 22 Điều 1"),
    ],
)
def test_the_case_of_expiry_is_told_by_period(
    book: Book, code: str, day: str, level: str, event: str, says: str
) -> None:
    rows = list(book.articles.behind(code, {"event": date.fromisoformat(day)}, level, {event}))
    assert len(rows) == 1
    assert says in "; ".join(rows[0].basis)


def test_no_case_of_expiry_where_the_law_had_none(book: Book) -> None:
    """Between 2009 and 30/06/2016 central law had no rule on what details an act that ended."""
    assert not list(book.articles.behind("ST-CASC", {"event": date(2010, 1, 1)}, "central", {"cascade"}))
    assert not list(book.articles.behind("ST-EXP", {"event": None}, "central", {"replaced"}))


def test_prohibitions_and_the_negative_list_are_dated(book: Book) -> None:
    content = book.articles.content
    assert content("ubnd-tinh", date(2016, 6, 30)) is None
    early, late = content("hdnd-tinh", date(2020, 12, 31)), content("hdnd-tinh", date(2021, 1, 1))
    assert early is not None and late is not None
    assert len(late.titles) > len(early.titles), "resolutions on programmes, projects and plans since 2021"
    assert content("ct-ubnd-tinh", date(2025, 6, 30)) is not None or content("ct-ubnd-tinh", date(2025, 7, 1))
    assert content("bo", date(2026, 1, 1)) is None
    rows = list(book.articles.behind("AUTH-TYPE", {"issued": date(2018, 1, 1)}, "tinh"))
    assert any("Điều 14" in row.basis[0] for row in rows)
    assert not list(book.articles.behind("AUTH-TYPE", {"issued": date(2010, 1, 1)}, "tinh"))


def test_the_more_exact_of_two_bases_stays(book: Book) -> None:
    rows = book.articles.behind("ST-EXP", {"event": date(2017, 1, 1)}, "central", {"repealed"})
    assert told(("Luật số 80/2015/QH13 Điều 154",), rows) == ("Luật số 80/2015/QH13 khoản 3 Điều 154",)
    rows = book.articles.behind("ST-EXP", {"event": date(2017, 1, 1)}, "central", {"repealed"})
    assert told(("Luật khác",), rows) == ("Luật khác", "Luật số 80/2015/QH13 khoản 3 Điều 154")


def test_every_article_is_used(book: Book) -> None:
    """A row speaks in a finding of some case, or explains a check: no row is dead."""
    shown = set()
    days = [date(year, month, 15) for year in (1990, 2000, 2006, 2010, 2018, 2022, 2024, 2026) for month in (1, 9)]
    days += [date(2025, 3, 15), date(2025, 4, 15), date(2025, 5, 15), date(2025, 6, 20), date(2025, 8, 1)]
    for code in book.cards:
        for day in days:
            shown |= {row.id for row in book.articles.explaining(code, day, suggested_disposition(code))}
    unused = {row.id for row in book.articles.rows} - shown
    assert unused <= {f"outcome-{name}-{year}" for name in ("replace", "issue", "suspend") for year in (2016, 2025)}
    said = {basis for outcome in run_cards(book) for f in outcome.findings for basis in f.basis}
    parts = {row.part for row in book.articles.rows if row.part in TOLD and set(row.basis) & said}
    assert parts == TOLD


def test_what_is_not_compared_is_marked(book: Book) -> None:
    lines = [line for _, some in law_sections("AUTH-CONTENT", book, date(2026, 1, 1)) for line in some]
    assert any("78/2025" in line and "chưa đối chiếu" in line for line in lines)
    lines = [line for _, some in law_sections("ST-EXP", book, date(2018, 1, 1), "en") for line in some]
    assert lines and not any("not compared" in line for line in lines)


def test_ranks_and_powers_hold_in_their_time(book: Book) -> None:
    ranks = book.hierarchy
    council, committee = (("hdnd-tinh/ha-tinh",), "resolution"), (("ubnd-tinh/ha-tinh",), "decision")
    for day, certainty, article in (
        (date(1990, 1, 1), Certainty.LOW, "từng thời kỳ"),
        (date(2005, 4, 1), Certainty.MEDIUM, "31/2004/QH11"),
        (date(2016, 7, 1), Certainty.HIGH, "80/2015/QH13"),
        (date(2025, 4, 1), Certainty.HIGH, "64/2025/QH15"),
    ):
        standing = ranks.standing(council, committee, day)
        assert standing is not None and standing.relation == "higher"
        assert standing.certainty is certainty
        assert article in standing.basis[0]
    assert ranks.power("hdnd-huyen/x", "ubnd-huyen/x", on=date(2025, 6, 30)) is not None
    assert ranks.power("hdnd-huyen/x", "ubnd-huyen/x", on=date(2025, 7, 1)) is None
    power = ranks.power("thu-tuong", "bo-y-te", on=date(2018, 1, 1))
    assert power is not None and "Điều 165" in power.basis[0] and power.certainty == "H"


def test_deadlines_say_who_acts_and_when(book: Book) -> None:
    send = next(one for one in book.official.deadlines if one.id == "send_for_inspection")
    assert send.on(date(2026, 12, 31), {"issued": date(2026, 11, 26)}) == date(2026, 12, 1), "a weekend between"
    assert send.on(date(2026, 12, 31), {}) is None
    assert "cơ quan ban hành" in send.said() and "issuer" in send.said("en")
    suspended = book.official.deadlines_of("ST-SUSP", date(2026, 1, 1))
    assert any("3 ngày" in one.said() for one in suspended)
    assert all(code in book.cards for one in book.official.deadlines for code in one.checks)
    assert book.official.deadlines_of("ST-CASC", date(2024, 1, 1)) != book.official.deadlines_of(
        "ST-CASC", date(2026, 1, 1)
    )


def test_the_map_of_the_law_names_every_file_of_values() -> None:
    text = (ROOT / "docs" / "law-map.md").read_text("utf-8")
    named = set(re.findall(r"`(vn/[\w./*-]+)`", text))
    missing = [name for name in named if not list(data_dir("rules").glob(name))]
    assert not missing
    law = sorted({line.file for line in list_rules() if line.file.startswith("vn/")})
    assert [file for file in law if not any(Path(file).match(name) for name in named)] == []
