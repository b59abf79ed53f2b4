"""``doccheck samples`` (văn bản mẫu): the sample documents, copied to a folder to try things on."""

from pathlib import Path
from typing import Annotated

import typer

from doccheck.cli.options import Lang, tongue
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

Where = Annotated[Path, typer.Argument(help="cli.argument.samples", metavar="DIR")]


def samples(folder: Where = Path("van-ban-mau"), lang: Lang = None) -> None:
    """Copy the samples; nothing that is there is written over."""
    from shutil import copyfile

    from doccheck.rulebook.place import data_dir

    speech, copied = tongue(lang), 0
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in sorted(data_dir("samples").iterdir()):
            target = folder / file.name
            if file.is_file() and not target.exists():
                copyfile(file, target)
                copied += 1
    except OSError as error:
        raise UsageError(say("cli.cannot_write", speech, path=folder, reason=error.strerror)) from error
    typer.echo(say("cli.samples_copied", speech, count=copied, path=folder))
