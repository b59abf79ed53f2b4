"""Groups of causes with one evidence (nhóm nguyên nhân): what one look decides, however many acts it is about.

Three kinds, and no others. *Ending*: acts that one act ends on one day, by its clause, with what fell on that day
because it details one of them. *Partial*: acts of which one act ends parts on one day. *Rule*: one rule that the
words alone decide (class c1), in the same words, in documents of one issuer. In all of them the same is to be done.
A cause with any other evidence beside stays alone; a group larger than one screen is cut.
Rebuilt at the end of each scan; decisions name causes and findings, never groups.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from doccheck.model.act import Kind
from doccheck.model.lookup import Lookup
from doccheck.rulebook.book import Book
from doccheck.rulebook.dispositions import suggested_disposition
from doccheck.rulebook.render import act_label
from doccheck.run.codec import unpack

if TYPE_CHECKING:
    from sqlite3 import Connection

ENDING, PARTIAL, RULE = "ending", "partial", "rule"
SCREEN = 8  # rows that a page of 768 lines shows without scrolling
CLIMB = 6
WHOLE = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.CEASED, Kind.TERM})
PART = frozenset({Kind.PARTLY_REPLACED, Kind.PARTLY_REPEALED})
_TABLE = """create table bundles (bundle text primary key, kind text not null, label text not null, head text not null,
    day text not null, issuer text not null) without rowid"""
_COLUMNS = ("act", "wording", "bundle")
_ROWS = """select f.cause, f.code, f.issuer, f.proven, f.act, f.wording from findings f
  where f.live and f.level != 'info' and f.cause is not null order by f.cause, f.path, f.ordinal"""
Event = tuple[str, str]


@dataclass(slots=True)
class _Cause:
    """What the findings of one cause have in common (điểm chung)."""

    act: str = ""
    whole: set[Event] | None = None
    parts: set[Event] | None = None
    rules: set[tuple[str, str, str]] = field(default_factory=set)
    cures: set[str] = field(default_factory=set)

    def add(self, code: str, issuer: str, proven: str, act: str, wording: str) -> None:
        """Take one finding in."""
        whole, parts = _events(proven)
        self.act = self.act or act
        self.whole = whole if self.whole is None else self.whole & whole
        self.parts = parts if self.parts is None or self.parts == parts else set()
        self.cures.add(suggested_disposition(code))
        self.rules.add((code, wording, issuer) if proven == "[]" else ("", "", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """A group as it is kept."""

    kind: str
    head: str
    cure: str
    day: str = ""
    wording: str = ""
    issuer: str = ""

    def key(self, number: int) -> str:
        """Its name: what it is about, and its number where it takes several screens."""
        told = "|".join((self.kind, self.head, self.cure, self.day, self.wording, self.issuer, str(number)))
        return f"B{sha256(told.encode()).hexdigest()[:15]}"


def bundle_table(db: Any) -> None:
    """A step of a workspace's shape: what ties findings together, brought along from the records kept."""
    conn = db.conn
    for column in _COLUMNS:
        conn.execute(f"alter table findings add column {column} text not null default ''")
    conn.execute(_TABLE)
    for path, body in conn.execute("select path, vi from reports order by path").fetchall():
        for ordinal, finding in enumerate(json.loads(unpack(body))["findings"]):
            sql = "update findings set act = ?, wording = ? where path = ? and ordinal = ?"
            conn.execute(sql, (*ties(finding), path, ordinal))


def ties(finding: Mapping[str, Any]) -> tuple[str, str]:
    """The act that is the cause of a finding, empty where none is; and the words in which the rule speaks."""
    subject = (finding["subject"] or {}).get("id", "")
    wording = "|".join((finding.get("variant") or "", *finding["basis"]))
    return (subject if finding["cause"]["id"] == subject else ""), wording


def knit(conn: "Connection", shelf: Lookup, book: Book) -> int:
    """Build the groups anew (gom nhóm), in the transaction of a scan's end; how many there are."""
    causes: dict[str, _Cause] = {}
    for cause, code, issuer, proven, act, wording in conn.execute(_ROWS):
        causes.setdefault(cause, _Cause()).add(code, issuer, proven, act, wording)
    alike = {c.code for c in book.cards.values() if c.certainty == "c1" and c.family not in {"status", "registry"}}
    found: dict[Bundle, list[str]] = {}
    for name, cause in causes.items():
        cure = next(iter(cause.cures)) if len(cause.cures) == 1 else ""
        bundle = (_ending(cause, cure, shelf) or _rule(cause, cure, alike)) if cure else None
        if bundle:
            found.setdefault(bundle, []).append(name)
    conn.execute("delete from bundles")
    conn.execute("update findings set bundle = '' where bundle != ''")
    made = 0
    for bundle, names in sorted(found.items(), key=lambda item: item[0].key(0)):
        for number, part in enumerate(_screens(sorted(names))):
            _keep(conn, bundle, bundle.key(number), part, _label(bundle, shelf, book))
            made += 1
    return made


def _screens(names: list[str]) -> Iterator[tuple[str, ...]]:
    """A group by screens of even length; one act alone is no group."""
    if len(names) > 1:
        size = -(-len(names) // -(-len(names) // SCREEN))
        yield from (tuple(names[i : i + size]) for i in range(0, len(names), size))


def _keep(conn: "Connection", bundle: Bundle, key: str, names: Iterable[str], label: str) -> None:
    row = (key, bundle.kind, label, bundle.head, bundle.day, bundle.issuer)
    conn.execute("insert into bundles (bundle, kind, label, head, day, issuer) values (?, ?, ?, ?, ?, ?)", row)
    conn.executemany("update findings set bundle = ? where cause = ?", [(key, name) for name in names])


def _ending(cause: _Cause, cure: str, shelf: Lookup) -> Bundle | None:
    """The act and day of the ending that all findings of a cause share, climbed to the law with which it fell."""
    if cause.whole:
        day, by = min(cause.whole, key=_plainest)
        return Bundle(kind=ENDING, head=_climbed(cause.act, day, by, shelf), cure=cure, day=day)
    if cause.parts and len(cause.parts) == 1:
        day, by = next(iter(cause.parts))
        return Bundle(kind=PARTIAL, head=by, cure=cure, day=day)
    return None


def _rule(cause: _Cause, cure: str, alike: set[str]) -> Bundle | None:
    if len(cause.rules) != 1:
        return None
    code, wording, issuer = next(iter(cause.rules))
    if code not in alike or not issuer:
        return None
    return Bundle(kind=RULE, head=code, cure=cure, wording=wording, issuer=issuer)


def _climbed(act: str, day: str, by: str, shelf: Lookup) -> str:
    """What ended the act, or what ended on the same day the act that it details."""
    seen = {act}
    for _ in range(CLIMB):
        above = (fact.act for fact in shelf.details_of(act) if fact.act not in seen)
        parent, ender = next(((p, e) for p in above if (e := _ender(p, day, shelf))), ("", ""))
        if not parent:
            break
        seen.add(parent)
        act, by = parent, ender
    return by


def _ender(act: str, day: str, shelf: Lookup) -> str:
    """What ended an act wholly on a day; empty when nothing is known to have done so."""
    found = (fact for fact in shelf.facts(act) if fact.kind in WHOLE and fact.on and fact.on.isoformat() == day)
    return min((fact.by or fact.by_label or "" for fact in found if fact.by or fact.by_label), key=_named, default="")


def _events(proven: str) -> tuple[set[Event], set[Event]]:
    """Days and acts of the whole and of the partial endings among the marks of a finding; only those with both."""
    whole, parts = set[Event](), set[Event]()
    for mark in json.loads(proven):
        kind, on, rest = mark.split("|", 2)
        by = rest.rpartition("|")[0]
        if on and by:
            (whole if kind in WHOLE else parts if kind in PART else set[Event]()).add((on, by))
    return whole, parts


def _plainest(event: Event) -> tuple[str, bool, str]:
    return event[0], *_named(event[1])


def _named(by: str) -> tuple[bool, str]:
    """Acts by their id before those that only have a name."""
    return "|" not in by, by


def _label(bundle: Bundle, shelf: Lookup, book: Book) -> str:
    if bundle.kind == RULE:
        return book.cards[bundle.head].name["vi"]
    act = shelf.act(bundle.head)
    return act_label(act, book, "vi") if act else bundle.head.split("|")[0]
