"""Heads and feet of documents of our own wording: columns, eras, sources, and texts without a head."""

from datetime import date

import pytest

from doccheck.model.reading import Header
from doccheck.model.text import Source, Text
from doccheck.parse.header import read_header
from doccheck.rulebook.book import load_book

SOURCE = Source(path="", name="", media_type="text/plain", size=0, sha256="")
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
PLACE = "Hà Nội, ngày 09 tháng 02 năm 2018"
BODY = (
    "Căn cứ Luật Kế toán ngày 20 tháng 11 năm 2015;\nCăn cứ Nghị định số 1/2015/NĐ-CP ngày 2/1/2015;\nĐiều 1. Sổ kho.\n"
)


def head(body: str) -> Header:
    text = Text(source=SOURCE, body=body)
    found = read_header(text, load_book())
    for field in (found.number, found.issued_on, found.instrument, found.signer):
        assert field is None or text.quote(field.span).strip()
    return found


def values(found: Header) -> tuple[str | None, str | None, tuple[str, ...], date | None]:
    return (
        str(found.number.value) if found.number else None,
        found.instrument.value if found.instrument else None,
        tuple(f.value for f in found.issuers),
        found.issued_on.value if found.issued_on else None,
    )


CIRCULAR = ("15/2018/TT-BTC", "circular", ("bo-tai-chinh",), date(2018, 2, 9))


@pytest.mark.parametrize(
    "top",
    [
        f"BỘ TÀI CHÍNH\n-------\n{MOTTO}\n---------------\nSố: 15/2018/TT-BTC\n{PLACE}\n\nTHÔNG TƯ\n",
        "BỘ TÀI CHÍNH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
        "Số: 15/2018/TT-BTC Hà Nội, ngày 09 tháng 02 năm 2018\nTHÔNG TƯ\n",
        f"|\n|\nBỘ TÀI CHÍNH\n-------\n|\n{MOTTO}\n|\n|\nSố:\n15/2018/TT-BTC\n|\n"
        "Hà Nội, ngày 09\ntháng 02 năm 2018\n|\nTHÔNG TƯ\n",
        "| BỘ TÀI CHÍNH ------- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n|---|---|\n"
        "| Số: 15/2018/TT-BTC | Hà Nội, ngày 09 tháng 02 năm 2018 |\n\nTHÔNG TƯ\n",
        f"2   CÔNG BÁO/Số 70 + 71/Ngày 18-6-2018\n\nVĂN BẢN QUY PHẠM PHÁP LUẬT\n\nBỘ TÀI CHÍNH\n{MOTTO}\n\n"
        "Số: 15/2018/TT-BTC\n\nHà Nội, ngày 09 tháng 02 năm 2018\n\nTHÔNG TƯ\n",
        "THÔNG TƯ\n   CỦA BỘ TÀI CHÍNH SỐ 15/2018/TT-BTC NGÀY 09 THÁNG 02 NĂM 2018\n",
        "## Tin về sổ kho\nNgày 26/11/2019, Bộ ban hành Thông tư 99/2019/TT-BTC ngày 3/3/2019. Nội dung tin dài.\n" * 6
        + f"|\nBỘ TÀI CHÍNH\n|\n{MOTTO}\n|\nSố: 15/2018/TT-BTC\n|\nHà Nội, ngày 09 tháng 02 năm 2018\n|\nTHÔNG TƯ\n",
    ],
    ids=["lines", "columns run together", "cells", "markdown", "gazette", "old heading", "web page"],
)  # fmt: skip
def test_one_circular_from_many_sources(top: str) -> None:
    found = head(f"{top}Hướng dẫn ghi sổ kho\n\n{BODY}")
    assert values(found) == CIRCULAR


def test_a_portal_page_says_its_fields() -> None:
    found = head(
        "Thông tư số 15/2018/TT-BTC Hướng dẫn ghi sổ kho\nSố hiệu15/2018/TT-BTC\nLoại văn bảnThông tư\n"
        "Ngày ban hành09/02/2018\nCơ quan ban hànhBộ Tài chính\nNgười kýTrần Văn Mẫu\n"
    )
    assert values(found) == CIRCULAR
    assert found.signer is not None and found.signer.value == "Trần Văn Mẫu"


def test_a_provincial_decision_with_all_fields() -> None:
    found = head(
        f"ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\n-------\n{MOTTO}\nSố: 13/2014/QĐ-UBND\nHà Tĩnh, ngày 24 tháng 3 năm 2014\n"
        f"QUYẾT ĐỊNH\nBan hành Quy định ghi sổ kho\nỦY BAN NHÂN DÂN TỈNH\n{BODY}"
        "Ban hành kèm theo Quyết định này Quy định ghi sổ kho.\nNơi nhận:\n- Như Điều 3;\n"
        "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nLê Thị Mẫu\n"
    )
    assert values(found) == ("13/2014/QĐ-UBND", "decision", ("ubnd-tinh/ha-tinh",), date(2014, 3, 24))
    assert found.place is not None and found.place.value == "Hà Tĩnh"
    assert found.title is not None and found.title.value == "Ban hành Quy định ghi sổ kho"
    assert found.signing_form is not None and found.signing_form.value == "TM. KT."
    assert found.signer is not None and found.signer.value == "Lê Thị Mẫu"
    assert found.annexed


def test_the_chairman_and_the_prime_minister_stand_under_their_houses() -> None:
    chairman = head(
        f"ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\n{MOTTO}\nSố: 5/2025/QĐ-CTUBND\n"
        f"Hà Tĩnh, ngày 2 tháng 9 năm 2025\nQUYẾT ĐỊNH\nVề kho\n{BODY}"
    )
    assert values(chairman)[2] == ("ct-ubnd-tinh/ha-tinh",)
    prime = head(f"CHÍNH PHỦ\n{MOTTO}\nSố: 8/2010/QĐ-TTg\nHà Nội, ngày 2 tháng 9 năm 2010\nQUYẾT ĐỊNH\nVề kho\n{BODY}")
    assert values(prime)[2] == ("thu-tuong",)


def test_a_law_takes_its_day_from_the_closing_sentence() -> None:
    found = head(
        f"QUỐC HỘI\n-------\nLuật số: 9/2012/QH13\n{MOTTO}\n\nLUẬT\nKHO BÃI\nCăn cứ Hiến pháp;\nĐiều 1. Kho.\n"
        "Luật này đã được Quốc hội khóa XIII, kỳ họp thứ 3 thông qua ngày 18 tháng 6 năm 2012.\n"
    )
    assert values(found) == ("9/2012/QH13", "law", ("quoc-hoi",), date(2012, 6, 18))
    assert found.title is not None and found.title.value == "KHO BÃI"


def test_a_joint_circular_has_all_its_issuers() -> None:
    found = head(
        f"BỘ Y TẾ - BỘ TÀI CHÍNH\n{MOTTO}\nSố: 7/2010/TTLT-BYT-BTC\n"
        f"Hà Nội, ngày 1 tháng 2 năm 2010\nTHÔNG TƯ LIÊN TỊCH\nVề kho\n{BODY}"
    )
    assert values(found)[1:3] == ("joint_circular", ("bo-y-te", "bo-tai-chinh"))


def test_a_consolidated_text_is_known_by_its_certificate() -> None:
    found = head(
        f"{MOTTO}\n\nNGHỊ ĐỊNH\nQuy định về kho\n\n"
        "Nghị định số 8/2010/NĐ-CP ngày 2 tháng 9 năm 2010 của Chính phủ quy định về kho, "
        "được sửa đổi, bổ sung bởi:\nNghị định số 9/2012/NĐ-CP ngày 3 tháng 4 năm 2012.\n"
        + BODY
        + "x\n" * 300
        + "BỘ TÀI CHÍNH\nSố: 18/VBHN-BTC\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 24 tháng 3 năm 2013\n"
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\n\nTrần Văn Mẫu\n"
    )
    assert values(found) == ("18/VBHN-BTC", "consolidated", ("bo-tai-chinh",), date(2013, 3, 24))


def test_without_its_certificate_it_has_no_number() -> None:
    found = head(
        f"{MOTTO}\n\nNGHỊ ĐỊNH\nQuy định về kho\n\n"
        "Nghị định số 8/2010/NĐ-CP ngày 2 tháng 9 năm 2010 của Chính phủ quy định về kho, "
        f"được sửa đổi, bổ sung bởi:\n1. Nghị định số 9/2012/NĐ-CP.\n{BODY}"
    )
    assert values(found)[:2] == (None, "consolidated")


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Tin sáng: tỉnh thực hiện Nghị định số 8/2010/NĐ-CP của Chính phủ và Quyết định 13/2014 của UBND tỉnh.",
        "Nghị định số 8/2010/NĐ-CP ngày 2/9/2010 của Chính phủ quy định về kho đã được phổ biến.",
        "Điều 1. Sổ kho\nSổ kho ghi theo Thông tư số 15/2018/TT-BTC.\nĐiều 2. Hiệu lực\n",
    ],
)
def test_no_header_is_made_up(body: str) -> None:
    assert head(body) == Header()


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG", "KT."),
        ("TL. BỘ TRƯỞNG\nVỤ TRƯỞNG VỤ PHÁP CHẾ", "TL."),
        ("TUQ. BỘ TRƯỞNG\nCHÁNH VĂN PHÒNG", "TUQ."),
        ("Q. BỘ TRƯỞNG", "Q."),
        ("BỘ TRƯỞNG", None),
    ],
)
def test_forms_of_signing(line: str, form: str | None) -> None:
    found = head(
        f"BỘ TÀI CHÍNH\n{MOTTO}\nSố: 15/2018/TT-BTC\nHà Nội, ngày 9 tháng 2 năm 2018\nTHÔNG TƯ\nVề kho\n{BODY}"
        f"Nơi nhận:\n- Như trên;\n{line}\n\n(Đã ký)\n\nTrần Thị Mẫu\n"
    )
    assert (found.signing_form.value if found.signing_form else None) == form
    assert found.signer is not None and found.signer.value == "Trần Thị Mẫu"
