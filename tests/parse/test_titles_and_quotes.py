"""Documents named inside titles and in the words put into another act; lists on the line of their verb."""

import pytest

from doccheck.model.reading import Reading, Role
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import load_book

SOURCE = Source(path="", name="", media_type="text/plain", size=0, sha256="")
HEAD = """CHÍNH PHỦ
Số: 9/2097/NĐ-CP
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Hà Nội, ngày 5 tháng 3 năm 2097
NGHỊ ĐỊNH
{title}
Căn cứ Nghị định số 45/2089/NĐ-CP ngày 1 tháng 2 năm 2089 của Chính phủ quy định chi tiết Nghị định số 12/2088/NĐ-CP;
Chính phủ ban hành Nghị định.
"""
AMENDED = "Nghị định số 31/2090/NĐ-CP ngày 5 tháng 3 năm 2090"
AMENDING = HEAD.format(title=f"Sửa đổi, bổ sung một số điều của {AMENDED} về kho")


def reading(body: str) -> Reading:
    return read(Text(source=SOURCE, body=body), load_book())


def test_a_number_inside_a_title_is_no_basis() -> None:
    own, inner = reading(AMENDING + "Điều 1. Kho.\n").references[1:3]
    assert (own.role, own.in_title) == (Role.BASIS, False)
    assert (inner.text, inner.role, inner.in_title) == ("Nghị định số 12/2088/NĐ-CP", Role.BODY, True)


@pytest.mark.parametrize(
    ("sentence", "inside"),
    [
        ("Thông tư số 11/2092/TT-BTC sửa đổi, bổ sung Thông tư số 10/2091/TT-BTC quy định về kho", True),
        ("Thông tư số 11/2092/TT-BTC hướng dẫn thi hành một số điều của Thông tư số 10/2091/TT-BTC", True),
        ("Thông tư số 11/2092/TT-BTC quy định về kho và Thông tư số 10/2091/TT-BTC", False),
        ("Thông tư số 11/2092/TT-BTC, Thông tư số 10/2091/TT-BTC", False),
        ("Thông tư số 11/2092/TT-BTC về kho; sửa đổi Thông tư số 10/2091/TT-BTC", False),
    ],
)
def test_titles_in_the_body(sentence: str, inside: bool) -> None:
    outer, inner = reading(f"Kho theo {sentence}.").references
    assert (outer.in_title, inner.in_title) == (False, inside)


def test_quoted_words_speak_of_the_act_that_they_are_put_into() -> None:
    body = "Điều 1. Sửa đổi khoản 2 Điều 3 như sau:\n“2. Kho theo Nghị định này.”\nĐiều 2. Nghị định này có hiệu lực."
    found = [r for r in reading(AMENDING + body).references if r.text == "Nghị định này"]
    assert [(str(r.number) if r.number else None, r.role) for r in found] == [
        ("31/2090/NĐ-CP", Role.AMENDS), (None, Role.SELF),
    ]  # fmt: skip


def test_quoted_words_of_another_type_are_not_self() -> None:
    body = "Điều 1. Sửa đổi khoản 2 Điều 3 như sau:\n“2. Kho theo Luật này.”\n"
    (found,) = [r for r in reading(AMENDING + body).references if r.text == "Luật này"]
    assert (found.number, found.role, found.rule) == (None, Role.BODY, "near.quoted")


def test_quotes_in_a_document_that_amends_nothing_stay_self() -> None:
    body = "Điều 1. Cụm từ “Nghị định này” được dùng chung.\n"
    found = [r for r in reading(HEAD.format(title="Về kho") + body).references if r.text == "Nghị định này"]
    assert [r.role for r in found] == [Role.SELF]


def test_documents_listed_on_the_line_of_their_verb() -> None:
    body = "Điều 2. Hiệu lực thi hành\n1. Các Nghị quyết sau hết hiệu lực từ ngày 01 tháng 7 năm 2098: "
    found = reading(body + "số 15/2083/NQ-HĐND; số 16/2084/NQ-HĐND ngày 2/7/2084 về phí.\n")
    named = [str(found.references[c.target].number) for c in found.clauses if c.target is not None]
    assert named == ["15/2083/NQ-HĐND", "16/2084/NQ-HĐND"]
    assert {c.on.isoformat() for c in found.clauses if c.on} == {"2098-07-01"}


def test_a_proposal_to_replace_is_no_clause() -> None:
    body = "Xét Tờ trình đề nghị ban hành Nghị quyết thay thế Nghị quyết số 15/2083/NQ-HĐND;\nĐiều 1. Kho.\n"
    assert reading(body).clauses == ()
