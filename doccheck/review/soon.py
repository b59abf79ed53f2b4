"""What dies soon (sắp hết hiệu lực): of the office's own documents, and of the acts that these cite; two lists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from doccheck.model.act import Act, Kind, Status
from doccheck.registry import Lives, Pile
from doccheck.rulebook.render import act_label
from doccheck.run.held import Held, held, learned, roots
from doccheck.run.listing import Sight
from doccheck.run.rows import department_of
from doccheck.run.workspace import Workspace

if TYPE_CHECKING:
    from doccheck.pipeline import Tools

DYING = frozenset({Status.CEASED, Status.PARTLY_CEASED, Status.SUSPENDED, Status.NEVER_IN_FORCE})
_MOST = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A day on which an act dies, wholly or in part, by what, and the documents that are it or cite it."""

    on: date
    act: str
    label: str
    number: str
    after: str
    by: str
    own: tuple[str, ...]
    citing: tuple[str, ...]


def endings(
    workspace: Workspace, tools: "Tools", first: date, last: date, lang: str
) -> tuple[list[Ending], frozenset[str]]:
    """Endings after ``first`` until ``last`` of all that the pile holds or cites, the nearest first; secret paths."""
    inside = held(workspace)
    acts, facts = learned(workspace)
    shelf = Pile(tools.shelf, acts, facts)
    dated = {f.act for f in facts if f.on is not None and first < f.on <= last}
    lives = Lives(shelf, tools.book)
    found = []
    for name in sorted(_moving(tools.shelf, dated, first, last) & {*inside.own, *inside.citing}):
        act = shelf.act(name)
        if act is not None:
            found += [_ending(act, on, piece, inside, tools, lang) for on, piece in _deaths(lives, act, first, last)]
    return sorted(found, key=lambda one: (one.on, -len(one.citing), one.label)), inside.secret


def _moving(shelf: Any, dated: set[str], first: date, last: date) -> set[str]:
    """Acts about which something is dated within the days, and the acts that go with those."""
    conn, days = shelf.db.conn, (first.isoformat(), last.isoformat())
    found = dated | {row[0] for row in conn.execute("select distinct act from facts where day > ? and day <= ?", days)}
    parents = sorted(found)
    for start in range(0, len(parents), _MOST):
        part = parents[start : start + _MOST]
        marks = ", ".join("?" * len(part))
        sql = f'select distinct "by" from facts where kind = ? and act in ({marks}) and "by" is not null'
        found |= {row[0] for row in conn.execute(sql, (Kind.GUIDES.value, *part))}
    return found


def _deaths(lives: Lives, act: Act, first: date, last: date) -> Iterator[tuple[date, Any]]:
    for before, after in pairwise(lives.of(act).pieces):
        on = after.period.start
        if on and first < on <= last and after.status in DYING and after.status is not before.status:
            yield on, after


def _ending(act: Act, on: date, piece: Any, inside: Held, tools: "Tools", lang: str) -> Ending:
    by = next((f.by_label for f in piece.why if f.on == on and f.by_label), "")
    return Ending(
        on=on,
        act=act.id,
        label=act_label(act, tools.book, lang),
        number=str(act.number) if act.number else "",
        after=piece.status.value,
        by=by,
        own=tuple(inside.own.get(act.id, ())),
        citing=tuple(inside.citing.get(act.id, ())),
    )


def seen(found: list[Ending], workspace: Workspace, secret: frozenset[str], sight: Sight) -> dict[str, list[Any]]:
    """The two lists as somebody may see them: own documents, and cited acts with how many documents cite them."""
    bases = roots(workspace)

    def mine(paths: tuple[str, ...]) -> list[str]:
        return [
            path
            for path in paths
            if (sight.secret or path not in secret)
            and (sight.departments is None or department_of(path, bases) in sight.departments)
        ]

    own = [(one, mine(one.own)) for one in found]
    cited = [(one, mine(one.citing)) for one in found]
    return {
        "own": [{"one": one, "paths": paths} for one, paths in own if paths],
        "cited": [{"one": one, "paths": paths} for one, paths in cited if paths],
    }
