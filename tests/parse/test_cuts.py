"""One file with several documents: cuts where a page opens with a head of its own, and nowhere else."""

from dataclasses import replace
from itertools import pairwise

import pytest

from doccheck.model.text import Page, PageKind, Severity, Source, Span, Text
from doccheck.parse import read
from doccheck.parse.cuts import parts, parts_at
from doccheck.rulebook.book import load_book

BOOK = load_book()

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày {day} tháng 5 năm 2014
QUYẾT ĐỊNH
Về việc quản lý kho lưu trữ
Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
Điều 1. Ban hành quy định về kho.
"""
FOOT = "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nTrần Văn Kho\n"
FORM = """CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
ĐƠN ĐỀ NGHỊ
Kính gửi: Ủy ban nhân dân tỉnh. Theo Quyết định số 9/2013/QĐ-UBND ngày 3 tháng 4 năm 2013.
"""
BLANK_FORM = "ỦY BAN NHÂN DÂN\nSố: ……/QĐ-UBND\n" + FORM


def made(*pages: str, flow: bool = False) -> Text:
    body, spans = "", []
    for page in pages:
        start = len(body)
        body += page
        spans.append(Span(start, len(body)))
        body += "\n" if flow else "\f"
    return Text(
        source=Source(path="t", name="t", media_type="application/pdf", size=1, sha256="0" * 64),
        body=body,
        pages=() if flow else tuple(Page(number=i, span=s, kind=PageKind.TEXT) for i, s in enumerate(spans, 1)),
    )


ONE, TWO, THREE = (HEAD.format(number=f"{n}/2014/QĐ-UBND", day=f"{n:02}") + FOOT for n in (13, 14, 15))


def test_documents_bound_together_are_told_apart() -> None:
    found = parts(made(ONE, "Điều 2. Thi hành.\n" + FOOT, TWO, THREE), BOOK)
    assert [str(one.header.number.value) for one in found if one.header.number] == [
        "13/2014/QĐ-UBND",
        "14/2014/QĐ-UBND",
        "15/2014/QĐ-UBND",
    ]
    assert [(one.first_page, one.last_page) for one in found] == [(1, 2), (3, 3), (4, 4)]
    assert min(one.confidence for one in found) >= 0.9


def test_parts_cover_the_text_without_gap() -> None:
    text = made(ONE, TWO, THREE)
    found = parts(text, BOOK)
    assert found[0].span.start == 0 and found[-1].span.end == len(text.body)
    assert all(a.span.end == b.span.start for a, b in pairwise(found))


def test_forms_annexes_and_a_head_said_again_are_no_documents() -> None:
    again = HEAD.format(number="13/2014/QĐ-UBND", day="13")
    assert len(parts(made(ONE, FORM, BLANK_FORM, "PHỤ LỤC\n(Kèm theo Quyết định này)\n", again), BOOK)) == 1


LONG = "Điều 3. Thi hành từ ngày ký quyết định này.\n" * 12


def test_a_head_in_the_middle_of_a_page_shares_the_page() -> None:
    found = parts(made(ONE + LONG + FOOT + TWO, "Điều 2. Thi hành.\n" + FOOT, THREE), BOOK)
    assert [(str(one.header.number.value), one.inside) for one in found if one.header.number] == [
        ("13/2014/QĐ-UBND", False),
        ("14/2014/QĐ-UBND", True),
        ("15/2014/QĐ-UBND", False),
    ]
    assert [(one.first_page, one.last_page) for one in found] == [(1, 1), (1, 2), (3, 3)]
    assert found[1].confidence < 0.7
    assert all(a.span.end == b.span.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "between",
    [
        "",  # no signature above: the first document goes on
        FOOT + "PHỤ LỤC\n(Ban hành kèm theo Quyết định số 13/2014/QĐ-UBND)\n",
        FOOT + "Mẫu số 3\n",
        FOOT + "Điều 4. Sửa đổi như sau: “\n",
    ],
)
def test_samples_annexes_and_quotations_within_a_page_are_no_documents(between: str) -> None:
    closing = "”\n" if "“" in between else ""
    assert len(parts(made(ONE + LONG + between + TWO + closing), BOOK)) == 1


def test_an_annexed_regulation_within_a_page_is_no_document() -> None:
    annexed = (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nQUY ĐỊNH\nVề kho\n"
        "(Ban hành kèm theo Quyết định số 13/2014/QĐ-UBND ngày 13 tháng 5 năm 2014 của Ủy ban nhân dân tỉnh)\n"
        "Chương I\nĐiều 1. Kho.\n"
    )
    assert len(parts(made(ONE + LONG + FOOT + annexed), BOOK)) == 1
    assert len(parts(made(ONE + LONG + FOOT, annexed), BOOK)) == 1


def test_a_head_that_lost_its_capitals_is_seen() -> None:
    lost = "\n".join(line.capitalize() if line.isupper() else line for line in TWO.split("\n"))
    assert [one.first_page for one in parts(made(ONE, lost), BOOK)] == [1, 2]
    assert len(parts(made(ONE, "Căn cứ Hiến pháp nước\nCộng hòa xã hội chủ nghĩa Việt Nam\nnăm 2013;\n"), BOOK)) == 1


def test_text_without_pages_is_taken_by_lines_and_less_surely() -> None:
    found = parts(made(ONE, TWO, flow=True), BOOK)
    assert [one.first_page for one in found] == [None, None]
    assert found[1].confidence < 0.9


def test_a_person_says_where_the_cuts_are() -> None:
    text = made(ONE, TWO, THREE)
    found = parts_at(text, BOOK, (3,))
    assert [(one.first_page, one.last_page) for one in found] == [(1, 2), (3, 3)]
    try:
        parts_at(text, BOOK, (2, 9))
    except ValueError as error:
        assert error.args == (9,)
    else:
        raise AssertionError("page 9 was taken")


def test_a_reading_says_that_it_is_not_of_the_whole_file() -> None:
    told = [t for t in read(made(ONE, TWO), BOOK).troubles if t.code == "several_documents"]
    assert [(t.place, t.detail, t.severity) for t in told] == [("2", "14/2014/QĐ-UBND", Severity.PARTIAL)]
    assert not [t for t in read(made(ONE, FORM), BOOK).troubles if t.code == "several_documents"]


def test_no_text_and_no_head_are_one_part() -> None:
    assert len(parts(made(""), BOOK)) == 1
    assert len(parts(replace(made("Thư mời họp."), pages=()), BOOK)) == 1


def test_a_file_made_of_heads_is_read_to_a_bound() -> None:
    many = made(*(HEAD.format(number=f"{n}/2014/QĐ-UBND", day="05") for n in range(1, 700)))
    assert len(parts(many, BOOK)) == 501
