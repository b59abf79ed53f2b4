"""Seeded documents for measuring speed: long decisions of our own wording, as text, Word, HTML and PDF."""

import random
from datetime import date, timedelta
from html import escape
from pathlib import Path

from tests.extract.makers import docx, font, paragraph, table

HEAD = ("ỦY BAN NHÂN DÂN", "TỈNH BÌNH AN", "Số: {n}/2021/QĐ-UBND")
MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Bình An, ngày 14 tháng 9 năm 2021")
FILLER = (
    "Thư viện phục vụ người đọc vào các ngày trong tuần, trừ ngày nghỉ theo quy định chung.",
    "Sách mượn được giữ không quá mười lăm ngày và có thể gia hạn một lần khi không có người chờ.",
    "Người làm thư viện ghi sổ mượn, nhắc người đọc trả sách đúng hẹn và kiểm kê vào cuối mỗi quý.",
    "Kinh phí mua sách do ngân sách bảo đảm và được công khai tại phòng đọc.",
    "Bạn đọc có trách nhiệm giữ gìn sách, không viết, vẽ hoặc gấp trang; làm mất thì đền sách cùng loại.",
)
LAWS = ("Luật Thư viện năm 2019", "Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015", "Bộ luật Dân sự năm 2015")
TYPES = (("Nghị định", "NĐ-CP", "Chính phủ"), ("Thông tư", "TT-BTC", "Bộ Tài chính"), ("Quyết định", "QĐ-TTg", ""))


def lines(number: int, pages: int, seed: int = 5) -> list[str]:
    """Body of one decision: about ``pages`` pages, one numbered reference to each 900 bytes or so."""
    rng = random.Random(f"{seed}-{number}")
    out = ["QUYẾT ĐỊNH", "Ban hành Quy chế mượn sách của thư viện tỉnh"]
    out += [f"Căn cứ {reference(rng)};" for _ in range(4)]
    out += ["QUYẾT ĐỊNH:"]
    article = 0
    while len(out) < pages * 38:
        article += 1
        out.append(f"Điều {article}. Việc thứ {article}")
        for clause in range(1, rng.randint(3, 6)):
            out.append(f"{clause}. {rng.choice(FILLER)}")
            out += [rng.choice(FILLER) for _ in range(rng.randint(1, 5))]
        if rng.random() < 0.4:
            out.append(f"Kinh phí chi theo {rng.choice(LAWS)} và văn bản hướng dẫn.")
        out.append(f"Việc này làm theo khoản {rng.randint(1, 5)} Điều {rng.randint(2, 40)} {reference(rng)}.")
    out += [
        f"Điều {article + 1}. Quyết định này có hiệu lực thi hành từ ngày 01 tháng 10 năm 2021.",
        f"Bãi bỏ {reference(rng)}.",
    ]
    return out


def reference(rng: random.Random) -> str:
    """A numbered reference with its day."""
    kind, symbol, issuer = rng.choice(TYPES)
    day = date(2008, 1, 1) + timedelta(days=rng.randrange(4_700))
    by = f" của {issuer}" if issuer else ""
    number = f"{rng.randint(1, 180)}/{day.year}/{symbol}"
    return f"{kind} số {number} ngày {day.day:02} tháng {day.month:02} năm {day.year}{by}"


def head(number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(x.format(n=number) for x in HEAD), MOTTO


def make_text(path: Path, number: int, pages: int) -> Path:
    left, right = head(number)
    path.write_text("\n".join([*left, *right, *lines(number, pages)]) + "\n", "utf-8")
    return path


def make_docx(path: Path, number: int, pages: int) -> Path:
    left, right = head(number)
    body = table(("\n".join(left), "\n".join(right))) + "".join(map(paragraph, lines(number, pages)))
    path.write_bytes(docx(body))
    return path


def make_html(path: Path, number: int, pages: int) -> Path:
    left, right = head(number)
    rows = "".join(f"<p class='x' style='margin:0'><span>{escape(x)}</span></p>\n" for x in lines(number, pages))
    cells = "".join(f"<td>{'<br>'.join(side)}</td>" for side in (left, right))
    page = f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>x</title></head><body><table><tr>{cells}</tr>"
    path.write_text(f"{page}</table>{rows}</body></html>", "utf-8")
    return path


def make_pdf(path: Path, number: int, pages: int) -> Path:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(TTFont("Viet", font()))
    canvas = Canvas(str(path), pagesize=(595, 842), invariant=1)
    canvas.setFont("Viet", 11)
    y = 780
    for x, side in zip((160, 410), head(number), strict=True):
        for i, text in enumerate(side):
            canvas.drawCentredString(x, y - 15 * i, text)
    y = 700
    for text in lines(number, pages):
        for start in range(0, len(text), 92):
            if y < 60:
                canvas.showPage()
                canvas.setFont("Viet", 11)
                y = 790
            canvas.drawString(60, y, text[start : start + 92])
            y -= 16
    canvas.save()
    return path


MAKERS = {"txt": make_text, "docx": make_docx, "html": make_html, "pdf": make_pdf}


def make_pile(folder: Path, form: str, count: int, pages: int = 8) -> list[Path]:
    """``count`` documents of one form; lengths differ around ``pages``."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(f"{form}-{count}")
    sizes = [max(rng.randint(pages // 3, 2 * pages), 1) for _ in range(count)]
    return [MAKERS[form](folder / f"{n:05}.{form}", n + 1, size) for n, size in enumerate(sizes)]
