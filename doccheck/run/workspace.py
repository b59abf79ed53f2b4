"""The workspace (tệp làm việc): one SQLite file that remembers what was read, judged and decided.

Keys are derived from content, so that a repeated step changes nothing; each document is one transaction.
"""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import RLock
from typing import TYPE_CHECKING, Any, NamedTuple

from doccheck.db import DatabaseFault, Reason, Shape, guard, open_database, rows
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say
from doccheck.run import touched
from doccheck.run.bundles import bundle_table, ties
from doccheck.run.codec import pack_json, unpack
from doccheck.run.rows import FACETS, finding_row
from doccheck.run.shape import report_dated, report_shares, review_index, review_tables, shares
from doccheck.run.trace import trace_table

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION = 0x64634B57
WITHDRAWN = "withdraw"
_TABLES = """
create table documents (path text primary key, place blob, member integer, size integer, mtime_ns integer,
    sha256 text, key text, present integer not null default 1) without rowid;
create table containers (path text primary key, size integer, mtime_ns integer, sha256 text) without rowid;
create table archives (key text primary key, body blob not null);
create table readings (key text primary key, text_stage text not null, stage text not null, body blob not null);
create table learned (key text primary key, stamp text not null, body blob not null);
create table reports (path text primary key, judged text not null, as_of text not null, state text not null,
    vi blob not null, en blob not null);
create table findings (path text not null, ordinal integer not null, fingerprint text not null, code text not null,
    level text not null, certainty text not null, cause text, subject text, primary key (path, ordinal)) without rowid;
create index findings_fingerprint on findings (fingerprint);
create index findings_cause on findings (cause);
create table gaps (path text not null, key text not null, label text not null, missing integer not null,
    role text not null, primary key (path, key, role)) without rowid;
create index gaps_key on gaps (key);
create table decisions (id integer primary key, target text not null, scope text not null, decision text not null,
    disposition text, reason text, by text, made_on text not null, source text);
create index decisions_target on decisions (target);
create table runs (id integer primary key, started text not null, as_of text not null, state text not null,
    roots text not null, totals text);
"""


_BARE = ("path", "ordinal", "fingerprint", "code", "level", "certainty", "cause", "subject")
STAND = """
update findings set (state, second) = (
  select answer, second from (
    select answer, second, 1 as o from standing
      where scope = 'finding' and target = ?1 and holds and answer != 'withdraw'
    union all
    select answer, second, 2 as o from standing
      where scope = 'cause' and target = ?2 and holds and answer != 'withdraw'
    union all select 'open', '', 3 order by o limit 1))
where path = ?3 and ordinal = ?4
"""


def _first(db: Any) -> None:
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


STEPS = (_first, review_tables, review_index, report_shares, trace_table, report_dated, bundle_table)
SHAPE = Shape(name="workspace", application_id=APPLICATION, steps=STEPS)


class Known(NamedTuple):
    """What the workspace remembers of a path."""

    size: int
    mtime_ns: int
    sha256: str
    key: str
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A reviewer's decision (quyết định của người rà soát) on a finding (``target`` is its id) or on a cause."""

    target: str
    scope: str
    decision: str
    disposition: str | None = None
    reason: str | None = None
    by: str | None = None
    made_on: str = ""
    source: str | None = None
    why: str | None = None


_COUNT = """insert into settings (name, value) values ('generation', '1')
on conflict (name) do update set value = cast(value as integer) + 1 returning value"""
_turns: dict[str, RLock] = {}


def _turn(path: Path) -> RLock:
    """Threads of one process write in turn; waiting for SQLite's own lock would be by naps."""
    return _turns.setdefault(str(path), RLock())


class Workspace:
    """An open workspace. Use :func:`open_workspace`."""

    def __init__(self, path: Path, db: Any) -> None:
        self.path, self.db, self.uid = path, db, ""

    @property
    def conn(self) -> "Connection":
        """The connection behind it."""
        found: Connection = self.db.conn
        return found

    @contextmanager
    def write(self) -> Iterator["Connection"]:
        """One transaction, begun as a writer: whole or not at all."""
        with self._told(), guard(self.path), _turn(self.path):
            self.conn.execute("begin immediate")
            touched.begun(self.conn)
            try:
                yield self.conn
                touched.done(self.conn, str(self.path), int(self.conn.execute(_COUNT).fetchone()[0]))
                self.conn.execute("commit")
            except BaseException:
                if self.conn.in_transaction:
                    self.conn.execute("rollback")
                raise

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What hinders writing, in the user's words."""
        try:
            yield
        except DatabaseFault as fault:
            raise refused(self.path, fault) from fault

    @property
    def generation(self) -> int:
        """A number that grows with every transaction, whoever writes."""
        found = self.conn.execute("select value from settings where name = 'generation'").fetchone()
        return int(found[0]) if found else 0

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    def known(self) -> dict[str, Known]:
        """All paths ever met."""
        sql = "select path, size, mtime_ns, sha256, key, present from documents"
        return {p: Known(s, m, h, k, a) for p, s, m, h, k, a in self.conn.execute(sql)}

    def reading_stages(self) -> dict[str, tuple[str, str]]:
        """(text stage, stage) of every reading by key."""
        return {key: (text, stage) for key, text, stage in rows(self.db, "select key, text_stage, stage from readings")}

    def reading(self, key: str) -> bytes | None:
        """A packed reading."""
        found = rows(self.db, "select body from readings where key = ?", (key,))
        return found[0][0] if found else None

    def archive(self, key: str) -> Any | None:
        """Rows of an archive's members."""
        found = rows(self.db, "select body from archives where key = ?", (key,))
        return json.loads(unpack(found[0][0])) if found else None

    def learned(self) -> dict[str, str]:
        """Stamp of what was learned, by key of the reading."""
        return dict(rows(self.db, "select key, stamp from learned"))

    def learned_bodies(self) -> Iterator[tuple[str, bytes]]:
        """(key, packed acts and facts) in the order of the keys."""
        yield from self.conn.execute("select key, body from learned order by key")

    def container(self, path: str) -> tuple[int, int, str] | None:
        """(size, time of change, hash) of an archive when it was last listed."""
        found = rows(self.db, "select size, mtime_ns, sha256 from containers where path = ?", (path,))
        return found[0] if found else None

    def counts(self) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Documents by state, findings by level, unread files by reason, of the last scan."""
        here = "join documents d using (path) where d.present"
        states = dict(rows(self.db, f"select r.state, count(*) from reports r {here} group by 1 order by 1"))
        levels = dict(rows(self.db, f"select f.level, count(*) from findings f {here} group by 1 order by 1"))
        unread: dict[str, int] = {}
        for record in self.records(state="unreadable"):
            code = next((t["code"] for t in record["troubles"] if t["severity"] == "fatal"), "internal_error")
            unread[code] = unread.get(code, 0) + 1
        return states, levels, dict(sorted(unread.items()))

    def shares(self) -> tuple[int, int, int, int]:
        """Normative căn cứ of the last scan, those decided, those known to an earlier day, the acts others wait for."""
        sums = "select total(bases), total(decided), total(dated) from reports join documents d using (path)"
        bases, decided, dated = (int(n) for n in rows(self.db, f"{sums} where d.present")[0])
        waits = (
            "select count(distinct g.key) from gaps g join documents d using (path) where d.present and role = 'basis'"
        )
        return bases, decided, dated, int(rows(self.db, waits)[0][0])

    def judged(self) -> dict[str, str]:
        """What each report was judged by, by path."""
        return dict(rows(self.db, "select path, judged from reports"))

    def records(self, lang: str = "vi", state: str | None = None) -> Iterator[Any]:
        """Records of the last scan, by path; only those in ``state`` where one is given."""
        column = "en" if lang == "en" else "vi"
        only = "and r.state = ?" if state else ""
        sql = f"select r.{column} from reports r join documents d using (path) where d.present {only} order by path"
        for (body,) in self.conn.execute(sql, (state,) if state else ()):
            yield json.loads(unpack(body))

    def gaps(self) -> list[tuple[str, str, bool, str, str]]:
        """(key, label, missing, role, path) of every act that waits for facts."""
        sql = (
            "select g.key, g.label, g.missing, g.role, g.path from gaps g join documents d using (path) where d.present"
        )
        return [(k, label, bool(m), role, p) for k, label, m, role, p in rows(self.db, f"{sql} order by g.key, g.path")]

    def decisions(self) -> dict[tuple[str, str], Decision]:
        """The latest decision on each (scope, target); none where it was taken back."""
        names = ("target", "scope", "decision", "disposition", "reason", "by", "made_on", "source", "why")
        sql = f"select {', '.join(names)} from decisions order by id"
        found = (Decision(**dict(zip(names, row, strict=True))) for row in rows(self.db, sql))
        latest = {(d.scope, d.target): d for d in found}
        return {key: d for key, d in latest.items() if d.decision != WITHDRAWN}

    def decided_after(self, number: int) -> set[tuple[str, str]]:
        """(scope, target) of decisions made after the one with this number."""
        return set(rows(self.db, "select scope, target from decisions where id > ?", (number,)))

    def last_decision(self) -> int:
        """Number of the last decision."""
        return int(rows(self.db, "select coalesce(max(id), 0) from decisions")[0][0])

    def targets(self) -> tuple[dict[str, str], dict[str, str]]:
        """Ids that may be decided on: of findings and of causes, each with a code or subject to name it."""
        found = rows(self.db, "select fingerprint, code, cause, subject from findings order by path, ordinal")
        return {f: code for f, code, _, _ in found}, {c: s or c for _, _, c, s in found if c}

    def last_run(self) -> tuple[int, str, str, dict[str, Any]] | None:
        """(id, as_of, state, totals) of the last scan."""
        found = rows(self.db, "select id, as_of, state, totals from runs order by id desc limit 1")
        return (found[0][0], found[0][1], found[0][2], json.loads(found[0][3] or "{}")) if found else None


def save_reading(conn: "Connection", key: str, stages: tuple[str, str], body: bytes) -> None:
    """Store a reading under its key."""
    conn.execute("insert or replace into readings values (?, ?, ?, ?)", (key, *stages, body))


def save_learned(workspace: Workspace, key: str, stamp: str, body: bytes) -> None:
    """Store what was learned from a reading."""
    with workspace.write() as conn:
        conn.execute("insert or replace into learned values (?, ?, ?)", (key, stamp, body))


def save_archive(workspace: Workspace, key: str, body: bytes) -> None:
    """Store the list of an archive's members."""
    with workspace.write() as conn:
        conn.execute("insert or replace into archives values (?, ?)", (key, body))


def save_document(conn: "Connection", path: str, place: Path, member: int | None, known: Known) -> None:
    """Store what is known of a path."""
    values = (path, os.fsencode(place), member, known.size, known.mtime_ns, known.sha256, known.key, known.present)
    conn.execute("insert or replace into documents values (?, ?, ?, ?, ?, ?, ?, ?)", values)


def save_report(conn: "Connection", path: str, judged: str, records: dict[str, Any]) -> None:
    """Store a report's records by language, its findings and its gaps, in place of older ones."""
    save_packed(conn, path, judged, pack_json(records["vi"]), pack_json(records["en"]))


def save_packed(conn: "Connection", path: str, judged: str, vi: bytes, en: bytes) -> None:
    """Store a report's packed records, its findings and its gaps, in place of older ones."""
    record = json.loads(unpack(vi))
    for table in ("findings", "gaps"):
        conn.execute(f"delete from {table} where path = ?", (path,))
    row = (path, judged, record["as_of"], record["state"], vi, en, record["stamp"], *shares(record))
    columns = "path, judged, as_of, state, vi, en, stamp, bases, decided, dated"
    conn.execute(f"insert or replace into reports ({columns}) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    last = conn.execute("select roots from runs order by id desc limit 1").fetchone()
    lines = list(_finding_rows(path, record, json.loads(last[0]) if last else []))
    names = (*_BARE, *FACETS, "act", "wording")
    marks = ", ".join("?" * len(names))
    conn.executemany(f"insert into findings ({', '.join(names)}) values ({marks})", lines)
    conn.executemany(STAND, [(line[2], line[6], path, line[1]) for line in lines])
    gaps = {(g["key"], g["role"]): (path, g["key"], g["label"], g["missing"], g["role"]) for g in record["gaps"]}
    conn.executemany("insert into gaps values (?, ?, ?, ?, ?)", gaps.values())


def _finding_rows(path: str, record: dict[str, Any], roots: list[str]) -> Iterator[tuple[Any, ...]]:
    for i, f in enumerate(record["findings"]):
        cause = f["cause"]
        own = (path, i, f["fingerprint"], f["check"], f["level"], f["certainty"], cause["key"], cause["label"])
        yield (*own, *finding_row(path, record, f, roots), *ties(f))


def open_workspace(path: Path, *, create: bool = False) -> Workspace:
    """Open (mở tệp làm việc); UsageError with a clear line when the file is something else."""
    fresh = create and not path.exists()
    try:
        db = open_database(path, SHAPE, create=create, wal=True)
    except DatabaseFault as fault:
        raise refused(path, fault) from fault
    db.conn.isolation_level = None
    if fresh:
        _for_the_owner(path)
    return Workspace(path, db)


def refused(path: Path, fault: DatabaseFault) -> UsageError:
    """Why a workspace cannot be used, in one line."""
    key = "run.workspace_busy" if fault.reason is Reason.BUSY else "run.workspace_bad"
    return UsageError(say(key, path=path, reason=say(f"run.reason.{fault.reason}")))


def _for_the_owner(path: Path) -> None:
    """A new workspace holds the words of documents: only its owner reads it, until the owner says otherwise."""
    for tail in ("", "-wal", "-shm"):
        with suppress(OSError):
            path.with_name(path.name + tail).chmod(0o600)
