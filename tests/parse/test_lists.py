"""Lists of documents that a document ends: on the line of the verb, as items, under a heading, in cells of an annex."""

from datetime import date

import pytest

from doccheck.model.reading import Reading
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import load_book

HEAD = "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố: 7/2025/QĐ-UBND\nHà Tĩnh, ngày 10 tháng 10 năm 2025\nQUYẾT ĐỊNH\nVề kho bãi\n"
A, B, C = (f"Quyết định số 4{n}/2020/QĐ-UBND ngày 0{n}/3/2020 về kho {n}" for n in (1, 2, 3))
ALL = ["41/2020/QĐ-UBND", "42/2020/QĐ-UBND", "43/2020/QĐ-UBND"]


def reading(body: str) -> Reading:
    source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
    return read(Text(source=source, body=HEAD + body), load_book())


def ended(found: Reading) -> list[tuple[str, str]]:
    return [(c.kind.value, str(found.references[c.target].number)) for c in found.clauses if c.target is not None]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        (f"Bãi bỏ các quyết định sau: 1. {A}. 2. {B}. 3. {C}.", "repeals"),
        (f"Bãi bỏ các quyết định sau: a) {A}; b) {B}; c) {C}.", "repeals"),
        (f"Các quyết định sau đây hết hiệu lực: {A}; {B}; {C}.", "ends"),
        (f"Hết hiệu lực thi hành các văn bản sau: {A}; {B}; {C}.", "ends"),
        (f"Các văn bản hết hiệu lực gồm: {A}; {B}; {C}.", "ends"),
        (f"Các văn bản bị bãi bỏ toàn bộ:\na) {A};\nb) {B};\nc) {C}.", "repeals"),
        (f"Danh mục văn bản hết hiệu lực:\n- {A};\n- {B};\n- {C}.", "ends"),
        (f"Văn bản bị thay thế: {A}; {B}; {C}.", "replaces"),
        (f"Văn bản được thay thế gồm:\n{A};\n{B};\n{C}.", "replaces"),
    ],
)
def test_all_documents_of_a_list(sentence: str, kind: str) -> None:
    found = reading(f"Điều 1. Phạm vi\nQuyết định này quy định về kho.\nĐiều 2. Hiệu lực\n1. {sentence}\n")
    assert ended(found) == [(kind, number) for number in ALL]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Sở Tư pháp công bố danh mục văn bản hết hiệu lực: {A}; {B}.",
        f"Các giấy phép hết hiệu lực gồm: giấy cấp theo {A}; giấy cấp theo {B}.",
        f"Kể từ ngày Quyết định cho thuê kho có hiệu lực, giấy tờ quy định tại {A} không còn giá trị.",
        f"Thay thế mục 3 tại Danh mục kho bị bãi bỏ: {A}.",
        "Các văn bản hết hiệu lực gồm:",
        ": 1. 2. 3.",
    ],
)
def test_what_lists_no_ended_documents(sentence: str) -> None:
    found = reading(f"Điều 1. Phạm vi\nQuyết định này quy định về kho.\nĐiều 2. Hiệu lực\n1. {sentence}\n")
    assert ended(found) == []


def test_a_list_of_what_is_kept() -> None:
    found = reading(
        "Điều 1. Phạm vi\nQuyết định này quy định về kho.\nĐiều 2. Hiệu lực\n"
        f"Kể từ ngày Nghị định số 5/2025/NĐ-CP có hiệu lực thi hành, các quyết định sau đây tiếp tục có hiệu lực:\n"
        f"1. {A}.\n2. {B}.\n"
    )
    assert ended(found) == [("keeps", number) for number in ALL[:2]]


def test_cells_of_an_annex() -> None:
    rows = "".join(f"{n}\nQuyết định\n4{n}/2020/QĐ-UBND\n0{n}/3/2020\nVề kho {n}\n" for n in (1, 2, 3))
    found = reading(
        "Điều 1. Bãi bỏ 03 văn bản quy phạm pháp luật do Ủy ban nhân dân tỉnh ban hành (có Danh mục kèm theo).\n"
        "Điều 2. Hiệu lực\nQuyết định này có hiệu lực từ ngày ký.\nNơi nhận:\n- Như Điều 2;\n"
        f"TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nDANH MỤC\nSTT\nTên loại\nSố, ký hiệu\nNgày ban hành\nTrích yếu\n{rows}"
    )
    assert ended(found) == [("repeals", number) for number in ALL]
    days = [found.references[c.target].issued_on for c in found.clauses if c.target is not None]
    assert days == [date(2020, 3, 1), date(2020, 3, 2), date(2020, 3, 3)]


def test_what_some_documents_say_of_a_matter_ends_in_part() -> None:
    found = reading(f"Điều 2. Thay thế những quy định về thuê kho tại các văn bản sau:\na) {A};\nb) {B}.\n")
    assert [(str(found.references[c.target].number), c.scope.value) for c in found.clauses if c.target is not None] == [
        (ALL[0], "part"),
        (ALL[1], "part"),
    ]
    found = reading(f"Điều 2. Thay thế các văn bản quy định về thuê kho sau đây:\na) {A};\nb) {B}.\n")
    assert {c.scope.value for c in found.clauses if c.target is not None} == {"whole"}


@pytest.mark.parametrize(
    "sentence",
    [
        f"Thay thế các cụm từ: “kho”, “bãi” thành “kho bãi” tại {A}.",
        f"Tạm đình chỉ thi hành án theo {A} trong thời hạn 30 ngày.",
    ],
)
def test_words_and_judgments_are_no_documents(sentence: str) -> None:
    kinds = {kind for kind, _ in ended(reading(f"Điều 1. Sửa đổi, bổ sung {B}\n1. {sentence}\n"))}
    assert not kinds & {"repeals", "replaces", "ends", "suspends"}


def test_the_day_of_an_exception_is_not_that_of_the_item() -> None:
    excepted = f"a) {A}, trừ trường hợp quy định tại Điều 3 của {A} hết hiệu lực kể từ ngày 01 tháng 6 năm 2026;"
    found = reading(
        "Điều 1. Hiệu lực\n1. Quyết định này có hiệu lực từ ngày 01 tháng 11 năm 2025.\n"
        f"2. Các quyết định sau đây hết hiệu lực kể từ ngày Quyết định này có hiệu lực:\n{excepted}\nb) {B}.\n"
    )
    assert ended(found) == [("ends", ALL[0]), ("ends", ALL[1])]
    first = found.clauses[0]
    assert first.on is None and first.exceptions is not None and first.exceptions.startswith("trừ trường hợp")


def test_an_item_with_a_day_of_its_own_keeps_it() -> None:
    found = reading(
        "Điều 1. Hiệu lực\n1. Các quyết định sau đây hết hiệu lực:\n"
        f"a) {A} hết hiệu lực kể từ ngày 01 tháng 6 năm 2026, trừ Điều 3;\nb) {B}.\n"
    )
    assert [c.on for c in found.clauses] == [date(2026, 6, 1), None]


@pytest.mark.parametrize(
    ("sentence", "until"),
    [
        ("Quyết định này hết hiệu lực kể từ ngày 01 tháng 3 năm 2027.", date(2027, 2, 28)),
        ("Quy định về kho trái với khoản 3 Điều 7 của Quyết định này hết hiệu lực từ ngày 01 tháng 3 năm 2027.", None),
        ("Giấy cấp trước ngày Quyết định này có hiệu lực hết hiệu lực từ ngày 01 tháng 3 năm 2027.", None),
    ],
)
def test_what_ends_against_a_document_does_not_end_the_document(sentence: str, until: date | None) -> None:
    found = reading(f"Điều 1. Hiệu lực\n1. Quyết định này có hiệu lực từ ngày 01 tháng 11 năm 2025.\n2. {sentence}\n")
    assert found.effects[0].until == until
