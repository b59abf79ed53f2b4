"""Killable children (nhóm tiến trình con): one document in each at a time; the parent never opens a document."""

import gc
import multiprocessing as mp
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait
from pathlib import Path
from types import TracebackType
from typing import Any

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say
from doccheck.run.jobs import Job, Outcome
from doccheck.run.limits import POSIX, kill_group
from doccheck.run.recipe import Recipe
from doccheck.run.worker import ANSWER, DATA, MakeBench, bench, serve

NURSERY, WARM = "doccheck.run.nursery", "doccheck.run.warm"
STARTING = 300.0
_TRIES = 3
_SINGLE_THREADED = ("OMP_NUM_THREADS", "OMP_THREAD_LIMIT", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(slots=True)
class _Child:
    """A child and what it is doing."""

    process: Any
    line: Connection
    lifeline: Connection
    spool: Path
    job: Job | None = None
    since: float = 0.0
    deadline: float = 0.0
    served: int = 0


class Pool:
    """A pool of children (nhóm tiến trình). Use as a context manager: leaving it ends every child and its programs."""

    def __init__(self, recipe: Recipe, workers: int, spool: Path, make: MakeBench = bench) -> None:
        self.recipe, self.workers, self.spool, self.make = recipe, max(workers, 1), spool, make
        self._children: list[_Child] = []
        self._born = 0

    def __enter__(self) -> "Pool":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all children."""
        for child in self._children:
            self._end(child)
        self._children = []

    def renew(self) -> None:
        """End the children that are idle: the next ones know what this process knows by then."""
        for child in [c for c in self._children if c.job is None]:
            self._drop(child)

    @property
    def forks(self) -> bool:
        """True when children are forked from this process and share its memory."""
        return sys.platform == "linux" and threading.active_count() == 1

    def run(self, jobs: Iterable[Job]) -> Iterator[Outcome]:
        """Outcomes in the order in which they are ready; each job has exactly one."""
        queue = iter(jobs)
        job = next(queue, None)
        while job is not None or any(c.job for c in self._children):
            while job is not None and (child := self._idle()) is not None:
                if self._give(child, job):
                    job = next(queue, None)
            yield from self._collect()

    def _idle(self) -> _Child | None:
        free = next((c for c in self._children if c.job is None), None)
        if free is None and len(self._children) < self.workers:
            free = self._start()
            self._children.append(free)
        return free

    def _start(self) -> _Child:
        """A child that is ready; one that dies as it starts is no reason to stop a batch, three in a row are."""
        for _ in range(_TRIES):
            child = self._bear()
            if child.line.poll(STARTING) and _told(child.line):
                return child
            self._end(child)
        raise UsageError(say("run.no_child"))

    def _bear(self) -> _Child:
        self._born += 1
        spool = self.spool / f"{os.getpid()}-{self._born}"
        spool.mkdir(parents=True, mode=0o700)
        line, theirs = mp.Pipe(duplex=True)
        lifeline, held = mp.Pipe(duplex=False)
        context = _context(self.recipe, fork=self.forks)
        foreign = _open_files(but=(theirs, lifeline)) if context.get_start_method() == "fork" else ()
        process: Any = context.Process(
            target=serve, args=(theirs, lifeline, self.recipe, spool, self.make, foreign), daemon=True
        )
        with _undisturbed():
            process.start()
        theirs.close()
        lifeline.close()
        return _Child(process, line, held, spool)

    def _give(self, child: _Child, job: Job) -> bool:
        try:
            child.line.send(job)
        except OSError:
            self._drop(child)
            return False
        now = time.monotonic()
        child.job, child.since = job, now
        child.deadline = now + self.recipe.limits.wall_for(job.size)
        return True

    def _collect(self) -> Iterator[Outcome]:
        busy = [c for c in self._children if c.job is not None]
        soonest = min((c.deadline for c in busy), default=0.0) - time.monotonic()
        ready = set(wait([x for c in busy for x in (c.line, c.process.sentinel)], timeout=max(soonest, 0.0)))
        for child in busy:
            if child.line in ready and _told(child.line):
                yield self._done(child)
            elif child.line in ready or child.process.sentinel in ready:
                yield self._lost(child)
            elif child.deadline <= time.monotonic():
                yield self._failed(child, "timeout_total", "clock")

    def _done(self, child: _Child) -> Outcome:
        job = child.job
        assert job is not None
        limit = self.recipe.limits.output
        try:
            code, seconds, pages, detail = _take(child.spool / ANSWER)
            if (child.spool / DATA).stat().st_size > limit:
                return self._failed(child, "output_too_large", f"> {limit} bytes")
            data = (child.spool / DATA).read_bytes()
        except (OSError, ValueError) as error:
            return self._failed(child, "worker_lost", type(error).__name__)
        child.job, child.served = None, child.served + 1
        if code == "memory" or child.served >= self.recipe.limits.documents:
            self._drop(child)
        return Outcome(
            job=job,
            data=None if code else data,
            code=code or None,
            detail=detail or None,
            seconds=float(seconds or 0),
            pages=int(pages or 0),
        )

    def _lost(self, child: _Child) -> Outcome:
        child.process.join(timeout=5)
        exit_code = child.process.exitcode
        if exit_code is None or exit_code >= 0:
            return self._failed(child, "worker_lost", f"exit {exit_code}")
        if POSIX and -exit_code == signal.SIGXCPU:
            return self._failed(child, "timeout_total", "cpu")
        name = signal.Signals(-exit_code).name if -exit_code in set(signal.Signals) else str(-exit_code)
        return self._failed(child, "crash_signal", name)

    def _failed(self, child: _Child, code: str, detail: str) -> Outcome:
        job = child.job
        assert job is not None
        self._drop(child)
        return Outcome(job=job, code=code, detail=detail, seconds=time.monotonic() - child.since)

    def _drop(self, child: _Child) -> None:
        self._end(child)
        self._children.remove(child)

    def _end(self, child: _Child) -> None:
        if child.process.pid is not None:
            kill_group(child.process.pid)
        child.process.kill()
        child.process.join(timeout=5)
        child.line.close()
        child.lifeline.close()
        shutil.rmtree(child.spool, ignore_errors=True)


def _take(answer: Path) -> tuple[str, str, str, str]:
    """The head of an answer; an answer is taken once."""
    with answer.open("rb") as file:
        code, seconds, pages, detail = file.read(4096).decode("utf-8", "replace").split("\n", 3)
    answer.unlink()
    return code, seconds, pages, detail


def _told(line: Connection) -> bool:
    """True when the child says that its answer is ready. Never waits for more than is there."""
    try:
        if POSIX:
            return bool(os.read(line.fileno(), 64))
        return bool(line.recv_bytes(64))
    except OSError:
        return False


def _context(recipe: Recipe, *, fork: bool) -> Any:
    """How children are born: forked from this process once rules and libraries are loaded in it, so that nothing is
    loaded twice; from a nursery of their own where this process has threads, or where a fork is not to be trusted.
    """
    for name in _SINGLE_THREADED:
        os.environ.setdefault(name, "1")
    if not POSIX:
        return mp.get_context("spawn")
    if fork:
        import_module(WARM).warm(recipe.rules)
        return mp.get_context("fork")
    context = mp.get_context("forkserver")
    context.set_forkserver_preload([NURSERY])
    return context


def _open_files(but: tuple[Connection, ...]) -> tuple[int, ...]:
    """What this process holds open and a forked child has no business with: the workspace, the lines of others."""
    ours = {0, 1, 2, *(one.fileno() for one in but)}
    return tuple(n for one in Path("/proc/self/fd").iterdir() if (n := int(one.name)) not in ours)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A child is born before it can hear Ctrl-C or tidy up what belongs to its parent."""
    if not POSIX:
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
