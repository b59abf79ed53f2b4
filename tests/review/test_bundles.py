"""Groups with one evidence: what they hold and what stays out; one decision, one undo; clashes all shown."""

import sqlite3
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from doccheck.pipeline import open_tools
from doccheck.run.bundles import SCREEN, knit, ties
from doccheck.run.listing import Query, groups, totals
from doccheck.run.listing import tied as rows_of
from doccheck.run.workspace import open_workspace
from tests.review.conftest import WORD, Site, copy_of, people, start
from tests.review.site import Answer, Visitor

LEVELS = {"level": ("error", "warning", "review")}


@pytest.fixture(scope="module")
def home(tied: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = start(copy_of(tied, tmp_path_factory.mktemp("home")))
    people(made)
    yield made
    made.stop()


def bundle(path: Path) -> tuple[str, str]:
    """Key and label of the largest group."""
    sql = """select b.bundle, b.label from bundles b join findings f using (bundle) group by 1
      order by count(distinct f.cause) desc"""
    found: tuple[str, str] = sqlite3.connect(path).execute(sql).fetchone()
    return found


def states(path: Path) -> dict[str, str]:
    sql = "select subject, min(state) from findings where live and level != 'info' group by 1"
    return dict(sqlite3.connect(path).execute(sql))


def fields(page: Answer, picked: list[str], **more: str) -> list[tuple[str, str]]:
    hidden = [(name, page.field(name)) for name in ("bundle", "seen", "then", "back")]
    return [*hidden, *(("cause", one) for one in picked), *more.items()]


def ticked(page: Answer) -> dict[str, str]:
    """Causes of the rows by the first words of their acts."""
    found = {}
    for line in page.body.split("data-row")[1:]:
        cause = line.split('name="cause" value="')[1].split('"')[0]
        found[unescape(line.split("data-go>")[1].split("<")[0])] = cause
    return found


def test_what_fell_with_a_law_stands_in_its_group(tied: Path) -> None:
    workspace = open_workspace(tied)
    key, label = bundle(tied)
    rows = rows_of(workspace.conn, Query().sight, key)
    names = " ".join(row["label"] for row in rows)
    assert "31/2024/QH15" in label
    for number in ("45/2013/QH13", "43/2014/NĐ-CP", "44/2014/NĐ-CP", "01/2017/NĐ-CP"):
        assert number in names
    assert "34/2016" not in names, "another act ended it on another day"
    assert "46/2014" not in names, "a wrong day is another evidence, so its cause stays alone"
    workspace.close()


def test_a_group_counts_as_one_and_causes_as_before(tied: Path) -> None:
    workspace = open_workspace(tied)
    by_cause, by_group = (Query(chosen=LEVELS, group=name) for name in ("cause", "bundle"))
    one, other = totals(workspace.conn, by_cause), totals(workspace.conn, by_group)
    assert other["groups"] < one["groups"] and other["findings"] == one["findings"]
    found = groups(workspace.conn, by_group)
    assert sum(row["findings"] for row in found) == one["findings"]
    assert max(row["causes"] for row in found) >= 4
    assert len(found) == other["groups"]
    workspace.close()


def test_the_same_scan_knits_the_same_groups(tied: Path, tmp_path: Path) -> None:
    workspace = open_workspace(copy_of(tied, tmp_path))
    tools = open_tools()
    before = workspace.conn.execute("select cause, bundle from findings order by 1, 2").fetchall()
    with workspace.write() as conn:
        knit(conn, tools.shelf, tools.book)
    assert workspace.conn.execute("select cause, bundle from findings order by 1, 2").fetchall() == before
    workspace.close()


def spread(conn: Any, numbers: range, **columns: str) -> None:
    """More findings: copies of one, each of a cause of its own."""
    names = [row[1] for row in conn.execute("pragma table_info(findings)")]
    row = dict(zip(names, conn.execute("select * from findings where proven != '[]'").fetchone(), strict=True))
    for number in numbers:
        own = {"path": f"x{number}", "fingerprint": f"f{number}", "cause": f"N{number:015}", "act": "", "bundle": ""}
        made = {**row, **own, "level": "review", "live": 1, **columns}
        sql = f"insert into findings ({', '.join(made)}) values ({', '.join('?' * len(made))})"
        conn.execute(sql, tuple(made.values()))


def sizes(conn: Any) -> list[int]:
    sql = "select count(distinct cause) from findings where bundle != '' group by bundle order by 1"
    return [size for (size,) in conn.execute(sql)]


def test_a_group_is_cut_into_screens_and_unknown_issuers_are_no_group(tied: Path, tmp_path: Path) -> None:
    workspace, tools = open_workspace(copy_of(tied, tmp_path)), open_tools()
    with workspace.write() as conn:
        conn.execute("delete from findings")
        conn.execute("insert into findings select * from (select * from findings limit 0)")
    source = open_workspace(tied)
    names = [row[1] for row in source.conn.execute("pragma table_info(findings)")]
    row = source.conn.execute("select * from findings where proven != '[]' and level != 'info'").fetchone()
    source.close()
    with workspace.write() as conn:
        conn.execute(f"insert into findings ({', '.join(names)}) values ({', '.join('?' * len(names))})", row)
        spread(conn, range(1, 2 * SCREEN + 4), proven='["ended|2020-01-01|9/2020/qh14|law|quoc-hoi|2020-01-01|read"]')
        knit(conn, tools.shelf, tools.book)
        assert max(sizes(conn)) <= SCREEN and sum(sizes(conn)) == 2 * SCREEN + 3
        conn.execute("delete from findings where path like 'x%'")
        spread(conn, range(3), code="BASIS-RANK", proven="[]", issuer="", wording="w")
        knit(conn, tools.shelf, tools.book)
        assert sizes(conn) == []
        conn.execute("update findings set issuer = 'Bộ Mẫu' where path like 'x%'")
        knit(conn, tools.shelf, tools.book)
        assert sizes(conn) == [3]
        conn.execute("update findings set wording = 'other' where path = 'x1'")
        knit(conn, tools.shelf, tools.book)
        assert sizes(conn) == [2], "other words are another rule"
        conn.execute("update findings set code = 'CITE-DATE' where path like 'x%'")
        knit(conn, tools.shelf, tools.book)
        assert sizes(conn) == [], "what the registry has to say is no matter of words alone"
    workspace.close()


def test_ties_of_a_finding() -> None:
    finding = {"subject": {"id": "a"}, "cause": {"id": "a"}, "variant": "x", "basis": ["Điều 1"]}
    assert ties(finding) == ("a", "x|Điều 1")
    assert ties({**finding, "cause": {"id": "EFF-MIN"}}) == ("", "x|Điều 1")
    assert ties({"subject": None, "cause": {"id": "b"}, "basis": []}) == ("", "")


def test_ticked_rows_are_decided_and_one_undo_takes_all_back(home: Site) -> None:
    lan = home.visitor().enter("lan", WORD)
    key, _ = bundle(home.workspace)
    page = lan.get(f"/group/?state=open&group=bundle&at={key}")
    assert page.status == 200 and "Đất đai" in page.body
    rows = ticked(page)
    out = next(name for name in rows if "01/2017" in name)
    picked = [cause for name, cause in rows.items() if name != out]
    answer = lan.post("/group/decide/", fields(page, picked, decision="confirm", disposition="amend"))
    assert answer.status == 302, answer.body[:400]
    now = states(home.workspace)
    assert all(now[name] == "confirm" for name in rows if name != out) and now[out] == "open"
    assert "đã quyết định" in lan.get(f"/group/?group=bundle&at={key}").body
    back = lan.post("/undo/", {"back": "/group/?state=open&group=bundle&at=B1"})
    assert back.status == 302 and f"at={key}" in back.location and back.location.startswith("/group/")
    assert set(states(home.workspace).values()) == {"open"}


def test_what_is_not_right_is_refused(home: Site) -> None:
    lan, hoa = home.visitor().enter("lan", WORD), home.visitor().enter("hoa", WORD)
    key, _ = bundle(home.workspace)
    page = lan.get(f"/group/?group=bundle&at={key}")
    good = {"decision": "postpone"}
    assert lan.post("/group/decide/", fields(page, [], **good)).status == 400
    assert lan.post("/group/decide/", fields(page, ["N0"], **good)).status == 400
    assert lan.post("/group/decide/", fields(page, list(ticked(page).values()), decision="dismiss")).status == 400
    unknown = [("bundle", "Bnone"), ("cause", next(iter(ticked(page).values()))), ("decision", "postpone")]
    assert lan.post("/group/decide/", unknown).status == 404
    assert "data-row" not in hoa.get(f"/group/?group=bundle&at={key}").body, "another department's"
    hoa.get("/account/")
    assert hoa.post("/group/decide/", fields(page, list(ticked(page).values()), **good)).status == 404
    assert home.visitor().enter("xem", WORD).post("/group/decide/", {"_": ""}).status == 403
    assert set(states(home.workspace).values()) == {"open"}


def test_all_clashes_are_shown_and_chosen_ones_written_over(home: Site) -> None:
    lan, minh = home.visitor().enter("lan", WORD), home.visitor().enter("minh", WORD)
    key, _ = bundle(home.workspace)
    seen = lan.get(f"/group/?group=bundle&at={key}")
    rows = ticked(seen)
    two = [cause for name, cause in rows.items() if "43/2014" in name or "44/2014" in name]
    other = minh.get(f"/group/?group=bundle&at={key}")
    assert minh.post("/group/decide/", fields(other, two, decision="confirm", disposition="replace")).status == 302
    late = lan.post("/group/decide/", fields(seen, list(rows.values()), decision="dismiss:historical"))
    assert late.status == 409
    over = [line.split('"')[0] for line in late.body.split('name="over" value="')[1:]]
    assert len(over) == 2 and late.body.count('class="seconds"') == 2 and "Thay thế" in late.body
    assert sum(state == "dismiss" for state in states(home.workspace).values()) == len(rows) - 2
    assert lan.post("/insist/", [("decision", "dismiss:historical")]).status == 400
    assert lan.post("/insist/", [("decision", "dismiss:historical"), ("over", "cause:N0:1")]).status == 404
    assert lan.post("/insist/", [("decision", "dismiss:historical"), ("over", "cause:x")]).status == 404
    stale = over[0].rsplit(":", 1)[0] + ":1"
    assert lan.post("/insist/", [("decision", "dismiss:historical"), ("over", stale)]).status == 409
    assert lan.post("/insist/", [("decision", "dismiss:historical"), ("over", over[0])]).status == 302
    now = states(home.workspace)
    assert sum(state == "confirm" for state in now.values()) == 1
    log = home.visitor().enter("admin", WORD).get("/audit/")
    assert "Nguyên vẹn" in log.body


def test_a_cause_names_its_group_and_the_list_leads_to_it(tied: Path, tmp_path: Path) -> None:
    made = start(copy_of(tied, tmp_path), "--no-login")
    try:
        visitor = Visitor(made.port)
        key, _ = bundle(made.workspace)
        row = ticked(visitor.get(f"/group/?group=bundle&at={key}"))
        assert f"at={key}" in visitor.get(f"/desk/?at={next(iter(row.values()))}").body
        listed = visitor.get("/?order=weight&group=bundle").body
        assert f"/group/?group=bundle&amp;at={key}" in listed
        assert visitor.get(f"/desk/?group=bundle&at={key}").location.startswith("/group/")
        assert visitor.get("/group/?at=Bnone").status == 200
    finally:
        made.stop()
