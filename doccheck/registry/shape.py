"""Tables of a registry file (khuôn sổ đăng ký) and how they came about, step by step."""

from typing import TYPE_CHECKING

from doccheck.db import Shape

if TYPE_CHECKING:
    from doccheck.db import Database

SEED = 0  # session number of rows that came with the seed


def first(db: "Database") -> None:
    """Acts, facts, conflicts, sessions, proposals, aliases and the folded text for search."""
    db.table("meta").create({"name": str, "value": str}, pk="name")
    db.table("acts").create(
        {
            "n": int,
            "id": str,
            "key": str,
            "serial": str,
            "year": int,
            "number": str,
            "instrument": str,
            "issuers": str,
            "issued_on": str,
            "effective_on": str,
            "title": str,
            "title_key": str,
            "locality": str,
            "origin": str,
            "session": int,
        },
        pk="n",
        not_null={"id", "issuers", "session"},
    )
    db.table("facts").create(
        {
            "n": int,
            "act": str,
            "kind": str,
            "day": str,
            "until": str,
            "tier": str,
            "origin": str,
            "by": str,
            "by_label": str,
            "provisions": str,
            "exceptions": str,
            "note": str,
            "quote": str,
            "page": int,
            "sha256": str,
            "path": str,
            "session": int,
        },
        pk="n",
        not_null={"act", "kind", "tier", "origin", "session"},
    )
    db.table("conflicts").create(
        {"n": int, "act": str, "field": str, "value": str, "origin": str, "chosen": int, "session": int}, pk="n"
    )
    db.table("sessions").create(
        {"n": int, "kind": str, "label": str, "sha256": str, "day": str, "detail": str, "state": str}, pk="n"
    )
    db.table("proposals").create(
        {"n": int, "act": str, "sha256": str, "path": str, "payload": str, "state": str, "day": str, "who": str}, pk="n"
    )
    db.table("explained").create({"code": str, "act": str, "why": str, "session": int})
    db.table("aliases").create({"alias": str, "key": str, "session": int})
    for table, columns in _INDEXES:
        db.table(table).create_index(columns, unique=columns == ["id"])
    db.conn.execute("create virtual table acts_text using fts5(folded, content='')")


_INDEXES: tuple[tuple[str, list[str]], ...] = (
    ("acts", ["id"]),
    ("acts", ["key"]),
    ("acts", ["serial", "year"]),
    ("acts", ["issued_on"]),
    ("acts", ["title_key"]),
    ("facts", ["act"]),
    ("facts", ["by"]),
    ("conflicts", ["act"]),
)


def day_block(db: "Database") -> None:
    """The numbers of a day in one place of the file: the block in which damaged numbers are looked for."""
    db.conn.execute("drop index if exists idx_acts_issued_on")
    db.table("acts").create_index(["issued_on", "key", "id"])


def territory(db: "Database") -> None:
    """Facts that hold in a part of the territory only."""
    db.table("facts").add_column("territory", str)


SHAPE = Shape(name="doccheck.registry", application_id=0x646F6352, steps=(first, day_block, territory))
