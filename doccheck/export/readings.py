"""Readings on the screen (kết quả đọc trên màn hình)."""

from collections.abc import Iterable
from typing import Any, TextIO

from doccheck.export.clean import visible
from doccheck.export.paper import short
from doccheck.export.table import console
from doccheck.rulebook.messages import say

FIELDS = ("number", "instrument", "issuer", "issued_on", "title", "signer")


def show_readings(records: Iterable[Any], lang: str, out: TextIO) -> None:
    """Print readings: head, effect, references, acting clauses and troubles of each document."""
    from rich.padding import Padding
    from rich.text import Text

    screen = console(out)
    for record in records:
        screen.print(Text(visible(str(record.get("path", record.get("id")))), style="bold"))
        for line in _lines(record, lang):
            screen.print(Padding(Text(visible(line)), (0, 0, 0, 2)))


def _lines(record: Any, lang: str) -> list[str]:
    lines = [say(f"state.{record['state']}", lang)]
    for name in FIELDS:
        field = record["header"][name]
        if field:
            lines.append(f"{say(f'readings.{name}', lang)}: {short(str(field['value']), 200)}")
    for effect in record["effect"]:
        if effect["on"] or effect["until"]:
            lines.append(
                f"{say('column.effective_on', lang)}: {effect['on'] or '?'} → {effect['until'] or ''}".rstrip(" →")
            )
    for relation in record["relations"]:
        lines.append(f"{relation['kind']} ({relation['scope']}): {short(relation['quote'], 160)}")
    for reference in record["references"]:
        role = say(f"role.{reference['role']}", lang)
        lines.append(f"[{role}] {short(reference['text'], 160)}")
    return lines + [f"{t['code']}: {t['message']}" for t in record["troubles"]]
