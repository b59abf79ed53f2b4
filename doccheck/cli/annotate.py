"""``doccheck annotate`` (đánh dấu trên bản gốc): findings as highlights and notes where they stand."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import Day, Fail, FailOn, Lang, Ocr, Output, Registry, Rules, day_of, recipe_of, tongue
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say


class View(StrEnum):
    """Forms of the view."""

    AUTO = "auto"
    PDF = "pdf"
    HTML = "html"


OneFile = Annotated[Path, typer.Argument(help="cli.argument.file", metavar="FILE", show_default=False)]


def annotate(
    file: OneFile,
    as_of: Day = None,
    form: Annotated[View, typer.Option("--format", help="cli.option.annotate_format")] = View.AUTO,
    output: Output = None,
    fail_on: Fail = FailOn.NEVER,
    registry: Registry = None,
    rules: Rules = None,
    ocr: Ocr = True,
    lang: Lang = None,
) -> None:
    """Show the findings on the original."""
    from doccheck.cli.codes import exit_code
    from doccheck.cli.output import note
    from doccheck.export.annotate_pdf import LockedPdf
    from doccheck.export.draft import write_draft
    from doccheck.model.text import State
    from doccheck.pipeline import Tools, check_document, open_tools
    from doccheck.run.annotate import as_html, as_pdf, open_original

    speech, day = tongue(lang), day_of(as_of, tongue(lang))
    if not file.is_file():
        raise UsageError(say("run.no_such_path", speech, path=file))
    recipe = recipe_of(registry, rules, ocr)
    opened = open_tools(recipe.registry, recipe.rules)
    tools = Tools(book=opened.book, shelf=opened.shelf, options=recipe.options)
    report = check_document(file, tools, as_of=day)
    if report.state is State.UNREADABLE:
        reason = report.troubles[0].code if report.troubles else ""
        raise UsageError(say("draft.unreadable", speech, path=file, reason=reason))
    original = open_original(file, report, tools.book, speech)
    made: bytes | None = None
    if form is not View.HTML:
        try:
            made = as_pdf(original)
        except LockedPdf as error:
            raise UsageError(say("annotate.damaged", speech, path=file)) from error
    if made is None and form is View.PDF:
        raise UsageError(say("annotate.no_pdf", speech, path=file))
    suffix = ".html" if made is None else ".pdf"
    target = output or file.with_name(f"{file.stem.removesuffix('.doccheck')}.doccheck{suffix}")
    if target.resolve() == file.resolve():
        raise UsageError(say("draft.same_file", speech, path=file))
    try:
        write_draft(made if made is not None else as_html(original, speech).encode("utf-8"), target)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", speech, path=target, reason=error.strerror)) from error
    note(say("cli.written", speech, path=target))
    raise typer.Exit(exit_code({mark.level for mark in original.marks}, False, fail_on))
