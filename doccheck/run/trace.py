"""What a judgement asked of the shelf (vết tra cứu), so that a changed pile judges again only whom it concerns.

The questions of each judgement are kept with the digest of their answers. When the pile has changed, the same questions
are asked again; where all answers are the same, the judgement would be the same, and it is kept.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from doccheck.model.act import Act, Fact
from doccheck.model.beside import Beside, Neighbour
from doccheck.model.lookup import Lookup
from doccheck.run.codec import pack_json, unpack

if TYPE_CHECKING:
    from sqlite3 import Connection

    from doccheck.run.workspace import Workspace

Question = tuple[str, ...]
PILE = "pile"


def trace_table(db: Any) -> None:
    """A step of the workspace's shape: the questions of each report."""
    db.conn.execute("create table traces (path text primary key, body blob not null) without rowid")


@dataclass(slots=True)
class Answers:
    """Digests of a shelf's answers (mã băm câu trả lời); each question is asked once."""

    shelf: Lookup
    _known: dict[Question, bytes] = field(default_factory=dict)

    def of(self, questions: Iterable[Question]) -> str:
        """One digest of the answers to all questions, whatever their order."""
        total = hashlib.sha256()
        for question in sorted(questions):
            if question not in self._known:
                self._known[question] = hashlib.sha256(repr(_ask(self.shelf, question)).encode()).digest()[:12]
            total.update("\0".join(question).encode("utf-8", "backslashreplace") + self._known[question])
        return total.hexdigest()[:24]


def _ask(shelf: Lookup, question: Question) -> Any:
    name, *words = question
    if name == "titles":
        return shelf.titles()
    if name == "by_serial":
        return shelf.by_serial(words[0], int(words[1]) if words[1] else None)
    if name in {"near", "held"}:
        return getattr(shelf, name)(*words) if isinstance(shelf, Beside) else ()
    if name in {"by_date", "numbers_on"}:
        return getattr(shelf, name)(date.fromisoformat(words[0]))
    return getattr(shelf, name)(words[0])


class Traced:
    """A shelf that notes what it is asked (sổ có ghi vết); implements :class:`doccheck.model.lookup.Lookup`."""

    def __init__(self, shelf: Lookup) -> None:
        self.shelf = shelf
        self.asked: set[Question] = set()

    @property
    def digest(self) -> str:
        """Digest of the contents."""
        return self.shelf.digest

    def act(self, act_id: str) -> Act | None:
        """The act with this id."""
        self.asked.add(("act", act_id))
        return self.shelf.act(act_id)

    def by_number(self, key: str) -> tuple[Act, ...]:
        """Acts by the key of their number."""
        self.asked.add(("by_number", key))
        return self.shelf.by_number(key)

    def by_serial(self, serial: str, year: int | None) -> tuple[Act, ...]:
        """Acts by serial and year."""
        self.asked.add(("by_serial", serial, "" if year is None else str(year)))
        return self.shelf.by_serial(serial, year)

    def by_title(self, key: str) -> tuple[Act, ...]:
        """Statutes by title."""
        self.asked.add(("by_title", key))
        return self.shelf.by_title(key)

    def titles(self) -> tuple[tuple[str, str], ...]:
        """Titles of all statutes."""
        self.asked.add(("titles",))
        return self.shelf.titles()

    def by_date(self, day: date) -> tuple[Act, ...]:
        """Acts of a day."""
        self.asked.add(("by_date", day.isoformat()))
        return self.shelf.by_date(day)

    def numbers_on(self, day: date) -> tuple[tuple[str, str], ...]:
        """Numbers of a day."""
        self.asked.add(("numbers_on", day.isoformat()))
        return self.shelf.numbers_on(day)

    def facts(self, act_id: str) -> tuple[Fact, ...]:
        """Facts about an act."""
        self.asked.add(("facts", act_id))
        return self.shelf.facts(act_id)

    def guides_of(self, act_id: str) -> tuple[Act, ...]:
        """Acts that detail this one."""
        self.asked.add(("guides_of", act_id))
        return self.shelf.guides_of(act_id)

    def near(self, issuer: str, title: str) -> tuple[Neighbour, ...]:
        """Documents of the pile by issuer and title."""
        self.asked.add(("near", issuer, title))
        return self.shelf.near(issuer, title) if isinstance(self.shelf, Beside) else ()

    def held(self, key: str) -> tuple[Neighbour, ...]:
        """Documents of the pile by number."""
        self.asked.add(("held", key))
        return self.shelf.held(key) if isinstance(self.shelf, Beside) else ()

    def details_of(self, act_id: str) -> tuple[Fact, ...]:
        """What an act details."""
        self.asked.add(("details_of", act_id))
        return self.shelf.details_of(act_id)


def save_trace(conn: "Connection", path: str, asked: list[list[str]]) -> None:
    """Keep the questions of a report."""
    conn.execute("insert or replace into traces values (?, ?)", (path, pack_json(asked)))


def traces(workspace: "Workspace") -> Iterator[tuple[str, list[Question]]]:
    """(path, questions) of every report."""
    for path, body in workspace.conn.execute("select path, body from traces"):
        yield path, [tuple(one) for one in json.loads(unpack(body))]


def pile_judged(workspace: "Workspace") -> str:
    """Digest of the pile against which the last whole scan judged."""
    found = workspace.conn.execute("select value from settings where name = ?", (PILE,)).fetchone()
    return str(found[0]) if found else ""


def save_pile(conn: "Connection", pile: str) -> None:
    """Remember the pile of a whole scan."""
    conn.execute("insert or replace into settings values (?, ?)", (PILE, pile))
