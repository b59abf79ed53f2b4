"""Published lists (danh mục đã công bố) against the registry and one's own documents, each disagreement explained."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from doccheck.campaign.dossier import ENDED, Dossier
from doccheck.export.forms import Table, write_tables
from doccheck.model.act import Act, Status
from doccheck.model.number import DocNumber
from doccheck.pipeline import Tools
from doccheck.registry import Lives
from doccheck.registry.lists import read_lists
from doccheck.registry.sheets import Line, read_table
from doccheck.registry.sheets import Table as Sheet
from doccheck.rulebook.columns import Columns
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A row of a published list."""

    place: str
    number: str
    issued_on: date | None
    title: str
    ended: bool | None
    on: date | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What three sources say of one document, and what that means. ``kind`` is agree, or how they disagree."""

    number: str
    title: str
    published: str
    registry: str
    own: str
    kind: str
    explained: str
    place: str = ""


def read_published(
    path: Path, tools: Tools, *, ended: bool | None = None, lang: str = "vi"
) -> tuple[list[Listed], list[str]]:
    """Rows with a number, and rows that were refused with the reason. ``ended``: what the whole list says.

    Spreadsheets, and the tables of Word and PDF files.
    """
    columns = tools.book.columns
    table = _table(path, columns)
    fields = {head: columns.field_of(head) for head in table.heads}
    rows, refused = [], []
    for line in table.lines:
        cells = {name: _text(line.cells.get(head)) for head, name in fields.items() if name}
        place = f"{line.place}:{line.number}" if line.place else str(line.number)
        found = columns.number.search(cells.get("number", "")) or columns.number.search(" ".join(cells.values()))
        if found is None:
            if any(cells.values()):
                refused.append(say("published.no_number", lang, place=place))
            continue
        rows.append(_listed(line, fields, cells, found[0].strip(), place, ended, tools))
    return rows, refused


def _table(path: Path, columns: Columns) -> Sheet:
    from doccheck.extract import grids

    if path.is_file() and path.suffix.casefold() in grids.SUFFIXES:
        return read_lists(path, grids.read_grids(path), columns.field_of, columns.broken)
    return read_table(path, columns.field_of)


def _listed(
    line: Line,
    fields: dict[str, str | None],
    cells: dict[str, str],
    number: str,
    place: str,
    ended: bool | None,
    tools: Tools,
) -> Listed:
    status = tools.book.columns.status_of(cells.get("status", ""))
    days = {name: _day(line.cells.get(head)) for head, name in fields.items() if name}
    ends = next((days[n] for n in ("ended_on", "expired_on", "ceased_on") if days.get(n)), None)
    why = cells.get("reason", "")
    told = ended if ended is not None else _ended(status, bool(ends or why))
    return Listed(
        place=place,
        number=number,
        issued_on=days.get("issued_on"),
        title=cells.get("title", ""),
        ended=told,
        on=ends,
        why=why,
    )


def compare(
    rows: Sequence[Listed], found: Sequence[Dossier], tools: Tools, *, on: date, lang: str = "vi"
) -> list[Difference]:
    """Every row of the list, then own documents that the list leaves out though they ended."""
    own: dict[str, list[Dossier]] = {}
    for one in found:
        number = DocNumber.parse(one.number) if one.number else None
        if number:
            own.setdefault(number.key, []).append(one)
    lives = Lives(tools.shelf, tools.book)
    told, seen = [], set()
    for row in rows:
        parsed = DocNumber.parse(row.number)
        key = parsed.key if parsed else row.number
        seen.add(key)
        mine = [d for d in own.get(key, []) if not row.issued_on or d.issued_on in {None, row.issued_on}]
        acts = [a for a in tools.shelf.by_number(key) if not row.issued_on or a.issued_on in {None, row.issued_on}]
        told.append(_difference(row, mine[0] if mine else None, acts, lives, on, lang))
    says_ended = any(row.ended for row in rows)
    for key, ones in own.items():
        for one in ones if says_ended and key not in seen else ():
            if one.status in ENDED:
                told.append(_left_out(one, lang))
    return told


def _difference(row: Listed, one: Dossier | None, acts: Sequence[Act], lives: Lives, on: date, lang: str) -> Difference:
    piece = lives.of(acts[0]).at(on) if len(acts) == 1 else None
    registry = piece.status.value if piece else ("ambiguous" if acts else "missing")
    own = one.status if one else "absent"
    sides = [_side(registry), _side(own)]
    if row.ended is None:
        kind = "list_silent"
    elif any(side is not None and side != row.ended for side in sides):
        kind = "list_ended_others_not" if row.ended else "list_in_force_others_ended"
    elif one is None:
        kind = "not_in_pile"
    elif all(side is None for side in sides):
        kind = "only_list_knows"
    elif row.on and one.since and row.on != one.since:
        kind = "other_day"
    else:
        kind = "agree"
    return Difference(
        number=row.number,
        title=row.title,
        published=say(
            "published.ended" if row.ended else "published.in_force" if row.ended is False else "published.silent",
            lang,
        ),
        registry=_status(registry, lang),
        own=_status(own, lang),
        kind=kind,
        explained=say(f"published.{kind}", lang, on=_told(row.on, lang), own=_told(one.since if one else None, lang)),
        place=row.place,
    )


def _left_out(one: Dossier, lang: str) -> Difference:
    return Difference(
        number=one.number,
        title=one.title,
        published=say("published.silent", lang),
        registry="",
        own=_status(one.status, lang),
        kind="left_out",
        explained=say("published.left_out", lang, on="", own=_told(one.since, lang)),
        place=one.path,
    )


def _side(status: str) -> bool | None:
    if status in ENDED:
        return True
    return False if status in {Status.IN_FORCE, Status.PARTLY_CEASED, Status.NOT_YET_IN_FORCE} else None


def _status(status: str, lang: str) -> str:
    kind = "published" if status in {"absent", "missing", "ambiguous"} else "status"
    return say(f"{kind}.{status}", lang)


def _told(day: date | None, lang: str) -> str:
    return day_words(day, lang) if day else say("published.no_day", lang)


def _ended(status: str | None, told: bool) -> bool | None:
    if status is None:
        return True if told else None
    return {"ended": True, "suspended": True, "in_force": False, "partly": False, "not_yet": False}.get(status)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else " ".join(str(value or "").split())


def _day(value: object) -> date | None:
    if isinstance(value, date):
        return value
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(str(value or "").strip()[:10], form).date()
        except ValueError:
            continue
    return None


def write(differences: Sequence[Difference], path: Path, lang: str = "vi") -> Path:
    """Write a comparison as a spreadsheet, disagreements first."""
    names = (
        ("number", 20),
        ("title", 44),
        ("published", 16),
        ("registry", 20),
        ("own", 20),
        ("explained", 60),
        ("place", 30),
    )
    rows = sorted(differences, key=lambda d: (d.kind == "agree", d.kind))
    table = Table(
        title=say("published.sheet", lang),
        heads=tuple((say(f"published.column.{name}", lang), width) for name, width in names),
        rows=tuple(tuple(getattr(one, name) for name, _ in names) for one in rows),
    )
    return write_tables([table], path)


def told(differences: Sequence[Difference], refused: Sequence[str], lang: str = "vi") -> list[str]:
    """The comparison in lines: the sum, then each disagreement."""
    apart = [one for one in differences if one.kind != "agree"]
    lines = [
        say("published.summary", lang, rows=len(differences), agree=len(differences) - len(apart), apart=len(apart))
    ]
    lines += [say("published.line", lang, number=d.number, published=d.published, registry=d.registry or "–", own=d.own,
                  explained=d.explained) for d in apart]  # fmt: skip
    return [*lines, *refused]
