"""What the page works over (phòng rà soát): the workspace, the registry and the rules, opened once a thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.run.board import Board
from doccheck.run.tally import Tally
from doccheck.run.workspace import Workspace, open_workspace

if TYPE_CHECKING:
    from doccheck.pipeline import Tools
    from doccheck.registry import Registry

HOLD = timedelta(hours=8)
MOST_MADE = 4_000
CACHE_KB = 6_000  # of each thread; pages that are only read stand in the system's own cache
LOG_PAGES = 8_000  # how far the log may grow before it is brought into the file: seldom, as somebody waits for it


@dataclass(slots=True, kw_only=True)
class Office:
    """The room: paths and switches, and what each thread has open."""

    workspace_path: Path
    accounts_path: Path
    registry_path: Path | None = None
    rules_path: Path | None = None
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    login: bool = True
    https: bool = False
    clock: Callable[[], datetime] = datetime.now
    board: Board = field(default_factory=Board)
    counts: Tally = field(default_factory=Tally)
    _own: threading.local = field(default_factory=threading.local)
    _lists: dict[Any, tuple[Any, Any]] = field(default_factory=dict)
    _made: dict[Any, tuple[Any, Any]] = field(default_factory=dict)

    @property
    def workspace(self) -> Workspace:
        """The workspace, open in this thread."""
        found = getattr(self._own, "workspace", None)
        if found is None:
            found = self._own.workspace = open_workspace(self.workspace_path)
            found.conn.execute(f"pragma wal_autocheckpoint={LOG_PAGES}")
            found.conn.execute(f"pragma cache_size=-{CACHE_KB}")
        return found

    @property
    def tools(self) -> "Tools":
        """Rules and registry, open in this thread; opened again after the registry changed."""
        from doccheck.pipeline import open_tools

        found = getattr(self._own, "tools", None)
        stamp = self.registry_stamp()
        if found is None or getattr(self._own, "stamp", None) != stamp:
            found = self._own.tools = open_tools(self.registry_path, self.rules_path)
            self._own.stamp = stamp
        return found

    @property
    def registry(self) -> "Registry":
        """The registry itself."""
        from doccheck.registry import Registry

        shelf = self.tools.shelf
        if not isinstance(shelf, Registry):
            raise TypeError(type(shelf))
        return shelf

    def now(self) -> str:
        """This moment, to the second."""
        return self.clock().isoformat(timespec="seconds")

    def today(self) -> str:
        """This day."""
        return self.clock().date().isoformat()

    def until(self) -> str:
        """Until when a batch is held that is taken now."""
        return (self.clock() + HOLD).isoformat(timespec="seconds")

    def remembered(self, key: Any, make: Callable[[], Any]) -> Any:
        """A value of the lists, made again after the workspace changed; shared by all threads."""
        now = self.workspace.generation
        found = self._lists.get(key)
        if found is not None and found[0] == now:
            return found[1]
        made = make()
        if len(self._lists) > 400:
            self._lists.clear()
        self._lists[key] = (now, made)
        return made

    def same(self, key: Any, value: Any, make: Callable[[], Any]) -> Any:
        """What was made of a value, made again only when the value is another."""
        found = self._made.get(key)
        if found is not None and found[0] == value:
            return found[1]
        made = make()
        if len(self._made) > MOST_MADE:
            self._made.clear()
        self._made[key] = (value, made)
        return made

    def registry_stamp(self) -> tuple[int, int]:
        """What changes when the registry does."""
        from doccheck.registry.places import own_path

        try:
            found = (self.registry_path or own_path()).stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)


_room: list[Office] = []


def set_office(office: Office) -> None:
    """Make this the room of the process."""
    _room[:] = [office]


def office() -> Office:
    """The room of this process."""
    return _room[0]
