"""What still stands after the reviewers' decisions (phát hiện còn mở); the rows of the lists follow it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from doccheck.db import rows
from doccheck.run.touched import touch
from doccheck.run.workspace import WITHDRAWN, Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

DISMISS = "dismiss"
_SQL = "select distinct f.level, f.fingerprint, f.cause from findings f join documents d using (path) where d.present"
# Only rows that change are written: a row is wide, and stands in the widest index.
_REFRESH = {
    column: f"""
    with now as materialized (
      select f.path as path, f.ordinal as ordinal,
        coalesce(
          (select answer from standing s where s.scope = 'finding' and s.target = f.fingerprint
            and s.holds and s.answer != '{WITHDRAWN}'),
          (select answer from standing s where s.scope = 'cause' and s.target = f.cause
            and s.holds and s.answer != '{WITHDRAWN}'), 'open') as state,
        coalesce(
          (select second from standing s where s.scope = 'finding' and s.target = f.fingerprint
            and s.answer != '{WITHDRAWN}'),
          (select second from standing s where s.scope = 'cause' and s.target = f.cause
            and s.answer != '{WITHDRAWN}'), '') as second
      from findings f where f.{column} = ?)
    update findings set state = now.state, second = now.second from now
    where findings.path = now.path and findings.ordinal = now.ordinal
      and (findings.state != now.state or findings.second != now.second)"""
    for column in ("cause", "fingerprint")
}


def open_levels(workspace: Workspace) -> frozenset[str]:
    """Levels of the findings that nobody has dismissed, neither one by one nor by their cause."""
    made = {key: decision.decision for key, decision in workspace.decisions().items()}
    found = rows(workspace.db, _SQL)
    if not made:
        return frozenset(level for level, _, _ in found)
    return frozenset(
        level
        for level, finding, cause in found
        if made.get(("finding", finding), made.get(("cause", cause))) != DISMISS
    )


def refresh(conn: "Connection", scope: str, targets: Iterable[str]) -> None:
    """Bring the rows of the lists in line with what stands."""
    column = "cause" if scope == "cause" else "fingerprint"
    names = [(target,) for target in targets]
    conn.executemany(_REFRESH[column], names)
    for name in names:
        found = (
            conn.execute("select distinct cause from findings where fingerprint = ?", name)
            if column != "cause"
            else [name]
        )
        touch(conn, (cause for (cause,) in found))
