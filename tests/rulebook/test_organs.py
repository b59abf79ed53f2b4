"""Lives, successors and identity of issuers; provinces and their mergers."""

from datetime import date, timedelta

import pytest

from doccheck.rulebook.book import Book

REFORM = date(2025, 3, 1)
MERGER = date(2025, 7, 1)
DAY = timedelta(days=1)


def test_ministries_end_and_have_heirs(book: Book) -> None:
    issuers = book.issuers
    assert issuers.existed("bo-ke-hoach-va-dau-tu", date(2020, 1, 1)) is True
    assert issuers.existed("bo-ke-hoach-va-dau-tu", date(2026, 1, 1)) is False
    assert issuers.successors("bo-ke-hoach-va-dau-tu", date(2026, 1, 1)) == ("bo-tai-chinh",)
    assert issuers.successors("bo-ke-hoach-va-dau-tu", date(2020, 1, 1)) == ()
    assert "bo-nong-nghiep-va-moi-truong" in issuers.successors("bo-thuy-san", date(2026, 1, 1))
    assert issuers.successors("hoi-dong-chinh-phu", date(2000, 1, 1)) == ("chinh-phu",)


def test_same_organ_counts_heirs_from_their_day(book: Book) -> None:
    same = book.issuers.same_organ
    assert same("bo-giao-thong-van-tai", "bo-xay-dung", date(2026, 1, 1)) is True
    assert same("bo-giao-thong-van-tai", "bo-xay-dung", date(2020, 1, 1)) is False
    assert same("ubnd-tinh/bac-giang", "ubnd-tinh/bac-ninh", MERGER) is True
    assert same("ubnd-tinh/bac-giang", "ubnd-tinh/bac-ninh", MERGER - DAY) is False
    assert same("ubnd-tinh/bac-giang", "hdnd-tinh/bac-ninh", MERGER) is False
    assert same("thu-tuong", "chinh-phu", MERGER) is False


def test_unknown_stays_unknown(book: Book) -> None:
    same, issuers = book.issuers.same_organ, book.issuers
    assert same("Ban lạ", "chinh-phu", MERGER) is None
    assert same("ubnd/?", "ubnd-tinh/ha-noi", MERGER) is None
    assert same("ubnd-tinh/?", "ubnd-tinh/?", MERGER) is None
    assert same("ubnd/?", "hdnd-tinh/ha-noi", MERGER) is False
    assert issuers.existed("Ban lạ", MERGER) is None
    assert issuers.existed("cuc/thue", MERGER) is None
    assert issuers.kind("Ban lạ") == "unknown"
    assert issuers.level("Ban lạ") == "other"


def test_near_an_uncertain_day_existence_is_unknown(book: Book) -> None:
    assert book.issuers.existed("bo-tai-nguyen-va-moi-truong", date(2002, 8, 1)) is None
    assert book.issuers.existed("bo-tai-nguyen-va-moi-truong", date(2001, 8, 1)) is False
    assert book.places.existed("ha-noi", date(1950, 1, 1)) is None


def test_names_and_levels(book: Book) -> None:
    issuers = book.issuers
    assert issuers.name("ubnd-tinh/ho-chi-minh") == "Ủy ban nhân dân thành phố Hồ Chí Minh"
    assert issuers.name("ubnd-tinh/ha-tinh", "en") == "People's Committee of Hà Tĩnh"
    assert issuers.name("Ban lạ") == "Ban lạ"
    assert [issuers.level(i) for i in ("bo-y-te", "hdnd-tinh/hue", "ubnd-huyen/x", "ubnd-xa/x", "so/y-te")] == [
        *("central", "tinh", "huyen", "xa", "tinh"),
    ]
    assert issuers.place("ubnd-tinh/?") is None
    assert issuers.place("ubnd-tinh/ha-tinh") == "ha-tinh"


def _count(book: Book, day: date) -> int:
    return sum(book.places.existed(slug, day) is True for slug in book.places.slugs())


def test_there_are_63_provinces_the_day_before_and_34_on_the_day(book: Book) -> None:
    assert [_count(book, MERGER - DAY), _count(book, MERGER)] == [63, 34]


@pytest.mark.parametrize(
    ("day", "number"), [("2008-07-31", 64), ("2008-08-01", 63), ("1997-01-01", 61), ("1996-12-31", 53)]
)
def test_numbers_of_provinces_in_history(book: Book, day: str, number: int) -> None:
    assert _count(book, date.fromisoformat(day)) == number


def test_successors_of_provinces(book: Book) -> None:
    places = book.places
    assert places.successor("bac-giang", MERGER) == "bac-ninh"
    assert places.successor("bac-giang", MERGER - DAY) is None
    assert places.successor("bac-ninh", MERGER) is None
    assert places.successor("nam-ha", date(2000, 1, 1)) is None
    assert places.successors("nam-ha", date(2000, 1, 1)) == ("ha-nam", "nam-dinh")
    assert places.successor("nam-ha", MERGER) == "ninh-binh"
    assert places.successor("thua-thien-hue", date(2025, 1, 1)) == "hue"
    assert set(places.merged_from("ho-chi-minh", MERGER)) == {"ba-ria-vung-tau", "binh-duong", "ho-chi-minh"}


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Đắk Lắk", "dak-lak"),
        ("DAKLAK", "dak-lak"),
        ("Hoà Bình", "hoa-binh"),
        ("HCM", "ho-chi-minh"),
        ("Xa", None),
    ],
)
def test_spellings(book: Book, name: str, slug: str | None) -> None:
    assert book.places.resolve(name) == slug
