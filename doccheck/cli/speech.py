"""Help and mistakes of the command line in the user's language (ngôn ngữ của dòng lệnh).

Commands and options carry keys of ``rules/messages/cli.yaml``; the words are looked up when they are shown.
"""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from doccheck.cli.tongue import LANGUAGES as LANGUAGES
from doccheck.cli.tongue import language as language
from doccheck.rulebook.messages import say

PREFIX = "cli."


def spoken(text: str | None, lang: str) -> str:
    """The words of a key; any other text as it is."""
    return say(text, lang) if text and text.startswith(PREFIX) else text or ""


class _Spoken:
    """Help in the user's language, in plain text: no library of colours is loaded for it."""

    help: str | None
    params: list[Any]

    def _command(self) -> Any:
        """The command that this is mixed into."""
        return self

    def get_short_help_str(self, limit: int = 45) -> str:
        """First sentence of the help."""
        return spoken(self.help, language()).split("\n")[0].strip()

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        """The usage line."""
        pieces = " ".join(self._command().collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=say("cli.usage", language()) + " ")

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in spoken(self.help, language()).strip().split("\n"):
                formatter.write_text(paragraph)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Arguments, options and, for a group, its commands."""
        lang, command = language(), self._command()
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for param in command.get_params(ctx):
            record = param.get_help_record(ctx)
            if record is not None:
                words = say("cli.help", lang) if param.name == "help" else spoken(param.help, lang)
                name = record[0].split(" <")[0] if param.param_type_name == "argument" else record[0]
                rows[param.param_type_name].append((name, words))
        for kind in ("argument", "option"):
            if rows[kind]:
                with formatter.section(say(f"cli.{kind}s", lang)):
                    formatter.write_dl(rows[kind])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Examples, line by line."""
        lang = language()
        example = f"{self.help}.example" if self.help and self.help.startswith(PREFIX) else ""
        if example:
            with formatter.section(say("cli.examples", lang)):
                for line in say(example, lang).strip().split("\n"):
                    formatter.write(f"{' ' * formatter.current_indent}{line}\n")


class SpokenCommand(_Spoken, TyperCommand):
    """A command that speaks the user's language."""


class SpokenGroup(_Spoken, TyperGroup):
    """A group of commands that speaks the user's language."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Options, then the commands with their first line."""
        _Spoken.format_options(self, ctx, formatter)
        lang = language()
        rows = [(name, spoken(text, lang).split("\n")[0].strip()) for name, text in self.lines(ctx)]
        with formatter.section(say("cli.commands", lang)):
            formatter.write_dl(rows)

    def lines(self, ctx: Any) -> list[tuple[str, str]]:
        """Name and help of every command that is shown."""
        made = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        return [(name, command.help or "") for name, command in made if command is not None and not command.hidden]


def mistake(error: Exception, lang: str) -> str:
    """A wrong use of the command line as one line."""
    kind = type(error).__name__
    option = getattr(error, "option_name", None)
    param = getattr(error, "param", None)
    name = option or (param.get_error_hint() if param is not None else "")
    told = getattr(error, "message", str(error)) or ""
    if kind == "NoSuchOption":
        return say("cli.no_such_option", lang, name=name)
    if kind == "MissingParameter":
        return say("cli.missing", lang, name=name)
    if kind == "BadParameter":
        return say("cli.bad_value", lang, name=name, told=told)
    if kind == "BadOptionUsage":
        return say("cli.needs_value", lang, name=name)
    if told.startswith("No such command"):
        return say("cli.no_such_command", lang, name=told.split("'")[1] if "'" in told else told)
    return say("cli.wrong", lang, told=told)


def wrong_usage() -> type[Exception]:
    """The exceptions that tell a wrong use of the command line."""
    from typer.exceptions import TyperException

    return TyperException


def new_app(key: str, **options: Any) -> typer.Typer:
    """A group of commands whose help is at ``key``."""
    options.setdefault("cls", SpokenGroup)
    return typer.Typer(
        help=key,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        **options,
    )
