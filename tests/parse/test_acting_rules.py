"""The words of acting clauses are data: every pattern proves itself, and a wrong file is told with its place."""

from pathlib import Path

import pytest

from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.phrases_acting import acting_phrases, compile_phrase, load, small


def test_installed_patterns_prove_themselves() -> None:
    phrases = acting_phrases()
    assert len(phrases.rules) > 60
    assert all(rule.hits and rule.misses for rule in phrases.rules)


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("patterns:\n  - {id: a, pattern: 'x', hits: [y], misses: [z]}\n", "does not find its hit 'y'"),
        ("patterns:\n  - {id: a, pattern: 'x', hits: [x], misses: [xx]}\n", "finds its miss 'xx'"),
        ("patterns:\n  - {id: a, pattern: 'x', hits: [x], misses: []}\n", "at least one hit and one miss"),
        ("patterns:\n  - {id: a, pattern: '{none}', hits: [x], misses: [y]}\n", "no fragment 'none'"),
        ("patterns:\n  - {id: a, pattern: '(', hits: [x], misses: [y]}\n", "a:"),
        ("fragments: {f: '{f}'}\npatterns:\n  - {id: a, pattern: '{f}', hits: [x], misses: [y]}\n", "hold each other"),
        ("pattern: []\n", "pattern"),
    ],
)
def test_a_wrong_file_is_told(tmp_path: Path, page: str, told: str) -> None:
    folder = tmp_path / "vn" / "phrases"
    folder.mkdir(parents=True)
    (folder / "acting.yaml").write_text(page, "utf-8")
    mistakes = Mistakes()
    load(tmp_path, mistakes)
    assert any(told in line and "acting.yaml" in line for line in mistakes.lines), mistakes.lines


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    mistakes = Mistakes()
    load(tmp_path, mistakes)
    assert len(mistakes.lines) == 1


def test_blanks_stand_for_any_white_space() -> None:
    assert compile_phrase("a b", {}).search("a\n  b")
    assert compile_phrase("a ?b", {}).search("ab")
    assert not compile_phrase("a b", {}).search("ab")


def test_small_letters_keep_the_length() -> None:
    assert len(small("İĐ Ð")) == 4
