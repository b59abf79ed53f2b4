"""``doccheck survey`` (nhìn toàn kho): merged units, district documents that fall, same files."""

from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import DEFAULT_WORKSPACE, Day, Lang, Registry, Workspace, day_of, tongue

FORMS = ("table", "json", "xlsx")


def survey(
    as_of: Day = None,
    workspace: Workspace = DEFAULT_WORKSPACE,
    registry: Registry = None,
    form: Annotated[
        str | None, typer.Option("--format", help="cli.survey.option.format", metavar="table|json|xlsx")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="cli.survey.option.output", metavar="FILE")
    ] = None,
    lang: Lang = None,
) -> None:
    """Print what the pile shows as a whole."""
    from doccheck.campaign import survey as whole
    from doccheck.campaign.survey_table import write_survey
    from doccheck.errors import UsageError
    from doccheck.export.clean import visible
    from doccheck.export.lines import dumps
    from doccheck.pipeline import open_tools
    from doccheck.rulebook.messages import say
    from doccheck.run.workspace import open_workspace

    speech = tongue(lang)
    form = form or ("xlsx" if output is not None else "table")
    if form not in FORMS:
        raise UsageError(say("survey.no_form", speech, form=form, forms=", ".join(FORMS)))
    if form == "xlsx" and output is None:
        raise UsageError(say("survey.needs_output", speech))
    tools, opened = open_tools(registry), open_workspace(workspace)
    found = whole.survey(opened, tools, today=day_of(as_of, speech))
    opened.close()
    if form == "xlsx" and output is not None:
        typer.echo(say("cli.written", speech, path=write_survey(found, tools.book, output, speech)))
    elif form == "json":
        typer.echo(dumps(whole.record(found, tools.book), indent=2))
    else:
        for line in whole.told(found, tools.book, speech):
            typer.echo(visible(line))
