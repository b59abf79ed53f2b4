"""Decisions of reviewers (quyết định rà soát): taken with the version they were made on, undone in one step, audited.

One transaction a move: the decisions, what stands now, the rows of the lists and the audit chain change together.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doccheck.run import audit
from doccheck.run.pen import written
from doccheck.run.standing import refresh
from doccheck.run.workspace import WITHDRAWN, Decision, Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

CAUSE, FINDING = "cause", "finding"
ANSWERS = ("confirm", "dismiss", "postpone", "ask")
DISMISSALS = ("reading", "matching", "registry", "historical", "transitional", "other")
SECOND_LOOK = "second_look"
WAIT, PASSED, BACK = "wait", "passed", "back"
_COLUMNS = ("target", "scope", "decision", "disposition", "reason", "by", "made_on", "source", "why")
_KEPT = (*_COLUMNS, "at", "move", "grounds")
_INSERT = f"insert into decisions ({', '.join(_KEPT)}) values ({', '.join('?' * len(_KEPT))})"
_SAID = (
    "select d.id, d.decision, d.disposition, d.why from standing s join decisions d on d.id = s.decision "
    "where s.scope = ? and s.target = ?"
)
_pack = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A decision that somebody wants to take; ``version`` is the last decision they saw on it (None: not looked)."""

    decision: Decision
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Somebody else decided in between (xung đột): what stands, and what was wanted."""

    stands: dict[str, Any]
    wanted: Ask


@dataclass(slots=True, kw_only=True)
class Moved:
    """What a move did: its number, how many decisions it wrote, the number of the last, and what it could not."""

    move: int | None = None
    written: int = 0
    last: int = 0
    clashes: list[Clash] = field(default_factory=list)
    refused: Any = None


def uid(workspace: Workspace) -> str:
    """A name for the workspace that moves with it; asked once of an open file."""
    import secrets

    if workspace.uid:
        return workspace.uid
    sql = "select value from settings where name = 'uid'"
    found = workspace.conn.execute(sql).fetchone()
    if found is None:
        workspace.conn.execute("insert or ignore into settings values ('uid', ?)", (secrets.token_hex(8),))
        found = workspace.conn.execute(sql).fetchone()
    workspace.uid = str(found[0])
    return workspace.uid


def setting(workspace: Workspace, name: str, default: str = "") -> str:
    """A setting of the review."""
    return _setting(workspace.conn, name, default)


def _setting(conn: "Connection", name: str, default: str = "") -> str:
    found = conn.execute("select value from settings where name = ?", (name,)).fetchone()
    return str(found[0]) if found else default


def change_setting(workspace: Workspace, name: str, value: str, *, who: str, at: str) -> None:
    """Change a setting; the chain says who did."""
    key = audit.load_key()

    def change(conn: "Connection") -> None:
        before = _setting(conn, name)
        conn.execute("insert or replace into settings values (?, ?)", (name, value))
        entry = {"what": "setting", "name": name, "before": before, "after": value, "at": at}
        audit.append(conn, key, {**entry, "who": audit.keep_text(conn, who, key)})

    written(workspace, uid(workspace), change)


def record(workspace: Workspace, entry: dict[str, Any], *, who: str, at: str, note: str = "") -> None:
    """What else is answered for, in the chain: a right given, a proposal answered."""
    key = audit.load_key()

    def note_it(conn: "Connection") -> None:
        refs = {"who": audit.keep_text(conn, who, key), "note": audit.keep_text(conn, note, key)}
        audit.append(conn, key, {**entry, "at": at, **refs})

    written(workspace, uid(workspace), note_it)


def version_of(conn: "Connection", scope: str, target: str, cause: str | None = None) -> int:
    """The last decision that bears on a target: its own, and for a finding also its cause's.

    What stands on a target is always its last decision, so this costs the same however many came before.
    """
    sql = "select max(decision) from standing where (scope = ? and target = ?)"
    more = () if cause is None else (CAUSE, cause)
    found = conn.execute(f"{sql} or (scope = ? and target = ?)" if more else sql, (scope, target, *more)).fetchone()
    return int(found[0] or 0)


def take(
    workspace: Workspace,
    asks: Sequence[Ask],
    *,
    who: str,
    at: str,
    kind: str = "decide",
    detail: str = "",
    forbids: "Callable[[Connection], Any] | None" = None,
) -> Moved:
    """Take decisions: all that nobody else changed since their version; the others come back as clashes.

    ``forbids`` looks inside the same transaction; what it answers comes back as ``refused``, and nothing is written.
    """
    key = audit.load_key()

    def decide(conn: "Connection") -> Moved:
        result, fresh = Moved(), []
        if forbids is not None:
            result.refused = forbids(conn)
        for ask in () if result.refused else asks:
            clash = _clash(conn, ask)
            if clash is None:
                fresh.append(ask.decision)
            else:
                result.clashes.append(clash)
        if fresh:
            result.move = _move(conn, who, at, kind, detail)
            look = int(_setting(conn, SECOND_LOOK, "0") or 0)
            for decision in fresh:
                result.last = _write(conn, key, decision, who=who, at=at, move=result.move, look=look)
            result.written = len(fresh)
        return result

    return written(workspace, uid(workspace), decide)


def undo(workspace: Workspace, *, who: str, at: str) -> Moved:
    """Take back one's last move (hoàn tác); what others decided since stays as it is and is told as a clash."""
    key = audit.load_key()

    def take_back(conn: "Connection") -> Moved:
        result = Moved()
        last = conn.execute(
            "select id from moves where who = ? and undone_by is null and kind != 'undo' order by id desc limit 1",
            (who,),
        ).fetchone()
        if last is None:
            return result
        result.move = _move(conn, who, at, "undo", str(last[0]))
        for number, scope, target in conn.execute(
            "select id, scope, target from decisions where move = ? order by id", last
        ).fetchall():
            if version_of(conn, scope, target) != number:
                stands = _standing_row(conn, scope, target)
                was = _decision(conn, number)
                result.clashes.append(Clash(stands=stands, wanted=Ask(decision=was)))
                continue
            _write(conn, key, _before(conn, number, scope, target), who=who, at=at, move=result.move, look=-1)
            result.written += 1
        conn.execute("update moves set undone_by = ? where id = ?", (result.move, last[0]))
        return result

    return written(workspace, uid(workspace), take_back)


def undoable(workspace: Workspace, who: str) -> int:
    """How many decisions the next undo would take back; 0 when there is nothing to undo."""
    found = workspace.conn.execute(
        "select count(*) from decisions where move = (select id from moves where who = ? and undone_by is null "
        "and kind != 'undo' order by id desc limit 1)",
        (who,),
    ).fetchone()
    return int(found[0])


def second(workspace: Workspace, number: int, *, who: str, at: str, passed: bool, note: str = "") -> bool:
    """A second look (duyệt): never by the one who decided; what is sent back is open again."""
    key = audit.load_key()

    def look(conn: "Connection") -> bool:
        row = conn.execute("select scope, target, by from decisions where id = ?", (number,)).fetchone()
        waits = conn.execute("select 1 from standing where decision = ? and second = ?", (number, WAIT)).fetchone()
        mover = conn.execute(
            "select m.who from decisions d join moves m on m.id = d.move where d.id = ?", (number,)
        ).fetchone()
        if row is None or waits is None or who in {row[2], mover[0] if mover else None}:
            return False
        answer = PASSED if passed else BACK
        conn.execute(
            "insert into seconds (decision, who, at, answer, note) values (?, ?, ?, ?, ?)",
            (number, who, at, answer, note or None),
        )
        holds = int(passed)
        sql = "update standing set second = ?, holds = ?, because = ? where decision = ?"
        conn.execute(sql, (answer, holds, "" if passed else BACK, number))
        refresh(conn, row[0], [row[1]])
        entry = {"what": "second", "of": number, "answer": answer, "at": at}
        refs = {"who": audit.keep_text(conn, who, key), "note": audit.keep_text(conn, note, key)}
        audit.append(conn, key, {**entry, **refs})
        return True

    return written(workspace, uid(workspace), look)


def waiting(
    workspace: Workspace, where: str = "1", values: Sequence[Any] = (), most: int = 200
) -> list[dict[str, Any]]:
    """Decisions that wait for a second look, with what they are about; ``where`` narrows the findings ``f``."""
    sql = f"""
    select d.id, d.scope, d.target, d.decision, d.disposition, d.why, d.reason, d.by, d.at, max(f.subject) as subject,
      max(f.cause) as cause, count(distinct f.path) as documents, max(m.who) as mover
    from standing s join decisions d on d.id = s.decision left join moves m on m.id = d.move
    join findings f on f.live and ((s.scope = 'cause' and f.cause = s.target)
      or (s.scope = 'finding' and f.fingerprint = s.target))
    where s.second = 'wait' and {where} group by d.id order by d.id limit ?
    """
    return dicts(workspace.conn.execute(sql, (*values, most)))


def add_note(workspace: Workspace, scope: str, target: str, body: str, *, who: str, at: str) -> None:
    """A note on a target (ghi chú)."""
    key = audit.load_key()

    def add(conn: "Connection") -> None:
        conn.execute(
            "insert into notes (scope, target, who, at, body) values (?, ?, ?, ?, ?)", (scope, target, who, at, body)
        )
        refs = {"who": audit.keep_text(conn, who, key), "note": audit.keep_text(conn, body, key)}
        audit.append(conn, key, {"what": "note", "scope": scope, "target": target, "at": at, **refs})

    written(workspace, uid(workspace), add)


def dicts(cursor: Any) -> list[dict[str, Any]]:
    """Rows of a query by the names of its columns."""
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def standing(workspace: Workspace, scope: str, target: str) -> dict[str, Any] | None:
    """The decision that stands on a target, whether it still holds, and its second look."""
    found = _standing_row(workspace.conn, scope, target)
    return found if found and found["answer"] != WITHDRAWN else None


def story(workspace: Workspace, targets: Sequence[tuple[str, str]], most: int = 60) -> list[dict[str, Any]]:
    """Everything that was decided and noted on some targets, the newest first."""
    found: list[dict[str, Any]] = []
    for scope, target in targets:
        found += dicts(
            workspace.conn.execute(
                "select d.id, d.scope, d.decision as what, d.disposition, d.why, d.reason as body, d.by as who, "
                "coalesce(d.at, d.made_on) as at, d.source from decisions d where scope = ? and target = ?",
                (scope, target),
            )
        )
        found += dicts(
            workspace.conn.execute(
                "select id, scope, 'note' as what, null as disposition, null as why, body, who, at, null as source "
                "from notes where scope = ? and target = ?",
                (scope, target),
            )
        )
        found += dicts(
            workspace.conn.execute(
                "select s.decision as id, d.scope, s.answer as what, null as disposition, null as why, s.note as body, "
                "s.who, s.at, null as source from seconds s join decisions d on d.id = s.decision "
                "where d.scope = ? and d.target = ?",
                (scope, target),
            )
        )
    return sorted(found, key=lambda row: (str(row["at"]), row["id"]), reverse=True)[:most]


def grounds(conn: "Connection", scope: str, target: str) -> dict[str, list[str]]:
    """What a decision on a target rests on: the quotes it was made on, and what the registry said."""
    column = "cause" if scope == CAUSE else "fingerprint"
    quoted: set[str] = set()
    proven: set[str] = set()
    rows = conn.execute(f"select quoted, proven from findings where {column} = ? and live", (target,)).fetchall()
    for quote, _ in rows:
        quoted.add(quote)
    for marks in {marks for _, marks in rows}:
        proven.update(json.loads(marks))
    return {"quoted": sorted(quoted) if scope == FINDING else [], "proven": sorted(proven)}


def _clash(conn: "Connection", ask: Ask) -> Clash | None:
    if ask.version is None:
        return None
    target, scope = ask.decision.target, ask.decision.scope
    cause = None
    if scope == FINDING:
        found = conn.execute("select cause from findings where fingerprint = ? limit 1", (target,)).fetchone()
        cause = found[0] if found else None
    if version_of(conn, scope, target, cause) == ask.version:
        return None
    own = _standing_row(conn, scope, target)
    over = _standing_row(conn, CAUSE, cause) if cause else {}
    newest = max((own, over), key=lambda row: row.get("id") or 0)
    return Clash(stands=newest, wanted=ask)


def _standing_row(conn: "Connection", scope: str, target: str) -> dict[str, Any]:
    found = dicts(
        conn.execute(
            "select d.id, d.scope, d.target, d.decision, d.disposition, d.why, d.reason, d.by, d.made_on, d.at, "
            "s.answer, s.second, s.holds, s.because, m.who as mover from standing s "
            "join decisions d on d.id = s.decision left join moves m on m.id = d.move "
            "where s.scope = ? and s.target = ?",
            (scope, target),
        )
    )
    return found[0] if found else {}


def _decision(conn: "Connection", number: int) -> Decision:
    row = conn.execute(f"select {', '.join(_COLUMNS)} from decisions where id = ?", (number,)).fetchone()
    return Decision(**dict(zip(_COLUMNS, row, strict=True)))


def _before(conn: "Connection", number: int, scope: str, target: str) -> Decision:
    """What stood before a decision, said again; or that it is taken back."""
    row = conn.execute(
        "select id from decisions where scope = ? and target = ? and id < ? order by id desc limit 1",
        (scope, target, number),
    ).fetchone()
    return _decision(conn, row[0]) if row else Decision(target=target, scope=scope, decision=WITHDRAWN)


def _move(conn: "Connection", who: str, at: str, kind: str, detail: str) -> int:
    sql = "insert into moves (who, at, kind, detail) values (?, ?, ?, ?)"
    return int(conn.execute(sql, (who, at, kind, detail)).lastrowid or 0)


def _write(conn: "Connection", key: bytes, decision: Decision, *, who: str, at: str, move: int, look: int) -> int:
    scope, target = decision.scope, decision.target
    before = conn.execute(_SAID, (scope, target)).fetchone()
    values = {name: getattr(decision, name) for name in _COLUMNS}
    values.update(by=decision.by or who, made_on=decision.made_on or at[:10], at=at, move=move)
    values["grounds"] = _pack(grounds(conn, scope, target))
    number = values["id"] = int(conn.execute(_INSERT, [values[name] for name in _KEPT]).lastrowid or 0)
    asked = look > 0 and decision.decision in {"confirm", "dismiss"} and _drawn(key, number, look)
    sql = "insert or replace into standing (scope, target, decision, answer, second) values (?, ?, ?, ?, ?)"
    conn.execute(sql, (scope, target, number, decision.decision, WAIT if asked else ""))
    refresh(conn, scope, [target])
    entry = {
        "what": audit.DECIDE,
        "decision": number,
        "row": audit.row_digest([values[name] for name in audit.BOUND]),
        "scope": scope,
        "target": target,
        "before": list(before[1:]) if before else None,
        "after": [decision.decision, decision.disposition, decision.why],
        "version": before[0] if before else 0,
        "stamp": _stamp(conn, scope, target),
        "at": at,
        "who": audit.keep_text(conn, who, key),
        "note": audit.keep_text(conn, decision.reason, key),
    }
    audit.append(conn, key, entry)
    return number


def _drawn(key: bytes, number: int, rate: int) -> bool:
    """Whether a decision is drawn for a second look: so many in a hundred, by a lot nobody can choose."""
    import hashlib
    import hmac

    lot = int.from_bytes(hmac.new(key, f"look {number}".encode(), hashlib.sha256).digest()[:4], "big")
    return lot % 100 < rate


def _stamp(conn: "Connection", scope: str, target: str) -> str:
    column = "cause" if scope == CAUSE else "fingerprint"
    sql = f"select r.stamp from findings f join reports r using (path) where f.{column} = ? limit 1"
    found = conn.execute(sql, (target,)).fetchone()
    return str(found[0]) if found else ""
