"""The lists in memory say what the file says, after every kind of move; moves that come together are written as one."""

import random
import threading
from pathlib import Path
from sqlite3 import Connection

import pytest

from doccheck.run import audit, claims, docket, listing
from doccheck.run.board import Board
from doccheck.run.docket import Ask
from doccheck.run.listing import FACETS, ORDERS, Query, Sight
from doccheck.run.pen import written
from doccheck.run.workspace import Decision, Workspace, open_workspace, save_report
from tests.export.sample import finding, record

AT = "2026-11-25T10:00:00"
LEVELS = ("error", "warning", "review", "info")
QUERIES = (
    Query(),
    Query(chosen={"state": ("open",)}),
    Query(chosen={"state": ("open",), "level": ("error", "warning")}),
    Query(chosen={"state": ("confirm", "dismiss"), "department": ("d1",)}, order="documents"),
    Query(chosen={"holder": ("lan",)}, order="open"),
    Query(sight=Sight(departments=("d0", "d2"), secret=False), order="name"),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """Sixty documents with three findings each over twenty causes."""
    made = open_workspace(tmp_path / "kho.db", create=True)
    lot = random.Random(3)
    with made.write() as conn:
        conn.execute(
            "insert into runs (started, as_of, state, roots, totals) "
            "values ('', '2026-03-02', 'complete', '[\"k\"]', '')"
        )
        for d in range(60):
            name, found = f"k/d{d % 3}/{d}.docx", []
            for n in range(3):
                one, key = dict(finding(1)), f"N{lot.randrange(20):015x}"
                one.update(fingerprint=f"{d:012x}{n:04x}", level=lot.choice(LEVELS), check=f"C-{lot.randrange(4)}")
                one["cause"] = {"id": key, "key": key, "label": f"Văn bản số {key[-2:]}"}
                found.append(one)
            shown = dict(record(name, *found))
            shown["document"] = {
                **shown["document"],
                "issued_on": f"{2000 + d % 9}-01-02",
                "issuer": f"Cơ quan {d % 5}",
            }
            conn.execute("insert into documents (path, present) values (?, 1)", (name,))
            save_report(conn, name, "x", {"vi": shown, "en": shown})
        conn.execute("update findings set secret = 1 where path like '%/7.docx'")
    return made


def same(board: Board, workspace: Workspace) -> None:
    """Every list of the board against the file."""
    conn = workspace.conn
    for query in QUERIES:
        with board.view(workspace, query) as view:
            assert view is not None
            assert view.totals() == listing.totals(conn, query)
            for name in FACETS:
                assert sorted(view.facets()[name]) == sorted(listing.facets(conn, query)[name]), name
            for order in ORDERS:
                asked = listing.narrowed(query, order=order)
                told = [{**row, "codes": set(row["codes"].split(","))} for row in view.page(order, 1, 500)]
                kept = [{**row, "codes": set(row["codes"].split(","))} for row in listing.groups(conn, asked, 1, 500)]
                assert told == kept
                assert [row["target"] for row in view.order(order)] == [r["target"] for r in listing.order(conn, asked)]


def decision(target: str, scope: str = "cause", answer: str = "confirm") -> Ask:
    """A decision to take."""
    why = "reading" if answer == "dismiss" else None
    return Ask(decision=Decision(target=target, scope=scope, decision=answer, why=why, by="lan"), version=None)


def test_the_board_follows_every_move(workspace: Workspace) -> None:
    board, lot = Board(), random.Random(5)
    same(board, workspace)
    causes = [row[0] for row in workspace.conn.execute("select distinct cause from findings order by 1")]
    singles = [row[0] for row in workspace.conn.execute("select fingerprint from findings order by 1")]
    docket.change_setting(workspace, docket.SECOND_LOOK, "40", who="an", at=AT)
    for _ in range(12):
        docket.take(workspace, [decision(lot.choice(causes), answer=lot.choice(docket.ANSWERS))], who="lan", at=AT)
        docket.take(workspace, [decision(lot.choice(singles), "finding", "dismiss")], who="hoa", at=AT)
        docket.add_note(workspace, "cause", lot.choice(causes), "xem lại", who="hoa", at=AT)
        same(board, workspace)
    docket.undo(workspace, who="lan", at=AT)
    for row in docket.waiting(workspace)[:2]:
        docket.second(workspace, row["id"], who="minh", at=AT, passed=False)
    same(board, workspace)
    claims.check_out(workspace, QUERIES[1], who="lan", at=AT, until="2027", size=3)
    same(board, workspace)
    claims.give_back(workspace, "lan")
    with workspace.write() as conn:
        conn.execute("update findings set live = 0 where path like '%/5.docx'")
    same(board, workspace)


def test_another_process_is_noticed(workspace: Workspace) -> None:
    board = Board()
    same(board, workspace)
    other = open_workspace(workspace.path)
    other.conn.execute("begin immediate")
    other.conn.execute("update findings set state = 'ask' where path like '%/9.docx'")
    other.conn.execute("update settings set value = value + 1 where name = 'generation'")
    other.conn.execute("commit")
    other.close()
    same(board, workspace)


def test_lists_with_words_or_other_groups_come_from_the_file(workspace: Workspace) -> None:
    for query in (Query(words="van ban"), Query(group="department"), Query(cause="N1"), Query(path="k/d0/0.docx")):
        with Board().view(workspace, query) as view:
            assert view is None


def test_moves_that_come_together_all_stand(workspace: Workspace) -> None:
    causes = [row[0] for row in workspace.conn.execute("select distinct cause from findings order by 1")]
    answers: list[tuple[int, str]] = []

    def one(name: str, targets: list[str]) -> None:
        own = open_workspace(workspace.path)
        for target in targets:
            answers.append((docket.take(own, [decision(target)], who=name, at=AT).last, target))
        own.close()

    threads = [threading.Thread(target=one, args=(f"n{i}", causes)) for i in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    kept = dict(workspace.conn.execute("select id, target from decisions"))
    assert len(answers) == 8 * len(causes) == len(kept)
    assert dict(answers) == kept
    assert audit.verify(workspace.conn, audit.load_key()).bad is None
    held = audit.remembered(docket.uid(workspace))
    assert held is not None and held.count == audit.anchor(workspace.conn).count


def test_a_move_that_fails_takes_nothing_along(workspace: Workspace) -> None:
    told: dict[str, BaseException | int] = {}
    gate = threading.Barrier(2)

    def work(name: str, fails: bool) -> None:
        own = open_workspace(workspace.path)

        def write(conn: Connection) -> int:
            conn.execute("insert into settings values (?, ?)", (name, "1"))
            if fails:
                raise ValueError(name)
            return 7

        gate.wait()
        try:
            told[name] = written(own, docket.uid(own), write)
        except ValueError as error:
            told[name] = error
        own.close()

    threads = [threading.Thread(target=work, args=("good", False)), threading.Thread(target=work, args=("bad", True))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told["good"] == 7 and isinstance(told["bad"], ValueError)
    assert docket.setting(workspace, "good") == "1" and docket.setting(workspace, "bad") == ""


def test_a_whole_document_is_what_one_sees_of_it(workspace: Workspace) -> None:
    conn = workspace.conn
    conn.execute(
        "update findings set fingerprint = 'same' where path in ('k/d0/0.docx', 'k/d1/1.docx') and ordinal = 0"
    )
    conn.execute("update findings set level = 'error' where path in ('k/d0/0.docx', 'k/d1/1.docx')")
    everything = listing.document_findings(conn, Sight(), "same")
    assert {one for one, _, _ in everything} == {"same", "0000000000000001", "0000000000000002"}
    mine = listing.document_findings(conn, Sight(departments=("d1",)), "same")
    assert {one for one, _, _ in mine} == {"same", "0000000000010001", "0000000000010002"}
    assert listing.document_findings(conn, Sight(departments=("d2",)), "same") == []
    docket.take(workspace, [decision("0000000000010001", "finding")], who="lan", at=AT)
    left = listing.document_findings(conn, Sight(departments=("d1",)), "same")
    assert {one for one, _, _ in left} == {"same", "0000000000010002"}
