"""One scan for all tests of campaigns; each test gets its own copy."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from doccheck.campaign.store import Campaign
from doccheck.run.workspace import Workspace, open_workspace
from tests.campaign.kho import campaign_over, make_kho, scan


@pytest.fixture(scope="session")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the pile and its workspace."""
    home = tmp_path_factory.mktemp("dot")
    make_kho(home / "kho")
    scan(home / "kho", home / "doccheck.db").close()
    return home


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The key of the audit chain stays in the test's folder."""
    monkeypatch.setenv("DOCCHECK_AUDIT_KEY", str(tmp_path / "khoa"))


@pytest.fixture
def workspace(scanned: Path, tmp_path: Path) -> Iterator[Workspace]:
    """A workspace of one's own."""
    shutil.copy(scanned / "doccheck.db", tmp_path / "doccheck.db")
    opened = open_workspace(tmp_path / "doccheck.db")
    yield opened
    opened.close()


@pytest.fixture
def campaign(workspace: Workspace, tmp_path: Path) -> Iterator[Campaign]:
    """A campaign over it."""
    made = campaign_over(workspace.path, tmp_path / "campaign.db")
    yield made
    made.close()
