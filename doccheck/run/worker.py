"""The child (tiến trình con): takes one job at a time, answers through a file of its own spool folder."""

import gc
import os
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

from doccheck.run.archive import ArchiveFault
from doccheck.run.jobs import Job
from doccheck.run.limits import budget, confine, cpu_used, die_with
from doccheck.run.recipe import Recipe

DONE = b"."
ANSWER, DATA = "answer", "data"
FEW_SWEEPS = (50_000, 20, 50)


class Work(Protocol):
    """Whatever does jobs."""

    def do(self, job: Job) -> bytes:
        """The job's result as bytes."""
        ...


MakeBench = Callable[[Recipe, Path], Work]


def bench(recipe: Recipe, spool: Path) -> Work:
    """The bench of the real stages, imported in the child alone."""
    from doccheck.run.work import Bench

    return Bench(recipe, spool)


def serve(
    line: Connection,
    lifeline: Connection,
    recipe: Recipe,
    spool: Path,
    make: MakeBench = bench,
    foreign: Iterable[int] = (),
) -> None:
    """Serve jobs until the line closes; ``foreign`` are files of the parent that a fork brought along."""
    gc.freeze()  # what came with the fork stays shared, and its files are never closed twice
    gc.set_threshold(*FEW_SWEEPS)
    gc.enable()
    for handle in foreign:
        with suppress(OSError):
            os.close(handle)
    confine(recipe.limits)
    die_with(lifeline)
    work = make(recipe, spool)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        line.send_bytes(DONE)
        while True:
            job: Job = line.recv()
            budget(recipe.limits.cpu_for(job.size))
            _answer(work, job, spool)
            line.send_bytes(DONE)


def _answer(work: Work, job: Job, spool: Path) -> None:
    start = cpu_used()
    data, code, detail = b"", "", ""
    try:
        data = work.do(job)
    except ArchiveFault as fault:
        code, detail = fault.code, fault.detail or ""
    except MemoryError:
        code = "memory"
    except RecursionError:
        code = "nesting_too_deep"
    except Exception as error:  # the one place: around one document
        code, detail = "internal_error", _where(error)
    pages = getattr(work, "pages", 0) if data else 0
    head = "\n".join((code, f"{cpu_used() - start:.3f}", str(pages), _printable(detail)))
    try:
        (spool / DATA).write_bytes(data)
    except OSError as error:
        (spool / DATA).write_bytes(b"")
        head = "\n".join(("output_too_large", "0", "0", str(error.strerror)))
    (spool / ANSWER).write_text(head, "utf-8")


def _where(error: Exception) -> str:
    """Kind of the fault and the place in the program; never the words of the document."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = next((f for f in reversed(frames) if "doccheck" in Path(f.filename).parts), frames[-1])
    places = dict.fromkeys(f"{Path(f.filename).name}:{f.lineno}" for f in (frames[-1], ours))
    return f"{type(error).__name__} at {', '.join(places)}"


def _printable(text: str) -> str:
    return "".join(c if c.isprintable() else " " for c in text.encode("utf-8", "replace").decode("utf-8"))[:500]
