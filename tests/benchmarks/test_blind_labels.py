"""Two readers' blind labels, their agreement, and the labels put right by written rules."""

from pathlib import Path

import pytest
from measures import blind
from measures.adjudication import Changes, Known, adjudicate, judged
from measures.sentences import Label, load
from measures.table import interval

NOTHING = Known((), {})
NUMBER = "Nghị định số 1/2003/NĐ-CP"
TITLES = Known(("Luật Cây xanh đô thị", "Luật Cây xanh"), {})


def right(text: str, *labels: str, known: Known = NOTHING, kind: str = "NĐ") -> list[str]:
    placed: list[Label] = [(text.index(words), text.index(words) + len(words), kind) for words in labels]
    return [text[start:end] for start, end, _ in sorted(adjudicate(0, text, placed, known, Changes()))]


def test_both_readers_have_the_same_500_sentences() -> None:
    first, second, agreed = blind.spans(*blind.FIRST), blind.spans(blind.SECOND), blind.spans(blind.AGREED)
    assert first.keys() == second.keys() == agreed.keys()
    assert len(agreed) == 500
    assert not blind.spans(blind.FIRST[0]).keys() & blind.spans(blind.FIRST[1]).keys()


def test_every_difference_is_decided_with_a_reason() -> None:
    first, second, agreed = blind.spans(*blind.FIRST), blind.spans(blind.SECOND), blind.spans(blind.AGREED)
    reasons = {number for number, _, reason in blind.decided() if reason}
    for number, here in agreed.items():
        assert here <= first[number] | second[number]
        assert first[number] & second[number] <= here
        assert (first[number] == second[number]) == (number not in reasons)


def test_agreement_of_two_readers() -> None:
    texts = {1: "a Luật b c", 2: "d e"}
    one = {1: frozenset({(2, 8)}), 2: frozenset[tuple[int, int]]()}
    two = {1: frozenset({(2, 10)}), 2: frozenset[tuple[int, int]]()}
    same, other = blind.agreement(one, one, texts), blind.agreement(one, two, texts)
    assert (same.f1, same.kappa, same.same_sentences) == (1.0, 1.0, 2)
    assert (other.f1, other.same_sentences, other.sentences) == (0.0, 1, 2)
    assert 0 < other.kappa < 1
    with pytest.raises(ValueError, match="different sentences"):
        blind.agreement(one, {1: one[1]}, texts)


def test_the_interval_of_a_share_holds_the_share() -> None:
    low, high = interval(675, 678)
    assert 0.985 < low < 675 / 678 < high < 1
    assert interval(0, 0) == (0.0, 1.0)


def test_words_of_a_mention_are_told_from_the_others() -> None:
    assert blind.tags("theo Luật A và Luật B .", [(5, 11), (15, 21)]) == ["O", "B", "I", "O", "B", "I", "O"]
    assert blind.kappa({}) == 1.0


@pytest.mark.parametrize(
    ("text", "label", "wanted"),
    [
        ("Nghị định số 1/2003/NĐ-CP ngày 1/2/2003 .", NUMBER, f"{NUMBER} ngày 1/2/2003"),
        ("Nghị định số 1/2003/NĐ-CP, ngày 1/2/2003", NUMBER, f"{NUMBER}, ngày 1/2/2003"),
        ("Thông tư số 1/2003/TT-BCA ( C1 ) .", "Thông tư số 1/2003/TT-BCA", "Thông tư số 1/2003/TT-BCA ( C1 )"),
        ("Nghị định số 1/2003/NĐ-CP và người khác", f"{NUMBER} và người", NUMBER),
        ("Luật Cây xanh ( sửa đổi ) ngày 1/2/2003 .", "Luật Cây xanh", "Luật Cây xanh ( sửa đổi ) ngày 1/2/2003"),
        ("Nghị định 54 được sửa", "Nghị định 54", "Nghị định 54"),
    ],
)
def test_a_label_is_put_right(text: str, label: str, wanted: str) -> None:
    assert right(text, label, kind="L" if label.startswith("Luật") else "NĐ") == [wanted]


def test_labels_that_are_no_mentions_are_dropped() -> None:
    assert right("theo Nghị định về hợp đồng .", "Nghị định về hợp đồng") == []
    assert right("ký Nghị định thư năm 2003 .", "Nghị định thư năm 2003") == []
    assert right("thi hành pháp Luật Cây xanh .", "Luật Cây xanh", kind="L", known=TITLES) == []


def test_a_title_ends_where_the_title_ends() -> None:
    run_on, short = "theo Luật Cây xanh về trồng cây .", "theo Luật Cây xanh đô thị ."
    assert right(run_on, "Luật Cây xanh về trồng cây", kind="L", known=TITLES) == ["Luật Cây xanh"]
    assert right(short, "Luật Cây xanh", kind="L", known=TITLES) == ["Luật Cây xanh đô thị"]


def test_missing_labels_are_added() -> None:
    text = "thi hành Luật sửa đổi, bổ sung một số điều của Luật Cây xanh và Thông tư số 1/2003/TT-BTC ."
    wanted = ["Luật sửa đổi, bổ sung một số điều của Luật Cây xanh", "Thông tư số 1/2003/TT-BTC"]
    assert right(text, known=TITLES) == wanted
    assert right("Luật Cây xanh Căn cứ Hiến pháp .", known=TITLES) == []


def test_a_label_judged_by_hand_must_be_there() -> None:
    known = Known((), {0: (("Luật A", "Luật A B"),)})
    assert right("theo Luật A B .", "Luật A", kind="L", known=known) == ["Luật A B"]
    with pytest.raises(ValueError, match="no label"):
        right("theo Luật A B .", known=known)
    with pytest.raises(ValueError, match="does not hold"):
        right("theo Luật A .", "Luật A", kind="L", known=known)


def test_judged_labels_give_a_reason(tmp_path: Path) -> None:
    assert judged()
    (tmp_path / "x.tsv").write_text("# head\n3\tLuật A\t\t\n", "utf-8")
    with pytest.raises(ValueError, match="no reason for sentence 3"):
        judged(tmp_path / "x.tsv")


def test_judged_and_blind_labels_fit_the_real_sentences(shared: Path) -> None:
    sentences = load(shared)
    for number, pairs in judged().items():
        for before, after in pairs:
            assert before in sentences[number].text
            assert after in sentences[number].text
    for number, here in blind.spans(blind.AGREED).items():
        text = sentences[number].text
        assert all(text[start:end] == text[start:end].strip() and end <= len(text) for start, end in here)
