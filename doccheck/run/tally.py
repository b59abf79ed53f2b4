"""What each person decided on a day (số việc trong ngày): counted on from where it stood, anew only after an undo."""

from collections import Counter
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

_SQL = """select m.id, m.kind, d.decision from moves m left join decisions d on d.move = m.id
  where m.who = ? and m.id > ? and m.at >= ? and m.undone_by is null"""


class Tally:
    """The counts of a file's people, each with the last move that is in it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._held: dict[str, tuple[str, int, Counter[str]]] = {}

    def of(self, conn: "Connection", who: str, day: str) -> dict[str, int]:
        """How much one decided from a day on: all, confirmed, dismissed; what was taken back is not in it."""
        with self._lock:
            since, last, counts = self._held.get(who, ("", 0, Counter[str]()))
        rows = conn.execute(_SQL, (who, last if since == day else 0, day)).fetchall()
        if since != day or any(kind == "undo" for _, kind, _ in rows):
            counts = Counter()
            rows = conn.execute(_SQL, (who, 0, day)).fetchall() if since == day else rows
            last = 0
        if rows:
            made = [decision for _, kind, decision in rows if kind != "undo" and decision is not None]
            counts = counts + Counter(made)
            last = max(number for number, _, _ in rows)
        with self._lock:
            self._held[who] = (day, last, counts)
        return {"all": counts.total(), "confirm": counts["confirm"], "dismiss": counts["dismiss"]}
