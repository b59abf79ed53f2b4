"""Tools of the tests on drafts: the sixty drafts built once, and a reader of what was written into a Word file."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from doccheck.pipeline import Tools, check_draft, open_tools

ROOT = Path(__file__).resolve().parents[2]


def _builder() -> ModuleType:
    path = ROOT / "corpus" / "drafts" / "build_drafts.py"
    spec = importlib.util.spec_from_file_location("build_drafts", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["build_drafts"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def builder() -> ModuleType:
    """The script that builds the drafts."""
    return _builder()


@pytest.fixture(scope="session")
def tools() -> Tools:
    """Rules and the seed registry."""
    return open_tools()


@pytest.fixture(scope="session")
def drafts(builder: ModuleType, tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """id → (draft, path, report) of all sixty."""
    folder = tmp_path_factory.mktemp("drafts")
    found = {}
    for draft in builder.drafts():
        path = folder / f"{draft['id']}.docx"
        builder.build(draft).save(path)
        found[draft["id"]] = (draft, path, check_draft(path, tools, sign_on=draft["sign_on"]))
    return found
