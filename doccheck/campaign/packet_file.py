"""Packets as a workspace (gói là tệp làm việc): a department reviews in its own room, and sends the file back."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from doccheck.campaign.store import Campaign
from doccheck.db import rows
from doccheck.errors import UsageError
from doccheck.export.answers import Answer, Answers
from doccheck.rulebook.messages import say
from doccheck.run.decide import told
from doccheck.run.workspace import Workspace, open_workspace

SETTING = "packet"
MAGIC = b"SQLite format 3\x00"
_OF_PATHS = ("documents", "reports", "findings", "gaps", "past", "traces")
_OTHERS = (
    "delete from readings where key not in (select key from documents where key is not null)",
    "delete from learned where key not in (select key from documents where key is not null)",
    "delete from archives",
    "delete from containers",
    "delete from claims",
    "delete from filters",
    "delete from marks where path not in (select path from documents)",
    "delete from proofs where cause not in (select cause from findings where cause is not null)",
    """delete from notes where target not in (select fingerprint from findings
      union select cause from findings where cause is not null)""",
)


def is_packet_file(path: Path) -> bool:
    """Whether a file is a database at all (có phải tệp làm việc)."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except OSError:
        return False


def write_packet_file(
    campaign: Campaign, workspace: Workspace, path: Path, paths: Collection[str], *, department: str, number: int
) -> int:
    """A workspace with the department's documents alone (ghi gói); how many they are."""
    path.unlink(missing_ok=True)
    workspace.conn.execute("vacuum into ?", (str(path),))
    made = open_workspace(path)
    note = {
        "campaign": campaign.settings.uid,
        "name": campaign.settings.name,
        "number": number,
        "department": department,
        "last_decision": workspace.last_decision(),
        "as_of": campaign.settings.cut_off.isoformat(),
    }
    try:
        with made.write() as conn:
            conn.execute("create temp table mine (path text primary key)")
            conn.executemany("insert into mine values (?)", [(one,) for one in sorted(paths)])
            there = {name for (name,) in conn.execute("select name from sqlite_master where type = 'table'")}
            for table in _OF_PATHS:
                if table in there:
                    conn.execute(f"delete from {table} where path not in (select path from mine)")
            for statement in _OTHERS:
                conn.execute(statement)
            conn.execute(
                "insert or replace into settings (name, value) values (?, ?)",
                (SETTING, json.dumps(note, ensure_ascii=False)),
            )
        made.conn.execute("vacuum")
    finally:
        made.close()
    return len(paths)


def read_packet_file(path: Path, lang: str = "vi") -> tuple[dict[str, Any], Answers]:
    """What a packet is and what was decided in it (đọc gói); UsageError when it is another workspace."""
    opened = open_workspace(path)
    try:
        found = rows(opened.db, "select value from settings where name = ?", (SETTING,))
        if not found:
            raise UsageError(say("merge.no_packet_file", lang, path=path))
        packet = json.loads(found[0][0])
        fresh = opened.decided_after(int(packet["last_decision"]))
        answers = [
            Answer(
                sheet=path.name,
                row=row,
                scope="finding",
                target=target,
                decision=decision.decision,
                disposition=decision.disposition or "",
                reason=told(decision, lang),
                by=decision.by or "",
                about=about,
            )
            for row, (target, about, decision) in enumerate(_findings(opened, fresh), 1)
        ]
        last, day = int(packet["last_decision"]), str(packet["as_of"])
        return packet, Answers(rows=tuple(answers), last_decision=last, as_of=day)
    finally:
        opened.close()


def _findings(opened: Workspace, fresh: Collection[tuple[str, str]]) -> list[tuple[str, str, Any]]:
    """Each finding of the packet with the decision made on it there, or on its cause: other departments stay free."""
    made, found = opened.decisions(), []
    for target, cause, code, path in rows(
        opened.db, "select fingerprint, cause, code, path from findings where live order by path, ordinal"
    ):
        for key in (("finding", target), ("cause", cause)):
            if key in fresh and key in made:
                found.append((target, f"{code} {path}", made[key]))
                break
    return found
