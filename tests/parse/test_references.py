"""References in sentences of our own: every shape, damages, and what is none."""

from datetime import date

import pytest

from doccheck.model.reading import Field, Header, Reference, Role
from doccheck.model.text import Anchor, Source, Span, Text
from doccheck.parse import read
from doccheck.parse.references import read_references
from doccheck.rulebook.book import load_book

NATION = "nước Cộng hòa xã hội chủ nghĩa Việt Nam"
AMENDS = "sửa đổi, bổ sung một số điều của"
SOURCE = Source(path="", name="", media_type="text/plain", size=0, sha256="")


def refs(body: str, header: Header | None = None) -> tuple[Reference, ...]:
    text = Text(source=SOURCE, body=body)
    found = read_references(text, header or Header(), load_book())
    for one in found:
        assert text.quote(one.span) == one.text
    assert [r.span.start for r in found] == sorted(r.span.start for r in found)
    return found


def one(body: str) -> Reference:
    found = refs(body)
    assert len(found) == 1, [r.text for r in found]
    return found[0]


def test_full_reference_has_all_its_fields() -> None:
    found = one("Căn cứ khoản 2 Điều 5 Nghị định số 31/2097/NĐ-CP ngày 05 tháng 3 năm 2097 của Chính phủ về sổ kho;")
    assert found.text == "Nghị định số 31/2097/NĐ-CP ngày 05 tháng 3 năm 2097"
    assert (found.instrument, found.issuers, found.issuer) == ("decree", ("chinh-phu",), "Chính phủ")
    assert (found.issued_on, found.year, found.title) == (date(2097, 3, 5), 2097, "về sổ kho")
    assert [load_book().phrases.provisions.write(p) for p in found.provisions] == ["khoản 2 Điều 5"]
    assert found.normative is True and found.role is Role.BODY


@pytest.mark.parametrize(
    ("body", "text", "number", "instrument"),
    [
        ("theo Thông tư 15/2097/TT-BTC thì", "Thông tư 15/2097/TT-BTC", "15/2097/TT-BTC", "circular"),
        ("theo số 15/2097/TT-BTC thì", "số 15/2097/TT-BTC", "15/2097/TT-BTC", "circular"),
        ("theo NĐ 15/2097/NĐ-CP thì", "NĐ 15/2097/NĐ-CP", "15/2097/NĐ-CP", "decree"),
        ("Nghị\nđịnh\nsố 15/2097/NĐ-CP", "Nghị\nđịnh\nsố 15/2097/NĐ-CP", "15/2097/NĐ-CP", "decree"),
        ("trang 7Nghị định số 15/2097/NĐ-CP", "Nghị định số 15/2097/NĐ-CP", "15/2097/NĐ-CP", "decree"),
        ("Nghị định số: 15/2097/NĐ-CP.", "Nghị định số: 15/2097/NĐ-CP", "15/2097/NĐ-CP", "decree"),
        ("Nghị định số 18-HĐBT nói", "Nghị định số 18-HĐBT", "18-HĐBT", "decree"),
        ("Quyết định số 327-CT nói", "Quyết định số 327-CT", "327-CT", "decision"),
        ("Sắc lệnh số 50/SL nói", "Sắc lệnh số 50/SL", "50/SL", "edict"),
        ("Nghị định 57-CP nói", "Nghị định 57-CP", "57-CP", "decree"),
        ("Quyết định số 150 CP nói", "Quyết định số 150 CP", "150/CP", "decision"),
        ("Đề án 3713 của tỉnh", "Đề án 3713", "3713", "project"),
        ("Quyết định 13/2097 của UBND tỉnh", "Quyết định 13/2097", "13/2097", "decision"),
        ("Nghị định số 158 quy định", "Nghị định số 158", "158", "decree"),
        ("Thông tư số 08 a/2097/TT-BTP nói", "Thông tư số 08 a/2097/TT-BTP", "08a/2097/TT-BTP", "circular"),
        ("Thông tư số 08.a/2097/TT-BTP nói", "Thông tư số 08.a/2097/TT-BTP", "08a/2097/TT-BTP", "circular"),
        ("Nghị quyết số 18/2098/NQ-QH 12 nói", "Nghị quyết số 18/2098/NQ-QH 12", "18/2098/NQ-QH12", "resolution"),
        ("Quyết định số 69-QĐ/TƯ nói", "Quyết định số 69-QĐ/TƯ", "69-QĐ/TW", "decision"),
        ("Quyết định số 1357TC/QĐ-TCT nói", "Quyết định số 1357TC/QĐ-TCT", "1357/TC/QĐ-TCT", "decision"),
        ("Nghị định sô 37/2098/NĐ-CP nói", "Nghị định sô 37/2098/NĐ-CP", "37/2098/NĐ-CP", "decree"),
    ],
)
def test_shapes(body: str, text: str, number: str, instrument: str) -> None:
    found = one(body)
    assert (found.text, str(found.number), found.instrument) == (text, number, instrument)


@pytest.mark.parametrize(
    ("body", "normative", "instrument"),
    [
        ("Nghị quyết số 60-NQ/TW ngày 12/4/2097 của Ban Chấp hành Trung ương", False, "resolution"),
        ("Tờ trình số 382/TTr-UBND ngày 01/9/2097", False, "proposal"),
        ("Quyết định số 893/QĐ-TTg ngày 01/9/2020 của Thủ tướng Chính phủ", False, "decision"),
        ("Văn bản hợp nhất số 49/VBHN-BCT", False, "consolidated"),
        ("Quyết định số 12/2020/QĐ-UBND ngày 01/9/2020", True, "decision"),
    ],
)
def test_not_normative_ones_are_recognised(body: str, normative: bool, instrument: str) -> None:
    found = one(body)
    assert (found.normative, found.instrument) == (normative, instrument)


@pytest.mark.parametrize(
    ("marked", "title", "year", "number"),
    [
        ("Căn cứ @Luật Đất đai năm 2013@;", "Đất đai", 2013, None),
        ("theo @Bộ luật Lao động 2019@,", "Lao động", 2019, None),
        ("@Luật Kế toán@;", "Kế toán", None, None),
        ("@Luật Tổ chức Chính phủ số 63/2025/QH15@;", "Tổ chức Chính phủ", None, "63/2025/QH15"),
        ("@Luật phòng chống tham nhũng ngày 29/11/2005@", "phòng chống tham nhũng", None, None),
        ("@Pháp lệnh\nXử lý vi phạm hành chính năm 2002@", "Xử lý vi phạm hành chính", 2002, None),
        ("@Luật Kho bãi tự do số 9/2097/QH20 ngày 1/2/2097@.", "Kho bãi tự do", None, "9/2097/QH20"),
        ("@Luật Thuế TNDN số 9/2097/QH20@", "Thuế TNDN", None, "9/2097/QH20"),
        ("@Luật sửa đổi, bổ sung một số điều của Luật Giá ngày 2/11/2009@;", f"{AMENDS} Luật Giá", None, None),
        (f"@Hiến pháp {NATION} năm 1992@.", NATION, 1992, None),
        ("@Luật Bảo hiểm xã hội@1.", "Bảo hiểm xã hội", None, None),
    ],
)
def test_laws_by_title(marked: str, title: str, year: int | None, number: str | None) -> None:
    before, text, after = marked.split("@")
    found = one(before + text + after)
    assert (found.text, found.title, found.year) == (text, title, year)
    assert (str(found.number) if found.number else None) == number


@pytest.mark.parametrize(
    "body",
    [
        "theo quy định của pháp luật về đất đai",
        "Văn phòng luật sư và luật gia",
        "kỷ luật lao động",
        "Dự thảo Luật Kho bãi",
        "Quyết định 15 trường hợp được hỗ trợ",
        "theo Mẫu quyết định số 19",
        "Quyết định:\nĐiều 1.",
        "Số lượng: 15/2097",
    ],
)
def test_none(body: str) -> None:
    assert refs(body) == ()


@pytest.mark.parametrize(
    ("body", "text", "number"),
    [
        (
            "Căn cứ Thông tư số 08 2098 TT-BCT ngày 31/3/2098;",
            "Thông tư số 08 2098 TT-BCT ngày 31/3/2098",
            "08/2098/TT-BCT",
        ),
        ("Nghị định số 126.2098.NĐ-CP ngày 1/2/2098", "Nghị định số 126.2098.NĐ-CP ngày 1/2/2098", "126/2098/NĐ-CP"),
        ("Nghị định số 126-2098-NĐ-CP của Chính phủ", "Nghị định số 126-2098-NĐ-CP", "126/2098/NĐ-CP"),
        ("Nghị định số 126-2098/NĐ-CP của Chính phủ", "Nghị định số 126-2098/NĐ-CP", "126/2098/NĐ-CP"),
        ("Nghị định số 126 2031/NĐ-CP của Chính phủ", "Nghị định số 126 2031/NĐ-CP", "126/2031/NĐ-CP"),
        ("Luật số 63 2098 QH14 về kho", "Luật số 63 2098 QH14", "63/2098/QH14"),
    ],
)
def test_a_number_that_lost_its_slashes_is_mended_and_says_so(body: str, text: str, number: str) -> None:
    found = one(body)
    assert (found.text, str(found.number)) == (text, number)
    assert found.repaired and found.confidence < 0.9


@pytest.mark.parametrize("slip", ["sổ", "só", "so"])
def test_a_slip_in_the_word_before_a_number(slip: str) -> None:
    assert one(f"Nghị định {slip} 126/2098/NĐ-CP").text == f"Nghị định {slip} 126/2098/NĐ-CP"
    assert one(f"hồ sơ {slip} 126/2098/NĐ-CP").text == "126/2098/NĐ-CP"


@pytest.mark.parametrize(
    ("body", "text", "year"),
    [
        ("theo Luật Kho bãi tháng 11 năm 2098 thì", "Luật Kho bãi tháng 11 năm 2098", 2098),
        ("theo Luật Đất đai tháng 7-2098 và", "Luật Đất đai tháng 7-2098", 2098),
        ("Nghị định số 24-CP tháng 5 năm 1992 của Chính phủ", "Nghị định số 24-CP tháng 5 năm 1992", 1992),
        ("Luật Đất đai từ tháng 5 năm 2098", "Luật Đất đai", None),
        ("Luật Kho bãi tháng này", "Luật Kho bãi", None),
    ],
)
def test_a_month_in_the_place_of_a_day(body: str, text: str, year: int | None) -> None:
    found = one(body)
    assert (found.text, found.year, found.issued_on) == (text, year, None)


def test_a_day_alone_names_a_document() -> None:
    found = refs(
        "Chiểu theo Sắc lệnh ngày 13-9-1945 về kho và Nghị quyết ngày 30-9-1992 của Quốc hội; Nghị định ngày nay"
    )
    assert [(r.text, r.instrument, r.issued_on, r.number) for r in found] == [
        ("Sắc lệnh ngày 13-9-1945", "edict", date(1945, 9, 13), None),
        ("Nghị quyết ngày 30-9-1992", "resolution", date(1992, 9, 30), None),
    ]
    assert found[1].issuers == ("quoc-hoi",)


def test_a_page_break_between_type_and_number() -> None:
    found = one("tại Thông tư\n\f26 CÔNG BÁO/Số 6 + 7/Ngày 21-7-2022\nsố 26/2016/TT-BYT ngày 01 tháng 9 năm 2016")
    assert (found.instrument, str(found.number)) == ("circular", "26/2016/TT-BYT")
    assert found.text.startswith("Thông tư\n")


@pytest.mark.parametrize(
    "body",
    [
        "chỉnh lý dự thảo Luật trên cơ sở tiếp thu ý kiến",
        "triển khai Đề án trên địa bàn tỉnh",
        "khoản 1 của Pháp lệnh việc cấp giấy chứng nhận phải căn cứ",
    ],
)
def test_words_that_only_look_like_a_mention(body: str) -> None:
    assert refs(body) == ()


def test_a_judgment_is_none_of_the_documents_listed_before_it() -> None:
    found = refs("Nghị quyết số 12/2098/NQ-HĐTP ngày 5/3/2098; Bản án phúc thẩm số 63/KDTM-PT ngày 05-4-2098")
    assert [str(r.number) for r in found] == ["12/2098/NQ-HĐTP"]


def test_an_organ_behind_a_comma_is_no_part_of_a_title() -> None:
    assert one("theo Luật Bến bãi, UBND cấp xã được hưởng").text == "Luật Bến bãi"


def test_an_empty_line_between_the_word_and_an_old_number() -> None:
    assert str(one("kho cũ | Quyết định số\n\n621-QĐ/BVHTTDL ngày 10/3/2014 của Bộ").number) == "621-QĐ/BVHTTDL"


def test_a_law_of_the_air_is_closed_by_its_day() -> None:
    assert one("Căn cứ Luật hàng không ngày 29 tháng 6 năm 2006;").text == "Luật hàng không ngày 29 tháng 6 năm 2006"


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        ("các Thông tư số 01/2098 và 02/2098 của Bộ Y tế", ["01/2098", "02/2098"]),
        ("Thông tư số 01/2098, 02/2098 và số 03/2099 của Bộ Y tế", ["01/2098", "02/2098", "03/2099"]),
        ("các Nghị định 100, 123 và 15 người của Chính phủ", ["100", "123"]),
        ("Nghị định số 100 và 50 triệu đồng", ["100"]),
        ("Thông tư 80/2098, 20 người khác", ["80/2098"]),
    ],
)
def test_short_numbers_of_one_list(body: str, numbers: list[str]) -> None:
    found = refs(body)
    assert [str(r.number) for r in found] == numbers
    assert len({(r.instrument, r.issuers) for r in found}) == 1


def test_a_list_shares_its_type_and_year() -> None:
    found = refs("bãi bỏ các Nghị định số 01, 02 và 03/2097/NĐ-CP ngày 5/1/2097")
    assert [str(r.number) for r in found] == ["01/2097/NĐ-CP", "02/2097/NĐ-CP", "03/2097/NĐ-CP"]
    assert [r.text for r in found] == ["Nghị định số 01", "02", "03/2097/NĐ-CP ngày 5/1/2097"]
    assert {r.instrument for r in found} == {"decree"}


def test_a_list_of_laws_gives_its_type_to_bare_numbers() -> None:
    found = refs("theo Luật số 10/2097/QH20, 11/2097/QH20 và số 12/2097/QH20")
    assert [(r.instrument, str(r.number)) for r in found] == [
        ("law", "10/2097/QH20"),
        ("law", "11/2097/QH20"),
        ("law", "12/2097/QH20"),
    ]


def test_two_laws_side_by_side_are_two() -> None:
    found = refs("Luật Giáo dục và Luật Giáo dục nghề nghiệp, Luật Báo chí")
    assert [r.title for r in found] == ["Giáo dục", "Giáo dục nghề nghiệp", "Báo chí"]


def test_amending_acts_of_a_chain_are_marked() -> None:
    found = refs(
        "Luật Kế toán số 1/2097/QH20 đã được sửa đổi, bổ sung một số điều theo Luật số 2/2097/QH20 "
        "và Luật số 3/2097/QH20;"
    )
    assert [(str(r.number), r.amending) for r in found] == [
        ("1/2097/QH20", False),
        ("2/2097/QH20", True),
        ("3/2097/QH20", True),
    ]


def test_relative_mentions() -> None:
    found = refs(
        "Thông tư số 15/2097/TT-BTC ngày 1/2/2097. Thông tư này thay Thông tư nêu trên; Thông tư 15 còn dùng. "
        "Nghị định nêu trên"
    )
    assert [(r.text, str(r.number) if r.number else None, r.role.value) for r in found] == [
        ("Thông tư số 15/2097/TT-BTC ngày 1/2/2097", "15/2097/TT-BTC", "body"),
        ("Thông tư này", None, "self"),
        ("Thông tư nêu trên", "15/2097/TT-BTC", "body"),
        ("Thông tư 15", "15/2097/TT-BTC", "body"),
        ("Nghị định nêu trên", None, "body"),
    ]
    assert found[-1].confidence < 0.5 < found[2].confidence < 1


def test_two_documents_with_one_serial_leave_a_short_number_open() -> None:
    found = refs("Thông tư số 15/2096/TT-BTC; Thông tư số 15/2097/TT-BTC; Thông tư số 15")
    assert str(found[-1].number) == "15"


def test_an_alias_stands_for_its_document() -> None:
    found = refs("Nghị định số 8/2097/NĐ-CP (sau đây gọi tắt là Nghị định về sổ kho). Theo Nghị định về sổ kho thì")
    assert [(r.text, str(r.number)) for r in found] == [
        ("Nghị định số 8/2097/NĐ-CP", "8/2097/NĐ-CP"),
        ("Nghị định về sổ kho", "8/2097/NĐ-CP"),
    ]


def test_an_issuer_between_number_and_day() -> None:
    found = one("Nghị định số 60/2097/NĐ-CP của Chính phủ ngày 06/6/2097 quy định")
    assert (found.issued_on, found.issuer) == (date(2097, 6, 6), "Chính phủ")
    assert found.text.endswith("06/6/2097")
    other = one("Nghị định của Chính phủ số 60/2097/NĐ-CP ngày 06/6/2097")
    assert other.text.startswith("Nghị định của") and other.issuers == ("chinh-phu",)


def test_joint_issuers_and_the_hosts_place() -> None:
    joint = one("Thông tư liên tịch số 7/2097/TTLT-BYT-BTC của Bộ Y tế, Bộ Tài chính hướng dẫn")
    assert (joint.instrument, joint.issuers) == ("joint_circular", ("bo-y-te", "bo-tai-chinh"))
    field = Field(value="ubnd-tinh/ha-tinh", span=Span(0, 0))
    local = refs("Quyết định số 13/2014/QĐ-UBND ngày 2/3/2014 của Ủy ban nhân dân tỉnh", Header(issuers=(field,)))
    assert local[0].issuers == ("ubnd-tinh/ha-tinh",)
    assert one("Quyết định 13/2014 của UBND tỉnh").issuers == ("ubnd-tinh/?",)


def test_page_furniture_inside_a_sentence() -> None:
    found = one("theo Nghị định số 31/2097/NĐ-CP\n12 CÔNG BÁO/Số 70 + 71/Ngày 09-3-2099\n ngày 05 tháng 3 năm 2097")
    assert found.issued_on == date(2097, 3, 5)


def test_stray_markup_and_look_alikes() -> None:
    found = one("của <b>Luật Giáo dục</b> ngày 14/6/2005")
    assert found.issued_on == date(2005, 6, 14)
    odd = one("Nghị định số 12/2097/NĐ-\u0421\u0420")
    assert odd.repaired and odd.confidence < 1 and str(odd.number) == "12/2097/NĐ-CP"


def test_an_open_number_of_a_form_has_no_number() -> None:
    found = one("theo Thông tư số …/2097/TT-BCT về")
    assert found.number is None and found.rule == "number.open"


def test_words_read_badly_lower_the_confidence_and_are_told() -> None:
    body = "Quyết định số 27/2097/QĐ-UBND"
    anchors = tuple(Anchor(start=s, end=e, page=1, confidence=c) for s, e, c in ((0, 14, 0.95), (15, len(body), 0.45)))
    text = Text(source=SOURCE, body=body, anchors=anchors)
    found = read_references(text, Header(), load_book())
    assert found[0].confidence == 0.45
    assert [t.code for t in read(text, load_book(), header=False).troubles] == ["uncertain_number"]


@pytest.mark.parametrize(
    ("body", "texts"),
    [
        ("Pháp lệnh lãnh sự quy định", ["Pháp lệnh lãnh sự"]),
        ("Luật Cán bộ, công chức và Luật Viên chức.", ["Luật Cán bộ, công chức", "Luật Viên chức"]),
        ("Bộ luật Lao động Việt Nam ngày 23 tháng 06 năm 1994", None),
        ("theo mẫu số 09A/PL-TNCN, 09B/PL-TNCN.", []),
        ("theo mẫu số 09A/PL-TNCN và Nghị định số 5/2098/NĐ-CP", ["Nghị định số 5/2098/NĐ-CP"]),
        ("Nghị định số …/2098/NĐ-CP ngày … tháng … năm 2098", None),
    ],
)
def test_titles_forms_and_blanks(body: str, texts: list[str] | None) -> None:
    assert [r.text for r in refs(body)] == ([body] if texts is None else texts)


def test_a_document_of_no_named_type_goes_by_its_number() -> None:
    found = refs("Quyết định số 12/2098/QĐ-BQP và Văn bản số 4111/BQP-QY ngày 04/6/2098 của Bộ Quốc phòng hết hiệu lực")
    assert [(r.number.key if r.number else "", r.instrument) for r in found] == [
        ("12/2098/qd-bqp", "decision"),
        ("4111/bqp-qy", None),
    ]
    assert refs("theo văn bản, hồ sơ số 4111/BQP-QY của đơn vị") == ()


@pytest.mark.parametrize("body", ["", "\n\f\n", "số", "Luật", "Nghị định số", "/" * 500, "Điều " * 300])
def test_empty_and_odd_texts(body: str) -> None:
    assert refs(body) == ()
