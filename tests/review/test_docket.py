"""Decisions in the store: versions, undo, second looks, re-scans, the audit chain."""

import json
import random
from pathlib import Path

import pytest

from doccheck.run import audit, claims, docket, listing
from doccheck.run.docket import Ask
from doccheck.run.listing import Query, Sight
from doccheck.run.pen import hasten
from doccheck.run.workspace import Decision, Workspace, open_workspace
from tests.review.conftest import copy_of, scan_again

AT = "2026-03-02T08:00:00"


@pytest.fixture
def workspace(scanned: Path, tmp_path: Path) -> Workspace:
    return open_workspace(copy_of(scanned, tmp_path))


def causes(workspace: Workspace) -> list[str]:
    return [row["target"] for row in listing.groups(workspace.conn, Query())]


def ask(target: str, decision: str = "confirm", version: int | None = 0, scope: str = "cause", **more: str) -> Ask:
    return Ask(decision=Decision(target=target, scope=scope, decision=decision, **more), version=version)


def states(workspace: Workspace, cause: str) -> set[str]:
    return {row["state"] for row in listing.findings(workspace.conn, Query(cause=cause))}


def test_a_decision_stands_on_all_findings_of_its_cause(workspace: Workspace) -> None:
    cause = causes(workspace)[0]
    moved = docket.take(workspace, [ask(cause, disposition="replace")], who="lan", at=AT)
    assert (moved.written, moved.clashes) == (1, [])
    assert states(workspace, cause) == {"confirm"}


def test_a_single_finding_may_differ_from_its_cause(workspace: Workspace) -> None:
    cause = next(row["target"] for row in listing.groups(workspace.conn, Query()) if row["findings"] > 1)
    one = listing.findings(workspace.conn, Query(cause=cause))[0]["fingerprint"]
    docket.take(workspace, [ask(cause, disposition="amend")], who="lan", at=AT)
    version = docket.version_of(workspace.conn, "finding", one, cause)
    docket.take(workspace, [ask(one, "dismiss", version, "finding", why="historical")], who="lan", at=AT)
    assert states(workspace, cause) == {"confirm", "dismiss"}


def test_who_saw_an_older_version_gets_a_clash_and_writes_nothing(workspace: Workspace) -> None:
    cause = causes(workspace)[0]
    docket.take(workspace, [ask(cause, disposition="replace")], who="lan", at=AT)
    moved = docket.take(workspace, [ask(cause, "dismiss", why="reading")], who="hoa", at="2026-03-02T08:00:07")
    assert moved.written == 0
    assert moved.clashes[0].stands["by"] == "lan"
    assert moved.clashes[0].stands["at"] == AT
    assert states(workspace, cause) == {"confirm"}


def test_undo_takes_a_whole_move_back_and_then_the_one_before(workspace: Workspace) -> None:
    first, second, third = causes(workspace)[:3]
    docket.take(workspace, [ask(first, disposition="keep")], who="lan", at=AT)
    docket.take(workspace, [ask(second, "postpone"), ask(third, "postpone")], who="lan", at=AT, kind="bulk")
    assert docket.undoable(workspace, "lan") == 2
    assert docket.undo(workspace, who="lan", at=AT).written == 2
    assert states(workspace, second) | states(workspace, third) == {"open"}
    assert docket.undo(workspace, who="lan", at=AT).written == 1
    assert states(workspace, first) == {"open"}
    assert docket.undo(workspace, who="lan", at=AT).move is None


def test_undo_brings_back_what_stood_before(workspace: Workspace) -> None:
    cause = causes(workspace)[0]
    docket.take(workspace, [ask(cause, disposition="keep")], who="lan", at=AT)
    version = docket.version_of(workspace.conn, "cause", cause)
    docket.take(workspace, [ask(cause, "dismiss", version, why="other", reason="thử")], who="hoa", at=AT)
    docket.undo(workspace, who="hoa", at=AT)
    standing = docket.standing(workspace, "cause", cause)
    assert standing is not None and standing["disposition"] == "keep"


def test_undo_leaves_what_somebody_decided_since(workspace: Workspace) -> None:
    cause = causes(workspace)[0]
    docket.take(workspace, [ask(cause, disposition="keep")], who="lan", at=AT)
    version = docket.version_of(workspace.conn, "cause", cause)
    docket.take(workspace, [ask(cause, "ask", version)], who="hoa", at=AT)
    moved = docket.undo(workspace, who="lan", at=AT)
    assert (moved.written, len(moved.clashes)) == (0, 1)
    assert states(workspace, cause) == {"ask"}


def test_four_eyes_whoever_decides_does_not_approve(workspace: Workspace) -> None:
    docket.change_setting(workspace, docket.SECOND_LOOK, "100", who="minh", at=AT)
    cause = causes(workspace)[0]
    docket.take(workspace, [ask(cause, disposition="keep")], who="lan", at=AT)
    number = docket.waiting(workspace)[0]["id"]
    assert not docket.second(workspace, number, who="lan", at=AT, passed=True)
    assert docket.second(workspace, number, who="minh", at=AT, passed=False, note="xem lại")
    assert states(workspace, cause) == {"open"}
    assert not docket.second(workspace, number, who="hoa", at=AT, passed=True), "answered once"


def test_the_rate_of_second_looks_is_about_what_was_set(workspace: Workspace) -> None:
    docket.change_setting(workspace, docket.SECOND_LOOK, "30", who="minh", at=AT)
    cause = causes(workspace)[0]
    for i in range(300):
        version = docket.version_of(workspace.conn, "cause", cause)
        docket.take(workspace, [ask(cause, version=version, disposition="keep", reason=str(i))], who="lan", at=AT)
        row = docket.standing(workspace, "cause", cause)
        assert row is not None
        workspace.conn.execute("insert or replace into settings values (?, ?)", (f"t{i}", row["second"]))
    drawn = workspace.conn.execute("select count(*) from settings where name like 't%' and value = 'wait'").fetchone()[
        0
    ]
    assert 55 <= drawn <= 130


def test_decisions_outlive_a_scan_an_edit_and_a_move(scanned: Path, workspace: Workspace, tmp_path: Path) -> None:
    import shutil

    pile = tmp_path / "kho"
    shutil.copytree(scanned.parent / "kho", pile)
    for file in pile.rglob("*"):
        if file.suffix in {".pdf", ".rtf"} or file.name.startswith(("04-", "24-", "17-", "15-")):
            file.unlink()
    scan_again(workspace, pile)
    row = listing.findings(workspace.conn, Query(words="978/2020"))[0]
    decided = ask(row["fingerprint"], "dismiss", 0, "finding", why="transitional")
    docket.take(workspace, [decided], who="lan", at=AT)
    moved = pile / "so-y-te" / "chuyen.txt"
    source = next(pile.rglob("*script*"))
    moved.write_text(source.read_text("utf-8") + "\nLưu: văn thư xưởng gỗ.\n", "utf-8")
    source.unlink()
    scan_again(workspace, pile)
    again = listing.findings(workspace.conn, Query(words="978/2020"))
    kept = next(r for r in again if r["fingerprint"] == row["fingerprint"])
    assert (kept["state"], kept["path"].rsplit("/", 1)[-1], kept["came"]) == ("dismiss", "chuyen.txt", "same")


def test_a_decision_reopens_when_the_registry_says_otherwise_and_says_so(workspace: Workspace) -> None:
    from doccheck.run.history import reopen

    row = next(r for r in listing.findings(workspace.conn, Query()) if r["code"] == "BASIS-EXP-AT-ISSUE")
    docket.take(workspace, [ask(row["cause"], "dismiss", why="registry")], who="lan", at=AT)
    with workspace.write() as conn:
        conn.execute(
            "update findings set proven = ? where cause = ?",
            (json.dumps(["repealed|2020-01-01|x|official"]), row["cause"]),
        )
        assert reopen(conn, [("cause", row["cause"])]) == 1
    standing = docket.standing(workspace, "cause", row["cause"])
    assert standing is not None and (standing["holds"], standing["because"]) == (0, "proof")
    came = {r["came"] for r in listing.findings(workspace.conn, Query(cause=row["cause"]))}
    assert (states(workspace, row["cause"]), came) == ({"open"}, {"reopened"})


def test_a_reading_error_reopens_when_the_words_change_and_nothing_else_does(workspace: Workspace) -> None:
    from doccheck.run.history import reopen

    rows = [r for r in listing.findings(workspace.conn, Query()) if r["code"] == "BASIS-EXP-AFTER"]
    reading, moved = rows[0]["fingerprint"], rows[-1]["fingerprint"]
    assert reading != moved
    docket.take(workspace, [ask(reading, "dismiss", 0, "finding", why="reading")], who="lan", at=AT)
    docket.take(workspace, [ask(moved, "dismiss", 0, "finding", why="transitional")], who="lan", at=AT)
    both = [("finding", reading), ("finding", moved)]
    with workspace.write() as conn:
        conn.execute("update findings set path = path || 'x' where fingerprint in (?, ?)", (reading, moved))
        assert reopen(conn, both) == 0, "a moved file is no reason"
        conn.execute("update findings set quoted = 'khác' where fingerprint in (?, ?)", (reading, moved))
        assert reopen(conn, both) == 1
    left = {name: docket.standing(workspace, "finding", name) for name in (reading, moved)}
    assert [(s["holds"], s["because"]) for s in left.values() if s] == [(0, "quote"), (1, "")]
    with workspace.write() as conn:
        old = json.loads(conn.execute("select grounds from decisions where target = ?", (reading,)).fetchone()[0])[
            "quoted"
        ][0]
        conn.execute("update findings set quoted = ? where fingerprint = ?", (old, reading))
        assert reopen(conn, both) == 1, "and closes again when its reason is back"
    standing = docket.standing(workspace, "finding", reading)
    assert standing is not None and standing["holds"] == 1


def test_what_is_gone_is_told_and_what_returns_too(workspace: Workspace, scanned: Path, tmp_path: Path) -> None:
    pile = tmp_path / "kho"
    pile.mkdir()
    nasty = next((scanned.parent / "kho").rglob("*script*")).read_text("utf-8")
    (pile / "a.txt").write_text(nasty, "utf-8")
    scan_again(workspace, pile)
    number = workspace.last_run()
    assert number is not None
    (pile / "a.txt").write_text(nasty.replace("158/2007/NĐ-CP ngày 27 tháng 10 năm 2007", "một văn bản khác"), "utf-8")
    scan_again(workspace, pile)
    last = workspace.last_run()
    assert last is not None
    gone = listing.gone(workspace.conn, Sight(), last[0])
    assert any("158/2007" in str(row["subject"]) for row in gone)
    (pile / "a.txt").write_text(nasty, "utf-8")
    scan_again(workspace, pile)
    assert {r["came"] for r in listing.findings(workspace.conn, Query(words="158/2007"))} == {"returned"}


def test_batches_do_not_overlap(workspace: Workspace) -> None:
    until = "2026-03-02T16:00:00"
    for who in ("lan", "hoa"):
        assert claims.check_out(workspace, Query(), who=who, at=AT, until=until, size=3) == 3
    held = {
        who: {r["cause"] for r in listing.findings(workspace.conn, Query(chosen={"holder": (who,)}))}
        for who in ("lan", "hoa")
    }
    assert len(held["lan"]) == len(held["hoa"]) == 3
    assert not held["lan"] & held["hoa"]
    claims.lapse(workspace, "2026-03-02T16:00:01")
    assert claims.held(workspace) == []


def test_bulk_takes_a_cause_only_where_the_list_holds_all_of_it(workspace: Workspace) -> None:
    whole, skipped = listing.targets(workspace.conn, Query())
    assert {scope for scope, _, _ in whole} == {"cause"} and skipped == 0
    part, _ = listing.targets(workspace.conn, Query(chosen={"department": ("so-y-te",)}))
    assert "finding" in {scope for scope, _, _ in part}


def test_many_at_once_share_the_disk_and_lose_nothing(workspace: Workspace) -> None:
    from threading import Thread

    hasten(workspace)
    names = {row[0] for row in workspace.conn.execute("select name from sqlite_master where type = 'index'")}
    assert {"decisions_move", "moves_day"} <= names
    keys, path = causes(workspace), workspace.path

    def work(who: str, mine: list[str]) -> None:
        own = open_workspace(path)
        for cause in mine:
            docket.take(own, [ask(cause, disposition="keep", version=None)], who=who, at=AT)
        own.close()

    people = [Thread(target=work, args=(f"nguoi{i}", keys)) for i in range(6)]
    for one in people:
        one.start()
    for one in people:
        one.join()
    written = workspace.conn.execute("select count(*) from decisions").fetchone()[0]
    assert written == 6 * len(keys)
    found = audit.verify(workspace.conn, audit.load_key())
    assert (found.bad, found.count) == (None, written)
    held = audit.remembered(docket.uid(workspace))
    assert held is not None and held.count == written, "the newest anchor is kept when the last answer is given"


def test_the_anchor_stands_in_every_export(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from openpyxl import load_workbook

    from doccheck.cli.options import Form
    from doccheck.cli.output import write_paper
    from doccheck.cli.pile import paper_of

    docket.take(workspace, [ask(causes(workspace)[0], disposition="keep")], who="lan", at=AT)
    newest = str(audit.anchor(workspace.conn))
    paper = paper_of(workspace, "vi")
    for form in Form:
        told = write_paper(paper, form, tmp_path / f"giay.{form.value}")
        assert told is not None
        if form is Form.XLSX:
            cells = (str(c.value) for s in load_workbook(told) for row in s.iter_rows() for c in row)
            assert any(newest in text for text in cells)
        else:
            assert newest in told.read_text("utf-8") + capsys.readouterr().err, form
    assert audit.verify(workspace.conn, audit.load_key(), [audit.Anchor.parse(newest)]).bad is None


def test_a_type_said_twice_is_said_once() -> None:
    from doccheck.review.templatetags.said import once

    assert once("Luật Luật mẫu số 1/2020/QH14") == "Luật mẫu số 1/2020/QH14"
    assert once("Bộ luật Bộ luật mẫu") == "Bộ luật mẫu"
    for same in ("Luật mẫu", "", "Nghị định số 1/2020/NĐ-CP"):
        assert once(same) == same


class TestAudit:
    """The chain: whole, and every tampering found with its first entry."""

    @pytest.fixture
    def chain(self, workspace: Workspace) -> Workspace:
        for i, cause in enumerate(causes(workspace)[:8]):
            docket.take(
                workspace, [ask(cause, "dismiss", why="other", reason=f"lời ghi {i}")], who=f"lan{i % 3}", at=AT
            )
        docket.undo(workspace, who="lan0", at=AT)
        docket.add_note(workspace, "cause", causes(workspace)[0], "một ghi chú", who="hoa", at=AT)
        return workspace

    def check(self, workspace: Workspace, *anchors: audit.Anchor) -> audit.Verdict:
        return audit.verify(workspace.conn, audit.load_key(), anchors)

    def test_whole(self, chain: Workspace) -> None:
        found = self.check(chain)
        assert (found.bad, found.count) == (None, 10)

    def test_rows_cannot_be_changed_or_deleted(self, chain: Workspace) -> None:
        import sqlite3

        for sql in ("update audit set body = 'x'", "delete from audit", "delete from decisions",
                    "update decisions set decision = 'confirm'"):  # fmt: skip
            with pytest.raises(sqlite3.DatabaseError, match="append-only"):
                chain.conn.execute(sql)

    def test_each_tampering_with_the_file_is_found(self, chain: Workspace) -> None:
        lot = random.Random(7)
        count = self.check(chain).count
        head = audit.anchor(chain.conn)
        for trigger in ("audit_update", "audit_delete", "decisions_update", "decisions_delete"):
            chain.conn.execute(f"drop trigger {trigger}")
        for _ in range(60):
            seq = lot.randint(1, count)
            chain.conn.execute("begin")
            kind = lot.choice(("body", "mac", "delete", "swap", "tail", "decision", "text"))
            first = self.tamper(chain, kind, seq, count, lot)
            found = self.check(chain, head)
            assert found.bad == first, (kind, seq, found)
            chain.conn.execute("rollback")
        assert self.check(chain, head).bad is None

    def tamper(self, chain: Workspace, kind: str, seq: int, count: int, lot: random.Random) -> int:
        conn = chain.conn
        if kind in {"body", "mac"}:
            text = conn.execute(f"select {kind} from audit where seq = ?", (seq,)).fetchone()[0]
            at = lot.randrange(len(text))
            changed = text[:at] + chr((ord(text[at]) + 1) % 127 or 65) + text[at + 1 :]
            conn.execute(f"update audit set {kind} = ? where seq = ?", (changed, seq))
            return seq
        if kind == "delete":
            conn.execute("delete from audit where seq = ?", (seq,))
            return seq
        if kind == "tail":
            conn.execute("delete from audit where seq >= ?", (seq,))
            return seq
        if kind == "swap":
            other = seq % count + 1
            a, b = (conn.execute("select body, mac from audit where seq = ?", (n,)).fetchone() for n in (seq, other))
            conn.execute("update audit set body = ?, mac = ? where seq = ?", (*b, seq))
            conn.execute("update audit set body = ?, mac = ? where seq = ?", (*a, other))
            return min(seq, other)
        if kind == "decision":
            entry = next(
                (s, json.loads(b))
                for s, b in conn.execute("select seq, body from audit where seq >= ?", (seq,)).fetchall()
                + conn.execute("select seq, body from audit").fetchall()
                if json.loads(b)["what"] == "decide"
            )
            conn.execute("update decisions set why = 'reading' where id = ?", (entry[1]["decision"],))
            return int(entry[0]) if entry[1]["after"][2] != "reading" else self.tamper(chain, "mac", seq, count, lot)
        ref = conn.execute(
            "select json_extract(body, '$.note') as note from audit where note is not null order by seq limit 1"
        ).fetchone()[0]
        conn.execute("update texts set body = 'khác' where ref = ?", (ref,))
        return int(
            conn.execute("select min(seq) from audit where json_extract(body, '$.note') = ?", (ref,)).fetchone()[0]
        )

    def test_a_chain_stamped_again_by_another_key_is_found(self, chain: Workspace) -> None:
        for trigger in ("audit_update",):
            chain.conn.execute(f"drop trigger {trigger}")
        before = audit.START
        for seq, body in chain.conn.execute("select seq, body from audit order by seq").fetchall():
            before = audit.seal(b"another key", before, body)
            chain.conn.execute("update audit set mac = ? where seq = ?", (before, seq))
        assert self.check(chain).bad == 1

    def test_erasing_a_name_and_a_note_breaks_nothing(self, chain: Workspace) -> None:
        key = audit.load_key()
        with chain.write() as conn:
            for text in ("lan1", "lời ghi 1", "một ghi chú"):
                ref = conn.execute("select ref from texts where body = ?", (text,)).fetchone()[0]
                audit.erase(conn, key, ref, who="admin", at=AT)
        found = self.check(chain)
        assert found.bad is None and found.erased >= 3
        dump = "\n".join(chain.conn.iterdump())
        assert "lời ghi 1'" not in dump and "một ghi chú" not in dump

    def test_a_cut_tail_shows_by_the_anchor_kept_beside_the_key(self, chain: Workspace) -> None:
        held = audit.remembered(docket.uid(chain))
        assert held is not None and held.count == 10
        chain.conn.execute("drop trigger audit_delete")
        chain.conn.execute("delete from audit where seq > 8")
        assert self.check(chain, held).bad == 9
