"""The same jobs on a Dask cluster (cụm máy Dask): each batch runs inside a killable child of the cluster's worker.

A poison document ends its own child, never a worker of the cluster; the outcomes are those of the local engine. The
workers must see the files, the registry and the rules under the same paths.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say
from doccheck.run.jobs import Engine, Job, Outcome
from doccheck.run.pool import Pool
from doccheck.run.recipe import Recipe
from doccheck.run.worker import MakeBench, bench

BATCH = 32
AHEAD = 3


def run_batch(jobs: list[Job], recipe: Recipe, make: MakeBench = bench) -> list[Outcome]:
    """One batch on one worker of the cluster, in one child at a time."""
    with tempfile.TemporaryDirectory(prefix="doccheck-") as folder, Pool(recipe, 1, Path(folder), make) as pool:
        return list(pool.run(jobs))


@contextmanager
def cluster(
    recipe: Recipe, workers: int, address: str | None = None, make: MakeBench = bench, batch: int = BATCH
) -> Iterator[Engine]:
    """An engine on the cluster at ``address``, or on one started here; UsageError when Dask is not installed."""
    distributed = _distributed()
    settings = {"distributed.worker.daemon": False, "distributed.scheduler.allowed-failures": 2}
    with import_module("dask").config.set(settings):
        if address is not None:
            with distributed.Client(address, set_as_default=False) as client:
                yield _engine(client, recipe, make, batch)
            return
        options: dict[str, Any] = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        with (
            distributed.LocalCluster(host="127.0.0.1", **options) as local,
            distributed.Client(local, set_as_default=False) as client,
        ):
            yield _engine(client, recipe, make, batch)


def _distributed() -> Any:
    try:
        return import_module("distributed")
    except ImportError:
        raise UsageError(say("run.no_dask")) from None


def _engine(client: Any, recipe: Recipe, make: MakeBench, batch: int) -> Engine:
    def run(jobs: Iterable[Job]) -> Iterator[Outcome]:
        waiting = iter(jobs)
        most = AHEAD * max(len(client.scheduler_info()["workers"]), 1)
        sent: dict[Any, list[Job]] = {}
        done = _distributed().as_completed(loop=client.loop)
        for _ in range(most):
            _send(client, waiting, recipe, make, batch, sent, done)
        for future in done:
            jobs_sent = sent.pop(future)
            yield from _outcomes(future, jobs_sent)
            _send(client, waiting, recipe, make, batch, sent, done)

    return run


def _send(
    client: Any,
    waiting: Iterator[Job],
    recipe: Recipe,
    make: MakeBench,
    batch: int,
    sent: dict[Any, list[Job]],
    done: Any,
) -> None:
    jobs = list(islice(waiting, batch))
    if jobs:
        future = client.submit(run_batch, jobs, recipe, make, pure=False)
        sent[future] = jobs
        done.add(future)


def _outcomes(future: Any, jobs: list[Job]) -> Iterator[Outcome]:
    """A batch's outcomes; when the cluster lost the batch, each of its documents says so."""
    if future.status == "finished":
        yield from future.result()
        return
    detail = type(future.exception()).__name__
    yield from (Outcome(job=job, code="worker_lost", detail=detail) for job in jobs)
