"""Where the arrays of a registry live (thư mục mảng): in the cache, under the digest of what they were made from."""

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from doccheck.db import guard, rows
from doccheck.model.act import Kind, Piece
from doccheck.registry.arrays.graph import Graph
from doccheck.registry.arrays.keys import Keys
from doccheck.registry.arrays.spans import Spans
from doccheck.registry.store import Registry
from doccheck.rulebook.book import Book
from doccheck.validity import Lives

Ints = NDArray[np.int32]
Progress = Callable[[int, int], None]
Part = TypeVar("Part", Keys, Graph, Spans)

PARTS: tuple[tuple[str, type], ...] = (("keys", Keys), ("graph", Graph), ("spans", Spans))
STAMP = "made-from.json"
CHUNK = 4000  # acts whose facts are in memory at once
_SHORT = 16
_PROGRAM = "doccheck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrays:
    """Numbers, detail links and lives of all acts (các mảng); rows are the row numbers of ``acts``."""

    keys: Keys
    graph: Graph
    spans: Spans

    def below(self, acts: Iterable[str], registry: Registry) -> Ints:
        """Rows of these acts and of all that detail them, any number of steps down."""
        return self.graph.below(_rows_of(registry, acts))


def open_arrays(registry: Registry, book: Book, progress: Progress | None = None, folder: Path | None = None) -> Arrays:
    """The arrays of a registry (mở mảng): mapped from the cache, made first where they are not there."""
    home = folder or _home(registry, book)
    if not (home / STAMP).is_file():
        save(build(registry, book, progress), home, registry.digest)
    return load(home)


def build(registry: Registry, book: Book, progress: Progress | None = None) -> Arrays:
    """The arrays made from nothing (dựng mảng)."""
    size = _size(registry)
    chunks = ((low, low + CHUNK) for low in range(0, size, CHUNK))
    return Arrays(
        keys=numbers(registry),
        graph=links(registry, size),
        spans=Spans.build(lives(registry, book, chunks, size, progress), size),
    )


def refresh(old: Arrays, registry: Registry, book: Book, changed: Iterable[str]) -> Arrays:
    """The arrays after facts of some acts changed (làm mới): only their lives, and those below them, are made again."""
    size = _size(registry)
    acts = list(changed)
    graph = links(registry, size) if _count(registry) != len(old.graph.children) else old.graph
    seeds = _rows_of(registry, acts)
    touched = np.union1d(graph.below(seeds), old.graph.below(seeds)).astype(np.int32)
    fresh = _some_lives(registry, book, touched)
    keys = old.keys if size == len(old.spans.starts) - 1 else numbers(registry)
    return Arrays(keys=keys, graph=graph, spans=old.spans.with_(Spans.build(fresh, size), touched))


def changed_since(registry: Registry, session: int) -> tuple[str, ...]:
    """Acts with facts of a later session (văn bản có sự kiện mới)."""
    with guard(registry.path):
        found = rows(registry.db, "select distinct act from facts where session > ?", (session,))
    return tuple(str(row[0]) for row in found)


def statuses(arrays: Arrays, day: date) -> NDArray[np.uint8]:
    """The mark of every row on a day (tình trạng của mọi văn bản)."""
    return arrays.spans.at(day)


def _size(registry: Registry) -> int:
    with guard(registry.path):
        return int(rows(registry.db, "select coalesce(max(n), 0) + 1 from acts")[0][0])


def _count(registry: Registry) -> int:
    sql = 'select count(*) from facts f join acts p on p.id = f.act join acts c on c.id = f."by" where f.kind = ?'
    with guard(registry.path):
        return int(rows(registry.db, sql, (Kind.GUIDES.value,))[0][0])


def numbers(registry: Registry) -> Keys:
    with guard(registry.path):
        found = rows(registry.db, "select key, n from acts where key is not null order by key, n")
    return Keys.build([row[0] for row in found], np.array([row[1] for row in found], dtype=np.int32))


def links(registry: Registry, size: int) -> Graph:
    sql = 'select p.n, c.n from facts f join acts p on p.id = f.act join acts c on c.id = f."by" where f.kind = ?'
    with guard(registry.path):
        found = np.array(rows(registry.db, sql, (Kind.GUIDES.value,)), dtype=np.int32).reshape(-1, 2)
    return Graph.build(found[:, 0], found[:, 1], size)


def _rows_of(registry: Registry, acts: Iterable[str]) -> Ints:
    found: list[int] = []
    with guard(registry.path):
        for act in acts:
            found += [row[0] for row in rows(registry.db, "select n from acts where id = ?", (act,))]
    return np.array(found, dtype=np.int32)


def lives(
    registry: Registry, book: Book, chunks: Iterable[tuple[int, int]], size: int, progress: Progress | None
) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Rows with the lives of their acts, a chunk of the file at a time."""
    for low, high in chunks:
        window = Registry(registry.db, registry.path)
        acts = window.load(low, high)
        lifelines = Lives(window, book)
        for row, act in acts:
            yield row, lifelines.of(act).pieces
        if progress is not None:
            progress(min(high, size), size)


def _some_lives(registry: Registry, book: Book, touched: Ints) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    window = Registry(registry.db, registry.path)
    lifelines = Lives(window, book)
    for row in touched.tolist():
        act = window.in_row(row)
        if act is not None:
            yield row, lifelines.of(act).pieces


def _home(registry: Registry, book: Book) -> Path:
    from platformdirs import user_cache_path

    return user_cache_path(_PROGRAM) / f"arrays-{registry.digest[:_SHORT]}-{book.digest[:_SHORT]}"


def save(arrays: Arrays, home: Path, digest: str) -> None:
    """All files under another name, then one move: two makers at once both succeed."""
    draft = home.with_name(f".{home.name}.{os.getpid()}.{os.urandom(4).hex()}")
    draft.mkdir(parents=True)
    try:
        for name, kind in PARTS:
            part = getattr(arrays, name)
            for field in fields(kind):
                np.save(draft / f"{name}-{field.name}.npy", getattr(part, field.name))
        (draft / STAMP).write_text(json.dumps({"registry": digest}), encoding="utf-8")
        if not home.exists():
            draft.rename(home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def load(home: Path) -> Arrays:
    return Arrays(keys=_part(home, "keys", Keys), graph=_part(home, "graph", Graph), spans=_part(home, "spans", Spans))


def _part(home: Path, name: str, kind: type[Part]) -> Part:
    held = {f.name: np.load(home / f"{name}-{f.name}.npy", mmap_mode="r") for f in fields(kind)}
    return kind(**held)
