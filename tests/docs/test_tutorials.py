"""Every command line of the tutorials runs as printed, in order, on the samples; what it prints becomes a picture."""

import os
import re
import shlex
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest

from doccheck.cli import _run
from doccheck.rulebook import place
from doccheck.rulebook.place import data_dir
from tests.docs.pages import DOCS, PAGES, PICTURES, TUTORIALS, album, pieces

WHOLE = "vi/phap-che"
FEW = ("02-", "07-", "10-", "11-", "16-")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a new user has it; the office's registry and keys stand apart."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / ".data"))
    monkeypatch.setenv("DOCCHECK_AUDIT_KEY", str(tmp_path / ".key"))
    monkeypatch.delenv("DOCCHECK_LANG", raising=False)
    monkeypatch.delenv("DOCCHECK_NOTIFY", raising=False)
    return tmp_path


@pytest.mark.parametrize("page", PAGES)
def test_a_tutorial_runs_as_printed(
    page: str,
    here: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> None:
    if page == WHOLE:
        request.getfixturevalue("soffice")
        request.getfixturevalue("vietnamese_ocr")
    else:
        monkeypatch.setattr(place, "data_dir", _few(tmp_path_factory.mktemp("few")))
    pictures, printed, ran = album(tmp_path_factory.mktemp("pictures")), "", 0
    for piece in pieces(page):
        if piece.path and piece.kind != "picture":
            target = here / piece.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(piece.text, "utf-8")
        elif piece.kind == "picture" and piece.path.endswith(".svg"):
            draw(printed, (pictures / Path(piece.path).name))
        elif piece.kind == "console":
            printed = ""
            for line in piece.text.strip().splitlines():
                words = shlex.split(line)
                assert words[0] == "doccheck", line
                ran += 1
                if piece.serves:
                    _serve(words[1:])
                    continue
                monkeypatch.setattr(sys, "argv", words)
                code = _run(words[1:])
                said = capsys.readouterr()
                printed += f"$ {line}\n{said.err}{said.out}"
                assert code in piece.exits, f"{line}: {code}\n{said.err}\n{said.out[-2000:]}"
                assert "Traceback" not in said.err
    assert ran >= 6


def _few(folder: Path) -> Callable[[str], Path]:
    """The samples that most tutorials need."""
    for file in data_dir("samples").iterdir():
        if file.name.startswith(FEW):
            shutil.copy(file, folder / file.name)
    return lambda name: folder if name == "samples" else data_dir(name)


def _serve(words: list[str]) -> None:
    """Start the room on a free port, look at its door, stop it."""
    asked = [*words]
    asked[asked.index("--port") + 1] = "0"
    process = subprocess.Popen(
        [sys.executable, "-m", "doccheck", *asked],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found
        with urllib.request.urlopen(found[0], timeout=60) as answer:
            assert answer.status == 200
    finally:
        process.terminate()
        process.wait(20)


def draw(text: str, path: Path) -> None:
    """What a terminal showed, as a picture without foreign fonts."""
    from rich.console import Console
    from rich.text import Text

    lines = text.rstrip().split("\n")
    shown = [*lines[:26], "…"] if len(lines) > 27 else lines
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        console = Console(record=True, width=104, file=nowhere, force_terminal=True, color_system="truecolor")
        for line in shown:
            console.print(Text(line, style="bold" if line.startswith("$ ") else ""), soft_wrap=False)
        drawn = console.export_svg(title="doccheck", unique_id=path.stem)
    drawn = re.sub(r"@font-face \{.*?\}", "", drawn, flags=re.DOTALL).replace("Fira Code, monospace", "monospace")
    drawn = drawn.replace("font-family: Fira Code", "font-family: monospace")
    assert "http" not in drawn.replace("http://www.w3.org", "").replace("https://www.textualize.io", "")
    path.write_text("\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n", "utf-8")


def test_both_languages_tell_the_same() -> None:
    for vi, en in zip(TUTORIALS["vi"], TUTORIALS["en"], strict=True):
        counts = [sum(piece.kind == "console" for piece in pieces(page)) for page in (f"vi/{vi}", f"en/{en}")]
        assert counts[0] == counts[1], (vi, en)


def test_every_picture_is_there_and_small() -> None:
    named = set()
    for path in [*DOCS.rglob("*.md"), DOCS.parent / "README.md"]:
        named |= {Path(found).name for found in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", path.read_text("utf-8"))}
    there = {path.name for path in PICTURES.iterdir()}
    assert named == there, f"missing {sorted(named - there)}, not shown {sorted(there - named)}"
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < 3_000_000
