"""Official forms: order, sentences, layout; every file opens in LibreOffice."""

import importlib.util
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from doccheck.campaign import lists, words
from doccheck.campaign.dossier import INSIDE, Dossier, Ending, Found, dossiers
from doccheck.campaign.store import Campaign, Mark, Settings
from doccheck.campaign.write import write_papers
from doccheck.errors import UsageError
from doccheck.export.forms import write_form_docx, write_form_xlsx
from doccheck.export.forms.word import template
from doccheck.rulebook.book import load_book
from doccheck.run.workspace import Workspace

BOOK = load_book()
ON = date(2027, 1, 5)
SETTINGS = Settings(
    name="Thử", kind="yearly", cut_off=date(2026, 12, 31), since=date(2026, 1, 1), workspace="x", organ="SỞ THỬ"
)


def _dossier(
    number: str, *, on: date = date(2015, 1, 5), field: str = "Đất đai", outcome: str = "keep", **rest: object
) -> Dossier:
    values: dict[str, object] = {
        "instrument": "decision",
        "status": "in_force",
        "title": "Về việc thử",
        "kind": "normative",
    }
    path = f"kho/{number}"
    mark = Mark(path=path, outcome=outcome, field=field, by="A")
    return Dossier(path=path, place=INSIDE, number=number, issued_on=on, mark=mark, **{**values, **rest})


def _ended(number: str, since: date, status: str = "ceased", kind: str = "repealed") -> Dossier:
    by = "955/2026/qd-ubnd|decision|ubnd-tinh/ha-tinh|2026-06-10"
    ending = Ending(
        kind=kind, on=since.isoformat(), by=by, label="Quyết định số 955/2026/QĐ-UBND", provisions=(), origin="x"
    )
    found = Found(
        key=number, check="ST-EXP", level="error", own=True, message="m", reason="r", quote="q", basis=(),
        replaced_by=(), action="a", endings=(ending,), state="confirm",
    )  # fmt: skip
    return _dossier(number, outcome="expired", status=status, since=since, found=(found,))


def _paper(form: str, found: list[Dossier], settings: Settings = SETTINGS) -> lists.FormPaper:
    (one,) = [f for f in BOOK.official.on(settings.cut_off) if f.id == form]
    return lists.paper(one, found, settings, BOOK, on=ON)


def test_rows_follow_field_then_rank_then_day() -> None:
    found = [
        _dossier("3/2016/QĐ-UBND", on=date(2016, 1, 1)),
        _dossier("1/2015/QĐ-UBND", field="Y tế"),
        _dossier("2/2014/QĐ-UBND", on=date(2014, 1, 1)),
        _dossier("9/2018/NĐ-CP", on=date(2018, 1, 1), instrument="decree"),
    ]
    paper = _paper("in_force", found)
    assert [row[2].split("\n")[0] for group in paper.groups for row in group.rows] == [
        "9/2018/NĐ-CP", "2/2014/QĐ-UBND", "3/2016/QĐ-UBND", "1/2015/QĐ-UBND",
    ]  # fmt: skip
    assert [group.title for group in paper.groups] == ["I. LĨNH VỰC: Đất đai", "II. LĨNH VỰC: Y tế"]


def test_part_a_is_the_year_and_part_b_what_was_missed() -> None:
    found = [
        _ended("1/2014/QĐ-UBND", date(2026, 6, 25)),
        _ended("2/2014/QĐ-UBND", date(2025, 12, 31)),
        _ended("3/2014/QĐ-UBND", date(2026, 1, 1), status="suspended", kind="suspended"),
    ]
    groups = _paper("expired_whole", found).groups
    assert groups[0].title.startswith("A. ") and "NĂM 2026" in groups[0].title
    assert groups[3].title.startswith("B. ") and "01/01/2026" in groups[3].title
    numbers = [[row[2].split("\n")[0] for row in group.rows] for group in groups]
    assert numbers == [[], ["1/2014/QĐ-UBND"], ["3/2014/QĐ-UBND"], [], ["2/2014/QĐ-UBND"], []]
    assert groups[5].title.endswith("Không có")


def test_the_reason_is_the_exact_sentence() -> None:
    one = _ended("1/2014/QĐ-UBND", date(2026, 6, 25))
    assert words.reason(one, BOOK) == (
        "Bị bãi bỏ bởi Quyết định số 955/2026/QĐ-UBND ngày 10/6/2026 của Ủy ban nhân dân tỉnh Hà Tĩnh"
    )


def test_what_nobody_confirmed_is_left_out_unless_asked() -> None:
    one = replace(_ended("1/2014/QĐ-UBND", date(2026, 6, 25)), mark=None)
    one = replace(one, found=(replace(one.found[0], state="open"),))
    assert _paper("expired_whole", [one]).count == 0
    (form,) = [f for f in BOOK.official.on(SETTINGS.cut_off) if f.id == "expired_whole"]
    asked = lists.paper(form, [one], SETTINGS, BOOK, on=ON, unconfirmed=True)
    assert asked.count == 1 and "DỰ THẢO" in asked.warning


def test_the_day_of_review_chooses_the_form() -> None:
    assert _paper("expired_whole", []).form.number == "Mẫu số 02"
    old = replace(SETTINGS, cut_off=date(2023, 12, 31), since=date(2023, 1, 1))
    assert _paper("expired_whole", [], old).form.number == "Mẫu số 03 Phụ lục IV"
    assert BOOK.official.on(date(2025, 3, 31))[0].regime == "nd34"
    assert BOOK.official.on(date(2025, 4, 1))[0].regime == "nd79"
    assert BOOK.official.on(date(2015, 1, 1)) == ()


def test_templates_are_what_the_builder_makes(tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "rules" / "vn" / "forms" / "build_templates.py"
    spec = importlib.util.spec_from_file_location("build_templates", source)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for built in module.build(tmp_path):
        kept = template(built.stem)
        with zipfile.ZipFile(built) as a, zipfile.ZipFile(kept) as b:
            assert a.read("word/document.xml") == b.read("word/document.xml"), built.name


def test_words_of_strangers_stay_words(tmp_path: Path) -> None:
    nasty = _dossier("1/2015/QĐ-UBND", title='=HYPERLINK("x") {{ 7*7 }} <b>&\x07\u202e')
    paper = _paper("in_force", [nasty])
    text = "\n".join(
        c.text
        for t in Document(str(write_form_docx(paper, tmp_path / "a.docx"))).tables
        for r in t.rows
        for c in r.cells
    )
    assert "{{ 7*7 }} <b>&" in text and "49" not in text and "\u202e" not in text
    book = load_workbook(write_form_xlsx(paper, tmp_path / "a.xlsx"))
    cells = [c for row in book.active.iter_rows() for c in row if isinstance(c.value, str) and "HYPERLINK" in c.value]
    assert cells and all(c.data_type == "s" for c in cells)


def test_an_office_may_use_its_own_template(tmp_path: Path) -> None:
    paper = _paper("in_force", [_dossier("1/2015/QĐ-UBND")])
    own = tmp_path / "mau"
    own.mkdir()
    doc = Document(str(template("in_force")))
    doc.paragraphs[0].insert_paragraph_before("Mẫu riêng của cơ quan {{ organ }}")
    doc.save(str(own / "in_force.docx"))
    made = Document(str(write_form_docx(paper, tmp_path / "a.docx", own)))
    assert made.paragraphs[0].text == "Mẫu riêng của cơ quan SỞ THỬ"


@pytest.mark.parametrize("words_", ["{{ khong_co }}", "{{ ''.__class__.__mro__ }}", "{% for x in %}"])
def test_a_broken_or_hostile_template_is_refused(tmp_path: Path, words_: str) -> None:
    doc = Document(str(template("in_force")))
    doc.add_paragraph(words_)
    doc.save(str(tmp_path / "in_force.docx"))
    with pytest.raises(UsageError, match="in_force"):
        write_form_docx(_paper("in_force", []), tmp_path / "a.docx", tmp_path)
    assert not (tmp_path / "a.docx").exists()


def test_a_template_that_is_no_word_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in_force.docx").write_text("khong phai")
    with pytest.raises(UsageError):
        write_form_docx(_paper("in_force", []), tmp_path / "a.docx", tmp_path)


def test_all_papers_open_in_libreoffice(campaign: Campaign, workspace: Workspace, tmp_path: Path, soffice: str) -> None:
    folder = tmp_path / "giay-to"
    folder.mkdir()
    made = write_papers(campaign, workspace, BOOK, folder, on=ON, unconfirmed=True)
    assert len(made.papers) == 16 and all(path.is_file() for path, _ in made.papers)
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/lo", "--headless", "--convert-to", "pdf", "--outdir"]
    files = [str(path) for path, _ in made.papers]
    subprocess.run([*command, str(tmp_path / "pdf"), *files], check=True, capture_output=True, timeout=200)
    from pypdf import PdfReader

    for path in {path.stem for path, _ in made.papers}:
        pages = PdfReader(tmp_path / "pdf" / f"{path}.pdf").pages
        text = pages[0].extract_text()
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in " ".join(text.split()), path
        assert all(page.extract_text().strip() for page in pages), f"{path}: a page is blank"


def test_papers_hold_what_was_found(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    one = next(d for d in dossiers(campaign, workspace, BOOK) if d.path.endswith("913-2014.txt"))
    campaign.mark([Mark(path=one.path, outcome="expired", by="Lê Mẫu")], who="A", at="2026-12-01", kind="mark")
    made = write_papers(campaign, workspace, BOOK, tmp_path, on=ON)
    assert {p.name: n for p, n in made.papers}["02-expired-whole.docx"] == 1
    text = "\n".join(
        c.text for t in Document(str(tmp_path / "02-expired-whole.docx")).tables for r in t.rows for c in r.cells
    )
    assert "Bị bãi bỏ bởi Quyết định số 955/2026/QĐ-UBND ngày 10/6/2026" in text and "25/6/2026" in text
    report = "\n".join(p.text for p in Document(str(tmp_path / "00-report.docx")).paragraphs)
    assert "1 trên tổng số 4 văn bản" in report and "6 tệp" in report
