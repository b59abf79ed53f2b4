"""Word files: tracked changes, numbering, tables, boxes, notes, old fonts, hostile packages."""

import io
import zipfile
from pathlib import Path

import pytest

from doccheck.extract import ExtractOptions, extract
from doccheck.model.text import Severity, Span, State, Text, Zone, state_of
from tests.extract.makers import LEFT, RECEIVERS, RIGHT, SIGNER, docx, old_code, paragraph, table

NUMBERING = """<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Điều %1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3)"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>
<w:lvlText w:val="Chương %1"/><w:suff w:val="nothing"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="1"/></w:lvlOverride>
</w:num>
<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>"""


def read(tmp_path: Path, data: bytes, options: ExtractOptions = ExtractOptions()) -> Text:
    path = tmp_path / "a.docx"
    path.write_bytes(data)
    return extract(path, options)


def lines(tmp_path: Path, body: str, **parts: str) -> list[str]:
    text = read(tmp_path, docx(body, **parts))
    assert text.body.endswith("\n") or not text.body
    return text.body.split("\n")[:-1]


def numbered(text: str, level: int, number: int = 1) -> str:
    return paragraph(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def test_automatic_numbers_with_levels_and_restarts(tmp_path: Path) -> None:
    body = "".join((
        numbered("Phạm vi", 0), numbered("Một", 1), numbered("chữ a", 2), numbered("chữ b", 2), numbered("Hai", 1),
        numbered("lại a", 2), numbered("gạch", 3), numbered("Đối tượng", 0), numbered("Một", 1),
        numbered("Một lại", 1, 2), numbered("Quy định", 0, 3), numbered("không số", 0, 0), numbered("Sau", 0),
    ))  # fmt: skip
    assert lines(tmp_path, body, numbering=NUMBERING) == [
        "Điều 1. Phạm vi", "1. Một", "a) chữ a", "b) chữ b", "2. Hai", "a) lại a", "- gạch", "Điều 2. Đối tượng",
        "1. Một", "1. Một lại", "Chương IIIQuy định", "không số", "Điều 3. Sau",
    ]  # fmt: skip


def test_numbers_that_come_with_a_style(tmp_path: Path) -> None:
    styles = """<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>
    </w:style><w:style w:type="paragraph" w:styleId="Dieu"><w:basedOn w:val="Base"/></w:style>"""
    body = paragraph("Một", '<w:pStyle w:val="Dieu"/>') + paragraph("Hai", '<w:pStyle w:val="Dieu"/>')
    assert lines(tmp_path, body, numbering=NUMBERING, styles=styles) == ["Điều 1. Một", "Điều 2. Hai"]


def test_insertions_stay_and_deletions_go(tmp_path: Path) -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Nghị định </w:t></w:r>"
        "<w:del><w:r><w:delText>15/2020</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>16/2021</w:t></w:r></w:ins><w:r><w:t>/NĐ-CP</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>cả đoạn</w:delText></w:r></w:del></w:p>"
        "<w:p><w:moveFrom><w:r><w:t>cũ</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>chỗ mới</w:t></w:r></w:moveTo></w:p>"
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>nối </w:t></w:r></w:p>" + paragraph("liền")
    )
    text = read(tmp_path, docx(body))
    assert text.body == "Nghị định 16/2021/NĐ-CP\nchỗ mới\nnối liền\n"
    assert text.zone(text.body.index("16/2021")) is Zone.INSERTED
    assert text.zone(text.body.index("/NĐ")) is Zone.BODY
    assert "tracked_changes" in {t.code for t in text.troubles}
    for anchor, after in zip(text.anchors, text.anchors[1:], strict=False):
        assert anchor.end <= after.start


def test_deleted_paragraphs_do_not_count(tmp_path: Path) -> None:
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f"<w:p><w:pPr>{number}<w:rPr><w:del/></w:rPr></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del></w:p>"
    )
    found = lines(tmp_path, numbered("Một", 0) + gone + numbered("Hai", 0), numbering=NUMBERING)
    assert found == ["Điều 1. Một", "Điều 2. Hai"]


def test_header_and_signature_tables_by_column(tmp_path: Path) -> None:
    head = table(("\n".join(LEFT[:2]), "\n".join(RIGHT[:2])), (LEFT[2], RIGHT[2]))
    foot = table(("\n".join(RECEIVERS), "\n".join(SIGNER)))
    text = read(tmp_path, docx(head + paragraph("QUYẾT ĐỊNH") + foot))
    assert text.body.split("\n")[:-1] == [*LEFT, *RIGHT, "QUYẾT ĐỊNH", *RECEIVERS, *SIGNER]
    assert text.zone(text.body.index("Số")) is Zone.LEFT_HEADER
    assert text.zone(text.body.index("Độc")) is Zone.RIGHT_HEADER
    assert text.zone(text.body.index("Nơi")) is Zone.BODY


def test_data_tables_row_by_row(tmp_path: Path) -> None:
    text = read(tmp_path, docx(table(("STT", "Văn bản", "Ngày"), ("1", "Thông tư 1/2020/TT-BVD", "2/2/2020"))))
    assert text.body == "STT\nVăn bản\nNgày\n1\nThông tư 1/2020/TT-BVD\n2/2/2020\n"
    assert {a.zone for a in text.anchors} == {Zone.TABLE}


def test_text_boxes_once(tmp_path: Path) -> None:
    inner = f"<w:txbxContent>{paragraph('trong khung')}</w:txbxContent>"
    box = (
        f"<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing>{inner}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inner}</w:pict></mc:Fallback></mc:AlternateContent>"
    )
    text = read(tmp_path, docx(f"<w:p><w:r><w:t>trước</w:t></w:r><w:r>{box}</w:r></w:p>" + paragraph("sau")))
    assert text.body == "trước\ntrong khung\nsau\n"
    assert text.zone(text.body.index("trong")) is Zone.TEXT_BOX


def test_controls_fields_links_breaks_and_marks(tmp_path: Path) -> None:
    field = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>".format
    body = (
        "<w:sdt><w:sdtContent>" + paragraph("trong ô") + "</w:sdtContent></w:sdt>"
        "<w:p><w:sdt><w:sdtContent><w:r><w:t>số 5</w:t></w:r></w:sdtContent></w:sdt>"
        + field("begin") + "<w:r><w:instrText>HYPERLINK x</w:instrText><w:t>mã</w:t></w:r>" + field("separate")
        + "<w:r><w:t xml:space='preserve"
        "'> kết quả</w:t></w:r>" + field("end")
        + "<w:hyperlink><w:r><w:t xml:space='preserve'> liên kết</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><w:t>QĐ</w:t><w:noBreakHyphen/><w:t>UBND</w:t><w:br/><w:t>dòng</w:t><w:tab/><w:t>2</w:t></w:r></w:p>"
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r>"
        "<w:r><w:rPr><w:caps/></w:rPr><w:t>chữ hoa</w:t></w:r></w:p>"
    )  # fmt: skip
    text = read(tmp_path, docx(body))
    assert text.body == "trong ô\nsố 5 kết quả liên kết\nQĐ-UBND\ndòng\t2\nCHỮ HOA\n"
    assert {t.code for t in text.troubles} == {"hidden_text"}


def test_notes_and_running_heads_come_last(tmp_path: Path) -> None:
    mark = f"<w:footnote w:type='separator'>{paragraph('x')}</w:footnote>"
    note = f"<w:footnote>{paragraph('Chú')}</w:footnote>"
    heads = {"header1": paragraph("Tiêu đề trang"), "footer1": paragraph("Chân trang")}
    text = read(tmp_path, docx(paragraph("Thân"), footnotes=mark + note, **heads))
    assert text.body == "Thân\nChú\nChân trang\nTiêu đề trang\n"
    assert [text.zone(text.body.index(w)) for w in ("Chú", "Chân")] == [Zone.FOOTNOTE, Zone.RUNNING_HEAD]


def test_letterhead_kept_in_the_page_header_comes_first(tmp_path: Path) -> None:
    head = table(("\n".join(LEFT), "\n".join(RIGHT)))
    assert lines(tmp_path, paragraph("QUYẾT ĐỊNH"), header1=head)[:3] == list(LEFT)


@pytest.mark.parametrize("identity", ["tcvn3", "vni"])
def test_old_fonts_by_run_style_and_over_run_borders(tmp_path: Path, identity: str) -> None:
    name = {"tcvn3": ".VnTime", "vni": "VNI-Times"}[identity]
    shown = old_code("Quyết định số 5 của Ủy ban" if identity == "vni" else "Quyết định số 5", identity).decode(
        "cp1252"
    )
    font = f'<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}"/></w:rPr>'
    runs = "".join(f'<w:r>{font}<w:t xml:space="preserve">{c}</w:t></w:r>' for c in shown)
    text = read(tmp_path, docx(f"<w:p>{runs}</w:p>" + paragraph("Thông tư đã là Unicode", run=font)))
    assert text.body.startswith("Quyết định số 5")
    assert text.body.endswith("Thông tư đã là Unicode\n")
    assert ("legacy_encoding", identity) in {(t.code, t.detail) for t in text.troubles}


def test_soft_hyphen_is_a_letter_in_an_old_font(tmp_path: Path) -> None:
    font = '<w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr>'
    body = f"<w:p><w:r>{font}<w:t>Bé tr</w:t><w:softHyphen/><w:t>ëng</w:t></w:r></w:p>"
    assert lines(tmp_path, body) == ["Bộ trưởng"]


def test_anchors_count_paragraphs_of_the_part(tmp_path: Path) -> None:
    text = read(tmp_path, docx(paragraph("một") + table(("hai", "ba")) + paragraph("bốn")))
    for i, word in enumerate(("một", "hai", "ba", "bốn"), start=1):
        at = text.body.index(word)
        place = text.place(Span(at, at + 1))
        assert (place.part, place.paragraph) == ("word/document.xml", i)


def test_strict_namespace_and_word_2003(tmp_path: Path) -> None:
    data = docx(paragraph("nghiêm ngặt"))
    strict = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            plain = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            new.writestr(name, old.read(name).replace(plain, strict))
    assert read(tmp_path, buffer.getvalue()).body == "nghiêm ngặt\n"
    path = tmp_path / "a.xml"
    path.write_text(
        '<?xml version="1.0"?><?mso-application progid="Word.Document"?><w:wordDocument '
        'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><w:body><w:p><w:r><w:t>cũ</w:t></w:r></w:p>'
        "</w:body></w:wordDocument>",
        encoding="utf-8",
    )
    assert extract(path).body == "cũ\n"


def hostile(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'
FILE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
DEEP = (
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>" + b"<w:sdt>" * 3_000
)


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (hostile(word__document_xml=BOMB), {"dtd_forbidden"}),
        (hostile(word__document_xml=FILE), {"dtd_forbidden"}),
        (hostile(word__document_xml=b"\xff\xfe" + BOMB.decode().encode("utf-16-le")), {"dtd_forbidden"}),
        (hostile(word__document_xml=b"<x>" + b"\0" * 300_000_000), {"too_large_inflated"}),
        (hostile(word__document_xml=b"not xml"), {"corrupt_structure"}),
        (hostile(word__document_xml=DEEP), {"nesting_too_deep", "no_text_layer", "corrupt_structure"}),
        (hostile(word__other_xml=b"<x/>"), {"corrupt_container", "type_mismatch", "unsupported_type"}),
        (docx(paragraph("x"))[:-30], {"corrupt_container"}),
        (b"PK\x03\x04" + b"\0" * 100, {"corrupt_container"}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600, {"encrypted"}),
    ],
    ids=["laughs", "file", "utf16", "bomb", "words", "deep", "no-body", "cut", "zeros", "locked"],
)
def test_hostile_packages_end_as_a_trouble(tmp_path: Path, data: bytes, codes: set[str]) -> None:
    text = read(tmp_path, data)
    found = {t.code for t in text.troubles}
    assert found & codes
    assert state_of(text.troubles) is State.UNREADABLE
    assert "host" not in text.body


def test_many_entries_and_double_parts(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for i in range(20_001):
            package.writestr(f"word/a{i}", b"")
        package.writestr("word/document.xml", b"<x/>")
    assert {t.code for t in read(tmp_path, buffer.getvalue()).troubles} == {"too_many_entries"}
    buffer = io.BytesIO(docx(paragraph("sau cùng")))
    with zipfile.ZipFile(buffer, "a") as package, pytest.warns(UserWarning, match="Duplicate"):
        package.writestr(
            "word/document.xml", zipfile.ZipFile(io.BytesIO(docx(paragraph("khác")))).read("word/document.xml")
        )
    text = read(tmp_path, buffer.getvalue())
    assert ("duplicate_parts", Severity.PARTIAL) in {(t.code, t.severity) for t in text.troubles}


def test_a_broken_side_part_costs_only_itself(tmp_path: Path) -> None:
    text = read(tmp_path, docx(paragraph("thân"), numbering="<broken"))
    assert text.body == "thân\n"


def test_cut_off_body_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = zipfile.ZipFile(io.BytesIO(docx(paragraph("đầu") * 3))).read("word/document.xml")
    text = read(tmp_path, hostile(word__document_xml=whole[:-60]))
    assert text.body.startswith("đầu\nđầu\n")
    assert state_of(text.troubles) is State.PARTIAL


def test_same_words_as_docx2python(shared: Path) -> None:
    """The oracle reads the same words out of real files, tracked and nested ones included."""
    from docx2python import docx2python

    for path in sorted(shared.glob("pdf/*/*.docx"), key=lambda p: p.stat().st_size)[:60:15]:
        with docx2python(str(path)) as oracle:
            theirs = {w for w in oracle.body_runs.__repr__().replace("\\n", " ").split() if w.isalpha() and len(w) > 2}
        ours = set(extract(path).body.replace(",", " ").replace(".", " ").split())
        missing = {w for w in theirs if w not in ours and not w.isascii()}
        assert len(missing) <= len(theirs) * 0.03, (path.name, sorted(missing)[:10])
