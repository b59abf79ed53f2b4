"""R29: workspaces and registries written by earlier commits are opened by this one, also when it is cut short."""

import io
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tarfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from doccheck.errors import DoccheckError
from doccheck.pipeline import open_tools
from doccheck.registry import open_registry
from doccheck.run.scan import Scan
from doccheck.run.workspace import open_workspace
from machine.score import ROOT, Board, Row, row
from machine.score_scan import DAY, RECIPE
from tests.run.pile import make_pile

FORMATS = ("614b6f2", "5d1c712", "e516c47")  # each the first with another shape of the workspace
CUTS = 50
TARGET = "0" * 16
MADE = """
import shutil, sys
from datetime import date
from pathlib import Path
from doccheck.extract import ExtractOptions
from doccheck.pipeline import open_tools
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan
from doccheck.run.workspace import open_workspace
if __name__ == "__main__":
    shelf = open_tools().shelf
    shutil.copy(shelf.path, sys.argv[3])
    opened = open_workspace(Path(sys.argv[2]), create=True)
    recipe = Recipe(options=ExtractOptions(ocr=False))
    Scan(workspace=opened, recipe=recipe, as_of=date(2026, 11, 24), registry_digest=shelf.digest).run([sys.argv[1]])
    opened.close()
"""


def made_by(commit: str, board: Board, pile: Path) -> tuple[Path, Path]:
    """A workspace with one decision and a registry, written by the program as it was then."""
    home = board.folder / f"as-of-{commit}"
    home.mkdir()
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as files:
        files.extractall(home / "code", filter="data")
    script, workspace, registry = home / "made.py", home / "ws.db", home / "registry.db"
    script.write_text(MADE, "utf-8")
    env = {**os.environ, "PYTHONPATH": str(home / "code"), "XDG_CACHE_HOME": str(home / "cache")}
    words = [sys.executable, str(script), str(pile), str(workspace), str(registry)]
    subprocess.run(words, env=env, cwd=home, capture_output=True, text=True, check=True, timeout=600)
    with closing(sqlite3.connect(workspace)) as conn, conn:
        conn.execute(
            "insert into decisions (target, scope, decision, made_on) values (?, 'cause', 'accept', '')", (TARGET,)
        )
    return workspace, registry


def wrong_with(workspace: Path, count: int) -> str:
    """What a workspace opened by this program lacks; empty when nothing."""
    opened = open_workspace(workspace)
    try:
        if opened.conn.execute("pragma integrity_check").fetchone()[0] != "ok":
            return "integrity"
        if len(list(opened.records())) != count:
            return "records lost"
        return "" if ("cause", TARGET) in opened.decisions() else "a decision lost"
    finally:
        opened.close()


def cut_short(workspace: Path, copy: Path, delay: float) -> None:
    """A copy of the workspace, opened by a process that is killed after a while."""
    for old in copy.parent.glob(copy.name + "*"):
        old.unlink()
    shutil.copy(workspace, copy)
    pid = os.fork()
    if pid == 0:
        try:
            open_workspace(copy).close()
        finally:
            os._exit(0)
    time.sleep(delay)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def upgrades(board: Board) -> Iterator[Row]:
    """Every store of an earlier format opens with all its records and decisions, and goes on being scanned."""
    pile = board.folder / "kho-cu"
    make_pile(pile)
    count = 0
    good, tried, reds = 0, 0, []
    rng, digest = random.Random(board.seed), open_tools().shelf.digest
    for commit in FORMATS:
        try:
            workspace, registry = made_by(commit, board, pile)
        except (subprocess.SubprocessError, sqlite3.Error) as error:
            reds.append(f"{commit}: not made: {getattr(error, 'stderr', error)!s:.200}")
            tried += 1
            continue
        with closing(sqlite3.connect(workspace)) as conn:
            count = conn.execute("select count(*) from reports").fetchone()[0]
        start = time.monotonic()
        for turn in range(CUTS // len(FORMATS) + 1):
            copy = workspace.with_name("cut.db")
            cut_short(workspace, copy, rng.random() * max(0.02, time.monotonic() - start if turn == 0 else 0.05))
            tried += 1
            said = wrong_with(copy, count)
            good += not said
            reds += [f"{commit}: cut short in turn {turn}: {said}"] if said else []
        tried += 2
        said = wrong_with(workspace, count)
        opened = open_workspace(workspace)
        job = Scan(workspace=opened, recipe=RECIPE, as_of=DAY, registry_digest=digest, workers=1)
        said = said or ("" if job.run([pile]).documents == count else "scanned again: documents lost")
        opened.close()
        good += not said
        reds += [f"{commit}: {said}"] if said else []
        try:
            open_registry(registry).close()
            good += 1
        except DoccheckError as error:
            good += bool(str(error))
    yield row(
        "R29",
        f"stores of {len(FORMATS)} earlier formats: opened whole, or refused in words; opening cut short by kill -9",
        "all",
        f"{good} of {tried}",
        good == tried,
        tried,
        reds,
    )
