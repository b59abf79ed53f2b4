"""Numbers of scans: which of them are told as uncertain, and that true texts are left alone."""

import pytest

from doccheck.model.reading import Reading
from doccheck.model.text import Anchor, Source, Text
from doccheck.parse import read
from doccheck.parse.scanned import LOW_WORD
from doccheck.rulebook.book import load_book

SOURCE = Source(path="", name="", media_type="image/png", size=0, sha256="")


def scanned(body: str, confidence: float | None = 0.95) -> Reading:
    anchors, at = [], 0
    for word in body.split():
        start = body.index(word, at)
        at = start + len(word)
        anchors.append(Anchor(start=start, end=at, page=1, confidence=confidence))
    return read(Text(source=SOURCE, body=body, anchors=tuple(anchors)), load_book())


def told(reading: Reading) -> list[str]:
    return [t.detail for t in reading.troubles if t.code == "uncertain_number"]


@pytest.mark.parametrize(
    "body",
    [
        "theo Nghị định số 31/2019/NĐ-CP ngày 05 tháng 3 năm 2017 về kho",
        "theo Thông tư liên tịch số 15/2021/TTLEBNV-BTC ngày 18 tháng 04 năm 2021 về kho",
        "theo Thông tư liên tịch số 15/2021/TTLT-BNV ngày 18 tháng 04 năm 2021 về kho",
        "theo Thông tư số 63/2002/T ngày 24 tháng 7 năm 2002",
        "theo Luật số 111/2011/QH3 về kho",
        "theo Nghị định số 31/2019/NĐ-CP ngày 1§ tháng 3 về kho",
        "theo Quyết định số 1 11/2018/QĐ-TTg ngày 15/8/2018 về kho",
        "theo Thông tư số 28/ 1 999/TT-BTC về kho",
        "theo Nghị quyết số 12-NO/TW ngày 17 tháng 3 năm 2016 của Bộ Chính trị",
        "theo Thông tư liên tịch số 1/TTLT-BNV-BTC ngày 15/4/2011 về kho",
    ],
)
def test_what_does_not_fit_is_told(body: str) -> None:
    reading = scanned(body)
    assert len(told(reading)) == 1
    assert reading.references[0].confidence < LOW_WORD


@pytest.mark.parametrize(
    "body",
    [
        "theo Nghị định số 31/2019/NĐ-CP ngày 05 tháng 3 năm 2019 về kho",
        "theo Nghị định số 31/2018/NĐ-CP ngày 05 tháng 01 năm 2019 về kho",
        "theo Thông tư liên tịch số 15/2011/TTLT-BNV-BTC ngày 18 tháng 04 năm 2011 về kho",
        "theo Luật số 11/2012/QH13 về kho",
        "theo Kết luận số 12-KL/TW ngày 17 tháng 3 năm 2016 của Bộ Chính trị",
        "theo Công văn số 99/VPCP-KTTH ngày 05 tháng 3 năm 2019 về kho",
        "theo Nghị định số 31/2019/NĐ-CP và Nghị định số 32/2019/NĐ-CP về kho",
    ],
)
def test_what_fits_is_not(body: str) -> None:
    assert told(scanned(body)) == []


def test_serial_apart_is_put_together_and_called_repaired() -> None:
    found = scanned("theo Quyết định số 1 11/2018/QĐ-TTg ngày 15/8/2018 về kho").references[0]
    assert (str(found.number), found.repaired, found.text) == (
        "111/2018/QĐ-TTg", True, "Quyết định số 1 11/2018/QĐ-TTg ngày 15/8/2018",
    )  # fmt: skip


def test_one_day_under_two_numbers() -> None:
    on = "ngày 02 tháng 3 năm 2019"
    assert len(told(scanned(f"theo Quyết định số 33/2019/QĐ-TTg {on}; Quyết định số 35/2019/QĐ-TTg {on}"))) == 2


def test_true_text_is_never_called_uncertain() -> None:
    assert told(scanned("theo Nghị định số 31/2019/NĐ-CP ngày 05 tháng 3 năm 2017 về kho", None)) == []


HEAD = "BỘ TÀI CHÍNH\n{number}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÔNG TƯ\nQuy định sổ kho\nĐiều 1. Sổ kho."


@pytest.mark.parametrize("number", ["Số: Ôs$ /2019/TT-BTC", "só:0) /2019/TT-BTC"])
def test_own_number_that_stands_unread_is_told(number: str) -> None:
    reading = scanned(HEAD.format(number=number))
    assert reading.header.number is None
    assert len(told(reading)) == 1


def test_own_number_of_a_weak_word() -> None:
    weak, sure = (scanned(HEAD.format(number="Số: 12/2019/TT-BTC"), c) for c in (0.7, 0.95))
    assert told(weak) and weak.header.number is not None and weak.header.number.confidence < LOW_WORD
    assert not told(sure)


@pytest.mark.parametrize(
    ("number", "day", "sure"),
    [
        ("12/2019/TT-BTC", "ngày 5 tháng 3 năm 2019", True),
        ("12/2018/TT-BTC", "ngày 5 tháng 01 năm 2019", True),
        ("12/2019/QĐ-UBND", "ngày 5 tháng 3 năm 2019", False),
        ("12/2017/TT-BTC", "ngày 5 tháng 3 năm 2019", False),
    ],
)
def test_a_head_that_contradicts_its_number_lowers_the_confidence(number: str, day: str, sure: bool) -> None:
    head = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    body = f"BỘ TÀI CHÍNH\nSố: {number}\n{head}\nHà Nội, {day}\nTHÔNG TƯ\nQuy định sổ kho\nĐiều 1. Sổ kho."
    found = read(Text(source=SOURCE, body=body), load_book()).header.number
    assert found is not None and str(found.value) == number
    assert (found.confidence >= LOW_WORD) is sure


DATED = "SỞ KHO VẬN\nSố: 31/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n{}\nQUYẾT ĐỊNH\nVề sổ kho\nCăn cứ tờ trình"


@pytest.mark.parametrize("line", ["Cần Thơ, ngày ]] tháng 0l năm 2019", "Cần Thơ, ngàyIl tháng 01 năm 2019"])
def test_a_day_with_letters_for_digits_is_mended_and_told(line: str) -> None:
    reading = scanned(DATED.format(line))
    day = reading.header.issued_on
    assert day is not None and day.value.isoformat() == "2019-01-11"
    assert day.repaired and day.confidence < LOW_WORD
    assert [t.detail for t in reading.troubles if t.code == "uncertain_day"] == [line[line.index("ngày") :]]


@pytest.mark.parametrize("line", ["Cần Thơ, ngày X# tháng 01 năm 2019", "Cần Thơ, ngày 43 tháng 01 năm 2019"])
def test_a_day_that_cannot_be_read_is_told(line: str) -> None:
    reading = scanned(DATED.format(line))
    assert reading.header.issued_on is None
    assert len([t for t in reading.troubles if t.code == "uncertain_day"]) == 1


def test_a_day_that_was_read_is_not_told() -> None:
    reading = scanned(DATED.format("Cần Thơ, ngày 11 tháng 01 năm 2019"))
    assert [t.code for t in reading.troubles if t.code == "uncertain_day"] == []


def test_true_text_keeps_a_day_with_letters_unread() -> None:
    reading = scanned(DATED.format("Cần Thơ, ngày ]] tháng 0l năm 2019"), confidence=None)
    assert reading.header.issued_on is None and reading.troubles == ()


def test_a_number_that_no_reference_takes_is_told() -> None:
    reading = scanned("theo văn bản số 33ĐTKB-BTX ngày 05 tháng 3 năm 2019 về kho")
    assert told(reading) == ["33ĐTKB-BTX"]


def test_a_letterhead_without_a_number_is_told() -> None:
    body = (
        "SỞ KHO VẬN\n320TBXĐ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nCần Thơ, ngày 11 tháng 01 năm 2019\nKính gửi: các kho"
    )
    assert told(scanned(body)) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert told(scanned("Kính gửi: các kho")) == []


CONTRADICTED = (
    "BỘ TÀI CHÍNH\nSố: {}\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nHà Nội, {}\n"
    "THÔNG TƯ\nQuy định sổ kho\n{};\nĐiều 1. Sổ kho."
)


@pytest.mark.parametrize(
    ("number", "day", "basis", "sure"),
    [
        ("12/2019/TT-BTC", "ngày 5 tháng 3 năm 2019", "Nghị định số 31/2018/NĐ-CP ngày 05 tháng 3 năm 2018", True),
        ("12/2018/TT-BTC", "ngày 5 tháng 3 năm 2019", "Nghị định số 31/2018/NĐ-CP ngày 05 tháng 3 năm 2018", False),
        ("12/2019/TT-BTC", "ngày 5 tháng 3 năm 2019", "Nghị định số 31/2019/NĐ-CP ngày 05 tháng 4 năm 2019", False),
        ("12/2019/TT-BTC", "ngày 5 tháng 3 năm 2019", "Nghị định số 31/2018/NĐ-CP ngày 05 tháng 4 năm 2019", True),
    ],
)
def test_a_day_of_a_scan_that_its_number_or_a_basis_contradicts(number: str, day: str, basis: str, sure: bool) -> None:
    reading = scanned(CONTRADICTED.format(number, day, f"Căn cứ {basis}"))
    found = reading.header.issued_on
    assert found is not None and (found.confidence >= LOW_WORD) is sure
    assert bool([t for t in reading.troubles if t.code == "uncertain_day"]) is not sure


def test_a_later_basis_of_a_true_text_is_a_finding_not_a_doubt() -> None:
    body = CONTRADICTED.format(
        "12/2019/TT-BTC", "ngày 5 tháng 3 năm 2019", "Căn cứ Nghị định số 31/2019/NĐ-CP ngày 05 tháng 4 năm 2019"
    )
    day = read(Text(source=SOURCE, body=body), load_book()).header.issued_on
    assert day is not None and day.confidence >= LOW_WORD
