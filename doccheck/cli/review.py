"""``doccheck review serve`` (mở phòng rà soát): the page on this machine, or on the office's server."""

from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import DEFAULT_WORKSPACE, Lang, Registry, Rules, Workspace, tongue
from doccheck.cli.speech import SpokenCommand, new_app
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

review_app = new_app("cli.review", no_args_is_help=True)
Host = Annotated[str, typer.Option("--host", help="cli.review.option.host", metavar="ADDRESS")]
Port = Annotated[int, typer.Option("--port", min=0, max=65535, help="cli.review.option.port", metavar="N")]
Names = Annotated[list[str] | None, typer.Option("--name", help="cli.review.option.name", metavar="HOST")]
NoLogin = Annotated[bool, typer.Option("--no-login", help="cli.review.option.no_login")]
Https = Annotated[bool, typer.Option("--https", help="cli.review.option.https")]


@review_app.callback()
def _group() -> None:
    """A group, though it has one command so far."""


@review_app.command("serve", cls=SpokenCommand, help="cli.review.serve")
def serve(
    workspace: Workspace = DEFAULT_WORKSPACE,
    registry: Registry = None,
    rules: Rules = None,
    host: Host = "127.0.0.1",
    port: Port = 8710,
    name: Names = None,
    no_login: NoLogin = False,
    https: Https = False,
    lang: Lang = None,
) -> None:
    """Serve the review room until interrupted."""
    speech = tongue(lang)
    try:
        from doccheck.review.serve import make_office
        from doccheck.review.serve import serve as serve_
    except ImportError as error:
        raise UsageError(say("review.cli.no_web", speech, module=error.name or "")) from error
    hosts = ("127.0.0.1", "localhost", "[::1]", *((host,) if host not in {"0.0.0.0", "::"} else ()), *(name or ()))
    paths = {"registry_path": _whole(registry), "rules_path": _whole(rules)}
    office = make_office(workspace, **paths, hosts=hosts, login=not no_login, https=https)
    serve_(office, host, port, told=typer.echo, lang=speech)


def _whole(path: Path | None) -> Path | None:
    return path.absolute() if path else None
