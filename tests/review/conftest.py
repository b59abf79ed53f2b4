"""A scanned pile of our own samples and a running site over it, one of each a session."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from doccheck.pipeline import open_tools
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan
from doccheck.run.workspace import Workspace, open_workspace
from tests.conftest import _missing
from tests.review.site import Visitor

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
NAMES = ("01-", "02-", "03-", "04-", "07-", "10-", "15-", "17-", "23-", "24-", "28-")
DAY = date(2026, 3, 2)
WORD = "một-hai-ba-bốn-5"
PEOPLE = {"lan": "reviewer", "hoa": "reviewer", "minh": "approver", "xem": "viewer"}
SECRET = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: 977/2014/QĐ-UBND
MẬT
Hà Tĩnh, ngày 20 tháng 3 năm 2014
QUYẾT ĐỊNH
Về kho lương khô của xưởng gỗ
Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Giao xưởng gỗ trông coi kho lương khô.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 30 tháng 3 năm 2014.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
NASTY = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: 978/2020/QĐ-UBND
Hà Tĩnh, ngày 20 tháng 3 năm 2020
QUYẾT ĐỊNH
Về <script>alert(1)</script> và "><img src=x onerror=alert(2)> ở xưởng gỗ
Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ </mark><svg onload=alert(3)>;
QUYẾT ĐỊNH:
Điều 1. Giao xưởng gỗ. {{ 7*7 }} {% load x %} <b>đậm</b>
TM. ỦY BAN NHÂN DÂN
"""


@dataclass
class Site:
    """A running site."""

    port: int
    workspace: Path
    first: str
    process: "subprocess.Popen[str]"

    def stop(self) -> None:
        """Stop it; nothing may have gone wrong inside."""
        self.process.terminate()
        self.process.wait(20)
        told = self.workspace.with_suffix(".log").read_text("utf-8")
        assert "Traceback" not in told, told[-3_000:]

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def visitor(self) -> Visitor:
        return Visitor(self.port)


@pytest.fixture(scope="session", autouse=True)
def _own_places(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keys and the office's registry of these tests stand in a folder of their own."""
    folder = tmp_path_factory.mktemp("places")
    os.environ["DOCCHECK_AUDIT_KEY"] = str(folder / "audit.key")
    os.environ["XDG_DATA_HOME"] = str(folder / "data")


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace over some samples, a secret decision and one full of markup."""
    folder = tmp_path_factory.mktemp("pile")
    pile = folder / "kho"
    (pile / "so-tu-phap").mkdir(parents=True)
    (pile / "so-y-te").mkdir()
    for file in sorted(SAMPLES.iterdir()):
        if file.name.startswith(NAMES):
            home = "so-y-te" if file.name.startswith("02-") else "so-tu-phap"
            shutil.copy(file, pile / home / file.name)
    (pile / "so-tu-phap" / "977-mat.txt").write_text(SECRET, "utf-8")
    (pile / "so-tu-phap" / 'x"><script>alert(4)<.txt').write_text(NASTY, "utf-8")
    path = folder / "kho.db"
    workspace = open_workspace(path, create=True)
    scan_again(workspace, pile)
    workspace.close()
    return path


LAND = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: {number}/2020/QĐ-UBND
Hà Tĩnh, ngày 20 tháng 3 năm 2020
QUYẾT ĐỊNH
Về việc trông coi bãi cỏ số {number} của xưởng gỗ
{bases}
QUYẾT ĐỊNH:
Điều 1. Giao xưởng gỗ trông coi bãi cỏ.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 10 tháng 4 năm 2020.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
BASES = {
    "law": "Căn cứ Luật Đất đai ngày 29 tháng 11 năm 2013;",
    "43": "Căn cứ Nghị định số 43/2014/NĐ-CP ngày 15 tháng 5 năm 2014 của Chính phủ;",
    "44": "Căn cứ Nghị định số 44/2014/NĐ-CP ngày 15 tháng 5 năm 2014 của Chính phủ;",
    "01": "Căn cứ Nghị định số 01/2017/NĐ-CP ngày 06 tháng 01 năm 2017 của Chính phủ;",
    "wrong": "Căn cứ Nghị định số 46/2014/NĐ-CP ngày 25 tháng 5 năm 2014 của Chính phủ;",
    "other": "Căn cứ Nghị định số 34/2016/NĐ-CP ngày 14 tháng 5 năm 2016 của Chính phủ;",
}
PILES = {
    "901": ("law", "43", "44"),
    "902": ("43", "01"),
    "903": ("law", "wrong", "other"),
    "904": ("44", "01", "other"),
}


@pytest.fixture(scope="session")
def tied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace over four decisions that rest on a law and on what fell with it."""
    folder = tmp_path_factory.mktemp("tied")
    (folder / "kho").mkdir()
    for number, names in PILES.items():
        words = LAND.format(number=number, bases="\n".join(BASES[name] for name in names))
        (folder / "kho" / f"{number}.txt").write_text(words, "utf-8")
    workspace = open_workspace(folder / "kho.db", create=True)
    scan_again(workspace, folder / "kho")
    workspace.close()
    return folder / "kho.db"


def scan_again(workspace: Workspace, pile: Path, day: date = DAY) -> None:
    """Scan a pile into a workspace."""
    recipe = Recipe()
    digest = open_tools().shelf.digest
    Scan(workspace=workspace, recipe=recipe, as_of=day, registry_digest=digest, workers=1).run([pile], day.isoformat())


def copy_of(scanned: Path, folder: Path) -> Path:
    """A copy of the scanned workspace to change."""
    target = folder / "kho.db"
    source, made = open_workspace(scanned), target
    source.conn.execute("vacuum into ?", (str(made),))
    source.close()
    return target


def start(workspace: Path, *options: str) -> Site:
    """Start the site as a user does."""
    command = [
        sys.executable,
        "-m",
        "doccheck",
        "review",
        "serve",
        "--workspace",
        str(workspace),
        "--port",
        "0",
        *options,
    ]
    log = workspace.with_suffix(".log").open("w", encoding="utf-8")
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=log,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    first, port = "", 0
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/", line)
    assert found, line
    port = int(found[1])
    if "--no-login" not in options:
        first = process.stdout.readline().rsplit(" ", 1)[-1].strip()
    return Site(port, workspace, first, process)


@pytest.fixture
def make_site(scanned: Path, tmp_path: Path) -> Iterator[Callable[..., Site]]:
    """Sites over copies of the scanned workspace; stopped at the end."""
    made: list[Site] = []

    def make(*options: str) -> Site:
        folder = tmp_path / f"s{len(made)}"
        folder.mkdir()
        made.append(start(copy_of(scanned, folder), *options))
        return made[-1]

    yield make
    for site in made:
        site.stop()


@pytest.fixture(scope="module")
def site(scanned: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with log-in and people of every role."""
    made = start(copy_of(scanned, tmp_path_factory.mktemp("site")))
    people(made)
    yield made
    made.stop()


def people(site: Site) -> Visitor:
    """Make the people of the tests; the manager."""
    manager = site.visitor().enter("admin", site.first)
    assert manager.post("/account/password/", {"old": site.first, "new": WORD, "again": WORD}).status == 200
    for name, role in PEOPLE.items():
        fields = {"name": name, "role": role}
        if name == "hoa":
            fields["department"] = "so-y-te"
        answer = manager.post("/people/save/", fields)
        word = re.search(r"<code>([^<]+)</code>", answer.body)
        assert word, answer.status
        one = site.visitor().enter(name, word[1])
        assert one.post("/account/password/", {"old": word[1], "new": WORD, "again": WORD}).status == 200
    return manager


@pytest.fixture(scope="session")
def chromium() -> str:
    """Chromium's program, or skip saying what to install."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        _missing("Chromium is not installed: apt-get install chromium")
    return str(found)
