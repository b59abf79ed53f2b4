"""The drafter's own file: only comments and tracked changes are added, at the exact words."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree

from doccheck.export.draft import DamagedWord, make_draft, output_of
from doccheck.pipeline import Tools, check_draft
from tests.draft import word_reader as reader
from tests.draft.test_measured import IDS

FREE = {"word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/comments.xml"}
DAY = date(2026, 1, 15)
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DEAD = "Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007"


def simple(path: Path, *lines: str) -> Any:
    """A short draft decision saved at a path."""
    word = Document()
    for line in ("ỦY BAN NHÂN DÂN", "TỈNH HÀ TĨNH", "Số:      /2026/QĐ-UBND", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
                 "Độc lập - Tự do - Hạnh phúc", "Hà Tĩnh, ngày    tháng    năm 2026", "QUYẾT ĐỊNH", "Quy định thử",
                 *lines, "Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 02 năm 2026.",
                 "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"):  # fmt: skip
        word.add_paragraph(line)
    word.save(path)
    return word


def made(path: Path, tools: Tools, **options: Any) -> Any:
    """The draft's own output."""
    return make_draft(path.read_bytes(), check_draft(path, tools, sign_on=DAY), tools.book, tools.shelf, **options)


@pytest.mark.parametrize("name", IDS)
def test_nothing_else_changes(name: str, drafts: dict[str, Any], tools: Tools) -> None:
    _, path, report = drafts[name]
    before = path.read_bytes()
    for fix in (False, True):
        out = make_draft(before, report, tools.book, tools.shelf, fix=fix)
        old, new = reader.parts(before), reader.parts(out.data)
        assert {n for n in new if n not in FREE} == {n for n in old if n not in FREE}
        assert all(new[n] == old[n] for n in old if n not in FREE)
        assert reader.rejected(out.data) == reader.canonical(etree.fromstring(old["word/document.xml"]))
        assert len(reader.comments(out.data)) == len(out.notes) + 1
        words = reader.covered(out.data)[1:]
        quotes = [report.reading.text.quote(n.span) for n in out.notes if n.span and n.span.end > n.span.start]
        for quote, told in zip(
            quotes,
            [w for w, n in zip(words, out.notes, strict=True) if n.span and n.span.end > n.span.start],
            strict=True,
        ):
            assert "".join(told.split()).endswith("".join(quote.split())) or "".join(quote.split()).endswith(
                "".join(told.split())
            )
            assert len(told.strip()) <= len(quote.strip()) + 2


def test_words_are_the_exact_ones(drafts: dict[str, Any], tools: Tools) -> None:
    _, path, report = drafts["f01"]
    out = make_draft(path.read_bytes(), report, tools.book, tools.shelf)
    assert reader.covered(out.data)[1] == DEAD
    author, words = reader.comments(out.data)[1]
    assert author == "doccheck" and "Câu thay sẵn: Nghị định số 59/2019/NĐ-CP của Chính phủ quy định" in words


def test_a_certain_replacement_is_a_tracked_change(drafts: dict[str, Any], tools: Tools) -> None:
    _, path, report = drafts["f01"]
    out = make_draft(path.read_bytes(), report, tools.book, tools.shelf, fix=True)
    assert out.fixed == 1
    line = next(x for x in reader.accepted(out.data).split("\n") if "59/2019/NĐ-CP" in x)
    assert line.startswith("Căn cứ Nghị định số 59/2019/NĐ-CP của Chính phủ") and line.endswith(";")
    assert "158/2007" not in reader.accepted(out.data)


def test_several_bases_on_a_line_are_left_to_the_drafter(drafts: dict[str, Any], tools: Tools) -> None:
    _, path, report = drafts["f40"]
    out = make_draft(path.read_bytes(), report, tools.book, tools.shelf, fix=True)
    assert out.fixed == 0


def test_words_in_a_field_are_not_rewritten(drafts: dict[str, Any], tools: Tools) -> None:
    _, path, report = drafts["f04"]
    assert make_draft(path.read_bytes(), report, tools.book, tools.shelf, fix=True).fixed == 0


@pytest.mark.parametrize(("written", "left"), [
    ("doccheck: bỏ qua BASIS-EXP-AT-ISSUE – áp dụng quy định chuyển tiếp", 1),
    ("doccheck: ignore BASIS-EXP-AT-ISSUE - transitional", 1),
    ("doccheck: bỏ qua BASIS-EXP-AT-ISSUE", 0),
    ("doccheck: bỏ qua EFF-MIN – không đúng chỗ", 0),
])  # fmt: skip
def test_suppression(written: str, left: int, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "d.docx"
    word = simple(path, f"Căn cứ {DEAD} của Chính phủ;")
    line = next(p for p in word.paragraphs if "158/2007" in p.text)
    word.add_comment(line.runs, text=written, author="Người soạn")
    word.save(path)
    out = made(path, tools)
    assert len(out.suppressed) == left and len(out.notes) == 1 - left
    assert ("Người soạn", written) in reader.comments(out.data)
    old = etree.fromstring(reader.parts(path.read_bytes())["word/document.xml"])
    assert reader.rejected(out.data) == reader.canonical(old)
    told = reader.comments(out.data)[1][1]
    assert ("BASIS-EXP-AT-ISSUE" in told) is (left == 1 or written.endswith("ISSUE"))


def test_a_comment_elsewhere_suppresses_nothing_but_whole_does(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "d.docx"
    for words, left in (
        ("doccheck: bỏ qua BASIS-EXP-AT-ISSUE – lý do", 0),
        ("doccheck: bỏ qua BASIS-EXP-AT-ISSUE toàn văn bản – lý do", 1),
    ):
        word = simple(path, f"Căn cứ {DEAD} của Chính phủ;")
        word.add_comment(word.paragraphs[0].runs, text=words, author="A")
        word.save(path)
        assert len(made(path, tools).suppressed) == left


def test_a_second_run_takes_the_place_of_the_first(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "d.docx"
    simple(path, f"Căn cứ {DEAD} của Chính phủ;")
    again = tmp_path / "d.doccheck.docx"
    again.write_bytes(made(path, tools).data)
    assert output_of(again) == again
    assert len(reader.comments(made(again, tools).data)) == 2
    assert reader.rejected(made(again, tools).data) == reader.rejected(path.read_bytes())


def _with_part(path: Path, name: str, xml: str, kind: str) -> None:
    held = reader.parts(path.read_bytes())
    held[f"word/{name}.xml"] = xml.encode()
    rels = "word/_rels/document.xml.rels"
    row = f'<Relationship Id="rId901" Type="{RELATION}/{kind}" Target="{name}.xml"/>'
    held[rels] = held[rels].replace(b"</Relationships>", row.encode() + b"</Relationships>")
    over = f'<Override PartName="/word/{name}.xml" ContentType="{CONTENT}.{kind}+xml"/>'
    held["[Content_Types].xml"] = held["[Content_Types].xml"].replace(b"</Types>", over.encode() + b"</Types>")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for part, data in held.items():
            package.writestr(part, data)
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_finding_in_a_note_stands_at_its_sign(kind: str, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "n.docx"
    simple(path, "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;")
    word = Document(path)
    line = next(p for p in word.paragraphs if p.text.startswith("Điều 1."))
    mark = etree.SubElement(line.add_run()._r, f"{reader.W}{kind}Reference")
    mark.set(f"{reader.W}id", "7")
    word.save(path)
    ns = reader.W[1:-1]
    _with_part(
        path,
        f"{kind}s",
        f'<w:{kind}s xmlns:w="{ns}"><w:{kind} w:id="7"><w:p><w:r><w:t>Thực hiện theo {DEAD}.</w:t></w:r></w:p>'
        f"</w:{kind}></w:{kind}s>",
        f"{kind}s",
    )
    out = made(path, tools)
    assert [n.finding.check for n in out.notes] == ["CITE-EXP"]
    root = etree.fromstring(reader.parts(out.data)["word/document.xml"])
    start = next(e for e in root.iter(reader.MARKS[0]) if e.get(f"{reader.W}id") == "1")
    assert start.getnext()[-1].tag == f"{reader.W}{kind}Reference"
    assert DEAD in reader.comments(out.data)[1][1]


def test_a_finding_in_a_text_box_stands_at_the_box(builder: Any, tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "b.docx"
    word = simple(path, "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;")
    line = next(p for p in word.paragraphs if p.text.startswith("Điều 1."))
    builder._box(line, f"Xem {DEAD}.")
    word.save(path)
    out = made(path, tools)
    assert [n.finding.check for n in out.notes] == ["CITE-EXP"]
    root = etree.fromstring(reader.parts(out.data)["word/document.xml"])
    start = next(e for e in root.iter(reader.MARKS[0]) if e.get(f"{reader.W}id") == "1")
    assert start.getparent().tag == f"{reader.W}p" and start.getnext().find(f".//{reader.W}txbxContent") is not None


def test_blank_head_words(tmp_path: Path, tools: Tools) -> None:
    path = tmp_path / "d.docx"
    simple(path, "Căn cứ Luật Tổ chức chính quyền địa phương số 72/2025/QH15;")
    header = check_draft(path, tools, sign_on=DAY).reading.header
    assert str(header.number.value) == "0/2026/QĐ-UBND" and header.issued_on.value == DAY
    word = Document(path)
    word.paragraphs[5].runs[0].text = "Hà Tĩnh, ngày 20 tháng 01 năm 2026"
    word.save(path)
    assert check_draft(path, tools, sign_on=DAY).reading.header.issued_on.value == date(2026, 1, 20)
    assert check_draft(path, tools, sign_on=DAY, instead=True).reading.header.issued_on.value == DAY


def test_a_damaged_package_is_told(drafts: dict[str, Any], tools: Tools) -> None:
    _, _, report = drafts["f01"]
    with pytest.raises(DamagedWord):
        make_draft(b"PK\x03\x04 nothing", report, tools.book, tools.shelf)


@pytest.mark.office
def test_comments_survive_libreoffice(drafts: dict[str, Any], tools: Tools, soffice: str, tmp_path: Path) -> None:
    import subprocess

    for name in ("f01", "f04", "f39", "f40"):
        _, path, report = drafts[name]
        (tmp_path / f"{name}.docx").write_bytes(
            make_draft(path.read_bytes(), report, tools.book, tools.shelf, fix=True).data
        )
    home = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={home}", "--headless", "--convert-to", "docx",
         "--outdir", tmp_path / "out", *sorted(tmp_path.glob("f*.docx"))],
        check=True, capture_output=True, timeout=240,
    )  # fmt: skip
    for path in sorted(tmp_path.glob("f*.docx")):
        back = (tmp_path / "out" / path.name).read_bytes()
        assert reader.comments(back) == reader.comments(path.read_bytes())
        assert [" ".join(w.split()) for w in reader.covered(back)] == [
            " ".join(w.split()) for w in reader.covered(path.read_bytes())
        ]
