"""A few documents without a workspace (đọc, kiểm tra ngay): the same children, answers in the order of the inputs."""

import json
import tempfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from doccheck.export.records import reading_record
from doccheck.run.codec import load_records, unpack
from doccheck.run.failed import failed_check, failed_reading
from doccheck.run.inputs import INSIDE, Input, find, label
from doccheck.run.jobs import Do, Job, Outcome
from doccheck.run.pool import Pool
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Watcher

Record = dict[str, Any]


def parse_paths(
    paths: Iterable[str | Path], recipe: Recipe, *, workers: int = 1, watcher: Watcher | None = None
) -> Iterator[Record]:
    """The record of each document's reading (đọc): one an input, whatever happens."""
    for outcome in _run(paths, Do.SHOW, recipe, workers, watcher or Watcher(), None):
        if outcome.data is None:
            yield reading_record(failed_reading(outcome.job, outcome))
        else:
            yield load_records(outcome.data)


def check_paths(
    paths: Iterable[str | Path],
    recipe: Recipe,
    *,
    as_of: date,
    workers: int = 1,
    watcher: Watcher | None = None,
) -> Iterator[Record]:
    """The records of each document by language (kiểm tra): one an input, whatever happens."""
    for outcome in _run(paths, Do.CHECK, recipe, workers, watcher or Watcher(), as_of):
        if outcome.data is None:
            yield failed_check(outcome.job, outcome, recipe)
        else:
            yield load_records(outcome.data)


def _run(
    paths: Iterable[str | Path], do: Do, recipe: Recipe, workers: int, watcher: Watcher, as_of: date | None
) -> Iterator[Outcome]:
    inputs = find(paths)
    most = min(workers, max(len(inputs), 1))
    with tempfile.TemporaryDirectory(prefix="doccheck-") as folder, Pool(recipe, most, Path(folder)) as pool:
        ready = list(_open_archives(inputs, pool))
        watcher.phase("read", len(ready))
        yield from _in_order(ready, do, as_of, pool, watcher)


def _in_order(inputs: list[Input], do: Do, as_of: date | None, pool: Pool, watcher: Watcher) -> Iterator[Outcome]:
    jobs = [
        Job(key=str(n), do=do, size=i.size, path=i.path, place=i.place, member=i.member, as_of=as_of)
        for n, i in enumerate(inputs)
    ]
    waiting = {
        n: Outcome(job=job, code=item.refused, detail=item.detail)
        for n, (job, item) in enumerate(zip(jobs, inputs, strict=True))
        if item.refused
    }
    asked = (job for n, job in enumerate(jobs) if n not in waiting)
    done, turn = pool.run(asked), 0
    while turn < len(jobs):
        if turn in waiting:
            outcome = waiting.pop(turn)
            watcher.done(outcome.job.path, outcome.code, outcome.pages)
            yield outcome
            turn += 1
        else:
            outcome = next(done)
            waiting[int(outcome.job.key)] = outcome


def _open_archives(inputs: tuple[Input, ...], pool: Pool) -> Iterator[Input]:
    archives = {i.path: i for i in inputs if i.archive}
    jobs = [Job(key=i.path, do=Do.LIST, size=i.size, path=i.path, place=i.place) for i in archives.values()]
    listed = {outcome.job.key: outcome for outcome in pool.run(jobs)}
    for item in inputs:
        outcome = listed.get(item.path)
        if outcome is None:
            yield item
        elif outcome.data is None:
            yield item._replace(refused=outcome.code, detail=outcome.detail)
        else:
            for index, name, size, code in json.loads(unpack(outcome.data)):
                yield item._replace(path=f"{item.path}{INSIDE}{label(name)}", member=index, size=size, refused=code)
