"""Sentences for people (lời nhắn), Vietnamese first: ``rules/messages/*.yaml``, key → {vi, en}.

Every command needs them and no command should wait for them: they are read and checked once, then kept in the user's
cache under the digest of the files. A cache that is not there, or is not what it should be, costs time and nothing
else.
"""

import hashlib
import json
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from doccheck.rulebook.place import data_dir

Pair = tuple[str, str]
_WEEK = 7 * 24 * 3_600


@lru_cache(maxsize=4)
def _catalogue(folder: Path) -> Mapping[str, Pair]:
    paths = tuple(sorted((folder / "messages").glob("*.yaml")))
    kept = _kept(paths)
    found = _recall(kept) if kept else None
    if found is None:
        from doccheck.rulebook.sentences import read_sentences

        found = read_sentences(paths)
        if kept:
            _keep(kept, found)
    return found


def _kept(paths: tuple[Path, ...]) -> Path | None:
    """Where the sentences of these files are kept; None where that cannot be told."""
    total = hashlib.sha256()
    try:
        for path in paths:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return cache_folder() / f"messages-{total.hexdigest()[:24]}.json"
    except (OSError, RuntimeError):
        return None


def cache_folder() -> Path:
    """The user's cache folder of this program (thư mục đệm)."""
    system: str = sys.platform
    if system == "linux":  # what platformdirs says there, without waiting for it
        return Path(os.environ.get("XDG_CACHE_HOME", "").strip() or Path.home() / ".cache") / "doccheck"
    from platformdirs import user_cache_path

    return user_cache_path("doccheck")


def _recall(path: Path) -> dict[str, Pair] | None:
    try:
        found = json.loads(path.read_bytes())
        return {key: (str(vi), str(en)) for key, (vi, en) in found.items()} if found else None
    except (OSError, ValueError, AttributeError, TypeError):
        return None


def _keep(path: Path, found: Mapping[str, Pair]) -> None:
    draft = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(4).hex()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.write_text(json.dumps(found, ensure_ascii=False), "utf-8")
        draft.replace(path)
        made = path.stat().st_mtime
        for old in path.parent.glob("messages-*.json"):
            if old.stat().st_mtime < made - _WEEK:  # another version beside this one keeps its own
                old.unlink(missing_ok=True)
    with suppress(OSError):
        draft.unlink(missing_ok=True)


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The sentence ``key`` in ``lang`` with its placeholders filled; KeyError names a missing key."""
    vi, en = _catalogue(data_dir("rules"))[key]
    return (en if lang == "en" else vi).format(**values)
