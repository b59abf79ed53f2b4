"""Where the data folders stand: inside the installed package, else beside it in a checkout."""

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
