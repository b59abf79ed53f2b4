"""The board of benchmarks/scoreboard: which figures there are, and how a figure becomes a row."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One figure; ``red`` names the files or seeds that show what is wrong."""

    id: str
    what: str
    goal: str
    value: str
    ok: bool | None
    n: int = 0
    seconds: float = 0.0
    red: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        return {True: "ok", False: "RED", None: "-"}[self.ok]

    def record(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "what": self.what,
            "goal": self.goal,
            "value": self.value,
            "ok": self.ok,
            "n": self.n,
            "seconds": round(self.seconds, 1),
            "red": list(self.red),
        }


@dataclass
class Board:
    """What the figures share: a folder, a seed, and the one scan of all hostile files."""

    folder: Path
    seed: int
    quick: bool
    kills: int
    data: Path
    mutants: int = 4_000
    rows: dict[str, list[Row]] = field(default_factory=dict)

    def take(self, name: str) -> Iterator[Row]:
        """The rows of a figure, with the time they took."""
        from dataclasses import replace

        start = time.monotonic()
        for row in FIGURES[name].measure(self):
            yield replace(row, seconds=time.monotonic() - start)
            start = time.monotonic()

    @cached_property
    def hostile(self) -> Any:
        """The scan of all hostile files, made once."""
        from machine.score_scan import HostileScan

        return HostileScan(self)


@dataclass(frozen=True)
class Figure:
    """How a figure is measured; ``quick`` ones make the daily minute."""

    measure: Callable[[Board], Iterator[Row]]
    quick: bool = False


def row(id_: str, what: str, goal: str, value: str, ok: bool | None, n: int = 0, red: Any = ()) -> Row:
    return Row(id=id_, what=what, goal=goal, value=value, ok=ok, n=n, red=tuple(str(x) for x in red))


def git_head() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def by_tests(id_: str, what: str, goal: str, *nodes: str) -> Callable[[Board], Iterator[Row]]:
    """A figure that tests hold: green when they pass."""

    def measure(board: Board) -> Iterator[Row]:
        command = [sys.executable, "-m", "pytest", "-n0", "-q", "-p", "no:cacheprovider", "--no-header", *nodes]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        last = (done.stdout.strip().splitlines() or [""])[-1]
        failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
        yield row(id_, what, goal, last[:34] or "no tests", done.returncode == 0, red=[*failed, *nodes])

    return measure


def _figures() -> dict[str, Figure]:
    from machine import score_kills, score_mutants, score_scan, score_text, score_upgrade

    door, load = "tests/review/test_door.py", "tests/review/test_docket.py"
    return {
        "R1": Figure(score_scan.conservation, quick=True),
        "R3": Figure(score_scan.budgets, quick=True),
        "R4": Figure(score_scan.memory, quick=True),
        "R5": Figure(score_scan.silence, quick=True),
        "R6": Figure(score_kills.kills),
        "R7": Figure(score_kills.signals),
        "R8": Figure(score_kills.chaos, quick=True),
        "R9": Figure(score_kills.full_disk),
        "R10": Figure(score_kills.failing_calls),
        "R11": Figure(by_tests("R11", "two reviewers, an older version: nothing overwritten", "all pass", load)),
        "R14": Figure(score_scan.determinism),
        "R15": Figure(score_text.clauses, quick=True),
        "R16": Figure(score_text.linear, quick=True),
        "R17": Figure(score_text.marks, quick=True),
        "R18": Figure(score_mutants.mutants),
        "R19": Figure(score_text.word_texts, quick=True),
        "R20": Figure(score_text.old_codes, quick=True),
        "R21": Figure(
            by_tests(
                "R21", "papers take any text: no formula, no exception", "all pass", "tests/export/test_papers.py"
            ),
            quick=True,
        ),
        "R22": Figure(by_tests("R22-23", "routes by role, hosts, headers, templates", "all pass", door)),
        "R24": Figure(score_kills.network, quick=True),
        "R25": Figure(score_scan.leftovers, quick=True),
        "R26": Figure(score_scan.leak),
        "R27": Figure(score_kills.torn_log),
        "R28": Figure(score_kills.backups, quick=True),
        "R29": Figure(score_upgrade.upgrades),
        "R30": Figure(score_text.supply, quick=True),
    }


FIGURES: dict[str, Figure] = _figures()
