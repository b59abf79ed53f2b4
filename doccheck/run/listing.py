"""Lists of findings (danh sách phát hiện): filtered, counted by facet, grouped by cause, document or department.

Every value is a parameter; every column comes from a closed list; nobody sees what is not theirs to see.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from doccheck.model.number import fold
from doccheck.run.docket import CAUSE, FINDING, dicts

if TYPE_CHECKING:
    from sqlite3 import Connection

FACETS = ("level", "code", "issuer", "year", "department", "state", "certainty", "came", "second", "holder")
BUNDLE = "case when f.bundle = '' then f.cause else f.bundle end"
GROUPS = {
    "cause": "f.cause",
    "bundle": BUNDLE,
    "document": "f.path",
    "department": "f.department",
    "check": "f.code",
}
ORDERS = {
    "weight": "grade, documents desc, label",
    "documents": "documents desc, grade, label",
    "name": "label",
    "open": "open desc, grade, label",
}
_NAMED = "coalesce(max(b.label), max(f.subject))"
_TIED = """max(b.kind) as kind, max(b.day) as day, max(b.issuer) as tied_issuer, max(b.head) as head,
  count(distinct f.cause) as causes"""
PAGE, MOST_WORDS, MOST_TEXT, LISTED = 50, 12, 200, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What somebody may see (phạm vi được xem): departments (None: all), and whether secret documents too."""

    departments: tuple[str, ...] | None = None
    secret: bool = True

    def where(self) -> tuple[str, list[Any]]:
        """As a condition on findings."""
        parts, values = ["f.live"], list[Any]()
        if self.departments is not None:
            parts.append(f"f.department in ({', '.join('?' * len(self.departments))})")
            values += self.departments
        if not self.secret:
            parts.append("not f.secret")
        return " and ".join(parts), values


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What a list shows (bộ lọc): chosen values by facet, words to search, one cause, group or document, order."""

    sight: Sight = Sight()
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    words: str = ""
    cause: str = ""
    path: str = ""
    bundle: str = ""
    group: str = "cause"
    order: str = "weight"

    def where(self, without: str = "") -> tuple[str, list[Any]]:
        """As a condition; ``without`` leaves one facet out, to count its other values."""
        head, values = self.sight.where()
        parts = [head]
        for name in FACETS:
            picked = self.chosen.get(name, ())
            if picked and name != without:
                parts.append(f"f.{name} in ({', '.join('?' * len(picked))})")
                values += picked
        for name, value in (("cause", self.cause), ("path", self.path), ("bundle", self.bundle)):
            if value:
                parts.append(f"f.{name} = ?")
                values.append(value)
        for word in fold(self.words[:MOST_TEXT]).split()[:MOST_WORDS]:
            parts.append("instr(f.words, ?)")
            values.append(word)
        return " and ".join(parts), values

    @property
    def table(self) -> str:
        """Where to look: all that lists count stands in one index, except the words that a search looks through."""
        if self.group == "bundle":
            return "findings f left join bundles b using (bundle)"
        aside = self.words or self.cause or self.path or self.bundle
        return "findings f" if aside else "findings f indexed by findings_list"

    @property
    def key(self) -> str:
        """A key for what the query asks."""
        return repr((self.where(), self.group, self.order))


def groups(conn: "Connection", query: Query, page: int = 1, size: int = PAGE) -> list[dict[str, Any]]:
    """Groups of findings, the gravest first."""
    column = GROUPS.get(query.group, "f.cause")
    label = {"cause": "max(f.subject)", "document": "max(f.document)", "bundle": _NAMED}.get(query.group, column)
    more = f", {_TIED}" if query.group == "bundle" else ""
    where, values = query.where()
    sql = f"""
    select {column} as target, {label} as label, min(f.rank) as grade, count(*) as findings,
      count(distinct f.path) as documents, sum(f.state = 'open') as open, sum(f.state = 'confirm') as confirmed,
      sum(f.state = 'dismiss') as dismissed, sum(f.state in ('postpone', 'ask')) as later,
      sum(f.came = 'new') as fresh, sum(f.came = 'reopened') as reopened, max(f.second = 'wait') as waits,
      max(f.proof) as proof, max(f.holder) as holder, min(f.path) as path, group_concat(distinct f.code) as codes,
      min(f.rank || f.code) as worst{more}
    from {query.table} where {where} group by {column}
    order by {ORDERS.get(query.order, ORDERS["weight"])}, target limit ? offset ?"""
    return dicts(conn.execute(sql, (*values, size, max(page - 1, 0) * size)))


def order(conn: "Connection", query: Query) -> list[dict[str, Any]]:
    """The causes of a list, or its groups of causes, in their order, with what a queue shows of them."""
    tied = query.group == "bundle"
    column, label = (BUNDLE, _NAMED) if tied else ("f.cause", "max(f.subject)")
    where, values = query.where()
    sql = f"""
    select {column} as target, {label} as label, min(f.rank) as grade, count(distinct f.path) as documents,
      sum(f.state = 'open') as open{f", {_TIED}" if tied else ""} from {query.table} where {where} group by {column}
    order by {ORDERS.get(query.order, ORDERS["weight"])}, target"""
    return dicts(conn.execute(sql, values))


def totals(conn: "Connection", query: Query) -> dict[str, int]:
    """How many groups, findings and documents a list holds."""
    column = GROUPS.get(query.group, "f.cause")
    where, values = query.where()
    sql = f"""select count(distinct {column}) as groups, count(*) as findings, count(distinct f.path) as documents,
      coalesce(sum(f.state = 'open'), 0) as open from {query.table} where {where}"""
    return dicts(conn.execute(sql, values))[0]


def facets(conn: "Connection", query: Query) -> dict[str, list[tuple[str, int]]]:
    """Values of each facet with their counts under the other choices, the most first; years newest first."""
    where, values = query.where()
    columns = ", ".join(f"f.{name}" for name in FACETS)
    rows = conn.execute(f"select {columns} from {query.table} where {where}", values).fetchall()
    counted = {name: Counter(column) for name, column in zip(FACETS, zip(*rows, strict=True), strict=bool(rows))}
    for name in FACETS:
        if query.chosen.get(name):
            where, values = query.where(without=name)
            found = conn.execute(f"select f.{name}, count(*) from {query.table} where {where} group by 1", values)
            counted[name] = Counter(dict(found.fetchall()))
    return {name: ranked(name, counted.get(name, Counter())) for name in FACETS}


def ranked(name: str, counts: Counter[Any]) -> list[tuple[str, int]]:
    """Values of a facet in the order in which they are shown (thứ tự giá trị)."""
    lines = [(str(value or ""), count) for value, count in counts.items()]
    newest = sorted(lines, reverse=True)
    return (newest if name == "year" else sorted(lines, key=lambda line: (-line[1], line[0])))[:LISTED]


def findings(conn: "Connection", query: Query, most: int = 500, offset: int = 0) -> list[dict[str, Any]]:
    """Single findings of a list, the gravest first."""
    where, values = query.where()
    sql = f"""select f.path, f.ordinal, f.fingerprint, f.code, f.level, f.certainty, f.cause, f.subject, f.department,
      f.issuer, f.year, f.document, f.state, f.came, f.second, f.proof, f.holder, f.secret from findings f
      where {where} order by f.rank, f.path, f.ordinal limit ? offset ?"""
    return dicts(conn.execute(sql, (*values, most, offset)))


def document_findings(conn: "Connection", sight: Sight, fingerprint: str) -> list[tuple[str, str, int]]:
    """What is open in the document of a finding (cả hồ sơ): finding, its cause, the version it has now; each once."""
    where, values = sight.where()
    own = f"select min(f.path) from findings f where {where} and f.fingerprint = ?"
    path = conn.execute(own, (*values, fingerprint)).fetchone()[0]
    sql = f"""select distinct f.fingerprint, f.cause from findings f where {where} and f.path = ?
      and f.level != 'info' and (f.state = 'open' or f.fingerprint = ?) order by f.rank, f.ordinal"""
    rows = conn.execute(sql, (*values, path, fingerprint)).fetchall()
    return [(one, cause, _version(conn, FINDING, one, cause)) for one, cause in rows]


def beside(conn: "Connection", sight: Sight, path: str, cause: str, most: int = 60) -> list[dict[str, Any]]:
    """The other findings of a document (phát hiện khác cùng hồ sơ), those to decide on first."""
    where, values = sight.where()
    sql = f"""select f.fingerprint, f.code, f.level, f.cause, f.subject, f.state from findings f
      where {where} and f.path = ? and f.cause != ? and f.level != 'info'
      order by f.state != 'open', f.rank, f.ordinal limit ?"""
    return dicts(conn.execute(sql, (*values, path, cause, most)))


def targets(conn: "Connection", query: Query, *, redo: bool = False) -> tuple[list[tuple[str, str, int]], int]:
    """What a decision over a whole list falls on: causes that lie wholly in it, else single findings; and skipped ones.

    Each target comes with the version it has now. Without ``redo``, what was decided before is skipped.
    """
    where, values = query.where()
    inside: dict[str, list[tuple[str, str]]] = {}
    for cause, fingerprint, state in conn.execute(
        f"select f.cause, f.fingerprint, f.state from findings f where {where}", values
    ):
        inside.setdefault(cause, []).append((fingerprint, state))
    size = dict(conn.execute("select cause, count(*) from findings f where f.live group by 1"))
    found: list[tuple[str, str, int]] = []
    skipped = 0
    for cause, rows in inside.items():
        todo = rows if redo else [row for row in rows if row[1] == "open"]
        skipped += len(rows) - len(todo)
        if todo and len(todo) == size.get(cause, 0):
            found.append((CAUSE, cause, _version(conn, CAUSE, cause)))
        else:
            found += [(FINDING, one, _version(conn, FINDING, one, cause)) for one in dict.fromkeys(r[0] for r in todo)]
    return found, skipped


def tied(conn: "Connection", sight: Sight, bundle: str) -> list[dict[str, Any]]:
    """The causes of a group in its rows (các dòng của nhóm), each with the gravest finding that speaks for it."""
    where, values = sight.where()
    sql = f"""select f.cause, max(f.subject) as label, min(f.rank) as grade, count(*) as findings,
      count(distinct f.path) as documents, sum(f.state = 'open') as open, max(f.holder) as holder,
      min(printf('%d|%06d|%s', f.rank, f.ordinal, f.path)) as first, group_concat(distinct f.code) as codes,
      max(f.secret) as secret from findings f
      where {where} and f.bundle = ? and f.level != 'info' group by f.cause order by grade, documents desc, label"""
    rows = dicts(conn.execute(sql, (*values, bundle)))
    for row in rows:
        _, ordinal, row["path"] = row.pop("first").split("|", 2)
        row["ordinal"] = int(ordinal)
        row["version"] = _newest(conn, row["cause"])
    return rows


def _newest(conn: "Connection", cause: str) -> int:
    """The last decision that bears on a cause or on any of its findings."""
    sql = """select max(d.id) from decisions d where (d.scope = 'cause' and d.target = ?1)
      or (d.scope = 'finding' and d.target in (select f.fingerprint from findings f where f.cause = ?1))"""
    return int(conn.execute(sql, (cause,)).fetchone()[0] or 0)


def cause_targets(conn: "Connection", sight: Sight, causes: Sequence[str]) -> list[tuple[str, str, str, int]]:
    """Scope, target, cause and version of what a decision on some causes falls on: whole ones, else what one sees."""
    where, values = sight.where()
    found: list[tuple[str, str, str, int]] = []
    for cause in dict.fromkeys(causes):
        seen = [r[0] for r in conn.execute(f"select f.fingerprint from findings f where {where} and f.cause = ?",
                                           (*values, cause))]  # fmt: skip
        whole = conn.execute("select count(*) from findings f where f.live and f.cause = ?", (cause,)).fetchone()[0]
        if seen and len(seen) == whole:
            found.append((CAUSE, cause, cause, _version(conn, CAUSE, cause)))
        else:
            found += [(FINDING, one, cause, _version(conn, FINDING, one, cause)) for one in dict.fromkeys(seen)]
    return found


def _version(conn: "Connection", scope: str, target: str, cause: str | None = None) -> int:
    from doccheck.run.docket import version_of

    return version_of(conn, scope, target, cause)


def gone(conn: "Connection", sight: Sight, run: int, most: int = 500) -> list[dict[str, Any]]:
    """Findings that the last scan no longer met (đã hết)."""
    where, values = sight.where()
    where = where.replace("f.live", "1")
    sql = f"""select f.code, f.level, f.path, f.subject, f.department, f.gone_run from marks f
      where {where} and f.gone_run = ? order by f.path, f.code limit ?"""
    return dicts(conn.execute(sql, (*values, run, most)))


def counted(conn: "Connection", sight: Sight, column: str, most: int = 40) -> list[dict[str, Any]]:
    """Progress by one column of the closed list: how many findings, open, confirmed, dismissed."""
    if column not in {"department", "issuer", "year", "level", "code"}:
        raise ValueError(column)
    where, values = sight.where()
    sql = f"""select f.{column} as name, count(*) as findings, count(distinct f.cause) as causes,
      count(distinct f.path) as documents, sum(f.state = 'open') as open, sum(f.state = 'confirm') as confirmed,
      sum(f.state = 'dismiss') as dismissed, sum(f.state in ('postpone', 'ask')) as later
      from findings f where {where} group by 1 order by 2 desc, 1 limit ?"""
    return dicts(conn.execute(sql, (*values, most)))


def narrowed(query: Query, **changes: Any) -> Query:
    """The same list, narrowed."""
    return replace(query, **changes)


def values_of(chosen: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """Chosen values one by one, in the order of the facets."""
    for name in FACETS:
        for value in chosen.get(name, ()):
            yield name, value
