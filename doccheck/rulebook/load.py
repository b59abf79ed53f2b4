"""YAML in, plain values with positions out; every mistake of a file is collected, never the first alone.

The one address of the YAML reader. All scalars stay strings (``CBaseLoader``) and the section's model decides types,
so ``no`` is never False and an impossible date is a located mistake. Files over 1 MB, aliases and anchors are refused:
rule files are data from strangers.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

MAX_BYTES = 1_048_576
MAX_DEPTH = 40

M = TypeVar("M", bound=BaseModel)

_MARK = re.compile(r"(?:^|[\s\[{,])[&*]", re.MULTILINE)  # where an anchor or alias may begin; the scanner decides


@cache
def _yaml() -> tuple[Any, Any]:
    """The YAML library and its loader: not wanted when the files of a rulebook are known already."""
    import yaml

    return yaml, getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Section(BaseModel):
    """Base of all rule models: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(slots=True)
class Mistakes:
    """Mistakes gathered over all files, as ``file:line:column message`` lines.

    ``known`` are plain values of files read before, by the hash of their bytes; ``read`` are those read now.
    """

    lines: list[str] = field(default_factory=list)
    known: dict[str, Any] = field(default_factory=dict)
    read: dict[str, Any] = field(default_factory=dict)

    def add(self, path: Path, line: int, column: int, message: str) -> None:
        """Note one mistake; line and column count from 1."""
        self.lines.append(f"{path}:{line}:{column} {message}")

    def at(self, path: Path, where: tuple[str | int, ...], message: str) -> None:
        """Note a mistake that only the whole file shows, at the place of ``where`` (keys and indexes) in it."""
        self.add(path, *spot(path, where), message)


def spot(path: Path, where: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column of the value at ``where`` (keys and indexes) in a file, or of the nearest value around it."""
    _, positions = read_yaml(path, Mistakes())
    return _nearest(positions, where)


def read_yaml(path: Path, mistakes: Mistakes) -> tuple[Any, dict[tuple[str | int, ...], tuple[int, int]]]:
    """Plain value and position of every path in it; (None, {}) after noting what is wrong."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        mistakes.add(path, 1, 1, f"cannot be read: {error.strerror}")
        return None, {}
    if len(raw) > MAX_BYTES:
        mistakes.add(path, 1, 1, f"larger than {MAX_BYTES} bytes")
        return None, {}
    yaml, loader = _yaml()
    try:
        text = raw.decode("utf-8")
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=loader)
    except UnicodeDecodeError as error:
        mistakes.add(path, raw[: error.start].count(b"\n") + 1, 1, "is not UTF-8")
        return None, {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where: tuple[int, int] = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        mistakes.add(path, *where, str(error.problem or error.context))
        return None, {}
    except (yaml.YAMLError, RecursionError) as error:
        mistakes.add(path, 1, 1, str(error).splitlines()[0] or "is nested too deep")
        return None, {}
    positions: dict[tuple[str | int, ...], tuple[int, int]] = {}
    try:
        value = _plain(node, (), positions, 0)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        mistakes.add(path, mark.line + 1 if mark else 1, mark.column + 1 if mark else 1, str(error.problem))
        return None, {}
    return value, positions


def validate(path: Path, model: type[M], mistakes: Mistakes) -> M | None:
    """The file as a ``model``, or None after noting every mistake with its place."""
    before = len(mistakes.lines)
    value = _value(path, mistakes)
    if len(mistakes.lines) > before:
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        _, positions = read_yaml(path, mistakes)
        for problem in error.errors():
            line, column = _nearest(positions, problem["loc"])
            where = ".".join(str(part) for part in problem["loc"])
            mistakes.add(path, line, column, f"{where}: {problem['msg']}" if where else problem["msg"])
        return None


def _value(path: Path, mistakes: Mistakes) -> Any:
    """The plain value of a file, the one known of the same bytes when there is one."""
    try:
        key = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return read_yaml(path, mistakes)[0]
    if key in mistakes.known:
        value = mistakes.known[key]
    else:
        before = len(mistakes.lines)
        value, _ = read_yaml(path, mistakes)
        if len(mistakes.lines) > before:
            return None
    mistakes.read[key] = value
    return value


def _refuse_aliases(text: str) -> None:
    if _MARK.search(text) is None:
        return
    yaml, loader = _yaml()
    for token in yaml.scan(text, Loader=loader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
            raise yaml.MarkedYAMLError(problem="aliases and anchors are not allowed", problem_mark=token.start_mark)


def _plain(node: Any, path: tuple[str | int, ...], positions: dict[Any, tuple[int, int]], depth: int) -> Any:
    if node is None:
        return None
    yaml, _ = _yaml()
    positions[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if depth > MAX_DEPTH:
        raise yaml.MarkedYAMLError(problem="nested too deep", problem_mark=node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        return None if node.value in {"~", "null"} and node.style is None else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, (*path, i), positions, depth + 1) for i, item in enumerate(node.value)]
    return dict(_pairs(node, path, positions, depth))


def _pairs(node: Any, path: Any, positions: Any, depth: int) -> Iterator[tuple[str, Any]]:
    seen = set()
    for key, item in node.value:
        if key.value in seen:
            yaml, _ = _yaml()
            raise yaml.MarkedYAMLError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
        seen.add(key.value)
        yield key.value, _plain(item, (*path, key.value), positions, depth + 1)


def _nearest(positions: dict[tuple[str | int, ...], tuple[int, int]], where: tuple[str | int, ...]) -> tuple[int, int]:
    while where and where not in positions:
        where = where[:-1]
    return positions.get(where, (1, 1))
