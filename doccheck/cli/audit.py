"""``doccheck audit`` (kiểm nhật ký): whether every decision is as it was written."""

from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import DEFAULT_WORKSPACE, Lang, Workspace, tongue
from doccheck.cli.speech import SpokenCommand, new_app
from doccheck.rulebook.messages import say

audit_app = new_app("cli.audit", no_args_is_help=True)
Anchors = Annotated[list[str] | None, typer.Option("--anchor", help="cli.audit.option.anchor", metavar="COUNT:SEAL")]
KeyFile = Annotated[Path | None, typer.Option("--key", help="cli.audit.option.key", metavar="FILE")]
Ref = Annotated[str, typer.Argument(help="cli.audit.arg.text", metavar="TEXT", show_default=False)]


@audit_app.command("verify", cls=SpokenCommand, help="cli.audit.verify")
def verify(
    workspace: Workspace = DEFAULT_WORKSPACE, anchor: Anchors = None, key: KeyFile = None, lang: Lang = None
) -> None:
    """Walk the audit chain; exit code 1 where something is not as it was written."""
    from doccheck.run import audit
    from doccheck.run.docket import uid
    from doccheck.run.workspace import open_workspace

    speech, opened = tongue(lang), open_workspace(workspace)
    held = audit.remembered(uid(opened), key)
    anchors = [audit.Anchor.parse(text) for text in anchor or ()] + ([held] if held else [])
    found = audit.verify(opened.conn, audit.load_key(key, create=False), anchors)
    if found.bad is None:
        newest = audit.Anchor(found.count, found.head)
        typer.echo(say("audit.good", speech, count=found.count, erased=found.erased, anchor=newest))
        return
    typer.echo(say("audit.bad", speech, bad=found.bad, why=say(found.why, speech), count=found.count))
    raise typer.Exit(1)


@audit_app.command("erase", cls=SpokenCommand, help="cli.audit.erase")
def erase(
    text: Ref, who: Annotated[str, typer.Option("--who", help="cli.audit.option.who")] = "cli",
    workspace: Workspace = DEFAULT_WORKSPACE, lang: Lang = None,
) -> None:  # fmt: skip
    """Erase a name or note from the record; the chain stays whole and says that it was erased."""
    from datetime import datetime

    from doccheck.run import audit
    from doccheck.run.workspace import open_workspace

    speech, opened = tongue(lang), open_workspace(workspace)
    found = [row[0] for row in opened.conn.execute("select ref from texts where body = ?", (text,))]
    key = audit.load_key()
    with opened.write() as conn:
        for ref in found:
            audit.erase(conn, key, ref, who=who, at=datetime.now().isoformat(timespec="seconds"))
    typer.echo(say("audit.erased", speech, count=len(found)))
