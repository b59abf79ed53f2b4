"""The view keeps every offset; the phrase section refuses bad files; marks are found in every spelling."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.parse.nlp import Marker
from doccheck.parse.view import clean
from doccheck.rulebook.book import load_book
from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.phrases import load
from doccheck.rulebook.place import data_dir


@given(st.text(alphabet="aĐ\u00d0\u0421–\f\n 0123[]<>/CÔNGBÁOKýbởi:", max_size=120))
def test_the_view_is_as_long_as_the_text(body: str) -> None:
    assert len(clean(body, load_book().phrases)) == len(body)


def test_furniture_is_blanked_and_the_rest_stays() -> None:
    body = (
        "câu đầu\n12 CÔNG BÁO/Số 7/Ngày 09-3-2099\ncâu sau\n"
        "Ký bởi: Cổng\nEmail: a@b\nThời gian ký: 1.1.2099\nhết\n 5 \n\fqua trang"
    )
    view = clean(body, load_book().phrases)
    assert view.split() == ["câu", "đầu", "câu", "sau", "hết", "qua", "trang"]
    assert view.index("hết") == body.index("hết")


def test_marks_are_found_in_every_spelling() -> None:
    marker = Marker({"law": ["Luật Phòng, chống lụt bão"], "short": ["Luật Phòng"]})
    windows = [("luật phòng chống lụt bão;", 10), ("LUẬT PHÒNG,\nCHỐNG LỤT BÃO", 0), ("Luật khác", 0)]
    found = list(marker.mark(windows))
    assert [(m.label, m.start, m.end) for m in found[0]] == [("law", 10, 34)]
    assert [(m.label, m.start, m.end) for m in found[1]] == [("law", 0, 25)]
    assert found[2] == ()


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    shutil.copytree(data_dir("rules") / "vn" / "phrases", tmp_path / "vn" / "phrases")
    shutil.copy(data_dir("rules") / "vn" / "provisions.yaml", tmp_path / "vn" / "provisions.yaml")
    return tmp_path


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ("patterns:\n  - {id: x, regex: '(', hits: [a], misses: [b]}\n", "x"),
        ("patterns:\n  - {id: x, regex: a, hits: [], misses: [b]}\n", "at least one hit"),
        ("patterns:\n  - {id: x, regex: a, hits: [a], misses: [ab]}\n", "finds 'ab'"),
        ("patterns:\n  - {id: x, regex: a, hits: [b], misses: [c]}\n", "does not find 'b'"),
        ("patterns:\n  - {id: x, regex: '<<nowhere>>', hits: [b], misses: [c]}\n", "nowhere"),
        ("pattern: []\n", "pattern"),
    ],
)
def test_a_bad_phrase_file_is_told_with_its_place(rules: Path, extra: str, message: str) -> None:
    (rules / "vn" / "phrases" / "extra.yaml").write_text(extra, "utf-8")
    mistakes = Mistakes()
    load(rules, mistakes)
    assert len(mistakes.lines) == 1
    assert "extra.yaml" in mistakes.lines[0] and message in mistakes.lines[0]


def test_the_installed_phrases_keep_their_examples(rules: Path) -> None:
    mistakes = Mistakes()
    phrases = load(rules, mistakes)
    assert not mistakes.lines
    assert all(pattern.hits and pattern.misses for pattern in phrases.patterns.values())
