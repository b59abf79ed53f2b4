"""A campaign (đợt rà soát): what it covers, by when, who works on what, and every mark people made in it."""

import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from doccheck.campaign.shape import open_file
from doccheck.db import guard, rows
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

KINDS = ("yearly", "topic", "systematisation", "general", "inspection")
MARK = ("outcome", "field", "lead", "due", "note", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Which documents belong (phạm vi): an empty list lets everything through."""

    issuers: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    normative: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What was ordered (kế hoạch đợt rà soát). ``since`` is the first day of the period, ``cut_off`` its last."""

    name: str
    kind: str
    cut_off: date
    since: date
    workspace: str
    uid: str = ""
    owner: str = ""
    organ: str = ""
    above: str = ""
    place: str = ""
    signature: tuple[str, ...] = ()
    signer: str = ""
    level: str = "local"
    due: date | None = None
    published: date | None = None
    closed: date | None = None
    scope: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What somebody wrote of a document (kết luận): the outcome, and who prepares what by when."""

    path: str
    outcome: str = ""
    field: str = ""
    lead: str = ""
    due: str = ""
    note: str = ""
    by: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """Everything but the path."""
        return (self.outcome, self.field, self.lead, self.due, self.note, self.by)


class Campaign:
    """An open campaign. Use :func:`open_campaign` or :func:`new_campaign`."""

    def __init__(self, path: Path, db: Any) -> None:
        self.path, self.db = path, db

    @property
    def conn(self) -> Any:
        """The connection behind it."""
        return self.db.conn

    @contextmanager
    def write(self) -> Iterator[Any]:
        """One transaction: whole or not at all."""
        with guard(self.path):
            self.conn.execute("begin immediate")
            try:
                yield self.conn
                self.conn.execute("commit")
            except BaseException:
                self.conn.execute("rollback")
                raise

    def close(self) -> None:
        """Close the file."""
        self.db.close()

    @property
    def settings(self) -> Settings:
        """What was ordered."""
        return _settings({name: json.loads(value) for name, value in rows(self.db, "select name, value from settings")})

    def change(self, settings: Settings) -> None:
        """Write the order anew."""
        with self.write() as conn:
            _save(conn, settings)

    def workspace_path(self) -> Path:
        """Where the workspace stands: as written, else beside the campaign's file."""
        told = Path(self.settings.workspace)
        beside = self.path.parent / told
        return told if told.is_absolute() or not beside.exists() else beside

    def marks(self) -> dict[str, Mark]:
        """The latest mark on each document."""
        sql = f"select path, {', '.join(MARK)} from marks order by id"
        found = (Mark(**dict(zip(("path", *MARK), row, strict=True))) for row in rows(self.db, sql))
        return {mark.path: mark for mark in found}

    def last_mark(self) -> int:
        """Number of the last mark."""
        return int(rows(self.db, "select coalesce(max(id), 0) from marks")[0][0])

    def marked_after(self, number: int) -> set[str]:
        """Documents marked after the mark with this number."""
        return {row[0] for row in rows(self.db, "select distinct path from marks where id > ?", (number,))}

    def mark(
        self, marks: Sequence[Mark], *, who: str, at: str, kind: str, detail: str = "", docket: int | None = None
    ) -> int:
        """Write marks as one move; its number."""
        with self.write() as conn:
            sql = "insert into moves (who, at, kind, detail, docket) values (?, ?, ?, ?, ?)"
            move = int(conn.execute(sql, (who, at, kind, detail, docket)).lastrowid or 0)
            sql = f"insert into marks (path, {', '.join(MARK)}, at, move, source) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            conn.executemany(sql, [(m.path, *m.said, at, move, detail) for m in marks])
        return move

    def last_move(self) -> tuple[int, str, str, str, int | None] | None:
        """(number, who, kind, detail, move of the decisions) of the last move that was not undone."""
        sql = (
            "select id, who, kind, detail, docket from moves where undone_by is null and kind != 'undo' "
            "order by id desc limit 1"
        )
        found = rows(self.db, sql)
        return found[0] if found else None

    def undo(self, move: int, *, who: str, at: str) -> tuple[int, list[str]]:
        """Take a move back (hoàn tác): what was said before is said again; documents marked since stay."""
        with self.write() as conn:
            made = conn.execute("select id, path from marks where move = ? order by id", (move,)).fetchall()
            sql = "insert into moves (who, at, kind, detail) values (?, ?, 'undo', ?)"
            number = int(conn.execute(sql, (who, at, str(move))).lastrowid or 0)
            stays, back = [], 0
            for mark_id, path in made:
                if conn.execute("select 1 from marks where path = ? and id > ?", (path, mark_id)).fetchone():
                    stays.append(path)
                    continue
                names = ", ".join(MARK)
                sql = f"select {names} from marks where path = ? and id < ? order by id desc limit 1"
                before = conn.execute(sql, (path, mark_id)).fetchone() or ("",) * len(MARK)
                sql = f"insert into marks (path, {names}, at, move, source) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'undo')"
                conn.execute(sql, (path, *before, at, number))
                back += 1
            conn.execute("update moves set undone_by = ? where id = ?", (number, move))
        return back, stays


def new_campaign(path: Path, settings: Settings) -> Campaign:
    """Make the file of a campaign; UsageError when there is already something of that name."""
    if path.exists():
        raise UsageError(say("campaign.exists", path=path))
    made = Campaign(path, open_file(path, create=True))
    made.change(settings)
    return made


def open_campaign(path: Path) -> Campaign:
    """Open the file of a campaign."""
    return Campaign(path, open_file(path))


def beside(workspace: Path, campaign: Path) -> str:
    """The workspace's path as the campaign keeps it: relative where both stand together, so that they move together."""
    try:
        return str(workspace.absolute().relative_to(campaign.absolute().parent))
    except ValueError:
        return os.fspath(workspace.absolute())


def _adapter() -> Any:
    from pydantic import TypeAdapter

    return TypeAdapter(Settings)


def _save(conn: Any, settings: Settings) -> None:
    told = _adapter().dump_python(settings, mode="json")
    lines = [(name, json.dumps(value, ensure_ascii=False)) for name, value in told.items()]
    conn.executemany("insert or replace into settings (name, value) values (?, ?)", lines)


def _settings(told: dict[str, Any]) -> Settings:
    made: Settings = _adapter().validate_python(told)
    return made


def ordered(settings: Settings, **changes: Any) -> Settings:
    """The order with changes."""
    return replace(settings, **{name: value for name, value in changes.items() if value is not None})
