"""The province that a text without a head speaks of."""

import pytest

from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.parse.context_place import place_of
from doccheck.rulebook.book import load_book

SOURCE = Source(path="", name="", media_type="text/plain", size=0, sha256="")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Trên địa bàn tỉnh Lai Châu, các xã của tỉnh Lai Châu báo cáo.", "lai-chau"),
        ("thành phố Huế họp; TP. Huế nhắc lại.", "hue"),
        ("(Baolaichau.vn) - Sáng nay, UBND tỉnh họp.", "lai-chau"),
        ("theo www.binhduong.gov.vn", "binh-duong"),
        ("tỉnh Lai Châu họp.", None),
        ("tỉnh Lai Châu và tỉnh Sơn La; tỉnh Sơn La và tỉnh Lai Châu.", None),
        ("tỉnh Không Có, tỉnh Không Có.", None),
        ("(Baolaichau.vn) và (Baosonla.vn) cùng đưa tin.", None),
        ("tỉnh lẻ, tỉnh lẻ", None),
        ("", None),
    ],
)
def test_one_province_must_stand_out(text: str, slug: str | None) -> None:
    assert place_of(text, load_book()) == slug


def issuers(body: str) -> tuple[str, ...]:
    return read(Text(source=SOURCE, body=body), load_book()).references[0].issuers


def test_provincial_body_of_the_province_spoken_of() -> None:
    told = "(Baolaichau.vn) - Thực hiện Quyết định 13/2098 của UBND tỉnh, các xã báo cáo."
    assert issuers(told) == ("ubnd-tinh/lai-chau",)
    assert issuers("Thực hiện Quyết định 13/2098 của UBND tỉnh.") == ("ubnd-tinh/?",)


def test_a_named_province_stays_and_a_bare_symbol_tells_no_province() -> None:
    assert issuers("(Baolaichau.vn) - Quyết định 13/2098 của UBND tỉnh Sơn La.") == ("ubnd-tinh/son-la",)
    assert issuers("(Baolaichau.vn) - Quyết định số 13/2098/QĐ-UBND quy định.") == ("ubnd/?",)
