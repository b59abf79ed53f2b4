"""Forms as spreadsheets (bảng tính): all cells are text or whole numbers, never formulas."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.export.clean import cell
from doccheck.export.forms.paper import FormPaper
from doccheck.export.xlsx import HIDDEN
from doccheck.rulebook.messages import say

FONT = "Times New Roman"
TITLE_MOST = 31
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_HIGHEST, _PIECE = 400.0, 30_000
_LISTS = 1  # first column of the lists of words on the hidden sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A plain table (bảng): heads with widths, rows, and for some columns a closed list of words.

    ``answers`` are the columns that people fill in; ``lists`` gives allowed words by column.
    """

    title: str
    heads: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Any, ...], ...]
    answers: tuple[int, ...] = ()
    lists: Mapping[int, tuple[str, ...]] | None = None
    intro: tuple[str, ...] = ()


def write_tables(tables: Sequence[Table], path: Path, *, hidden: Sequence[str] = (), title: str = "") -> Path:
    """Write tables, one a sheet, whole or not at all."""
    choices = list(dict.fromkeys(tuple(words) for table in tables for words in (table.lists or {}).values()))

    def fill(workbook: Any) -> None:
        workbook.set_properties({"title": title})
        formats = _formats(workbook)
        for table in tables:
            _table(workbook.add_worksheet(_name(table.title)), table, formats, choices)
        if hidden or choices:
            page = workbook.add_worksheet(HIDDEN)
            page.very_hidden()
            _long(page, hidden)
            for row, words in enumerate(choices):
                page.write_row(row, _LISTS, words)

    return _written(path, fill)


def write_form_xlsx(paper: FormPaper, path: Path) -> Path:
    """Write a form as a spreadsheet in the layout of its Word file."""

    def fill(workbook: Any) -> None:
        workbook.set_properties({"title": paper.form.title})
        page = workbook.add_worksheet(_name(paper.form.id))
        _form(page, paper, _formats(workbook))

    return _written(path, fill)


def _written(path: Path, fill: Any) -> Path:
    import xlsxwriter

    draft = path.with_name(f".{path.name}.draft")
    try:
        with xlsxwriter.Workbook(str(draft), _OPTIONS) as workbook:
            fill(workbook)
        draft.replace(path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise UsageError(say("cli.cannot_write", path=path, reason=getattr(error, "strerror", "") or error)) from error
    finally:
        draft.unlink(missing_ok=True)
    return path


def _name(title: str) -> str:
    kept = "".join(c for c in title if c not in "[]:*?/\\'")
    return kept[:TITLE_MOST] or "1"


def _long(page: Any, texts: Sequence[str]) -> None:
    """Texts longer than a cell, cut over the cells of the first column."""
    pieces = [text[i : i + _PIECE] for text in texts for i in range(0, max(len(text), 1), _PIECE)]
    for i, piece in enumerate(pieces):
        page.write_string(i, 0, piece)


def _table(page: Any, table: Table, formats: dict[str, Any], choices: Sequence[tuple[str, ...]]) -> None:
    at = 0
    for text in table.intro:
        page.merge_range(at, 0, at, max(len(table.heads) - 1, 1), cell(text), formats["intro"])
        page.set_row(at, 16.0 * _lines(text, sum(width for _, width in table.heads)))
        at += 1
    for i, (head, width) in enumerate(table.heads):
        page.set_column(i, i, width)
        page.write_string(at, i, head, formats["head"])
    page.set_row(at, 34)
    page.freeze_panes(at + 1, 2)
    last = at + max(len(table.rows), 1)
    page.autofilter(at, 0, last, len(table.heads) - 1)
    page.repeat_rows(at)
    _print(page)
    for r, row in enumerate(table.rows, at + 1):
        for c, value in enumerate(row):
            _put(page, r, c, value, formats["answer" if c in table.answers else "cell"])
        page.set_row(r, _height(row, [width for _, width in table.heads]))
    for column, words in (table.lists or {}).items():
        if table.rows:
            source = _source(choices.index(tuple(words)), len(words))
            page.data_validation(
                at + 1, column, last, column, {"validate": "list", "source": source, "error_type": "stop"}
            )


def _source(row: int, count: int) -> str:
    """Where a list stands on the hidden sheet: a list inside the rule would break at the comma of a choice."""
    from xlsxwriter.utility import xl_range_abs

    return f"={HIDDEN}!{xl_range_abs(row, _LISTS, row, _LISTS + count - 1)}"


def _form(page: Any, paper: FormPaper, formats: dict[str, Any]) -> None:
    last = len(paper.columns) - 1
    widths = [column.width for column in paper.columns]
    half = _half(widths)
    for i, width in enumerate(widths):
        page.set_column(i, i, width)
    at = 0
    for text, style in (
        (paper.form.number, "right"),
        (paper.note, "right"),
    ):
        if text:
            page.merge_range(at, 0, at, last, cell(text), formats[style])
            at += 1
    at = _letterhead(page, paper, at, half, last, formats)
    for text, style in ((paper.form.title, "title"), (paper.subtitle, "subtitle"), (paper.warning, "warning")):
        if text:
            page.merge_range(at, 0, at, last, cell(text), formats[style])
            page.set_row(at, 20.0 * _lines(text, int(sum(widths) * 0.8)))
            at += 1
    at += 1
    for i, column in enumerate(paper.columns):
        page.write_string(at, i, column.title, formats["head_plain"])
    page.set_row(at, 15.0 * max(_lines(c.title, int(c.width * 0.85)) for c in paper.columns) + 4)
    page.repeat_rows(at)
    page.freeze_panes(at + 1, 0)
    at = _rows(page, paper, at + 1, widths, formats)
    if paper.total:
        page.merge_range(at, 0, at, last, cell(paper.total), formats["left"])
        at += 2
    for words in (*paper.head.signature, "", "", "", paper.head.signer):
        if words:
            page.merge_range(at, half, at, last, cell(words), formats["center_bold"])
        at += 1
    _print(page)


def _half(widths: Sequence[int]) -> int:
    """The column at which the right side of head and signature begins."""
    return next((i for i in range(2, len(widths)) if sum(widths[:i]) >= 0.36 * sum(widths)), len(widths) - 1)


def _letterhead(page: Any, paper: FormPaper, at: int, half: int, last: int, formats: dict[str, Any]) -> int:
    head = paper.head
    right = (say("campaign.country"), say("campaign.motto"), head.place_day)
    left = (head.above, head.organ, "") if head.above else (head.organ, "", "")
    styles = (
        ("center" if head.above else "center_bold", "center_bold"),
        ("center_bold", "center_under"),
        ("center", "italic"),
    )
    for i in range(3):
        for words, style, start, end in ((left[i], styles[i][0], 0, half - 1), (right[i], styles[i][1], half, last)):
            if not words:
                continue
            if start == end:
                page.write_string(at + i, start, cell(words), formats[style])
            else:
                page.merge_range(at + i, start, at + i, end, cell(words), formats[style])
    return at + 4


def _rows(page: Any, paper: FormPaper, at: int, widths: list[int], formats: dict[str, Any]) -> int:
    last = len(widths) - 1
    for title, rows in _blocks(paper):
        if title:
            page.merge_range(at, 0, at, last, cell(title), formats["group"])
            page.set_row(at, 17.0 * _lines(title, sum(widths)))
            at += 1
        for row in rows:
            for c, value in enumerate(row):
                _put(page, at, c, value, formats["middle" if paper.columns[c].align == "center" else "cell"])
            page.set_row(at, _height(row, widths))
            at += 1
    return at + 1


def _blocks(paper: FormPaper) -> Iterable[tuple[str, tuple[tuple[str, ...], ...]]]:
    yield from ((group.title, group.rows) for group in paper.groups)
    yield from ((sheet.label, sheet.rows) for sheet in paper.sheets)


def _put(page: Any, row: int, column: int, value: Any, style: Any) -> None:
    if value is None or value == "":
        page.write_blank(row, column, None, style)
    elif isinstance(value, int):
        page.write_number(row, column, value, style)
    else:
        page.write_string(row, column, cell(str(value)), style)


def _print(page: Any) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&R&P/&N")


def _lines(text: str, width: int) -> int:
    return sum(1 + len(part) // max(width, 1) for part in text.split("\n"))


def _height(row: Sequence[Any], widths: Sequence[int]) -> float:
    lines = max((_lines(str(v), int(w * 0.9)) for v, w in zip(row, widths, strict=False) if v), default=1)
    return min(15.0 * lines + 3, _HIGHEST)


def _formats(workbook: Any) -> dict[str, Any]:
    base = {"font_name": FONT, "font_size": 11, "valign": "top"}
    boxed = {**base, "border": 1, "text_wrap": True}
    middle = {**base, "align": "center", "valign": "vcenter", "text_wrap": True}
    made = {
        "cell": boxed,
        "middle": {**boxed, "align": "center"},
        "answer": {**boxed, "bg_color": "#FFFBE6"},
        "group": {**boxed, "bold": True},
        "head": {**boxed, **middle, "bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF"},
        "head_plain": {**boxed, **middle, "bold": True},
        "intro": {**base, "text_wrap": True},
        "left": {**base, "italic": True},
        "right": {**base, "italic": True, "align": "right"},
        "center": middle,
        "center_bold": {**middle, "bold": True},
        "center_under": {**middle, "bold": True, "underline": 1},
        "italic": {**middle, "italic": True},
        "title": {**middle, "bold": True, "font_size": 14},
        "subtitle": {**middle, "italic": True, "font_size": 12},
        "warning": {**middle, "bold": True, "italic": True, "font_color": "#9C0006"},
    }
    return {name: workbook.add_format(style) for name, style in made.items()}
