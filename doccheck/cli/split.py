"""``doccheck split`` (tách tệp chứa nhiều văn bản): where documents begin in a file; cut when a folder is named."""

from datetime import date
from pathlib import Path
from textwrap import shorten
from typing import Annotated, Any

import typer

from doccheck.cli.about import AsList, ListForm
from doccheck.cli.options import Lang, Ocr, Rules, tongue
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

_SHOWN = 60

OneFile = Annotated[Path, typer.Argument(help="cli.argument.bound", metavar="FILE", show_default=False)]
At = Annotated[str | None, typer.Option("--at", help="cli.option.at", metavar="PAGES", show_default=False)]
Folder = Annotated[
    Path | None, typer.Option("--output", "-o", help="cli.option.split_output", metavar="DIR", show_default=False)
]


def split(
    file: OneFile,
    at: At = None,
    output: Folder = None,
    form: AsList = ListForm.TABLE,
    rules: Rules = None,
    ocr: Ocr = True,
    lang: Lang = None,
) -> None:
    """Show where documents begin, or cut them."""
    from doccheck.cli.options import Form
    from doccheck.cli.output import note, write_records
    from doccheck.extract import ExtractOptions
    from doccheck.rulebook.book import load_book
    from doccheck.run.split import can_be_written, pieces, row, write

    speech = tongue(lang)
    if not file.is_file():
        raise UsageError(say("run.no_such_path", speech, path=file))
    book = load_book(rules)
    try:
        cut = pieces(file, book, ExtractOptions(ocr=ocr), _pages(at, speech))
    except ValueError as error:
        raise UsageError(say("split.no_such_page", speech, path=file, page=error)) from error
    if not cut.readable:
        reason = cut.text.troubles[0].code
        raise UsageError(say("draft.unreadable", speech, path=file, reason=reason))
    if output is not None and not can_be_written(file):
        raise UsageError(say("split.no_pages", speech, path=file))
    rows = [row(part, cut.text, book, speech) for part in cut.found]
    if form is ListForm.TABLE:
        _table(rows, speech)
    else:
        write_records(rows, Form(form.value), None)
    note(say("split.found", speech, count=len(rows), path=file))
    for page in dict.fromkeys(one["first_page"] for one in rows if one["inside"]):
        note(say("split.look", speech, page=page))
    if output is None:
        return
    try:
        for path in write(file, cut, output, speech):
            note(say("split.written", speech, path=path))
    except FileExistsError as error:
        raise UsageError(say("split.taken", speech, path=error)) from error
    except OSError as error:
        raise UsageError(say("cli.cannot_write", speech, path=output, reason=error.strerror)) from error


def _pages(text: str | None, lang: str) -> tuple[int, ...]:
    """Pages as written: ``1,4,9``."""
    if text is None:
        return ()
    written = [one.strip() for one in text.split(",")]
    if not all(one.isascii() and one.isdigit() for one in written):
        raise UsageError(say("split.bad_pages", lang, text=text))
    return tuple(map(int, written))


def _span(row: dict[str, Any], lang: str) -> str:
    """Pages of a document; a first page that it has in common with the one before is marked."""
    if not row["first_page"]:
        return ""
    pages = f"{row['first_page']}-{row['last_page']}"
    return say("split.shared", lang, pages=pages) if row["inside"] else pages


def _table(rows: list[dict[str, Any]], lang: str) -> None:
    from doccheck.cli.registry import grid
    from doccheck.rulebook.render import day_words

    def told(value: object) -> str:
        return "" if value is None else str(value)

    cells = [
        (
            _span(row, lang),
            told(row["type_name"]),
            told(row["number"]),
            day_words(date.fromisoformat(row["issued_on"]), lang) if row["issued_on"] else "",
            f"{row['confidence']:.0%}",
            shorten(row["title"] or row["quote"], _SHOWN, placeholder="…"),
        )
        for row in rows
    ]
    grid(("pages", "type", "number", "issued", "sure", "title"), cells, lang, heads="split.col")
