"""Findings on the original: rendered with and without, what changed is the words that were meant."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pdfplumber
import pypdfium2
import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from doccheck.export.annotate_pdf import LockedPdf, annotated_pdf
from doccheck.model.text import Box
from doccheck.pipeline import Tools, check_document
from doccheck.run.annotate import as_html, as_pdf, open_original
from tests.draft.conftest import ROOT

SAMPLES = ROOT / "corpus" / "samples"
DAY = date(2026, 11, 24)
SCALE = 2.0
PAGE = (
    "ỦY BAN NHÂN DÂN",
    "TỈNH HÀ TĨNH",
    "Số: 917/2020/QĐ-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Tĩnh, ngày 20 tháng 3 năm 2020",
    "QUYẾT ĐỊNH",
    "Quy định danh mục vị trí phải chuyển đổi",
    "Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ;",
    "Điều 1. Quyết định này có hiệu lực thi hành kể từ ngày 05 tháng 4 năm 2020.",
)
TEXT_PDF, SCAN = SAMPLES / "10-qd-tinh-da-sap-nhap.pdf", SAMPLES / "23-qd-ban-quet-dau-do.pdf"


def rendered(data: bytes, number: int = 0) -> Image.Image:
    document = pypdfium2.PdfDocument(data)
    picture = document[number].render(scale=SCALE, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    return picture


def changed(before: bytes, after: bytes) -> Image.Image:
    """Black and white: white where the two differ."""
    return ImageChops.difference(rendered(before), rendered(after)).convert("L").point(lambda v: 255 if v > 8 else 0)


def boxes_drawn(marks: Any) -> list[Box]:
    return [box for mark in marks for page, box in mark.boxes if page == 1]


def share(mask: Image.Image, box: Box) -> float:
    part = mask.crop(tuple(round(v * SCALE) for v in (box.x0, box.top, box.x1, box.bottom)))
    return part.histogram()[255] / max(part.width * part.height, 1)


def outside(mask: Image.Image, boxes: list[Box], pad: float = 1.5) -> int:
    rest = mask.copy()
    for box in boxes:
        rest.paste(0, tuple(round(v * SCALE) for v in (box.x0 - pad, box.top - pad, box.x1 + pad, box.bottom + pad)))
    return rest.histogram()[255]


def opened(path: Path, tools: Tools) -> Any:
    return open_original(path, check_document(path, tools, as_of=DAY), tools.book)


@pytest.fixture(params=["text", "scan"])
def original(request: Any, tools: Tools) -> Any:
    if request.param == "scan":
        request.getfixturevalue("vietnamese_ocr")
        return opened(SCAN, tools)
    return opened(TEXT_PDF, tools)


def test_only_the_marked_words_change(original: Any) -> None:
    after = as_pdf(original)
    assert after is not None and after.startswith(original.pdf)
    mask = changed(original.pdf, after)
    drawn = boxes_drawn(original.marks)
    assert drawn and all(share(mask, box) > 0.6 for box in drawn)
    assert outside(mask, drawn) == 0


def test_boxes_hold_their_words(tools: Tools) -> None:
    original = opened(TEXT_PDF, tools)
    with pdfplumber.open(TEXT_PDF) as pdf:
        page = pdf.pages[0]
        for mark in original.marks:
            inside = "".join(
                c["text"]
                for _, b in mark.boxes
                for c in page.chars
                if b.x0 <= (c["x0"] + c["x1"]) / 2 <= b.x1 and b.top <= (c["top"] + c["bottom"]) / 2 <= b.bottom
            )
            assert "".join(inside.split()) == "".join(mark.quote.split())


def test_words_in_the_scans_boxes_are_read_again(tools: Tools, vietnamese_ocr: Path) -> None:
    import tesserocr
    from rapidfuzz.distance import Levenshtein

    original = opened(SCAN, tools)
    page = rendered(original.pdf)
    with tesserocr.PyTessBaseAPI(path=str(vietnamese_ocr), lang="vie", psm=tesserocr.PSM.SINGLE_LINE) as api:
        for mark in (m for m in original.marks if m.boxes):
            words = ""
            for _, b in mark.boxes:
                part = page.crop(tuple(round(v * SCALE) for v in (b.x0 - 2, b.top - 2, b.x1 + 2, b.bottom + 2)))
                api.SetImage(part.resize((part.width * 2, part.height * 2)))
                words += api.GetUTF8Text()
            assert Levenshtein.normalized_similarity("".join(words.split()), "".join(mark.quote.split())) > 0.85


def test_notes_can_be_read(tools: Tools) -> None:
    original = opened(TEXT_PDF, tools)
    notes = [a.get_object() for a in PdfReader(io.BytesIO(as_pdf(original))).pages[0]["/Annots"]]
    assert {n["/Subtype"] for n in notes} <= {"/Highlight", "/Text"}
    assert {n["/Contents"] for n in notes} == {m.text for m in original.marks}
    assert all(n["/T"] == "doccheck" and int(n["/F"]) == 4 for n in notes)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_turned_and_cropped_pages(turn: int, tools: Tools, tmp_path: Path) -> None:
    pdfmetrics.registerFont(TTFont("Tinos", _font()))
    path = tmp_path / "t.pdf"
    canvas = Canvas(str(path), pagesize=(700, 500))
    canvas.setFont("Tinos", 13)
    for i, line in enumerate(PAGE):
        canvas.drawString(60, 440 - 26 * i, line)
    canvas.setPageRotation(turn)
    canvas.setCropBox((40, 30, 660, 470))
    canvas.save()
    original = opened(path, tools)
    drawn = boxes_drawn(original.marks)
    assert drawn
    mask = changed(original.pdf, as_pdf(original))
    assert all(share(mask, box) > 0.6 for box in drawn) and outside(mask, drawn, 3) == 0


def _font() -> str:
    names = ("Tinos-Regular.ttf", "LiberationSerif-Regular.ttf", "DejaVuSerif.ttf")
    found = [path for name in names for path in sorted(Path("/usr/share/fonts").rglob(name))]
    if not found:
        pytest.skip("no font with Vietnamese letters: apt-get install fonts-croscore")
    return str(found[0])


def test_a_picture_becomes_a_pdf(tools: Tools, vietnamese_ocr: Path, tmp_path: Path) -> None:
    path = tmp_path / "trang.png"
    rendered(SCAN.read_bytes()).save(path, dpi=(144, 144))
    original = opened(path, tools)
    after = as_pdf(original)
    drawn = boxes_drawn(original.marks)
    assert drawn and all(share(changed(original.pdf, after), box) > 0.5 for box in drawn)


def test_html_view_of_pages(tools: Tools) -> None:
    original = opened(TEXT_PDF, tools)
    page = as_html(original)
    assert page.count("<rect") == len(boxes_drawn(original.marks)) and "data:image/jpeg;base64," in page
    assert "http://" not in page and "https://" not in page and "<script" not in page
    for box in boxes_drawn(original.marks):
        assert f'x="{box.x0:.1f}" y="{box.top:.1f}"' in page


@pytest.mark.parametrize(
    "name", ["02-qd-can-cu-da-het-hieu-luc-2020.docx", "26-niem-yet-thu-tuc.html", "25-chi-thi-2009-tcvn3.txt"]
)
def test_html_view_of_text(name: str, tools: Tools) -> None:
    from html import unescape
    from re import findall, sub

    original = opened(SAMPLES / name, tools)
    assert original.pdf is None and as_pdf(original) is None
    marked = [unescape(sub(r"<sup>.*?</sup>", "", m)) for m in findall(r"<mark[^>]*>(.*?)</mark>", as_html(original))]
    for mark in (m for m in original.marks if m.span):
        assert "".join(mark.quote.split()) in "".join("".join(m.split()) for m in marked)


def test_a_locked_pdf_is_told(tools: Tools) -> None:
    marks = opened(TEXT_PDF, tools).marks
    for broken in (b"%PDF-1.4 nothing", (SAMPLES / "34-nghi-quyet-co-mat-khau.pdf").read_bytes()):
        with pytest.raises(LockedPdf):
            annotated_pdf(broken, marks)
