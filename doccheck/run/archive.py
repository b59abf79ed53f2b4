"""Archives (tệp nén): listed and read member by member inside the child; nothing is unpacked under its own name."""

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MAX_MEMBERS = 20_000
MAX_MEMBER = 256 * 1024 * 1024
MAX_TOTAL = 4 * 1024 * 1024 * 1024
_UTF8_FLAG = 0x800
_CHUNK = 1 << 20


class ArchiveFault(Exception):
    """An archive or a member that cannot be read; ``code`` is of the closed list."""

    def __init__(self, code: str, detail: str | None = None) -> None:
        super().__init__(code)
        self.code, self.detail = code, detail


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file in an archive; ``index`` opens it, ``name`` is unique in the archive; ``refused`` is a code."""

    index: int
    name: str
    size: int
    refused: str | None = None


def members(path: Path) -> tuple[Member, ...]:
    """All files of an archive, in the order of their names; ArchiveFault when it is none."""
    with _open(path) as archive:
        return tuple(sorted(_rows(archive), key=lambda m: m.name))


def _rows(archive: zipfile.ZipFile) -> Iterator[Member]:
    seen: dict[str, int] = {}
    total = 0
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise ArchiveFault("too_many_entries", f"{len(infos)} members")
    for index, info in enumerate(infos):
        if info.is_dir():
            continue
        name = _name(info)
        seen[name] = seen.get(name, 0) + 1
        if seen[name] > 1:
            name = f"{name}#{seen[name]}"
        total += info.file_size
        refused = "too_large_inflated" if info.file_size > MAX_MEMBER or total > MAX_TOTAL else None
        refused = "encrypted" if info.flag_bits & 1 else refused
        yield Member(index=index, name=name, size=info.file_size, refused=refused)


def copy_member(path: Path, index: int, target: Path) -> None:
    """Write one member's bytes to ``target``; what it really inflates to is counted, not what it declares."""
    with _open(path) as archive:
        try:
            with archive.open(archive.infolist()[index]) as source, target.open("xb") as out:
                left = MAX_MEMBER
                while chunk := source.read(min(_CHUNK, left + 1)):
                    left -= len(chunk)
                    if left < 0:
                        raise ArchiveFault("too_large_inflated")
                    out.write(chunk)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, IndexError, ValueError) as error:
            raise ArchiveFault("corrupt_container", str(error)) from error
        except RuntimeError as error:
            raise ArchiveFault("encrypted", str(error)) from error


def _open(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        if not path.stat().st_size:
            raise ArchiveFault("empty_file") from error
        raise ArchiveFault("corrupt_container", str(error)) from error
    except OSError as error:
        raise ArchiveFault("unreadable", error.strerror) from error


def _name(info: zipfile.ZipInfo) -> str:
    name = info.filename
    if not info.flag_bits & _UTF8_FLAG:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    parts = [p for p in PurePosixPath(name.replace("\\", "/")).parts if p not in {"/", "..", "."}]
    return "/".join(parts) or "?"
