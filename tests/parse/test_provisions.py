"""Provision phrases: the cases of the rule file, boundaries, and what must not be read."""

import pytest

from doccheck.model.provision import Provision, Unit
from doccheck.parse.grammar import grammar
from doccheck.rulebook.book import load_book

WORDS = load_book().phrases.provisions


def read(text: str) -> list[str]:
    return [WORDS.write(p) for phrase in grammar(load_book()).provisions.find(text) for p in phrase.provisions]


@pytest.mark.parametrize("case", WORDS.cases, ids=lambda case: case.text)
def test_cases_of_the_rule_file(case: object) -> None:
    assert read(case.text) == case.provisions  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "text",
    [
        "các điều kiện kinh doanh",
        "mục tiêu chung",
        "khoản 500.000 đồng",
        "chương trình 135",
        "điểm cầu trực tuyến",
        "Điều 15/2008",
        "phần mềm kế toán",
    ],
)
def test_words_that_only_look_like_units(text: str) -> None:
    assert read(text) == []


def test_a_phrase_belongs_to_the_document_after_it() -> None:
    reader = grammar(load_book()).provisions
    text = "theo quy định tại khoản 2 và khoản 3 Điều 5 của Nghị định số 99/2099/NĐ-CP"
    found = reader.before(text, text.index("Nghị định"))
    assert found is not None
    assert [WORDS.write(p) for p in found.provisions] == ["khoản 2 Điều 5", "khoản 3 Điều 5"]
    assert text[found.span.start : found.span.end] == "khoản 2 và khoản 3 Điều 5"
    assert reader.before("Điều 5 nói về kho, còn Nghị định", 25) is None


def test_a_break_inside_a_phrase_and_the_path_of_a_point() -> None:
    phrase = grammar(load_book()).provisions.find("điểm a\nkhoản 1\nĐiều 7")[0]
    assert phrase.provisions == (Provision(((Unit.ARTICLE, "7"), (Unit.CLAUSE, "1"), (Unit.POINT, "a"))),)


def test_a_range_without_sense_is_only_its_ends() -> None:
    assert read("từ Điều 9 đến Điều 2") == ["Điều 9", "Điều 2"]
    assert read("từ Điều 1 đến Điều 999") == ["Điều 1", "Điều 999"]
