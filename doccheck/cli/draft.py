"""``doccheck draft`` (dự thảo): the drafter's own Word file back, with a comment at each finding."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import Fail, FailOn, Lang, Output, Registry, Rules, day_of, recipe_of, tongue
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

SignOn = Annotated[str | None, typer.Option("--sign-on", help="cli.option.sign_on", metavar="YYYY-MM-DD")]
Fix = Annotated[bool, typer.Option("--fix", help="cli.option.fix")]
DraftFiles = Annotated[list[str], typer.Argument(help="cli.argument.drafts", metavar="FILE.docx", show_default=False)]


def draft(
    files: DraftFiles,
    sign_on: SignOn = None,
    fix: Fix = False,
    output: Output = None,
    fail_on: Fail = FailOn.ERROR,
    registry: Registry = None,
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """Check drafts before they are signed."""
    from doccheck.cli.codes import exit_code
    from doccheck.cli.output import note
    from doccheck.export.draft import DamagedWord, make_draft, output_of, write_draft
    from doccheck.model.text import State
    from doccheck.pipeline import check_draft, open_tools

    speech = tongue(lang)
    day = day_of(sign_on, speech)
    paths = _paths(files, output, speech)
    recipe = recipe_of(registry, rules)
    tools = open_tools(recipe.registry, recipe.rules)
    levels: set[str] = set()
    for path in paths:
        report = check_draft(path, tools, sign_on=day, instead=sign_on is not None)
        if report.state is State.UNREADABLE:
            reason = report.troubles[0].code if report.troubles else ""
            raise UsageError(say("draft.unreadable", speech, path=path, reason=reason))
        now = datetime.now(UTC)
        try:
            made = make_draft(path.read_bytes(), report, tools.book, tools.shelf, lang=speech, fix=fix, made_on=now)
        except DamagedWord as error:
            raise UsageError(say("draft.damaged", speech, path=path)) from error
        target = output or output_of(path)
        try:
            write_draft(made.data, target)
        except OSError as error:
            raise UsageError(say("cli.cannot_write", speech, path=target, reason=error.strerror)) from error
        for line in made.summary:
            note(line)
        note(say("cli.written", speech, path=target))
        levels |= {note_.finding.level.value for note_ in made.notes}
    raise typer.Exit(exit_code(levels, False, fail_on))


def _paths(files: list[str], output: Path | None, speech: str) -> list[Path]:
    """The drafts; every one must be a Word file that is there, and one output serves one draft."""
    paths = [Path(name) for name in files]
    for path in paths:
        if not path.is_file():
            raise UsageError(say("run.no_such_path", speech, path=path))
        if path.suffix.lower() not in {".docx", ".docm", ".dotx"}:
            raise UsageError(say("draft.only_docx", speech, path=path))
        if output is not None and output.resolve() == path.resolve():
            raise UsageError(say("draft.same_file", speech, path=path))
    if output is not None and len(paths) > 1:
        raise UsageError(say("draft.one_output", speech))
    return paths
