"""R18: byte mutants of good files, each read in a killable child; a mutant is made again from seed and number."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from doccheck.rulebook.book import load_book
from doccheck.run.codec import load_reading
from doccheck.run.jobs import Do, Job, Outcome
from doccheck.run.pool import Pool
from machine.made_documents import make_pile
from machine.score import Board, Row, row
from machine.score_scan import RECIPE
from tests.run import hostile
from tests.run.pile import NEW, OLD

FORMS = ("pdf", "docx", "html", "txt")
EACH = 6
AT_ONCE = 64
LATE = 2.0


def good_files(folder: Path) -> list[tuple[str, bytes]]:
    """Thirty good files: made documents of a page or two in four forms, and small ones written by hand."""
    made = [p for form in FORMS for p in make_pile(folder / form, form, EACH, 1)]
    own = [
        ("pdf", hostile.good_pdf()),
        ("pdf", hostile.plain_pdf()),
        ("docx", hostile.good_docx()),
        ("txt", OLD.encode()),
        ("html", b"<html><p>" + NEW.replace("\n", "</p><p>").encode()),
        ("rtf", hostile.rtf(NEW)),
    ]
    return [*own, *((p.suffix[1:], p.read_bytes()) for p in made)]


def mutant(good: list[tuple[str, bytes]], seed: int, number: int) -> tuple[str, bytes]:
    """Suffix and bytes of one mutant."""
    suffix, data = good[number % len(good)]
    return suffix, next(hostile.mutants(random.Random(f"{seed}-{number}"), data, suffix, 1))[1]


class Mutants:
    """The run: what became of each mutant."""

    def __init__(self, board: Board, count: int) -> None:
        self.home, self.seed, self.count = board.folder / "mutants", board.seed, count
        self.home.mkdir()
        self.good = good_files(board.folder / "good")
        self.closed = set(load_book().troubles.codes())
        self.codes: Counter[str] = Counter()
        self.seen: set[int] = set()
        self.hangs: list[str] = []
        self.reds: list[str] = []

    def jobs(self) -> Iterator[Job]:
        for number in range(self.count):
            suffix, data = mutant(self.good, self.seed, number)
            path = self.home / f"{number:05}.{suffix}"
            path.write_bytes(data)
            yield Job(key=str(number), do=Do.READ, size=len(data), path=path.name, place=path)

    def note(self, outcome: Outcome) -> None:
        """One mutant more: its codes, and whether it was late or has a reason of no list."""
        number = int(outcome.job.key)
        self.seen.add(number)
        if outcome.job.place is not None:
            outcome.job.place.unlink(missing_ok=True)
        if outcome.data is None:
            codes = {outcome.code or ""}
        else:
            codes = {t.code for t in load_reading(outcome.data).troubles} or {"ok"}
        self.codes.update(codes)
        if outcome.seconds > RECIPE.limits.cpu_for(outcome.job.size) + LATE and outcome.code != "timeout_total":
            self.hangs.append(f"mutant {number}, {outcome.seconds:.1f} s")
        strange = codes - self.closed - {"ok"} | codes & {"internal_error"}
        if strange:
            self.reds.append(f"mutant {number} (seed {self.seed}): {', '.join(sorted(strange))} {outcome.detail or ''}")


def mutants(board: Board) -> Iterator[Row]:
    """Every mutant has its outcome, with a reason of the closed list; nothing stops, nothing hangs."""
    run = Mutants(board, 300 if board.quick else board.mutants)
    stops, start = 0, time.monotonic()
    try:
        with Pool(RECIPE, 2, board.folder / "spool") as pool:
            for n, outcome in enumerate(pool.run(run.jobs()), start=1):
                run.note(outcome)
                if n % 1_000 == 0 and os.environ.get("DOCCHECK_SCORE_TOLD"):
                    print(f"{'':11}{n} mutants, {time.monotonic() - start:.0f} s, {len(run.reds)} red", flush=True)
    except Exception as error:
        stops = 1
        run.reds.append(f"stopped: {type(error).__name__}: {error}")
    missing = run.count - len(run.seen)
    killed = sum(run.codes[c] for c in ("crash_signal", "memory", "worker_lost", "timeout_total", "timeout_progress"))
    most = ", ".join(f"{code} {n}" for code, n in run.codes.most_common(5))
    yield row(
        "R18",
        f"byte mutants of {len(run.good)} good files: stops, hangs, unrecorded, reasons of no list "
        f"(children lost to their document: {killed}; {most})",
        "0 / 0 / 0 / 0",
        f"{stops} / {len(run.hangs)} / {missing} / {len(run.reds) - stops} of {run.count}",
        not (stops or missing or run.hangs or run.reds),
        run.count,
        [*run.reds, *run.hangs],
    )
