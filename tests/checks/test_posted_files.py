"""Posted lists of procedures as files: a page, a Word table and a PDF give the same findings."""

from datetime import date
from pathlib import Path

import pytest
from measures.written import Nothing

from doccheck.extract import extract
from doccheck.model.act import Act, Fact, Kind, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.pipeline import Tools, judge, read_text
from doccheck.registry.pile import Pile
from doccheck.rulebook.book import load_book
from tests.extract.makers import docx, font, paragraph, table

BOOK, ASKED = load_book(), date(2026, 11, 1)
HEAD = "Danh mục thủ tục hành chính niêm yết tại Bộ phận một cửa xã Mẫu"
FROM = (
    "(Ban hành kèm theo Quyết định số 905/QĐ-UBND ngày 04/5/2021 của Chủ tịch Ủy ban nhân dân tỉnh Hà Tĩnh "
    "công bố danh mục thủ tục hành chính)"
)
ROWS = (
    ("STT", "Tên thủ tục", "Thời hạn", "Căn cứ pháp lý"),
    ("1", "Đăng ký sửa chữa nhà văn hóa", "05 ngày", "Nghị định số 47/2015/NĐ-CP ngày 04/5/2015 của Chính phủ"),
    ("2", "Đăng ký mượn sách", "Trong ngày", "Nghị định số 48/2019/NĐ-CP ngày 05/6/2019 của Chính phủ"),
)


def act(number: str, instrument: str, issuer: str, issued: date, title: str) -> Act:
    parsed = DocNumber.parse(number)
    return Act(id=act_id(parsed, instrument, (issuer,), issued), number=parsed, instrument=instrument,
               issuers=(issuer,), issued_on=issued, title=title)  # fmt: skip


TITLE = "công bố danh mục thủ tục hành chính"
ANNOUNCING = act("905/QĐ-UBND", "decision", "ct-ubnd-tinh/ha-tinh", date(2021, 5, 4), TITLE)
DEAD = act("47/2015/NĐ-CP", "decree", "chinh-phu", date(2015, 5, 4), "quy định về nhà văn hóa")
ALIVE = act("48/2019/NĐ-CP", "decree", "chinh-phu", date(2019, 6, 5), "quy định về thư viện xã")


def facts(one: Act, on: date) -> Fact:
    return Fact(act=one.id, kind=Kind.REPLACED, on=on, tier=Tier.OFFICIAL, origin="test", by_label="văn bản mới")


def page(path: Path, announced: bool) -> None:
    rows = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    said = f"<p>{FROM}</p>" if announced else ""
    path.write_text(f"<html><body><h1>{HEAD}</h1>{said}<table>{rows}</table></body></html>", "utf-8")


def word(path: Path, announced: bool) -> None:
    said = paragraph(FROM) if announced else ""
    path.write_bytes(docx(paragraph(HEAD.upper()) + said + table(*ROWS)))


def pdf(path: Path, announced: bool) -> None:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(TTFont("Viet", font()))
    style = ParagraphStyle("own", fontName="Viet", fontSize=9, leading=11)
    parts = [Paragraph(HEAD.upper(), style), *([Paragraph(FROM, style)] if announced else [])]
    cells = [[Paragraph(cell, style) for cell in row] for row in ROWS]
    SimpleDocTemplate(str(path), pagesize=A4).build([*parts, Table(cells, colWidths=[30, 170, 60, 200])])


MAKERS = {"list.html": page, "list.docx": word, "list.pdf": pdf}


def codes(path: Path, *known: Fact) -> set[str]:
    shelf = Pile(Nothing(), (ANNOUNCING, DEAD, ALIVE), known)
    report = judge(read_text(extract(path), BOOK), Tools(book=BOOK, shelf=shelf), ASKED)
    return {finding.check for finding in report.findings if finding.check.startswith("TTHC")}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_dead_basis_and_a_dead_announcement(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name, True)
    ended = facts(DEAD, date(2020, 1, 1)), facts(ANNOUNCING, date(2024, 1, 1))
    assert codes(tmp_path / name, *ended) == {"TTHC-BASIS-EXP", "TTHC-ANN-EXP"}
    assert codes(tmp_path / name, facts(DEAD, date(2026, 11, 2)), facts(ANNOUNCING, date(2026, 11, 2))) == set()


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_a_list_without_its_announcement(name: str, tmp_path: Path) -> None:
    MAKERS[name](tmp_path / name, False)
    assert codes(tmp_path / name) == {"TTHC-NO-ANN"}
