"""Numbers and days: canonical forms, damages of real texts, and what is no number."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doccheck.parse.grammar import grammar
from doccheck.parse.numbers import Numbered
from doccheck.parse.view import clean
from doccheck.rulebook.book import load_book


def scan(text: str) -> list[Numbered]:
    book = load_book()
    return list(grammar(book).numbers.scan(clean(text, book.phrases)))


@pytest.mark.parametrize(
    ("written", "number", "repaired"),
    [
        ("số 158/2099/NĐ-CP ngày", "158/2099/NĐ-CP", False),
        ("01/2098/ TT-BLĐTBXH", "01/2098/TT-BLĐTBXH", False),
        ("15/2098/QĐ-\nBTC", "15/2098/QĐ-BTC", False),
        ("12/2098/NĐ - CP", "12/2098/NĐ-CP", False),
        ("12/2098/NĐ–CP", "12/2098/NĐ-CP", False),
        ("12/2098/NĐ_CP", "12/2098/NĐ-CP", False),
        ("12/2098/NĐ/CP", "12/2098/NĐ-CP", False),
        ("893/QĐ/TTg", "893/QĐ-TTg", False),
        ("893/QĐ-TTG", "893/QĐ-TTg", False),
        ("187/2098 NĐ-CP", "187/2098/NĐ-CP", False),
        ("12/2098/TTBTC", "12/2098/TT-BTC", True),
        ("158/2098/ND-CP", "158/2098/NĐ-CP", True),
        ("158/2098/nđ-cp", "158/2098/NĐ-CP", True),
        ("l58/2O98/NĐ-CP", "158/2098/NĐ-CP", True),
        ("12/2098/NĐ-CPngày 3", "12/2098/NĐ-CP", False),
        ("12/2098/NĐ-CPhết hiệu lực", "12/2098/NĐ-CP", False),
        ("12/2098/QĐ-TTgtheo", "12/2098/QĐ-TTg", False),
        ("12/2098/NĐ-CP.Tổng cục", "12/2098/NĐ-CP", False),
        ("030/2098/QĐ-UBND", "030/2098/QĐ-UBND", False),
        ("66.10/2098/NQ-CP", "66.10/2098/NQ-CP", False),
        ("562a/QĐ-BTC", "562a/QĐ-BTC", False),
        ("168/2098/QĐ-BCA (A11) ngày", "168/2098/QĐ-BCA(A11)", False),
        ("103/2098/TTLT/BTC-BGTVT", "103/2098/TTLT/BTC-BGTVT", False),
        ("59/2098/QH14", "59/2098/QH14", False),
        ("48/CP", "48/CP", False),
        ("82/TC/TCT", "82/TC/TCT", False),
        ("102/2098/NQLT - UBTVQH15 - CP - ĐCTUBTWMTTQVN", "102/2098/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN", False),
        ("29/11/QH13", "29/11/QH13", False),
        ("126/2098 / / NĐ-CP", "126/2098/NĐ-CP", True),
        ("126//2098/NĐ-CP", "126/2098/NĐ-CP", True),
        ("126/2098//TT-BTC", "126/2098/TT-BTC", True),
        ("11/2098/2098/NĐ-CP", "11/2098/NĐ-CP", True),
        ("126/2098INĐ-CP", "126/2098/NĐ-CP", True),
        ("126/20981NĐ-CP", "126/2098/NĐ-CP", True),
        ("126/2098NĐ-CP", "126/2098/NĐ-CP", True),
        ("126/2098.QĐ-TTg", "126/2098/QĐ-TTg", True),
        ("1262031/NĐ-CP", "126/2031/NĐ-CP", True),
        ("126/2098/N Đ-CP", "126/2098/NĐ-CP", True),
        ("126/2098/NĐ-C P ngày", "126/2098/NĐ-CP", True),
        ("126/2098/NĐ CP ngày", "126/2098/NĐ-CP", True),
        ("126/2098/TT-BLĐ TBXH", "126/2098/TT-BLĐTBXH", True),
        ("63/2098/QHI4", "63/2098/QH14", True),
        ("12/2098/TTLT-BTC\n-BTNMT", "12/2098/TTLT-BTC-BTNMT", False),
        ("112031/CT-TTHT", "112031/CT-TTHT", False),
    ],
)
def test_canonical_number(written: str, number: str, repaired: bool) -> None:
    found = scan(written)
    assert [str(n.number) for n in found] == [number]
    assert found[0].repaired is repaired
    assert not repaired or found[0].confidence < 1


@pytest.mark.parametrize(
    "text",
    [
        "27/10/2098",
        "tháng 10/2098 QUY ĐỊNH",
        "QCVN 41:2098/BGTVT",
        "và/hoặc",
        "24/7",
        "5/người",
        "12/Bộ",
        "27/10/2098/QĐ-BTC",
        "tỷ lệ 5/2098. NĐ",
        "126/2098. QĐ-UBND",
    ],
)
def test_no_number(text: str) -> None:
    assert scan(text) == []


def test_look_alike_letters_are_read() -> None:
    assert [str(n.number) for n in scan("12/2098/NĐ-\u0421\u0420 và 13/2098/Q\u00d0-BTC")] == [
        "12/2098/NĐ-CP",
        "13/2098/QĐ-BTC",
    ]


@pytest.mark.parametrize(
    ("written", "number"),
    [("57-CP", "57-CP"), ("18-HĐBT ngày", "18-HĐBT"), ("60-NQ/TW", "60-NQ/TW"), ("150 CP ngày", "150/CP")],
)
def test_numbers_without_a_slash_after_the_serial(written: str, number: str) -> None:
    found = grammar(load_book()).numbers.at(written, 0)
    assert found is not None and str(found.number) == number


@given(serial=st.integers(1, 9999), year=st.integers(1998, 2030), code=st.sampled_from(["NĐ-CP", "TT-BTC", "QĐ-UBND"]))
def test_every_plain_number_comes_back(serial: int, year: int, code: str) -> None:
    text = f"theo văn bản số {serial}/{year}/{code}, cùng kỳ"
    found = scan(text)
    assert [str(n.number) for n in found] == [f"{serial}/{year}/{code}"]
    assert text[found[0].span.start : found[0].span.end] == f"{serial}/{year}/{code}"


@given(st.text(alphabet="0123456789/-.NĐCPQTGOolI \n", max_size=80))
def test_noise_never_breaks_the_reader(text: str) -> None:
    for found in scan(text):
        assert text[found.span.start : found.span.end].strip()


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("ngày 05 tháng 3 năm 2098", date(2098, 3, 5)),
        ("ngày 1\ntháng 7\nnăm 2098", date(2098, 7, 1)),
        ("NGÀY 04 THÁNG 01 NĂM 2098", date(2098, 1, 4)),
        ("ngày 09 tháng 01năm 2098", date(2098, 1, 9)),
        ("ngày 17 ngày 8 năm 2098", date(2098, 8, 17)),
        ("ngày 2 7 tháng 0 6 năm 20 98", date(2098, 6, 27)),
        ("ngày 08/10/20981", date(2098, 10, 8)),
        ("ngày 21 /05/2098", date(2098, 5, 21)),
        ("ngày 7-1-1991", date(1991, 1, 7)),
        ("ngày 15.8.2098", date(2098, 8, 15)),
        ("ngày 12/6/97", date(1997, 6, 12)),
        ("ngày 31 tháng 02 năm 2098", None),
        ("ngày 6 tháng 4 năm của", None),
        ("ngày 8 thảng 7 nám 2098", date(2098, 7, 8)),
        ("ngày tháng năm 2098", None),
        ("ngày … tháng … năm 2098", None),
        ("ngày 8 tháng 7 năm 098", None),
    ],
)
def test_days(written: str, value: date | None) -> None:
    found = grammar(load_book()).dates.at(written, 0)
    assert found is not None and found.value == value


@pytest.mark.parametrize("text", ["ngày tháng năm sinh", "ngày nay", "tháng 5 năm 2098"])
def test_no_day(text: str) -> None:
    assert grammar(load_book()).dates.at(text, 0) is None


def test_days_in_order_with_and_without_the_word() -> None:
    dates = grammar(load_book()).dates
    text = "từ ngày 01/02/2098 đến 03/04/2098 và ngày 5 tháng 6 năm 2098"
    assert [d.value for d in dates.find(text)] == [date(2098, 2, 1), date(2098, 6, 5)]
    assert [d.value for d in dates.find(text, bare=True)] == [date(2098, 2, 1), date(2098, 4, 3), date(2098, 6, 5)]
