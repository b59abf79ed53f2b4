"""YAML in, plain values with positions out; every mistake of a file is collected, never the first alone.

The one address of the YAML reader. All scalars stay strings (``CBaseLoader``) and the section's model decides types,
so ``no`` is never False and an impossible date is a located mistake. Files over 1 MB, aliases and anchors are refused:
rule files are data from strangers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

MAX_BYTES = 1_048_576
MAX_DEPTH = 40

M = TypeVar("M", bound=BaseModel)

_MARK = re.compile(r"(?:^|[\s\[{,])[&*]", re.MULTILINE)  # where an anchor or alias may begin; the scanner decides
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Section(BaseModel):
    """Base of all rule models: frozen, and an unknown key is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")


@dataclass(slots=True)
class Mistakes:
    """Mistakes gathered over all files, as ``file:line:column message`` lines."""

    lines: list[str] = field(default_factory=list)

    def add(self, path: Path, line: int, column: int, message: str) -> None:
        """Note one mistake; line and column count from 1."""
        self.lines.append(f"{path}:{line}:{column} {message}")

    def at(self, path: Path, where: tuple[str | int, ...], message: str) -> None:
        """Note a mistake that only the whole file shows, at the place of ``where`` (keys and indexes) in it."""
        _, positions = read_yaml(path, Mistakes())
        self.add(path, *_nearest(positions, where), message)


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
    try:
        text = raw.decode("utf-8")
        _refuse_aliases(text)
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError as error:
        mistakes.add(path, raw[: error.start].count(b"\n") + 1, 1, "is not UTF-8")
        return None, {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = (mark.line + 1, mark.column + 1) if mark else (1, 1)
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
    value, positions = read_yaml(path, mistakes)
    if len(mistakes.lines) > before:
        return None
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for problem in error.errors():
            line, column = _nearest(positions, problem["loc"])
            where = ".".join(str(part) for part in problem["loc"])
            mistakes.add(path, line, column, f"{where}: {problem['msg']}" if where else problem["msg"])
        return None


def _refuse_aliases(text: str) -> None:
    if _MARK.search(text) is None:
        return
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.AliasToken | yaml.AnchorToken):
            raise yaml.MarkedYAMLError(problem="aliases and anchors are not allowed", problem_mark=token.start_mark)


def _plain(node: Any, path: tuple[str | int, ...], positions: dict[Any, tuple[int, int]], depth: int) -> Any:
    if node is None:
        return None
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
            raise yaml.MarkedYAMLError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
        seen.add(key.value)
        yield key.value, _plain(item, (*path, key.value), positions, depth + 1)


def _nearest(positions: dict[tuple[str | int, ...], tuple[int, int]], where: tuple[str | int, ...]) -> tuple[int, int]:
    while where and where not in positions:
        where = where[:-1]
    return positions.get(where, (1, 1))
