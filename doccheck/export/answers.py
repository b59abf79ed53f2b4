"""Answers read back from a working paper (đọc lại giấy tờ làm việc): what a reviewer wrote in the yellow cells."""

import json
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.export.columns import DECISIONS, DISPOSITIONS
from doccheck.export.xlsx import FORMAT, HIDDEN
from doccheck.rulebook.messages import say

MAX_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A row on which a reviewer wrote something. ``problem`` is the key of a sentence when it cannot be taken."""

    sheet: str
    row: int
    scope: str
    target: str
    decision: str = ""
    disposition: str = ""
    reason: str = ""
    by: str = ""
    problem: str | None = None
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """All answers of a paper, and the last decision that it already showed."""

    rows: tuple[Answer, ...]
    last_decision: int
    as_of: str


def read_answers(path: Path) -> Answers:
    """Read a paper; UsageError with a clear line when the file is not one that doccheck wrote."""
    if not path.is_file():
        raise UsageError(say("decide.missing", path=path))
    book = _open(path)
    try:
        told = json.loads(book.get_sheet_by_name(HIDDEN).to_python()[0][0])
        if told["format"] != FORMAT:
            raise UsageError(say("decide.other_version", path=path))
        rows = tuple(answer for sheet in told["sheets"] for answer in _sheet(book, sheet, told["lang"]))
        return Answers(rows=rows, last_decision=int(told["last_decision"]), as_of=str(told["as_of"]))
    except _broken() as error:
        raise UsageError(say("decide.not_ours", path=path)) from error


def _open(path: Path) -> Any:
    from python_calamine import CalamineError, CalamineWorkbook

    if path.stat().st_size > MAX_BYTES or not zipfile.is_zipfile(path):
        raise UsageError(say("decide.not_xlsx", path=path))
    try:
        return CalamineWorkbook.from_path(str(path))
    except (CalamineError, OSError) as error:
        raise UsageError(say("decide.not_xlsx", path=path)) from error


def _broken() -> tuple[type[Exception], ...]:
    from python_calamine import CalamineError

    return (CalamineError, ValueError, KeyError, IndexError, TypeError)


def _sheet(book: Any, sheet: dict[str, Any], lang: str) -> list[Answer]:
    if sheet["title"] not in book.sheet_names:
        raise UsageError(say("decide.no_sheet", sheet=sheet["title"]))
    rows = book.get_sheet_by_name(sheet["title"]).to_python(skip_empty_area=False)
    head = [str(value).strip() for value in rows[0]]
    places = {key: head.index(say(f"column.{key}", lang)) for key in sheet["columns"]}
    found = []
    for number, row in enumerate(rows[1:], 2):
        cells = {key: _text(row[place]) if place < len(row) else "" for key, place in places.items()}
        if any(cells[key] for key in ("decision", "disposition", "note")):
            found.append(_answer(sheet, number, cells, lang))
    return found


def _answer(sheet: dict[str, Any], number: int, cells: dict[str, str], lang: str) -> Answer:
    decision, wrong = _word("decision", DECISIONS, cells["decision"], lang)
    disposition, strange = _word("disposition", DISPOSITIONS, cells["disposition"], lang)
    problem = None
    if wrong:
        problem = "decide.unknown_decision"
    elif strange:
        problem = "decide.unknown_disposition"
    elif not decision:
        problem = "decide.no_decision"
    elif decision == "dismiss" and not cells["note"]:
        problem = "decide.no_reason"
    return Answer(
        sheet=sheet["title"],
        row=number,
        scope=sheet["scope"],
        target=cells["id"],
        decision=decision,
        disposition=disposition,
        reason=cells["note"],
        by=cells["by"],
        problem=problem,
        about=cells.get("cause") or cells.get("path") or "",
    )


def _word(kind: str, words: tuple[str, ...], text: str, lang: str) -> tuple[str, bool]:
    """The word chosen, in either language; and whether something else was written."""
    if not text:
        return "", False
    folded = text.casefold()
    for word in words:
        if folded in {word, *(say(f"{kind}.{word}", one).casefold() for one in (lang, "vi", "en"))}:
            return word, False
    return "", True


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip() if value is not None else ""
