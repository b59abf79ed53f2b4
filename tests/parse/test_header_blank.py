"""A draft whose number is still blank has no number: one cited in its title is never taken for it."""

import pytest

from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.rulebook.book import load_book

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÀ TĨNH\nSố:{blank}/2026/QĐ-UBND\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
    "Hà Tĩnh, ngày     tháng     năm 2026\nQUYẾT ĐỊNH\nBãi bỏ Quyết định số 17/2015/QĐ-UBND\n"
    "SỐ 17/2015/QĐ-UBND NGÀY 03 THÁNG 4 NĂM 2015\nỦY BAN NHÂN DÂN TỈNH\n"
    "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;\nQUYẾT ĐỊNH:\nĐiều 1. Bãi bỏ toàn bộ.\n"
)


@pytest.mark.parametrize(("blank", "number"), [("      ", None), (" ......", None), (" 21", "21/2026/QĐ-UBND")])
def test_blank_number(blank: str, number: str | None) -> None:
    body = HEAD.format(blank=blank)
    text = Text(source=Source(path="x", name="x", media_type="text/plain", size=1, sha256=""), body=body)
    header = read(text, load_book()).header
    assert (str(header.number.value) if header.number else None) == number


@pytest.mark.parametrize("heading", ["QUYÉT ĐỊNH", "__ QUYẾT ĐINH .", "QUYET DINH"])
def test_a_scanned_head_without_a_readable_number_still_tells_who_and_what(heading: str) -> None:
    body = (
        "BỘ CÔNG THƯƠNG\nSố: ⁄‡ /QĐ-BCT\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        f"Hà Nội, ngày ‡ tháng 01 năm 2010\n{heading}\n"
        "Về việc kiểm kê kho vật tư\nBỘ TRƯỞNG BỘ CÔNG THƯƠNG\n"
        "Căn cứ Luật Thương mại ngày 14 tháng 6 năm 2005;\nQUYẾT ĐỊNH:\nĐiều 1. Kiểm kê kho vật tư.\n"
    )
    text = Text(source=Source(path="x", name="x", media_type="text/plain", size=1, sha256=""), body=body)
    header = read(text, load_book()).header
    assert header.number is None
    assert header.instrument is not None
    assert (header.instrument.value, [one.value for one in header.issuers]) == ("decision", ["bo-cong-thuong"])
    assert header.title is not None
    assert header.title.value == "Về việc kiểm kê kho vật tư"
