"""What the tests of heads share: a text of our own, its head, and the four fields of one."""

from datetime import date

from doccheck.model.reading import Header
from doccheck.model.text import Source, Text
from doccheck.parse.header import read_header
from doccheck.rulebook.book import load_book

SOURCE = Source(path="", name="", media_type="text/plain", size=0, sha256="")
MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
BODY = "Căn cứ Luật Kế toán ngày 20 tháng 11 năm 2015;\nĐiều 1. Sổ kho.\n1. Sổ ghi số hàng.\n"


def head(body: str) -> Header:
    return read_header(Text(source=SOURCE, body=body), load_book())


def values(found: Header) -> tuple[str | None, str | None, tuple[str, ...], date | None]:
    return (
        str(found.number.value) if found.number else None,
        found.instrument.value if found.instrument else None,
        tuple(f.value for f in found.issuers),
        found.issued_on.value if found.issued_on else None,
    )
