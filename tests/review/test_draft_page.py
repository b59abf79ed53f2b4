"""The page for drafters: pasted or sent, bases on the day of signing, the Word file back; in a real Chromium too."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.review.conftest import ROOT, SAMPLES, Site, copy_of, start
from tests.review.site import Answer, Visitor

PICTURES = ROOT / "anh-chup"
DRAFT = SAMPLES / "02-qd-can-cu-da-het-hieu-luc-2020.docx"
WORDS = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số:      /2024/QĐ-UBND
Hà Tĩnh, ngày     tháng     năm 2024
QUYẾT ĐỊNH
Ban hành quy định về kho của xưởng gỗ
Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Căn cứ Luật Ban hành văn bản quy phạm pháp luật ngày 22 tháng 6 năm 2015;
Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ;
Căn cứ Nghị định số 9998/2031/NĐ-CP ngày 01 tháng 01 năm 2031 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. <script>alert(1)</script> Quyết định này có hiệu lực thi hành kể từ ngày 01 tháng 01 năm 2025.
TM. ỦY BAN NHÂN DÂN
"""


@pytest.fixture(scope="module")
def room(scanned: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = start(copy_of(scanned, tmp_path_factory.mktemp("drafting")), "--no-login")
    yield made
    made.stop()


def send(visitor: Visitor, fields: dict[str, str], file: Path | None = None) -> Answer:
    """A form with a file, as a browser sends it."""
    mark, lines = "doccheck-mark", []
    for name, value in {**fields, "csrfmiddlewaretoken": visitor.token}.items():
        lines.append(f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
    if file is not None:
        head = f'--{mark}\r\nContent-Disposition: form-data; name="file"; filename="{file.name}"\r\n\r\n'.encode()
        lines.append(head + file.read_bytes() + b"\r\n")
    body = b"".join([*lines, f"--{mark}--\r\n".encode()])
    return visitor.call("POST", "/draft/", body, {"Content-Type": f"multipart/form-data; boundary={mark}"})


def test_pasted_words_are_judged_on_the_day_of_signing(room: Site) -> None:
    visitor = room.visitor()
    visitor.get("/draft/")
    answer = send(visitor, {"text": WORDS, "sign_on": "2024-12-20", "give": "page"})
    assert answer.status == 200
    for words in ("Như thể ký ngày 20/12/2024", "BASIS-EXP-AT-ISSUE", "Hết hiệu lực", "từ 01/3/2025", "59/2019/NĐ-CP"):
        assert words.casefold() in answer.body.casefold(), words
    assert "chưa có trong sổ đăng ký" in answer.body
    assert "<script>alert" not in answer.body
    later = send(visitor, {"text": WORDS, "sign_on": "2025-06-20", "give": "page"})
    assert "Như thể ký ngày 20/6/2025" in later.body
    assert later.body.count("BASIS-EXP-AT-ISSUE") > answer.body.count("BASIS-EXP-AT-ISSUE")


def test_a_word_file_comes_back_with_comments_and_nothing_is_kept(room: Site) -> None:
    before = {path.name for path in room.workspace.parent.rglob("*")}
    visitor = room.visitor()
    visitor.get("/draft/")
    answer = send(visitor, {"text": "", "sign_on": "2020-03-20", "give": "page"}, DRAFT)
    assert answer.status == 200 and "BASIS-EXP-AT-ISSUE" in answer.body and DRAFT.name in answer.body
    answer = raw(visitor, {"text": "", "sign_on": "2020-03-20", "give": "word"}, DRAFT)
    with zipfile.ZipFile(io.BytesIO(answer)) as opened:
        assert "word/comments.xml" in opened.namelist()
    assert {path.name for path in room.workspace.parent.rglob("*")} - before <= {"kho.db-wal", "kho.db-shm"}


def raw(visitor: Visitor, fields: dict[str, str], file: Path) -> bytes:
    """The bytes of an answer that is a file."""
    import http.client

    kept: dict[str, bytes] = {}
    read = http.client.HTTPResponse.read

    class Keeping(http.client.HTTPResponse):
        def read(self, *given: Any) -> bytes:
            kept["body"] = read(self, *given)
            return kept["body"]

    visitor.connection = http.client.HTTPConnection("127.0.0.1", visitor.port, timeout=60)
    visitor.connection.response_class = Keeping
    answer = send(visitor, fields, file)
    assert answer.status == 200
    assert "02-qd-can-cu-da-het-hieu-luc-2020.doccheck.docx" in answer.headers["content-disposition"]
    return kept["body"]


@pytest.mark.parametrize(
    ("fields", "file", "status", "told"),
    [
        ({"text": "", "sign_on": "2026-12-10", "give": "page"}, None, 400, "Hãy chọn tệp hoặc dán chữ"),
        ({"text": WORDS, "sign_on": "mai", "give": "page"}, None, 400, "Hãy ghi ngày"),
        ({"text": WORDS, "sign_on": "2026-12-10", "give": "word"}, None, 422, "Chỉ tệp Word"),
        ({"text": "", "sign_on": "2026-12-10", "give": "page"}, SAMPLES / "27-tep-hong.docx", 422, "Không đọc được"),
    ],
)
def test_wrong_use_is_told_on_the_page(
    room: Site, fields: dict[str, str], file: Path | None, status: int, told: str
) -> None:
    visitor = room.visitor()
    visitor.get("/draft/")
    answer = send(visitor, fields, file)
    assert answer.status == status and told in answer.body


def test_without_token_or_login_nothing_is_read(room: Site, make_site: Any) -> None:
    answer = room.visitor().post("/draft/", {"text": WORDS, "sign_on": "2026-12-10"}, token=False)
    assert answer.status == 403
    closed = make_site()
    stranger = closed.visitor()
    assert stranger.get("/draft/").location.startswith("/login/")
    assert stranger.post("/draft/", {"text": WORDS, "sign_on": "2026-12-10"}, token=False).status == 403


def test_in_a_browser(room: Site, chromium: str) -> None:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed")
    PICTURES.mkdir(exist_ok=True)
    with playwright.sync_playwright() as tool:
        browser = tool.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="vi-VN")
        page, said = context.new_page(), []
        page.on("console", lambda m: said.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda e: said.append(str(e)))
        page.goto(room.address + "/draft/")
        page.fill("textarea", WORDS)
        page.fill("input[type=date]", "2024-12-20")
        page.click("button[value=page]")
        page.wait_for_selector("table.bases", timeout=120_000)
        assert page.locator("table.bases tbody tr").count() == 4
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.screenshot(path=str(PICTURES / "du-thao.png"), full_page=True)
        found = axe.Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
        assert found.violations_count == 0, found.generate_report()
        page.set_viewport_size({"width": 420, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.set_input_files("input[type=file]", str(DRAFT))
        page.fill("input[type=date]", "2020-03-20")
        with page.expect_download(timeout=120_000) as coming:
            page.click("button[value=word]")
        assert coming.value.suggested_filename == "02-qd-can-cu-da-het-hieu-luc-2020.doccheck.docx"
        context.close()
        browser.close()
    assert not said
