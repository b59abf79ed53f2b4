"""Packets (gói giao việc): one spreadsheet a department, filled in without a server and merged back."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from doccheck.campaign import words
from doccheck.campaign.dossier import INSIDE, Dossier
from doccheck.campaign.packet_file import write_packet_file
from doccheck.campaign.store import Campaign, Mark
from doccheck.errors import UsageError
from doccheck.export.columns import DECISIONS, DISPOSITIONS, Sheet, findings_sheet
from doccheck.export.forms import Table, write_tables
from doccheck.export.paper import make_paper, shown_day
from doccheck.export.xlsx import FORMAT
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.run.audit import anchor
from doccheck.run.decide import verdicts
from doccheck.run.workspace import Workspace

PACKET = "packet"
COLUMNS = (
    ("order", 5), ("document", 40), ("title", 44), ("status", 20), ("why", 40), ("found", 9),
    ("outcome", 20), ("field", 18), ("lead", 22), ("due", 13), ("remark", 28), ("by", 18), ("path", 44),
)  # fmt: skip
FILLED = ("outcome", "field", "lead", "due", "remark", "by")


def departments(found: Sequence[Dossier]) -> list[str]:
    """Departments with documents in scope."""
    return sorted({one.department for one in found if one.place == INSIDE})


def assigned(campaign: Campaign, department: str) -> tuple[str, str]:
    """(who, due) of the last packet or assignment of a department."""
    sql = "select who, due from packets where department = ? order by id desc limit 1"
    found = campaign.conn.execute(sql, (department,)).fetchone()
    return (found[0], found[1]) if found else ("", "")


def assign(
    campaign: Campaign,
    department: str,
    found: Sequence[Dossier],
    *,
    who: str,
    due: date | None,
    at: str,
    file: str = "",
) -> int:
    """Give a department's documents to somebody (giao việc); the number of the packet."""
    paths = [one.path for one in found if one.place == INSIDE and one.department == department]
    row = (department, who, at, due.isoformat() if due else "", json.dumps(paths, ensure_ascii=False), file)
    with campaign.write() as conn:
        sql = "insert into packets (department, who, made_at, due, paths, file) values (?, ?, ?, ?, ?, ?)"
        return int(conn.execute(sql, row).lastrowid or 0)


def write_packet(
    campaign: Campaign,
    workspace: Workspace,
    book: Book,
    found: Sequence[Dossier],
    path: Path,
    *,
    department: str,
    number: int,
    lang: str = "vi",
) -> int:
    """Write a department's packet; how many documents it holds."""
    mine = [one for one in found if one.place == INSIDE and one.department == department]
    paths = {one.path for one in mine}
    paper = make_paper(
        (record for record in workspace.records(lang) if record["path"] in paths),
        as_of=campaign.settings.cut_off,
        lang=lang,
        gaps=(),
        verdicts=verdicts(workspace, lang),
        last_decision=workspace.last_decision(),
    )
    sheet = findings_sheet(paper, book)
    tables = (_documents(campaign, mine, book, lang), _findings(sheet, lang))
    hidden = {
        "format": FORMAT,
        "lang": lang,
        "as_of": paper.as_of.isoformat(),
        "stamp": paper.stamp,
        "last_decision": paper.last_decision,
        "anchor": str(newest) if (newest := anchor(workspace.conn)).count else "",
        "sheets": [{"title": sheet.title(lang), "scope": sheet.scope, "columns": [c.key for c in sheet.columns]}],
    }
    packet = {
        "campaign": campaign.settings.uid,
        "name": campaign.settings.name,
        "number": number,
        "department": department,
        "last_mark": campaign.last_mark(),
        "sheet": tables[0].title,
        "documents": {one.path: [*(one.mark or Mark(path=one.path)).said, one.department] for one in mine},
    }
    texts = [json.dumps(told, ensure_ascii=False) for told in (hidden, packet)]
    write_tables(tables, path, hidden=texts, title=campaign.settings.name)
    return len(mine)


def outcomes(lang: str) -> tuple[str, ...]:
    """Words for the outcome of a document."""
    return tuple(say(f"disposition.{word}", lang) for word in DISPOSITIONS)


def _documents(campaign: Campaign, mine: Sequence[Dossier], book: Book, lang: str) -> Table:
    who, due = assigned(campaign, mine[0].department) if mine else ("", "")
    settings = campaign.settings
    back = shown_day(due or (settings.due or settings.cut_off).isoformat(), lang)
    intro = (
        say("packet.intro", lang, name=settings.name, department=mine[0].department if mine else "", count=len(mine)),
        say("packet.who", lang, who=who or "……", due=back),
        say("packet.how", lang),
    )
    rows = tuple(_row(i, one, book, lang) for i, one in enumerate(mine, 1))
    places = {name: i for i, (name, _) in enumerate(COLUMNS)}
    return Table(
        title=say("packet.documents", lang),
        heads=tuple((say(f"packet.column.{name}", lang), width) for name, width in COLUMNS),
        rows=rows,
        answers=tuple(places[name] for name in FILLED),
        lists={places["outcome"]: outcomes(lang)},
        intro=intro,
    )


def _row(number: int, one: Dossier, book: Book, lang: str) -> tuple[Any, ...]:
    mark = one.mark or Mark(path=one.path)
    said = say(f"disposition.{mark.outcome}", lang) if mark.outcome else ""
    return (
        number,
        words.whole_label(one, book),
        one.title,
        say(f"status.{one.status}", lang),
        words.reason(one, book),
        len(one.found),
        said,
        mark.field or one.department,
        mark.lead,
        mark.due,
        mark.note,
        mark.by,
        one.path,
    )


def _findings(sheet: Sheet, lang: str) -> Table:
    keys = [column.key for column in sheet.columns]
    places = {key: keys.index(key) for key in ("decision", "disposition", "note", "by")}
    return Table(
        title=sheet.title(lang),
        heads=tuple((column.title(lang), column.width) for column in sheet.columns),
        rows=tuple(tuple(cells) for cells in sheet.cells()),
        answers=tuple(places.values()),
        lists={
            places["decision"]: tuple(say(f"decision.{word}", lang) for word in DECISIONS),
            places["disposition"]: tuple(say(f"disposition.{word}", lang) for word in DISPOSITIONS),
        },
    )


def known(found: Sequence[Dossier], department: str, lang: str = "vi") -> None:
    """UsageError that lists the departments when there is none of this name."""
    names = departments(found)
    if department not in names:
        raise UsageError(say("packet.no_department", lang, name=department, names=", ".join(names)))


def make(
    campaign: Campaign,
    workspace: Workspace,
    book: Book,
    found: Sequence[Dossier],
    folder: Path,
    department: str,
    *,
    at: str,
    lang: str = "vi",
    whole: bool = False,
) -> tuple[Path, int]:
    """Note a packet and write it, as a spreadsheet or (``whole``) as a workspace; its path and number of documents."""
    who, due = assigned(campaign, department)
    day = date.fromisoformat(due) if due else None
    number = assign(campaign, department, found, who=who, due=day, at=at, file=department)
    name = "".join(c if c.isalnum() or c in " -_." else "_" for c in department).strip(". ") or "packet"
    path = folder / f"{number:03d}-{name}.{'db' if whole else 'xlsx'}"
    if whole:
        paths = {one.path for one in found if one.place == INSIDE and one.department == department}
        return path, write_packet_file(campaign, workspace, path, paths, department=department, number=number)
    count = write_packet(campaign, workspace, book, found, path, department=department, number=number, lang=lang)
    return path, count
