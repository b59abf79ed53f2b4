"""Scans: the red stamp, turned and tilted pages, word confidences, missing data, hostile pictures."""

import io
from pathlib import Path

import pytest

from doccheck.extract import ExtractOptions, extract
from doccheck.extract.columns import bare
from doccheck.extract.layout import Line, Word, arrange
from doccheck.extract.picture import Pose, ink, lies_on_side, skew, without_stamp
from doccheck.extract.scan import model_folder
from doccheck.model.text import Box, PageKind, Span, State, Text, Zone, state_of
from tests.extract.makers import decision_pdf, docx, paragraph, scan

NUMBER = "27/2021/QĐ-UBND"


def codes(text: Text) -> set[str]:
    return {t.code for t in text.troubles}


def save(picture, path: Path, **how: object) -> Path:  # type: ignore[no-untyped-def]
    picture.save(path, **how)
    return path


@pytest.fixture(scope="module")
def stamped(vietnamese_ocr: Path, tmp_path_factory: pytest.TempPathFactory) -> Text:
    path = tmp_path_factory.mktemp("scan") / "a.pdf"
    scan().save(path, "PDF", resolution=200)
    return extract(path)


def test_number_under_a_red_stamp(stamped: Text) -> None:
    flat = stamped.body.replace(" ", "")
    assert NUMBER in flat
    assert "46/2019/QH14" in flat and "93/2020/NĐ-CP" in flat
    assert codes(stamped) == {"ocr_text"}
    assert [p.kind for p in stamped.pages] == [PageKind.OCR]


def test_scan_header_and_signature_in_columns(stamped: Text) -> None:
    lines = [bare(line) for line in stamped.body.split("\n")]
    number = next(i for i, x in enumerate(lines) if x.startswith("so:"))
    motto = next(i for i, x in enumerate(lines) if x.startswith("cong hoa xa hoi"))
    day = next(i for i, x in enumerate(lines) if "ngay 14 thang 9" in x)
    assert number < motto < day == motto + 2
    assert stamped.zone(stamped.body.index("Số")) is Zone.LEFT_HEADER
    receivers = next(i for i, x in enumerate(lines) if x.startswith("noi nhan"))
    signer = next(i for i, x in enumerate(lines) if x.startswith("tm."))
    assert receivers < signer
    assert not any(x.startswith("- luu") for x in lines[signer:])


def test_words_have_boxes_and_confidences(stamped: Text) -> None:
    at = stamped.body.index("93/2020")
    span = Span(at, at + 7)
    sure = stamped.confidence(span)
    assert sure is not None and 0.5 < sure <= 1.0
    (box,) = stamped.place(span).boxes
    assert 100 < box.x0 < 320 and 225 < box.top < 250
    assert all(a.confidence is not None and 0 <= a.confidence <= 1 for a in stamped.anchors)
    assert all(" " not in stamped.body[a.start : a.end] for a in stamped.anchors)


@pytest.mark.parametrize("angle", [90, 180, 270, 4])
def test_turned_and_tilted_pages(vietnamese_ocr: Path, tmp_path: Path, angle: int) -> None:
    text = extract(save(scan(stamp=False, angle=angle), tmp_path / "a.png"))
    flat = text.body.replace(" ", "")
    assert "93/2020/NĐ-CP" in flat
    assert "46/2019/QH14" in flat


def test_partly_scanned_file_reads_each_page_as_it_is(vietnamese_ocr: Path, tmp_path: Path) -> None:
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842))
    canvas.drawString(70, 700, "A page that was born digital, with words enough to be read as text.")
    canvas.showPage()
    canvas.drawImage(ImageReader(scan(stamp=False).convert("L")), 0, 0, 595, 842)
    canvas.drawString(70, 20, "thin text over a scan")
    canvas.save()
    text = extract(tmp_path / "a.pdf")
    assert [p.kind for p in text.pages] == [PageKind.TEXT, PageKind.OCR]
    assert "93/2020/NĐ-CP" in text.quote(text.pages[1].span).replace(" ", "")
    assert [(t.code, t.place) for t in text.troubles] == [("ocr_text", "page 2")]


def test_pages_of_a_tiff_and_a_low_resolution(vietnamese_ocr: Path, tmp_path: Path) -> None:
    first = scan(stamp=False, dpi=120).convert("L")
    path = save(first, tmp_path / "a.tiff", save_all=True, append_images=[first.point(lambda v: 255)])
    text = extract(path)
    assert [p.kind for p in text.pages] == [PageKind.OCR, PageKind.EMPTY]
    assert "93/2020/NĐ-CP" in text.body.replace(" ", "")


def test_missing_data_is_a_trouble_not_a_guess(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = save(scan(dpi=72), tmp_path / "a.png")
    text = extract(path, ExtractOptions(ocr=False))
    assert codes(text) == {"ocr_unavailable"}
    assert state_of(text.troubles) is State.UNREADABLE
    assert model_folder(tmp_path) != tmp_path
    (tmp_path / "vie.traineddata").write_bytes(b"")
    assert model_folder(tmp_path) == tmp_path
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert model_folder(None) == tmp_path


def test_hostile_pictures(tmp_path: Path, vietnamese_ocr: Path) -> None:
    from PIL import Image

    canary = save(scan(dpi=72), tmp_path / "canary.png")
    buffer = io.BytesIO()
    Image.new("1", (14_000, 14_000)).save(buffer, "PNG")
    loop = (
        b"II*\x00\x08\x00\x00\x00"
        + b"\x01\x00"
        + b"\x00\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00"
        + b"\x08\x00\x00\x00"
    )
    files = {
        "list.png": (str(canary).encode() + b"\n", {"type_mismatch"}),
        "cut.png": (canary.read_bytes()[:300], {"corrupt_structure"}),
        "bomb.png": (buffer.getvalue(), {"image_too_large"}),
        "loop.tif": (loop, {"corrupt_structure"}),
    }
    for name, (data, expected) in files.items():
        path = tmp_path / name
        path.write_bytes(data)
        text = extract(path)
        assert codes(text) & expected, (name, text.troubles)
        assert "QUY" not in text.body


def test_red_goes_and_blue_and_black_stay() -> None:
    from PIL import Image

    colours = Image.new("RGB", (4, 1))
    for x, colour in enumerate(((210, 30, 40), (30, 40, 170), (20, 20, 20), (255, 255, 255))):
        colours.putpixel((x, 0), colour)
    red, blue, black, white = without_stamp(colours).tobytes()
    assert red > 190 and white == 255
    assert blue < 90 and black < 40


def test_direction_and_tilt() -> None:
    page = scan(stamp=False, dpi=100).convert("L")
    assert not lies_on_side(page)
    assert lies_on_side(page.rotate(90, expand=True))
    assert skew(page) == 0.0
    assert abs(skew(page.rotate(-5, fillcolor=255)) - 5) < 0.8
    assert ink(page) > 0.002
    assert ink(page.point(lambda v: 255)) == 0


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_boxes_come_back_from_turned_pictures(quarters: int) -> None:
    from PIL import Image

    from doccheck.extract.picture import turned

    given = Image.new("L", (60, 90), 255)
    given.paste(0, (10, 20, 22, 26))
    ready = turned(given, quarters, 0.0)
    box = ready.point(lambda v: 255 - v).getbbox()
    back = Pose(60, 90, quarters).box(*box, 1.0)
    assert (back.x0, back.top, back.x1, back.bottom) == (10, 20, 22, 26)


def words(*placed: tuple[str, float, float]) -> Line:
    text, out = "", []
    for word, x, y in placed:
        start = len(text) + 1 if text else 0
        text = f"{text} {word}" if text else word
        out.append(Word(start, start + len(word), Box(x, y, x + 6 * len(word), y + 12), 0.9))
    return Line(text, Box(out[0].box.x0, out[0].box.top, out[-1].box.x1, out[0].box.bottom), words=out)


def test_motto_glued_to_the_issuer_is_cut_off() -> None:
    motto = (("CỘNG", 280, 50), ("HÒA", 310, 50), ("XÃ", 335, 50), ("HỘI", 355, 50))
    glued = words(("BỘ", 60, 50), ("MẪU", 80, 50), *motto)
    number = words(("Số:", 60, 80), ("5/QĐ-BM", 85, 80))
    day = words(("Hà", 300, 80), ("Nội,", 320, 80), ("ngày", 350, 80))
    found = arrange([glued, day, number], 595, 842)
    assert [x.text for x in found] == ["BỘ MẪU", "Số: 5/QĐ-BM", "CỘNG HÒA XÃ HỘI", "Hà Nội, ngày"]
    assert [x.zone for x in found] == [Zone.LEFT_HEADER] * 2 + [Zone.RIGHT_HEADER] * 2


def test_receiving_stamp_is_read_last() -> None:
    issuer, number = words(("BỘ", 60, 50), ("MẪU", 80, 50)), words(("Số:", 60, 80), ("5/QĐ-BM", 85, 80))
    motto = words(("CỘNG", 300, 50), ("HÒA", 330, 50), ("XÃ", 355, 50), ("HỘI", 375, 50))
    stamp = words(("CÔNG", 30, 120), ("VĂN", 60, 120), ("ĐẾN", 80, 120))
    inside = words(("12/4", 40, 134))
    title = words(("QUYẾT", 260, 170), ("ĐỊNH", 300, 170))
    found = arrange([issuer, motto, number, stamp, inside, title], 595, 842)
    assert [x.text for x in found][-3:] == ["QUYẾT ĐỊNH", "CÔNG VĂN ĐẾN", "12/4"]
    assert found[-1].zone is Zone.STAMP


def test_real_pairs_keep_their_numbers(shared: Path, vietnamese_ocr: Path) -> None:
    """First page of two real fax-quality scans against the true text."""
    import json
    import re

    pairs = [json.loads(line) for line in (shared / "ocr_pairs.jsonl").open(encoding="utf-8")]
    whole = found = 0
    for pair in pairs[2:4]:
        truth = (shared / pair["truth_text"]).read_text(encoding="utf-8")
        text = extract(shared / pair["scan"], ExtractOptions(ocr_max_pages=1))
        flat = re.sub(r"\s", "", text.quote(text.pages[0].span))
        for number in set(re.findall(r"\d+/\d{4}/[A-ZĐ-]+", truth[: int(len(flat) * 1.15)])):
            whole += 1
            found += number in flat
    assert whole >= 5
    assert found >= 0.8 * whole


def test_text_pdf_never_calls_ocr(tmp_path: Path) -> None:
    text = extract(decision_pdf(tmp_path / "a.pdf"))
    assert {p.kind for p in text.pages} == {PageKind.TEXT}


def test_pages_pasted_into_a_word_file(vietnamese_ocr: Path, tmp_path: Path) -> None:
    import zipfile

    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("")))
    buffer = io.BytesIO()
    scan(stamp=False).save(buffer, "JPEG", quality=80)
    with zipfile.ZipFile(path, "a") as package:
        package.writestr("word/media/image1.jpeg", buffer.getvalue())
        package.writestr("word/media/image2.png", b"no picture")
    text = extract(path)
    assert "93/2020/NĐ-CP" in text.body.replace(" ", "")
    assert [p.kind for p in text.pages] == [PageKind.OCR]
    assert codes(text) == {"ocr_text", "corrupt_structure"}
    without = extract(path, ExtractOptions(ocr=False))
    assert codes(without) >= {"ocr_unavailable", "no_text_layer"}


def test_digits_on_which_two_readings_differ_are_doubtful() -> None:
    from doccheck.extract.ocr import Token, _surer

    def line(*words: tuple[str, float]) -> list[Token]:
        return [Token(("1",), text, sure, 0, 0, 1, 1) for text, sure in words]

    first = line(("số", 0.9), ("33/2009/QĐ-TTg", 0.7), ("ngày", 0.9))
    better = line(("số", 0.9), ("93/2009/QĐ-TTg", 0.95), ("ngày", 0.9))
    kept = _surer(first, better)
    assert [t.text for t in kept][1] == "93/2009/QĐ-TTg"
    assert kept[1].confidence == 0.5 and kept[0].confidence == 0.9
    fewer = line(("số", 0.9), ("3/2009/QĐ-TTg", 0.99), ("ngày", 0.9))
    assert _surer(first, fewer)[1].text == "33/2009/QĐ-TTg"
    assert _surer(first, []) == first
    same = line(("số", 0.95), ("33/2009/QĐ-TTg", 0.93), ("ngày", 0.9))
    assert _surer(first, same)[1].confidence == 0.93
