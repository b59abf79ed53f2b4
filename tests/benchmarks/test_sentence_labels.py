"""Labels of annotated sentences: where the file puts them, and where its own mark-up and order put them."""

import inspect
from collections.abc import Iterable
from pathlib import Path

import pytest
from measures.conventions import OPEN, RULES, learned, written
from measures.sentences import Label, load, own_end, sentence

TAGGED = 'Căn cứ Luật sửa đổi của <L rel="none"> Luật Cây xanh </L> ngày 01 tháng 02 năm 2003 </L> .'
FILED = 'Căn cứ Luật sửa đổi của <L rel="none"> Luật Cây xanh ngày 01 tháng 02 năm 2003 </L> .'
TWICE = "Nghị định số 1 ngày 2/3/2004 ( gọi là Nghị định số 1 ) ."
HEADED = "Thông tư Hướng dẫn Luật Cây xanh, hoa cỏ Căn cứ Luật Cây xanh ngày 1/2/2003 ."


def at(text: str, words: str, kind: str = "L", nth: int = 0) -> Label:
    start = text.index(words)
    for _ in range(nth):
        start = text.index(words, start + 1)
    return start, start + len(words), kind


def said(text: str, labels: Iterable[Label]) -> list[str]:
    return [text[start:end] for start, end, _ in sorted(labels)]


def test_a_label_ends_where_its_own_closing_tag_was_left() -> None:
    one = sentence(FILED, [at(FILED, 'Luật sửa đổi của <L rel="none"> Luật Cây xanh')])
    assert said(one.text, one.filed) == ["Luật sửa đổi của Luật Cây xanh"]
    assert said(one.text, one.annotated) == ["Luật sửa đổi của Luật Cây xanh ngày 01 tháng 02 năm 2003"]
    assert (one.closed, one.moved) == (1, 0)


def test_a_label_with_both_tags_inside_and_one_without_any_stay() -> None:
    whole = at(TAGGED, 'Luật sửa đổi của <L rel="none"> Luật Cây xanh </L> ngày 01 tháng 02 năm 2003')
    assert own_end(TAGGED, whole) == whole[1]
    assert own_end(TWICE, at(TWICE, "Nghị định số 1")) == len("Nghị định số 1")


def test_an_inner_tag_that_is_never_closed_changes_nothing() -> None:
    text = 'Luật sửa đổi của <L rel="none"> Luật Cây xanh .'
    label = at(text, 'Luật sửa đổi của <L rel="none"> Luật Cây xanh')
    assert own_end(text, label) == label[1]


def test_a_label_moves_behind_the_one_listed_before_it() -> None:
    first, second = at(TWICE, "Nghị định số 1 ngày 2/3/2004", "NĐ"), at(TWICE, "Nghị định số 1", "NĐ")
    one = sentence(TWICE, [first, second])
    assert one.moved == 1
    assert one.annotated == {first, at(TWICE, "Nghị định số 1", "NĐ", nth=1)}


def test_a_label_without_another_place_stays() -> None:
    text = "Nghị định số 12 ."
    labels = [at(text, "Nghị định số 12", "NĐ"), at(text, "Nghị định số 1", "NĐ")]
    assert sentence(text, labels).annotated == set(labels)


@pytest.mark.parametrize("name", RULES)
def test_a_habit_sees_the_text_and_what_was_found_alone(name: str) -> None:
    assert list(inspect.signature(RULES[name]).parameters) == ["text", "found"]


def test_headings_are_left_out_whether_or_not_a_label_stands_there() -> None:
    title, basis = at(HEADED, "Luật Cây xanh, hoa cỏ"), at(HEADED, "Luật Cây xanh ngày 1/2/2003")
    assert written(HEADED, {title, basis}, OPEN) == {basis}
    assert written("Căn cứ Luật Cây xanh .", {at("Căn cứ Luật Cây xanh .", "Luật Cây xanh")}, OPEN)


def test_a_department_at_the_end_is_left_out_but_not_before_a_day() -> None:
    text = "Thông tư số 06/2009/TT-BCA ( C11 ) và Thông tư số 07/2009/TT-BCA ( C11 ) ngày 1/2/2009"
    found = {at(text, "Thông tư số 06/2009/TT-BCA ( C11 )", "TT"), at(text, text[text.index("và") + 3 :], "TT")}
    assert said(text, written(text, found, OPEN)) == ["Thông tư số 06/2009/TT-BCA", text[text.index("và") + 3 :]]


def test_the_slips_of_the_file_are_written_into_what_was_found() -> None:
    text = "Luật sửa đổi một số điều của Luật Cây xanh ngày 1/2/2003"
    assert said(text, written(text, {at(text, text)}, ("amending",))) == ["Luật sửa đổi một số điều của Luật Cây xanh"]
    later = at(TWICE, "Nghị định số 1", "NĐ", nth=1)
    assert written(TWICE, {later}, ("place",)) == {at(TWICE, "Nghị định số 1", "NĐ")}


def test_habits_are_chosen_by_what_they_bring() -> None:
    title, basis = at(HEADED, "Luật Cây xanh, hoa cỏ"), at(HEADED, "Luật Cây xanh ngày 1/2/2003")
    assert learned([(HEADED, {title, basis}, {basis})]) == ("heading",)
    assert learned([(HEADED, {title, basis}, {title, basis})]) == ()


def test_what_undoes_the_slips_is_true_of_the_real_file(shared: Path) -> None:
    sentences = load(shared)
    assert len(sentences) == 4272
    assert sum(len(one.filed) for one in sentences) == 5624
    assert not any("<" in one.text[s:e] for one in sentences for s, e, _ in one.annotated)
    assert 90 <= sum(one.closed for one in sentences) <= 110
    assert 110 <= sum(one.moved for one in sentences) <= 130
