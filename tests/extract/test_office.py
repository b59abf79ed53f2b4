"""DOC, RTF and ODT: through LibreOffice in a throw-away home, or by hand; honest when it is missing."""

import io
import subprocess
import zipfile
from pathlib import Path

import pytest

from doccheck.extract import ExtractOptions, extract, office
from doccheck.extract.draft import Unreadable
from doccheck.model.text import Span, State, Text, Zone, state_of
from tests.extract.makers import LEFT, RECEIVERS, RIGHT, SIGNER, docx, old_code, paragraph, table

ODF = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = " ".join(f'xmlns:{p}="{ODF}:{n}:1.0"' for p, n in (
    ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
))  # fmt: skip


def codes(text: Text) -> set[str]:
    return {t.code for t in text.troubles}


def as_type(soffice: str, data: bytes, suffix: str, folder: Path) -> Path:
    """A Word package saved by LibreOffice in another type."""
    (folder / "in.docx").write_bytes(data)
    subprocess.run(
        [soffice, f"-env:UserInstallation={(folder / 'home').as_uri()}", "--headless", "--convert-to", suffix,
         "--outdir", str(folder), str(folder / "in.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"in.{suffix}"


def letter(font: str = "") -> bytes:
    run = f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr>' if font else ""
    title = old_code("Quyết định về chế độ mượn sách", "tcvn3").decode("cp1252") if font else "Quyết định"
    head = table(("\n".join(LEFT[:2]), "\n".join(RIGHT[:2])), (LEFT[2], RIGHT[2])) if not font else ""
    foot = table(("\n".join(RECEIVERS), "\n".join(SIGNER))) if not font else ""
    return docx(head + paragraph(title, run=run) + foot + "<w:p/>")


@pytest.mark.parametrize("suffix", ["doc", "rtf"])
def test_made_by_libreoffice(soffice: str, tmp_path: Path, suffix: str) -> None:
    text = extract(as_type(soffice, letter(), suffix, tmp_path))
    assert [x for x in text.body.split("\n") if x] == [*LEFT, *RIGHT, "Quyết định", *RECEIVERS, *SIGNER]
    assert text.zone(text.body.index("Số:")) is Zone.LEFT_HEADER
    assert not text.troubles


def test_old_fonts_in_a_doc(soffice: str, tmp_path: Path) -> None:
    text = extract(as_type(soffice, letter(".VnTime"), "doc", tmp_path))
    assert text.body.strip() == "Quyết định về chế độ mượn sách"
    assert ("legacy_encoding", "tcvn3") in {(t.code, t.detail) for t in text.troubles}


def test_without_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") + b"\0" * 600)
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))
    monkeypatch.setattr(office, "_PLACES", ())
    text = extract(path)
    assert codes(text) == {"office_unavailable"}
    assert state_of(text.troubles) is State.UNREADABLE


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nsleep 77 & sleep 77\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (str(slow),))
    with pytest.raises(Unreadable) as caught:
        office.converted(b"x", ".doc", ExtractOptions(office_timeout=0.4))
    assert caught.value.code == "timeout_total"
    running = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert "sleep 77" not in running


def test_a_program_that_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    liar = tmp_path / "liar"
    liar.write_text("#!/bin/sh\necho 'Error: source file could not be loaded'\n", encoding="utf-8")
    liar.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (str(liar),))
    with pytest.raises(Unreadable) as caught:
        office.converted(b"x", ".doc", ExtractOptions())
    assert caught.value.code == "office_failed"
    assert "could not be loaded" in (caught.value.detail or "")


def test_plain_rtf_needs_no_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))
    monkeypatch.setattr(office, "_PLACES", ())
    body = "".join(f"\\u{ord(c)}?" if ord(c) > 127 else c for c in "Điều 1. Quyết định này có hiệu lực")
    path = tmp_path / "a.rtf"
    path.write_bytes(b"{\\rtf1\\ansi{\\fonttbl{\\f0 Times;}}\\f0 " + body.encode() + b"\\par hai\\par}")
    text = extract(path)
    assert text.body == "Điều 1. Quyết định này có hiệu lực\nhai\n"
    path.write_bytes(b"{\\rtf1" + b"{" * 50_000)
    assert state_of(extract(path).troubles) is not State.WHOLE


def odt(inside: str, styles: str = "", **members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr(
            "content.xml",
            f"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{inside}</office:text></office:body></office:document-content>",
        )
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def test_odt_text_lists_notes_tables_and_changes(tmp_path: Path) -> None:
    numbers = (
        '<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1" '
        'style:num-prefix="Điều " style:num-suffix="."/></text:list-style>'
    )
    cell = "<table:table-cell><text:p>{}</text:p><text:p>{}</text:p></table:table-cell>".format
    inside = (
        "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes>"
        f"<table:table><table:table-row>{cell(LEFT[0], LEFT[2])}{cell(RIGHT[0], RIGHT[2])}"
        "</table:table-row></table:table>"
        '<text:list text:style-name="L"><text:list-item><text:p>Một</text:p></text:list-item>'
        "<text:list-item><text:p>Hai<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        "<text:p>Chú thích</text:p></text:note-body></text:note></text:p></text:list-item></text:list>"
        '<text:p>a<text:s text:c="2"/>b<text:tab/>c<text:line-break/>d <text:span>e</text:span> f</text:p>'
        "<text:p>g<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame></text:p>"
    )
    path = tmp_path / "a.odt"
    path.write_bytes(odt(inside, numbers))
    text = extract(path)
    assert text.body.split("\n")[:-1] == [
        LEFT[0], LEFT[2], RIGHT[0], RIGHT[2], "Điều 1. Một", "Điều 2. Hai", "a  b\tc", "d e f", "g", "khung",
        "Chú thích",
    ]  # fmt: skip
    assert text.zone(0) is Zone.LEFT_HEADER
    assert text.zone(text.body.index("Chú")) is Zone.FOOTNOTE
    at = text.body.index("khung")
    assert text.place(Span(at, at + 1)).part == "content.xml"


def test_odt_says_what_odfdo_says(tmp_path: Path) -> None:
    from odfdo import Document, Paragraph

    document = Document("text")
    for line in ("Điều 1. Phạm vi", "Điều 2. Hiệu lực"):
        document.body.append(Paragraph(line))
    document.save(tmp_path / "a.odt")
    ours = extract(tmp_path / "a.odt").body.split()
    assert ours == Document(tmp_path / "a.odt").get_formatted_text().split()


def test_locked_and_hostile_odt(tmp_path: Path) -> None:
    manifest = "<m><file-entry><encryption-data/></file-entry></m>"
    cases = {
        "encrypted": odt("<text:p>x</text:p>", **{"META-INF__manifest_xml": manifest}),
        "nesting_too_deep": odt("<text:section>" * 1_000 + "<text:p>x</text:p>" + "</text:section>" * 1_000),
        "corrupt_container": b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text",
    }
    for code, data in cases.items():
        path = tmp_path / "a.odt"
        path.write_bytes(data)
        assert code in codes(extract(path)), code
