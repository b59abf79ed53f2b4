"""What is to be read (đầu vào): folders, globs, files; everything met becomes one input, also what cannot be read."""

import os
import stat
from collections.abc import Iterable, Iterator
from glob import has_magic
from operator import attrgetter
from pathlib import Path
from typing import NamedTuple

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

ARCHIVE = ".zip"
INSIDE = "!/"
MAX_DEPTH = 100
_NAME = attrgetter("name")


class Input(NamedTuple):
    """One thing found. ``path`` is its name in every record (valid Unicode); ``place`` opens it, ``at`` is its text.

    A pile has very many: a tuple, and the path object is made for those that are opened.

    ``member`` is the place inside an archive whose hash is ``sha256``. ``refused`` is a code of the closed list when it
    is not to be opened.
    """

    path: str
    at: str
    size: int = 0
    mtime_ns: int = 0
    member: int | None = None
    sha256: str = ""
    refused: str | None = None
    detail: str | None = None

    @property
    def place(self) -> Path:
        """Where it is opened."""
        return Path(self.at)

    @property
    def suffix(self) -> str:
        """Suffix of the name, lower case: part of what a reading depends on."""
        name = self.path.rpartition("/")[2]
        stem, dot, suffix = name.rpartition(".")
        return f".{suffix}".lower() if dot and stem and suffix else ""

    @property
    def archive(self) -> bool:
        """True for an archive whose members are the documents."""
        return self.member is None and self.refused is None and self.path[-4:].lower() == ARCHIVE == self.suffix


def label(path: str | os.PathLike[str]) -> str:
    """A path as text that can be stored and printed: bytes that are no UTF-8 and control characters as escapes."""
    if isinstance(path, str) and path.isprintable():
        return path  # no control and no half character: as it is
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in name)


def look_for(paths: Iterable[str | Path]) -> None:
    """Raise UsageError when a path is not there, before anything is begun."""
    for given in paths:
        _expand(str(given))


class _Avoid:
    """Files that are not inputs: those of the workspace. Their names are looked at first, the way to them after."""

    def __init__(self, paths: Iterable[Path]) -> None:
        self.paths = {os.path.realpath(p) for p in paths}
        self.names = {p.rpartition(os.sep)[2] for p in self.paths}

    def __contains__(self, path: str) -> bool:
        return path.rpartition(os.sep)[2] in self.names and os.path.realpath(path) in self.paths


def find(paths: Iterable[str | Path], skip: Iterable[Path] = ()) -> tuple[Input, ...]:
    """All inputs below the paths, sorted by name, each once; UsageError when a path is not there."""
    avoid = _Avoid(skip)
    found: dict[str, Input] = {}
    for given in paths:
        for path in _expand(str(given)):
            for item in _below(path, avoid):
                found.setdefault(item[0], item)
    return tuple([found[key] for key in sorted(found)])


def _expand(given: str) -> list[str]:
    if os.path.lexists(given):
        return [given]
    hits = _glob(Path(given)) if has_magic(given) else []
    if not hits:
        raise UsageError(say("run.no_such_path", path=label(given)))
    return hits


def _glob(pattern: Path) -> list[str]:
    base = Path(pattern.anchor or ".")
    return sorted(str(hit) for hit in base.glob(str(pattern.relative_to(pattern.anchor))))


def _below(path: str, avoid: _Avoid) -> Iterable[Input]:
    real = os.path.realpath(path)
    if Path(real).is_dir():
        found: list[Input] = []
        _walk(path, real, avoid, 0, found)
        return found
    return () if real in avoid else (_file(path),)


def _walk(folder: str, root: str, avoid: _Avoid, depth: int, found: list[Input]) -> None:
    try:
        with os.scandir(folder) as entries:
            rows = sorted(entries, key=_NAME)
    except OSError as error:
        found.append(_refused(folder, "unreadable", error.strerror))
        return
    names = avoid.names
    for entry in rows:
        if entry.is_symlink():
            found.extend(_link(entry.path, root, avoid))
        elif entry.is_dir(follow_symlinks=False):
            if entry.name in names and entry.path in avoid:
                continue
            if depth < MAX_DEPTH:
                _walk(entry.path, root, avoid, depth + 1, found)
            else:
                found.append(_refused(entry.path, "nesting_too_deep"))
        elif entry.name not in names or entry.path not in avoid:
            found.append(_entry(entry))


def _link(path: str, root: str, avoid: _Avoid) -> Iterator[Input]:
    """A link is read when it leads to a file under the same folder; else it is on record as not followed."""
    try:
        real = os.path.realpath(path, strict=True)
    except OSError as error:
        yield _refused(path, "unreadable", error.strerror)
        return
    if Path(real).is_dir() or not real.startswith(root + os.sep):
        yield _refused(path, "not_regular_file", "link")
    elif real not in avoid:
        yield _file(path)


def _entry(entry: "os.DirEntry[str]") -> Input:
    path = entry.path
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _refused(path, "unreadable", error.strerror)
    return _of(path, state)


def _file(path: str) -> Input:
    try:
        return _of(path, Path(path).stat())
    except OSError as error:
        return _refused(path, "unreadable", error.strerror)


def _of(path: str, state: os.stat_result) -> Input:
    if not stat.S_ISREG(state.st_mode):
        return _refused(path, "not_regular_file")
    return Input(label(path), path, state.st_size, state.st_mtime_ns)


def _refused(path: str, code: str, detail: str | None = None) -> Input:
    return Input(path=label(path), at=path, refused=code, detail=detail)
