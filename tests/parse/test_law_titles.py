"""Titles of laws as they are closed, quoted, shortened and named on the way; laws named by their kind; own titles."""

from datetime import date

import pytest

from doccheck.model.reading import Reference, Role
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import load_book


def references(body: str) -> tuple[Reference, ...]:
    source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
    return read(Text(source=source, body=body), load_book(), header=False).references


@pytest.mark.parametrize(
    ("body", "text", "on"),
    [
        ("theo Điều 4 Pháp lệnh thuế muối (sửa đổi) .", "Pháp lệnh thuế muối (sửa đổi)", None),
        ("theo Luật Đất đai ( sửa đổi ) ngày 14/7/1993 và", "Luật Đất đai ( sửa đổi ) ngày 14/7/1993",
         date(1993, 7, 14)),
        ("Luật Kho bãi được Quốc hội nước Cộng hòa thông qua ngày 29 tháng 12 năm 1987;", "Luật Kho bãi",
         date(1987, 12, 29)),
        ("Luật Kho bãi số 5/2010/QH12 được Quốc hội khóa XII thông qua ngày 17/6/2010.", "Luật Kho bãi số 5/2010/QH12",
         date(2010, 6, 17)),
        ("thay thế Pháp lệnh quy định thể lệ kho muối ngày 18 tháng 1 năm 1961.",
         "Pháp lệnh quy định thể lệ kho muối ngày 18 tháng 1 năm 1961", date(1961, 1, 18)),
        ("theo Pháp lệnh “ Ưu đãi người giữ kho ” ngày 29/8/1994.", "Pháp lệnh “ Ưu đãi người giữ kho ” ngày 29/8/1994",
         date(1994, 8, 29)),
        ("theo Điều 9 Pháp lệnh Pháp điển.", "Pháp lệnh Pháp điển", None),
        ("theo Pháp lệnh Kế toán - Thống kê và", "Pháp lệnh Kế toán - Thống kê", None),
        ("Thông tư liên tịch Bộ Y tế - Bộ Công Thương số 3/2014/TTLT-BYT-BCT.",
         "Thông tư liên tịch Bộ Y tế - Bộ Công Thương số 3/2014/TTLT-BYT-BCT", None),
        ("theo Nghị định định số 9/2011/NĐ-CP", "Nghị định định số 9/2011/NĐ-CP", None),
        ("Thông tư số 3/2000/TT-BTC do Bộ Tài chính ban hành ngày 14/8/2000.", "Thông tư số 3/2000/TT-BTC",
         date(2000, 8, 14)),
        ("Quyết định số 15/2006/QĐ-BTC ngày 30 ngày 3 tháng 2006 của Bộ Tài chính",
         "Quyết định số 15/2006/QĐ-BTC ngày 30 ngày 3 tháng 2006", None),
    ],
)  # fmt: skip
def test_where_a_mention_ends(body: str, text: str, on: date | None) -> None:
    (one,) = references(body)
    assert (one.text, one.issued_on) == (text, on)


@pytest.mark.parametrize(
    "body",
    [
        "theo các Luật Thuế và quy định khác.",
        "tại các Luật, Pháp lệnh về thuế, phí.",
        "của Luật, Pháp lệnh Thuế, phí.",
        "theo “ Luật ” ngày 5.",
        'theo Luật "" năm 1993',
    ],
)
def test_laws_of_a_kind_are_no_mention(body: str) -> None:
    assert references(body) == ()


def test_a_known_law_in_such_a_list_is_one() -> None:
    assert [r.text for r in references("theo các Luật Thuế, Luật Hải quan.")] == ["Luật Hải quan"]


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("Luật Kho bãi Căn cứ Hiến pháp năm 2013;", Role.SELF),
        ("Quốc hội ban hành Luật Kho bãi.\nĐiều 1. Phạm vi", Role.SELF),
        ("Quốc hội ban hành Luật Kho bãi năm 2013 và", Role.BODY),
        ("Theo Luật Kho bãi.", Role.BODY),
    ],
)
def test_a_laws_own_title_is_the_document_itself(body: str, role: Role) -> None:
    assert next(r for r in references(body) if r.title == "Kho bãi").role is role


@pytest.mark.parametrize(
    ("owner", "name", "number"),
    [
        ("Quyết định số 89/QĐ-TTg ngày 18/01/2019", "Đề án 89", "89/QĐ-TTg"),
        ("Luật Kho bãi và bến cảng số 6/2020/QH14", "Luật KBT", "6/2020/QH14"),
        ("Bộ luật Tố tụng dân sự số 92/2015/QH13", "Bộ luật Tố tụng dân sự", "92/2015/QH13"),
        ("Nghị định số 24/2009/NĐ-CP về thi hành Luật Kho bãi năm 2008", "Nghị định số 24", "24/2009/NĐ-CP"),
    ],
)
def test_names_given_on_the_way(owner: str, name: str, number: str) -> None:
    found = references(f"theo {owner} (sau đây gọi tắt là {name}). Việc này theo {name} mà làm.")
    named = [str(r.number) for r in found if r.text == name]
    assert len(named) >= 1 and set(named) == {number}


def test_a_serial_of_a_circular_may_mean_the_joint_one() -> None:
    found = references("Thông tư liên tịch số 42/2013/TTLT-BYT-BTC về kho. Theo Thông tư số 42 thì làm.")
    assert (str(found[1].number), found[1].instrument) == ("42/2013/TTLT-BYT-BTC", "joint_circular")


@pytest.mark.parametrize(("count", "number"), [("02 ", None), ("các ", None), ("01 ", "6/2016/NĐ-CP")])
def test_several_above_are_not_the_last_one(count: str, number: str | None) -> None:
    found = references(f"Nghị định số 6/2016/NĐ-CP về kho. Theo {count}Nghị định nêu trên thì.")
    assert (str(found[-1].number) if found[-1].number else None) == number


@pytest.mark.parametrize(
    ("chain", "name", "number"),
    [
        ("Luật Kho bãi số 6/2020/QH14 được sửa đổi, bổ sung bởi Luật số 9/2022/QH15", "Luật Kho bãi", "6/2020/QH14"),
        (
            "Luật Kho bãi số 6/2020/QH14 đã được sửa đổi, bổ\nsung một số điều bởi các Luật số 9/2022/QH15, số "
            "7/2023/QH15 và số 8/2024/QH15",
            "Luật Kho bãi",
            "6/2020/QH14",
        ),
        ("Luật Kho bãi số 6/2020/QH14 được sửa đổi bởi Luật số 9/2022/QH15", "Luật sửa đổi Kho bãi", "9/2022/QH15"),
        ("Luật Bến cảng số 5/2020/QH14; Luật Kho bãi số 6/2020/QH14", "Luật Kho bãi", "6/2020/QH14"),
    ],
)
def test_a_name_given_behind_amendments_is_that_of_the_law_amended(chain: str, name: str, number: str) -> None:
    found = references(f"theo {chain} (sau đây gọi là {name}). Việc này theo {name} mà làm.")
    assert [str(r.number) for r in found if r.text == name][-1:] == [number]


def test_of_two_named_nearby_none_is_the_one_above() -> None:
    two = "Nghị định số 5/2015/NĐ-CP và Nghị định số 6/2016/NĐ-CP. Theo Nghị định nêu trên thì."
    assert references(two)[-1].number is None
    far = two.replace(" và Nghị", f" {'về kho ' * 120}và Nghị")
    assert str(references(far)[-1].number) == "6/2016/NĐ-CP"
    again = references("Nghị định số 6/2016/NĐ-CP, Nghị định số 6/2016/NĐ-CP. Theo 01 Nghị định nêu trên thì.")
    assert str(again[-1].number) == "6/2016/NĐ-CP"


def test_a_scheme_is_called_by_the_number_of_the_decision_that_approves_it() -> None:
    scheme = "Căn cứ Quyết định số 89/QĐ-TTg ngày 2/3/2019 về việc phê duyệt Đề án dạy nghề;\n\nTheo Đề án 89 mà làm."
    assert [str(r.number) for r in references(scheme)] == ["89/QĐ-TTg", "89/QĐ-TTg"]
    assert str(references(scheme.replace("phê duyệt Đề án", "phê duyệt việc"))[-1].number) == "89"


@pytest.mark.parametrize(
    ("body", "text", "title", "year"),
    [
        ("theo điểm a khoản 1 Điều 134 BLHS 2015 thì", "BLHS 2015", "Hình sự", 2015),
        ("theo BLTTDS năm 2004 và", "BLTTDS năm 2004", "Tố tụng dân sự", 2004),
        ("Điều 9 BLLĐ quy định", "BLLĐ", "Lao động", None),
    ],
)
def test_a_code_in_one_abbreviation(body: str, text: str, title: str, year: int | None) -> None:
    (found,) = references(body)
    assert (found.text, found.instrument, found.title, found.year) == (text, "code", title, year)


@pytest.mark.parametrize("body", ["kho KBLHS của tỉnh", "kho BLHSX của tỉnh", "kho BLBĐ của tỉnh"])
def test_other_letters_are_no_code(body: str) -> None:
    assert references(body) == ()
