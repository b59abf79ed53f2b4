"""Records as lines for programs (dòng dữ liệu): JSON lines, one JSON array, CSV."""

import csv
import json
from collections.abc import Iterable
from typing import Any, TextIO

from doccheck.export.clean import no_formula
from doccheck.export.columns import Sheet

BOM = "\ufeff"


def dumps(record: Any, indent: int | None = None) -> str:
    """A record as JSON; half characters become escapes, so that it is always UTF-8."""
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def write_jsonl(records: Iterable[Any], out: TextIO) -> None:
    """One JSON object a line."""
    for record in records:
        out.write(dumps(record) + "\n")
        out.flush()


def write_json(records: Iterable[Any], out: TextIO) -> None:
    """One JSON array."""
    out.write(dumps(list(records), indent=2) + "\n")


def write_csv(sheet: Sheet, lang: str, out: TextIO) -> None:
    """A sheet as CSV that Excel opens with its letters right and its cells as text.

    Cells that a spreadsheet would take for a formula begin with an apostrophe.
    """
    out.write(BOM)
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.title(lang) for column in sheet.columns])
    for cells in sheet.cells():
        writer.writerow([no_formula(str(value)) if value is not None else "" for value in cells])
