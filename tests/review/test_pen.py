"""The pen: one connection writes for all, first come first served; who fails fails alone; nothing is lost."""

import time
from contextlib import nullcontext
from pathlib import Path
from sqlite3 import Connection, OperationalError
from threading import Event, Thread

import pytest

from doccheck.run import audit, docket, listing
from doccheck.run.docket import Ask
from doccheck.run.listing import Query
from doccheck.run.pen import _pens, keeping, written
from doccheck.run.workspace import Decision, Workspace, open_workspace
from tests.review.conftest import copy_of

AT = "2026-03-02T08:00:00"


@pytest.fixture
def workspace(scanned: Path, tmp_path: Path) -> Workspace:
    return open_workspace(copy_of(scanned, tmp_path))


def causes(workspace: Workspace) -> list[str]:
    return [row["target"] for row in listing.groups(workspace.conn, Query())]


def ask(target: str, decision: str = "postpone") -> Ask:
    return Ask(decision=Decision(target=target, scope="cause", decision=decision))


@pytest.mark.parametrize("kept", (True, False))
def test_moves_are_written_in_the_order_in_which_they_came(workspace: Workspace, kept: bool) -> None:
    """While one writes, six come one after the other; they are written in that order, and the bad one alone fails."""
    path, keys, begun, go = workspace.path, causes(workspace), Event(), Event()
    own = [open_workspace(path) for _ in range(8)]
    name = docket.uid(workspace)
    failed: list[str] = []

    def hold(conn: Connection) -> None:
        begun.set()
        assert go.wait(60)

    def work(number: int) -> None:
        if number != 3:
            docket.take(own[number], [ask(keys[number])], who=f"nguoi{number}", at=AT)
            return
        try:
            written(own[number], name, lambda conn: conn.execute("insert into nowhere values (1)"))
        except OperationalError as error:
            failed.append(str(error))

    with keeping(path) if kept else nullcontext():
        people = [Thread(target=lambda: written(own[7], name, hold))]
        people[0].start()
        assert begun.wait(60)
        for number in range(7):
            people.append(Thread(target=work, args=(number,)))
            people[-1].start()
            while len(_pens[str(path)].waiting) <= number:
                time.sleep(0.005)
        go.set()
        for one in people:
            one.join(60)
    order = [row[0] for row in workspace.conn.execute('select "by" from decisions order by id')]
    assert order == [f"nguoi{number}" for number in (0, 1, 2, 4, 5, 6)]
    assert len(failed) == 1 and "nowhere" in failed[0]
    found = audit.verify(workspace.conn, audit.load_key())
    assert (found.bad, found.count) == (None, 6)


def test_through_one_connection_nothing_is_lost_and_the_anchor_is_kept(workspace: Workspace) -> None:
    keys, path = causes(workspace), workspace.path
    docket.uid(workspace)

    def work(who: str) -> None:
        own = open_workspace(path)
        for cause in keys:
            docket.take(own, [ask(cause)], who=who, at=AT)
        own.close()

    with keeping(path):
        people = [Thread(target=work, args=(f"nguoi{i}",)) for i in range(6)]
        for one in people:
            one.start()
        for one in people:
            one.join()
    docket.take(workspace, [ask(keys[0])], who="lan", at=AT)
    found = audit.verify(workspace.conn, audit.load_key())
    assert (found.bad, found.count) == (None, 6 * len(keys) + 1)
    held = audit.remembered(docket.uid(workspace))
    assert held is not None and held.count == found.count


def test_the_version_is_the_last_decision_however_it_came(workspace: Workspace) -> None:
    keys = causes(workspace)[:3]
    for step in range(12):
        if step % 4 == 3:
            docket.undo(workspace, who="lan", at=AT)
        else:
            docket.take(workspace, [ask(keys[step % 3], "ask" if step % 2 else "postpone")], who="lan", at=AT)
        for key in keys:
            sql = "select coalesce(max(id), 0) from decisions where scope = 'cause' and target = ?"
            assert docket.version_of(workspace.conn, "cause", key) == workspace.conn.execute(sql, (key,)).fetchone()[0]


def test_what_is_forbidden_writes_nothing_and_says_why(workspace: Workspace) -> None:
    key = causes(workspace)[0]
    moved = docket.take(workspace, [ask(key)], who="lan", at=AT, forbids=lambda conn: "held")
    assert (moved.refused, moved.written, moved.move) == ("held", 0, None)
    assert docket.standing(workspace, "cause", key) is None
    assert docket.take(workspace, [ask(key)], who="lan", at=AT, forbids=lambda conn: None).written == 1
