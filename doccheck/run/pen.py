"""One pen for all (một cây bút): moves that arrive together are written in one transaction and flushed once.

Whoever comes first writes for all that wait by then and hands the pen to the first of those who came meanwhile; the
others sleep until their own move is on the disk, first come first served. A move that fails is taken out alone.
"""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from doccheck.run.audit import anchor
from doccheck.run.durable import settle
from doccheck.run.touched import touch
from doccheck.run.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")


class _Move:
    """A move that waits for the pen; ``bell`` is locked until it is done, or its turn to write has come."""

    __slots__ = ("bell", "done", "error", "result", "work")

    def __init__(self, work: "Callable[[Connection], Any]") -> None:
        self.work, self.bell, self.done = work, Lock(), False
        self.result: Any = None
        self.error: BaseException | None = None
        self.bell.acquire()


class _Pen:
    """The pen of one file."""

    def __init__(self) -> None:
        self.gate, self.waiting, self.held = Lock(), deque[_Move](), False
        self.own: Workspace | None = None

    def wait(self, move: _Move) -> None:
        """Stand in line; return when the move is done, or when it is first and the pen is free."""
        with self.gate:
            self.waiting.append(move)
            if not self.held:
                self.held = True
                return
        move.bell.acquire()

    def take(self) -> list[_Move]:
        """All that wait now."""
        with self.gate:
            batch = list(self.waiting)
            self.waiting.clear()
        return batch

    def give(self) -> None:
        """Hand the pen to the first in line; it lies free when there is none."""
        with self.gate:
            self.held = bool(self.waiting)
            if self.held:
                self.waiting[0].bell.release()


_pens: dict[str, _Pen] = {}
_opening = Lock()


def _pen(path: Path) -> _Pen:
    with _opening:
        return _pens.setdefault(str(path), _Pen())


def hasten(workspace: Workspace) -> None:
    """Indexes that a site over many decisions needs."""
    if not workspace.conn.execute("select 1 from sqlite_master where name = 'decisions_move'").fetchone():
        with workspace.write() as conn:
            conn.execute("create index if not exists decisions_move on decisions (move)")
            conn.execute("create index if not exists moves_day on moves (who, at)")


@contextmanager
def keeping(path: Path) -> Iterator[None]:
    """While this lasts, all moves are written through one connection: what it has read stays true between them."""
    pen = _pen(path)
    own = open_workspace(path)
    own.conn.execute("pragma synchronous=full")  # to commit is to flush
    pen.own = own
    try:
        yield
    finally:
        pen.own = None
        own.close()


def written(workspace: Workspace, name: str, work: "Callable[[Connection], T]") -> T:
    """What ``work`` returns, once all it wrote is on the disk (ghi một việc); the anchor is kept under ``name``.

    Work changes rows of the lists only through :func:`doccheck.run.standing.refresh`, and nothing but the file: beside
    one that fails it is done again.
    """
    pen = _pen(workspace.path)
    move = _Move(work)
    pen.wait(move)
    if not move.done:
        _lead(pen, pen.own or workspace, name)
    if move.error is not None:
        raise move.error
    result: T = move.result
    return result


def _lead(pen: _Pen, workspace: Workspace, name: str) -> None:
    """Write for all that wait, hand on the pen, wait for the disk, and wake them."""
    batch = pen.take()
    try:
        try:
            _write(workspace, batch)
            newest = anchor(workspace.conn)  # read while nobody else writes through this connection
        finally:
            pen.give()
        if any(one.error is None for one in batch):
            settle(workspace.path, name, newest, flushed=workspace is pen.own)
    except BaseException as error:
        for one in batch:
            one.error = one.error or error
        raise
    finally:
        for one in batch:
            one.done = True
            one.bell.release()


def _write(workspace: Workspace, batch: list[_Move]) -> None:
    """All in one transaction; when one of them fails, all again, each with a point to go back to."""
    at: _Move | None = None
    try:
        with workspace.write() as conn:
            touch(conn)
            for at in batch:
                at.result = at.work(conn)
            at = None
    except Exception:
        if at is None or len(batch) == 1:
            raise  # it was not a move that failed, or there is no other
        _apart(workspace, batch)


def _apart(workspace: Workspace, batch: list[_Move]) -> None:
    with workspace.write() as conn:
        touch(conn)
        for move in batch:
            _one(conn, move)


def _one(conn: "Connection", move: _Move) -> None:
    """One move; what it wrote goes when it fails, and the others stay."""
    conn.execute("savepoint move")
    try:
        move.result = move.work(conn)
    except BaseException as error:
        if not conn.in_transaction:
            raise
        move.error = error
        conn.execute("rollback to move")
    conn.execute("release move")
