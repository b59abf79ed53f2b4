"""Sentences for people (lời nhắn), Vietnamese first: ``rules/messages/*.yaml``, key → {vi, en}.

Every command needs them and no command should wait for them: they are read and checked once, then kept in the user's
cache under the digest of the files. A cache that is not there, or is not what it should be, costs time and nothing
else.
"""

import hashlib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from doccheck.rulebook.kept import keep, recall
from doccheck.rulebook.place import data_dir

Pair = tuple[str, str]


@lru_cache(maxsize=4)
def _catalogue(folder: Path) -> Mapping[str, Pair]:
    paths = tuple(sorted((folder / "messages").glob("*.yaml")))
    digest = _digest(paths)
    found = _recall(digest) if digest else None
    if found is None:
        from doccheck.rulebook.sentences import read_sentences

        found = read_sentences(paths)
        if digest:
            keep("messages", digest, found)
    return found


def _digest(paths: tuple[Path, ...]) -> str:
    """Digest of the files; empty where they cannot be read."""
    total = hashlib.sha256()
    try:
        for path in paths:
            total.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    except OSError:
        return ""
    return total.hexdigest()


def _recall(digest: str) -> dict[str, Pair] | None:
    found = recall("messages", digest)
    try:
        return {key: (str(vi), str(en)) for key, (vi, en) in found.items()} if found else None
    except (ValueError, AttributeError, TypeError):
        return None


def say(key: str, lang: str = "vi", **values: object) -> str:
    """The sentence ``key`` in ``lang`` with its placeholders filled; KeyError names a missing key."""
    vi, en = _catalogue(data_dir("rules"))[key]
    return (en if lang == "en" else vi).format(**values)
