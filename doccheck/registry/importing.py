"""``registry import`` (nhập sổ): a file's rows as a session with preview, mistakes, conflicts and a way back."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.errors import UsageError
from doccheck.model.grid import Grid
from doccheck.registry.intake import Intake, Terms, take
from doccheck.registry.lists import read_lists
from doccheck.registry.sessions import Plan, apply, plan
from doccheck.registry.sheets import read_table
from doccheck.registry.store import Registry
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A file read and weighed (tệp chờ nhập): its rows, what they would do, and the file's hash."""

    path: Path
    intake: Intake
    plan: Plan
    sha256: str


def read_import(
    path: Path,
    given: Mapping[str, str],
    terms: Terms,
    registry: Registry,
    book: Book,
    grids: Sequence[Grid] | None = None,
) -> Incoming:
    """Read a file and weigh it against the registry (đọc và đối chiếu); nothing is written.

    ``grids`` are the tables of a Word or PDF file, read by stage 1.
    """

    def field_of(head: str) -> str | None:
        return given.get(head) or book.columns.field_of(head)

    before = _state(path)
    table = read_table(path, field_of) if grids is None else read_lists(path, grids, field_of, book.columns.broken)
    intake = take(table, given, terms, book)
    acts = [act for entry in intake.entries for act in (entry.act, *entry.named)]
    facts = [fact for entry in intake.entries for fact in entry.facts]
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if _state(path) != before:
        raise UsageError(say("registry.file_changing", path=path))
    return Incoming(path=path, intake=intake, plan=plan(acts, facts, registry), sha256=digest)


def _state(path: Path) -> tuple[int, int] | None:
    """Size and time of change; None where there is no file (the reader says so)."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def write_import(incoming: Incoming, registry: Registry, day: date) -> int:
    """Write what was weighed as one session (ghi) and return its number."""
    detail = {
        "columns": incoming.intake.fields,
        "acts": len(incoming.plan.acts),
        "facts": len(incoming.plan.facts),
        "clashes": len(incoming.plan.clashes),
        "doubles": incoming.plan.doubles,
    }
    return apply(
        incoming.plan,
        registry,
        kind="import",
        label=incoming.path.name,
        sha256=incoming.sha256,
        day=day,
        detail=detail,
    )
