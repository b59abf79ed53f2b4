"""``doccheck upcoming`` (sắp hết hiệu lực, sắp có hiệu lực) and ``doccheck diff`` (so sánh hai lượt quét)."""

import os
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.options import DEFAULT_WORKSPACE, Day, Lang, Registry, Workspace, day_of, tongue
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

ADDRESSES = "DOCCHECK_NOTIFY"
Notify = Annotated[list[str] | None, typer.Option("--notify", help="cli.upcoming.option.notify", metavar="URL")]
Out = Annotated[Path | None, typer.Option("--output", "-o", help="cli.upcoming.option.output", metavar="FILE.xlsx")]


def upcoming(
    days: Annotated[int, typer.Option("--days", min=1, max=3660, help="cli.upcoming.option.days")] = 90,
    as_of: Day = None,
    workspace: Workspace = DEFAULT_WORKSPACE,
    registry: Registry = None,
    form: Annotated[str, typer.Option("--format", help="cli.campaign.option.format", metavar="table|json")] = "table",
    output: Out = None,
    notify: Notify = None,
    lang: Lang = None,
) -> None:
    """Print what dies or wakes, and who depends on it."""
    from doccheck.campaign import upcoming as coming
    from doccheck.export.clean import visible
    from doccheck.export.lines import dumps
    from doccheck.pipeline import open_tools
    from doccheck.run.workspace import open_workspace

    speech = tongue(lang)
    today = day_of(as_of, speech)
    opened = open_workspace(workspace)
    events = coming.upcoming(opened, open_tools(registry), today=today, days=days, lang=speech)
    opened.close()
    title = say("upcoming.title", speech, days=days, today=today.isoformat())
    lines = coming.told(events, days, speech)
    if form == "json":
        typer.echo(dumps([coming.record(event) for event in events], indent=2))
    else:
        for line in [title, *lines] if events else lines:
            typer.echo(visible(line))
    if output:
        coming.write(events, output, title, speech)
    addresses = notify or os.environ.get(ADDRESSES, "").split()
    if addresses and events:
        from doccheck.campaign.alerts import send

        send(addresses, title, "\n".join(lines), [output] if output else ())


def diff(
    old: Annotated[str, typer.Argument(help="cli.diff.argument.old", metavar="OLD", show_default=False)],
    new: Annotated[str | None, typer.Argument(help="cli.diff.argument.new", metavar="NEW", show_default=False)] = None,
    save: Annotated[Path | None, typer.Option("--save", help="cli.diff.option.save", metavar="FILE.json")] = None,
    form: Annotated[str, typer.Option("--format", help="cli.campaign.option.format", metavar="table|json")] = "table",
    output: Out = None,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Compare two scans, a baseline and a scan, or a scan and another day."""
    from doccheck.campaign import changes
    from doccheck.export.clean import visible
    from doccheck.export.lines import dumps

    speech = tongue(lang)
    first = _side(old, None, registry, speech)
    if save:
        typer.echo(say("diff.saved", speech, path=save, count=changes.write_baseline(first, save)))
    if new is None:
        if not save:
            raise UsageError(say("diff.needs_two", speech))
        return
    second = _side(new, old, registry, speech)
    found = changes.compare(first, second)
    if form == "json":
        typer.echo(dumps([changes.record(change) for change in found], indent=2))
    else:
        for line in changes.told(first, second, found, speech):
            typer.echo(visible(line))
    if output:
        changes.write(found, output, speech)
    raise typer.Exit(1 if any(change.what in {"new", "reopened"} for change in found) else 0)


def _side(told: str, other: str | None, registry: Path | None, lang: str) -> Any:
    """A workspace, a baseline, or (with a workspace before it) a day to judge that workspace again."""
    from doccheck.campaign import changes
    from doccheck.run.workspace import open_workspace

    path = Path(told)
    if path.suffix.casefold() == ".json":
        return changes.read_baseline(path)
    if other is not None and not path.exists():
        try:
            day = date.fromisoformat(told)
        except ValueError:
            day = None
        if day is not None:
            return _again(Path(other), day, registry, lang)
    opened = open_workspace(path)
    side = changes.side_of(opened, lang)
    opened.close()
    return side


def _again(path: Path, day: date, registry: Path | None, lang: str) -> Any:
    """The same pile judged on another day, in a copy that is thrown away."""
    import sqlite3
    import tempfile

    from doccheck.campaign import changes
    from doccheck.cli.options import Events, recipe_of, workers_of
    from doccheck.cli.pile import scan_pile
    from doccheck.cli.progress import watcher
    from doccheck.run.workspace import open_workspace

    opened = open_workspace(path)
    roots = changes.roots_of(opened)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / path.name
        target = sqlite3.connect(copy)
        opened.conn.backup(target)
        target.close()
        opened.close()
        with watcher(Events.NONE, lang) as watch:
            again, _ = scan_pile(roots, recipe_of(registry, None), day, copy, workers=workers_of(None), watch=watch)
        side = changes.side_of(again, lang)
        again.close()
    return side
