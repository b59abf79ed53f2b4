"""PDF: two columns, pages, hyphens, damaged and odd files, boxes that come back."""

from pathlib import Path

import pytest

from doccheck.extract import ExtractOptions, extract
from doccheck.extract.pdf import ranges
from doccheck.extract.pdfium import Geometry, Pdf
from doccheck.model.text import PageKind, Span, State, Text, Zone, state_of
from tests.extract.makers import BODY, LEFT, RECEIVERS, RIGHT, SIGNER, TITLE, decision_pdf, scan

NO_OCR = ExtractOptions(ocr=False)


def codes(text: Text) -> set[str]:
    return {t.code for t in text.troubles}


@pytest.mark.parametrize("by_rows", [False, True], ids=["by-columns", "by-rows"])
def test_header_and_signature_read_as_columns(tmp_path: Path, by_rows: bool) -> None:
    text = extract(decision_pdf(tmp_path / "a.pdf", by_rows=by_rows), NO_OCR)
    assert text.body.split("\n")[:-1] == [*LEFT, *RIGHT, *TITLE, *BODY, *RECEIVERS, *SIGNER]
    assert not text.troubles
    assert text.zone(text.body.index("Số:")) is Zone.LEFT_HEADER
    assert text.zone(text.body.index("Độc lập")) is Zone.RIGHT_HEADER


def test_pages_form_feeds_and_running_heads(tmp_path: Path) -> None:
    text = extract(decision_pdf(tmp_path / "a.pdf", pages=4), NO_OCR)
    assert text.body.count("\f") == 3
    assert [p.number for p in text.pages] == [1, 2, 3, 4]
    assert {p.kind for p in text.pages} == {PageKind.TEXT}
    assert text.quote(text.pages[2].span).startswith("CÔNG BÁO/Số 12")
    assert text.zone(text.pages[2].span.start) is Zone.RUNNING_HEAD
    place = text.place(Span(text.body.rindex("Lê Văn"), text.body.rindex("Lê Văn") + 6))
    assert place.page == 4


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_stand_where_the_page_shows_the_line(tmp_path: Path, turn: int) -> None:
    """There is ink inside the box of a line, whichever way the page is turned."""
    path = decision_pdf(tmp_path / "a.pdf", turn=turn)
    text = extract(path, NO_OCR)
    at = text.body.index("TM. ỦY BAN")
    (box,) = text.place(Span(at, at + 6)).boxes
    pdf = Pdf(path.read_bytes())
    page = pdf.page(0)
    assert page is not None
    picture = page.picture(72, 10**7).convert("L")
    page.close()
    pdf.close()
    inside = picture.crop((round(box.x0), round(box.top), round(box.x1), round(box.bottom)))
    assert min(inside.tobytes()) < 128
    assert (box.x1 - box.x0 > box.bottom - box.top) is (turn % 180 == 0)


def test_geometry_of_a_shifted_page() -> None:
    assert Geometry(100, 200, 10, 20, 0).box(15, 30, 25, 40).top == 200 - 20
    assert Geometry(200, 100, 0, 0, 1).box(0, 0, 10, 5).x0 == 0


def test_without_boxes_the_text_is_the_same(tmp_path: Path) -> None:
    path = decision_pdf(tmp_path / "a.pdf", pages=3)
    plain = extract(path, ExtractOptions(ocr=False, boxes=False))
    assert plain.body == extract(path, NO_OCR).body
    assert plain.place(Span(0, 5)).boxes


def test_every_anchor_is_a_line_of_its_page(tmp_path: Path) -> None:
    text = extract(decision_pdf(tmp_path / "a.pdf", pages=3), NO_OCR)
    end = 0
    for anchor in text.anchors:
        assert end <= anchor.start < anchor.end
        assert "\n" not in text.body[anchor.start : anchor.end]
        page = text.pages[(anchor.page or 0) - 1]
        assert page.span.start <= anchor.start and anchor.end <= page.span.end
        assert anchor.box and 0 <= anchor.box.x0 < anchor.box.x1 <= (page.width or 0)
        end = anchor.end


def test_hyphen_at_a_line_end_inside_a_number(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(70, 700, "Theo Cong van so 3682/NQ-")
    canvas.drawString(70, 686, "UBTVQH14 va cac van ban khac")
    canvas.save()
    assert "3682/NQ-" in (body := extract(path, NO_OCR).body)
    assert "NQ-UBTVQH14" in body.replace("\n", "")


def test_page_limit_and_time_limit(tmp_path: Path) -> None:
    path = decision_pdf(tmp_path / "a.pdf", pages=5)
    few = extract(path, ExtractOptions(ocr=False, max_pages=2))
    assert len(few.pages) == 2 and "too_many_pages" in codes(few)
    none = extract(path, ExtractOptions(ocr=False, timeout=-1.0))
    assert "timeout_total" in codes(none)


def test_scan_without_ocr_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    scan(dpi=72).save(path, "PDF", resolution=72)
    text = extract(path, NO_OCR)
    assert codes(text) >= {"ocr_unavailable", "no_text_layer"}
    assert state_of(text.troubles) is State.UNREADABLE


def test_cut_and_garbled_files(tmp_path: Path) -> None:
    data = decision_pdf(tmp_path / "a.pdf", pages=3).read_bytes()
    damaged = {
        "cut": data[: len(data) // 2],
        "no-end": data[:-40],
        "head-only": data[:20],
        "zeros": data[:100] + b"\0" * 500 + data[600:],
    }
    for name, content in damaged.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(content)
        text = extract(path, NO_OCR)
        assert text.troubles, name
        assert state_of(text.troubles) is not State.WHOLE, name


def test_locked_pdf(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), encrypt="secret")
    canvas.drawString(70, 700, "closed")
    canvas.save()
    assert codes(extract(path)) == {"encrypted"}


def test_blank_page_is_not_a_scan(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path))
    canvas.drawString(70, 700, "first page has words on it")
    canvas.showPage()
    canvas.showPage()
    canvas.save()
    text = extract(path)
    assert [p.kind for p in text.pages] == [PageKind.TEXT, PageKind.EMPTY]


def test_ranges_of_pages() -> None:
    assert ranges([1, 2, 3, 7, 9, 10]) == "1-3, 7, 9-10"
    assert ranges([4]) == "4"


def test_real_gazette_headers(shared: Path) -> None:
    """Number and motto of real files stand in their columns, each column's lines together."""
    seen = 0
    for path in sorted(shared.glob("pdf/hrmaster-congbao/*.pdf"))[:24]:
        if path.stat().st_size > 900_000:
            continue
        text = extract(path, NO_OCR)
        if state_of(text.troubles) is not State.WHOLE:
            continue
        motto = text.body.find("CỘNG HÒA XÃ HỘI")
        number = text.body.find("Số:")
        if 0 <= number < motto:
            seen += 1
            assert text.zone(number) is Zone.LEFT_HEADER
            assert text.zone(motto) is Zone.RIGHT_HEADER
            between = text.body[number:motto].strip().split("\n")
            assert len(between) <= 3, (path.name, between)
    assert seen >= 5
