"""``doccheck survey`` (nhìn toàn kho): merged units, district documents that fall, same files."""

from typing import Annotated

import typer

from doccheck.cli.options import DEFAULT_WORKSPACE, Day, Lang, Registry, Workspace, day_of, tongue


def survey(
    as_of: Day = None,
    workspace: Workspace = DEFAULT_WORKSPACE,
    registry: Registry = None,
    form: Annotated[str, typer.Option("--format", help="cli.campaign.option.format", metavar="table|json")] = "table",
    lang: Lang = None,
) -> None:
    """Print what the pile shows as a whole."""
    from doccheck.campaign import survey as whole
    from doccheck.export.clean import visible
    from doccheck.export.lines import dumps
    from doccheck.pipeline import open_tools
    from doccheck.run.workspace import open_workspace

    speech = tongue(lang)
    tools, opened = open_tools(registry), open_workspace(workspace)
    found = whole.survey(opened, tools, today=day_of(as_of, speech))
    opened.close()
    if form == "json":
        typer.echo(dumps(whole.record(found, tools.book), indent=2))
    else:
        for line in whole.told(found, tools.book, speech):
            typer.echo(visible(line))
