"""Names of issuers as documents write them."""

import csv
import gzip
import json
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from doccheck.rulebook.book import Book

NAMES = [
    ("Chính phủ", "chinh-phu"),
    ("Thủ tướng Chính phủ", "thu-tuong"),
    ("Bộ trưởng Bộ Y tế", "bo-y-te"),
    ("BỘ TRƯỞNG BỘ TÀI CHÍNH", "bo-tai-chinh"),
    ("Bộ Tài chính (cũ)", "bo-tai-chinh"),
    ("BỘ TÀ I CHÍNH", "bo-tai-chinh"),
    ("Bộ Giáo Dục và Ðào Tạo", "bo-giao-duc-va-dao-tao"),
    ("Bộ LĐ-TB&XH", "bo-lao-dong-thuong-binh-va-xa-hoi"),
    ("Bộ Văn hoá, Thể thao và Du lịch", "bo-van-hoa-the-thao-va-du-lich"),
    ("Thống đốc Ngân hàng Nhà nước", "ngan-hang-nha-nuoc"),
    ("Thống đốc Ngân hàng Nhà nước Việt Nam", "ngan-hang-nha-nuoc"),
    ("Tổng Thanh tra Chính phủ", "thanh-tra-chinh-phu"),
    ("Uỷ ban Thường vụ Quốc hội", "ubtvqh"),
    ("Chủ tịch nước", "chu-tich-nuoc"),
    ("Viện trưởng Viện kiểm sát nhân dân tối cao", "vksndtc"),
    ("Hội đồng Thẩm phán Toà án nhân dân tối cao", "hoi-dong-tham-phan"),
    ("Ủy ban nhân dân tỉnh Hà Tĩnh", "ubnd-tinh/ha-tinh"),
    ("U ỷ ban nhân dân tỉnh Hà Tĩnh", "ubnd-tinh/ha-tinh"),
    ("UBND TP. Hà Nội", "ubnd-tinh/ha-noi"),
    ("UBND TPHCM", "ubnd-tinh/ho-chi-minh"),
    ("ỦY BAN NHÂN DÂN THÀNH PHỐ HỒ CHÍ MINH", "ubnd-tinh/ho-chi-minh"),
    ("HĐND thành phố Đà Nẵng", "hdnd-tinh/da-nang"),
    ("Hội đồng nhân dân tỉnh Nam Định khóa XIX, kỳ họp thứ 5", "hdnd-tinh/nam-dinh"),
    ("Chủ tịch Ủy ban nhân dân tỉnh Cao Bằng", "ct-ubnd-tinh/cao-bang"),
    ("Ủy ban nhân dân tỉnh Dak Lak", "ubnd-tinh/dak-lak"),
    ("Uỷ ban nhân dân tỉnh Bà Rịa – Vũng Tàu", "ubnd-tinh/ba-ria-vung-tau"),
    ("UBND tỉnh Thừa Thiên - Huế", "ubnd-tinh/thua-thien-hue"),
    ("UBND huyện Cần Giờ, TP. Hồ Chí Minh", "ubnd-huyen/can-gio"),
    ("UBND quận 5", "ubnd-huyen/5"),
    ("UBND thành phố Thái Nguyên", "ubnd-huyen/thai-nguyen"),
    ("HĐND xã Chiềng Mai (Sơn La)", "hdnd-xa/chieng-mai"),
    ("Ủy ban nhân dân phường Bến Thành, Quận 1", "ubnd-xa/ben-thanh"),
    ("Sở Y tế Thành phố Hồ Chí Minh", "so/y-te-ho-chi-minh"),
    ("Cục Quản lý Dược", "cuc/quan-ly-duoc"),
    ("BỘ TÀI CHÍNH TỔNG CỤC HẢI QUAN", "tong-cuc-hai-quan"),
    ("Ban Chấp hành Trung ương", "dang/ban-chap-hanh-trung-uong"),
    ("Tỉnh ủy Hà Tĩnh", "dang/tinh-uy-ha-tinh"),
    ("BNNMT", "bo-nong-nghiep-va-moi-truong"),
]


@pytest.mark.parametrize(("name", "issuer"), NAMES)
def test_name(book: Book, name: str, issuer: str) -> None:
    assert book.issuers.resolve(name) == (issuer,)
    assert book.issuers.resolve(unicodedata.normalize("NFD", name)) == (issuer,)
    assert book.issuers.resolve(name.upper()) == (issuer,)


def test_joint_names_are_parted_though_names_hold_hyphens_and_va(book: Book) -> None:
    name = "BỘ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI - BỘ TÀI CHÍNH - BỘ GIÁO DỤC VÀ ĐÀO TẠO"
    wanted = ("bo-lao-dong-thuong-binh-va-xa-hoi", "bo-tai-chinh", "bo-giao-duc-va-dao-tao")
    assert book.issuers.resolve(name) == wanted
    assert book.issuers.resolve("Bộ Tài nguyên và Môi trường và Bộ Nội vụ") == (
        "bo-tai-nguyen-va-moi-truong",
        "bo-noi-vu",
    )
    assert book.issuers.resolve("BTC-BLĐTBXH") == ("bo-tai-chinh", "bo-lao-dong-thuong-binh-va-xa-hoi")


@pytest.mark.parametrize("name", ["", "Tỉnh Hà Tĩnh", "THÀNH PHỐ HÀ NỘI", "liên bộ", "Văn bản hợp nhất", "ông Văn A"])
def test_what_is_no_issuer_is_not_understood(book: Book, name: str) -> None:
    assert book.issuers.resolve(name) == ()


def test_home_ministry_is_two_bodies_told_by_the_day(book: Book) -> None:
    resolve = book.issuers.resolve
    assert resolve("Bộ Nội vụ", date(1996, 3, 1)) == ("bo-noi-vu-truoc-1998",)
    assert resolve("Bộ Nội vụ", date(2003, 3, 1)) == ("bo-noi-vu",)
    assert book.issuers.by_code("BNV", date(1996, 3, 1)) == ("bo-noi-vu-truoc-1998",)
    assert book.issuers.same_organ("bo-noi-vu", "bo-noi-vu-truoc-1998", date(2010, 1, 1)) is False


def test_cities_of_one_name_are_told_by_the_day(book: Book) -> None:
    assert book.issuers.resolve("UBND thành phố Huế", date(2024, 12, 31)) == ("ubnd-huyen/hue",)
    assert book.issuers.resolve("UBND thành phố Huế", date(2025, 1, 1)) == ("ubnd-tinh/hue",)


def test_place_comes_from_the_host(book: Book) -> None:
    host = ("hdnd-tinh/ha-noi",)
    resolve = book.issuers.resolve
    assert resolve("Ủy ban nhân dân Thành phố", host=host) == ("ubnd-tinh/ha-noi",)
    assert resolve("UBND tỉnh", host=("ubnd-tinh/ha-tinh",)) == ("ubnd-tinh/ha-tinh",)
    assert resolve("UBND tỉnh") == ("ubnd-tinh/?",)
    assert resolve("Bộ trưởng", host=("bo-y-te",)) == ("bo-y-te",)
    assert resolve("Sở Tư pháp", host=("ubnd-tinh/ha-tinh",)) == ("so/tu-phap-ha-tinh",)


def test_cut_and_glued_names(book: Book) -> None:
    assert book.issuers.resolve("Bộ văn hóa, thể thao và du") == ("bo-van-hoa-the-thao-va-du-lich",)
    assert book.issuers.resolve("Bộ nông nghiệp và") == ()
    assert book.issuers.resolve("Bộ nông nghiệp và", date(2026, 1, 1)) == ("bo-nong-nghiep-va-moi-truong",)
    assert book.issuers.resolve("Bộ công an bộ công an") == ("bo-cong-an",)


SYMBOLS = [
    ("NĐ-CP", "chinh-phu"),
    ("QĐ-TTg", "thu-tuong"),
    ("QÐ-TTg", "thu-tuong"),
    ("QH13", "quoc-hoi"),
    ("UBTVQH14", "ubtvqh"),
    ("PL-UBTVQH11", "ubtvqh"),
    ("TT-BTC", "bo-tai-chinh"),
    ("TTLT-BTC-BNV", "bo-tai-chinh bo-noi-vu"),
    ("TTLT/BTC-BNV", "bo-tai-chinh bo-noi-vu"),
    ("TTBLĐTBXH", "bo-lao-dong-thuong-binh-va-xa-hoi"),
    ("TT-BNN&PTNT", "bo-nong-nghiep-va-phat-trien-nong-thon"),
    ("TT-BCA(C13)", "bo-cong-an"),
    ("QĐ-NHNN5", "ngan-hang-nha-nuoc"),
    ("VBHN-BTC", "bo-tai-chinh"),
    ("NQ-HĐTP", "hoi-dong-tham-phan"),
    ("L-CTN", "chu-tich-nuoc"),
    ("LCT/HĐNN8", "hoi-dong-nha-nuoc"),
    ("HĐBT", "hoi-dong-bo-truong"),
    ("CP", "chinh-phu"),
    ("TTg", "thu-tuong"),
    ("QĐ-UBND", "ubnd/?"),
    ("QĐ-UB", "ubnd/?"),
    ("QĐ.UB", "ubnd/?"),
    ("QĐUB", "ubnd/?"),
    ("CT-UBND", "ubnd/?"),
    ("QĐ-CT-UBND", "ct-ubnd/?"),
    ("UBND-CT", "ct-ubnd/?"),
    ("QĐ-CTUBND", "ct-ubnd/?"),
    ("NQ-HĐND", "hdnd/?"),
    ("BTP-VĐCXDPL", "bo-tu-phap"),
    ("NQ/TW", "dang/ban-chap-hanh-trung-uong"),
    ("QĐ-CT", ""),
    ("XYZ", ""),
]


@pytest.mark.parametrize(("symbol", "issuers"), SYMBOLS)
def test_symbol(book: Book, symbol: str, issuers: str) -> None:
    assert book.issuers.of_symbol(symbol) == tuple(issuers.split())


def test_a_code_is_read_by_its_day(book: Book) -> None:
    assert book.issuers.of_symbol("CP", date(1975, 1, 1)) == ("hoi-dong-chinh-phu",)
    assert book.issuers.by_code("ND") == ()


RUN_ON = [
    ("Cục trưởng Cục Bảo vệ thực vật | Bộ Nông nghiệp và Môi trường | | 2 | 5", ("cuc/bao-ve-thuc-vat",)),
    ("Chi cục trưởng Chi cục Kiểm lâm", ("chi-cuc/kiem-lam",)),
    ("Hội đồng nhân dân tỉnh | | | 2 | 1", ("hdnd-tinh/?",)),
    ("Chủ tịch UBND tỉnh Đồng Nai | Di tích cấp tỉnh", ("ct-ubnd-tinh/dong-nai",)),
    ("Tòa án nhân dân tỉnh Đắk Lắk sửa bản án sơ thẩm, chấp nhận", ("toa-an/nhan-dan-dak-lak",)),
    ("Toà án nhân dân huyện Lộc Ninh tuyên xử", ("toa-an/nhan-dan-huyen-loc-ninh",)),
    ("Viện trưởng Viện kiểm sát nhân dân tỉnh Hà Tĩnh đề nghị", ("vien-kiem-sat/nhan-dan-ha-tinh",)),
    ("Bộ trưởng Bộ LĐTBXH QUỸ CỨU TRỢ KHO Đơn vị báo cáo", ("bo-lao-dong-thuong-binh-va-xa-hoi",)),
    ("UBND huyện yêu cầu", ("ubnd-huyen/?",)),
    ("Ủy ban nhân dân huyện Tuần Giáo giám sát kho", ("ubnd-huyen/tuan-giao",)),
    ("HỘI ĐỒNG NHÂN DÂN HUYỆN TUẦN GIÁO ĐOÀN GIÁM SÁT", ("hdnd-huyen/tuan-giao",)),
    ("Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh và thảo luận của đại biểu", ("ban/kinh-te-ngan-sach",)),
    ("Ủy ban Kinh tế và Tài chính của Quốc hội và ý kiến đại biểu", ("uy-ban/kinh-te-va-tai-chinh",)),
    ("quy định quyền tham khảo của người", ()),
    ("Quy định quyền tham khảo", ()),
    ("Quốc hội quy đ ịnh một", ()),
    ("Ủy ban nhân dân huy ện Hải Hậu", ()),
    ("Hội đồng thẩm định quy hoạch kho", ("hoi-dong/tham-dinh-quy-hoach-kho",)),
    ("Quỹ Bảo vệ và phát triển rừng tỉnh Hà Tĩnh", ("quy/bao-ve-va-phat-trien-rung-ha-tinh",)),
    ("Bộ tài chính cục thuế", ("cuc/thue",)),
]


@pytest.mark.parametrize(("name", "issuers"), RUN_ON)
def test_a_name_ends_where_the_sentence_goes_on(book: Book, name: str, issuers: tuple[str, ...]) -> None:
    assert book.issuers.resolve(name) == issuers


def _rows(shared: Path) -> Iterator[tuple[str, str | None]]:
    for name in ("docs.jsonl", "pdf.jsonl"):
        for line in (shared / name).open(encoding="utf-8"):
            row = json.loads(line)
            yield row.get("issuer") or "", row.get("issue_date")
    with gzip.open(shared / "registry" / "registry.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield row.get("issuer") or "", row.get("issue_date")
    for path in (shared / "facts").glob("*.tsv"):
        with path.open(encoding="utf-8") as file:
            for record in csv.DictReader(file, delimiter="\t"):
                yield record.get("issuer") or "", None


@pytest.mark.shared
def test_real_names_are_understood(book: Book, shared: Path) -> None:
    counts = Counter(name for name, _ in _rows(shared) if name)
    missed = {name: n for name, n in counts.items() if not book.issuers.resolve(name)}
    assert sum(missed.values()) <= 0.01 * sum(counts.values()), missed
