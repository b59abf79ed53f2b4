"""Fixtures: where the real documents are, and what the machine offers. In CI a missing part fails, it does not skip."""

import os
import shutil
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
IN_CI = os.environ.get("CI") == "true"


def _missing(reason: str) -> None:
    if IN_CI:
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of the real documents, or skip with the reason."""
    if not SHARED.is_dir():
        _missing("../shared/data is not here: tests over real documents need it")
    return SHARED


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice's program, or skip saying what to install."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        _missing("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    return str(found)


@pytest.fixture(scope="session")
def vietnamese_ocr() -> Path:
    """Folder that holds vie.traineddata, or skip saying what to install."""
    for folder in map(Path, (os.environ.get("TESSDATA_PREFIX", ""), "/usr/share/tesseract-ocr/5/tessdata")):
        if (folder / "vie.traineddata").is_file():
            return folder
    _missing("Vietnamese OCR data is not installed: apt-get install tesseract-ocr-vie")
    raise AssertionError
