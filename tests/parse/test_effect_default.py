"""Documents that say nothing of their effect: the default of their day, or nothing."""

from datetime import date

import pytest

from doccheck.model.reading import Effect, EffectHow
from doccheck.model.text import Severity, Source, Text, Trouble
from doccheck.parse import read
from doccheck.rulebook.book import load_book

SOURCE = Source(path="", name="", media_type="text/plain", size=0, sha256="")


def effect(organ: str, number: str, on: date, name: str = "QUYẾT ĐỊNH", clause: str = "", lost: bool = False) -> Effect:
    day = f"Hà Nội, ngày {on.day:02d} tháng {on.month:02d} năm {on.year}"
    body = f"""{organ}
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
{day}
{name}
Về việc ban hành quy định sổ kho
Căn cứ Luật Kế toán ngày 17 tháng 6 năm 2003;
Điều 1. Ban hành quy định về sổ kho.
Điều 2. {clause or "Các đơn vị chịu trách nhiệm thi hành."}
CHỦ TỊCH
Nguyễn Văn Kho
"""
    troubles = (Trouble(stage="extract", code="page_unreadable", severity=Severity.PARTIAL),) if lost else ()
    return read(Text(source=SOURCE, body=body, troubles=troubles), load_book()).effects[0]


PROVINCE = "ỦY BAN NHÂN DÂN\nTỈNH LAI CHÂU"


@pytest.mark.parametrize(
    ("organ", "number", "on", "how", "first"),
    [
        (PROVINCE, "12/2010/QĐ-UBND", date(2010, 3, 5), EffectHow.DEFAULT, date(2010, 3, 15)),
        (PROVINCE, "12/2017/QĐ-UBND", date(2017, 3, 5), EffectHow.MISSING, None),
        (PROVINCE, "12/QĐ-UBND", date(2010, 3, 5), EffectHow.MISSING, None),
        ("BỘ TÀI CHÍNH", "12/2000/QĐ-BTC", date(2000, 3, 5), EffectHow.DEFAULT, date(2000, 3, 20)),
        ("BỘ TÀI CHÍNH", "12/2005/QĐ-BTC", date(2005, 3, 5), EffectHow.DEFAULT, None),
        ("BỘ TÀI CHÍNH", "12/2012/QĐ-BTC", date(2012, 3, 5), EffectHow.MISSING, None),
    ],
)
def test_default_of_the_day(organ: str, number: str, on: date, how: EffectHow, first: date | None) -> None:
    found = effect(organ, number, on)
    assert (found.how, found.on) == (how, first)


def test_a_clause_or_a_text_not_read_whole_has_no_default() -> None:
    said = effect(PROVINCE, "12/2010/QĐ-UBND", date(2010, 3, 5), clause="Quyết định này có hiệu lực kể từ ngày ký.")
    assert (said.how, said.on) == (EffectHow.ON_SIGNING, date(2010, 3, 5))
    assert effect(PROVINCE, "12/2010/QĐ-UBND", date(2010, 3, 5), lost=True).how is EffectHow.MISSING
