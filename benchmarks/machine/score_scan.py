"""Figures of one scan over all hostile files: R1 to R5, R14, R18, R25, R26."""

import json
import os
import random
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from doccheck.extract import ExtractOptions
from doccheck.pipeline import open_tools
from doccheck.rulebook.book import load_book
from doccheck.run.codec import load_reading
from doccheck.run.pool import Pool
from doccheck.run.recipe import Limits, Recipe
from doccheck.run.scan import Scan
from doccheck.run.spool import spool_of
from doccheck.run.workspace import open_workspace
from machine.score import ROOT, Board, Row, row
from tests.run import hostile
from tests.run.pile import OLD, make_pile

DAY = date(2026, 11, 24)
RECIPE = Recipe(options=ExtractOptions(ocr=False), limits=Limits(cpu=20, cpu_most=60, wall_factor=8.0))
QUICK = Recipe(
    options=ExtractOptions(ocr=False), limits=Limits(cpu=6, cpu_per_megabyte=6, cpu_most=12, wall_factor=8.0)
)


def scan(folder: Path, workspace: Path, workers: int = 2, recipe: Recipe = RECIPE) -> dict[str, Any]:
    opened = open_workspace(workspace, create=True)
    digest = open_tools().shelf.digest
    Scan(workspace=opened, recipe=recipe, as_of=DAY, registry_digest=digest, workers=workers).run([folder])
    records = {record["path"]: record for record in opened.records()}
    opened.close()
    return records


class HostileScan:
    """All hostile files, made from the seed and taken from the data folder, scanned once."""

    def __init__(self, board: Board) -> None:
        home = board.folder / "hostile"
        self.recipe = QUICK
        made = hostile.make(home / "made", board.seed)
        if board.quick:
            made = self._some(made, random.Random(board.seed))
        self.lossy = {str(path) for one, path in made if one.lossy}
        self.paths = {str(path): one.kind for one, path in made}
        self.best: dict[str, tuple[int, int]] = {}
        listing = board.data / "hostile" / "manifest.jsonl"
        if listing.is_file() and not board.quick:
            (home / "found").symlink_to(board.data / "hostile")
            self._found(listing, home)
        self.folder = home
        self.before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.handles = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").is_dir() else 0
        self.workspace = board.folder / "hostile.db"
        self.seconds: dict[str, float] = {}
        start = time.monotonic()
        self.records, self.stop = {}, ""
        try:
            self.records = self._scan()
        except Exception as error:  # a batch that stops is what is measured
            self.stop = f"{type(error).__name__}: {error}"
        self.wall = time.monotonic() - start
        self.after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        self.handles_after = len(os.listdir("/proc/self/fd")) if self.handles else 0

    def _some(self, made: list[Any], rng: random.Random) -> list[Any]:
        """One of each kind; the others are taken away again."""
        kept, seen = [], Counter[str]()
        rng.shuffle(made)
        for one, path in made:
            seen[one.kind] += 1
            if seen[one.kind] <= 1:
                kept.append((one, path))
            else:
                path.unlink()
        return kept

    def _found(self, listing: Path, home: Path) -> None:
        for line in listing.read_text("utf-8").splitlines():
            entry = json.loads(line)
            path = str(home / "found" / entry["path"])
            self.paths[path] = ", ".join(entry["kind"]) or "found"
            if "silent:page-count-differs" in entry["kind"]:
                self.lossy.add(path)
            told = [v for k, v in entry["baseline"].items() if k in {"pypdfium2", "pikepdf"} and v["status"] == "ok"]
            self.best[path] = (
                max((v.get("pages") or 0 for v in told), default=0),
                max((v.get("chars") or 0 for v in told), default=0),
            )

    def _scan(self) -> dict[str, Any]:
        opened = open_workspace(self.workspace, create=True)
        digest = open_tools().shelf.digest
        roots = [self.folder / "made"]
        if (self.folder / "found").exists():
            roots.append(self.folder / "found")
        plain = Pool._done, Pool._failed

        def noted(method: Any) -> Any:
            def call(pool: Any, child: Any, *rest: Any) -> Any:
                job, since = child.job, child.since
                outcome = method(pool, child, *rest)
                self.seconds[job.path] = max(self.seconds.get(job.path, 0.0), time.monotonic() - since)
                return outcome

            return call

        Pool._done, Pool._failed = noted(plain[0]), noted(plain[1])  # type: ignore[method-assign]
        try:
            Scan(workspace=opened, recipe=self.recipe, as_of=DAY, registry_digest=digest, workers=2).run(roots)
        finally:
            Pool._done, Pool._failed = plain  # type: ignore[method-assign]
        records = {record["path"]: record for record in opened.records()}
        self.held = {}
        for path in self.best:
            key = opened.conn.execute("select key from documents where path = ?", (path,)).fetchone()
            body = opened.reading(key[0]) if key else None
            if body is not None:
                text = load_reading(body).text
                self.held[path] = len(text.pages), len(text.body)
        opened.close()
        return records

    def short(self) -> list[str]:
        """Found files called whole that hold fewer pages than a reader counts, or much less text than PDFium gives."""
        whole = [p for p in self.best if self.records.get(p, {}).get("state") == "whole" and p in self.held]
        return [p for p in whole if self.held[p][0] < self.best[p][0] or self.held[p][1] < 0.8 * self.best[p][1] - 20]


def conservation(board: Board) -> Iterator[Row]:
    """R1 and R2: every input has one record, with reasons of the closed list; the batch never stops."""
    done = board.hostile
    closed = set(load_book().troubles.codes())
    wanted = {path for path in done.paths if not path.endswith(".zip")}
    lost = [p for p in wanted if p not in done.records]
    opened_archives = [p for p in done.paths if p.endswith(".zip")]
    lost += [p for p in opened_archives if not any(r == p or r.startswith(f"{p}!/") for r in done.records)]
    strange = [p for p, r in done.records.items() if {t["code"] for t in r["troubles"]} - closed]
    bare = [p for p, r in done.records.items() if r["state"] == "unreadable" and not r["troubles"]]
    states = Counter(r["state"] for r in done.records.values())
    told = ", ".join(f"{state} {count}" for state, count in sorted(states.items()))
    total = len(done.paths)
    yield row(
        "R1",
        f"every input has its record, each reason in the closed list ({told})",
        "100 %",
        f"{total - len(lost)} of {total}",
        not (lost or strange or bare),
        total,
        [*lost, *strange, *bare],
    )
    yield row(
        "R2",
        "batch stops and lost files",
        "0 / 0",
        f"{int(bool(done.stop))} / {len(lost)}",
        not done.stop and not lost,
        total,
        [done.stop] if done.stop else lost,
    )


def budgets(board: Board) -> Iterator[Row]:
    done = board.hostile
    late = []
    for path, seconds in done.seconds.items():
        file = Path(path.split("!/")[0])
        size = file.stat().st_size if file.exists() else 0
        if seconds > done.recipe.limits.wall_for(size) + 2:
            late.append(f"{path}: {seconds:.0f} s")
    worst, which = max(((s, p) for p, s in done.seconds.items()), default=(0.0, ""))
    which = "/".join(which.split("/")[-2:])
    yield row(
        "R3",
        f"documents beyond their budget + 2 s (slowest {which}: {worst:.1f} s on the clock; all {done.wall:.0f} s)",
        "0",
        str(len(late)),
        not late,
        len(done.seconds),
        late,
    )


def memory(board: Board) -> Iterator[Row]:
    done = board.hostile
    grown = (done.after - done.before) / 1024
    yield row("R4", "growth of the parent over the run", "< 50 MB", f"{grown:.0f} MB", grown < 50, len(done.records))


def silence(board: Board) -> Iterator[Row]:
    done = board.hostile
    wrong = [p for p in sorted(done.lossy) if done.records.get(p, {}).get("state") == "whole"] + done.short()
    quiet = [p for p, r in done.records.items() if r["state"] == "whole" and not r["sha256"]]
    yield row(
        "R5",
        "files that lose pages or text and are called plainly whole",
        "0",
        str(len(wrong) + len(quiet)),
        not wrong and not quiet,
        len(done.lossy) + len(done.best),
        [*wrong, *quiet],
    )


def leftovers(board: Board) -> Iterator[Row]:
    done = board.hostile
    left = [str(p) for p in done.folder.parent.iterdir() if p == spool_of(done.workspace)]
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    alive = children.read_text("ascii").split() if children.is_file() else []
    names = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in alive if Path(f"/proc/{pid}/cmdline").exists()]
    alive = [
        n.decode("utf-8", "replace")[:80] for n in names if b"forkserver" not in n and b"resource_tracker" not in n
    ]
    more = max(done.handles_after - done.handles - 4, 0)  # the nursery keeps a few for the next pool
    open_to_all = [str(p) for p in (done.workspace,) if p.stat().st_mode & 0o077]
    bad = [*left, *alive, *open_to_all]
    yield row(
        "R25",
        "left after the run: temporary files, processes, open files, files open to all",
        "0",
        str(len(bad) + more),
        not bad and not more,
        len(done.records),
        bad,
    )


def determinism(board: Board) -> Iterator[Row]:
    """R14: whatever workers, order, folder, time zone, locale and hash seed."""
    pile = make_pile(board.folder / "same" / "kho")
    results, reds = {}, []
    settings = (
        ("plain", {}, "1", "."),
        ("other", {"TZ": "Asia/Ho_Chi_Minh", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, "3", str(board.folder)),
        ("third", {"TZ": "America/Lima", "LANG": "vi_VN.UTF-8", "PYTHONHASHSEED": "77"}, "2", "/"),
    )
    for name, env, workers, where in settings:
        base = board.folder / f"{name}.db"
        command = [
            sys.executable,
            "-m",
            "doccheck",
            "scan",
            str(pile),
            "--workspace",
            str(base),
            "--as-of",
            DAY.isoformat(),
            "--workers",
            workers,
            "--format",
            "json",
            "--fail-on",
            "never",
        ]
        place = {"PYTHONPATH": str(ROOT), **env}
        done = subprocess.run(
            command, cwd=ROOT if where == "." else where, env={**os.environ, **place}, capture_output=True
        )
        results[name] = done.stdout
        if done.returncode not in {0, 5}:
            reds.append(f"{name}: exit {done.returncode} {done.stderr[-200:].decode()}")
    same = len(set(results.values())) == 1 and all(results.values())
    yield row(
        "R14",
        "exports under other workers, folders, zones, locales and hash seeds",
        "equal bytes",
        f"{len(set(results.values()))} version(s)",
        same and not reds,
        len(settings),
        reds,
    )


LEAK = """
import resource, sys
from pathlib import Path
sys.path[:0] = [sys.argv[3], sys.argv[3] + "/benchmarks"]
from doccheck.pipeline import open_tools
from doccheck.run.jobs import Do, Job, Outcome
from doccheck.run.scan import Scan
from doccheck.run.work import Bench
from doccheck.run.workspace import open_workspace
import machine.score
from machine.score_scan import DAY, RECIPE
folder, workspace = Path(sys.argv[1]), Path(sys.argv[2])
bench, one = Bench(RECIPE, folder), sorted(folder.iterdir())[0]
read = bench.do(Job(key="a", do=Do.READ, path=str(one), place=one))
done = {Do.READ: read}
done[Do.LEARN] = bench.do(Job(key="a", do=Do.LEARN, path=str(one), input=read))
done[Do.JUDGE] = bench.do(Job(key="a", do=Do.JUDGE, path=str(one), input=read, as_of=DAY))
opened = open_workspace(workspace, create=True)
digest = open_tools().shelf.digest
start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
engine = lambda jobs: (Outcome(job=job, data=done[job.do]) for job in jobs)
Scan(workspace=opened, recipe=RECIPE, as_of=DAY, registry_digest=digest, engine=engine).run([folder])
status = Path("/proc/self/status").read_text("ascii").splitlines()
print(next(line.split()[1] for line in status if line.startswith("RssAnon")))
"""


def leak(board: Board) -> Iterator[Row]:
    """R26: what the parent holds for each document more; the answers of the children are made ready beforehand.

    Memory of its own is counted, at the end: pages of the workspace that the system maps are the system's to take back.
    The smaller scan is large enough to fill SQLite's cache (32 MB), which is full once and for all.
    """
    sizes, peaks = (3_000, 8_000), []
    for count in sizes:
        home = board.folder / f"tiny-{count}"
        home.mkdir()
        for n in range(count):
            (home / f"{n:05}.txt").write_text(OLD.replace("913/", f"{n + 1}/"), "utf-8")
        command = [sys.executable, "-c", LEAK, str(home), str(board.folder / f"tiny-{count}.db"), str(ROOT)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            yield row("R26", "growth of the parent a document", "< 1 kB", "failed", False, count, [done.stderr[-300:]])
            return
        peaks.append(int(done.stdout.split()[-1]))
    each = (peaks[1] - peaks[0]) / (sizes[1] - sizes[0])
    yield row(
        "R26",
        f"growth of the parent a document ({peaks[0] // 1024} and {peaks[1] // 1024} MB)",
        "< 1 kB",
        f"{each:.1f} kB",
        each < 1,
        sum(sizes),
    )
