"""Published lists in Word and PDF, dumps in Parquet: merged cells, heads said again, rows broken over pages."""

import subprocess
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from doccheck.errors import UsageError
from doccheck.extract.grids import read_grids
from doccheck.model.act import Fact, Kind, Tier
from doccheck.registry.importing import Incoming, read_import
from doccheck.registry.intake import Terms
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book

HEAD = (
    "STT",
    "Tên loại văn bản",
    "Số, ký hiệu; ngày, tháng, năm ban hành văn bản",
    "Tên gọi của văn bản",
    "Lý do hết hiệu lực",
    "Ngày hết hiệu lực",
)
WHOLE = "DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ"
ROWS = (
    (
        "1",
        "Nghị quyết",
        "Số 07/2016/NQ-HĐND ngày 12/07/2016",
        "Mức thu phí tham quan",
        "Bị thay thế bởi Nghị quyết số 09/2021/NQ-HĐND ngày 05/08/2021",
        "20/08/2021",
    ),
    (
        "2",
        "Quyết định",
        "Số 05/2016/QĐ-UBND ngày 02 tháng 3 năm 2016",
        "Quy định về bến xe",
        "Bị bãi bỏ bởi Quyết định số 30/2021/QĐ-UBND ngày 15/6/2021",
        "01/07/2021",
    ),
)
FONTS = ("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf")


def _take(path: Path, small: Path, book: Book, **more: Any) -> Incoming:
    terms = Terms(origin="import:list", tier=Tier.OFFICIAL, issuer="UBND tỉnh Hà Tĩnh", **more)
    return read_import(path, {}, terms, open_file(small), book, read_grids(path))


def _said(facts: Sequence[Fact]) -> list[tuple[str, str, date | None, str]]:
    return [(f.act.split("|")[0], f.kind.value, f.on, (f.by or "").split("|")[0]) for f in facts]


def _word(
    path: Path, parts: Sequence[tuple[str, Sequence[Sequence[str]]]], change: Callable[[Any], None] | None = None
) -> Path:
    file = docx.Document()
    for heading, rows in parts:
        file.add_paragraph(heading)
        table = file.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        if change is not None:
            change(table)
    file.save(path)
    return path


ENDINGS = [
    ("7/2016/nq-hdnd", "replaced", date(2021, 8, 20), "9/2021/nq-hdnd"),
    ("5/2016/qd-ubnd", "repealed", date(2021, 7, 1), "30/2021/qd-ubnd"),
]


def test_a_word_list_becomes_dated_endings(small: Path, tmp_path: Path, book: Book) -> None:
    incoming = _take(_word(tmp_path / "list.docx", [(WHOLE, [HEAD, *ROWS])]), small, book)
    assert not incoming.intake.errors
    assert _said(incoming.plan.facts) == ENDINGS
    assert {a.issuers for a in incoming.plan.acts} == {("hdnd-tinh/ha-tinh",), ("ubnd-tinh/ha-tinh",)}


def test_titles_in_merged_rows_are_no_entries(small: Path, tmp_path: Path, book: Book) -> None:
    def merge(table: Any) -> None:
        table.cell(1, 0).merge(table.cell(1, 5)).text = "I. NGHỊ QUYẾT"
        table.cell(3, 0).merge(table.cell(3, 5)).text = "II. QUYẾT ĐỊNH"

    blank = ("",) * 6
    rows = [HEAD, blank, ROWS[0], blank, ROWS[1]]
    incoming = _take(_word(tmp_path / "list.docx", [(WHOLE, rows)], merge), small, book)
    assert not incoming.intake.errors
    assert _said(incoming.plan.facts) == ENDINGS


def test_a_reason_merged_over_two_rows_counts_for_both(small: Path, tmp_path: Path, book: Book) -> None:
    def merge(table: Any) -> None:
        table.cell(2, 4).text = ""
        table.cell(1, 4).merge(table.cell(2, 4))

    second = ("2", "Quyết định", "06/2016/QĐ-UBND ngày 3/3/2016", "Quy chế họp", "", "01/07/2021")
    incoming = _take(_word(tmp_path / "list.docx", [(WHOLE, [HEAD, ROWS[1], second])], merge), small, book)
    assert [said[3] for said in _said(incoming.plan.facts)] == ["30/2021/qd-ubnd", "30/2021/qd-ubnd"]


def test_the_heading_says_what_the_rows_are(small: Path, tmp_path: Path, book: Book) -> None:
    head = ("STT", "Tên loại", "Số, ký hiệu", "Trích yếu", "Ngày có hiệu lực")
    row = ("1", "Quyết định", "08/2019/QĐ-UBND", "Quy định đánh số nhà", "10/03/2019")
    other = ("2", "Quyết định", "09/2015/QĐ-UBND", "Quy định giữ xe", "10/03/2015")
    parts = [
        ("DANH MỤC VĂN BẢN CÒN HIỆU LỰC tính đến ngày 31/12/2023", [head, row]),
        ("DANH MỤC VĂN BẢN HẾT HIỆU LỰC tính đến ngày 31/12/2023", [head, other]),
    ]
    facts = _take(_word(tmp_path / "lists.docx", parts), small, book).plan.facts
    assert [(f.act.split("|")[0], f.kind, f.on) for f in facts] == [
        ("8/2019/qd-ubnd", Kind.EFFECT, date(2019, 3, 10)),
        ("8/2019/qd-ubnd", Kind.IN_FORCE, date(2023, 12, 31)),
        ("9/2015/qd-ubnd", Kind.EFFECT, date(2015, 3, 10)),
        ("9/2015/qd-ubnd", Kind.CEASED, date(2023, 12, 31)),
    ]


def test_a_heading_that_names_both_says_nothing(small: Path, tmp_path: Path, book: Book) -> None:
    head = ("STT", "Số, ký hiệu", "Trích yếu")
    parts = [("DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ HOẶC MỘT PHẦN", [head, ("1", "09/2015/QĐ-UBND", "Giữ xe")])]
    assert _take(_word(tmp_path / "both.docx", parts), small, book).plan.facts == []


def _pdf(path: Path, pages: Sequence[Sequence[Sequence[str]]], heading: str) -> Path:
    font = next((name for name in FONTS if Path(name).is_file()), None)
    if font is None:
        pytest.skip("no font with Vietnamese letters")
    pdfmetrics.registerFont(TTFont("Body", font))
    words = ParagraphStyle("words", fontName="Body", fontSize=8, leading=10)
    flow: list[Any] = [Paragraph(heading, words)]
    for rows in pages:
        cells = [[Paragraph(text, words) for text in row] for row in rows]
        table = Table(cells, colWidths=(28, 60, 110, 100, 140, 70))
        table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
        flow += [table, PageBreak()]
    SimpleDocTemplate(str(path), pagesize=A4).build(flow)
    return path


def test_a_row_that_breaks_over_pages_is_one(small: Path, tmp_path: Path, book: Book) -> None:
    first = (*ROWS[0][:4], "Bị thay thế bởi Nghị quyết số", "20/08/2021")
    rest = ("", "", "", "", "09/2021/NQ-HĐND ngày 05/08/2021", "")
    path = _pdf(tmp_path / "list.pdf", [[HEAD, first], [rest, ROWS[1]]], WHOLE)
    incoming = _take(path, small, book)
    assert not incoming.intake.errors
    assert _said(incoming.plan.facts) == ENDINGS


def test_a_head_on_every_page_is_no_entry(small: Path, tmp_path: Path, book: Book) -> None:
    counts = ("(1)", "(2)", "(3)", "(4)", "(5)", "(6)")
    path = _pdf(tmp_path / "list.pdf", [[HEAD, counts, ROWS[0]], [HEAD, ROWS[1]]], WHOLE)
    incoming = _take(path, small, book)
    assert not incoming.intake.errors
    assert _said(incoming.plan.facts) == ENDINGS


@pytest.mark.parametrize("name", ["list.docx", "list.pdf"])
def test_a_file_cut_short_is_refused(tmp_path: Path, name: str) -> None:
    whole = tmp_path / name
    if name.endswith("docx"):
        _word(whole, [(WHOLE, [HEAD, *ROWS])])
    else:
        _pdf(whole, [[HEAD, *ROWS]], WHOLE)
    data = whole.read_bytes()
    whole.write_bytes(data[: len(data) // 3])
    with pytest.raises(UsageError) as refused:
        read_grids(whole)
    assert "\n" not in str(refused.value)


def test_a_word_file_without_a_list_says_so(small: Path, tmp_path: Path, book: Book) -> None:
    path = _word(tmp_path / "letter.docx", [("Kính gửi", [("Nơi nhận", "Chủ tịch")])])
    with pytest.raises(UsageError, match="--map"):
        _take(path, small, book)


def _dump(path: Path, **more: Sequence[Any]) -> Path:
    columns: dict[str, Sequence[Any]] = {
        "so_hieu": ["45/2019/QĐ-UBND", "46/2019/QĐ-UBND"],
        "ngay_ban_hanh": [date(2019, 5, 6), date(2019, 5, 7)],
        "co_quan_ban_hanh": ["UBND tỉnh Hà Tĩnh"] * 2,
        "doc_type": ["Quyết định"] * 2,
        "tinh_trang_hieu_luc": ["Còn hiệu lực", "Hết hiệu lực toàn bộ"],
        "markdown": ["# toàn văn " * 1000] * 2,
    }
    pq.write_table(pa.table({**columns, **more}), path)
    return path


def test_a_dump_in_parquet(small: Path, tmp_path: Path, book: Book) -> None:
    terms = Terms(origin="import:dump", known_on=date(2025, 1, 31))
    incoming = read_import(_dump(tmp_path / "dump.parquet"), {}, terms, open_file(small), book)
    assert not incoming.intake.errors
    assert incoming.intake.unused == ("markdown",)
    assert [(f.kind, f.on) for f in incoming.plan.facts] == [
        (Kind.IN_FORCE, date(2025, 1, 31)),
        (Kind.CEASED, date(2025, 1, 31)),
    ]


def test_a_dump_cut_short_is_refused(small: Path, tmp_path: Path, book: Book) -> None:
    path = _dump(tmp_path / "dump.parquet")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UsageError):
        read_import(path, {}, Terms(origin="import:dump"), open_file(small), book)


def test_a_wrong_day_in_a_dump_names_its_row(small: Path, tmp_path: Path, book: Book) -> None:
    path = _dump(tmp_path / "dump.parquet", ngay_ban_hanh=["31/02/2019", "01/01/2997"])
    errors = read_import(path, {}, Terms(origin="import:dump"), open_file(small), book).intake.errors
    assert [(e.line, e.column, e.expected) for e in errors] == [
        (1, "ngay_ban_hanh", "registry.expected_day"),
        (2, "ngay_ban_hanh", "registry.expected_day"),
    ]


@pytest.mark.parametrize("suffix", ["pdf", "odt"])
def test_a_list_made_by_libreoffice(soffice: str, small: Path, tmp_path: Path, book: Book, suffix: str) -> None:
    def merge(table: Any) -> None:
        table.style = "Table Grid"
        table.cell(1, 0).merge(table.cell(1, 5)).text = "I. NGHỊ QUYẾT VÀ QUYẾT ĐỊNH"

    made = _word(tmp_path / "list.docx", [(WHOLE, [HEAD, ("",) * 6, *ROWS])], merge)
    home = (tmp_path / "home").as_uri()
    command = [
        soffice,
        f"-env:UserInstallation={home}",
        "--headless",
        "--convert-to",
        suffix,
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*command, str(made)], check=True, capture_output=True, timeout=120)
    incoming = _take(tmp_path / f"list.{suffix}", small, book)
    assert not incoming.intake.errors
    assert _said(incoming.plan.facts) == ENDINGS
