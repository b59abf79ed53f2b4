"""SQLite files (cơ sở dữ liệu): open, migrate, transactions. The one address of sqlite-utils.

A file that is no database, is cut short, or belongs to another program raises :class:`DatabaseFault` with a reason from
a closed list; the caller says it in the user's language. Nothing is written to a file that was refused.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from doccheck.errors import RegistryError

if TYPE_CHECKING:
    from sqlite_utils import Database as Database
    from sqlite_utils.migrations import Migrations

MAGIC = b"SQLite format 3\x00"
_BIG_PAGE = 65536


class Reason(StrEnum):
    """Why a file was refused."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    NOT_A_DATABASE = "not_a_database"
    TRUNCATED = "truncated"
    FOREIGN = "foreign"
    NEWER = "newer"
    BUSY = "busy"
    READ_ONLY = "read_only"
    FULL = "full"


class DatabaseFault(RegistryError):
    """A database that cannot be used (cơ sở dữ liệu không dùng được): ``path`` and ``reason``."""

    def __init__(self, path: Path, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{path}: {reason}{': ' + detail if detail else ''}")
        self.path, self.reason, self.detail = path, reason, detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A kind of database file (loại tệp dữ liệu): the mark in its header and the steps that build its tables."""

    name: str
    application_id: int
    steps: tuple[Callable[["Database"], None], ...]


def open_database(
    path: Path, shape: Shape, *, create: bool = False, readonly: bool = False, wal: bool = False
) -> "Database":
    """Open (mở) ``path`` as a ``shape``: refuse what it is not, apply pending steps, set pragmas.

    ``create`` makes the file when it is not there. Read-only opens never write, except that an older file of the right
    shape is brought up to date first.
    """
    fresh = not path.exists() and create
    held = not fresh and _held(path)
    if not fresh and not held:
        inspect(path, shape)
    with guard(path):
        if held:
            _same_shape(path, shape)
        if fresh or not readonly:
            db = _connect(path, readonly=False)
            _prepare(db, path, shape, wal=wal)
            if not readonly:
                return db
            db.close()
        db = _connect(path, readonly=True)
        _refuse_newer(db, path, shape)
        if _migrations(shape).pending(db):
            db.close()
            writer = _connect(path, readonly=False)
            _prepare(writer, path, shape, wal=wal)
            writer.close()
            db = _connect(path, readonly=True)
        return db


class _Connection(sqlite3.Connection):
    """A connection that is counted as long as it is open: see :func:`_held`."""

    def close(self) -> None:
        """Close it."""
        with _counting:
            _live.discard(self)
        super().close()


_live: "WeakSet[_Connection]" = WeakSet()
_counting = Lock()
_files: "WeakKeyDictionary[_Connection, tuple[int, int]]" = WeakKeyDictionary()


def _held(path: Path) -> bool:
    """Whether this process has the file open already.

    Then nobody may open and close it beside SQLite: closing any handle drops the locks of the whole process (POSIX),
    and another program could take the log away under our feet.
    """
    try:
        found = path.stat()
    except OSError:
        return False
    with _counting:
        return any(_files.get(one) == (found.st_dev, found.st_ino) for one in _live)


def _same_shape(path: Path, shape: Shape) -> None:
    """Refuse an open file of another shape, asking SQLite and not the file."""
    db = _connect(path, readonly=True)
    mark = db.conn.execute("pragma application_id").fetchone()[0]
    db.close()
    if mark != shape.application_id:
        raise DatabaseFault(path, Reason.FOREIGN)


def inspect(path: Path, shape: Shape) -> None:
    """Look at a file's header (kiểm tra tệp): :class:`DatabaseFault` unless it is a whole database of this shape."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(100)
    except FileNotFoundError:
        raise DatabaseFault(path, Reason.MISSING) from None
    except OSError as error:
        raise DatabaseFault(path, Reason.UNREADABLE, error.strerror or "") from None
    if size == 0:
        raise DatabaseFault(path, Reason.EMPTY)
    if not head.startswith(MAGIC[: len(head)]) or (len(head) >= len(MAGIC) and not head.startswith(MAGIC)):
        raise DatabaseFault(path, Reason.NOT_A_DATABASE)
    if len(head) < 100 or size < _pages(head) * _page_size(head):
        raise DatabaseFault(path, Reason.TRUNCATED)
    if int.from_bytes(head[68:72], "big") != shape.application_id:
        raise DatabaseFault(path, Reason.FOREIGN)


def glance(path: Path, shape: Shape, sql: str) -> list[tuple[Any, ...]]:
    """Rows of one question to a file of this shape (nhìn nhanh), without what opening it for work needs."""
    if not _held(path):
        inspect(path, shape)
    with guard(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=30)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()


@contextmanager
def guard(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into a :class:`DatabaseFault` (bọc lỗi) for ``path``."""
    try:
        yield
    except sqlite3.OperationalError as error:
        text = str(error)
        if "locked" in text or "busy" in text:
            raise DatabaseFault(path, Reason.BUSY, text) from error
        if "full" in text:
            raise DatabaseFault(path, Reason.FULL, text) from error
        if "readonly" in text:
            raise DatabaseFault(path, Reason.READ_ONLY, text) from error
        if "unable to open" in text or "disk I/O" in text:
            raise DatabaseFault(path, Reason.UNREADABLE, text) from error
        raise
    except sqlite3.DatabaseError as error:
        if type(error) is not sqlite3.DatabaseError:
            raise
        reason = Reason.NOT_A_DATABASE if "not a database" in str(error) else Reason.TRUNCATED
        raise DatabaseFault(path, reason, str(error)) from error


def rows(db: "Database", sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """All rows (các dòng) of a query, as tuples."""
    return db.conn.execute(sql, parameters).fetchall()


def insert(db: "Database", table: str, columns: Sequence[str], values: Iterable[Sequence[Any]], verb: str = "") -> None:
    """Insert tuples (chèn) by one prepared statement; ``verb`` may be ``or ignore`` or ``or replace``."""
    names = ", ".join(columns)
    marks = ", ".join("?" * len(columns))
    db.conn.executemany(f"insert {verb} into {table} ({names}) values ({marks})", values)


@contextmanager
def in_bulk(db: "Database") -> Iterator[None]:
    """Rows by the hundred thousand (nạp khối): indexes are made at the end, by one sort instead of many searches."""
    made = rows(db, "select name, sql from sqlite_master where type = 'index' and sql is not null")
    for name, _ in made:
        db.conn.execute(f'drop index "{name}"')
    yield
    for _, sql in made:
        db.conn.execute(sql)


def build(path: Path, shape: Shape, fill: Callable[["Database"], None]) -> None:
    """Build a file in one piece (dựng tệp): filled under another name, then moved into place.

    Two builders at once both succeed; a crash leaves no half-built file under ``path``.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        with guard(path):
            db = _connect(draft, readonly=False)
            db.conn.execute("pragma journal_mode=off")
            db.conn.execute("pragma synchronous=off")
            _prepare(db, draft, shape, wal=False, durable=False)
            with db.atomic():
                fill(db)
            db.conn.execute("pragma optimize")
            db.close()
        draft.replace(path)
    except OSError as error:
        raise DatabaseFault(path, Reason.UNREADABLE, error.strerror or "") from error
    finally:
        draft.unlink(missing_ok=True)


def back_up(db: "Database", path: Path) -> None:
    """Copy an open database into ``path`` in one piece (sao lưu): the copy is whole even while others read or write."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    try:
        target = sqlite3.connect(draft)
        try:
            db.conn.backup(target)
        finally:
            target.close()
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _connect(path: Path, *, readonly: bool) -> "Database":
    from sqlite_utils import Database

    if readonly:
        uri = f"{path.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, timeout=30, check_same_thread=False, factory=_Connection)
    else:
        connection = sqlite3.connect(path, timeout=30, check_same_thread=False, factory=_Connection)
    found = path.stat()
    with _counting:
        _files[connection] = (found.st_dev, found.st_ino)
        _live.add(connection)
    connection.execute("pragma foreign_keys=on")
    connection.execute("pragma temp_store=memory")
    connection.execute("pragma mmap_size=268435456")
    connection.execute("pragma cache_size=-32768")
    return Database(connection, execute_plugins=False)


def _prepare(db: "Database", path: Path, shape: Shape, *, wal: bool, durable: bool = True) -> None:
    if db.conn.execute("pragma application_id").fetchone()[0] != shape.application_id:
        db.conn.execute(
            f"pragma application_id={shape.application_id}"
        )  # in the header before any log stands beside it
    if durable:
        db.conn.execute(f"pragma journal_mode={'wal' if wal else 'delete'}")
        db.conn.execute(f"pragma synchronous={'normal' if wal else 'full'}")
    _refuse_newer(db, path, shape)
    steps = _migrations(shape)
    if steps.pending(db):
        steps.apply(db)


def _refuse_newer(db: "Database", path: Path, shape: Shape) -> None:
    known = {step.__name__ for step in shape.steps}
    if any(done.name not in known for done in _migrations(shape).applied(db)):
        db.close()
        raise DatabaseFault(path, Reason.NEWER)


def _migrations(shape: Shape) -> "Migrations":
    from sqlite_utils import Migrations

    steps = Migrations(shape.name)
    for step in shape.steps:
        steps(name=step.__name__)(step)
    return steps


def _page_size(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big")
    return _BIG_PAGE if size == 1 else size


def _pages(head: bytes) -> int:
    """Pages the header promises; 0 when the header's own count is stale (an old writer) and promises nothing."""
    return int.from_bytes(head[28:32], "big") if head[24:28] == head[92:96] else 0
