#!/usr/bin/env python3
"""Makes corpus/samples from corpus/sample_texts.yaml (tạo văn bản mẫu): ``uv run python corpus/build_samples.py``.

Needs the test group (reportlab, python-docx), the fonts of ``.ci/run`` and LibreOffice (for the .doc, .odt and .rtf).
The made files are kept in the repository, so that ``doccheck demo`` needs none of this.
"""

import io
import json
import random
import subprocess
import sys
import tempfile
import textwrap
import zipfile
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
OUT = HERE / "samples"
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
FONTS = Path("/usr/share/fonts/truetype/croscore")
EPOCH = (2026, 1, 1, 0, 0, 0)


def paragraphs(doc: dict) -> list[str]:
    """Body of a document between its header and its signature."""
    head = [doc["head"]] if doc.get("head") else []
    decided = [f"{doc['type']}:"] if doc["bases"] and doc["type"] in {"QUYẾT ĐỊNH", "NGHỊ QUYẾT"} else []
    return [*head, *doc["bases"], *decided, *doc["articles"]]


def flat(doc: dict) -> str:
    """The document as one column of plain text."""
    if "text" in doc:
        return str(doc["text"])
    left = [*doc["issuer"], doc["number"]]
    right = [*MOTTO, doc["place"]]
    rows = [f"{a:<40}{b}".rstrip() for a, b in zip(left + [""] * 3, right + [""] * 3, strict=False) if a or b]
    sign = [f"{a:<40}{b}".rstrip() for a, b in _rows(["Nơi nhận:", *doc["to"]], doc["sign"])]
    return "\n".join([*rows, "", doc["type"], doc["title"], "", *paragraphs(doc), "", *sign]) + "\n"


def _rows(left: list[str], right: list[str]) -> list[tuple[str, str]]:
    size = max(len(left), len(right))
    return list(zip(left + [""] * (size - len(left)), right + [""] * (size - len(right)), strict=True))


def make_docx(doc: dict, path: Path) -> None:
    """A Word file: borderless header table, centred title, justified body, signature table."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Pt

    word = Document()
    word.styles["Normal"].font.name = "Times New Roman"
    word.styles["Normal"].font.size = Pt(13)

    def cell_lines(cell, lines, bold_to, align) -> None:
        for i, line in enumerate(lines):
            par = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            par.alignment = align
            par.add_run(line).bold = i < bold_to

    top = word.add_table(rows=1, cols=2)
    cell_lines(top.cell(0, 0), [*doc["issuer"], "-------", doc["number"]], len(doc["issuer"]), ALIGN.CENTER)
    cell_lines(top.cell(0, 1), [*MOTTO, "---------------", doc["place"]], 2, ALIGN.CENTER)
    for line in (doc["type"], doc["title"]):
        if line:
            par = word.add_paragraph()
            par.alignment = ALIGN.CENTER
            par.add_run(line).bold = True
    for line in paragraphs(doc):
        par = word.add_paragraph()
        par.alignment = ALIGN.CENTER if line.isupper() else ALIGN.JUSTIFY
        run = par.add_run(line)
        run.italic = line in doc["bases"]
    foot = word.add_table(rows=1, cols=2)
    cell_lines(foot.cell(0, 0), ["Nơi nhận:", *doc["to"]], 1, ALIGN.LEFT)
    cell_lines(foot.cell(0, 1), doc["sign"], 2, ALIGN.CENTER)
    if "tracked" in doc:
        track(word, doc)
    buffer = io.BytesIO()
    word.save(buffer)
    path.write_bytes(_same_every_time(buffer.getvalue()))


def track(word, doc: dict) -> None:
    """One tracked insertion and one tracked deletion after a basis."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    anchor = next(p for p in word.paragraphs if p.text == doc["bases"][doc["tracked"]["after"] - 1])
    for kind, text_tag, key in (("w:ins", "w:t", "insert"), ("w:del", "w:delText", "delete")):
        par, mark, run, text = (OxmlElement(t) for t in ("w:p", kind, "w:r", text_tag))
        mark.set(qn("w:id"), str(900 + len(key)))
        mark.set(qn("w:author"), "Người soạn thảo")
        mark.set(qn("w:date"), "2026-01-01T00:00:00Z")
        text.text = doc["tracked"][key]
        run.append(text)
        mark.append(run)
        par.append(mark)
        anchor._p.addnext(par)


def _same_every_time(data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(zipfile.ZipInfo(item.filename, EPOCH), old.read(item), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def make_pdf(doc: dict, path: Path, password: str | None = None) -> None:
    """A PDF with a text layer in the official layout."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen import canvas

    for name, file in (("T", "Tinos-Regular.ttf"), ("TB", "Tinos-Bold.ttf"), ("TI", "Tinos-Italic.ttf")):
        pdfmetrics.registerFont(TTFont(name, FONTS / file))
    lock = StandardEncryption(password, canPrint=0) if password else None
    sheet = canvas.Canvas(str(path), pagesize=A4, invariant=1, encrypt=lock)
    width, height = A4
    y = height - 60

    def centred(x: float, lines: list[str], bold_to: int) -> float:
        at = height - 60
        for i, line in enumerate(lines):
            sheet.setFont("TB" if i < bold_to else "T", 12)
            sheet.drawCentredString(x, at, line)
            at -= 16
        return at

    y = min(centred(160, [*doc["issuer"], doc["number"]], len(doc["issuer"])), centred(410, [*MOTTO, doc["place"]], 2))
    y -= 20
    for line in [doc["type"], *textwrap.wrap(doc["title"], 70)]:
        sheet.setFont("TB", 13)
        sheet.drawCentredString(width / 2, y, line)
        y -= 17
    y -= 8
    for par in paragraphs(doc):
        font = "TI" if par in doc["bases"] else "TB" if par.isupper() else "T"
        for line in textwrap.wrap(par, 86):
            if y < 80:
                sheet.showPage()
                y = height - 70
            sheet.setFont(font, 12.5)
            if par.isupper():
                sheet.drawCentredString(width / 2, y, line)
            else:
                sheet.drawString(75, y, line)
            y -= 16
        y -= 5
    y -= 10
    if y < 60 + 15 * max(len(doc["to"]) + 1, len(doc["sign"])):
        sheet.showPage()
        y = height - 70
    for i, (a, b) in enumerate(_rows(["Nơi nhận:", *doc["to"]], doc["sign"])):
        sheet.setFont("TI" if i == 0 else "T", 11)
        sheet.drawString(75, y, a)
        sheet.setFont("TB", 12)
        sheet.drawCentredString(430, y, b)
        y -= 15
    sheet.save()


def make_scan(doc: dict, path: Path) -> None:
    """Pictures of the pages of a PDF, tilted and noisy, with a red round stamp over number and signature."""
    import pypdfium2
    from PIL import Image, ImageDraw, ImageFilter, ImageFont

    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder) / "clean.pdf"
        make_pdf(doc, clean)
        pdf = pypdfium2.PdfDocument(clean)
        pages = [pdf[i].render(scale=200 / 72).to_pil().convert("RGB") for i in range(len(pdf))]
        pdf.close()
    dice = random.Random(23)
    for number, page in enumerate(pages):
        stamp = Image.new("RGBA", page.size, (0, 0, 0, 0))
        pen = ImageDraw.Draw(stamp)
        spots = [(520, 210)] if number == 0 else []
        if number == len(pages) - 1:
            spots.append((1180, page.height - 900))
        for x, y in spots:
            pen.ellipse((x - 150, y - 150, x + 150, y + 150), outline=(200, 30, 40, 190), width=9)
            pen.ellipse((x - 105, y - 105, x + 105, y + 105), outline=(200, 30, 40, 190), width=4)
            face = ImageFont.truetype(str(FONTS / "Tinos-Bold.ttf"), 26)
            pen.text((x, y), "ỦY BAN\nNHÂN DÂN", font=face, fill=(200, 30, 40, 190), anchor="mm", align="center")
        page.paste(stamp, (0, 0), stamp)
        noise = Image.frombytes(
            "L", (page.width // 4, page.height // 4), dice.randbytes((page.width // 4) * (page.height // 4))
        )
        grain = noise.resize(page.size).point(lambda v: 12 if v > 235 else 0)
        page.paste((150, 150, 150), (0, 0), grain)
        pages[number] = page.rotate(0.6, fillcolor="white", resample=Image.Resampling.BICUBIC).filter(
            ImageFilter.GaussianBlur(0.5)
        )
    pages[0].save(path, save_all=True, append_images=pages[1:], resolution=200, quality=70)


def make_tcvn3(doc: dict, path: Path) -> None:
    """Plain text in TCVN3, capitals typed as the fonts of that time had them."""
    table = yaml.safe_load((HERE.parent / "rules/vn/encodings.yaml").read_text("utf-8"))
    code = next(t for t in table["tables"] if t["id"] == "tcvn3")
    letters = {letter: int(byte, 16) for byte, letter in code["bytes"].items()}
    out = bytearray()
    for char in flat(doc):
        out.append(letters.get(char) or letters.get(char.lower()) or (ord(char) if ord(char) < 128 else 0x2D))
    path.write_bytes(bytes(out))


def make_html(doc: dict, path: Path) -> None:
    """A page as a commune posts it."""
    table = doc["table"]
    rows = "\n".join(
        "<tr>" + "".join(f"<{'th' if i == 0 else 'td'}>{cell}</{'th' if i == 0 else 'td'}>" for cell in row) + "</tr>"
        for i, row in enumerate(table["rows"])
    )
    path.write_text(
        f"<!doctype html>\n<html lang='vi'><head><meta charset='utf-8'><title>{table['title']}</title></head>\n"
        f"<body><h1>{table['title']}</h1><p>{table['note']}</p>\n<table border='1'>\n{rows}\n</table></body></html>\n",
        "utf-8",
    )


def make_office(doc: dict, path: Path, kind: str) -> None:
    """The Word file, converted by LibreOffice."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / f"{path.stem}.docx"
        make_docx(doc, source)
        filters = {"doc": "doc:MS Word 97", "odt": "odt", "rtf": "rtf"}
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", filters[kind],
             "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        made = Path(folder) / path.name
        path.write_bytes(_same_every_time(made.read_bytes()) if kind == "odt" else made.read_bytes())


def make(doc: dict, by_name: dict[str, dict]) -> None:
    """One sample."""
    path = OUT / doc["file"]
    kind = doc["format"]
    if kind == "docx":
        make_docx(doc, path)
    elif kind == "pdf":
        make_pdf(doc, path)
    elif kind == "scan":
        make_scan(doc, path)
    elif kind == "txt":
        path.write_text(flat(doc), "utf-8")
    elif kind == "tcvn3":
        make_tcvn3(doc, path)
    elif kind == "html":
        make_html(doc, path)
    elif kind == "locked":
        make_pdf(by_name[doc["like"]], path, password="mat-khau")
    elif kind == "broken":
        whole = OUT / "01-qd-chuyen-doi-vi-tri-2014.docx"
        path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    else:
        make_office(doc, path, kind)


def readme(docs: list[dict]) -> str:
    """The table of samples."""
    rows = "\n".join(
        f"| `{d['file']}` | {d['purpose']['vi']} · *{d['purpose']['en']}* | {d['hard']} | {', '.join(d['expect']) or '–'} |"
        for d in docs
    )
    return (
        "# Văn bản mẫu · Samples\n\nVăn bản giả định, do dự án tự viết theo đúng thể thức; nơi ban hành có thật, văn bản thì không. "
        "Tệp được tạo từ `corpus/sample_texts.yaml` bằng `uv run python corpus/build_samples.py`; kết quả mong đợi ở cột cuối và "
        "trong `corpus/gold/samples.jsonl`, được kiểm thử.\n\n"
        "Invented documents in the true form, written for this project; made from `corpus/sample_texts.yaml`. The last column "
        "and `corpus/gold/samples.jsonl` are tested.\n\n"
        f"| tệp · file | mục đích · purpose | chỗ khó · what is hard | phát hiện · findings |\n|---|---|---|---|\n{rows}\n"
    )


def main(only: list[str]) -> None:
    """Make all samples, or those whose names start as said."""
    docs = yaml.safe_load((HERE / "sample_texts.yaml").read_text("utf-8"))
    OUT.mkdir(exist_ok=True)
    by_name = {d["file"]: d for d in docs}
    for doc in docs:
        if not only or any(doc["file"].startswith(o) for o in only):
            make(doc, by_name)
            print(doc["file"])
    (HERE / "README.md").write_text(readme(docs), "utf-8")
    gold = [json.dumps({"file": d["file"], "expect": d["expect"]}, ensure_ascii=False) for d in docs]
    (HERE / "gold").mkdir(exist_ok=True)
    (HERE / "gold" / "samples.jsonl").write_text("\n".join(gold) + "\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
