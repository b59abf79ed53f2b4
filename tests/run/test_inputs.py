"""Everything met becomes one input: files, links, pipes, odd names, folders that cannot be opened."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from doccheck.errors import UsageError
from doccheck.run.inputs import find, label

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name != "posix", reason="needs pipes and links")


def codes(*paths: str | Path) -> dict[str, str | None]:
    return {Path(i.path).name: i.refused for i in find(paths)}


def test_folders_files_and_patterns_are_joined_without_doubles(tmp_path: Path) -> None:
    for name in ("a.txt", "b.docx", "sub/c.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x")
    found = find([tmp_path, tmp_path / "a.txt", tmp_path / "*.docx", str(tmp_path / "**/*.pdf")])
    assert [Path(i.path).name for i in found] == ["a.txt", "b.docx", "c.pdf"]
    assert [i.suffix for i in found] == [".txt", ".docx", ".pdf"]


@pytest.mark.parametrize("missing", ["khong-co", "khong-co/*.pdf"])
def test_what_is_not_there_is_told(tmp_path: Path, missing: str) -> None:
    with pytest.raises(UsageError, match=r"Không tìm thấy: .*khong-co"):
        find([tmp_path / missing])


def test_a_name_with_brackets_is_a_name(tmp_path: Path) -> None:
    (tmp_path / "[1] quyết định.txt").write_bytes(b"x")
    assert len(find([tmp_path / "[1] quyết định.txt"])) == 1


@posix
def test_the_zoo_is_on_record_and_nothing_hangs(tmp_path: Path) -> None:
    pile = tmp_path / "kho"
    pile.mkdir()
    (pile / "that.txt").write_bytes(b"x")
    os.mkfifo(pile / "ong")
    (pile / "vong").symlink_to(pile)
    (pile / "cut").symlink_to(pile / "khong-co")
    (pile / "trong-kho").symlink_to(pile / "that.txt")
    (tmp_path / "ngoai.txt").write_bytes(b"secret")
    (pile / "ra-ngoai").symlink_to(tmp_path / "ngoai.txt")
    (pile / "zero").symlink_to("/dev/zero")
    assert codes(pile) == {
        "that.txt": None,
        "trong-kho": None,
        "ong": "not_regular_file",
        "vong": "not_regular_file",
        "cut": "unreadable",
        "ra-ngoai": "not_regular_file",
        "zero": "not_regular_file",
    }


@posix
def test_odd_names_become_valid_printable_text(tmp_path: Path) -> None:
    names = [b"dong\nmoi.txt", b"sai-\xff\xfe.txt", "\u202ettx.exe".encode(), b"-rf", b"x" * 250]
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb") as file:
            file.write(b"x")
    found = find([tmp_path])
    assert len(found) == len(names)
    for item in found:
        assert item.path.isprintable()
        item.path.encode("utf-8")
        assert item.place.read_bytes() == b"x"


@posix
def test_a_closed_folder_is_on_record(tmp_path: Path) -> None:
    """Root opens every folder: there the question is asked by a root without that power."""
    closed = tmp_path / "kin"
    closed.mkdir(mode=0)
    plain = ["setpriv", "--bounding-set=-all", "--inh-caps=-all"] if os.geteuid() == 0 else []
    asked = (
        "import sys; from doccheck.run.inputs import find; print([(i.path, i.refused) for i in find([sys.argv[1]])])"
    )
    try:
        command = [*plain, sys.executable, "-c", asked, str(tmp_path)]
        told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout
    finally:
        closed.chmod(0o700)
    assert "/kin', 'unreadable')]" in told


def test_own_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "doccheck.db").write_bytes(b"x")
    (tmp_path / "a.txt").write_bytes(b"x")
    (tmp_path / ".spool").mkdir()
    (tmp_path / ".spool" / "x").write_bytes(b"x")
    found = find([tmp_path], skip=[tmp_path / "doccheck.db", tmp_path / ".spool"])
    assert [Path(i.path).name for i in found] == ["a.txt"]


def test_very_deep_folders_end_as_a_record(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(103):
        deep = deep / "d"
    deep.mkdir(parents=True)
    assert [i.refused for i in find([tmp_path])] == ["nesting_too_deep"]


def test_labels_escape_what_a_terminal_would_obey() -> None:
    assert label("a\x1b[31mb") == "a\\x1b[31mb"
    assert label("Quyết định") == "Quyết định"
    assert sys.getfilesystemencoding().lower().startswith("utf")
