"""The lists by cause in memory (bảng đếm): counted once, then only what a decision changed is counted again.

It answers exactly what :mod:`doccheck.run.listing` answers from the file; a list that looks through words, or is
grouped by something else, is asked from the file.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING, Any

from doccheck.run import touched
from doccheck.run.listing import FACETS, PAGE, Query, Sight, ranked
from doccheck.run.workspace import Workspace

if TYPE_CHECKING:
    from sqlite3 import Connection

MOST_ROWS, MOST_VIEWS, MOST_CHANGES = 200_000, 48, 400
_COLUMNS = ("cause", "path", "rank", "document", "subject", "secret", "proof", *FACETS)
_AT = {name: place for place, name in enumerate(_COLUMNS)}
_CAUSE, _PATH, _RANK, _SUBJECT, _SECRET, _PROOF = (
    _AT[name] for name in ("cause", "path", "rank", "subject", "secret", "proof")
)
_CODE, _STATE, _CAME, _SECOND, _HOLDER, _DEPARTMENT = (
    _AT[name] for name in ("code", "state", "came", "second", "holder", "department")
)
_ROWS = f"select {', '.join(f'f.{name}' for name in _COLUMNS)} from findings f"
Row = tuple[Any, ...]
Group = dict[str, Any]


class View:
    """One list: its groups, its totals and the counts of its facets."""

    def __init__(self, query: Query, rows: Mapping[str, list[Row]]) -> None:
        self.sight = query.sight
        self.picked = {_AT[name]: frozenset(values) for name, values in query.chosen.items() if values}
        self.groups: dict[str, Group] = {}
        self.paths: Counter[str] = Counter()
        self.sorted: dict[str, list[Group]] = {}
        fits: list[Row] = []
        near: dict[int, list[Any]] = {place: [] for place in self.picked}
        for cause, lines in rows.items():
            inside = self._inside(lines, near)
            if inside:
                self.groups[cause] = _group(cause, inside)
                fits += inside
        columns = list(zip(*fits, strict=True)) or [()] * len(_COLUMNS)
        self.counts = {name: Counter(columns[_AT[name]]) for name in FACETS}
        for place, values in near.items():
            self.counts[_COLUMNS[place]].update(values)
        self.paths.update(columns[_PATH])

    def change(self, cause: str, old: list[Row], new: list[Row]) -> None:
        """Count a cause anew."""
        self._add(old, -1)
        inside = self._add(new, 1)
        self.sorted.clear()
        if inside:
            self.groups[cause] = _group(cause, inside)
        else:
            self.groups.pop(cause, None)

    def totals(self) -> dict[str, int]:
        """As :func:`doccheck.run.listing.totals`."""
        found = self.groups.values()
        return {
            "groups": len(self.groups),
            "findings": sum(group["findings"] for group in found),
            "documents": len(self.paths),
            "open": sum(group["open"] for group in found),
        }

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """As :func:`doccheck.run.listing.facets`."""
        return {name: ranked(name, self.counts[name]) for name in FACETS}

    def order(self, order: str) -> list[Group]:
        """All groups, the gravest first."""
        if order not in self.sorted:
            self.sorted[order] = sorted(self.groups.values(), key=_ORDERS.get(order, _ORDERS["weight"]))
        return self.sorted[order]

    def page(self, order: str, page: int = 1, size: int = PAGE) -> list[Group]:
        """As :func:`doccheck.run.listing.groups`."""
        start = max(page - 1, 0) * size
        return self.order(order)[start : start + size]

    def _add(self, rows: list[Row], sign: int) -> list[Row]:
        near: dict[int, list[Any]] = {place: [] for place in self.picked}
        inside = self._inside(rows, near)
        for row in inside:
            for name in FACETS:
                _count(self.counts[name], row[_AT[name]], sign)
            _count(self.paths, row[_PATH], sign)
        for place, values in near.items():
            for value in values:
                _count(self.counts[_COLUMNS[place]], value, sign)
        return inside

    def _inside(self, rows: Iterable[Row], near: dict[int, list[Any]]) -> list[Row]:
        """Rows of the list; ``near`` takes the values of those that miss it by one facet alone."""
        found = []
        for row in rows:
            if not _seen(self.sight, row):
                continue
            misses = [place for place, values in self.picked.items() if row[place] not in values]
            if not misses:
                found.append(row)
            elif len(misses) == 1:
                near[misses[0]].append(row[misses[0]])
        return found


class Board:
    """All lists of one file, shared by all threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._generation = -1
        self._rows: dict[str, list[Row]] = {}
        self._views: OrderedDict[str, View] = OrderedDict()
        self._many = False

    @contextmanager
    def view(self, workspace: Workspace, query: Query) -> Iterator[View | None]:
        """The list as it is now, held still; None when it must be asked from the file."""
        if query.words or query.cause or query.path or query.group != "cause":
            yield None
            return
        with self._lock:
            self._catch_up(workspace)
            yield None if self._many else self._view(query)

    def _view(self, query: Query) -> View:
        key = repr(query.where())
        if key not in self._views:
            self._views[key] = View(query, self._rows)
            while len(self._views) > MOST_VIEWS:
                self._views.popitem(last=False)
        self._views.move_to_end(key)
        return self._views[key]

    def _catch_up(self, workspace: Workspace) -> None:
        if workspace.generation == self._generation:
            return
        conn = workspace.conn
        conn.execute("begin")
        try:
            now = workspace.generation
            changed = touched.since(str(workspace.path), self._generation, now) if self._generation >= 0 else None
            if changed is None or len(changed) > MOST_CHANGES:
                self._load(conn)
            else:
                self._change(conn, changed)
            self._generation = now
        finally:
            conn.execute("rollback")

    def _load(self, conn: "Connection") -> None:
        self._views.clear()
        self._rows = {}
        self._many = conn.execute("select count(*) from findings").fetchone()[0] > MOST_ROWS
        if not self._many:
            for row in conn.execute(f"{_ROWS} where f.live"):
                self._rows.setdefault(row[_CAUSE] or "", []).append(row)

    def _change(self, conn: "Connection", causes: Iterable[str]) -> None:
        if self._many:
            return
        for cause in causes:
            old = self._rows.pop(cause, [])
            new = conn.execute(f"{_ROWS} where f.cause = ? and f.live", (cause,)).fetchall()
            if new:
                self._rows[cause] = new
            for view in self._views.values():
                view.change(cause, old, new)


def _seen(sight: Sight, row: Row) -> bool:
    if row[_SECRET] and not sight.secret:
        return False
    return sight.departments is None or row[_DEPARTMENT] in sight.departments


def _count(counter: "Counter[Any]", value: Any, sign: int) -> None:
    counter[value] += sign
    if not counter[value]:
        del counter[value]


def _group(cause: str, rows: list[Row]) -> Group:
    """What a list shows of one cause."""
    states = [row[_STATE] for row in rows]
    came = [row[_CAME] for row in rows]
    return {
        "target": cause,
        "label": max((row[_SUBJECT] for row in rows if row[_SUBJECT] is not None), default=None),
        "grade": min(row[_RANK] for row in rows),
        "findings": len(rows),
        "documents": len({row[_PATH] for row in rows}),
        "open": states.count("open"),
        "confirmed": states.count("confirm"),
        "dismissed": states.count("dismiss"),
        "later": states.count("postpone") + states.count("ask"),
        "fresh": came.count("new"),
        "reopened": came.count("reopened"),
        "waits": int(any(row[_SECOND] == "wait" for row in rows)),
        "proof": max(row[_PROOF] for row in rows),
        "holder": max(row[_HOLDER] for row in rows),
        "path": min(row[_PATH] for row in rows),
        "codes": ",".join(dict.fromkeys(row[_CODE] for row in rows)),
        "worst": min(f"{row[_RANK]}{row[_CODE]}" for row in rows),
    }


def _label(group: Group) -> tuple[bool, str]:
    return group["label"] is not None, group["label"] or ""


_ORDERS: dict[str, Any] = {
    "weight": lambda g: (g["grade"], -g["documents"], _label(g), g["target"]),
    "documents": lambda g: (-g["documents"], g["grade"], _label(g), g["target"]),
    "name": lambda g: (_label(g), g["target"]),
    "open": lambda g: (-g["open"], g["grade"], _label(g), g["target"]),
}
