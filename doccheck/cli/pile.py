"""``doccheck scan``, ``export`` and ``decide`` (quét kho, xuất, nhận quyết định): a workspace that remembers."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.options import (
    DEFAULT_WORKSPACE,
    Day,
    Engine,
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
    Workspace,
    day_of,
    recipe_of,
    tongue,
    workers_of,
)
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

Paths = Annotated[list[str], typer.Argument(help="cli.argument.paths", metavar="PATH", show_default=False)]
ScanForm = Annotated[Form | None, typer.Option("--format", help="cli.option.scan_format", show_default=False)]


def scan(
    paths: Paths,
    as_of: Day = None,
    registry: Registry = None,
    workspace: Workspace = DEFAULT_WORKSPACE,
    workers: Workers = None,
    engine: Annotated[Engine, typer.Option("--engine", help="cli.option.engine")] = Engine.LOCAL,
    fail_on: Fail = FailOn.ERROR,
    form: ScanForm = None,
    output: Output = None,
    rules: Rules = None,
    ocr: Ocr = True,
    retry: Annotated[bool, typer.Option("--retry", help="cli.option.retry")] = False,
    progress: Progress = Events.AUTO,
    lang: Lang = None,
) -> None:
    """Scan a pile into a workspace."""
    from doccheck.cli.codes import exit_code
    from doccheck.cli.output import note, write_paper
    from doccheck.cli.progress import watcher
    from doccheck.run.standing import open_levels

    speech, day = tongue(lang), day_of(as_of, tongue(lang))
    recipe = recipe_of(registry, rules, ocr)
    with watcher(progress, speech) as watch:
        opened, totals = scan_pile(
            paths, recipe, day, workspace, workers=workers_of(workers), watch=watch, retry=retry, engine=engine
        )
    if form is not None and (written := write_paper(paper_of(opened, speech), form, output)):
        note(say("cli.written", speech, path=written))
    for line in summary(totals, speech):
        (note if form is not None else typer.echo)(line)
    if form is None:
        typer.echo(say("cli.next", speech, workspace=workspace))
    levels = open_levels(opened)
    opened.close()
    raise typer.Exit(exit_code(levels, bool(totals.unread), fail_on))


def scan_pile(
    paths: list[str],
    recipe: Any,
    as_of: date,
    workspace: Path,
    *,
    workers: int,
    watch: Any,
    retry: bool = False,
    engine: Engine = Engine.LOCAL,
) -> tuple[Any, Any]:
    """Run a scan; the open workspace and its totals."""
    from doccheck.pipeline import open_tools
    from doccheck.run.inputs import look_for
    from doccheck.run.scan import Scan
    from doccheck.run.workspace import open_workspace

    tools = open_tools(recipe.registry, recipe.rules)
    look_for(paths)
    opened = open_workspace(workspace, create=True)
    job = Scan(
        workspace=opened,
        recipe=recipe,
        as_of=as_of,
        registry_digest=tools.shelf.digest,
        workers=workers,
        watcher=watch,
        retry=retry,
    )
    if engine is Engine.DASK:
        from doccheck.run.cluster import cluster

        with cluster(recipe, workers) as job.engine:
            return opened, job.run(paths, datetime.now().isoformat(timespec="seconds"))
    return opened, job.run(paths, datetime.now().isoformat(timespec="seconds"))


def paper_of(workspace: Any, lang: str) -> Any:
    """The last scan as a paper, with the decisions made so far."""
    from doccheck.export.paper import make_paper
    from doccheck.run.audit import anchor as anchor_of
    from doccheck.run.decide import verdicts

    last = workspace.last_run()
    if last is None:
        raise UsageError(say("run.no_scan", lang, path=workspace.path))
    return make_paper(
        workspace.records(lang),
        as_of=date.fromisoformat(last[1]),
        lang=lang,
        gaps=workspace.gaps(),
        verdicts=verdicts(workspace),
        complete=last[2] == "complete",
        last_decision=workspace.last_decision(),
        anchor=str(anchor) if (anchor := anchor_of(workspace.conn)).count else "",
    )


def summary(totals: Any, lang: str) -> list[str]:
    """What a scan did, in a few lines."""
    lines = [say("cli.summary.documents", lang, total=totals.documents, read=totals.read, judged=totals.judged)]
    states = [f"{say(f'state.{name}', lang)}: {count}" for name, count in totals.states.items()]
    levels = [f"{say(f'level.{n}', lang)}: {totals.levels[n]}" for n in _LEVELS if n in totals.levels]
    lines.append(say("cli.summary.states", lang, states="; ".join(states)))
    lines.append(say("cli.summary.levels", lang, levels="; ".join(levels) or say("cli.summary.none", lang)))
    if totals.bases:
        rest = totals.bases - totals.decided - totals.dated
        parts = {"decided": totals.decided, "dated": totals.dated, "rest": rest}
        shares = {f"{name}_share": f"{100 * count / totals.bases:.0f}" for name, count in parts.items()}
        lines.append(say("cli.summary.decided", lang, bases=totals.bases, **parts, **shares))
        if totals.waited_for:
            lines.append(say("cli.summary.wanted", lang, acts=totals.waited_for))
    if totals.unread:
        from doccheck.rulebook.troubles import troubles

        lines.append(say("cli.summary.unread", lang, count=sum(totals.unread.values())))
        lines += [f"  {count} × {troubles().message(code, lang)} [{code}]" for code, count in totals.unread.items()]
    return lines


_LEVELS = ("error", "warning", "review", "info")


def export(
    workspace: Workspace = DEFAULT_WORKSPACE,
    form: Annotated[Form, typer.Option("--format", help="cli.option.format")] = Form.XLSX,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """Write the last scan again."""
    from doccheck.cli.output import note, write_paper
    from doccheck.run.workspace import open_workspace

    speech = tongue(lang)
    opened = open_workspace(workspace)
    written = write_paper(paper_of(opened, speech), form, output)
    opened.close()
    if written:
        note(say("cli.written", speech, path=written))


def decide(
    file: Annotated[Path, typer.Argument(help="cli.argument.paper", metavar="FILE.xlsx", show_default=False)],
    preview: Annotated[bool, typer.Option("--preview", help="cli.option.preview")] = False,
    workspace: Workspace = DEFAULT_WORKSPACE,
    lang: Lang = None,
) -> None:
    """Read decisions back from a working paper."""
    from doccheck.export.answers import read_answers
    from doccheck.export.clean import visible
    from doccheck.run.decide import compare, take
    from doccheck.run.workspace import open_workspace

    speech = tongue(lang)
    answers = read_answers(file)
    opened = open_workspace(workspace)
    lines = compare(opened, answers, made_on=date.today(), source=file.name, lang=speech)
    counts = {kind: sum(line.kind == kind for line in lines) for kind in ("new", "changed", "same", "problem")}
    for line in lines:
        if line.kind != "same":
            typer.echo(f"{say(f'decide.kind.{line.kind}', speech)}: {visible(line.text)}")
    if not lines:
        typer.echo(say("decide.empty", speech))
    elif preview:
        typer.echo(say("decide.preview", speech, **counts))
    else:
        written = take(opened, lines)
        typer.echo(say("decide.done", speech, written=written, same=counts["same"], problem=counts["problem"]))
    opened.close()
    raise typer.Exit(1 if counts["problem"] else 0)
