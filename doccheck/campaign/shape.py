"""The campaign's file (tệp đợt rà soát): tables, and how it is opened. Only settings are overwritten."""

from pathlib import Path
from typing import Any

from doccheck.db import DatabaseFault, Shape, open_database
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

APPLICATION = 0x64634B43
_TABLES = """
create table settings (name text primary key, value text not null) without rowid;
create table moves (id integer primary key, who text not null, at text not null, kind text not null,
    detail text not null default '', docket integer, undone_by integer);
create table marks (id integer primary key, path text not null, outcome text not null default '',
    field text not null default '', lead text not null default '', due text not null default '',
    note text not null default '', by text not null default '', at text not null, move integer not null,
    source text not null default '');
create index marks_path on marks (path, id);
create table packets (id integer primary key, department text not null, who text not null default '',
    made_at text not null, due text not null default '', paths text not null, file text not null default '');
create table leftovers (id integer primary key, packet integer, source text not null, place text not null,
    said text not null, at text not null);
create table recommendations (id integer primary key, path text not null unique, act text not null default '',
    label text not null, outcome text not null, department text not null default '', due text not null default '',
    opened text not null, closed text not null default '', closed_by text not null default '');
"""


def _first(db: Any) -> None:
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


SHAPE = Shape(name="campaign", application_id=APPLICATION, steps=(_first,))


def open_file(path: Path, *, create: bool = False) -> Any:
    """The database of a campaign; UsageError with one clear line when the file is something else."""
    try:
        db = open_database(path, SHAPE, create=create)
    except DatabaseFault as fault:
        raise UsageError(say("campaign.bad_file", path=path, reason=say(f"run.reason.{fault.reason}"))) from fault
    db.conn.isolation_level = None
    return db
