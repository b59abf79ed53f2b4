"""``doccheck campaign`` (đợt rà soát): from the order to the signed lists."""

import secrets
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.options import DEFAULT_WORKSPACE, Lang, Registry, Rules, Workspace, day_of, tongue
from doccheck.cli.speech import SpokenCommand, new_app
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

campaign_app = new_app("cli.campaign", no_args_is_help=True)
DEFAULT_FILE = Path("campaign.db")
File = Annotated[Path, typer.Option("--campaign", "-c", help="cli.campaign.option.file", metavar="DB")]
Folder = Annotated[Path, typer.Option("--output", "-o", help="cli.campaign.option.folder", metavar="DIR")]
Words = list[str] | None
Templates = Annotated[Path | None, typer.Option("--templates", help="cli.campaign.option.templates", metavar="DIR")]
Who = Annotated[str, typer.Option("--by", help="cli.campaign.option.by", metavar="NAME")]
On = Annotated[str | None, typer.Option("--on", help="cli.campaign.option.on", metavar="YYYY-MM-DD")]


def _now() -> str:
    return datetime.now().isoformat(timespec="seconds")


def _day(text: str | None, lang: str) -> date | None:
    return day_of(text, lang) if text else None


def open_all(file: Path) -> tuple[Any, Any, Any]:
    """(campaign, workspace, rules) of a campaign's file."""
    from doccheck.campaign.store import open_campaign
    from doccheck.rulebook.book import load_book
    from doccheck.run.workspace import open_workspace

    campaign = open_campaign(file)
    return campaign, open_workspace(campaign.workspace_path()), load_book()


def _tell(text: str) -> None:
    from doccheck.export.clean import visible

    typer.echo(visible(text))


def _folder(path: Path) -> Path:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=path, reason=error.strerror)) from error
    return path


@campaign_app.command("new", cls=SpokenCommand, help="cli.campaign_new")
def new(
    name: Annotated[str, typer.Argument(help="cli.campaign.argument.name", metavar="NAME", show_default=False)],
    kind: Annotated[str, typer.Option("--kind", help="cli.campaign.option.kind", metavar="KIND")] = "yearly",
    cut_off: Annotated[
        str | None, typer.Option("--cut-off", help="cli.campaign.option.cut_off", metavar="YYYY-MM-DD")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", help="cli.campaign.option.since", metavar="YYYY-MM-DD")
    ] = None,
    due: Annotated[str | None, typer.Option("--due", help="cli.campaign.option.due", metavar="YYYY-MM-DD")] = None,
    organ: Annotated[str, typer.Option("--organ", help="cli.campaign.option.organ", metavar="NAME")] = "",
    above: Annotated[str, typer.Option("--above", help="cli.campaign.option.above", metavar="NAME")] = "",
    place: Annotated[str, typer.Option("--place", help="cli.campaign.option.place", metavar="NAME")] = "",
    owner: Annotated[str, typer.Option("--owner", help="cli.campaign.option.owner", metavar="NAME")] = "",
    signature: Annotated[
        list[str] | None, typer.Option("--sign-as", help="cli.campaign.option.sign_as", metavar="TEXT")
    ] = None,
    signer: Annotated[str, typer.Option("--signer", help="cli.campaign.option.signer", metavar="NAME")] = "",
    central: Annotated[bool, typer.Option("--central/--local", help="cli.campaign.option.central")] = False,
    workspace: Workspace = DEFAULT_WORKSPACE,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Order a campaign."""
    from doccheck.campaign.order import make_settings
    from doccheck.campaign.store import beside, new_campaign
    from doccheck.rulebook.book import load_book
    from doccheck.run.workspace import open_workspace

    speech = tongue(lang)
    open_workspace(workspace).close()
    settings = make_settings(
        name,
        kind,
        load_book(),
        today=date.today(),
        cut_off=_day(cut_off, speech),
        since=_day(since, speech),
        workspace=beside(workspace, file),
        uid=secrets.token_hex(8),
        owner=owner,
        organ=organ,
        above=above,
        place=place,
        signature=tuple(signature or ()),
        signer=signer,
        level="central" if central else "local",
        due=_day(due, speech),
        lang=speech,
    )
    new_campaign(file, settings).close()
    status(file=file, lang=lang)


@campaign_app.command("scope", cls=SpokenCommand, help="cli.campaign_scope")
def scope(
    issuer: Annotated[
        Words, typer.Option("--issuer", help="cli.campaign.option.scope_issuer", metavar="ISSUER")
    ] = None,
    level: Annotated[Words, typer.Option("--level", help="cli.campaign.option.scope_level", metavar="LEVEL")] = None,
    instrument: Annotated[
        Words, typer.Option("--instrument", help="cli.campaign.option.scope_instrument", metavar="TYPE")
    ] = None,
    folder: Annotated[Words, typer.Option("--folder", help="cli.campaign.option.scope_folder", metavar="DIR")] = None,
    field: Annotated[Words, typer.Option("--field", help="cli.campaign.option.scope_field", metavar="FIELD")] = None,
    normative: Annotated[bool, typer.Option("--normative/--all", help="cli.campaign.option.normative")] = False,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Say which documents belong."""
    from doccheck.campaign.order import make_scope
    from doccheck.campaign.store import ordered
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    campaign, workspace, _ = open_all(file)
    made = make_scope(
        load_book(),
        issuers=issuer or (),
        levels=level or (),
        instruments=instrument or (),
        folders=folder or (),
        fields=field or (),
        normative=normative,
        lang=speech,
    )
    campaign.change(ordered(campaign.settings, scope=made))
    campaign.close()
    workspace.close()
    status(file=file, lang=lang)


@campaign_app.command("status", cls=SpokenCommand, help="cli.campaign_status")
def status(
    file: File = DEFAULT_FILE,
    form: Annotated[str, typer.Option("--format", help="cli.campaign.option.format", metavar="table|json")] = "table",
    lang: Lang = None,
) -> None:
    """Where the campaign stands."""
    from doccheck.campaign.order import standing, standing_lines
    from doccheck.export.lines import dumps

    speech = tongue(lang)
    campaign, workspace, book = open_all(file)
    told = standing(campaign, workspace, book, today=date.today(), lang=speech)
    if form == "json":
        typer.echo(dumps(told, indent=2))
    else:
        for line in standing_lines(told, speech):
            _tell(line)
    campaign.close()
    workspace.close()
    raise typer.Exit(1 if told["problems"] else 0)


@campaign_app.command("assign", cls=SpokenCommand, help="cli.campaign_assign")
def assign(
    department: Annotated[str, typer.Argument(help="cli.campaign.argument.department", metavar="DEPARTMENT")],
    who: Annotated[str, typer.Argument(help="cli.campaign.argument.who", metavar="WHO")],
    due: Annotated[str | None, typer.Option("--due", help="cli.campaign.option.due", metavar="YYYY-MM-DD")] = None,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Give a department's documents to somebody."""
    from doccheck.campaign import packet as packets
    from doccheck.campaign.dossier import dossiers

    speech = tongue(lang)
    campaign, workspace, book = open_all(file)
    found = dossiers(campaign, workspace, book)
    packets.known(found, department, speech)
    packets.assign(campaign, department, found, who=who, due=_day(due, speech), at=_now())
    _tell(say("campaign.assigned", speech, department=department, who=who))
    campaign.close()
    workspace.close()


@campaign_app.command("packet", cls=SpokenCommand, help="cli.campaign_packet")
def packet(
    department: Annotated[list[str] | None, typer.Argument(help="cli.campaign.argument.departments")] = None,
    folder: Folder = Path(),
    whole: Annotated[bool, typer.Option("--workspace-file", help="cli.campaign.option.whole")] = False,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Write packets."""
    from doccheck.campaign import packet as packets
    from doccheck.campaign.dossier import dossiers

    speech = tongue(lang)
    campaign, workspace, book = open_all(file)
    found = dossiers(campaign, workspace, book, speech)
    for name in department or packets.departments(found):
        packets.known(found, name, speech)
        path, count = packets.make(
            campaign, workspace, book, found, _folder(folder), name, at=_now(), lang=speech, whole=whole
        )
        _tell(say("packet.written", speech, path=path, count=count))
    campaign.close()
    workspace.close()


@campaign_app.command("merge", cls=SpokenCommand, help="cli.campaign_merge")
def merge(
    files: Annotated[list[Path], typer.Argument(help="cli.campaign.argument.packets", metavar="FILE.xlsx")],
    preview: Annotated[bool, typer.Option("--preview", help="cli.option.preview")] = False,
    by: Who = "",
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Take packets back."""
    from doccheck.campaign import merge as merging

    speech, problems = tongue(lang), 0
    campaign, workspace, _ = open_all(file)
    for path in files:
        found = merging.read_packet(path, campaign, workspace, made_on=date.today(), lang=speech)
        for line in found.lines:
            if line.kind != "same":
                _tell(f"{say(f'decide.kind.{line.kind}', speech)}: {line.text}")
        counts = {kind: found.count(kind) for kind in ("new", "changed", "same", "problem")}
        problems += counts["problem"]
        if preview:
            _tell(say("decide.preview", speech, **counts))
        else:
            written = merging.take(found, campaign, workspace, who=by or found.department, at=_now())
            _tell(say("decide.done", speech, written=written, same=counts["same"], problem=counts["problem"]))
    campaign.close()
    workspace.close()
    raise typer.Exit(1 if problems else 0)


@campaign_app.command("undo", cls=SpokenCommand, help="cli.campaign_undo")
def undo(file: File = DEFAULT_FILE, lang: Lang = None) -> None:
    """Take the last merge back."""
    from doccheck.campaign import merge as merging

    speech = tongue(lang)
    campaign, workspace, _ = open_all(file)
    done = merging.undo(campaign, workspace, at=_now())
    if done is None:
        _tell(say("merge.nothing", speech))
    else:
        _tell(say("merge.undone", speech, count=done[0]))
        for name in done[1]:
            _tell(say("merge.stays", speech, name=name))
    campaign.close()
    workspace.close()


@campaign_app.command("report", cls=SpokenCommand, help="cli.campaign_report")
def report(
    folder: Folder = Path(),
    unconfirmed: Annotated[bool, typer.Option("--unconfirmed", help="cli.campaign.option.unconfirmed")] = False,
    on: On = None,
    templates: Templates = None,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Write all official papers."""
    from doccheck.campaign.write import write_papers

    speech = tongue(lang)
    campaign, workspace, book = open_all(file)
    made = write_papers(
        campaign, workspace, book, _folder(folder), on=day_of(on, speech), unconfirmed=unconfirmed, templates=templates
    )
    for path, count in made.papers:
        _tell(say("campaign.written", speech, path=path, count=count))
    for problem in made.totals.problems:
        _tell(problem)
    campaign.close()
    workspace.close()
    raise typer.Exit(1 if made.totals.problems else 0)


@campaign_app.command("repeal", cls=SpokenCommand, help="cli.campaign_repeal")
def repeal(
    issuer: Annotated[str | None, typer.Option("--issuer", help="cli.campaign.option.issuer", metavar="ID")] = None,
    sign_on: Annotated[
        str | None, typer.Option("--sign-on", help="cli.campaign.option.sign_on", metavar="YYYY-MM-DD")
    ] = None,
    lead: Annotated[str, typer.Option("--lead", help="cli.campaign.option.lead", metavar="NAME")] = "",
    folder: Folder = Path(),
    templates: Templates = None,
    registry: Registry = None,
    rules: Rules = None,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Write the draft that repeals what was confirmed."""
    from doccheck.campaign.dossier import dossiers
    from doccheck.campaign.repeal import issuers_to_repeal, told, write_repeal
    from doccheck.pipeline import open_tools

    speech, day, faults = tongue(lang), day_of(sign_on, tongue(lang)), 0
    campaign, workspace, book = open_all(file)
    tools = open_tools(registry, rules)
    found = dossiers(campaign, workspace, book)
    wanted = [issuer] if issuer else list(issuers_to_repeal(found))
    if not wanted:
        _tell(say("repeal.nothing", speech))
    for number, one in enumerate(wanted, 1):
        path = _folder(folder) / f"repeal-{number}-{one.replace('/', '-')}.docx"
        draft = write_repeal(
            found, campaign.settings, tools, path, issuer=one, sign_on=day, lead=lead, templates=templates
        )
        faults += len(draft.faults)
        for line in told(draft, tools, speech):
            _tell(line)
    campaign.close()
    workspace.close()
    raise typer.Exit(1 if faults else 0)


@campaign_app.command("follow", cls=SpokenCommand, help="cli.campaign_follow")
def follow(file: File = DEFAULT_FILE, lang: Lang = None) -> None:
    """Close what was carried out, list what is overdue."""
    from doccheck.campaign import follow as following
    from doccheck.campaign.dossier import dossiers

    speech = tongue(lang)
    campaign, workspace, book = open_all(file)
    found = dossiers(campaign, workspace, book)
    for one in following.follow(campaign, found, book, at=_now()):
        _tell(say("follow.closed", speech, label=one.label, by=one.closed_by))
    for line in following.told(campaign, date.today(), speech):
        _tell(line)
    campaign.close()
    workspace.close()


@campaign_app.command("compare", cls=SpokenCommand, help="cli.campaign_compare")
def compare(
    listed: Annotated[Path, typer.Argument(help="cli.campaign.argument.listed", metavar="FILE", show_default=False)],
    ended: Annotated[bool | None, typer.Option("--ended/--in-force", help="cli.campaign.option.ended")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")] = None,
    registry: Registry = None,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Compare with a published list."""
    from doccheck.campaign import published
    from doccheck.campaign.dossier import dossiers
    from doccheck.pipeline import open_tools

    speech = tongue(lang)
    campaign, workspace, book = open_all(file)
    tools = open_tools(registry, None)
    rows, refused = published.read_published(listed, tools, ended=ended, lang=speech)
    found = dossiers(campaign, workspace, book, speech)
    differences = published.compare(rows, found, tools, on=campaign.settings.cut_off, lang=speech)
    if output:
        published.write(differences, output, speech)
    for line in published.told(differences, refused, speech):
        _tell(line)
    campaign.close()
    workspace.close()


@campaign_app.command("close", cls=SpokenCommand, help="cli.campaign_close")
def close(
    published: Annotated[
        str | None, typer.Option("--published", help="cli.campaign.option.published", metavar="YYYY-MM-DD")
    ] = None,
    file: File = DEFAULT_FILE,
    lang: Lang = None,
) -> None:
    """Close the campaign and open its recommendations."""
    from doccheck.campaign.dossier import dossiers
    from doccheck.campaign.follow import open_recommendations
    from doccheck.campaign.store import ordered

    speech = tongue(lang)
    public = _day(published, speech)
    campaign, workspace, book = open_all(file)
    found = dossiers(campaign, workspace, book)
    new_ = open_recommendations(campaign, found, book, at=_now()[:10])
    campaign.change(ordered(campaign.settings, closed=date.today(), published=public))
    _tell(say("campaign.closed", speech, count=new_))
    campaign.close()
    workspace.close()
