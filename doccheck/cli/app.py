"""All commands in one place (danh sách lệnh); a command's module is imported when the command is asked for."""

from importlib import import_module
from typing import Any

import typer

from doccheck.cli.options import Lang
from doccheck.cli.speech import SpokenCommand, SpokenGroup, new_app

COMMANDS = {
    "scan": "pile:scan",
    "check": "read:check",
    "parse": "read:parse",
    "draft": "draft:draft",
    "annotate": "annotate:annotate",
    "split": "split:split",
    "decide": "pile:decide",
    "export": "pile:export",
    "diff": "upcoming:diff",
    "upcoming": "upcoming:upcoming",
    "survey": "survey:survey",
    "explain": "about:explain",
    "demo": "about:demo",
    "samples": "samples:samples",
    "bundle": "bundle:bundle",
    "version": "about:version",
}
GROUPS = {
    "campaign": "campaign:campaign_app",
    "rules": "about:rules_app",
    "registry": "registry_whole:registry_app",
    "review": "review:review_app",
    "audit": "audit:audit_app",
}


def common(lang: Lang = None) -> None:
    """Options before the command; the language is looked up where words are shown."""


class Commands(SpokenGroup):
    """The commands by name; one is made when it is needed, the others only have a line in the help."""

    def list_commands(self, ctx: Any) -> list[str]:
        """All names, as they stand in the help."""
        return [*COMMANDS, *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name, made now; None when there is none."""
        if cmd_name not in self.commands:
            place = COMMANDS.get(cmd_name) or GROUPS.get(cmd_name)
            if place is None:
                return None
            self.commands[cmd_name] = _make(cmd_name, place)
        return self.commands[cmd_name]

    def lines(self, ctx: Any) -> list[tuple[str, str]]:
        """Name and help of every command, without making it."""
        return [(name, f"cli.{name}") for name in self.list_commands(ctx)]


def _make(name: str, place: str) -> Any:
    from typer.main import get_command

    module, attribute = place.split(":")
    found = getattr(import_module(f"doccheck.cli.{module}"), attribute)
    if not isinstance(found, typer.Typer):
        single = new_app(f"cli.{name}")
        single.command(name, cls=SpokenCommand, help=f"cli.{name}")(found)
        found = single
    command = get_command(found)
    command.name = name
    return command


def build() -> Any:
    """The whole command."""
    from typer.main import get_command

    app = new_app("cli.app", cls=Commands, no_args_is_help=True)
    app.callback()(common)
    return get_command(app)
