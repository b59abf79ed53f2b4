"""HTML: what a reader sees, in the order of the page."""

import time
from pathlib import Path

import pytest

from doccheck.extract import extract
from doccheck.model.text import State, Text, Zone, state_of
from tests.extract.makers import old_code

HEADER = """<table><tr><td>BỘ VÍ DỤ<br>-------</td><td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập</td></tr>
<tr><td>Số: 12/2020/TT-BVD</td><td>Hà Nội, ngày 1 tháng 2 năm 2020</td></tr></table>"""


def read(tmp_path: Path, html: str | bytes) -> Text:
    path = tmp_path / "a.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return extract(path)


def test_header_table_is_read_by_column(tmp_path: Path) -> None:
    text = read(tmp_path, f"<html><body>{HEADER}<p>THÔNG TƯ</p></body></html>")
    assert text.body.split("\n") == [
        "BỘ VÍ DỤ", "-------", "Số: 12/2020/TT-BVD", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập",
        "Hà Nội, ngày 1 tháng 2 năm 2020", "THÔNG TƯ", "",
    ]  # fmt: skip
    assert text.zone(0) is Zone.LEFT_HEADER
    assert text.zone(text.body.index("Độc")) is Zone.RIGHT_HEADER
    assert text.zone(text.body.index("THÔNG")) is Zone.BODY


def test_inline_marks_blanks_and_breaks(tmp_path: Path) -> None:
    text = read(tmp_path, "<p>Căn cứ <b>Luật</b>\n số&nbsp;80/2015/QH13<br>ngày <i>22</i></p>ngoài<div>khối</div>")
    assert text.body == "Căn cứ Luật số 80/2015/QH13\nngày 22\nngoài\nkhối\n"


def test_hidden_scripts_and_head_are_left_out(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        "<head><title>t</title><style>p{}</style></head><p>thấy</p><p style='display : none'>ẩn</p>"
        "<div hidden>ẩn</div><script>var x='<p>ẩn</p>'</script><!-- ẩn --><span style='font-size:0'>ẩn</span>"
        "<span style='font-size:0.9em'>vẫn thấy</span>",
    )
    assert text.body == "thấy\nvẫn thấy\n"
    assert [t.code for t in text.troubles] == ["hidden_text"]


def test_data_tables_and_lists(tmp_path: Path) -> None:
    text = read(
        tmp_path,
        "<table><thead><tr><th>STT<th>Tên</thead><tr><td>1<td>Nghị định<table><tr><td>con</table></table>"
        "<ol start=3><li>ba<li>bốn</ol>",
    )
    assert text.body == "STT\nTên\n1\nNghị định\ncon\n3. ba\n4. bốn\n"
    assert text.zone(0) is Zone.TABLE


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    body = f"<html><meta charset='{encoding}'><p>mọi người học sách, đọc, viết và nghe</p></html>"
    assert read(tmp_path, body.encode(encoding)).body == "mọi người học sách, đọc, viết và nghe\n"


def test_windows_1258(tmp_path: Path) -> None:
    tones = {"ọ": "o\u0323", "ậ": "â\u0323", "ế": "ê\u0301", "ề": "ê\u0300", "ị": "i\u0323"}
    line = "học tập, viết về thị xã và các cô"
    coded = "".join(tones.get(c, c) for c in line).replace("ã", "a\u0303").encode("cp1258")
    assert read(tmp_path, b"<meta charset=windows-1258><p>" + coded * 3 + b"</p>").body.startswith(line)


def test_old_code_in_html(tmp_path: Path) -> None:
    line = "Căn cứ quyết định của Bộ trưởng về việc thực hiện nghiệp vụ thư viện. "
    text = read(tmp_path, b"<html><body><p>" + old_code(line * 3, "tcvn3") + b"</p></body></html>")
    assert "quyết định của Bộ trưởng" in text.body
    assert "legacy_encoding" in {t.code for t in text.troubles}


@pytest.mark.parametrize(
    "flood",
    [
        "<div>" * 60_000 + "sâu",
        "<p " + "a=1 " * 100_000 + ">x",
        "<!--" * 100_000 + "x",
        "</" * 200_000,
        "<b>" * 420_000 + "x",
    ],
    ids=["deep", "attributes", "comments", "ends", "many"],
)
def test_floods_end(tmp_path: Path, flood: str) -> None:
    start = time.process_time()
    text = read(tmp_path, "<html><body><p>trước</p>" + flood)
    assert time.process_time() - start < 20
    assert text.body or state_of(text.troubles) is State.UNREADABLE
    assert "trước" in text.body
