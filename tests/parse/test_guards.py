"""What an acting verb near a document's name does not do to it: tasks, papers, chains, rules, parts and cases."""

import pytest

from doccheck.model.number import DocNumber
from doccheck.model.reading import ClauseKind, Field, Header
from doccheck.model.text import Span
from doccheck.parse.acting import Acting, read_acting
from doccheck.parse.quotes import quoted
from doccheck.parse.references import read_references
from doccheck.rulebook.book import load_book
from tests.parse.test_acting import act, last_article, text_of

NOWHERE = Span(0, 0)

A, B, C = "Thông tư số 5/2010/TT-BTC", "Thông tư số 6/2011/TT-BTC", "Thông tư số 7/2012/TT-BTC"
DAY = "hết hiệu lực kể từ ngày Thông tư này có hiệu lực"


def done(found: Acting) -> list[tuple[str, str, str]]:
    """Kind, scope and number of what was read."""
    out = []
    for clause in found.clauses:
        if clause.target is not None:
            one = found.references[clause.target]
            out.append((clause.kind.value, clause.scope.value, one.number.key if one.number else one.title or ""))
    return out


def does(sentence: str) -> list[tuple[str, str, str]]:
    return done(act(last_article(sentence)))


def numbered(sentence: str) -> list[tuple[str, str, str]]:
    """What a circular with a number of its own does."""
    book, text = load_book(), text_of(last_article(sentence))
    number = DocNumber.parse("9/2020/TT-BTC")
    assert number is not None
    head = Header(instrument=Field(value="circular", span=NOWHERE), number=Field(value=number, span=NOWHERE))
    return done(read_acting(text, head, read_references(text, head, book), book))


@pytest.mark.parametrize(
    "sentence",
    [
        "Bộ Tài chính có trách nhiệm nghiên cứu, sửa đổi, bổ sung Nghị định số 5/2015/NĐ-CP.",
        f"Chủ trì, phối hợp với các bộ rà soát, bãi bỏ {A}.",
        f"Giao Cục Kho bãi xây dựng và trình Bộ trưởng quy trình mới để thay thế {A}.",
        f"Đổi mới kho theo quy định tại Thông tư thay thế {A} và Thông tư thay thế {B}.",
        "Sửa đổi Nghị định số 5/2015/NĐ-CP để tăng hiệu quả của kho.",
        "Hoàn thiện pháp luật theo hướng: Bãi bỏ điều kiện kinh doanh trong Luật Kho bãi số 9/2020/QH14.",
    ],
)
def test_tasks_and_plans_do_nothing_yet(sentence: str) -> None:
    assert does(sentence) == []


def test_words_of_tasks_in_titles_are_no_tasks() -> None:
    assert does(f"Bãi bỏ {A} về việc rà soát, xây dựng quy trình; bãi bỏ {B}.") == [
        ("repeals", "whole", "5/2010/tt-btc"),
        ("repeals", "whole", "6/2011/tt-btc"),
    ]
    assert does(f"Theo đề nghị của Cục trưởng, bãi bỏ {A}.") == [("repeals", "whole", "5/2010/tt-btc")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Thương nhân được cấp giấy theo quy định tại {A} được hoạt động cho đến khi giấy ấy hết hiệu lực.",
        f"Đối với dự án lớn, thực hiện theo Điều 4 {A} đến khi Luật Kho bãi số 9/2020/QH14 hết hiệu lực.",
        f"Khoản 3 Điều 1 Thông tư này được thực hiện khi các quy định về kiểm tra tại Điều 8 {A} được bãi bỏ.",
        f"Tập thể, cá nhân thuộc Điều 9 {A} bị hủy bỏ quyết định tặng danh hiệu.",
        "Hủy bỏ mã số giao dịch của nhà đầu tư vi phạm Điều 12 Luật Kho bãi số 9/2020/QH14.",
        "Bãi bỏ theo thẩm quyền những quy định trái với quy định của Luật Kho bãi số 9/2020/QH14.",
        f"Chế độ này thực hiện theo {A} sửa đổi, bổ sung {B} và thay thế {C}.",
    ],
)
def test_papers_people_and_conditions_end_no_document(sentence: str) -> None:
    assert does(sentence) == []


def test_what_is_contrary_to_a_law_does_not_end_the_law() -> None:
    found = act(last_article("Những quy định trước đây trái với quy định của Luật Kho bãi số 9/2020/QH14 bị bãi bỏ."))
    assert [c.kind for c in found.clauses] == [ClauseKind.IMPLICIT]


def test_near_misses_of_conditions_still_end() -> None:
    titled = f"Quy định về bồi thường khi Nhà nước thu hồi kho ban hành kèm theo {A} {DAY}."
    assert does(titled) == [("ends", "whole", "5/2010/tt-btc")]
    assert does(f"Kể từ ngày Thông tư này có hiệu lực, {A} hết hiệu lực.") == [("ends", "whole", "5/2010/tt-btc")]


def test_a_chain_goes_on_through_long_titles_and_semicolons() -> None:
    first = (
        f"{A} ngày 01/02/2010 quy định về kho; bến, được sửa đổi, bổ sung tại {B} ngày 02/3/2011 và {C} ngày 03/4/2012."
    )
    assert does(f"Thông tư này thay thế {first}") == [("replaces", "whole", "5/2010/tt-btc")]
    long = (
        f"{A} ngày 01/02/2010 quy định về kho được sửa đổi, bổ sung bởi {B} ngày 02/3/2011 "
        f"sửa đổi, bổ sung một số điều của các thông tư trong lĩnh vực kho; bến cảng "
        f"và {C} ngày 03/4/2012 sửa đổi, bổ sung {A} như sau:"
    )
    assert does(f"Sửa đổi, bổ sung một số điều của {long}") == [("amends", "part", "5/2010/tt-btc")]


def test_a_list_goes_on_behind_a_chain() -> None:
    older = "Thông tư số 3/2009/TT-BTC ngày 03/3/2009 quy định về bến"
    chain = f"{A} ngày 01/02/2010 được sửa đổi theo {B} ngày 02/3/2011"
    both = [("repeals", "whole", "5/2010/tt-btc"), ("repeals", "whole", "3/2009/tt-btc")]
    assert does(f"Bãi bỏ {chain} và {older}.") == both
    assert does(f"Bãi bỏ {chain}; {older}.") == both


def test_acts_in_the_title_of_an_amending_act_do_not_end() -> None:
    title = "sửa đổi, bổ sung một số nội dung tại các Thông tư số 5/2010/TT-BTC, số 6/2011/TT-BTC, số 7/2012/TT-BTC"
    last = "Thông tư số 9/2014/TT-BTC ngày 04/5/2014"
    assert does(f"Bãi bỏ {A} và Điều 1 {last} {title}.") == [
        ("repeals", "whole", "5/2010/tt-btc"),
        ("repeals", "part", "9/2014/tt-btc"),
    ]
    both = f"Điều 1 {last} sửa đổi, bổ sung một số điều của {A} và {B}"
    assert does(f"{A} và {both} {DAY}.")[1:] == [("ends", "part", "9/2014/tt-btc")]


def test_a_row_of_documents_over_several_lines_ends_with_its_last_line() -> None:
    lines = "Các thủ tục đã công bố tại các Quyết định số 5/QĐ-BTC ngày 01/02/2010;\nQuyết định số 6/QĐ-BTC;\n"
    found = does(f"{lines}Quyết định số 7/QĐ-BTC {DAY}.")
    assert found == [("ends", "part", f"{n}/qd-btc") for n in (5, 6, 7)]
    whole = does(f"{A} ngày 01/02/2010;\n{B} ngày 02/3/2011;\n{C} ngày 03/4/2012 {DAY}.")
    assert [scope for _, scope, _ in whole] == ["whole"] * 3


def test_a_day_after_a_term_is_not_the_documents_own_day() -> None:
    late = act(last_article(f"{A} hết hiệu lực sau thời hạn chuyển tiếp quy định tại Điều 8 Thông tư này.")).clauses
    own = act(last_article(f"{A} {DAY}.")).clauses
    assert [(c.on, c.waits_for) for c in (*late, *own)] == [(None, -1), (None, None)]


def test_an_annex_of_procedures_is_no_list_of_documents() -> None:
    foot = f"Nơi nhận:\nPHỤ LỤC\nDANH MỤC\n1. {A}\n2. {B}\n"
    listed = done(act(last_article("Bãi bỏ toàn bộ các thông tư tại Phụ lục kèm theo Thông tư này.") + foot))
    assert [key for _, _, key in listed] == ["5/2010/tt-btc", "6/2011/tt-btc"]
    assert done(act(last_article("Thay thế 03 thủ tục tại Danh mục ban hành kèm theo Thông tư này.") + foot)) == []


def test_provisions_that_another_act_amended_are_those_of_the_articles_act() -> None:
    body = f"Điều 1. Sửa đổi, bổ sung một số điều của {A}\n1. Sửa đổi Điều 3 đã được sửa đổi tại khoản 1 Điều 1 {B}"
    assert done(act(f"{body} như sau:\n“Điều 3. Kho”\n")) == [("amends", "part", "5/2010/tt-btc")] * 2
    alone = act(f"Điều 1. Nội dung\n1. Sửa đổi Điều 3 đã được sửa đổi tại khoản 1 Điều 1 {B} như sau:\n“Điều 3. Kho”\n")
    assert done(alone) == []


def test_a_chapter_that_amends_an_act_is_the_subject_of_its_articles() -> None:
    body = (
        f"Chương I\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA {A}\nĐiều 1. Sửa đổi, bổ sung Điều 6\n"
        f"Chương II\nSỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA {B}\nĐiều 2. Sửa đổi, bổ sung Điều 7\n"
        "Chương III\nĐIỀU KHOẢN THI HÀNH\nĐiều 3. Hiệu lực\n"
    )
    found = act(body)
    by_article = {
        str(c.provisions[0].path[0][1]): found.references[c.target].number
        for c in found.clauses
        if c.target is not None and c.provisions
    }
    assert {k: str(v) for k, v in by_article.items()} == {"6": "5/2010/TT-BTC", "7": "6/2011/TT-BTC"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Bãi bỏ phần III danh mục kèm theo {A} ngày 01/02/2010 và {B} ngày 02/3/2011.", ["part", "part"]),
        (f"Bãi bỏ Điều 5 của {A} và {B}.", ["part", "whole"]),
        (f"Thay thế Phụ lục của {A} và {B}.", ["part", "part"]),
        (f"Bãi bỏ Điều 5 {A} và các mẫu: M1, M2, M3 ban hành kèm theo {B}.", ["part", "part"]),
        (f"Bãi bỏ {A} và Điều 2, {B}.", ["whole", "part"]),
        (f"Bãi bỏ {A} và Chương III Bến cảng của {B}.", ["whole", "part"]),
        (f"Các quy định về quảng cáo trong {A}; {B} {DAY}.", ["part", "part"]),
        (f"{A} hết hiệu lực đối với ngân hàng.", ["part"]),
        (f"{A} còn hiệu lực một phần đối với kho; các nội dung khác còn lại {DAY}.", ["part"]),
        (f"Bãi bỏ Chuẩn mực kiểm toán số 1000 ban hành theo {A}.", ["part"]),
        (f"Bãi bỏ Quy trình bảo quản kho tại {A}.", ["part"]),
        (f"Tiêu chuẩn bụi và tiêu chuẩn ồn trong Tiêu chuẩn kho ban hành theo {A} {DAY}.", ["part"]),
        (f"Thông tư này thay thế Quy chế làm việc ban hành kèm theo {A}.", ["whole"]),
    ],
)
def test_parts_and_wholes(sentence: str, expected: list[str]) -> None:
    assert [scope for _, scope, _ in does(sentence)] == expected


def test_provisions_repealed_beside_words_are_repealed() -> None:
    assert does(f"Bãi bỏ một số cụm từ, điểm, khoản của {A} như sau:") == [("repeals", "part", "5/2010/tt-btc")]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Thay thế cụm từ của {A}",
        f"Bãi bỏ một số từ, cụm từ, quy định tại {A} như sau:",
        f"Thay thế đoạn “kho” bằng đoạn “bến” tại khoản 2 Điều 5 {A}.",
        f"Bãi bỏ cụm từ: kho bãi tại Điều 5 {A}.",
    ],
)
def test_words_for_words_are_amendments(sentence: str) -> None:
    assert does(sentence) == [("amends", "part", "5/2010/tt-btc")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"Các dự án đã được phê duyệt thì tiếp tục thực hiện theo quy định của {A}.", []),
        (f"Các quy định về giá không nêu tại Thông tư này thì tiếp tục thực hiện theo {A}.", ["part"]),
        (f"Tiếp tục thực hiện {A}; {B}.", []),
        (f"Các chương trình đã được phê duyệt chi phí theo quy định tại {A} được tiếp tục thực hiện.", []),
        (f"Các quy định về phí tại {A} và {B} tiếp tục có hiệu lực thi hành.", ["part", "part"]),
        (f"{A} tiếp tục có hiệu lực cho đến khi có văn bản thay thế.", ["whole"]),
        (f"Quy định của cơ sở được ban hành theo quy định tại {A} được tiếp tục thực hiện đến hết năm 2026.", []),
        ("Các quy định hiện hành tiếp tục được thực hiện cho đến khi ban hành Luật Kho bãi số 9/2020/QH14.", []),
        (f"Tiếp tục áp dụng giá thóc tại {A} cho đến khi có giá mới.", ["whole"]),
    ],
)
def test_what_is_kept_and_what_only_goes_on(sentence: str, expected: list[str]) -> None:
    assert [scope for kind, scope, _ in does(sentence) if kind == "keeps"] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        f"Sửa đổi giấy phép theo quy định tại điểm e khoản 1 Điều 31 {A} là việc gộp nhiều giấy phép.",
        f"Điều chỉnh, bổ sung dự toán để chi trả chế độ quy định tại {A}.",
        f"Bổ sung mẫu biểu theo quy định tại Điều 11 {A}.",
        f"Điều chỉnh, bổ sung dự toán ngân sách để chi chế độ quy định tại {A}, cụ thể:",
        f"Bổ sung bến cảng áp dụng tờ khai theo mẫu ban hành kèm theo {A}, cụ thể:",
    ],
)
def test_things_are_amended_not_documents(sentence: str) -> None:
    assert does(sentence) == []


def test_a_lower_document_amends_no_higher_one_in_passing() -> None:
    sentence = "Quyết định này nêu việc kho; bổ sung chế độ kho tại Điều 3 Nghị định số 5/2015/NĐ-CP cho gọn."
    assert [one for one in numbered(sentence) if one[0] == "amends"] == []
    assert [k for k, _, _ in numbered("Sửa đổi khoản 2 Điều 3 Nghị định số 5/2015/NĐ-CP như sau:")] == ["amends"]
    assert [k for k, _, _ in numbered(f"Nghị định số 5/2015/NĐ-CP {DAY}.")] == ["ends"]


def test_one_mark_that_closes_two_quotations() -> None:
    inner = "“a) Sửa khoản 1 như sau:\n“1. Kho.”;\nb) Sửa khoản 2 như sau:\n“2. Bến.”"
    text = f"a) Sửa điểm a như sau:\n{inner}\nb) Sửa điểm b."
    ((begin, end),) = quoted(text)
    assert text[begin] == "“" and text[end:].strip() == "b) Sửa điểm b."
    assert quoted("“mở mà không đóng\nDòng sau") == ((0, 17),)


@pytest.mark.parametrize(
    "sentence",
    [
        f"Đối với hợp đồng kho quy định tại Điều 5 {A}, chủ kho được chấm dứt hiệu lực hợp đồng.",
        f"Đối với thỏa thuận kho theo quy định tại {A}, các bên gia hạn, chấm dứt hiệu lực, rút khỏi thỏa thuận.",
        f"Theo Điều 5 {A}, Sở chấm dứt hiệu lực của giấy phép.",
    ],
)
def test_contracts_behind_the_verb_end_not_the_document(sentence: str) -> None:
    assert does(sentence) == []


def test_content_of_a_standard_brought_by_a_decision_is_a_part() -> None:
    inside = "Tiêu chuẩn đối với các yếu tố: bụi; khói; hơi nước trong Tiêu chuẩn vệ sinh kho"
    assert does(f"{inside} ban hành theo {A} {DAY}.") == [("ends", "part", "5/2010/tt-btc")]
    assert does(f"Quy chế quản lý trong kho ban hành kèm theo {A} {DAY}.") == [("ends", "whole", "5/2010/tt-btc")]


def test_units_in_an_amending_title_belong_to_the_title() -> None:
    title = f"sửa đổi, bổ sung một số điều và Phụ lục tại {A}"
    assert does(f"{A} và Điều 1 {B} {title} {DAY}.") == [
        ("ends", "whole", "5/2010/tt-btc"),
        ("ends", "part", "6/2011/tt-btc"),
    ]


def test_an_act_that_amended_several_does_not_end_with_one_of_them() -> None:
    chain = f"{B} ngày 02/3/2011 sửa đổi, bổ sung một số thông tư về kho; {C} ngày 03/4/2012 sửa đổi {A}"
    assert does(f"{A} ngày 01/02/2010, được sửa đổi, bổ sung bởi: {chain} {DAY}.") == [
        ("ends", "whole", "5/2010/tt-btc"),
        ("ends", "whole", "7/2012/tt-btc"),
    ]
