"""Texts without files (đọc câu, đoạn): ``{"id", "text"}`` lines, read in this process, one record each."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.export.records import reading_record
from doccheck.extract.canonical import canonical
from doccheck.model.text import Source, Text
from doccheck.pipeline import read_text
from doccheck.rulebook.book import load_book
from doccheck.rulebook.messages import say

_CLUSTER = re.compile(r"\r\n|[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+", re.DOTALL)


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
            plain, places = _canonical(body)
            record = reading_record(read_text(Text(source=source, body=plain), book), book)
            del record["path"]
            yield {"id": name, **(_moved(record, places) if places else record)}


def _canonical(body: str) -> tuple[str, list[int] | None]:
    """The text as every other one is read, and where each of its characters stands in the text given, if elsewhere."""
    plain = canonical(body)
    if len(plain) == len(body):
        return plain, None
    places: list[int] = []
    for cluster in _CLUSTER.finditer(body):
        places += [cluster.start()] * len(canonical(cluster[0]))
    return plain, [*places, len(body)] if len(places) == len(plain) else None


def _moved(record: Any, places: list[int]) -> Any:
    """A record with its spans in the text given."""
    if isinstance(record, dict):
        return {
            key: [places[at] for at in value] if key == "span" and value else _moved(value, places)
            for key, value in record.items()
        }
    return [_moved(one, places) for one in record] if isinstance(record, list) else record


def _line(path: Path, number: int, line: bytes) -> tuple[Any, str]:
    try:
        row = json.loads(line)
        name, body = row["id"], row["text"]
    except (ValueError, KeyError, TypeError):
        raise UsageError(say("run.bad_record", path=path, line=number)) from None
    if not isinstance(body, str):
        raise UsageError(say("run.bad_record", path=path, line=number))
    return name, body
