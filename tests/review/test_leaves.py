"""Words found again in a layout; what dies soon, of whom, and who sees it."""

from datetime import date
from pathlib import Path

import pytest

from doccheck.model.text import Anchor, Box, Page, PageKind, Source, Span, Text
from doccheck.pipeline import open_tools
from doccheck.review.evidence import boxes_of
from doccheck.review.leaves import Leaf, Words, find, leaf_of
from doccheck.review.soon import Ending, endings, seen
from doccheck.run.listing import Sight
from doccheck.run.workspace import Workspace, open_workspace
from tests.review.conftest import copy_of

LAID = (
    "SỞ MẪU\nSố: 5/QĐ-SM\nCăn cứ Nghị định số 75/2012/NĐ-\nCP ngày 03 tháng 10 năm 2012;\n"
    "Theo đề nghị của phòng gỗ thông và phòng gỗ lim của xưởng\n2\nmẫu lớn ở bên kia sông.\n"
    "Nghị định số 75/2012/NĐ-CP ngày 03 tháng 10 năm 2012 được nhắc lại."
)


def laid(body: str = LAID) -> Text:
    """A layout of one page, one anchor a line."""
    anchors, at = [], 0
    for number, line in enumerate(body.split("\n")):
        box = Box(50, 20.0 * number, 50 + 6.0 * len(line), 20.0 * number + 14)
        anchors.append(Anchor(start=at, end=at + len(line), page=1, box=box))
        at += len(line) + 1
    page = Page(number=1, span=Span(0, len(body)), kind=PageKind.TEXT, width=595, height=842)
    source = Source(path="a.pdf", name="a.pdf", media_type="application/pdf", size=1, sha256="0" * 64)
    return Text(source=source, body=body, pages=(page,), anchors=tuple(anchors))


def words(body: str, quote: str, nth: int = 0) -> Words:
    at = -1
    for _ in range(nth + 1):
        at = body.index(quote, at + 1)
    return Words.of(body, Span(at, at + len(quote)))


def test_a_quote_is_found_over_a_line_break() -> None:
    body = "Căn cứ Nghị định số 75/2012/NĐ-CP ngày 03 tháng 10 năm 2012; hết."
    hit = find(laid(), words(body, "Nghị định số 75/2012/NĐ-CP ngày 03 tháng 10 năm 2012"))
    assert hit is not None and hit[1]
    assert LAID[hit[0].start : hit[0].end].replace("\n", "") == "Nghị định số 75/2012/NĐ-CP ngày 03 tháng 10 năm 2012"
    assert len(boxes_of(laid(), hit[0])) == 2, "one box a line"


def test_the_second_mention_is_not_the_first() -> None:
    body = LAID.replace("-\nCP", "-CP").replace("\n2\n", " ")
    hit = find(laid(), words(body, "Nghị định số 75/2012/NĐ-CP", nth=1))
    assert hit is not None and hit[0].start > LAID.index("bên kia sông")


def test_a_page_number_within_the_quote_leaves_its_beginning() -> None:
    body = "Theo đề nghị của phòng gỗ thông và phòng gỗ lim của xưởng mẫu lớn ở bên kia sông."
    hit = find(laid(), words(body, body))
    assert hit is not None and hit[1] and LAID[hit[0].start :].startswith("Theo đề nghị")


def test_words_that_are_not_there_give_no_box() -> None:
    body = "Theo đề nghị của phòng gỗ thông và phòng gỗ lim Điều chín mươi"
    hit = find(laid(), words(body, "Điều chín mươi"))
    assert hit is not None and not hit[1], "the page is known, the place is not"
    assert find(laid(), Words(quote="khác hẳn", nth=0, before="")) is None


def test_why_there_is_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    file = tmp_path / "hỏng.docx"
    file.write_bytes(b"PK\x03\x04 not a document")
    asked = Words(quote="x", nth=0, before="")
    assert leaf_of(file, None, "0" * 64, asked).why in {"failed", "office"}
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("doccheck.extract.office._PLACES", ())
    assert leaf_of(file, None, "1" * 64, asked) == Leaf(why="office")


@pytest.fixture
def workspace(scanned: Path, tmp_path: Path) -> Workspace:
    return open_workspace(copy_of(scanned, tmp_path))


def test_what_dies_soon_stands_in_two_lists(workspace: Workspace) -> None:
    tools = open_tools()
    found, secret = endings(workspace, tools, date(2019, 7, 1), date(2019, 9, 28), "vi")
    decree = next(one for one in found if "158/2007" in one.label)
    assert decree.on == date(2019, 8, 15) and decree.after == "ceased" and "59/2019" in decree.by
    assert decree.citing and not decree.own
    shown = seen(found, workspace, secret, Sight())
    assert decree in [row["one"] for row in shown["cited"]] and decree not in [row["one"] for row in shown["own"]]
    assert not endings(workspace, tools, date(1901, 1, 1), date(1901, 3, 1), "vi")[0]


def test_secret_and_foreign_documents_are_not_counted(workspace: Workspace) -> None:
    paths = {row[0] for row in workspace.conn.execute("select path from documents")}
    hidden = next(path for path in paths if path.endswith("977-mat.txt"))
    other = next(path for path in paths if "/so-y-te/" in path)
    one = Ending(
        on=date(2026, 4, 1),
        act="a",
        label="a",
        number="1",
        after="ceased",
        by="",
        own=(hidden,),
        citing=(hidden, other),
    )
    shown = seen([one], workspace, frozenset({hidden}), Sight(secret=False))
    assert shown["own"] == [] and shown["cited"][0]["paths"] == [other]
    shown = seen([one], workspace, frozenset({hidden}), Sight(departments=("so-tu-phap",)))
    assert shown["cited"][0]["paths"] == [hidden]
