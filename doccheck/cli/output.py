"""Where results go (đầu ra): data on stdout or into a file, words for people on stderr, and the exit code."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from doccheck.cli.options import Form
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

FILES = {Form.XLSX: ".xlsx", Form.HTML: ".html"}
STEM = "doccheck"


def note(text: str) -> None:
    """A line for people, on stderr."""
    from doccheck.export.clean import visible

    sys.stderr.write(visible(text) + "\n")


@contextmanager
def stream(output: Path | None, *, newline: str | None = None) -> Iterator[TextIO]:
    """The output as a stream of text: a file replaced whole, or stdout."""
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    draft = output.with_name(f".{output.name}.draft")
    try:
        with draft.open("w", encoding="utf-8", newline=newline) as file:
            yield file
        draft.replace(output)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=output, reason=error.strerror)) from error
    finally:
        draft.unlink(missing_ok=True)


def write_paper(paper: Any, form: Form, output: Path | None, *, references: bool = False) -> Path | None:
    """Write a paper in one of its forms; the path of the file where one was written."""
    from doccheck.rulebook.book import load_book

    if form in FILES:
        return _write_file(paper, form, output or Path(f"{STEM}-{paper.as_of.isoformat()}{FILES[form]}"))
    if paper.anchor:  # forms for machines hold no such line: it is said beside them
        note(say("paper.anchor", paper.lang, anchor=paper.anchor))
    if form is Form.CSV:
        from doccheck.export.columns import findings_sheet
        from doccheck.export.lines import write_csv

        with stream(output, newline="") as out:
            write_csv(findings_sheet(paper, load_book()), paper.lang, out)
    elif form is Form.TABLE:
        from doccheck.export.table import console, show_paper

        with stream(output) as out:
            show_paper(paper, console(out), references=references)
    elif form is Form.SARIF:
        from doccheck.export.sarif import write_sarif

        with stream(output) as out:
            write_sarif(paper.records, load_book(), paper.lang, out)
    else:
        write_records(paper.records, form, output)
    return output


def write_records(records: Iterable[Any], form: Form, output: Path | None) -> None:
    """Records as JSON, or JSON lines as they come."""
    from doccheck.export.lines import write_json, write_jsonl

    with stream(output) as out:
        (write_json if form is Form.JSON else write_jsonl)(records, out)


def _write_file(paper: Any, form: Form, path: Path) -> Path:
    from doccheck.export.html import write_html
    from doccheck.export.xlsx import write_xlsx
    from doccheck.rulebook.book import load_book

    try:
        (write_xlsx if form is Form.XLSX else write_html)(paper, load_book(), path)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=path, reason=error.strerror)) from error
    return path
