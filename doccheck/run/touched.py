"""What a move changed in the lists (phần danh sách đã đổi): kept in memory, by the generation that the move made.

A transaction that does not say what it changed is one that may have changed everything.
"""

from collections import OrderedDict
from collections.abc import Iterable
from threading import Lock
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST = 4_096
_pending: "WeakKeyDictionary[Connection, set[str]]" = WeakKeyDictionary()
_known: dict[str, "OrderedDict[int, frozenset[str]]"] = {}
_lock = Lock()


def touch(conn: "Connection", causes: Iterable[str] = ()) -> None:
    """Say, inside a transaction, of which causes rows change; it vouches that no others do."""
    with _lock:
        _pending.setdefault(conn, set()).update(causes)


def begun(conn: "Connection") -> None:
    """A transaction begins: nothing is said yet."""
    with _lock:
        _pending.pop(conn, None)


def done(conn: "Connection", path: str, generation: int) -> None:
    """A transaction is about to be written as this generation."""
    with _lock:
        said = _pending.pop(conn, None)
        held = _known.setdefault(path, OrderedDict())
        held.pop(generation, None)
        if said is not None:
            held[generation] = frozenset(said)
        while len(held) > MOST:
            held.popitem(last=False)


def since(path: str, before: int, now: int) -> set[str] | None:
    """Causes that changed after one generation up to another; None when that is not known."""
    with _lock:
        held = _known.get(path, OrderedDict())
        found: set[str] = set()
        for generation in range(before + 1, now + 1):
            if generation not in held:
                return None
            found |= held[generation]
        return found
