"""Tables of the review (bảng rà soát) in a workspace: facets of findings, standing decisions, moves, claims, audit."""

import json
from typing import Any

from doccheck.run.codec import unpack
from doccheck.run.rows import FACETS, finding_row

_COLUMNS = (
    ("findings", "rank integer not null default 9"),
    ("findings", "department text not null default ''"),
    ("findings", "issuer text not null default ''"),
    ("findings", "year text not null default ''"),
    ("findings", "document text not null default ''"),
    ("findings", "quoted text not null default ''"),
    ("findings", "proven text not null default '[]'"),
    ("findings", "proof integer not null default 0"),
    ("findings", "secret integer not null default 0"),
    ("findings", "words text not null default ''"),
    ("findings", "live integer not null default 1"),
    ("findings", "state text not null default 'open'"),
    ("findings", "came text not null default 'new'"),
    ("findings", "second text not null default ''"),
    ("findings", "holder text not null default ''"),
    ("decisions", "why text"),
    ("decisions", "at text"),
    ("decisions", "move integer"),
    ("decisions", "grounds text"),
    ("reports", "stamp text not null default ''"),
)
_TABLES = """
create index findings_list on findings (live, state, cause);
create table standing (scope text not null, target text not null, decision integer not null, answer text not null,
    second text not null default '', holds integer not null default 1, because text not null default '',
    primary key (scope, target)) without rowid;
create table moves (id integer primary key, who text not null, at text not null, kind text not null,
    detail text not null default '', undone_by integer);
create index moves_who on moves (who, id);
create table seconds (decision integer primary key, who text not null, at text not null, answer text not null,
    note text);
create table notes (id integer primary key, scope text not null, target text not null, who text not null,
    at text not null, body text);
create index notes_target on notes (target);
create table claims (cause text primary key, who text not null, at text not null, until text not null,
    by text not null, batch integer not null) without rowid;
create table proofs (id integer primary key, cause text not null, sha256 text not null, name text not null,
    document text not null, quote text not null, page integer, who text not null, at text not null);
create index proofs_cause on proofs (cause);
create table filters (who text not null, name text not null, query text not null,
    primary key (who, name)) without rowid;
create table settings (name text primary key, value text not null) without rowid;
create table marks (fingerprint text primary key, first_run integer not null, last_run integer not null,
    gone_run integer, code text not null, level text not null, path text not null, cause text, subject text,
    department text not null, secret integer not null, because text not null default '') without rowid;
create table past (path text primary key, key text not null, stamp text not null) without rowid;
create table texts (ref text primary key, salt text not null, body text) without rowid;
create table audit (seq integer primary key, body text not null, mac text not null);
create trigger audit_update before update on audit begin select raise(abort, 'audit is append-only'); end;
create trigger audit_delete before delete on audit begin select raise(abort, 'audit is append-only'); end;
create trigger decisions_update before update of id, target, scope, decision, disposition, why, made_on, at, move,
    grounds on decisions begin select raise(abort, 'decisions are append-only'); end;
create trigger decisions_delete before delete on decisions begin select raise(abort, 'decisions are append-only'); end
"""


def review_tables(db: Any) -> None:
    """The second step of a workspace's shape; what an older file holds is brought along."""
    conn = db.conn
    for table, column in _COLUMNS:
        conn.execute(f"alter table {table} add column {column}")
    for statement in _statements():
        conn.execute(statement)
    _bring_along(conn)


def review_index(db: Any) -> None:
    """The third step: lists are counted from one index, without the long columns of the table."""
    columns = "live, state, cause, rank, level, code, certainty, issuer, year, department, came, second, holder, secret"
    db.conn.execute("drop index findings_list")
    db.conn.execute(f"create index findings_list on findings ({columns}, proof, document, subject)")


def report_shares(db: Any) -> None:
    """The fourth step: how many acts each document rests on, and of how many the status is decided."""
    for column in ("bases", "decided"):
        db.conn.execute(f"alter table reports add column {column} integer not null default 0")


def report_dated(db: Any) -> None:
    """A later step: of how many more the status is known up to an earlier day."""
    conn = db.conn
    conn.execute("alter table reports add column dated integer not null default 0")
    for path, body in conn.execute("select path, vi from reports order by path").fetchall():
        told = shares(json.loads(unpack(body)))
        conn.execute("update reports set bases = ?, decided = ?, dated = ? where path = ?", (*told, path))


def shares(record: Any) -> tuple[int, int, int]:
    """Normative acts a document rests on (căn cứ), each once; those decided; those known up to an earlier day only."""
    found: dict[str, tuple[bool, bool]] = {}
    for one in record["references"]:
        if one["role"] == "basis" and one["how"] != "not_normative":
            name = one["act"]["id"] if one["act"] else one["text"]
            known = one["match"] == "found" and one["status"] != "unknown"
            found.setdefault(name, (known, not known and one["match"] == "found" and one["known_to"] is not None))
    return len(found), sum(a for a, _ in found.values()), sum(b for _, b in found.values())


def _statements() -> list[str]:
    """Statements of the script; a trigger holds semicolons of its own."""
    found: list[str] = []
    for piece in _TABLES.split(";\n"):
        if piece.strip():
            found.append(piece.strip())
    return found


def _bring_along(conn: Any) -> None:
    found = conn.execute("select roots from runs order by id desc limit 1").fetchone()
    roots = json.loads(found[0]) if found else []
    sets = ", ".join(f"{name} = ?" for name in FACETS)
    for path, body in conn.execute("select path, vi from reports order by path").fetchall():
        record = json.loads(unpack(body))
        conn.execute("update reports set stamp = ? where path = ?", (record["stamp"], path))
        for ordinal, finding in enumerate(record["findings"]):
            values = finding_row(path, record, finding, roots)
            conn.execute(f"update findings set {sets} where path = ? and ordinal = ?", (*values, path, ordinal))
    latest = "select max(id) from decisions group by scope, target"
    conn.execute(
        "insert into standing (scope, target, decision, answer) "
        f"select scope, target, id, decision from decisions where id in ({latest})"
    )
