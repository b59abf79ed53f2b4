"""Heads that a column, a gazette, a footnote or a bad copy marred, and texts that open without one."""

from datetime import date

import pytest

from tests.parse.heads import BODY, MOTTO, head, values


def test_a_gazette_that_goes_on_names_the_document() -> None:
    found = head(
        "4\nCÔNG BÁO/Số 3 + 4/Ngày 8-2-2018\nBỘ TÀI CHÍNH\nThông tư số 15/2017/TT-BTC ngày 4 tháng 12 năm 2017\n"
        "hướng dẫn ghi sổ kho\n(Tiếp theo Công báo số 1 + 2)\nPhụ lục số 2\nHỆ THỐNG BÁO CÁO KHO\nMẫu sổ.\n"
    )
    assert values(found) == ("15/2017/TT-BTC", "circular", ("bo-tai-chinh",), date(2017, 12, 4))


LATE = "BỘ TÀI CHÍNH\n\nSố: 15/2018/{code}\n\n{motto}\n\nHà Nội, ngày 9 tháng 2 năm 2018\n"


def test_a_letterhead_behind_the_first_page() -> None:
    text = f"THÔNG TƯ\nHướng dẫn ghi sổ kho\n{BODY * 9}{LATE.format(code='TT-BTC', motto=MOTTO)}"
    found = head(text)
    assert values(found)[0] == "15/2018/TT-BTC" and values(found)[3] == date(2018, 2, 9)
    assert found.number is not None and found.number.confidence < 0.8


def test_a_form_behind_the_first_page_is_no_letterhead() -> None:
    other = head(f"THÔNG TƯ\nHướng dẫn ghi sổ kho\n{BODY * 9}{LATE.format(code='QĐ-BTC', motto=MOTTO)}")
    own = head(f"{MOTTO}\nTHÔNG TƯ\nHướng dẫn ghi sổ kho\n{BODY * 9}{LATE.format(code='TT-BTC', motto=MOTTO)}")
    assert other.number is None and own.number is None


def test_a_footnote_glued_to_a_code_is_taken_off() -> None:
    found = head(
        "ÁN LỆ SỐ 7/2019/AL1\nVề kho bãi\n"
        "Được Hội đồng Thẩm phán Tòa án nhân dân tối cao thông qua ngày 2 tháng 3 năm 2019.\n"
        "Nguồn án lệ:\nBản án sơ thẩm.\n"
    )
    assert values(found)[:3] == ("7/2019/AL", "precedent", ("hoi-dong-tham-phan",))
    assert found.number is not None and found.number.repaired
    kept = head(f"QUỐC HỘI\nLuật số: 9/2012/QH13\n{MOTTO}\nLUẬT\nKHO BÃI\n{BODY}")
    assert str(kept.number and kept.number.value) == "9/2012/QH13"


def test_letters_that_stand_apart() -> None:
    found = head(
        "| ỦY BAN NHÂN DÂN TỈNH LAI CHÂU ---- | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc |\n"
        "|---|---|\n"
        f"| Số: 31/QĐ - U B ND | L ai Châu, ngày 9 tháng 2 năm 2018 |\n\nQUYẾT ĐỊNH\nVề sổ kho\n{BODY}"
    )
    assert values(found) == ("31/QĐ-UBND", "decision", ("ubnd-tinh/lai-chau",), date(2018, 2, 9))
    assert found.number is not None and found.number.repaired and found.number.confidence < 0.8


@pytest.mark.parametrize(
    ("close", "day"),
    [
        ("Luật này do Quốc hội thông qua trong khóa họp lần thứ hai ngày 4 tháng 2 năm 1952.", date(1952, 2, 4)),
        ("Luật này đã được Quốc hội nhất trí thông qua trong phiên họp ngày 3 tháng 5 năm 1961.", date(1961, 5, 3)),
    ],
)
def test_who_adopted_and_when(close: str, day: date) -> None:
    found = head(f"LUẬT\nKHO BÃI\nChương 1:\nĐIỀU KHOẢN CHUNG\nĐiều 1.\n- Sổ kho ghi số hàng.\n{close}\n")
    assert values(found) == (None, "law", ("quoc-hoi",), day)


def test_an_old_number_names_who_promulgated() -> None:
    found = head(f"UỐC HỘI\n{MOTTO}\nSố: 9-L/CTN\nHà Nội, ngày 2 tháng 6 năm 1994\nLUẬT\nKHO BÃI\n{BODY}")
    assert values(found)[2] == ("quoc-hoi",)


def test_a_letter_is_of_its_first_code() -> None:
    found = head(f"B\n{MOTTO}\nSố: 88/LĐTBXH-KHTC\nHà Nội, ngày 3 tháng 7 năm 2019\nKính gửi: Sở Kho vận\n")
    assert values(found)[2] == ("bo-lao-dong-thuong-binh-va-xa-hoi",)


def test_a_model_law_is_no_law() -> None:
    assert head("LUẬT MẪU\nVỀ KHO BÃI QUỐC TẾ\nCHƯƠNG I: CHUNG\nĐiều 1. Kho.\n").instrument is None


def test_a_section_of_the_gazette_is_no_heading() -> None:
    found = head(f"ĐIỀU ƯỚC QUỐC TẾ\n{MOTTO}\nHà Nội, ngày 3 tháng 7 năm 2019\nTHÔNG BÁO\nVề kho\nThực hiện Điều 5.\n")
    assert values(found)[1] == "notice"
    treaty = head(f"{MOTTO}\nHà Nội, ngày 3 tháng 7 năm 2019\nHIỆP ĐỊNH\nVỀ KHO BÃI\nĐiều 1. Kho.\n")
    assert values(treaty)[1] == "treaty"


def test_a_symbol_tells_the_type_where_the_serial_is_lost() -> None:
    found = head(f"BỘ TÀI CHÍNH\nSố: ếf /QĐ-BTC\n{MOTTO}\nHà Nội, ngày 3 tháng 7 năm 2019\nUYÉT ĐỊN\nVề kho\n{BODY}")
    assert values(found) == (None, "decision", ("bo-tai-chinh",), date(2019, 7, 3))


def test_a_text_without_a_head_opens_with_its_type() -> None:
    found = head(
        "Quyết định về việc ghi sổ kho\nUỷ ban nhân dân tỉnh lai châu\nCăn cứ Luật Kế toán ;\nĐiều 1 . Sổ kho .\n"
    )
    assert values(found) == (None, "decision", ("ubnd-tinh/lai-chau",), None)
    assert values(head("Quyết định về việc ghi sổ kho đã gây tranh cãi\nNgười dân cho rằng sổ khó ghi.\n"))[1] is None


def test_a_number_printed_far_to_the_right() -> None:
    far = " " * 170
    assert (
        values(head(f"{far}Số: 31/QĐ-BTC\n{far}Thời gian ký: 2026-05-13T14:41:57\n\nDANH MỤC SỔ\nKho.\n"))[0]
        == "31/QĐ-BTC"
    )


def test_a_law_that_an_edict_promulgated() -> None:
    found = head(
        "LUẬT\nSỐ 107-SL/L.009 NGÀY 2-3-1958 VỀ KHO BÃI\nCHỦ TỊCH NƯỚC VIỆT NAM DÂN CHỦ CỘNG HOÀ\nRA SẮC LỆNH\n"
        "Nay ban bố luật kho bãi đã được Quốc hội biểu quyết trong khoá họp thứ VI như sau:\nChương 1:\nĐiều 1. Kho.\n"
    )
    assert values(found) == ("107-SL/L.009", "law", ("quoc-hoi",), date(1958, 3, 2))


def test_another_type_below_the_heading_is_cited() -> None:
    found = head(
        f"BỘ TÀI CHÍNH\nSố: Ễ /CI-RCT\n{MOTTO}\nHà Nội, ngày X tháng 01 năm 2010\nCHỈ THỊ\nVề sổ kho\nBộ đã ban hành\n"
        "Quyết định số 31/QĐ-BTC ngày 5 tháng 8 năm 2009 công bố sổ kho.\nThực hiện Luật Kế toán.\n"
    )
    assert values(found)[0] is None and values(found)[3] is None and values(found)[1] == "directive"


def test_letters_of_the_prime_minister_have_no_type() -> None:
    found = head(f"THỦ TƯỚNG CHÍNH PHỦ\nSố: 4% /TTg-CĐS\n{MOTTO}\nHà Nội, ngày 3 tháng 4 năm 2019\nKính gửi: các Bộ\n")
    assert values(found)[1] is None
