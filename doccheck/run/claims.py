"""Batches and assignment (nhận việc, giao việc): who works on which cause, so that two people do not collide."""

from collections.abc import Sequence
from typing import Any

from doccheck.run import audit
from doccheck.run.docket import dicts
from doccheck.run.listing import Query
from doccheck.run.workspace import Workspace


def check_out(workspace: Workspace, query: Query, *, who: str, at: str, until: str, size: int = 20) -> int:
    """Take the next open causes of a list for oneself; how many there were."""
    where, values = query.where()
    sql = f"""select f.cause from findings f where {where} and f.state = 'open'
      and not exists (select 1 from claims c where c.cause = f.cause and c.until > ?)
      group by f.cause order by min(f.rank), count(distinct f.path) desc, max(f.subject) limit ?"""
    with workspace.write() as conn:
        causes = [row[0] for row in conn.execute(sql, (*values, at, size))]
        _claim(conn, causes, who=who, by=who, at=at, until=until)
    return len(causes)


def assign(workspace: Workspace, causes: Sequence[str], *, who: str, by: str, at: str, until: str) -> int:
    """Give causes to somebody (giao việc); an empty name frees them."""
    with workspace.write() as conn:
        if who:
            _claim(conn, causes, who=who, by=by, at=at, until=until)
        else:
            conn.executemany("delete from claims where cause = ?", [(cause,) for cause in causes])
            conn.executemany("update findings set holder = '' where cause = ?", [(cause,) for cause in causes])
    return len(causes)


def give_back(workspace: Workspace, who: str) -> int:
    """Give back everything one holds (trả lại)."""
    with workspace.write() as conn:
        conn.execute("update findings set holder = '' where holder = ?", (who,))
        return conn.execute("delete from claims where who = ?", (who,)).rowcount


def holder(workspace: Workspace, cause: str, at: str) -> str:
    """Who holds a cause now; empty when nobody does."""
    return held_by(workspace.conn, cause, at)


def held_by(conn: Any, cause: str, at: str) -> str:
    """The same (người đang giữ), asked inside a transaction."""
    found = conn.execute("select who from claims where cause = ? and until > ?", (cause, at)).fetchone()
    return str(found[0]) if found else ""


def lapse(workspace: Workspace, at: str) -> None:
    """Free what was held too long."""
    if workspace.conn.execute("select 1 from claims where until <= ? limit 1", (at,)).fetchone():
        with workspace.write() as conn:
            conn.execute(
                "update findings set holder = '' where cause in (select cause from claims where until <= ?)", (at,)
            )
            conn.execute("delete from claims where until <= ?", (at,))


def held(workspace: Workspace) -> list[dict[str, Any]]:
    """Who holds how much, and until when."""
    sql = "select who, count(*) as causes, max(until) as until from claims group by who order by who"
    return dicts(workspace.conn.execute(sql))


def _claim(conn: Any, causes: Sequence[str], *, who: str, by: str, at: str, until: str) -> None:
    if not causes:
        return
    batch = int(conn.execute("select coalesce(max(batch), 0) + 1 from claims").fetchone()[0])
    rows = [(cause, who, at, until, by, batch) for cause in causes]
    conn.executemany(
        'insert or replace into claims (cause, who, at, until, "by", batch) values (?, ?, ?, ?, ?, ?)', rows
    )
    conn.executemany("update findings set holder = ? where cause = ?", [(who, cause) for cause in causes])
    key = audit.load_key()
    refs = {"who": audit.keep_text(conn, by, key), "note": audit.keep_text(conn, who, key)}
    audit.append(conn, key, {"what": "assign", "causes": list(causes), "at": at, **refs})
