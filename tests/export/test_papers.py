"""Papers: what a reviewer opens. Cells are text, nothing runs, every finding and every unread file is there."""

import csv
import io
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from doccheck.export.clean import cell, no_formula, visible
from doccheck.export.columns import findings_sheet, sheets
from doccheck.export.html import html, write_html
from doccheck.export.lines import dumps, write_csv
from doccheck.export.paper import Paper, Verdict, fact_line, make_paper
from doccheck.export.table import console, show_paper
from doccheck.export.xlsx import HIDDEN, write_xlsx
from doccheck.rulebook.book import load_book
from tests.export.sample import finding, record, unread

DAY = date(2026, 11, 24)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", " =1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0")
NASTY = ("\x1b[31mđỏ", "a\x00b", "\ud800", "\u202egpj.exe", "x" * 40_000, "<script>alert(1)</script>", "{{7*7}}", "]]>")


def paper(*records: dict[str, Any], **options: Any) -> Paper:
    rows = records or (record("kho/a.docx", finding(1)), record("kho/b.docx", finding(2)), unread())
    return make_paper(rows, as_of=DAY, **options)


def opened(made: Paper, tmp_path: Path) -> Any:
    write_xlsx(made, load_book(), tmp_path / "x.xlsx")
    return openpyxl.load_workbook(tmp_path / "x.xlsx")


def rows_of(page: Any) -> list[dict[str, Any]]:
    head, *rest = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def test_one_cause_is_one_row_with_all_its_documents(tmp_path: Path) -> None:
    book = opened(paper(), tmp_path)
    assert book.sheetnames == [
        "Tổng hợp",
        "Theo nguyên nhân",
        "Theo văn bản",
        "Dữ liệu còn thiếu",
        "Tệp chưa đọc được",
        "Danh mục văn bản",
        HIDDEN,
    ]
    (cause,) = rows_of(book["Theo nguyên nhân"])
    assert cause["Nguyên nhân"] == "Nghị định số 158/2007/NĐ-CP ngày 27/10/2007"
    assert cause["Lý do"] == "Được thay thế bởi Nghị định số 59/2019/NĐ-CP"
    assert cause["Số văn bản"] == 2
    assert cause["Các văn bản"] == "kho/a.docx\nkho/b.docx"
    assert cause["Mã dòng (không sửa)"] == "N000000000000001"
    found = rows_of(book["Theo văn bản"])
    assert [r["Tệp"] for r in found] == ["kho/a.docx", "kho/b.docx"]
    assert "nguồn: Sự kiện đã kiểm tra đối chiếu; đọc trong văn bản chính thức" in found[0]["Bằng chứng"]


def test_what_is_missing_is_one_row_an_act(tmp_path: Path) -> None:
    book = opened(paper(), tmp_path)
    (gap,) = rows_of(book["Dữ liệu còn thiếu"])
    assert (gap["Số văn bản"], gap["Còn thiếu"], gap["Vai trò"]) == (2, "chưa có trong sổ đăng ký", "căn cứ")
    (lost,) = rows_of(book["Tệp chưa đọc được"])
    assert lost["Tệp"] == "kho/hong.pdf"
    assert lost["Vì sao chưa đọc được"] == "Cấu trúc tệp hỏng; có thể đọc thiếu."
    assert len(rows_of(book["Danh mục văn bản"])) == 3


def test_the_sheets_are_made_to_work_in(tmp_path: Path) -> None:
    book = opened(paper(), tmp_path)
    for name in ("Theo nguyên nhân", "Theo văn bản"):
        page = book[name]
        assert page.freeze_panes
        assert page.auto_filter.ref
        assert page.print_title_rows
        ranges = [rule.formula1.split("!")[1].replace("$", "") for rule in page.data_validations.dataValidation]
        first, second = ([c.value for row in book[HIDDEN][place] for c in row] for place in ranges)
        assert first[:2] == ["Xác nhận", "Bỏ qua"]
        assert {"Bãi bỏ", "Sửa đổi, bổ sung", "Hết hiệu lực theo thời gian", "Chưa xác định"} <= set(second)
    assert book[HIDDEN].sheet_state == "veryHidden"


def test_decisions_made_before_stand_in_their_rows(tmp_path: Path) -> None:
    given = {
        ("finding", "f000000000000002"): Verdict(decision="dismiss", reason="đã sửa", by="An"),
        ("cause", "N000000000000001"): Verdict(decision="confirm", disposition="replace"),
    }
    made = paper(verdicts=given)
    book = opened(made, tmp_path)
    (cause,) = rows_of(book["Theo nguyên nhân"])
    assert (cause["Quyết định"], cause["Phương án xử lý"]) == ("Xác nhận", "Thay thế")
    found = {r["Tệp"]: r for r in rows_of(book["Theo văn bản"])}
    assert found["kho/b.docx"]["Quyết định"] == "Bỏ qua"
    assert found["kho/b.docx"]["Lý do của người rà soát"] == "đã sửa"
    assert [row.record["path"] for row in made.open_findings] == ["kho/a.docx"]


def test_a_dismissed_cause_closes_its_findings_unless_one_is_confirmed() -> None:
    given = {
        ("cause", "N000000000000001"): Verdict(decision="dismiss", reason="x"),
        ("finding", "f000000000000001"): Verdict(decision="confirm"),
    }
    assert [row.record["path"] for row in paper(verdicts=given).open_findings] == ["kho/a.docx"]


@pytest.mark.parametrize("text", [*FORMULAS, *NASTY])
def test_nothing_in_a_document_becomes_a_formula_or_breaks_a_paper(text: str, tmp_path: Path) -> None:
    cause = {"id": text, "key": "N1", "label": text}
    made = paper(record(text, finding(1, message=text, quote=text, reason=text, cause=cause, suggested=[text])))
    book = opened(made, tmp_path)
    for page in book:
        for row in page.iter_rows():
            assert all(c.data_type != "f" for c in row)
            assert all(len(c.value) < 32_767 for c in row if isinstance(c.value, str))
    (found,) = rows_of(book["Theo văn bản"])
    assert found["Phát hiện"] == cell(text)
    page = html(made, load_book())
    page.encode("utf-8")
    assert "<script" not in page
    assert "49" not in re.findall(r"<h3>.*?</h3>", page, re.DOTALL)[0] or "7*7" not in text
    out = io.StringIO()
    write_csv(findings_sheet(made, load_book()), "vi", out)
    cells = next(iter(list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"))))[1:]))
    assert not any(c.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "＝")) for c in cells)


def test_csv_opens_in_excel_with_its_letters(tmp_path: Path) -> None:
    out = io.StringIO(newline="")
    write_csv(findings_sheet(paper(), load_book()), "vi", out)
    text = out.getvalue()
    assert text.startswith("\ufeff")
    head, *rows = list(csv.reader(io.StringIO(text[1:])))
    assert "Phát hiện" in head
    assert len(rows) == 2


def test_ordinary_numbers_keep_their_look_in_csv() -> None:
    assert no_formula("01/2020/QĐ-UBND") == "01/2020/QĐ-UBND"
    assert no_formula("-5") == "'-5"
    assert visible("Điều 1.\nĐiều 2.") == "Điều 1.\nĐiều 2."


class Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.outside += [v or "" for k, v in attrs if k in {"src", "href"} and not (v or "").startswith("#")]


def test_the_page_stands_alone(tmp_path: Path) -> None:
    write_html(paper(), load_book(), tmp_path / "x.html")
    text = (tmp_path / "x.html").read_text("utf-8")
    page = Page()
    page.feed(text)
    assert page.outside == []
    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert "url(" not in text
    assert "default-src 'none'" in text
    assert "@media print" in text
    for words in (
        "Theo nguyên nhân",
        "kho/a.docx",
        "nguồn: Sự kiện đã kiểm tra đối chiếu",
        "Nghị định số 34/2016/NĐ-CP Điều 61",
        "kho/hong.pdf",
    ):
        assert words in text


def test_an_unfinished_scan_says_so(tmp_path: Path) -> None:
    made = paper(complete=False)
    assert "CHƯA HOÀN TẤT" in html(made, load_book())
    assert any("CHƯA HOÀN TẤT" in str(c.value) for row in opened(made, tmp_path)["Tổng hợp"] for c in row)
    assert "CHƯA HOÀN TẤT" not in html(paper(), load_book())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_both_languages_and_an_empty_pile(lang: str, tmp_path: Path) -> None:
    made = make_paper([], as_of=DAY, lang=lang)
    assert [len(s.rows) for s in sheets(made, load_book())] == [0] * 5
    opened(made, tmp_path)
    assert html(made, load_book())


def test_the_screen_shows_proof_and_no_colours_into_a_file() -> None:
    out = io.StringIO()
    show_paper(paper(), console(out))
    text = out.getvalue()
    assert "\x1b" not in text
    for words in (
        "Sai",
        "Nghị định số 158/2007/NĐ-CP ngày 27/10/2007",
        "kho/b.docx",
        "nguồn: Sự kiện đã kiểm tra đối chiếu",
        "kho/hong.pdf",
    ):
        assert words in text


def test_json_is_always_utf8() -> None:
    assert dumps({"a": "Quyết \ud800"}).encode("utf-8").decode("utf-8") == '{"a": "Quyết \\ud800"}'


def test_a_source_says_once_how_it_was_read() -> None:
    fact = {"kind": "replaced", "by": None, "on": "2019-08-15", "quote": None, "tier": "read", "origin": "text"}
    assert fact_line(fact, "vi") == "bị thay thế từ 15/8/2019 [nguồn: Đọc trong văn bản chính thức]"
    assert fact_line(fact | {"origin": "golden"}, "en").endswith("[source: checked facts; read in an official text]")
