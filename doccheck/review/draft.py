"""A draft on the page (dự thảo): read in a child that may fall, judged as if signed on a day, and kept nowhere."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.export.draft_notes import Drafting, Note
from doccheck.export.draft_table import draft_table, table_record
from doccheck.model.report import Report
from doccheck.model.text import State
from doccheck.review.office import Office
from doccheck.run.codec import load_reading
from doccheck.run.jobs import Do, Job
from doccheck.run.pool import Pool
from doccheck.run.recipe import Recipe

if TYPE_CHECKING:
    from doccheck.model.reading import Reading

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
MOST_TEXT = 1_000_000
WORD = frozenset({"docx", "docm", "dotx"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What the page shows of a draft (kết quả xem dự thảo)."""

    table: dict[str, Any]
    notes: tuple[dict[str, Any], ...]
    undecided: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A draft as it came: its bytes and what kind of file they are (dự thảo nhận được)."""

    data: bytes
    kind: str


def given(text: str, file: Any) -> Given | None:
    """The file, else the words that were pasted; None when there is neither."""
    if file is not None:
        suffix = "".join(c for c in Path(str(file.name)).suffix.lower() if c in SAFE)[:5]
        return Given(data=b"".join(file.chunks()), kind=suffix or "bin")
    words = text.strip()[:MOST_TEXT]
    return Given(data=words.encode("utf-8"), kind="txt") if words else None


def judged(office: Office, draft: Given, sign_on: date) -> Report | None:
    """The report of a draft as if signed on a day; None when it cannot be read."""
    from doccheck.pipeline import judge, read_text

    with tempfile.TemporaryDirectory(prefix="doccheck-") as folder:
        place = Path(folder) / f"draft.{draft.kind}"
        place.write_bytes(draft.data)
        reading = _read(office, place, Path(folder))
    if reading is None:
        return None
    tools = office.tools
    again = read_text(reading.text, tools.book, sign_on=sign_on, instead=True)
    report = judge(again, tools, sign_on, draft=True)
    return None if report.state is State.UNREADABLE else report


def _read(office: Office, place: Path, folder: Path) -> "Reading | None":
    recipe = Recipe(registry=office.registry_path, rules=office.rules_path)
    job = Job(key="draft", do=Do.READ, size=place.stat().st_size, path=place.name, place=place)
    with Pool(recipe, 1, folder) as pool:
        for outcome in pool.run([job]):
            return load_reading(outcome.data) if outcome.data is not None else None
    return None


def seen(office: Office, report: Report, lang: str) -> Seen:
    """The table of bases and the remarks, in the language of the page."""
    tools = office.tools
    table = table_record(draft_table(report, tools.book, tools.shelf, lang=lang), lang)
    notes = Drafting(report, tools.book, tools.shelf, lang).notes()
    undecided = sum(row["status"] == "unknown" for row in table["rows"])
    return Seen(table=table, notes=tuple(_note(note, report) for note in notes), undecided=undecided)


def _note(note: Note, report: Report) -> dict[str, Any]:
    body = report.reading.text.body if report.reading else ""
    return {
        "level": note.finding.level.value,
        "code": note.finding.check,
        "head": note.lines[0],
        "lines": note.lines[1:],
        "quote": " ".join(body[note.span.start : note.span.end].split())[:400] if note.span else "",
    }


def word_file(office: Office, draft: Given, report: Report, lang: str) -> bytes | None:
    """The drafter's own file with comments and tracked replacements; None for other files or a damaged one."""
    from doccheck.export.draft import DamagedWord, make_draft

    if draft.kind not in WORD:
        return None
    tools, now = office.tools, datetime.now(UTC)
    try:
        return make_draft(draft.data, report, tools.book, tools.shelf, lang=lang, fix=True, made_on=now).data
    except DamagedWord:
        return None
