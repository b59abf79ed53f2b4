"""A pile of our own writing in two departments, scanned once; and a campaign over it."""

from datetime import date
from pathlib import Path

from doccheck.campaign.store import Campaign, Settings, new_campaign
from doccheck.pipeline import open_tools
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan
from doccheck.run.workspace import Workspace, open_workspace

CUT_OFF = date(2026, 12, 31)
_HEAD = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày {day} tháng {month} năm {year}

QUYẾT ĐỊNH
{title}

{bases}

QUYẾT ĐỊNH:

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
OLD_BASIS = "Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ;"


def decision(number: str, day: tuple[int, int, int], title: str, body: str, bases: str = OLD_BASIS) -> str:
    """A decision of a province in our own words."""
    return _HEAD.format(number=number, day=day[0], month=day[1], year=day[2], title=title, bases=bases, body=body)


LIBRARY = decision(
    "913/2014/QĐ-UBND",
    (20, 3, 2014),
    "Ban hành Quy định về trông coi nhà văn hóa thôn",
    "Điều 1. Ban hành Quy định về trông coi nhà văn hóa thôn.\n"
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 30 tháng 3 năm 2014.",
)
ENDING = decision(
    "955/2026/QĐ-UBND",
    (10, 6, 2026),
    "Bãi bỏ Quyết định về trông coi nhà văn hóa thôn",
    "Điều 1. Bãi bỏ toàn bộ Quyết định số 913/2014/QĐ-UBND ngày 20 tháng 3 năm 2014 của Ủy ban nhân dân tỉnh Hà Tĩnh.\n"
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 25 tháng 6 năm 2026.",
    "Căn cứ Nghị định số 79/2025/NĐ-CP ngày 01 tháng 4 năm 2025 của Chính phủ;",
)
BOATS = decision(
    "917/2015/QĐ-UBND",
    (5, 5, 2015),
    "Ban hành Quy định về sơn thuyền nan ven sông",
    "Điều 1. Ban hành Quy định về sơn thuyền nan ven sông.\n"
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 5 năm 2015.",
)
LETTER = (
    "SỞ TƯ PHÁP\nSố: 77/STP-VP\nKính gửi: Văn phòng Ủy ban nhân dân tỉnh.\nSở Tư pháp đề nghị cho mượn hội trường.\n"
)


def make_kho(folder: Path) -> Path:
    """Write the pile."""
    for name, text in (
        ("so-van-hoa/913-2014.txt", LIBRARY),
        ("so-van-hoa/ban-sao.txt", LIBRARY),
        ("so-van-hoa/955-2026.txt", ENDING),
        ("so-giao-thong/917-2015.txt", BOATS),
        ("so-giao-thong/cong-van.txt", LETTER),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "so-giao-thong" / "hong.pdf").write_bytes(b"%PDF-1.4 nothing follows")
    return folder


def scan(folder: Path, workspace: Path, as_of: date = CUT_OFF) -> Workspace:
    """Scan a folder into a workspace."""
    opened = open_workspace(workspace, create=True)
    tools = open_tools()
    Scan(workspace=opened, recipe=Recipe(), as_of=as_of, registry_digest=tools.shelf.digest).run([folder])
    return opened


def campaign_over(workspace: Path, path: Path, **changes: object) -> Campaign:
    """A yearly campaign over a workspace."""
    values: dict[str, object] = {
        "name": "Rà soát năm 2026",
        "kind": "yearly",
        "cut_off": CUT_OFF,
        "since": date(2026, 1, 1),
        "workspace": str(workspace),
        "uid": "thu",
        "organ": "SỞ TƯ PHÁP",
        "above": "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH",
        "place": "Hà Tĩnh",
        "signature": ("GIÁM ĐỐC",),
        "signer": "Trần Thị Thử",
    }
    return new_campaign(path, Settings(**{**values, **changes}))
