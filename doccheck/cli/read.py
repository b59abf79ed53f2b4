"""``doccheck parse`` and ``doccheck check`` (đọc, kiểm tra): a few documents, the answer at once."""

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.options import (
    Day,
    Events,
    Fail,
    FailOn,
    Form,
    Lang,
    Ocr,
    Output,
    Progress,
    Registry,
    Rules,
    Workers,
    day_of,
    recipe_of,
    tongue,
    workers_of,
)
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say


class ReadForm(StrEnum):
    """Forms of output of readings."""

    JSONL = "jsonl"
    JSON = "json"
    TABLE = "table"


Paths = Annotated[list[str] | None, typer.Argument(help="cli.argument.paths", metavar="PATH", show_default=False)]
Files = Annotated[list[str], typer.Argument(help="cli.argument.files", metavar="FILE", show_default=False)]


def parse(
    paths: Paths = None,
    records: Annotated[Path | None, typer.Option("--records", help="cli.option.records", metavar="FILE.jsonl")] = None,
    form: Annotated[ReadForm, typer.Option("--format", help="cli.option.read_format")] = ReadForm.JSONL,
    output: Output = None,
    rules: Rules = None,
    workers: Workers = None,
    ocr: Ocr = True,
    progress: Progress = Events.AUTO,
    lang: Lang = None,
) -> None:
    """Read documents and print what was read."""
    from doccheck.cli.output import write_records
    from doccheck.cli.progress import watcher

    speech = tongue(lang)
    if (records is None) == (not paths):
        raise UsageError(say("cli.paths_or_records", speech))
    with watcher(progress, speech) as watch:
        found = _texts(records, rules) if records else _readings(paths or [], rules, ocr, workers, watch)
        counted = _Counted(found)
        if form is ReadForm.TABLE:
            from doccheck.cli.output import stream
            from doccheck.export.readings import show_readings

            with stream(output) as out:
                show_readings(counted, speech, out)
        else:
            write_records(counted, Form(form.value), output)
    if counted.unread:
        from doccheck.cli.output import note

        note(say("cli.unread", speech, count=counted.unread, total=counted.total))
        raise typer.Exit(5)


def _readings(paths: list[str], rules: Path | None, ocr: bool, workers: int | None, watch: Any) -> Iterator[Any]:
    from doccheck.run.direct import parse_paths

    return parse_paths(paths, recipe_of(None, rules, ocr), workers=workers_of(workers), watcher=watch)


def _texts(path: Path, rules: Path | None) -> Iterator[Any]:
    from doccheck.run.texts import parse_records

    return parse_records(path, rules)


class _Counted:
    """Records as they pass, counted."""

    def __init__(self, records: Iterator[Any]) -> None:
        self.records, self.total, self.unread = records, 0, 0

    def __iter__(self) -> Iterator[Any]:
        for record in self.records:
            self.total += 1
            self.unread += record["state"] == "unreadable"
            yield record


def check(
    files: Files,
    as_of: Day = None,
    registry: Registry = None,
    fail_on: Fail = FailOn.ERROR,
    form: Annotated[Form, typer.Option("--format", help="cli.option.format")] = Form.TABLE,
    output: Output = None,
    rules: Rules = None,
    workers: Workers = None,
    ocr: Ocr = True,
    progress: Progress = Events.AUTO,
    lang: Lang = None,
) -> None:
    """Check a few documents without a workspace."""
    from doccheck.cli.codes import exit_code
    from doccheck.cli.output import note, write_paper
    from doccheck.cli.progress import watcher
    from doccheck.export.paper import make_paper
    from doccheck.pipeline import open_tools
    from doccheck.run.direct import check_paths

    speech, day = tongue(lang), day_of(as_of, tongue(lang))
    recipe = recipe_of(registry, rules, ocr)
    open_tools(recipe.registry, recipe.rules)
    with watcher(progress, speech) as watch:
        both = check_paths(files, recipe, as_of=day, workers=workers_of(workers), watcher=watch)
        paper = make_paper((one[speech] for one in both), as_of=day, lang=speech)
    written = write_paper(paper, form, output, references=form is Form.TABLE)
    note(paper.counts())
    if written:
        note(say("cli.written", speech, path=written))
    levels = {row.finding["level"] for row in paper.open_findings}
    raise typer.Exit(exit_code(levels, bool(paper.unread), fail_on))
