"""A small pile of our own writing: one decision ends another, one is clean, one is broken, one stands twice."""

import zipfile
from pathlib import Path

OLD = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: 913/2014/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày 20 tháng 3 năm 2014

QUYẾT ĐỊNH
Ban hành Quy định về trông coi nhà văn hóa thôn

Căn cứ Luật Tổ chức Hội đồng nhân dân và Ủy ban nhân dân ngày 26 tháng 11 năm 2003;
Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Quy định về trông coi nhà văn hóa thôn.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 30 tháng 3 năm 2014.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
NEW = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: 955/2021/QĐ-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày 15 tháng 11 năm 2021

QUYẾT ĐỊNH
Bãi bỏ Quyết định về trông coi nhà văn hóa thôn

Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ;

QUYẾT ĐỊNH:

Điều 1. Bãi bỏ toàn bộ Quyết định số 913/2014/QĐ-UBND ngày 20 tháng 3 năm 2014 của Ủy ban nhân dân tỉnh Hà Tĩnh.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 26 tháng 11 năm 2021.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Thị Thử
"""
LETTER = """SỞ TƯ PHÁP
Số: 77/STP-VP
V/v mượn hội trường
Kính gửi: Văn phòng Ủy ban nhân dân tỉnh.
Sở Tư pháp đề nghị cho mượn hội trường tầng hai vào sáng thứ năm.
"""


def make_pile(folder: Path) -> Path:
    """Write the pile; the folder."""
    inner = folder / "b"
    inner.mkdir(parents=True)
    (folder / "913-2014.txt").write_text(OLD, "utf-8")
    (inner / "955-2021.txt").write_text(NEW, "utf-8")
    (inner / "ban-sao.txt").write_text(OLD, "utf-8")
    (folder / "cong-van.txt").write_text(LETTER, "utf-8")
    (folder / "rong.docx").write_bytes(b"")
    (folder / "hong.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    with zipfile.ZipFile(folder / "goi.zip", "w") as archive:
        archive.writestr("../thoat/cong-van-2.txt", LETTER.replace("77/", "78/"))
        archive.writestr("hong.docx", b"PK not a package")
    return folder
