"""Archives: members are listed and copied inside the child under names of our own; bombs and locks are refused."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest

from doccheck.run import archive as archive_
from doccheck.run.archive import ArchiveFault, copy_member, members


def made(tmp_path: Path, *rows: tuple[str, bytes]) -> Path:
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in rows:
            file.writestr(name, data)
    return path


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_names_never_leave_the_archive(tmp_path: Path) -> None:
    path = made(
        tmp_path,
        ("../../etc/passwd", b"1"),
        ("/goc.txt", b"2"),
        ("a\\b.txt", b"3"),
        ("x", b"4"),
        ("x", b"5"),
        ("d/", b""),
    )
    assert [m.name for m in members(path)] == ["a/b.txt", "etc/passwd", "goc.txt", "x", "x#2"]


def test_vietnamese_names_without_the_utf8_flag_are_mended(tmp_path: Path) -> None:
    path = made(tmp_path, ("Quyet.txt", b"1"))
    raw = path.read_bytes()
    name = "Quyết".encode()[:5]
    path.write_bytes(raw.replace(b"Quyet", name.ljust(5, b"t")))
    (member,) = members(path)
    assert member.name.startswith("Quy")


def test_members_are_copied_whole(tmp_path: Path) -> None:
    path = made(tmp_path, ("a.txt", b"mot"), ("b.txt", b"hai"))
    out = tmp_path / "out"
    copy_member(path, members(path)[1].index, out)
    assert out.read_bytes() == b"hai"


def test_what_inflates_too_far_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(tmp_path, ("bom", b"\0" * 3_000_000))
    monkeypatch.setattr(archive_, "MAX_MEMBER", 1_000_000)
    assert members(path)[0].refused == "too_large_inflated"
    with pytest.raises(ArchiveFault, match="too_large_inflated"):
        copy_member(path, 0, tmp_path / "out")


def test_a_lying_size_is_counted_as_it_inflates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_, "MAX_MEMBER", 1_000)
    data = b"\0" * 50_000
    path = made(tmp_path, ("bom", data))
    raw = path.read_bytes().replace(struct.pack("<L", len(data)), struct.pack("<L", 10))
    path.write_bytes(raw)
    with pytest.raises(ArchiveFault):
        copy_member(path, 0, tmp_path / "out")
    assert not (tmp_path / "out").exists() or (tmp_path / "out").stat().st_size <= 2_000


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_, "MAX_MEMBERS", 2)
    with pytest.raises(ArchiveFault, match="too_many_entries"):
        members(made(tmp_path, ("a", b""), ("b", b""), ("c", b"")))


@pytest.mark.parametrize(("data", "code"), [(b"", "empty_file"), (b"PK\x03\x04 cut", "corrupt_container")])
def test_what_is_no_archive_has_its_code(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(data)
    with pytest.raises(ArchiveFault, match=code):
        members(path)


def test_a_damaged_member_has_its_code(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a", b"abc" * 100)
    raw = bytearray(buffer.getvalue())
    at = raw.index(zlib.compress(b"abc" * 100)[2:-4])
    raw[at + 2] ^= 0xFF
    path = tmp_path / "goi.zip"
    path.write_bytes(raw)
    with pytest.raises(ArchiveFault, match="corrupt_container"):
        copy_member(path, 0, tmp_path / "out")
