"""The poison set on a real Dask cluster on loopback: the outcomes are those of the local engine."""

import sys
from pathlib import Path
from typing import Any

import pytest

from doccheck.errors import UsageError
from doccheck.run.cluster import cluster
from doccheck.run.jobs import Do, Job, Outcome
from doccheck.run.pool import Pool
from doccheck.run.recipe import MEGABYTE, Limits, Recipe
from tests.run.chaos import Chaos

# nothing here sleeps, so the CPU limit must end the spinning one however busy the machine is
RECIPE = Recipe(limits=Limits(cpu=1, wall_factor=60, wall_extra=0.5, memory=400 * MEGABYTE, output=MEGABYTE))
ORDERS = ["fine 1", "segv", "fine 2", "abort", "memory", "bug", "leave 3", "recurse", "spin", "fault", "fine 3"]
JOBS = [Job(key=str(i), do=Do.READ, path=order) for i, order in enumerate(ORDERS)]


def told(outcomes: Any) -> list[tuple[str, str | None, bytes | None, str | None]]:
    def row(o: Outcome) -> tuple[str, str | None, bytes | None, str | None]:
        return o.job.key, o.code, o.data, o.detail

    return sorted(row(o) for o in outcomes)


def test_both_engines_agree_on_the_poison_set(tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    with Pool(RECIPE, 2, tmp_path, Chaos) as pool:
        local = told(pool.run(JOBS))
    with cluster(RECIPE, 2, make=Chaos, batch=3) as engine:
        assert told(engine(JOBS)) == local
        assert told(engine([])) == []


def test_without_dask_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="Chưa cài Dask"), cluster(RECIPE, 1):
        pass
