"""The working paper as a spreadsheet (tệp Excel làm việc): by cause, by document, what is missing, what was not read.

All cells are text or whole numbers, never formulas. A hidden sheet tells ``doccheck decide`` which column is which.
"""

import json
from pathlib import Path
from typing import Any

from doccheck.export.clean import cell
from doccheck.export.columns import ANSWERS, DECISIONS, DISPOSITIONS, Cell, Sheet, sheets
from doccheck.export.paper import Paper, shown_day
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

HIDDEN = "_doccheck"
FORMAT = 1
HEADER_ROW = 0
CHOICES = {"decision": DECISIONS, "disposition": DISPOSITIONS}
LIST_ROWS = {"decision": 1, "disposition": 2}
MAX_ROW_HEIGHT = 180
_FILL = {"error": "#F8D7DA", "warning": "#FFF3CD", "review": "#DCE9F7", "info": "#EEEEEE"}


def write_xlsx(paper: Paper, book: Book, path: Path) -> None:
    """Write the paper to ``path``, whole or not at all."""
    import xlsxwriter

    draft = path.with_name(f".{path.name}.draft")
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    try:
        with xlsxwriter.Workbook(str(draft), options) as workbook:
            workbook.set_properties({"title": say("paper.title", paper.lang), "comments": paper.stamp})
            made = sheets(paper, book)
            _summary(workbook, paper, made)
            for sheet in made:
                _sheet(workbook, sheet, paper.lang)
            _hidden(workbook, paper, made)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _summary(workbook: Any, paper: Paper, made: tuple[Sheet, ...]) -> None:
    lang = paper.lang
    page = workbook.add_worksheet(say("sheet.summary", lang))
    page.hide_gridlines(2)
    page.set_paper(9)
    page.set_landscape()
    page.fit_to_pages(1, 1)
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 80)
    title = workbook.add_format({"bold": True, "font_size": 16, "font_name": "Times New Roman"})
    text = workbook.add_format({"text_wrap": True, "valign": "top", "font_name": "Times New Roman", "font_size": 12})
    warn = workbook.add_format(
        {"text_wrap": True, "bold": True, "font_color": "#9C0006", "font_name": "Times New Roman"}
    )
    page.write_string(0, 0, say("paper.title", lang), title)
    day = shown_day(paper.as_of.isoformat(), lang)
    lines = [say("paper.as_of", lang, day=day), paper.counts(), say("paper.how", lang), say("paper.caution", lang)]
    lines.append(say("paper.stamp", lang, stamp=paper.stamp))
    if paper.anchor:
        lines.append(say("paper.anchor", lang, anchor=paper.anchor))
    row = 2
    if not paper.complete:
        page.merge_range(row, 0, row, 1, say("paper.incomplete", lang), warn)
        row += 1
    for line in lines:
        page.merge_range(row, 0, row, 1, cell(line), text)
        page.set_row(row, 17 * (1 + len(line) // 105))
        row += 1
    row += 1
    for sheet in made:
        page.write_url(row, 0, f"internal:'{sheet.title(lang)}'!A1", string=sheet.title(lang))
        page.write_number(row, 1, len(sheet.rows), workbook.add_format({"align": "left"}))
        row += 1


def _sheet(workbook: Any, sheet: Sheet, lang: str) -> None:
    page = workbook.add_worksheet(sheet.title(lang))
    formats = _formats(workbook)
    for i, column in enumerate(sheet.columns):
        page.set_column(i, i, column.width)
        page.write_string(HEADER_ROW, i, column.title(lang), formats["head"])
    page.set_row(HEADER_ROW, 34)
    page.freeze_panes(HEADER_ROW + 1, 2)
    last = HEADER_ROW + len(sheet.rows)
    page.autofilter(HEADER_ROW, 0, max(last, HEADER_ROW + 1), len(sheet.columns) - 1)
    page.repeat_rows(HEADER_ROW)
    page.set_landscape()
    page.set_paper(8 if len(sheet.columns) > 10 else 9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.set_footer(f"&L{sheet.title(lang)}&R&P/&N")
    levels = {say(f"level.{name}", lang): name for name in _FILL}
    for r, cells in enumerate(sheet.cells(), HEADER_ROW + 1):
        page.set_row(r, _height(sheet, cells))
        for c, value in enumerate(cells):
            key = sheet.columns[c].key
            style = "answer" if key in ANSWERS else levels.get(str(value), "cell") if key == "level" else _style(key)
            _write(page, r, c, value, formats[style])
    if sheet.scope and sheet.rows:
        _lists(page, sheet, last)


def _style(key: str) -> str:
    return "id" if key == "id" else "middle" if key in {"order", "count", "page", "findings", "issued_on"} else "cell"


def _write(page: Any, row: int, column: int, value: Cell | None, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, int):
        page.write_number(row, column, value, style)
    else:
        page.write_string(row, column, cell(value), style)


def _lists(page: Any, sheet: Sheet, last: int) -> None:
    """Drop-downs from the hidden sheet: a list inside the rule would break at the comma of a choice."""
    for key, words in CHOICES.items():
        column = next(i for i, c in enumerate(sheet.columns) if c.key == key)
        row = LIST_ROWS[key]
        source = f"={HIDDEN}!$A${row + 1}:${chr(ord('A') + len(words) - 1)}${row + 1}"
        rule = {"validate": "list", "source": source, "error_type": "stop"}
        page.data_validation(HEADER_ROW + 1, column, last, column, rule)


def _hidden(workbook: Any, paper: Paper, made: tuple[Sheet, ...]) -> None:
    page = workbook.add_worksheet(HIDDEN)
    page.very_hidden()
    told = {
        "format": FORMAT,
        "lang": paper.lang,
        "as_of": paper.as_of.isoformat(),
        "stamp": paper.stamp,
        "last_decision": paper.last_decision,
        "sheets": [
            {"title": s.title(paper.lang), "scope": s.scope, "columns": [c.key for c in s.columns]}
            for s in made
            if s.scope
        ],
    }
    page.write_string(0, 0, json.dumps(told, ensure_ascii=False))
    for key, words in CHOICES.items():
        for i, word in enumerate(words):
            page.write_string(LIST_ROWS[key], i, say(f"{key}.{word}", paper.lang))


def _formats(workbook: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "top", "border": 1, "border_color": "#BFBFBF"}
    wrap = {**base, "text_wrap": True}
    made = {
        "head": {
            **wrap,
            "bold": True,
            "bg_color": "#1F3864",
            "font_color": "#FFFFFF",
            "valign": "vcenter",
            "align": "center",
        },
        "cell": wrap,
        "middle": {**base, "align": "center"},
        "answer": {**wrap, "bg_color": "#FFFBE6"},
        "id": {**base, "font_color": "#7F7F7F", "font_size": 9},
        **{level: {**wrap, "bold": True, "align": "center", "bg_color": color} for level, color in _FILL.items()},
    }
    return {name: workbook.add_format(style) for name, style in made.items()}


def _height(sheet: Sheet, cells: list[Cell | None]) -> float:
    lines = 1
    for column, value in zip(sheet.columns, cells, strict=True):
        if isinstance(value, str):
            lines = max(lines, sum(1 + int(len(part) * 0.95) // column.width for part in value.split("\n")))
    return float(min(15 * lines + 3, MAX_ROW_HEIGHT))
