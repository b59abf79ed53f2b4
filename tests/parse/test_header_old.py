"""Heads of old numbering, titles and signatures in every place where they stand; texts in our own wording."""

from datetime import date

import pytest

from doccheck.model.reading import Header
from tests.parse.heads import BODY, MOTTO, head, values

HEAD = f"BỘ TÀI CHÍNH\nSố: 15/2018/TT-BTC\n{MOTTO}\nHà Nội, ngày 9 tháng 2 năm 2018\nTHÔNG TƯ\nHướng dẫn sổ kho\n{BODY}"


def title(found: Header) -> str | None:
    return found.title.value if found.title else None


EDICT = (
    "SẮC LỆNH\nCỦA CHỦ TỊCH CHÍNH PHỦ LÂM THỜI\nSỐ {number} NGÀY 9 THÁNG 2 NĂM 1946\nCHỦ TỊCH CHÍNH PHỦ\n"
    "VIỆT NAM DÂN CHỦ CỘNG HOÀ\n{opening}\nSẮC LỆNH:\nĐiều thứ nhất: Lập một kho thóc.\n"
)


@pytest.mark.parametrize("opening", ["Sau khi Hội đồng Chính phủ thoả thuận;", "Chiểu lời đề nghị của ông Bộ trưởng;"])
def test_an_old_number_without_a_symbol(opening: str) -> None:
    found = head(EDICT.format(number="66", opening=opening))
    assert values(found) == ("66", "edict", ("chu-tich-nuoc",), date(1946, 2, 9))
    assert found.number is not None and found.number.confidence < 0.8
    assert title(found) is None
    assert values(head(EDICT.format(number="66/SL", opening=opening)))[0] == "66/SL"


def test_a_number_alone_is_none() -> None:
    found = head(f"{MOTTO}\nQUYẾT ĐỊNH\nSỐ 12 PHỐ KHO\n{BODY}")
    assert found.number is None


def test_an_edict_that_promulgates_a_law() -> None:
    found = head(
        "SẮC LỆNH\nLUẬT SỐ 99-SL/L-007 NGÀY 9-2-1958 QUY ĐỊNH VIỆC GIỮ KHO\nCHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HÒA\n"
        "RA SẮC LỆNH:\nNay ban bố luật quy định việc giữ kho đã được Quốc hội biểu quyết trong khoá họp thứ VI:\n"
        "Điều 1. Kho có sổ.\nHồ Văn Mẫu\n(Đã ký)\n"
    )
    assert values(found) == ("99-SL/L-007", "law", ("quoc-hoi",), date(1958, 2, 9))
    assert title(found) == "QUY ĐỊNH VIỆC GIỮ KHO"
    assert found.signer is not None and found.signer.value == "Hồ Văn Mẫu"


@pytest.mark.parametrize("line", ["Án lệ số 7/2019/AL về kho bãi", "ÁN LỆ SỐ 7/2019/AL\nVề kho bãi"])
def test_a_precedent_whose_title_goes_on_behind_the_number(line: str) -> None:
    found = head(
        f"{line}\nĐược Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 2 tháng 3 năm 2019.\n"
        "Nguồn án lệ:\nBản án sơ thẩm.\n"
    )
    assert values(found)[:3] == ("7/2019/AL", "precedent", ("hoi-dong-tham-phan",))
    assert (title(found) or "").casefold() == "về kho bãi"


def test_a_page_about_a_document_is_not_that_document() -> None:
    assert head("Thông tư số 15/2018/TT-BTC về sổ kho\nBài viết nói về các sổ của kho.\n").number is None


def test_the_heading_tells_the_code_that_a_number_left_out() -> None:
    found = head(HEAD.replace("15/2018/TT-BTC", "15/2018-BTC"))
    assert values(found)[0] == "15/2018/TT-BTC"
    assert found.number is not None and found.number.repaired and found.number.confidence < 0.8
    law = head(f"ỦY BAN THƯỜNG VỤ QUỐC HỘI\nNghị quyết số: 9/2022/UBTVQH15\n{MOTTO}\nNGHỊ QUYẾT\nVề kho\n{BODY}")
    assert values(law)[0] == "9/2022/UBTVQH15" and law.number is not None and not law.number.repaired


def test_a_heading_with_a_footnote_is_a_heading() -> None:
    found = head(HEAD.replace("THÔNG TƯ\n", "THÔNG TƯ1\n"))
    assert title(found) == "Hướng dẫn sổ kho"


@pytest.mark.parametrize("stamp", ["ĐẾN ngày 12/3/2018", "SAO Y BẢN CHÍNH, ngày 12 tháng 3 năm 2018"])
def test_the_day_of_a_stamp_is_not_the_day_of_issue(stamp: str) -> None:
    assert values(head(f"{stamp}\n{HEAD}"))[3] == date(2018, 2, 9)
    blank = HEAD.replace("Hà Nội, ngày 9 tháng 2 năm 2018", "Hà Nội, ngày     tháng     năm 2018")
    assert head(f"{stamp}\n{blank}").issued_on is None


def test_titles_behind_issuer_number_and_day() -> None:
    old = "THÔNG TƯ\nCỦA BỘ TÀI CHÍNH SỐ 15/2018/TT-BTC\nNGÀY 9 THÁNG 2 NĂM 2018\nHƯỚNG DẪN SỔ KHO\n"
    assert title(head(old + BODY)) == "HƯỚNG DẪN SỔ KHO"
    assert title(head(f"QUỐC HỘI\nSố: 9/2012/QH13\n{MOTTO}\nLUẬT\nKIỂM TOÁN NHÀ NƯỚC\n{BODY}")) == "KIỂM TOÁN NHÀ NƯỚC"


LETTER = "|BỘ XÂY DỰNG |{nation} |\n|Số: 12/BXD-VLXD |---- |\n|V/v: sổ kho đá |Hà Nội, ngày 9 tháng 2 năm 2010 |\n"


def test_the_subject_of_a_letter() -> None:
    table = LETTER.format(nation=MOTTO.replace("\n", " "))
    rest = "|ở núi đá | |\n| | |\n\n      Kính gửi: Sở Xây dựng\nBộ Xây dựng có ý kiến.\n"
    assert title(head(table + rest)) == "sổ kho đá ở núi đá"
    plain = f"CỤC THUẾ\nSố: 12/CT-CS\nV/v sổ kho đá\n{MOTTO}\nHà Nội, ngày 9 tháng 2 năm 2025\nKính gửi: Công ty A.\n"
    assert (title(head(plain)) or "").startswith("sổ kho đá")
    assert title(head(plain.replace("V/v sổ kho đá\n", ""))) is None


SIGNED = {
    "TM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Thị Mẫu\n": ("Lê Thị Mẫu", "TM. KT."),
    "| Nơi nhận: - Lưu VT. | TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Thị Mẫu |\n": ("Lê Thị Mẫu", "TM. KT."),
    "| Nơi nhận: - Lưu VT. | BỘ TRƯỞNG Lê Thị Mẫu |\n": ("Lê Thị Mẫu", None),
    "| - Lưu VT. | XÁC THỰC VĂN BẢN HỢP NHẤT KT. BỘ TRƯỞNG THỨ TRƯỞNG Lê Thị Mẫu |\n": ("Lê Thị Mẫu", "KT."),
    "- Lưu VT. | TM. ỦY BAN THƯỜNG VỤ QUỐC HỘI CHỦ TỊCH Trần\n\nThị Mẫu\n": ("Trần Thị Mẫu", "TM."),
    "\fCHỦ TỊCH QUỐC HỘI\n\n Lê Thị Mẫu\n": ("Lê Thị Mẫu", None),
    "CHỦ TỊCH QUỐC HỘI\nĐã ký: Lê Thị Mẫu\n": ("Lê Thị Mẫu", None),
    "KT. THỦ TƯỚNG\nPHÓ THỦ TƯỚNG\n[daky]Lê Thị Mẫu\n": ("Lê Thị Mẫu", "KT."),
    "Lê Thị Mẫu\n(Đã ký)\n": ("Lê Thị Mẫu", None),
    "| - Lưu VT. |\n|( Đã ký) Lê Thị Mẫu |\n": ("Lê Thị Mẫu", None),
    "| - Lưu VT. | TL. BỘ TRƯỞNG VỤ TRƯỞNG VỤ KẾ HOẠCH - TÀI CHÍNH Lê Thị Mẫu |\n": ("Lê Thị Mẫu", "TL."),
    "TM. ỦY BAN NHÂN\nDÂN\nCHỦ TỊCH\nMai\nSơn\n": ("Mai Sơn", "TM."),
    "| - Lưu VT. | TM. CHÍNH PHỦKT. THỦ TƯỚNGPHÓ THỦ TƯỚNG(Đã ký)Lê Thị Mẫu |\n": ("Lê Thị Mẫu", "TM. KT."),
    "Nơi nhận:          TM. CHÍNH PHỦ\n- Như Điều 3;      THỦ TƯỚNG\n- Lưu VT.          Lê Thị Mẫu\n": (
        "Lê Thị Mẫu",
        "TM.",
    ),
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nQUY ĐỊNH\nVề sổ kho\n": (None, "TM."),
    "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nTHUẾ QUỐC TẾ\nLê Thị Mẫu\n": ("Lê Thị Mẫu", "KT."),
}


@pytest.mark.parametrize(("foot", "wanted"), SIGNED.items())
def test_who_signed_and_how(foot: str, wanted: tuple[str | None, str | None]) -> None:
    found = head(f"{HEAD}{BODY * 4}{foot}")
    signer, form = (field and field.value for field in (found.signer, found.signing_form))
    assert (signer, form) == wanted


def test_a_name_far_down_the_column_of_a_signature() -> None:
    rows = "".join(f"|- Ủy ban nhân dân tỉnh thứ {i};          | |\n" for i in range(20))
    foot = f"|Nơi nhận: |KT. BỘ TRƯỞNG |\n|- Như Điều 3; |THỨ TRƯỞNG |\n{rows}|- Công Báo; |Lê Thị Mẫu |\n\nPHỤ LỤC\n"
    found = head(f"{HEAD}{BODY * 4}{foot}")
    assert found.signer is not None and found.signer.value == "Lê Thị Mẫu"


def test_a_name_far_down_a_column_set_with_blanks() -> None:
    rows = "".join(f"- Ủy ban nhân dân tỉnh thứ {i} và các cơ quan của nó;\n" for i in range(20))
    foot = f"Nơi nhận:{' ' * 40}TM. CHÍNH PHỦ\n{rows}- Văn phòng;{' ' * 40}Lê Thị Mẫu\n- Lưu VT.\n\nPhụ lục kèm theo\n"
    found = head(f"{HEAD}{BODY * 4}{foot}")
    assert found.signer is not None and found.signer.value == "Lê Thị Mẫu"
    none = head(f"{HEAD}{BODY * 4}{foot.replace('Lê Thị Mẫu', 'Công Báo')}")
    assert none.signer is None


STATUTE = (
    "Điều 1. Kho có sổ.\nĐiều 2. {kind} này có hiệu lực từ ngày 1 tháng 1 năm 2004.\n{closing}\nLê Thị Mẫu\n(Đã ký)\n"
)


@pytest.mark.parametrize(
    ("kind", "closing", "wanted"),
    [
        (
            "Luật",
            "Luật này đã được Quốc hội khóa XI, kỳ họp thứ 3 thông qua ngày 9 tháng 2 năm 2003.",
            ("law", ("quoc-hoi",), date(2003, 2, 9)),
        ),
        (
            "Pháp lệnh",
            "Pháp lệnh này được Uỷ ban thường vụ Quốc hội thông qua ngày 9 tháng 2 năm 2003.",
            ("ordinance", ("ubtvqh",), date(2003, 2, 9)),
        ),
        ("Luật", "Luật này được đăng Công báo.", (None, (), None)),
    ],
)
def test_a_statute_without_a_head_is_told_by_its_closing_sentence(
    kind: str, closing: str, wanted: tuple[str | None, tuple[str, ...], date | None]
) -> None:
    found = head(STATUTE.format(kind=kind, closing=closing))
    assert values(found)[1:] == wanted and found.number is None
    assert (found.signer is not None) is (wanted[0] is not None)


SPOILT = (
    "BO XAY DVNG CONG 110A XA HOT\nS9: 3588/QD-BXD\nHa N6i, ngay 26 thang 12 nom 2025\nQUYET DINH\nDieu 1. So kho.\n"
)


def test_a_spoilt_text_layer_gives_number_and_day_with_doubt() -> None:
    found = head(SPOILT)
    assert values(found) == ("3588/QĐ-BXD", "decision", ("bo-xay-dung",), date(2025, 12, 26))
    assert found.number is not None and found.number.repaired and found.number.confidence < 0.8
    assert found.issued_on is not None and found.issued_on.confidence < 0.8
    assert head(SPOILT.replace("S9: ", "theo S9: ")).number is None


def test_a_subject_in_the_cell_of_the_number() -> None:
    table = "| BỘ XÂY DỰNG | {} |\n|---|---|\n| Số: 12/BXD-VLXD V/v sổ kho đá | Hà Nội, ngày 9 tháng 2 năm 2010 |\n"
    found = head(f"{table.format(MOTTO.replace(chr(10), ' '))}\nKính gửi: Sở Xây dựng\nCó ý kiến.\n")
    assert (values(found)[0], title(found)) == ("12/BXD-VLXD", "sổ kho đá")


def test_a_committee_without_its_place_takes_that_of_the_day() -> None:
    found = head(
        f"ỦY BAN NHÂN DÂN\nSố: 15/2018/QĐ-UBND\n{MOTTO}\nLai Châu, ngày 9 tháng 2 năm 2018\nQUYẾT ĐỊNH\nVề kho\n{BODY}"
    )
    assert values(found)[2] == ("ubnd-tinh/lai-chau",)


def test_a_signature_before_any_opening_words() -> None:
    found = head(f"{HEAD.removesuffix(BODY)}KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nLê Thị Mẫu\n")
    assert found.signer is not None and found.signer.value == "Lê Thị Mẫu"
