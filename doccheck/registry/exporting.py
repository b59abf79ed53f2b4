"""``registry export`` (xuất sổ): acts and facts as CSV, XLSX or JSONL; ``registry import`` reads them back."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doccheck.db import guard, rows
from doccheck.errors import UsageError
from doccheck.model.act import Act, Fact
from doccheck.registry.rows import ACT_SELECT, FACT_SELECT, act_of, fact_of
from doccheck.registry.store import Registry
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

FIELDS = (
    "number",
    "instrument",
    "issuer",
    "issued_on",
    "title",
    "kind",
    "on",
    "until",
    "by",
    "provisions",
    "exceptions",
    "territory",
    "tier",
    "origin",
    "note",
)
FORMATS = ("csv", "xlsx", "jsonl")
_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
Row = dict[str, Any]


def export_rows(registry: Registry, book: Book, *, added: bool = False, lang: str = "vi") -> Iterator[Row]:
    """One row a fact (mỗi sự kiện một dòng), and one for an act without facts; ``added``: what sessions added only."""
    where = " where session > 0" if added else ""
    with guard(registry.path):
        acts = {act.id: act for act in map(act_of, rows(registry.db, f"{ACT_SELECT} order by n"))}
        mine = {row[0] for row in rows(registry.db, f"select id from acts{where}")}
        facts = [fact_of(row) for row in rows(registry.db, f"{FACT_SELECT}{where} order by n")]
    for fact in facts:
        if (act := acts.get(fact.act)) is not None:
            mine.discard(act.id)
            yield {**_act(act, book, lang), **_fact(fact, acts.get(fact.by or ""), book, lang)}
    for id_ in sorted(mine):
        yield _act(acts[id_], book, lang)


def write_export(path: Path | None, form: str, found: Iterator[Row], lang: str = "vi") -> str:
    """The rows as text for the screen (kết xuất), or written to ``path`` and nothing for the screen."""
    if form not in FORMATS:
        raise UsageError(say("registry.unknown_format", lang, name=form, formats=", ".join(FORMATS)))
    if form == "xlsx":
        if path is None:
            raise UsageError(say("registry.xlsx_needs_file", lang))
        _workbook(path, found, lang)
        return ""
    text = _jsonl(found) if form == "jsonl" else _csv(found)
    if path is None:
        return text
    path.write_text(text, encoding="utf-8-sig" if form == "csv" else "utf-8")
    return ""


def _act(act: Act, book: Book, lang: str) -> Row:
    return {
        "number": str(act.number) if act.number else None,
        "instrument": book.instruments.name(act.instrument, lang) if act.instrument else None,
        "issuer": ", ".join(book.issuers.name(one, lang) for one in act.issuers) or None,
        "issued_on": act.issued_on.isoformat() if act.issued_on else None,
        "title": act.title,
    }


def _fact(fact: Fact, actor: Act | None, book: Book, lang: str) -> Row:
    by = fact.by_label
    if actor is not None and actor.number is not None:
        form = book.instruments.name(actor.instrument, lang) if actor.instrument else ""
        by = say("registry.label", lang, form=form, number=actor.number).strip()
        by = say("registry.dated", lang, label=by, day=f"{actor.issued_on:%d/%m/%Y}") if actor.issued_on else by
    return {
        "kind": fact.kind.value,
        "on": fact.on.isoformat() if fact.on else None,
        "until": fact.until.isoformat() if fact.until else None,
        "by": by,
        "provisions": "; ".join(book.phrases.provisions.write(p) for p in fact.provisions) or None,
        "exceptions": fact.exceptions,
        "territory": fact.territory,
        "tier": fact.tier.value,
        "origin": fact.origin,
        "note": fact.note,
    }


def _jsonl(found: Iterator[Row]) -> str:
    known = ({name: row[name] for name in FIELDS if row.get(name) is not None} for row in found)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in known)


def _csv(found: Iterator[Row]) -> str:
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(FIELDS)
    for row in found:
        table.writerow([_safe(row.get(name)) for name in FIELDS])
    return out.getvalue()


def _safe(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_AS_FORMULA) else text


def _workbook(path: Path, found: Iterator[Row], lang: str) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(path, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet(say("registry.sheet", lang))
    bold = book.add_format({"bold": True})
    for column, name in enumerate(FIELDS):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(found, start=1):
        for column, name in enumerate(FIELDS):
            if row.get(name) is not None:
                sheet.write_string(line, column, str(row[name]))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, 0, len(FIELDS) - 1)
    book.close()
