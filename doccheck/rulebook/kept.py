"""What was read before, kept in the user's cache folder (bộ đệm) as plain JSON under the digest of its sources.

A file that is not there, is not whole, or that others may write to costs time and nothing else: it is not believed.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_WEEK = 7 * 24 * 3_600
_OTHERS_WRITE = 0o022


def cache_folder() -> Path:
    """The user's cache folder of this program (thư mục đệm)."""
    system: str = sys.platform
    if system == "linux":  # what platformdirs says there, without waiting for it
        return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache") / "doccheck"
    from platformdirs import user_cache_path

    return user_cache_path("doccheck")


def recall(kind: str, digest: str) -> Any:
    """The value kept under this digest (đọc bộ đệm); None when there is none that can be believed."""
    try:
        with _place(kind, digest).open("rb") as file:
            state = os.fstat(file.fileno())
            if hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & _OTHERS_WRITE):
                return None
            return json.loads(file.read())
    except (OSError, RuntimeError, ValueError, RecursionError):
        return None


def keep(kind: str, digest: str, value: Any) -> None:
    """Keep a plain value under this digest (ghi bộ đệm), where that can be done; older ones of the kind go in time."""
    with suppress(OSError, RuntimeError):
        path = _place(kind, digest)
        draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            draft.touch(mode=0o600, exist_ok=False)
            draft.write_bytes(json.dumps(value, separators=(",", ":")).encode())
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
        made = path.stat().st_mtime
        for old in path.parent.glob(f"{kind}-*.json"):
            if old.stat().st_mtime < made - _WEEK:  # another version beside this one keeps its own
                old.unlink(missing_ok=True)


def _place(kind: str, digest: str) -> Path:
    return cache_folder() / f"{kind}-{digest[:24]}.json"
