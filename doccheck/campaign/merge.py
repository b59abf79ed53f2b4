"""Packets taken back (nhận gói): previewed, row by row; conflicts kept, never overwritten; undone in one step."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from doccheck.campaign.packet import COLUMNS, PACKET
from doccheck.campaign.packet_file import is_packet_file, read_packet_file
from doccheck.campaign.store import MARK, Campaign, Mark
from doccheck.errors import UsageError
from doccheck.export.answers import read_answers
from doccheck.export.columns import DISPOSITIONS
from doccheck.export.xlsx import HIDDEN
from doccheck.rulebook.messages import say
from doccheck.run import docket
from doccheck.run.decide import Line, compare
from doccheck.run.workspace import Workspace

MOST_BYTES = 200 * 1024 * 1024


@dataclass(slots=True, kw_only=True)
class Merge:
    """What a packet would do: decisions on findings, marks on documents, problems row by row."""

    file: str
    number: int
    department: str
    lines: list[Line] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Rows of a kind: new, changed, same or problem."""
        return sum(line.kind == kind for line in self.lines)


def read_packet(path: Path, campaign: Campaign, workspace: Workspace, *, made_on: date, lang: str = "vi") -> Merge:
    """Read a packet and compare it (xem trước); UsageError when the whole file cannot be taken."""
    if is_packet_file(path):
        return _read_file(path, campaign, workspace, made_on, lang)
    told, sheets = _open(path)
    packet = told.get(PACKET)
    if packet is None:
        raise UsageError(say("merge.no_packet", lang, path=path))
    if packet["campaign"] != campaign.settings.uid:
        raise UsageError(say("merge.other_campaign", lang, path=path, name=packet["name"]))
    _refuse_lost_columns(path, told, sheets, lang)
    merge = Merge(file=path.name, number=int(packet["number"]), department=str(packet["department"]))
    merge.lines += compare(workspace, read_answers(path), made_on=made_on, source=path.name, lang=lang)
    _documents(merge, packet, sheets[packet["sheet"]], campaign, told["lang"], lang)
    return merge


def _read_file(path: Path, campaign: Campaign, workspace: Workspace, made_on: date, lang: str) -> Merge:
    """A packet that is a workspace: what was decided in it."""
    packet, answers = read_packet_file(path, lang)
    if packet["campaign"] != campaign.settings.uid:
        raise UsageError(say("merge.other_campaign", lang, path=path, name=packet["name"]))
    merge = Merge(file=path.name, number=int(packet["number"]), department=str(packet["department"]))
    merge.lines += compare(workspace, answers, made_on=made_on, source=path.name, lang=lang)
    return merge


def take(merge: Merge, campaign: Campaign, workspace: Workspace, *, who: str, at: str) -> int:
    """Write what is new or changed (ghi nhận) as one move; what could not be taken is kept beside it."""
    made = {(d.scope, d.target): d for line in merge.lines if (d := line.decision) and line.kind in {"new", "changed"}}
    moved = None
    if made:
        asks = [docket.Ask(decision=decision) for decision in made.values()]
        moved = docket.take(workspace, asks, who=who, at=at, kind=PACKET, detail=merge.file).move
    if made or merge.marks:
        campaign.mark(merge.marks, who=who, at=at, kind=PACKET, detail=merge.file, docket=moved)
    left = [(merge.number, merge.file, "", line.text, at) for line in merge.lines if line.kind == "problem"]
    with campaign.write() as conn:
        sql = "insert into leftovers (packet, source, place, said, at) values (?, ?, ?, ?, ?)"
        conn.executemany(sql, left)
    return len(made) + len(merge.marks)


def undo(campaign: Campaign, workspace: Workspace, *, at: str) -> tuple[int, list[str]] | None:
    """Take the last move back (hoàn tác): marks and decisions; what others changed since stays and is told."""
    last = campaign.last_move()
    if last is None:
        return None
    number, who, _, _, moved = last
    back, stays = campaign.undo(number, who=who, at=at)
    if moved is not None:
        sql = "select id from moves where who = ? and undone_by is null and kind != 'undo' order by id desc limit 1"
        newest = workspace.conn.execute(sql, (who,)).fetchone()
        if newest and newest[0] == moved:
            result = docket.undo(workspace, who=who, at=at)
            back += result.written
            stays += [str(clash.wanted.decision.target) for clash in result.clashes]
        else:
            stays.append(say("merge.decided_since", who=who))
    return back, stays


def _open(path: Path) -> tuple[dict[str, Any], dict[str, list[list[Any]]]]:
    import zipfile

    from python_calamine import CalamineError, CalamineWorkbook

    if not path.is_file():
        raise UsageError(say("decide.missing", path=path))
    if path.stat().st_size > MOST_BYTES or not zipfile.is_zipfile(path):
        raise UsageError(say("decide.not_xlsx", path=path))
    try:
        book = CalamineWorkbook.from_path(str(path))
        hidden = book.get_sheet_by_name(HIDDEN).to_python()
        told = json.loads(str(hidden[0][0]))
        rest = "".join(str(row[0]) for row in hidden[1:])
        if rest.startswith('{"campaign"'):
            told[PACKET] = json.loads(rest)
        names = set(book.sheet_names)
        sheets = {n: book.get_sheet_by_name(n).to_python(skip_empty_area=False) for n in names if n != HIDDEN}
    except (CalamineError, OSError, ValueError, KeyError, IndexError, TypeError) as error:
        raise UsageError(say("merge.not_ours", path=path)) from error
    if not isinstance(told, dict):
        raise UsageError(say("merge.not_ours", path=path))
    return told, sheets


def _refuse_lost_columns(path: Path, told: Mapping[str, Any], sheets: Mapping[str, Any], lang: str) -> None:
    """Columns and sheets that somebody deleted, all of them in one sentence."""
    tongue, lost = told["lang"], []
    wanted = {told[PACKET]["sheet"]: [f"packet.column.{name}" for name, _ in COLUMNS]}
    for sheet in told["sheets"]:
        wanted[sheet["title"]] = [f"column.{key}" for key in sheet["columns"]]
    for title, keys in wanted.items():
        if title not in sheets:
            lost.append(title)
            continue
        heads = {str(cell).strip() for row in sheets[title][:6] for cell in row}
        lost += [f"{title}: {name}" for key in keys if (name := say(key, tongue)) not in heads]
    if lost:
        raise UsageError(say("merge.lost_columns", lang, path=path, columns="; ".join(lost)))


def _documents(
    merge: Merge, packet: Mapping[str, Any], rows: list[list[Any]], campaign: Campaign, tongue: str, lang: str
) -> None:
    heads = [say(f"packet.column.{name}", tongue) for name, _ in COLUMNS]
    at = next(i for i, row in enumerate(rows) if {str(c).strip() for c in row} >= set(heads))
    top = [str(c).strip() for c in rows[at]]
    places = {name: top.index(head) for (name, _), head in zip(COLUMNS, heads, strict=True)}
    now, newer = campaign.marks(), campaign.marked_after(int(packet["last_mark"]))
    seen: dict[str, Mark] = {}
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {name: _text(row[i]) if i < len(row) else "" for name, i in places.items()}
        if not any(cells.values()):
            continue
        place = say("decide.place", lang, sheet=packet["sheet"], row=number, about=cells["document"] or cells["path"])
        line, mark = _document(cells, packet["documents"], now, newer, seen, place, (tongue, lang))
        if line is not None:
            merge.lines.append(line)
        if mark is not None:
            merge.marks.append(mark)


def _document(
    cells: dict[str, str],
    given: Mapping[str, list[str]],
    now: Mapping[str, Mark],
    newer: set[str],
    seen: dict[str, Mark],
    place: str,
    tongues: tuple[str, str],
) -> tuple[Line | None, Mark | None]:
    lang, path = tongues[1], cells["path"]
    if path not in given:
        return _problem(place, "merge.unknown_row", lang), None
    outcome, strange = _word(cells["outcome"], tongues)
    due, bad_day = _due(cells["due"])
    if strange or bad_day:
        key = "merge.unknown_outcome" if strange else "merge.bad_day"
        return _problem(place, key, lang, text=cells["outcome"] if strange else cells["due"]), None
    before = now.get(path, Mark(path=path))
    *said_before, folder = given[path]
    shown = Mark(**dict(zip(("path", *MARK), (path, *said_before), strict=True)))
    field_ = "" if not shown.field and cells["field"] == folder else cells["field"]
    made = Mark(
        path=path, outcome=outcome, field=field_, lead=cells["lead"], due=due, note=cells["remark"], by=cells["by"]
    )
    if made.said == shown.said:
        return None, None
    if made.outcome and not made.by:
        return _problem(place, "merge.no_name", lang), None
    if path in seen and seen[path].said != made.said:
        return _problem(place, "decide.two_answers", lang), None
    seen[path] = made
    said = _said(made, lang)
    if made.said == before.said:
        return Line(kind="same", text=say("decide.same", lang, place=place, said=said)), None
    if path in newer and before.said != shown.said:
        text = say("decide.conflict", lang, place=place, said=said, was=_said(before, lang))
        return Line(kind="problem", text=text), None
    if before.outcome:
        text = say("decide.changed", lang, place=place, said=said, was=_said(before, lang))
        return Line(kind="changed", text=text), made
    return Line(kind="new", text=say("decide.new", lang, place=place, said=said)), made


def _word(text: str, tongues: tuple[str, ...]) -> tuple[str, bool]:
    if not text:
        return "", False
    said = text.casefold()
    for word in DISPOSITIONS:
        if said in {word, *(say(f"disposition.{word}", one).casefold() for one in (*tongues, "vi", "en"))}:
            return word, False
    return "", True


def _due(text: str) -> tuple[str, bool]:
    """A day as ISO; a day written as text is taken when it is one, refused when it is not."""
    if not text:
        return "", False
    for form in ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"):
        try:
            return datetime.strptime(text[:10], form).date().isoformat(), False
        except ValueError:
            continue
    return "", True


def _text(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if value is not None else ""


def _said(mark: Mark, lang: str) -> str:
    outcome = say(f"disposition.{mark.outcome}", lang) if mark.outcome else "–"
    return "; ".join(part for part in (outcome, mark.field, mark.lead, mark.due, mark.note, mark.by) if part)


def _problem(place: str, key: str, lang: str, **values: str) -> Line:
    return Line(kind="problem", text=say("decide.problem", lang, place=place, problem=say(key, lang, **values)))
