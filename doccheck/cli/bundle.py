"""``doccheck bundle`` (bộ cài ngoại tuyến): an installer for machines without network."""

from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import Lang, Registry, Rules, tongue
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

Target = Annotated[Path, typer.Option("--output", "-o", help="cli.option.bundle", metavar="DIR")]
Wheels = Annotated[Path | None, typer.Option("--wheels", help="cli.option.wheels", metavar="DIR")]
Download = Annotated[bool, typer.Option("--download", help="cli.option.download")]
Extra = Annotated[list[str] | None, typer.Option("--extra", help="cli.option.extra", metavar="NAME")]


def bundle(
    output: Target = Path("doccheck-bundle"),
    wheels: Wheels = None,
    download: Download = False,
    extra: Extra = None,
    registry: Registry = None,
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """Make an offline installer."""
    from doccheck.run.bundle import make_bundle

    speech = tongue(lang)
    for path in (wheels, registry, rules):
        if path is not None and not path.exists():
            raise UsageError(say("run.no_such_path", speech, path=path))
    if wheels is not None and download:
        raise UsageError(say("bundle.one_way", speech))
    try:
        made = make_bundle(
            output,
            wheels=wheels,
            download=download,
            extras=extra,
            registry=registry,
            rules=rules,
            lang=speech,
        )
    except OSError as error:
        raise UsageError(say("cli.cannot_write", speech, path=output, reason=error.strerror)) from error
    names = ", ".join(made.extras) or "–"
    size = round(made.size / 1e6)
    typer.echo(say("bundle.made", speech, path=made.folder, wheels=len(made.wheels), extras=names, size=size))
    typer.echo(say("bundle.next", speech, path=made.folder))
