"""The reference tells every command, option, example, check and message, in both languages; examples run."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

from doccheck.cli.pages import commands, publish
from doccheck.cli.speech import spoken
from doccheck.rulebook.book import load_book
from doccheck.rulebook.messages import say
from doccheck.rulebook.place import data_dir
from doccheck.rulebook.sentences import read_sentences
from doccheck.rulebook.troubles import troubles
from tests.docs.pages import DOCS, PAGES, pieces

ALL = dict(commands())


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    assert len(publish(folder)) == 6
    return folder


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_command_and_option_is_told(written: Path, lang: str) -> None:
    text = (written / lang / "reference" / "commands.md").read_text("utf-8")
    sections = dict(re.findall(r"^## `([^`]+)`\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    assert set(sections) == set(ALL)
    for name, command in ALL.items():
        for param in command.params:
            for option in [*param.opts, *param.secondary_opts] if param.param_type_name == "option" else []:
                assert f"`{option}`" in sections[name], (name, option)
            words = spoken(param.help, lang)
            assert words and not words.startswith("cli."), (name, param.name)
            assert " ".join(words.split()).replace("|", "\\|") in sections[name], (name, param.name)


@pytest.mark.parametrize("name", ALL)
def test_every_example_is_a_command_line_that_is_understood(name: str) -> None:
    command = ALL[name]
    for lang in ("vi", "en"):
        lines = say(f"{command.help}.example", lang).strip().splitlines()
        assert any(line.startswith(name) for line in lines), (name, lines)
        for line in lines:
            words = shlex.split(line.replace("\\", "/").replace("%*", "x"))
            longest = max((one for one in ALL if line.startswith(one)), key=len, default="")
            assert longest, line
            given = words[len(longest.split()) :]
            ALL[longest].make_context(longest, list(given))


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_check_message_and_trouble_is_told(written: Path, lang: str) -> None:
    checks = (written / lang / "reference" / "checks.md").read_text("utf-8")
    for code, card in load_book().cards.items():
        assert f"### {code}: {card.name[lang]}" in checks
        for variant in card.variants.values():
            assert variant.message[lang] in checks
    messages = (written / lang / "reference" / "messages.md").read_text("utf-8")
    sentences = read_sentences(tuple(sorted((data_dir("rules") / "messages").glob("*.yaml"))))
    for key in [*sentences, *troubles().codes()]:
        assert f"| `{key}` |" in messages


def test_commands_that_the_tutorials_name_are_there() -> None:
    for page in PAGES:
        for piece in pieces(page):
            if piece.kind in {"console", "text", "bat"}:
                for found in re.findall(r"\bdoccheck ((?:[a-z]+ ?){1,2})", piece.text):
                    words = found.split()
                    assert f"doccheck {words[0]}" in ALL or f"doccheck {' '.join(words[:2])}" in ALL, (page, found)


@pytest.mark.parametrize("page", ["vi/python", "en/python"])
def test_examples_of_the_python_door_run(page: str) -> None:
    found = doctest.testfile(str(DOCS / f"{page}.md"), module_relative=False, encoding="utf-8")
    assert found.attempted > 20 and not found.failed
