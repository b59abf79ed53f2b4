"""One pen for all (một cây bút): moves that arrive together are written in one transaction and flushed once.

Whoever comes first writes for all that wait by then; the others only wait. A move that fails is taken out of the
transaction alone, and every answer is given only when its move is on the disk.
"""

from collections import deque
from collections.abc import Callable
from threading import Event, Lock
from typing import TYPE_CHECKING, Any, TypeVar

from doccheck.run.durable import settle
from doccheck.run.touched import touch
from doccheck.run.workspace import Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

T = TypeVar("T")


class _Move:
    """A move that waits for the pen."""

    def __init__(self, work: "Callable[[Connection], Any]") -> None:
        self.work, self.done, self.taken = work, Event(), False
        self.result: Any = None
        self.error: BaseException | None = None


class _Pen:
    """The pen of one file."""

    def __init__(self) -> None:
        self.turn, self.waiting = Lock(), deque[_Move]()

    def take(self) -> list[_Move]:
        """All that wait now."""
        batch: list[_Move] = []
        while self.waiting:
            batch.append(self.waiting.popleft())
            batch[-1].taken = True
        return batch


_pens: dict[str, _Pen] = {}
_opening = Lock()


def written(workspace: Workspace, name: str, work: "Callable[[Connection], T]") -> T:
    """What ``work`` returns, once all it wrote is on the disk (ghi một việc); the anchor is kept under ``name``.

    Work changes rows of the lists only through :func:`doccheck.run.standing.refresh`.
    """
    with _opening:
        pen = _pens.setdefault(str(workspace.path), _Pen())
    move = _Move(work)
    pen.waiting.append(move)
    batch: list[_Move] = []
    try:
        with pen.turn:
            if not move.taken:
                batch = pen.take()
                _write(workspace, batch)
        if any(one.error is None for one in batch):
            settle(workspace, name)
    except BaseException as error:
        for one in batch:
            one.error = one.error or error
        raise
    finally:
        for one in batch:
            one.done.set()
    move.done.wait()
    if move.error is not None:
        raise move.error
    result: T = move.result
    return result


def _write(workspace: Workspace, batch: list[_Move]) -> None:
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
