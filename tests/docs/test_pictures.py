"""Pictures of the documentation, taken from what runs; ``DOCCHECK_PICTURES=1`` keeps them in ``docs/pictures``."""

import contextlib
import io
import json
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PIL import Image, ImageOps

from doccheck.cli import _run
from tests.conftest import _missing
from tests.docs.pages import ROOT, album
from tests.review.conftest import Site, start
from tests.review.test_draft_page import WORDS

SAMPLES = ROOT / "corpus" / "samples"
NAMES = ("01-", "02-", "03-", "07-", "10-", "11-", "15-")
DRAFT = SAMPLES / "02-qd-can-cu-da-het-hieu-luc-2020.docx"
WIDE = {"width": 1240, "height": 820}
playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a scanned pile of a few samples."""
    folder = tmp_path_factory.mktemp("pile")
    for file in sorted(SAMPLES.iterdir()):
        if file.name.startswith(NAMES):
            home = folder / "van-ban" / ("so-y-te" if file.name.startswith("02-") else "so-tu-phap")
            home.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, home / file.name)
    words = ["--as-of", "2026-11-24", "--workspace", str(folder / "doccheck.db"), "--progress", "none"]
    with contextlib.chdir(folder):
        assert _run(["scan", "van-ban", *words]) == 1
    return folder


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return album(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    program = shutil.which("chromium") or shutil.which("google-chrome")
    if program is None:
        _missing("Chromium is not installed: apt-get install chromium")
    with playwright.sync_playwright() as tool:
        opened = tool.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    context = browser.new_context(viewport=WIDE, locale="vi-VN")
    opened = context.new_page()
    opened.set_default_timeout(120_000)
    yield opened
    context.close()


@pytest.fixture(scope="module")
def site(pile: Path) -> Iterator[Site]:
    made = start(pile / "doccheck.db", "--no-login")
    yield made
    made.stop()


def keep(data: bytes | Image.Image, path: Path, width: int = 1100) -> None:
    """A picture made small: few colours, no wider than needed; it must show something."""
    picture = data if isinstance(data, Image.Image) else Image.open(io.BytesIO(data))
    picture = picture.convert("RGB")
    assert len(picture.getcolors(1 << 24) or ()) > 20, "an empty picture"
    if picture.width > width:
        picture = picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)
    picture.quantize(48, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < 250_000, path


@pytest.mark.parametrize(("lang", "name"), [("vi", "bao-cao"), ("en", "report")])
def test_report(lang: str, name: str, pile: Path, pictures: Path, page: Any, tmp_path: Path) -> None:
    target = tmp_path / f"{name}.html"
    words = ["--workspace", str(pile / "doccheck.db"), "--format", "html", "-o", str(target), "--lang", lang]
    assert _run(["export", *words]) == 0
    page.goto(target.as_uri())
    keep(page.screenshot(), pictures / f"{name}.png")


@pytest.mark.parametrize(
    ("lang", "desk", "draft"), [("vi", "ban-ra-soat", "trang-du-thao"), ("en", "desk", "draft-page")]
)
def test_room(lang: str, desk: str, draft: str, site: Site, pictures: Path, page: Any) -> None:
    page.goto(site.address + "/")
    if lang == "en":
        page.click("button[name=lang][value=en]")
        page.wait_for_load_state("networkidle")
    page.goto(site.address + "/desk/?state=open&level=error")
    page.wait_for_load_state("networkidle")
    keep(page.screenshot(), pictures / f"{desk}.png")
    page.goto(site.address + "/draft/")
    page.fill("textarea", WORDS)
    page.fill("input[type=date]", "2024-12-20")
    page.click("button[value=page]")
    page.wait_for_selector("table.bases")
    keep(page.screenshot(), pictures / f"{draft}.png")


def test_people(site: Site, pictures: Path, page: Any) -> None:
    page.goto(site.address + "/people/")
    page.wait_for_load_state("networkidle")
    keep(page.screenshot(), pictures / "nguoi-dung.png")


def test_marked_pdf(pictures: Path, tmp_path: Path) -> None:
    target = tmp_path / "marked.pdf"
    assert _run(["annotate", str(SAMPLES / "10-qd-tinh-da-sap-nhap.pdf"), "-o", str(target), "--fail-on", "never"]) == 0
    keep(_first_page(target, 1.6), pictures / "danh-dau.png", width=900)


def test_draft_in_word(soffice: str, pictures: Path, tmp_path: Path) -> None:
    target = tmp_path / "draft.docx"
    day = date(2020, 3, 20).isoformat()
    assert _run(["draft", str(DRAFT), "--sign-on", day, "--fix", "-o", str(target)]) == 1
    notes = json.dumps({"ExportNotesInMargin": {"type": "boolean", "value": "true"}})
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [
        soffice,
        profile,
        "--headless",
        "--convert-to",
        f"pdf:writer_pdf_Export:{notes}",
        "--outdir",
        str(tmp_path),
    ]
    subprocess.run([*words, str(target)], check=True, capture_output=True, timeout=180)
    keep(_first_page(tmp_path / "draft.pdf", 2.0), pictures / "du-thao-word.png", width=1000)


def _first_page(path: Path, scale: float) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    picture = document[0].render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    document.close()
    left, top, right, bottom = ImageOps.invert(picture).getbbox() or (0, 0, *picture.size)
    return picture.crop((max(left - 40, 0), max(top - 30, 0), right + 40, bottom + 30))
