"""Build the Word templates of the official forms (dựng mẫu Word) from ``forms.yaml``.

Run: ``python rules/vn/forms/build_templates.py [FOLDER]``. The office may edit the built files in Word; the words
between ``{{`` and ``}}`` and between ``{%`` and ``%}`` are filled by doccheck and must stay as they are.
"""

import datetime
import sys
import zipfile
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.official import FormColumn, Official, load

HERE = Path(__file__).resolve().parent
FONT = "Times New Roman"
MADE = datetime.datetime(2026, 1, 1)
CENTER, LEFT, RIGHT, BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def new(landscape: bool) -> Document:
    """A page of A4 with the margins of an administrative document."""
    doc = Document()
    style = doc.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    section = doc.sections[0]
    section.page_width, section.page_height = (Cm(29.7), Cm(21)) if landscape else (Cm(21), Cm(29.7))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin = section.bottom_margin = Cm(2)
    section.left_margin, section.right_margin = (Cm(2), Cm(1.5)) if landscape else (Cm(3), Cm(1.5))
    section.different_first_page_header_footer = True
    page_number(section.header.paragraphs[0])
    doc.core_properties.author, doc.core_properties.created = "doccheck", MADE
    doc.core_properties.modified, doc.core_properties.title = MADE, ""
    return doc


def page_number(paragraph) -> None:
    """The number of the page in the middle of the head, from the second page on."""
    paragraph.alignment = CENTER
    run = paragraph.add_run()
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.text = text
        run._r.append(mark)


def line(place, text, *, align=LEFT, bold=False, italic=False, size=13, before=0, after=0, first=False, indent=None):
    """A paragraph; ``first`` takes the empty one that a cell begins with."""
    paragraph = place.paragraphs[0] if first else place.add_paragraph()
    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    if indent is not None:
        paragraph.paragraph_format.first_line_indent = Cm(indent)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.size, run.font.name = bold, italic, Pt(size), FONT
    return paragraph


def borders(table, on: bool) -> None:
    """Thin lines around all cells, or none."""
    found = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:val"), "single" if on else "nil")
        edge.set(qn("w:sz"), "4")
        edge.set(qn("w:color"), "000000")
        found.append(edge)
    table._tbl.tblPr.append(found)


def fixed(table, widths: list[float]) -> None:
    """Column widths in centimetres, kept as they are."""
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for i, width in enumerate(widths):
        table.columns[i].width = Cm(width)
        for cell in table.columns[i].cells:
            cell.width = Cm(width)


def rule(cell, share: float) -> None:
    """A short line under a heading, as the form asks: drawn as a bordered paragraph with wide indents."""
    paragraph = cell.add_paragraph()
    width = cell.width.cm * (1 - share) / 2
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(width)
    paragraph.paragraph_format.line_spacing = Pt(3)
    edge = OxmlElement("w:pBdr")
    top = OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    edge.append(top)
    paragraph._p.get_or_add_pPr().append(edge)


def letterhead(doc, widths: tuple[float, float], *, numbered: bool) -> None:
    """Two columns: the organ on the left, the country's name and motto on the right."""
    table = doc.add_table(rows=1, cols=2)
    borders(table, False)
    fixed(table, list(widths))
    left, right = table.rows[0].cells
    line(left, "{%p if above %}", align=CENTER, first=True)
    line(left, "{{ above }}", align=CENTER, size=12)
    line(left, "{%p endif %}", align=CENTER)
    line(left, "{{ organ }}", align=CENTER, bold=True, size=13)
    rule(left, 0.35)
    if numbered:
        line(left, "{{ number }}", align=CENTER, size=13)
    line(right, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", align=CENTER, bold=True, size=12, first=True)
    line(right, "Độc lập - Tự do - Hạnh phúc", align=CENTER, bold=True, size=13)
    rule(right, 0.5)
    line(right, "{{ place_day }}", align=CENTER, italic=True, size=13)


def signature(doc, widths: tuple[float, float], left: list[str]) -> None:
    """Receivers on the left, the signatory on the right; kept together on one page."""
    table = doc.add_table(rows=1, cols=2)
    borders(table, False)
    fixed(table, list(widths))
    one, two = table.rows[0].cells
    for i, text in enumerate(left):
        line(one, text, first=i == 0, bold=i == 0, italic=i == 0, size=12 if i == 0 else 11)
    line(two, "{%p for words in signature %}", align=CENTER, first=True)
    line(two, "{{ words }}", align=CENTER, bold=True, size=13)
    line(two, "{%p endfor %}", align=CENTER)
    for _ in range(4):
        line(two, "", align=CENTER)
    line(two, "{{ signer }}", align=CENTER, bold=True, size=13)
    keep(table.rows[0])


def keep(row) -> None:
    """A row never breaks over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def head_row(row) -> None:
    """A row that stands again on top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def widths_of(columns: list[FormColumn], room: float) -> list[float]:
    """Room shared in the proportions of the rule file; a narrow column keeps what its words need."""
    total = sum(column.width for column in columns)
    return [max(room * column.width / total, 1.3) for column in columns]


def grid(doc, columns: list[FormColumn], room: float, loop: tuple[str, str], *, groups: bool) -> None:
    """The table of a form: head, heads of groups, rows."""
    table = doc.add_table(rows=1, cols=len(columns))
    borders(table, True)
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        line(cell, column.title, align=CENTER, bold=True, size=11, first=True)
    head_row(table.rows[0])
    keep(table.rows[0])
    if groups:
        mark(table, "{%tr for group in groups %}")
        mark(table, "{%tr if group.title %}")
        cells = table.add_row().cells
        joined = cells[0].merge(cells[-1])
        line(joined, "{{ group.title }}", bold=True, size=12, first=True)
        keep(table.rows[-1])
        mark(table, "{%tr endif %}")
    mark(table, loop[0])
    row = table.add_row()
    keep(row)
    for i, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        align = CENTER if column.align == "center" else LEFT
        line(cell, f"{{{{ row[{i}] }}}}", align=align, size=11, first=True)
    mark(table, loop[1])
    if groups:
        mark(table, "{%tr endfor %}")
    fixed(table, widths_of(columns, room))


def mark(table, text: str) -> None:
    """A row that only says what follows is repeated."""
    line(table.add_row().cells[0], text, size=8, first=True)


def list_form(columns: list[FormColumn]) -> Document:
    """A list: landscape, one table."""
    doc = new(landscape=True)
    line(doc, "{{ form_number }}", align=RIGHT, italic=True, size=11)
    line(doc, "{{ form_note }}", align=RIGHT, italic=True, size=11, after=4)
    letterhead(doc, (11.0, 15.2), numbered=False)
    line(doc, "{{ title }}", align=CENTER, bold=True, size=14, before=10)
    line(doc, "{{ subtitle }}", align=CENTER, italic=True, size=13, after=2)
    line(doc, "{%p if warning %}")
    line(doc, "{{ warning }}", align=CENTER, bold=True, italic=True, size=12)
    line(doc, "{%p endif %}")
    line(doc, "", size=6)
    grid(doc, columns, 26.2, ("{%tr for row in group.rows %}", "{%tr endfor %}"), groups=True)
    line(doc, "{{ total }}", italic=True, size=12, before=4, after=8)
    signature(doc, (11.0, 15.2), [""])
    return doc


def sheet_form(columns: list[FormColumn]) -> Document:
    """A sheet a document: portrait, one a page."""
    doc = new(landscape=False)
    line(doc, "{%p for sheet in sheets %}")
    first = line(doc, "{{ form_number }}", align=RIGHT, italic=True, size=11)
    first.paragraph_format.page_break_before = True
    line(doc, "{{ form_note }}", align=RIGHT, italic=True, size=11, after=4)
    letterhead(doc, (7.2, 9.3), numbered=False)
    line(doc, "{{ title }}", align=CENTER, bold=True, size=14, before=10, after=6)
    line(doc, "{%p for fact in sheet.facts %}")
    line(doc, "{{ fact }}", align=BOTH, size=13, after=2, indent=1.0)
    line(doc, "{%p endfor %}")
    line(doc, "", size=6)
    grid(doc, columns, 16.5, ("{%tr for row in sheet.rows %}", "{%tr endfor %}"), groups=False)
    line(doc, "", size=8)
    table = doc.add_table(rows=1, cols=2)
    borders(table, False)
    fixed(table, [8.25, 8.25])
    for cell, words in zip(
        table.rows[0].cells, ("Ý KIẾN CỦA TỔ CHỨC PHÁP CHẾ/\nCƠ QUAN TƯ PHÁP", "{{ sign_as }}"), strict=True
    ):
        line(cell, words, align=CENTER, bold=True, size=12, first=True)
        line(cell, "(Ký, ghi rõ họ tên)", align=CENTER, italic=True, size=11)
        for _ in range(3):
            line(cell, "", align=CENTER)
    line(table.rows[0].cells[1], "{{ sheet.signer }}", align=CENTER, bold=True, size=13)
    keep(table.rows[0])
    line(doc, "{%p endfor %}")
    return doc


def repeal_paper(columns: list[FormColumn]) -> Document:
    """The draft decision, resolution or circular that repeals, with its list as an annex."""
    doc = new(landscape=False)
    letterhead(doc, (7.2, 9.3), numbered=True)
    line(doc, "{{ heading }}", align=CENTER, bold=True, size=14, before=14)
    line(doc, "{{ title }}", align=CENTER, bold=True, size=14, after=10)
    line(doc, "{%p for basis in bases %}")
    line(doc, "{{ basis }}", align=BOTH, italic=True, size=14, after=4, indent=1.27)
    line(doc, "{%p endfor %}")
    line(doc, "{{ motion }}", align=BOTH, italic=True, size=14, after=4, indent=1.27)
    line(doc, "{{ opening }}", align=BOTH, italic=True, size=14, after=6, indent=1.27)
    for name in ("first", "second", "third"):  # number of the article in bold: Nghị định 30/2020/NĐ-CP
        paragraph = line(doc, f"{{{{ {name}[:7] }}}}", align=BOTH, size=14, after=6, indent=1.27, bold=True)
        run = paragraph.add_run(f"{{{{ {name}[7:] }}}}")
        run.font.size, run.font.name = paragraph.runs[0].font.size, FONT
    line(doc, "", size=8)
    signature(doc, (8.0, 8.5), ["Nơi nhận:", "- Như Điều 3;", "- Lưu: VT."])
    line(doc, "{%p if annexed %}")
    line(doc, "PHỤ LỤC", align=CENTER, bold=True, size=14).paragraph_format.page_break_before = True
    line(doc, "{{ annex_title }}", align=CENTER, bold=True, size=13)
    line(doc, "{{ annex_note }}", align=CENTER, italic=True, size=12, after=8)
    grid(doc, columns, 16.5, ("{%tr for row in rows %}", "{%tr endfor %}"), groups=False)
    line(doc, "{%p endif %}")
    return doc


def report_paper() -> Document:
    """The covering report."""
    doc = new(landscape=False)
    letterhead(doc, (7.2, 9.3), numbered=True)
    line(doc, "BÁO CÁO", align=CENTER, bold=True, size=14, before=14)
    line(doc, "{{ title }}", align=CENTER, bold=True, size=14, after=10)
    line(doc, "{%p for part in parts %}")
    line(doc, "{{ part.title }}", align=BOTH, bold=True, size=14, before=6, after=4, indent=1.27)
    line(doc, "{%p for words in part.lines %}")
    line(doc, "{{ words }}", align=BOTH, size=14, after=4, indent=1.27)
    line(doc, "{%p endfor %}")
    line(doc, "{%p endfor %}")
    line(doc, "", size=8)
    columns = [FormColumn(title="Nội dung", width=60), FormColumn(title="Số văn bản", width=16, align="center")]
    grid(doc, columns, 16.5, ("{%tr for row in figures %}", "{%tr endfor %}"), groups=False)
    line(doc, "", size=8)
    signature(doc, (8.0, 8.5), ["Nơi nhận:", "- Như trên;", "- Lưu: VT."])
    return doc


def build(folder: Path) -> list[Path]:
    """Write every template; their paths."""
    mistakes = Mistakes()
    official: Official = load(HERE.parents[1], mistakes)
    assert not mistakes.lines, mistakes.lines
    made = []
    folder.mkdir(parents=True, exist_ok=True)
    for form in {form.id: form for form in official.forms if form.only != "xlsx"}.values():
        columns = [official.columns[name] for name in form.columns]
        doc = sheet_form(columns) if form.shape == "sheet" else list_form(columns)
        made.append(save(doc, folder / f"{form.id}.docx"))
    annex = [official.columns[name] for name in ("order", "kind", "number_day", "title")]
    made.append(save(repeal_paper(annex), folder / "repeal.docx"))
    made.append(save(report_paper(), folder / "report.docx"))
    return made


def save(doc, path: Path) -> Path:
    """The same bytes each time: no clock in the package."""
    draft = path.with_suffix(".draft")
    doc.save(str(draft))
    with zipfile.ZipFile(draft) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new_:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new_.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), old.read(name), zipfile.ZIP_DEFLATED)
    draft.unlink()
    return path


if __name__ == "__main__":
    for built in build(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "templates"):
        print(built)
