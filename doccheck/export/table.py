"""What the screen shows (bảng trên màn hình): findings by cause with their proof, references, what was not read."""

import sys
from collections.abc import Iterable
from typing import Any, TextIO

from doccheck.export.clean import visible
from doccheck.export.paper import CauseRow, FindingRow, Paper, Record, fact_line, short, shown_day
from doccheck.rulebook.messages import say

STYLE = {"error": "bold red", "warning": "yellow", "review": "cyan", "info": "dim"}
STATUS_STYLE = {"in_force": "green", "ceased": "red", "never_in_force": "red", "unknown": "dim"}
MOST = 400


def console(out: TextIO | None = None) -> Any:
    """A console for data: colours only on a terminal, no wrapping tricks elsewhere."""
    from rich.console import Console

    target = out or sys.stdout
    width = None if target.isatty() else 120
    return Console(file=target, highlight=False, soft_wrap=False, width=width, emoji=False, markup=False)


def show_paper(paper: Paper, screen: Any, *, references: bool = False, most: int = MOST) -> None:
    """Print a paper: causes with their documents and proof, then what is missing and what was not read."""
    from rich.text import Text

    lang = paper.lang
    if references:
        for record in paper.records:
            _document(record, screen, lang)
    shown = 0
    for cause in paper.causes:
        if shown >= most:
            break
        _cause(cause, screen, lang)
        shown += len(cause.rows)
    if shown < len(paper.findings):
        screen.print(Text(say("table.more", lang, count=len(paper.findings) - shown), style="dim"))
    read = sum(1 for record in paper.records if record["state"] != "unreadable")
    if not paper.findings and read:
        screen.print(say("table.clean", lang, count=read))
    _unread(paper.unread, screen, lang)


def _cause(cause: CauseRow, screen: Any, lang: str) -> None:
    from rich.text import Text

    head = Text(f"\n{say(f'level.{cause.level}', lang)}  ", style=STYLE[cause.level])
    head.append(visible(cause.label), style="bold")
    screen.print(head)
    for row in cause.rows:
        _finding(row, screen, lang)


def _finding(row: FindingRow, screen: Any, lang: str) -> None:
    from rich.padding import Padding
    from rich.text import Text

    finding = row.finding
    line = Text(visible(row.record["path"]))
    line.append(f"  {finding['check']}", style=STYLE[finding["level"]])
    if row.verdict.decision:
        line.append(f"  [{say(f'decision.{row.verdict.decision}', lang)}]", style="green")
    body = [Text(visible(finding["message"]))]
    if finding["quote"]:
        page = f" ({say('column.page', lang).lower()} {finding['page']})" if finding["page"] else ""
        body.append(Text(f"\u201c{visible(short(finding['quote'], 200))}\u201d{page}", style="italic"))
    proof = finding["proof"][:3]
    body.extend(Text(f"{say('column.proof', lang)}: {visible(fact_line(fact, lang))}", style="dim") for fact in proof)
    if finding["basis"]:
        body.append(Text(f"{say('column.basis', lang)}: {visible('; '.join(finding['basis']))}", style="dim"))
    screen.print(Padding(line, (0, 0, 0, 2), expand=False))
    for part in body:
        screen.print(Padding(part, (0, 0, 0, 6), expand=False))


def _document(record: Record, screen: Any, lang: str) -> None:
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    screen.print(Text(visible(record["path"]), style="bold"))
    if record["state"] != "unreadable":
        screen.print(Padding(Text(visible(_own(record["document"], lang))), (0, 0, 0, 2)))
    rows = _mentions(record["references"])
    if not rows:
        return
    table = Table(title=say("table.references", lang), title_justify="left", show_lines=False, expand=False)
    for key in ("table.text", "column.status", "column.reason"):
        table.add_column(say(key, lang), overflow="fold")
    for reference in rows:
        table.add_row(*_reference(reference, lang))
    screen.print(table)
    decided = sum(1 for r in rows if r["match"] == "found" and r["status"] != "unknown")
    screen.print(Text(say("table.decided", lang, decided=decided, total=len(rows)), style="dim"))


def _own(document: Record, lang: str) -> str:
    """What is known of the document itself; that nothing is known is said too."""
    if not document["number"]:
        return say("table.own.unread", lang)
    day = shown_day(document["issued_on"], lang) if document["issued_on"] else None
    name = document["act"]["label"] if document["act"] else ", ".join(filter(None, (document["number"], day)))
    why = document["why"] or ("" if document["act"] else say("table.own.missing", lang))
    return say(
        "table.own", lang, name=name, status=say(f"status.{document['status']}", lang), why=f"; {why}" if why else ""
    )


def _mentions(references: Iterable[Record]) -> list[Record]:
    """One row an act: the first mention stands for the others; the document's words of itself are no mention."""
    found: dict[Any, Record] = {}
    for reference in references:
        if reference["role"] == "self":
            continue
        act = reference["act"]
        found.setdefault(act["id"] if act else reference["text"], reference)
    return list(found.values())


def _reference(reference: Record, lang: str) -> tuple[Any, ...]:
    from rich.text import Text

    status = reference["status"]
    words = say(f"status.{status}", lang)
    if reference["match"] != "found":
        words = say(f"table.match.{reference['match']}", lang)
    elif status in {"ceased", "suspended", "partly_ceased"} and reference["since"]:
        words += say("fact.on", lang, day=shown_day(reference["since"], lang))
    if reference["amended"] and status == "in_force":
        words += say("table.amended", lang)
    lines = [visible(reference["why"] or "")]
    if reference["match"] == "ambiguous":
        lines = [visible(act["label"]) for act in reference["rivals"][:5]]
    lines += [visible(fact_line(fact, lang)) for fact in reference["proof"][:4]]
    return (
        Text(visible(short(reference["text"], 160))),
        Text(words, style=STATUS_STYLE.get(status, "yellow")),
        Text("\n".join(line for line in lines if line), style="dim"),
    )


def _unread(records: tuple[Record, ...], screen: Any, lang: str) -> None:
    from rich.text import Text

    if records:
        screen.print(Text(f"\n{say('sheet.unread', lang)}", style="bold"))
    for record in records[:MOST]:
        reason = next((t["message"] for t in record["troubles"] if t["severity"] == "fatal"), "")
        screen.print(Text(f"  {visible(record['path'])}: {reason}"))
