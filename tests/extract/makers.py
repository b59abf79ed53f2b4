"""Documents made on the spot: PDF, Word packages, scans, old codes. All wording is our own."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

FONTS = ("/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf", "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
LEFT = ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH AN", "Số: 27/2021/QĐ-UBND")
RIGHT = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Bình An, ngày 14 tháng 9 năm 2021")
TITLE = ("QUYẾT ĐỊNH", "Ban hành Quy chế mượn sách của thư viện tỉnh")
BODY = (
    "Căn cứ Luật Thư viện số 46/2019/QH14 ngày 21 tháng 11 năm 2019;",
    "Căn cứ Nghị định số 93/2020/NĐ-CP ngày 18 tháng 8 năm 2020 của Chính phủ;",
    "Theo đề nghị của Giám đốc Sở Văn hóa và Thể thao.",
    "Điều 1. Ban hành kèm theo Quyết định này Quy chế mượn sách.",
    "Điều 2. Quyết định này có hiệu lực thi hành từ ngày 01 tháng 10 năm 2021.",
)
RECEIVERS = ("Nơi nhận:", "- Như Điều 2;", "- Lưu: VT.")
SIGNER = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Lê Văn Mẫu")


def font() -> str:
    """A font with Vietnamese glyphs."""
    return next(f for f in FONTS if Path(f).is_file())


def decision_pdf(path: Path, *, by_rows: bool = False, pages: int = 1, turn: int = 0) -> Path:
    """A decision with two-column header and signature; ``by_rows`` draws left and right parts of a row together."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Viet", font()))
    canvas = Canvas(str(path), pagesize=(595, 842))
    for number in range(1, pages + 1):
        canvas.setFont("Viet", 11)
        if turn:
            canvas.setPageRotation(turn)
        if number == 1:
            _columns(canvas, 780, LEFT, RIGHT, by_rows)
            for i, line in enumerate(TITLE):
                canvas.drawCentredString(297, 690 - 16 * i, line)
        else:
            canvas.drawString(70, 800, f"CÔNG BÁO/Số 12/Ngày 01-10-2021 {number}")
        for i, line in enumerate(BODY):
            canvas.drawString(70, 640 - 18 * i, line)
        if number == pages:
            _columns(canvas, 500, RECEIVERS, SIGNER, by_rows)
        canvas.showPage()
    canvas.save()
    return path


def _columns(canvas, top, left, right, by_rows):  # type: ignore[no-untyped-def]
    pairs = [(x, y, t) for col, x in ((left, 160), (right, 410)) for y, t in enumerate(col)]
    for x, y, text in sorted(pairs, key=lambda p: (p[1], p[0])) if by_rows else pairs:
        canvas.drawCentredString(x, top - 15 * y, text)


def scan(*, stamp: bool = True, angle: float = 0.0, dpi: int = 200):  # type: ignore[no-untyped-def]
    """A picture of the decision, with a red stamp over its number."""
    from PIL import Image, ImageDraw, ImageFont

    scale = dpi / 72
    page = Image.new("RGB", (round(595 * scale), round(842 * scale)), "white")
    draw = ImageDraw.Draw(page)
    letters = ImageFont.truetype(font(), round(13 * scale))

    def put(x: float, y: float, text: str, anchor: str = "la") -> None:
        draw.text((x * scale, y * scale), text, font=letters, fill=(25, 25, 25), anchor=anchor)

    for column, x in ((LEFT, 140), (RIGHT, 415)):
        for i, line in enumerate(column):
            put(x, 60 + 20 * i, line, "ma")
    for i, line in enumerate(TITLE):
        put(297, 150 + 20 * i, line, "ma")
    for i, line in enumerate(BODY):
        put(50, 210 + 22 * i, line)
    for column, x in ((RECEIVERS, 130), (SIGNER, 415)):
        for i, line in enumerate(column):
            put(x, 400 + 20 * i, line, "ma")
    if stamp:
        box = [c * scale for c in (120, 85, 200, 165)]
        draw.ellipse(box, outline=(214, 40, 52), width=round(2.5 * scale))
        draw.line([box[0], 108 * scale, box[2], 104 * scale], fill=(214, 40, 52), width=round(1.6 * scale))
    return page.rotate(angle, expand=angle % 90 == 0, fillcolor="white") if angle else page


def paragraph(text: str, properties: str = "", run: str = "") -> str:
    """``w:p`` with one run."""
    shown = f'<w:t xml:space="preserve">{escape(text)}</w:t>'
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r>{run}{shown}</w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    """``w:tbl``; lines of a cell are paragraphs."""
    width = '<w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>'
    out = "<w:tblPr/><w:tblGrid>" + '<w:gridCol w:w="4000"/>' * len(rows[0]) + "</w:tblGrid>"
    for row in rows:
        cells = "".join(f"<w:tc>{width}{''.join(map(paragraph, cell.split(chr(10))))}</w:tc>" for cell in row)
        out += f"<w:tr>{cells}</w:tr>"
    return f"<w:tbl>{out}</w:tbl>"


def docx(body: str, **parts: str) -> bytes:
    """A Word package; ``numbering="<w:…>"`` adds word/numbering.xml with that inside its root."""
    roots = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes", "header1": "hdr", "footer1": "ftr"}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", TYPES)
        package.writestr("_rels/.rels", RELATIONS)
        package.writestr("word/document.xml", f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>")
        for name, inside in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{roots[name]} {W}>{inside}</w:{roots[name]}>")
    return buffer.getvalue()


def old_code(text: str, identity: str) -> bytes:
    """Text in an old Vietnamese code."""
    from doccheck.rulebook.encodings import encodings

    table_ = next(t for t in encodings().tables if t.id == identity)
    if table_.pairs:
        back = {v: k for k, v in reversed(table_.pairs.items())}
        return "".join(back.get(c, c) for c in text).encode("cp1252")
    codes = {v: bytes([int(k, 16)]) for k, v in table_.bytes.items()}
    return b"".join(codes.get(c) or c.encode("latin-1") for c in text)
