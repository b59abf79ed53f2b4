"""Texts without files (đọc câu, đoạn): ``{"id", "text"}`` lines, read in this process, one record each."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.export.records import reading_record
from doccheck.model.text import Source, Text
from doccheck.pipeline import read_text
from doccheck.rulebook.book import load_book
from doccheck.rulebook.messages import say


def parse_records(path: Path, rules: Path | None = None) -> Iterator[dict[str, Any]]:
    """The record of each line's reading, with ``id`` in place of ``path``; offsets count in the text as given."""
    if not path.is_file():
        raise UsageError(say("run.no_such_path", path=path))
    return _lines(path, rules)


def _lines(path: Path, rules: Path | None) -> Iterator[dict[str, Any]]:
    book = load_book(overlay=rules)
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            name, body = _line(path, number, line)
            raw = body.encode("utf-8", "backslashreplace")
            source = Source(
                path=str(name),
                name=str(name),
                media_type="text/plain",
                size=len(raw),
                sha256=hashlib.sha256(raw).hexdigest(),
            )
            record = reading_record(read_text(Text(source=source, body=body), book), book)
            del record["path"]
            yield {"id": name, **record}


def _line(path: Path, number: int, line: bytes) -> tuple[Any, str]:
    try:
        row = json.loads(line)
        name, body = row["id"], row["text"]
    except (ValueError, KeyError, TypeError):
        raise UsageError(say("run.bad_record", path=path, line=number)) from None
    if not isinstance(body, str):
        raise UsageError(say("run.bad_record", path=path, line=number))
    return name, body
