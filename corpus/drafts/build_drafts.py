#!/usr/bin/env python3
"""Makes the measured drafts from drafts.yaml (dựng dự thảo): ``uv run python corpus/drafts/build_drafts.py DIR``.

The Word files are not kept in the repository: they are built where they are measured or tested. Needs python-docx.
"""

import copy
import sys
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

HERE = Path(__file__).resolve().parent
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
LINK = "https://example.org/van-ban"


def drafts() -> list[dict[str, Any]]:
    """All drafts with their host's words filled in."""
    book = yaml.safe_load((HERE / "drafts.yaml").read_text("utf-8"))
    return [{**book["hosts"][d["host"]], "word": [], **d, "bases": _bases(d, book)} for d in book["drafts"]]


def _bases(draft: dict[str, Any], book: dict[str, Any]) -> list[str]:
    found = [book["shared"].get(line, line) for line in draft["bases"]]
    advice = book["hosts"][draft["host"]]["advice"]
    return [*found, *([advice] if advice else [])]


def lines(draft: dict[str, Any]) -> list[str]:
    """Articles: the draft's own, then effect and execution."""
    own = draft.get("articles") or [
        f"Điều 1. {draft['self']} {draft['title'][0].lower()}{draft['title'][1:]} trên địa bàn, áp dụng cho các cơ quan có liên quan."
    ]
    n = len(own)
    out = list(own)
    if draft["effect"]:
        n += 1
        out.append(f"Điều {n}. {draft['self']} có hiệu lực thi hành {draft['effect']}.")
    out.append(f"Điều {n + 1}. Thủ trưởng các cơ quan, đơn vị chịu trách nhiệm thi hành {draft['self']}./.")
    return out


def build(draft: dict[str, Any]) -> Any:
    """A draft as a python-docx document."""
    year = draft["sign_on"].year
    word = Document()
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(13)
    top = word.add_table(rows=1, cols=2)
    _cell(top.cell(0, 0), [*draft["issuer"], "-------", draft["number"].format(year=year)])
    _cell(top.cell(0, 1), [*MOTTO, "---------------", draft["place"].format(year=year)])
    for line in (draft["type"], draft["title"], draft["organ"]):
        if line:
            par = word.add_paragraph()
            par.alignment = ALIGN.CENTER
            par.add_run(line).bold = True
    ways = set(draft["word"])
    for line in draft["bases"]:
        _line(word.add_paragraph(), line, ways, italic=True)
    if draft["type"] in {"QUYẾT ĐỊNH", "NGHỊ QUYẾT"}:
        word.add_paragraph("QUYẾT ĐỊNH:" if draft["type"] == "QUYẾT ĐỊNH" else "QUYẾT NGHỊ:").alignment = ALIGN.CENTER
    body = lines(draft)
    if "auto" in ways:
        _automatic(word)
    if "table" in ways:
        grid = word.add_table(rows=len(body), cols=1)
        for i, line in enumerate(body):
            _line(grid.cell(i, 0).paragraphs[0], line, ways)
    else:
        for line in body:
            par = word.add_paragraph()
            if "auto" in ways:
                _numbered(par)
                line = line.split(". ", 1)[1]
            _line(par, line, ways)
    if "tracked" in ways:
        _tracked(word)
    if "box" in ways:
        _box(word.paragraphs[-1], "Bản lấy ý kiến nội bộ, lưu hành tại đơn vị soạn thảo.")
    foot = word.add_table(rows=1, cols=2)
    _cell(foot.cell(0, 0), ["Nơi nhận:", "- Như Điều trên;", "- Lưu: VT."])
    _cell(foot.cell(0, 1), draft["sign"])
    return word


def _cell(cell: Any, words: list[str]) -> None:
    for i, line in enumerate(words):
        par = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
        par.alignment = ALIGN.CENTER
        par.add_run(line).bold = i < 2


def _line(par: Any, line: str, ways: set[str], *, italic: bool = False) -> None:
    head, sep, tail = line.partition(" ") if line.startswith("Căn cứ ") else ("", "", line)
    if sep:
        head, tail = "Căn cứ ", line[len("Căn cứ ") :]
        par.add_run(head).italic = italic
    pieces = [w + " " for w in tail.split(" ")] if "runs" in ways else [tail]
    pieces[-1] = pieces[-1].rstrip(" ")
    if sep and "field" in ways:
        _field(par, "begin")
        _field(par, None)
        _field(par, "separate")
    runs = [par.add_run(p) for p in pieces]
    for run in runs:
        run.italic = italic
    if sep and "field" in ways:
        _field(par, "end")
    if sep and "link" in ways:
        link = OxmlElement("w:hyperlink")
        link.set(
            qn("r:id"),
            par.part.relate_to(
                LINK, "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink", is_external=True
            ),
        )
        runs[0]._r.addprevious(link)
        for run in runs:
            link.append(run._r)


def _field(par: Any, kind: str | None) -> None:
    run = par.add_run()
    if kind is None:
        code = OxmlElement("w:instrText")
        code.set(qn("xml:space"), "preserve")
        code.text = f' HYPERLINK "{LINK}" '
        run._r.append(code)
        return
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    run._r.append(mark)


def _tracked(word: Any) -> None:
    """One paragraph with a deletion, one inserted by another hand."""
    par = next(p for p in word.paragraphs if p.text.startswith("Căn cứ"))
    gone = OxmlElement("w:del")
    new = OxmlElement("w:ins")
    for i, mark in enumerate((gone, new), start=901):
        mark.set(qn("w:id"), str(i))
        mark.set(qn("w:author"), "Chuyên viên")
    run = copy.deepcopy(par.runs[0]._r)
    text = run.find(qn("w:t"))
    text.tag = qn("w:delText")
    text.text = "(theo ý kiến phòng) "
    gone.append(run)
    par.runs[0]._r.addprevious(gone)
    par.runs[0]._r.addprevious(new)
    new.append(par.runs[0]._r)


def _box(par: Any, words: str) -> None:
    pict = OxmlElement("w:pict")
    content = OxmlElement("w:txbxContent")
    inner = OxmlElement("w:p")
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = words
    run.append(text)
    inner.append(run)
    content.append(inner)
    shape = pict.makeelement("{urn:schemas-microsoft-com:vml}shape", {"style": "width:200pt;height:30pt"})
    box = pict.makeelement("{urn:schemas-microsoft-com:vml}textbox", {})
    box.append(content)
    shape.append(box)
    pict.append(shape)
    par.add_run()._r.append(pict)


def _automatic(word: Any) -> None:
    """A numbering that prints "Điều 1. "."""
    root = word.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), "77")
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for name, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:suff", "space"), ("w:lvlText", "Điều %1.")):
        item = OxmlElement(name)
        item.set(qn("w:val"), value)
        level.append(item)
    abstract.append(level)
    root.insert(0, abstract)
    num = OxmlElement("w:num")
    num.set(qn("w:numId"), "77")
    ref = OxmlElement("w:abstractNumId")
    ref.set(qn("w:val"), "77")
    num.append(ref)
    root.append(num)


def _numbered(par: Any) -> None:
    props = par._p.get_or_add_pPr()
    num = OxmlElement("w:numPr")
    for name, value in (("w:ilvl", "0"), ("w:numId", "77")):
        item = OxmlElement(name)
        item.set(qn("w:val"), value)
        num.append(item)
    props.append(num)


def main(folder: Path) -> None:
    """Write all drafts into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for draft in drafts():
        build(draft).save(folder / f"{draft['id']}.docx")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else HERE / "built"))
