"""Pages of reference (trang tra cứu) for the documentation: commands, checks and messages, made from what runs.

Made anew with: ``python -m doccheck.cli.pages FOLDER``; the documentation's own build does it by itself.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doccheck.cli.speech import LANGUAGES, spoken
from doccheck.rulebook.book import load_book
from doccheck.rulebook.card_pages import page as checks_page
from doccheck.rulebook.messages import say
from doccheck.rulebook.place import data_dir
from doccheck.rulebook.sentences import read_sentences
from doccheck.rulebook.troubles import troubles


def publish(folder: Path) -> list[Path]:
    """Write all pages of reference under ``folder``, one folder a language; the files written."""
    written = []
    for lang in LANGUAGES:
        home = folder / lang / "reference"
        home.mkdir(parents=True, exist_ok=True)
        pages = {
            "commands": commands_page(lang),
            "checks": checks_page(load_book().cards, lang),
            "messages": messages_page(lang),
        }
        for name, text in pages.items():
            target = home / f"{name}.md"
            if not target.is_file() or target.read_text("utf-8") != text:
                target.write_text(text, "utf-8")
            written.append(target)
    return written


def commands() -> Iterator[tuple[str, Any]]:
    """Every command that does something, with its full name."""
    from doccheck.cli.app import build

    yield from _below("doccheck", build())


def _below(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    if not hasattr(command, "list_commands"):
        yield name, command
        return
    for child in command.list_commands(None):
        yield from _below(f"{name} {child}", command.get_command(None, child))


def commands_page(lang: str) -> str:
    """All commands with every argument and option."""
    lines = [f"# {say('pages.commands', lang)}", "", say("pages.commands.intro", lang)]
    for name, command in commands():
        lines += ["", f"## `{name}`", "", *_command(name, command, lang)]
    return "\n".join(lines) + "\n"


def _command(name: str, command: Any, lang: str) -> Iterator[str]:
    for paragraph in spoken(command.help, lang).strip().split("\n"):
        yield from (paragraph, "")
    yield from (
        f"{say('cli.examples', lang)}:",
        "",
        "```console",
        say(f"{command.help}.example", lang).strip(),
        "```",
        "",
    )
    rows = list(_rows(command, lang))
    yield from (say("pages.commands.columns", lang), "|---|---|---|", *rows)


def _rows(command: Any, lang: str) -> Iterator[str]:
    for param in command.params:
        if param.param_type_name == "argument":
            names = f"`{param.metavar or param.name.upper()}`"
        else:
            names = ", ".join(f"`{one}`" for one in [*param.opts, *param.secondary_opts])
        yield f"| {_cell(names)} | {_cell(spoken(param.help, lang))} | {_cell(_default(param))} |"


def _default(param: Any) -> str:
    value = param.default
    if param.required or value is None or callable(value) or value in ((), []):
        return ""
    shown = getattr(value, "value", value)
    if isinstance(shown, bool):
        shown = (param.opts if shown else param.secondary_opts or [""])[0]
    return f"`{shown}`" if str(shown) else ""


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def messages_page(lang: str) -> str:
    """All sentences that the program says, by key, and the troubles of reading."""
    lines = [f"# {say('pages.messages', lang)}", "", say("pages.messages.intro", lang)]
    lines += ["", f"## {say('pages.troubles', lang)}", "", say("pages.messages.columns", lang), "|---|---|"]
    lines += [f"| `{code}` | {_plain(troubles().message(code, lang))} |" for code in troubles().codes()]
    section, sentences = "", read_sentences(tuple(sorted((data_dir("rules") / "messages").glob("*.yaml"))))
    for key in sorted(sentences):
        head = key.split(".")[0]
        if head != section:
            section = head
            lines += ["", f"## `{head}`", "", say("pages.messages.columns", lang), "|---|---|"]
        lines.append(f"| `{key}` | {_plain(sentences[key][1 if lang == 'en' else 0])} |")
    return "\n".join(lines) + "\n"


def _plain(text: str) -> str:
    """Words of a sentence in a cell, taken as they stand."""
    return _cell("".join(f"\\{c}" if c in "\\`*_<>[]{}#$" else c for c in text))


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
