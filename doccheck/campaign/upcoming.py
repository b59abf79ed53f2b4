"""What is coming (sắp tới): acts that the pile holds or cites which die, wake or lose a part within some days."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from doccheck.export.forms import Table, write_tables
from doccheck.model.act import Act, Status
from doccheck.pipeline import Tools
from doccheck.registry import Lives, Pile
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import act_label
from doccheck.run.held import held, learned, roots
from doccheck.run.rows import department_of
from doccheck.run.workspace import Workspace

_SILENT = frozenset({Status.UNKNOWN})


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A change of status to come (sự kiện sắp tới) and the documents of the pile that depend on it."""

    on: date
    act: str
    label: str
    before: str
    after: str
    own: tuple[str, ...]
    citing: tuple[str, ...]
    departments: tuple[str, ...]


def upcoming(workspace: Workspace, tools: Tools, *, today: date, days: int, lang: str = "vi") -> list[Event]:
    """Changes after ``today`` until ``days`` later, the nearest first."""
    bases, found_in = roots(workspace), held(workspace)
    own, citing = found_in.own, found_in.citing
    shelf = Pile(tools.shelf, *learned(workspace))
    lives, until = Lives(shelf, tools.book), today + timedelta(days=days)
    found = []
    for act_id in sorted({*own, *citing}):
        act = shelf.act(act_id)
        if act is None:
            continue
        for on, before, after in _changes(lives, act, today, until):
            holders = (*own.get(act_id, ()), *citing.get(act_id, ()))
            found.append(
                Event(
                    on=on,
                    act=act_id,
                    label=act_label(act, tools.book, lang),
                    before=before,
                    after=after,
                    own=tuple(own.get(act_id, ())),
                    citing=tuple(citing.get(act_id, ())),
                    departments=tuple(sorted({department_of(path, bases) for path in holders})),
                )
            )
    return sorted(found, key=lambda event: (event.on, -len(event.citing), event.label))


def _changes(lives: Lives, act: Act, today: date, until: date) -> Iterable[tuple[date, str, str]]:
    """Days on which the status becomes another known one; knowledge that merely runs out is no event."""
    pieces = lives.of(act).pieces
    for before, after in pairwise(pieces):
        on = after.period.start
        if on is None or not today < on <= until or after.status in _SILENT or after.status is before.status:
            continue
        yield on, before.status.value, after.status.value


def told(events: Sequence[Event], days: int, lang: str = "vi") -> list[str]:
    """The events in lines."""
    if not events:
        return [say("upcoming.none", lang, days=days)]
    lines = []
    for one in events:
        before, after = (say(f"status.{status}", lang) for status in (one.before, one.after))
        lines.append(
            say(
                "upcoming.line",
                lang,
                on=one.on.isoformat(),
                label=one.label,
                before=before,
                after=after,
                citing=len(one.citing),
            )
        )
        if one.own:
            lines.append(say("upcoming.own", lang, paths=", ".join(one.own[:5])))
    return lines


def record(event: Event) -> dict[str, object]:
    """An event as plain values."""
    return {**asdict(event), "on": event.on.isoformat()}


def write(events: Sequence[Event], path: Path, title: str, lang: str = "vi") -> Path:
    """Write the events as a spreadsheet."""
    widths = (
        ("on", 13),
        ("act", 50),
        ("before", 20),
        ("after", 20),
        ("count", 12),
        ("departments", 30),
        ("documents", 60),
    )
    rows = tuple(
        (
            one.on.isoformat(),
            one.label,
            say(f"status.{one.before}", lang),
            say(f"status.{one.after}", lang),
            len(one.citing),
            "\n".join(one.departments),
            "\n".join((*one.own, *one.citing)[:50]),
        )
        for one in events
    )
    heads = tuple((say(f"upcoming.column.{name}", lang), width) for name, width in widths)
    return write_tables([Table(title=say("upcoming.sheet", lang), heads=heads, rows=rows, intro=(title,))], path)
