"""What limits a clause: another act's day of effect, a territory; words put in for words are no replaced document."""

from datetime import date

import pytest

from doccheck.model.reading import Clause, ClauseKind, EffectHow, Reading, Scope
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import load_book

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG NGÃI\nSố: 7/2025/QĐ-UBND\nQuảng Ngãi, ngày 10 tháng 10 năm 2025\n"
    "QUYẾT ĐỊNH\nVề kho bãi\nĐiều 1. Phạm vi\nQuyết định này quy định về kho.\nĐiều 2. Hiệu lực thi hành\n"
)


def reading(sentence: str, head: str = HEAD) -> Reading:
    body = f"{head}1. {sentence}\n"
    source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
    return read(Text(source=source, body=body), load_book())


def only(sentence: str) -> tuple[Reading, Clause]:
    found = reading(sentence)
    assert len(found.clauses) == 1, found.clauses
    return found, found.clauses[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Nghị định số 5/2015/NĐ-CP hết hiệu lực kể từ ngày Luật Kho bãi số 9/2020/QH14 có hiệu lực thi hành.",
        "Nghị định số 5/2015/NĐ-CP hết hiệu lực từ ngày Luật Kho bãi số 9/2020/QH14 ngày 12 tháng 6 năm 2020 "
        "có hiệu lực, trừ Điều 4 hết hiệu lực từ ngày 01/01/2022.",
        "Kể từ ngày Luật Kho bãi số 9/2020/QH14 có hiệu lực thi hành, Nghị định số 5/2015/NĐ-CP hết hiệu lực.",
        "Bãi bỏ Nghị định số 5/2015/NĐ-CP kể từ ngày có hiệu lực của Luật Kho bãi số 9/2020/QH14.",
        "Các văn bản sau đây hết hiệu lực kể từ ngày Luật Kho bãi số 9/2020/QH14 có hiệu lực:\n"
        "a) Nghị định số 5/2015/NĐ-CP.",
    ],
)
def test_a_day_that_another_act_decides_stays_open(sentence: str) -> None:
    found, clause = only(sentence)
    assert clause.target is not None and str(found.references[clause.target].number) == "5/2015/NĐ-CP"
    assert clause.on is None and clause.waits_for is not None
    assert str(found.references[clause.waits_for].number) == "9/2020/QH14"


def test_an_act_that_is_not_read_is_still_waited_for() -> None:
    _, clause = only("Nghị định số 5/2015/NĐ-CP hết hiệu lực kể từ ngày Quy chế về kho chung có hiệu lực.")
    assert (clause.on, clause.waits_for) == (None, -1)


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("Nghị định số 5/2015/NĐ-CP hết hiệu lực kể từ ngày Quyết định này có hiệu lực thi hành.", None),
        ("Nghị định số 5/2015/NĐ-CP hết hiệu lực kể từ ngày 01 tháng 7 năm 2026.", date(2026, 7, 1)),
        ("Nghị định số 5/2015/NĐ-CP hết hiệu lực từ ngày 01/7/2026, không đợi đến ngày "
         "Luật Kho bãi số 9/2020/QH14 có hiệu lực.", date(2026, 7, 1)),
    ],
)  # fmt: skip
def test_own_days_wait_for_nothing(sentence: str, on: date | None) -> None:
    _, clause = only(sentence)
    assert (clause.on, clause.waits_for) == (on, None)


@pytest.mark.parametrize("words", ["ngày Luật Kho bãi số 9/2020/QH14 có hiệu lực", "ngày có hiệu lực của Luật Kho bãi"])
def test_effect_that_waits_for_another_act(words: str) -> None:
    found = reading(f"Quyết định này có hiệu lực kể từ {words}.")
    effect = found.effects[0]
    assert (effect.on, effect.how) == (None, EffectHow.ON_DATE)
    assert effect.waits_for is not None and found.references[effect.waits_for].title == "Kho bãi"


@pytest.mark.parametrize(
    ("sentence", "kind", "territory"),
    [
        ("Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi hết hiệu lực trên địa bàn tỉnh Kon Tum (cũ).",
         ClauseKind.ENDS, "kon-tum"),
        ("Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi tiếp tục áp dụng trên địa bàn các huyện thuộc "
         "tỉnh Kon Tum trước sắp xếp.", ClauseKind.KEEPS, "kon-tum"),
        ("Tiếp tục áp dụng Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi trên địa bàn tỉnh Kon Tum (cũ).",
         ClauseKind.KEEPS, "kon-tum"),
        # the whole place of its issuer limits nothing
        ("Tiếp tục áp dụng Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Kon Tum trên địa bàn tỉnh Kon Tum.",
         ClauseKind.KEEPS, None),
        # inside a title it is what the act is about
        ("Bãi bỏ Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi về giá nước trên địa bàn tỉnh Kon Tum.",
         ClauseKind.REPEALS, None),
        # a city inside a province is no province
        ("Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi hết hiệu lực trên địa bàn thành phố Kon Tum.",
         ClauseKind.ENDS, None),
        ("Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi hết hiệu lực trên địa bàn tỉnh Không Có.",
         ClauseKind.ENDS, None),
    ],
)  # fmt: skip
def test_territory_of_a_clause(sentence: str, kind: ClauseKind, territory: str | None) -> None:
    _, clause = only(sentence)
    assert (clause.kind, clause.scope, clause.territory) == (kind, Scope.WHOLE, territory)


@pytest.mark.parametrize(
    ("sentence", "territory"),
    [
        ("Quyết định này áp dụng trên địa bàn tỉnh Kon Tum (cũ).", "kon-tum"),
        ("Quyết định này áp dụng trên địa bàn tỉnh Quảng Ngãi trước khi sắp xếp.", "quang-ngai"),
        ("Quyết định này áp dụng trên địa bàn tỉnh Quảng Ngãi.", None),
        ("Quyết định này áp dụng đối với kho của tỉnh.", None),
    ],
)
def test_own_territory_of_a_document(sentence: str, territory: str | None) -> None:
    assert reading(sentence).territory == territory


def test_words_put_in_for_words_replace_no_document() -> None:
    found = reading(
        "Quy hoạch kho tại Luật Kho bãi số 9/2020/QH14, Luật Bến cảng số 8/2019/QH14 được thay thế bằng quy hoạch tỉnh."
    )
    assert {(c.kind, c.scope) for c in found.clauses} == {(ClauseKind.AMENDS, Scope.PART)}
    assert len(found.clauses) == 2
    assert not reading("Việc bảo lãnh theo Nghị định số 5/2015/NĐ-CP được thay thế bằng biện pháp khác.").clauses


def test_a_document_replaced_by_a_document() -> None:
    _, clause = only("Quyết định số 4/2020/QĐ-UBND của UBND tỉnh Quảng Ngãi được thay thế bằng Quyết định này.")
    assert (clause.kind, clause.scope) == (ClauseKind.REPLACES, Scope.WHOLE)


@pytest.mark.parametrize(
    "after",
    [
        ",\nTheo đề nghị của Giám đốc Sở Tài chính,\nQUYẾT ĐỊNH:\nĐiều 1. Giao kho",
        "\nQUYẾT ĐỊNH:\nĐiều 1. Giao kho",
        ",\nCHỦ TỊCH ỦY BAN NHÂN DÂN\nQUYẾT ĐỊNH:\nĐiều 1. Giao kho",
        ",\nChính phủ ban hành Nghị định quy định về kho.\nĐiều 1. Phạm vi",
        "\nXét đề nghị của Sở Tài chính tại Tờ trình số 12/TTr-STC\nQUYẾT NGHỊ:\nĐiều 1. Giao kho",
        "\nNay hướng dẫn như sau:\nĐiều 1. Giao kho",
        " QUYẾT ĐỊNH: Điều 1. Giao kho",
    ],
)
def test_the_last_basis_ends_before_the_enacting_words(after: str) -> None:
    body = f"Căn cứ Nghị định số 5/2015/NĐ-CP ngày 01/2/2015 của Chính phủ về kho bãi{after}"
    source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
    one = read(Text(source=source, body=body), load_book(), header=False).references[0]
    assert (one.title, one.issuer) == ("về kho bãi", "Chính phủ")


@pytest.mark.parametrize("after", ["trên địa bàn tỉnh Kon Tum", "\nQUYẾT ĐỊNH:"])
def test_the_name_of_an_issuer_ends(after: str) -> None:
    body = f"Căn cứ Quyết định số 4/2020/QĐ-UBND ngày 01/3/2020 của UBND tỉnh Kon Tum {after}"
    source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
    one = read(Text(source=source, body=body), load_book(), header=False).references[0]
    assert one.issuers == ("ubnd-tinh/kon-tum",)
