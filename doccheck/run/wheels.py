"""Wheels made without a build (gói wheel): of this program as it runs, and of libraries as they are installed."""

import base64
import hashlib
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from doccheck.rulebook.place import data_dir

NAME = "doccheck"
DATA = ("rules", "registry", "samples")
LEFT_OUT = frozenset({"RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "uv_cache.json", "uv_build.json"})
KIND = "Wheel-Version: 1.0\nGenerator: doccheck\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def own_wheel(folder: Path) -> Path:
    """This program with rules, registry and samples inside, as pip takes it (gói của chính chương trình)."""
    own = distribution(NAME)
    info = f"{NAME}-{own.version}.dist-info"
    target = folder / f"{NAME}-{own.version}-py3-none-any.whl"
    return write_wheel(target, info, _own_files(own, info))


def _own_files(own: Distribution, info: str) -> Iterator[tuple[str, bytes]]:
    package = Path(__file__).resolve().parent.parent
    yield from _tree(package, NAME, without="_data")
    for name in DATA:
        yield from _tree(data_dir(name), f"{NAME}/_data/{name}")
    for name in ("METADATA", "entry_points.txt", "licenses/LICENSE"):
        text = own.read_text(name)
        if text is not None:
            yield f"{info}/{name}", text.encode()
    yield f"{info}/WHEEL", KIND.encode()


def _tree(folder: Path, home: str, without: str = "") -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        hidden = any(part.startswith(".") for part in parts) or "__pycache__" in parts or parts[0] == without
        if path.is_file() and not hidden:
            yield f"{home}/{'/'.join(parts)}", path.read_bytes()


def packed_again(found: Distribution, folder: Path) -> Path:
    """A library as it is installed here, as a wheel again (đóng lại thư viện); scripts come by entry points."""
    name, version = found.metadata["Name"].replace("-", "_").replace(".", "_"), found.version
    kept = [
        (str(file).replace("\\", "/"), Path(str(file.locate())))
        for file in found.files or ()
        if ".." not in file.parts and "__pycache__" not in file.parts and not Path(str(file)).is_absolute()
    ]
    info = next(path.split("/")[0] for path, _ in kept if path.split("/")[0].endswith(".dist-info"))
    files = ((path, place.read_bytes()) for path, place in kept if not _left_out(path, info) and place.is_file())
    return write_wheel(folder / f"{name}-{version}-{_tag(found)}.whl", info, files)


def _left_out(path: str, info: str) -> bool:
    return path.startswith(info) and path.split("/")[-1] in LEFT_OUT and path.count("/") == 1


def _tag(found: Distribution) -> str:
    """The tag of a wheel's name from its list of tags."""
    lines = (found.read_text("WHEEL") or "").splitlines()
    tags = [line.split(":", 1)[1].strip().split("-") for line in lines if line.startswith("Tag:")]
    return "-".join(".".join(dict.fromkeys(column)) for column in zip(*tags, strict=True)) or "py3-none-any"


def write_wheel(target: Path, info: str, files: Iterable[tuple[str, bytes]]) -> Path:
    """A wheel of these files with its record; the same files give the same wheel."""
    record = []
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as made:
        for path, data in files:
            made.writestr(_entry(path), data)
            digest = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            record.append(f'"{path}",sha256={digest},{len(data)}')
        record.append(f"{info}/RECORD,,")
        made.writestr(_entry(f"{info}/RECORD"), "\n".join(record) + "\n")
    return target


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path)  # with its own first day: the same files, the same bytes
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry
