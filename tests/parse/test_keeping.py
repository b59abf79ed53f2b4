"""What is kept in force: a document, its provisions, its rules; and what only goes on under a document."""

import pytest

from tests.parse.test_guards import A, B, does

WHOLE_A, PART_A = ("whole", "5/2010/tt-btc"), ("part", "5/2010/tt-btc")
WHOLE_B, PART_B = ("whole", "6/2011/tt-btc"), ("part", "6/2011/tt-btc")
SPAN = "Trong thời gian chưa có mẫu mới"


def kept(sentence: str) -> list[tuple[str, str]]:
    return [(scope, number) for kind, scope, number in does(sentence) if kind == "keeps"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Kể từ ngày Thông tư này có hiệu lực, {A} tiếp tục có hiệu lực đến hết năm 2026.", [WHOLE_A]),
        (f"Công bố {A} và {B} quy định về kho tiếp tục có hiệu lực thi hành.", [WHOLE_A, WHOLE_B]),
        (f"Danh mục kho ban hành kèm theo {A} tiếp tục được thực hiện cho đến khi có danh mục mới.", [WHOLE_A]),
        (f"Điều 5, khoản 2 Điều 6 {A} về kho tiếp tục có hiệu lực.", [PART_A]),
        (f"Riêng các quy định về phí kho tại Chương II {A} vẫn tiếp tục được áp dụng đến hết năm 2026.", [PART_A]),
        (f"Các quy định về phí tại {A} và {B} vẫn được tiếp tục thực hiện.", [PART_A, PART_B]),
        (f"Điều 6 {A}; {B} tiếp tục có hiệu lực thi hành.", [PART_A, WHOLE_B]),
        (f"{A}; riêng Điều 8 tiếp tục thực hiện đến hết năm 2026.", [PART_A]),
        (f"Các văn bản sau đây tiếp tục có hiệu lực thi hành: {A}; {B}.", [WHOLE_A, WHOLE_B]),
    ],
)
def test_a_document_its_provisions_or_its_rules_are_kept(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert kept(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Tiếp tục áp dụng {A}.", [WHOLE_A]),
        (f"Tiếp tục áp dụng khoản 2 Điều 5 {A} đến hết năm 2026.", [PART_A]),
        (f"{SPAN}, các cơ quan tiếp tục áp dụng các quy định về phiếu tại Phụ lục II {A}.", [PART_A]),
        (f"{SPAN}, việc lập phiếu tiếp tục thực hiện theo {A}; {B}.", [PART_A, PART_B]),
        (f"{SPAN}, việc lập phiếu tiếp tục được thực hiện theo các biểu mẫu ban hành kèm theo {A}.", [PART_A]),
        (f"Tiếp tục áp dụng Quy chế về kho ban hành kèm theo {A} đến hết năm 2026.", [WHOLE_A]),
        (f"Các nội dung khác quy định tại {A} thì tiếp tục áp dụng quy định tại {A}.", [PART_A]),
    ],
)
def test_what_stands_behind_the_verb_is_kept(sentence: str, expected: list[tuple[str, str]]) -> None:
    assert kept(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        f"Giấy phép kho cấp theo {A} tiếp tục có giá trị đến hết thời hạn.",
        f"Văn bản đồng ý lập kho theo quy định tại {A} được tiếp tục thực hiện theo nội dung văn bản ấy.",
        f"Các thông báo mở kho của tỉnh đã ban hành theo {A} được tiếp tục thực hiện.",
        f"Các văn bản ban hành theo {A} tiếp tục có hiệu lực.",
        f"Các văn bản quy định chi tiết {A} tiếp tục có hiệu lực.",
        f"Khoản viện trợ duyệt trước ngày có hiệu lực của {A} tiếp tục thực hiện theo quy định tại {B}.",
        f"Kho nếu muốn tiếp tục thực hiện việc nhận thóc thì phải báo cáo theo quy định tại Điều 5 {A}.",
        f"Kế hoạch mua kho mà nội dung phù hợp với quy định tại {A} thì được tiếp tục thực hiện.",
        f"Các kho quy định tại Điều 5 {A} tiếp tục thực hiện đến hết năm 2026.",
        f"Điều 5 {A} tiếp tục được thực hiện theo quy định tại Thông tư này.",
        f"Các quy định về phí tiếp tục có hiệu lực cho đến khi {A} hết hiệu lực.",
        f"Mức phí đã hưởng trước ngày {A} có hiệu lực thì tiếp tục thực hiện.",
        f"Tiếp tục thực hiện các nhiệm vụ tại {A} đến hết năm 2026.",
        f"{SPAN}, hồ sơ đã nộp tiếp tục thực hiện theo quy định tại {A}.",
        f"Chế độ báo cáo về chỉ tiêu thuộc phụ lục của kế hoạch theo quy định tại {A} tiếp tục được thực hiện.",
    ],
)
def test_what_only_goes_on_under_a_document_keeps_nothing(sentence: str) -> None:
    assert kept(sentence) == []


def test_what_is_only_cited_beside_a_kept_document_is_left_out() -> None:
    assert kept(f"Các quy định về phí tại {A} và giấy phép cấp theo quy định tại {B} tiếp tục có hiệu lực.") == [PART_A]
    lead = "Các văn bản sau đây tiếp tục có hiệu lực thi hành:"
    assert kept(f"{lead}\na) {A};\nb) Giấy phép cấp theo quy định tại {B}.") == [WHOLE_A]
