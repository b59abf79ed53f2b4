"""All commands in one place (danh sách lệnh); what they need is imported when they run."""

from collections.abc import Callable
from typing import Any

from doccheck.cli import about, pile, read
from doccheck.cli.annotate import annotate
from doccheck.cli.audit import audit_app
from doccheck.cli.campaign import campaign_app
from doccheck.cli.draft import draft
from doccheck.cli.options import Lang
from doccheck.cli.registry_learning import registry_app
from doccheck.cli.review import review_app
from doccheck.cli.speech import SpokenCommand, new_app
from doccheck.cli.upcoming import diff, upcoming

COMMANDS: dict[str, Callable[..., None]] = {
    "scan": pile.scan,
    "check": read.check,
    "parse": read.parse,
    "draft": draft,
    "annotate": annotate,
    "decide": pile.decide,
    "export": pile.export,
    "diff": diff,
    "upcoming": upcoming,
    "explain": about.explain,
    "demo": about.demo,
    "version": about.version,
}


def common(lang: Lang = None) -> None:
    """Options before the command; the language is looked up where words are shown."""


def build() -> Any:
    """The whole command."""
    from typer.main import get_command

    app = new_app("cli.app", no_args_is_help=True)
    app.callback()(common)
    for name, function in COMMANDS.items():
        app.command(name, cls=SpokenCommand, help=f"cli.{name}")(function)
    app.add_typer(campaign_app, name="campaign")
    app.add_typer(about.rules_app, name="rules")
    app.add_typer(registry_app, name="registry")
    app.add_typer(review_app, name="review")
    app.add_typer(audit_app, name="audit")
    return get_command(app)
