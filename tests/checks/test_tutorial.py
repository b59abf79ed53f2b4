"""The tutorial's two files work as printed, and the page of checks is current."""

import re
from dataclasses import replace
from pathlib import Path
from types import ModuleType

from doccheck.checks.cases import run_case
from doccheck.rulebook.book import load_book
from doccheck.rulebook.card_pages import explain, page
from doccheck.rulebook.cards import load
from doccheck.rulebook.load import Mistakes

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```\w+ (?P<path>\S+)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks() -> dict[str, str]:
    text = (ROOT / "docs" / "add-a-check.md").read_text("utf-8")
    return {found["path"]: found["text"] for found in BLOCK.finditer(text)}


def test_the_two_files_are_there() -> None:
    assert set(blocks()) == {"rules/checks/num_zero.yaml", "doccheck/checks/num_zero.py"}


def test_the_cases_pass(tmp_path: Path) -> None:
    files = blocks()
    (tmp_path / "checks").mkdir()
    (tmp_path / "vn").mkdir()
    (tmp_path / "vn" / "forbidden.yaml").write_text((ROOT / "rules/vn/forbidden.yaml").read_text("utf-8"), "utf-8")
    (tmp_path / "checks" / "num_zero.yaml").write_text(files["rules/checks/num_zero.yaml"], "utf-8")
    mistakes = Mistakes()
    card = load(tmp_path, mistakes)["NUM-ZERO"]
    assert not mistakes.lines
    module = ModuleType("num_zero")
    exec(compile(files["doccheck/checks/num_zero.py"], "num_zero.py", "exec"), module.__dict__)
    book = replace(load_book(), cards={**load_book().cards, card.code: card})
    for case in card.cases:
        outcome = run_case(card, case, book, {card.code: module.check})
        assert not outcome.wrong, outcome


def test_a_card_without_its_function_is_told() -> None:
    book = load_book()
    card = book.cards["ST-EXP"]
    assert run_case(card, card.cases[0], book, {}).wrong


def test_page_of_checks_is_current() -> None:
    written = (ROOT / "docs" / "checks.md").read_text("utf-8")
    assert written == page(load_book().cards), "run: uv run python -m doccheck.rulebook.card_pages"


def test_a_card_is_explained_in_english_too() -> None:
    text = "\n".join(explain(load_book().cards["EFF-MIN"], "en"))
    assert "shortened procedure" in text and "Legal basis" in text
