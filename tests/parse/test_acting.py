"""Effect clauses, acting clauses in their places, and roles, on documents of our own wording."""

import time
from datetime import date

import pytest

from doccheck.model.provision import Provision, Unit
from doccheck.model.reading import ClauseKind, EffectHow, EffectWhat, Field, Header, Role, Scope
from doccheck.model.text import Source, Span, Text
from doccheck.parse.acting import Acting, read_acting
from doccheck.parse.quotes import quoted
from doccheck.parse.references import read_references
from doccheck.parse.zones import read_zones
from doccheck.rulebook.book import load_book

SIGNED = date(2020, 3, 5)


def text_of(body: str) -> Text:
    return Text(source=Source(path="", name="", media_type="text/plain", size=0, sha256=""), body=body)


def act(body: str, instrument: str = "circular", title: str | None = None) -> Acting:
    book, text = load_book(), text_of(body)
    at = body.find(title) if title else -1
    head = Header(
        instrument=Field(value=instrument, span=Span(0, 0)),
        issued_on=Field(value=SIGNED, span=Span(0, 0)),
        title=Field(value=title, span=Span(at, at + len(title))) if title else None,
    )
    return read_acting(text, head, read_references(text, head, book), book)


def last_article(sentence: str) -> str:
    return f"Điều 1. Phạm vi\nThông tư này áp dụng đối với kho lưu trữ.\nĐiều 2. Hiệu lực thi hành\n1. {sentence}\n"


@pytest.mark.parametrize(
    ("sentence", "on", "how"),
    [
        ("Thông tư này có hiệu lực thi hành từ ngày 01 tháng 7 năm 2020.", date(2020, 7, 1), EffectHow.ON_DATE),
        ("Thông tư này có hiệu lực từ ngày 05/12/2020.", date(2020, 12, 5), EffectHow.ON_DATE),
        ("Thông tư này có hiệu lực kể từ ngày ký.", SIGNED, EffectHow.ON_SIGNING),
        ("Thông tư này có hiệu lực kể từ ngày ký ban hành và "
        "thay thế Thông tư số 9/2012/TT-BTC.", SIGNED, EffectHow.ON_SIGNING),
        ("Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký.", date(2020, 4, 19), EffectHow.AFTER_DAYS),
        ("Thông tư này có hiệu lực sau mười lăm "
        "ngày, kể từ ngày ký ban hành.", date(2020, 3, 20), EffectHow.AFTER_DAYS),
        ("Thông tư này có hiệu lực sau 06 tháng kể từ ngày ký.", date(2020, 9, 5), EffectHow.AFTER_DAYS),
        ("Thông tư này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.", None, EffectHow.AFTER_GAZETTE),
        ("Thông tư này có hiệu lực thi hành từ năm ngân sách 2021.", date(2021, 1, 1), EffectHow.ON_DATE),
        ("Thông tư này có hiệu lực kể từ ngày Luật Kho bãi số 9/2020/QH14 có hiệu lực.", None, EffectHow.ON_DATE),
        ("Thông tư này có hiệu lực theo Quyết định số 9/2020/QĐ-UBND ngày 1/3/2020.", None, EffectHow.ON_DATE),
        ("Thông tư này có hiệu lực từ ngày công bố.", SIGNED, EffectHow.ON_SIGNING),
        ("Hợp đồng có hiệu lực từ ngày 01 tháng 7 năm 2020.", None, EffectHow.MISSING),
        ("Nghị định có hiệu lực từ ngày 01 tháng 7 năm 2020.", None, EffectHow.MISSING),
        ("Thông tư có hiệu lực từ ngày 01 tháng 7 năm 2020.", date(2020, 7, 1), EffectHow.ON_DATE),
        ("Việc đã làm trước ngày Thông tư này có hiệu lực thì làm theo quy định cũ.", None, EffectHow.MISSING),
    ],
)  # fmt: skip
def test_day_of_effect(sentence: str, on: date | None, how: EffectHow) -> None:
    effect = act(last_article(sentence)).effects[0]
    assert (effect.on, effect.how) == (on, how)


def test_an_article_that_runs_on_behind_another_is_no_subject() -> None:
    run_on = (
        "Điều 1. Ban hành Khung sổ kho. Điều 2. Thông tư này có hiệu lực thi hành kể từ ngày 16 tháng 3 năm 2020.\n"
    )
    whole, part = (act(body).effects for body in (run_on, run_on.replace("Điều 2. Thông", "Điều 2 Thông")))
    assert (whole[0].on, whole[0].provisions) == (date(2020, 3, 16), ())
    assert part[0].how is EffectHow.MISSING and part[1].provisions


@pytest.mark.parametrize(
    ("clause", "how"),
    [("từ ngày công bố", EffectHow.ON_SIGNING), ("sau 15 ngày kể từ ngày công bố", EffectHow.AFTER_DAYS)],
)
def test_a_law_is_announced_on_a_day_of_its_own(clause: str, how: EffectHow) -> None:
    body = last_article(f"Luật này có hiệu lực thi hành {clause}.").replace("Thông tư", "Luật")
    effect = act(body, "law").effects[0]
    assert (effect.on, effect.how) == (None, how)


def test_two_days_effect_and_application() -> None:
    found = act(last_article("Thông tư này có hiệu lực từ ngày ký và áp dụng từ ngày 01/7/2020."))
    assert found.effects[0].on == SIGNED
    assert [(e.what, e.on) for e in found.effects[1:]] == [(EffectWhat.APPLICATION, date(2020, 7, 1))]


def test_staggered_effect_names_its_provisions() -> None:
    body = last_article(
        "Thông tư này có hiệu lực từ ngày 01/5/2020, trừ khoản 2 Điều này.\n2. "
        "Điều 5 của Thông tư này có hiệu lực từ ngày 01/9/2020."
    )
    found = act(body)
    assert found.effects[0].on == date(2020, 5, 1)
    assert [(e.on, e.provisions) for e in found.effects[1:]] == [
        (date(2020, 9, 1), (Provision(((Unit.ARTICLE, "5"),)),))
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Thông tư này có hiệu lực từ ngày 01/5/2020 đến hết ngày 28 tháng 02 năm 2027.",
        "Thông tư này có hiệu lực từ ngày 01/5/2020.\n2. Thông tư này hết hiệu lực kể từ ngày 01 tháng 3 năm 2027.",
    ],
)
def test_own_term_is_its_last_day_and_no_ending_of_another(sentence: str) -> None:
    found = act(last_article(sentence))
    assert found.effects[0].until == date(2027, 2, 28)
    assert found.effects[0].on == date(2020, 5, 1)
    assert not found.clauses


def test_quoted_words_of_another_act_are_not_read() -> None:
    body = (
        "Điều 1. Sửa đổi, bổ sung một số điều của Thông tư số 12/2015/TT-BTC\n1. Sửa đổi Điều 9 như sau:\n"
        "“Điều 9. Hiệu lực thi hành\n1. Thông tư này có hiệu lực từ ngày "
        "01/01/2015.\n2. Bãi bỏ Thông tư số 1/2001/TT-BTC.”\n"
        "Điều 2. Hiệu lực thi hành\nThông tư này có hiệu lực từ ngày 01/5/2020.\n"
    )
    found = act(body)
    assert found.effects[0].on == date(2020, 5, 1)
    assert {c.kind for c in found.clauses} == {ClauseKind.AMENDS}
    assert Provision(((Unit.ARTICLE, "9"),)) in {p for c in found.clauses for p in c.provisions}


def test_consolidated_text_only_consolidates() -> None:
    body = (
        "THÔNG TƯ\nQuy định về kho lưu trữ\nThông tư số 12/2015/TT-BTC ngày "
        "02 tháng 3 năm 2015 của Bộ trưởng Bộ Tài chính, "
        "có hiệu lực kể từ ngày 01 tháng 5 năm 2015, được sửa đổi, bổ sung "
        "bởi:\nThông tư số 3/2018/TT-BTC ngày 05 tháng 6 năm 2018.\n"
        "Điều 1. Phạm vi\nVề kho.\nĐiều 2. Hiệu lực thi hành\n1. Thông tư này thay thế Thông tư số 7/2009/TT-BTC.\n"
    )
    found = act(body, "consolidated")
    kinds = [(c.kind, str(found.references[c.target or 0].number)) for c in found.clauses]
    assert kinds == [(ClauseKind.CONSOLIDATES, "12/2015/TT-BTC")]


def test_title_amends_and_its_inner_number_is_no_target() -> None:
    title = "Sửa đổi Thông tư số 12/2015/TT-BTC hướng dẫn Nghị định số 8/2014/NĐ-CP"
    body = (
        f"THÔNG TƯ\n{title}\nCăn cứ Luật Kho bãi số 9/2010/QH12;\nĐiều 1. Nội "
        f"dung\nSửa đổi Điều 3 như sau: “Điều 3. Kho.”\n"
    )
    found = act(body, title=title)
    assert {(c.kind, str(found.references[c.target or 0].number)) for c in found.clauses} == {
        (ClauseKind.AMENDS, "12/2015/TT-BTC")
    }
    roles = {str(r.number): r.role for r in found.references}
    assert roles["12/2015/TT-BTC"] is Role.AMENDS
    assert roles["8/2014/NĐ-CP"] is not Role.AMENDS


def test_title_guides_a_law() -> None:
    title = "Quy định chi tiết một số điều của Luật Kho bãi số 9/2010/QH12"
    found = act(f"NGHỊ ĐỊNH\n{title}\nĐiều 1. Phạm vi\nVề kho.\n", "decree", title)
    assert [c.kind for c in found.clauses] == [ClauseKind.GUIDES]


def test_list_ends_with_its_clause() -> None:
    body = last_article(
        "Các văn bản sau đây hết hiệu lực kể từ ngày Thông tư này có hiệu lực:\na) Thông tư số 1/2010/TT-BTC về kho;\n"
        "b) Khoản 2 Điều 4 Thông tư số 2/2011/TT-BTC về bến.\n2. Thông tư số "
        "3/2012/TT-BTC được áp dụng trong kiểm tra kho."
    )
    found = act(body)
    read = {(str(found.references[c.target or 0].number), c.scope) for c in found.clauses}
    assert read == {("1/2010/TT-BTC", Scope.WHOLE), ("2/2011/TT-BTC", Scope.PART)}


def test_list_in_an_annex() -> None:
    body = (
        "Điều 1. Bãi bỏ toàn bộ các quyết định tại Danh mục kèm theo Quyết định này.\n"
        "Điều 2. Quyết định này có hiệu lực từ ngày 01/5/2020.\nNơi nhận:\n- Lưu: VT.\nDANH MỤC\n"
        "1. Quyết định số 5/2005/QĐ-UBND về kho.\n2. Quyết định số 6/2006/QĐ-UBND về bến.\n"
    )
    found = act(body, "decision")
    read = {str(found.references[c.target or 0].number) for c in found.clauses if c.kind is ClauseKind.REPEALS}
    assert read == {"5/2005/QĐ-UBND", "6/2006/QĐ-UBND"}


def test_roles_of_bases_and_of_what_is_repealed() -> None:
    body = (
        "THÔNG TƯ\nQuy định về kho\nCăn cứ Luật Kho bãi số 9/2010/QH12 được sửa đổi, bổ sung bởi Luật số 4/2016/QH13;\n"
        "Căn cứ Nghị định số 8/2014/NĐ-CP ngày 01 tháng 02 năm 2014 của Chính "
        "phủ;\nTheo đề nghị tại Tờ trình số 5/TTr-VP;\n"
        "Điều 1. Phạm vi\nThực hiện theo Nghị định số 7/2013/NĐ-CP.\nĐiều 2. Quy định chuyển tiếp\n"
        "Hồ sơ đã nộp thì làm theo Thông tư số 2/2011/TT-BTC.\nĐiều 3. Hiệu lực thi hành\n"
        "Thông tư này có hiệu lực từ ngày 01/5/2020 và thay thế Thông tư số "
        "1/2010/TT-BTC hướng dẫn Nghị định số 3/2009/NĐ-CP.\n"
    )
    found = act(body)
    roles = {str(r.number): (r.role, r.basis_item, r.amending) for r in found.references if r.number}
    assert roles["9/2010/QH12"] == (Role.BASIS, 0, False)
    assert roles["4/2016/QH13"] == (Role.BASIS, 0, True)
    assert roles["8/2014/NĐ-CP"] == (Role.BASIS, 1, False)
    assert roles["7/2013/NĐ-CP"][0] is Role.BODY
    assert roles["2/2011/TT-BTC"][0] is Role.TRANSITIONAL
    assert roles["1/2010/TT-BTC"][0] is Role.REPLACES
    assert roles["3/2009/NĐ-CP"][0] is Role.HISTORICAL


def test_marks_of_the_whole_document() -> None:
    found = act(
        last_article(
            "Nếu văn bản dẫn chiếu tại Thông tư này được sửa đổi hoặc thay thế thì thực hiện theo văn bản mới."
        )
    )
    assert found.dynamic_reference and not found.shortened_procedure
    assert act(last_article("Thông tư này ban hành theo trình tự, thủ tục rút gọn.")).shortened_procedure


def test_spans_give_the_quotes() -> None:
    body = last_article(
        "Thông tư này có hiệu lực từ ngày 01/5/2020; thay thế Thông tư số "
        "1/2010/TT-BTC; bãi bỏ Điều 2 Thông tư số 2/2011/TT-BTC."
    )
    for clause in act(body).clauses:
        assert body[clause.span.start : clause.span.end] == clause.quote


@pytest.mark.parametrize(
    "body", ["", "\n\n", "“", "(((", "Điều 1", "Điều 1. Bãi bỏ", "Bãi bỏ:", "này có hiệu lực từ ngày 45/45/2020"]
)
def test_odd_texts_are_read_without_complaint(body: str) -> None:
    found = act(body)
    assert found.effects[0].on is None


@pytest.mark.parametrize(
    "piece",
    [
        "“Điều 1. ",
        "Bãi bỏ Điều 1, ",
        "Thông tư số 1/2010/TT-BTC và ",
        "(((",
        "hết hiệu lực từ ngày ",
        "Căn cứ ",
        "\nĐiều 1. Bãi bỏ\n",
        " và",
        "; ",
        "dẫn chiếu được sửa đổi thì theo văn bản ",
    ],
)
def test_hostile_repetition_stays_fast(piece: str) -> None:
    text = text_of("Điều 1. Hiệu lực thi hành\n" + piece * (120_000 // len(piece)))
    started = time.perf_counter()
    read_acting(text, Header(), (), load_book())
    assert time.perf_counter() - started < 6


def test_a_text_without_line_ends_is_read_to_its_end() -> None:
    body = "Điều 1. Phạm vi. " + "Kho lưu trữ được kiểm tra hằng năm. " * 400
    body += (
        "Điều 2. Hiệu lực thi hành. Thông tư này có hiệu lực từ ngày 01/5/2020 và thay thế Thông tư số 1/2010/TT-BTC."
    )
    found = act(body)
    assert found.effects[0].on == date(2020, 5, 1)
    assert [c.kind for c in found.clauses] == [ClauseKind.REPLACES]


def test_quotations_nest_and_an_open_one_ends_with_its_line() -> None:
    assert quoted("a “b “c” d” e “f\ng") == ((2, 11), (14, 16))


def test_a_form_inside_the_text_is_not_its_foot() -> None:
    body = "Điều 1. Mẫu\nNơi nhận:\nĐiều 2. Hiệu lực\nNơi nhận:\nĐiều 1. Phụ\n"
    assert read_zones(text_of(body), load_book().acting).foot == body.rindex("Nơi nhận")
