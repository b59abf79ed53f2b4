"""Where the data folders stand: inside the installed package, else beside it in a checkout."""

import hashlib
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


@cache
def data_dir(name: str) -> Path:
    """Folder of ``rules``, ``registry`` or ``samples``."""
    packed = _PACKAGE / "_data" / name
    if packed.is_dir():
        return packed
    root = _PACKAGE.parent
    return root / name if name == "rules" else root / "corpus" / name


def rule_files(folder: Path) -> tuple[Path, ...]:
    """Files that make the digest (tệp quy tắc): all YAML of a rule folder, in a stable order."""
    return tuple(sorted(folder.rglob("*.yaml")))


def digest_of(folder: Path) -> str:
    """Digest of a rule folder's contents (mã băm bộ quy tắc)."""
    total = hashlib.sha256()
    for path in rule_files(folder):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]
