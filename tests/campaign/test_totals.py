"""The denominator is honest."""

from dataclasses import replace
from datetime import date

import pytest

from doccheck.campaign.dossier import COPY, INSIDE, OUTSIDE, UNREADABLE, dossiers
from doccheck.campaign.order import make_scope, make_settings
from doccheck.campaign.store import Campaign, Mark, Scope
from doccheck.campaign.totals import count, deadlines
from doccheck.errors import UsageError
from doccheck.rulebook.book import load_book
from doccheck.run.workspace import Workspace

BOOK = load_book()


def _mark(campaign: Campaign, path_end: str, outcome: str, workspace: Workspace) -> None:
    found = dossiers(campaign, workspace, BOOK)
    path = next(one.path for one in found if one.path.endswith(path_end))
    campaign.mark([Mark(path=path, outcome=outcome, by="A")], who="A", at="2026-12-01", kind="mark")


def test_every_file_stands_in_one_place(campaign: Campaign, workspace: Workspace) -> None:
    found = dossiers(campaign, workspace, BOOK)
    sums = count(found, workspace, campaign.settings)
    assert sums.files == 6 == sum(sums.places.values())
    assert sums.places == {INSIDE: 4, OUTSIDE: 0, UNREADABLE: 1, COPY: 1, "not_scanned": 0}
    assert sums.inside == sums.checked + sums.waiting and not sums.problems
    assert sums.normative == 3


def test_a_mark_makes_a_document_checked(campaign: Campaign, workspace: Workspace) -> None:
    _mark(campaign, "917-2015.txt", "repeal", workspace)
    _mark(campaign, "913-2014.txt", "expired", workspace)
    sums = count(dossiers(campaign, workspace, BOOK), workspace, campaign.settings)
    assert sums.checked == 2 and sum(sums.outcomes.values()) == 2
    assert sums.outcomes["to_treat"] == 1 and sums.outcomes["expired"] == 1
    assert sums.departments == {"so-giao-thong": (1, 2), "so-van-hoa": (1, 2)}


@pytest.mark.parametrize(
    ("scope", "inside"),
    [
        (Scope(normative=True), 3),
        (Scope(issuers=("ubnd-tinh",)), 3),
        (Scope(issuers=("Ủy ban nhân dân tỉnh Hà Tĩnh",)), 3),
        (Scope(issuers=("ubnd-tinh/nghe-an",)), 0),
        (Scope(levels=("tinh",), instruments=("decision",)), 3),
        (Scope(folders=("so-van-hoa",)), 2),
        (Scope(fields=("SO-VAN-HOA",)), 2),
    ],
)
def test_scope(campaign: Campaign, workspace: Workspace, scope: Scope, inside: int) -> None:
    campaign.change(replace(campaign.settings, scope=scope))
    sums = count(dossiers(campaign, workspace, BOOK), workspace, campaign.settings)
    assert sums.inside == inside and sum(sums.places.values()) == sums.files


def test_it_says_when_figures_do_not_reconcile(campaign: Campaign, workspace: Workspace) -> None:
    found = dossiers(campaign, workspace, BOOK)
    assert "5" in count(found[:5], workspace, campaign.settings).problems[0]
    other = replace(campaign.settings, cut_off=date(2025, 12, 31), since=date(2025, 1, 1))
    assert any("2025-12-31" in text for text in count(found, workspace, other).problems)
    workspace.conn.execute("update runs set state = 'interrupted'")
    assert count(found, workspace, campaign.settings).problems
    workspace.conn.execute("delete from reports where path like '%cong-van%'")
    assert count(dossiers(campaign, workspace, BOOK), workspace, campaign.settings).places["not_scanned"] == 1


def test_deadlines_of_the_law(campaign: Campaign) -> None:
    settings = campaign.settings
    due, report = deadlines(settings, BOOK, date(2027, 2, 1))
    assert report.on is None, "the yearly report has the day of the statistics law"
    assert "Chủ tịch Ủy ban nhân dân" in due.name, "who acts is said"
    assert due.on == date(2027, 1, 31) and due.late
    assert not deadlines(settings, BOOK, date(2027, 1, 31))[0].late
    five = replace(settings, kind="systematisation", cut_off=date(2028, 12, 31))
    days = {d.on for d in deadlines(five, BOOK, date(2028, 1, 1))}
    assert days == {date(2029, 3, 1), None}
    days = {
        d.on for d in deadlines(replace(five, level="central", published=date(2029, 1, 20)), BOOK, date(2028, 1, 1))
    }
    assert days == {date(2029, 2, 1), date(2029, 2, 9)}


def test_the_cut_off_day_comes_from_the_law() -> None:
    made = make_settings(
        "x", "systematisation", BOOK, today=date(2026, 11, 25), cut_off=None, since=None, lang="vi", workspace="w"
    )
    assert (made.since, made.cut_off) == (date(2024, 1, 1), date(2028, 12, 31))
    made = make_settings(
        "x", "yearly", BOOK, today=date(2026, 11, 25), cut_off=None, since=None, lang="vi", workspace="w"
    )
    assert (made.since, made.cut_off) == (date(2026, 1, 1), date(2026, 12, 31))


def test_bad_orders_are_refused() -> None:
    rest = {"today": date(2026, 1, 1), "lang": "vi", "workspace": "w"}
    with pytest.raises(UsageError, match="yearly"):
        make_settings("x", "monthly", BOOK, cut_off=None, since=None, **rest)
    with pytest.raises(UsageError, match="2027-01-01"):
        make_settings("x", "yearly", BOOK, cut_off=date(2026, 12, 31), since=date(2027, 1, 1), **rest)
    empty: dict[str, tuple[str, ...]] = {"issuers": (), "folders": (), "fields": ()}
    with pytest.raises(UsageError, match="lang"):
        make_scope(BOOK, levels=("langlang",), instruments=(), normative=False, lang="vi", **empty)
    with pytest.raises(UsageError, match="thư tay"):
        make_scope(BOOK, levels=(), instruments=("thư tay",), normative=False, lang="vi", **empty)
