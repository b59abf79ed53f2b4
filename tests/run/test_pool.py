"""Killable children: every job has one outcome, whatever the document does; nothing is left behind."""

import os
import random
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path

import pytest

from doccheck.run.jobs import Do, Job, Outcome
from doccheck.run.pool import Pool
from doccheck.run.recipe import MEGABYTE, Limits, Recipe
from tests.run.chaos import Chaos

LIMITS = Limits(cpu=1, wall_factor=2, wall_extra=0.5, memory=400 * MEGABYTE, output=MEGABYTE, documents=20)
EXPECTED = {
    "fine": None,
    "segv": "crash_signal",
    "abort": "crash_signal",
    "leave": "worker_lost",
    "memory": "memory",
    "eat": "memory",
    "flood": "output_too_large",
    "recurse": "nesting_too_deep",
    "bug": "internal_error",
    "fault": "encrypted",
    "babble": "worker_lost",
    "spin": "timeout_total",
    "sleep": "timeout_total",
}


def jobs(*orders: str) -> list[Job]:
    return [Job(key=str(i), do=Do.READ, path=order) for i, order in enumerate(orders)]


def run(tmp_path: Path, *orders: str, workers: int = 2) -> list[Outcome]:
    with Pool(Recipe(limits=LIMITS), workers, tmp_path, Chaos) as pool:
        return sorted(pool.run(jobs(*orders)), key=lambda o: int(o.job.key))


def marked(mark: str) -> list[str]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "cmdline").read_text("utf-8", "replace"):
                    found.append(entry.name)
            except OSError:
                continue
    return [pid for pid in found if int(pid) != os.getpid()]


def test_chaos_is_accounted_for_exactly(tmp_path: Path) -> None:
    orders = [order for order in EXPECTED for _ in range(1 if order in {"spin", "sleep", "babble"} else 3)]
    orders += ["fine"] * 20
    random.Random(7).shuffle(orders)
    outcomes = run(tmp_path, *orders)
    assert [o.job.path for o in outcomes] == orders
    assert [(o.job.path, o.code) for o in outcomes] == [(order, EXPECTED[order]) for order in orders]
    assert Counter(o.code for o in outcomes)[None] == 23
    assert list(tmp_path.iterdir()) == []


def test_the_programs_a_document_started_end_with_it(tmp_path: Path) -> None:
    mark = uuid.uuid4().hex
    (outcome,) = run(tmp_path, f"litter {mark}")
    assert outcome.code == "timeout_total"
    time.sleep(0.3)
    assert marked(mark) == []


def test_a_bug_is_told_without_the_words_of_the_document(tmp_path: Path) -> None:
    (outcome,) = run(tmp_path, "bug")
    assert outcome.detail is not None
    assert "KeyError at chaos.py" in outcome.detail
    assert "secret" not in outcome.detail


def test_results_come_back_whole_from_recycled_children(tmp_path: Path) -> None:
    outcomes = run(tmp_path, *(f"fine {i}" for i in range(60)))
    assert [o.data for o in outcomes] == [str(i).encode() for i in range(60)]


def test_closing_ends_a_child_at_work(tmp_path: Path) -> None:
    mark = uuid.uuid4().hex
    pool = Pool(Recipe(limits=Limits()), 1, tmp_path, Chaos)
    results = pool.run(jobs("fine", f"litter {mark}"))
    next(results)
    pool._give(pool._children[0], jobs(f"litter {mark}")[0])
    deadline = time.monotonic() + 60
    while not marked(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert marked(mark)
    pool.close()
    time.sleep(0.3)
    assert marked(mark) == []


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_no_orphans_when_the_parent_is_killed(tmp_path: Path) -> None:
    mark = uuid.uuid4().hex
    script = (
        "from pathlib import Path\n"
        "from doccheck.run.jobs import Do, Job\n"
        "from doccheck.run.pool import Pool\n"
        "from doccheck.run.recipe import Recipe\n"
        "from tests.run.chaos import Chaos\n"
        "if __name__ == '__main__':\n"
        f"    pool = Pool(Recipe(), 2, Path({str(tmp_path)!r}), Chaos)\n"
        f"    list(pool.run([Job(key=str(i), do=Do.READ, path='litter {mark}') for i in range(2)]))\n"
    )
    program = tmp_path / "parent.py"
    program.write_text(script, "utf-8")
    root = Path(__file__).resolve().parents[2]
    parent = subprocess.Popen([sys.executable, str(program)], env={**os.environ, "PYTHONPATH": str(root)})
    deadline = time.monotonic() + 150
    while len(marked(mark)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    assert len(marked(mark)) == 2
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 5
    while marked(mark) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert marked(mark) == []
