"""What changed between two scans (so sánh lượt quét): new, unchanged, fixed, returned; and decisions that reopen."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from doccheck.run.docket import CAUSE, grounds
from doccheck.run.standing import refresh

if TYPE_CHECKING:
    from sqlite3 import Connection

NEW, SAME, BACK, REOPENED = "new", "same", "returned", "reopened"
_DOCUMENT, _TEXT, _REGISTRY, _RULES = "document", "text", "registry", "rules"
_MARKED = "first_run, last_run, gone_run, code, level, path, cause, subject, department, secret, because"


def reconcile(conn: "Connection", run: int) -> None:
    """At the end of a whole scan, in its transaction: who came, who went, and which decisions lost their ground."""
    conn.execute(
        "update findings set live = exists (select 1 from documents d where d.path = findings.path and d.present)"
    )
    _mark(conn, run)
    _remember_documents(conn)
    reopen(conn, conn.execute("select scope, target from standing where holds or because != 'back'").fetchall())


def _mark(conn: "Connection", run: int) -> None:
    first = conn.execute("select not exists (select 1 from marks)").fetchone()[0]
    known = {row[0]: row[1] for row in conn.execute("select fingerprint, gone_run from marks")}
    past = {path: (key, stamp) for path, key, stamp in conn.execute("select path, key, stamp from past")}
    sql = """select f.fingerprint, f.code, f.level, f.path, f.cause, f.subject, f.department, f.secret, d.key, r.stamp
      from findings f join documents d using (path) join reports r using (path) where f.live
      order by f.path, f.ordinal"""
    seen: set[str] = set()
    came: list[tuple[str, str]] = []
    for fingerprint, code, level, path, cause, subject, department, secret, key, stamp in conn.execute(sql).fetchall():
        if fingerprint in seen:
            continue
        seen.add(fingerprint)
        about = (code, level, path, cause, subject, department, secret)
        if fingerprint not in known:
            why = "" if first else _because(past.get(path), key or "", stamp)
            row = (fingerprint, run, run, None, *about, why)
            conn.execute(f"insert into marks (fingerprint, {_MARKED}) values ({', '.join('?' * 12)})", row)
            came.append((NEW, fingerprint))
        else:
            gone = known[fingerprint] is not None
            conn.execute(
                "update marks set last_run = ?, gone_run = null, code = ?, level = ?, path = ?, cause = ?, "
                "subject = ?, department = ?, secret = ? where fingerprint = ?",
                (run, *about, fingerprint),
            )
            came.append((BACK if gone else SAME, fingerprint))
    conn.executemany("update findings set came = ? where fingerprint = ?", came)
    left = [(run, fingerprint) for fingerprint, gone in known.items() if gone is None and fingerprint not in seen]
    conn.executemany("update marks set gone_run = ? where fingerprint = ?", left)


def _because(before: tuple[str, str] | None, key: str, stamp: str) -> str:
    """Why a finding is new: the document is, its text changed, the registry did, or the rules."""
    if before is None:
        return _DOCUMENT
    if before[0] != key:
        return _TEXT
    return _REGISTRY if before[1].rsplit("+", 1)[-1] != stamp.rsplit("+", 1)[-1] else _RULES


def _remember_documents(conn: "Connection") -> None:
    conn.execute("delete from past")
    conn.execute(
        "insert into past (path, key, stamp) select d.path, coalesce(d.key, ''), r.stamp "
        "from documents d join reports r using (path) where d.present"
    )


def reopen(conn: "Connection", targets: Iterable[tuple[str, str]]) -> int:
    """Reopen decisions whose reason no longer holds (mở lại), and close again those whose reason came back."""
    changed = 0
    for scope, target in targets:
        row = conn.execute(
            "select s.holds, s.because, d.decision, d.why, d.grounds from standing s "
            "join decisions d on d.id = s.decision where s.scope = ? and s.target = ?",
            (scope, target),
        ).fetchone()
        holds, because, decision, why, held = row
        column = "cause" if scope == CAUSE else "fingerprint"
        if not held or not conn.execute(f"select 1 from findings where {column} = ? and live", (target,)).fetchone():
            continue
        now = _lost(decision, why, json.loads(held), grounds(conn, scope, target))
        if (not now) != bool(holds) or now != because:
            sql = "update standing set holds = ?, because = ? where scope = ? and target = ?"
            conn.execute(sql, (int(not now), now, scope, target))
            refresh(conn, scope, [target])
            changed += 1
        if now:
            conn.execute(f"update findings set came = ? where {column} = ? and state = 'open'", (REOPENED, target))
    return changed


def _lost(decision: str, why: str | None, held: dict[str, list[str]], now: dict[str, Any]) -> str:
    """Why a decision no longer holds: ``proof`` or ``quote``; empty while it does."""
    if decision == "confirm":
        return "" if _bare(held["proven"]) <= _bare(now["proven"]) else "proof"
    if decision != "dismiss":
        return ""
    if not set(now["proven"]) <= set(held["proven"]):
        return "proof"
    if why in {"reading", "historical"} and held["quoted"] and held["quoted"] != now["quoted"]:
        return "quote"
    return ""


def _bare(marks: Iterable[str]) -> set[str]:
    """Marks without how well they are known: a confirmed decision does not mind a better source."""
    return {mark.rsplit("|", 1)[0] for mark in marks}
