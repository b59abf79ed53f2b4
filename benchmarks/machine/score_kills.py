"""Figures of violence: R6 to R10, R24, R27, R28: kills, signals, chaos, full disks, failing calls, torn logs."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from doccheck.db import back_up
from doccheck.pipeline import open_tools
from doccheck.run import pool as pool_
from doccheck.run.jobs import Do, Job
from doccheck.run.recipe import MEGABYTE, Limits, Recipe
from doccheck.run.scan import Scan
from doccheck.run.spool import spool_of
from doccheck.run.workspace import open_workspace
from machine.score import ROOT, Board, Row, row
from machine.score_scan import DAY, RECIPE
from tests.run.chaos import Chaos
from tests.run.pile import make_pile


class Runs:
    """Scans in processes that are forked ready (rules and libraries loaded), so that a kill costs a moment."""

    def __init__(self, board: Board) -> None:
        import_module(pool_.WARM).warm()

        self.pile = board.folder / "kho"
        if not self.pile.is_dir():
            make_pile(self.pile)
        self.digest = open_tools().shelf.digest
        self.truth = self.finish(board.folder / "truth.db")
        start = time.monotonic()
        self.finish(board.folder / "truth-2.db")
        self.length = time.monotonic() - start

    def start(self, workspace: Path) -> int:
        """Begin a scan in a process of its own; its number."""
        pid = os.fork()
        if pid:
            return pid
        try:
            os.setsid()
            opened = open_workspace(workspace, create=True)
            job = Scan(workspace=opened, recipe=RECIPE, as_of=DAY, registry_digest=self.digest, workers=2)
            job.run([self.pile])
            os._exit(0)
        except KeyboardInterrupt:
            os._exit(130)
        except BaseException as error:  # told by the exit code; the message goes to the one who reads the figure
            sys.stderr.write(f"{type(error).__name__}: {error}\n")
            os._exit(1)

    def finish(self, workspace: Path) -> str:
        """Scan to the end; everything that an export would show, as text."""
        pid = self.start(workspace)
        _, status = os.waitpid(pid, 0)
        if status:
            return f"exit {os.waitstatus_to_exitcode(status)}"
        return contents(workspace)


def contents(workspace: Path) -> str:
    """All that exports are made from."""
    opened = open_workspace(workspace)
    both = {lang: list(opened.records(lang)) for lang in ("vi", "en")}
    rest = [
        opened.gaps(),
        opened.conn.execute("select path, ordinal, fingerprint from findings order by 1, 2").fetchall(),
    ]
    sound = opened.conn.execute("pragma integrity_check").fetchone()[0]
    state = opened.last_run()
    opened.close()
    return json.dumps([both, rest, sound, state and state[2]], ensure_ascii=False)


def below(pid: int) -> list[int]:
    """Processes started by a process, at any depth."""
    found: list[int] = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in map(int, task.read_text("ascii").split()):
                found += [child, *below(child)]
    return found


def alive(pids: list[int]) -> list[int]:
    def lives(pid: int) -> bool:
        try:
            return Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rsplit(")", 1)[1].split()[0] != "Z"
        except OSError:
            return False

    return [pid for pid in pids if lives(pid)]


def wait_for(pid: int, seconds: float) -> int | None:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        done, status = os.waitpid(pid, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    return None


def kills(board: Board) -> Iterator[Row]:
    """R6: kill -9 the parent, a child, or both, at random moments; the next run goes on from there."""
    rng, runs = random.Random(board.seed), Runs(board)
    wanted = board.kills if not board.quick else 12
    done, wrong, mid, names = 0, [], 0, Counter[str]()
    while done < wanted:
        workspace = board.folder / f"kill-{done}.db"
        for _ in range(rng.randint(1, 6)):
            if done >= wanted:
                break
            pid = runs.start(workspace)
            time.sleep(rng.uniform(0.0, runs.length * 0.5))
            whom = rng.choice(("parent", "child", "both"))
            children = below(pid)
            targets = {"parent": [pid], "child": children[-1:], "both": [pid, *children]}[whom]
            for target in targets or [pid]:
                with suppress(ProcessLookupError):
                    os.kill(target, signal.SIGKILL)
            status = wait_for(pid, 120)
            if status is None:
                wrong.append(f"seed {board.seed} kill {done}: the scan does not end after {whom} was killed")
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            mid += status not in (0, None)
            names[whom] += 1
            done += 1
        retry(workspace)
        if runs.finish(workspace) != runs.truth:
            wrong.append(f"seed {board.seed}, kills up to {done}: other contents than undisturbed")
        for name in (workspace, Path(f"{workspace}-wal"), Path(f"{workspace}-shm")):
            name.unlink(missing_ok=True)
    told = ", ".join(f"{n} {who}" for who, n in sorted(names.items()))
    yield row(
        "R6",
        f"kill -9 at random moments ({told}; {mid} ended a run before its end), resumed to equal contents",
        "all",
        f"{done - len(wrong)} of {done}",
        not wrong,
        done,
        wrong,
    )


def retry(workspace: Path) -> None:
    """Documents whose own child was killed are on record as lost; they are asked again, as ``--retry`` does."""
    if not workspace.is_file():
        return
    with suppress(Exception):
        opened = open_workspace(workspace)
        with opened.write() as conn:
            conn.execute("delete from readings where stage = 'failed'")
            conn.execute("delete from learned")
            conn.execute("update reports set judged = ''")
        opened.close()


def signals(board: Board) -> Iterator[Row]:
    """R7: SIGTERM, SIGINT twice, stop and go on, the supervisor killed: nobody is left after five seconds."""
    rng, runs, wrong, turns = random.Random(board.seed), Runs(board), [], 0
    for name in ("term", "int twice", "stop and go on", "kill"):
        for turn in range(4):
            turns += 1
            workspace = board.folder / f"signal-{turns}.db"
            pid = runs.start(workspace)
            time.sleep(rng.uniform(0.05, runs.length))
            children = below(pid)
            if name == "stop and go on":
                os.kill(pid, signal.SIGSTOP)
                time.sleep(0.3)
                os.kill(pid, signal.SIGCONT)
            else:
                for sign in {"term": (signal.SIGTERM,), "int twice": (signal.SIGINT,) * 2, "kill": (signal.SIGKILL,)}[
                    name
                ]:
                    with suppress(ProcessLookupError):
                        os.kill(pid, sign)
                        time.sleep(0.02)
            status = wait_for(pid, 90)
            if status is None:
                wrong.append(f"{name} {turn}: still running")
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            ends = time.monotonic() + 5
            while alive(children) and time.monotonic() < ends:
                time.sleep(0.05)
            if alive(children):
                wrong.append(f"{name} {turn}: left {alive(children)}")
            if runs.finish(workspace) != runs.truth:
                wrong.append(f"{name} {turn}: other contents")
            if spool_of(workspace).exists():
                wrong.append(f"{name} {turn}: spool left")
    yield row(
        "R7",
        "signals at random moments: orphans after 5 s, files left, other contents",
        "0",
        str(len(wrong)),
        not wrong,
        turns,
        wrong,
    )


ORDERS = {
    "fine": None,
    "segv": "crash_signal",
    "abort": "crash_signal",
    "leave": "worker_lost",
    "memory": "memory",
    "eat": "memory",
    "spin": "timeout_total",
    "sleep": "timeout_total",
    "litter": "timeout_total",
    "flood": "output_too_large",
    "recurse": "nesting_too_deep",
    "bug": "internal_error",
    "fault": "encrypted",
}


def chaos(board: Board) -> Iterator[Row]:
    """R8: 100 saboteur documents a seed; the count of each reason is exact, and good ones after them succeed."""
    wrong, seeds = [], 3 if board.quick else 20
    limits = Limits(cpu=0.4, cpu_per_megabyte=0, wall_factor=0, wall_extra=2.0, memory=256 * MEGABYTE, output=MEGABYTE)
    for seed in range(board.seed, board.seed + seeds):
        rng = random.Random(seed)
        rare = [name for name in ORDERS if name != "fine"]
        orders = [rng.choice(rare) if rng.random() < 0.25 else "fine" for _ in range(90)] + ["fine"] * 10
        jobs = [Job(key=str(n), do=Do.READ, path=f"{name} {n}") for n, name in enumerate(orders)]
        folder = board.folder / f"chaos-{seed}"
        folder.mkdir()
        with pool_.Pool(Recipe(limits=limits), 2, folder, Chaos) as pool:
            found = {o.job.key: o.code for o in pool.run(jobs)}
        wanted = {str(n): ORDERS[name] for n, name in enumerate(orders)}
        wrong += [f"seed {seed}: {orders[int(k)]} gave {found.get(k)}" for k in wanted if found.get(k) != wanted[k]]
        wrong += [f"seed {seed}: left in the spool" for _ in folder.iterdir()]
    yield row(
        "R8",
        f"100 saboteur documents a seed, exact reason of each ({seeds} seeds)",
        "all",
        f"{seeds * 100 - len(wrong)} of {seeds * 100}",
        not wrong,
        seeds * 100,
        wrong,
    )


DISK = """
import json, random, sys
from pathlib import Path
sys.path[:0] = [sys.argv[2], sys.argv[2] + "/benchmarks"]
from machine.score import Board
from machine.score_kills import Runs, contents
from doccheck.errors import DoccheckError
disk, points = Path(sys.argv[1]), int(sys.argv[3])
board = Board(Path(sys.argv[4]), 1, True, 1, Path("."))
runs = Runs(board)
wrong, rng = [], random.Random(1)
for point in range(points):
    filler, workspace = disk / "filler", disk / "w.db"
    size = 2_900_000 - rng.randrange(0, 2_400_000)
    try:
        with filler.open("wb") as file:
            file.write(b"x" * size)
    except OSError:
        pass
    told = runs.finish(workspace)
    full = told.startswith("exit")
    filler.unlink()
    if told != runs.truth and not full:
        wrong.append(f"point {point}: {size} bytes taken: other contents")
    if runs.finish(workspace) != runs.truth:
        wrong.append(f"point {point}: {size} bytes taken: does not resume")
    for old in disk.glob("w.db*"):
        old.unlink()
    print(json.dumps([point, full, wrong]), flush=True)
"""


def full_disk(board: Board) -> Iterator[Row]:
    what = "a disk of 3 MiB filled at random points: what is stored stays whole, the next run goes on"
    if shutil.which("unshare") is None:
        yield row("R9", what, "all", "no unshare here", None)
        return
    disk = board.folder / "disk"
    disk.mkdir()
    points = 50
    home = board.folder / "disk-runs"
    home.mkdir()
    script = board.folder / "disk.py"
    script.write_text(DISK, "utf-8")
    inner = f"mount -t tmpfs -o size=3m none {disk} && exec {sys.executable} {script} {disk} {ROOT} {points} {home}"
    done = subprocess.run(["unshare", "-rm", "sh", "-c", inner], capture_output=True, text=True, check=False, cwd=ROOT)
    lines = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("[")]
    if not lines:
        yield row("R9", what, "all", "not measured", None, red=[done.stderr.strip()[-200:]])
        return
    wrong, full = lines[-1][2], sum(line[1] for line in lines)
    yield row(
        "R9",
        f"{what} ({full} of {len(lines)} runs were cut short)",
        "all",
        f"{len(lines) - len(wrong)} of {points}",
        not wrong and len(lines) == points,
        points,
        wrong,
    )


def failing_calls(board: Board) -> Iterator[Row]:
    """R10: the Nth open, write, fsync or rename of the scan fails."""
    what = "the Nth call fails (EIO, ENOSPC, EMFILE): the state is before or after, the next run goes on"
    if shutil.which("strace") is None:
        yield row("R10", what, "all", "no strace here", None)
        return
    runs, rng, wrong = Runs(board), random.Random(board.seed), []
    faults = [
        ("pwrite64", "ENOSPC"),
        ("pwrite64", "EIO"),
        ("fdatasync", "EIO"),
        ("openat", "EMFILE"),
        ("rename", "EIO"),
        ("fsync", "EIO"),
        ("write", "ENOSPC"),
        ("mkdir", "ENOSPC"),
        ("unlink", "EIO"),
        ("ftruncate", "EIO"),
    ]
    count = 0
    for call, error in faults:
        for _ in range(3):
            when = rng.randrange(1, 60 if call != "openat" else 2_000)
            workspace = board.folder / f"fault-{count}.db"
            count += 1
            pid = runs.start(workspace)
            tracer = subprocess.Popen(
                ["strace", "-qq", "-o", "/dev/null", "-e", f"inject={call}:error={error}:when={when}", "-p", str(pid)],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if wait_for(pid, 120) is None:
                wrong.append(f"{call} {error} at {when}: hangs")
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            tracer.wait(timeout=30)
            retry(workspace)
            if runs.finish(workspace) != runs.truth:
                wrong.append(f"{call} {error} at {when}: other contents")
    yield row("R10", what, "all", f"{count - len(wrong)} of {count}", not wrong, count, wrong)


def network(board: Board) -> Iterator[Row]:
    """R24: a whole scan in an empty network namespace, and every connect that it asks the system for."""
    what = "a scan with its network calls watched: connects outside the machine"
    if shutil.which("strace") is None:
        yield row("R24", what, "0", "no strace here", None)
        return
    pile, trace = make_pile(board.folder / "net" / "kho"), board.folder / "net.trace"
    command = [
        "strace",
        "-f",
        "-qq",
        "-e",
        "trace=connect,sendto",
        "-o",
        str(trace),
        sys.executable,
        "-m",
        "doccheck",
        "scan",
        str(pile),
        "--workspace",
        str(board.folder / "net.db"),
        "--fail-on",
        "never",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    asked = [line for line in trace.read_text("utf-8", "replace").splitlines() if "AF_INET" in line]
    yield row(
        "R24", what, "0", str(len(asked)), done.returncode in {0, 5} and not asked, 1, [*asked, done.stderr[-200:]][:5]
    )


def torn_log(board: Board) -> Iterator[Row]:
    """R27: the power goes: the log is cut at any byte, or its tail is garbage; what stood before is whole."""
    path, wrong, rng = board.folder / "torn.db", [], random.Random(board.seed)
    opened = open_workspace(path, create=True)
    copies = []
    for n in range(60):
        with opened.write() as conn:
            conn.execute(
                "insert into notes (scope, target, who, at, body) values ('x', 'x', 'x', 'x', ?)", (str(n) * 400,)
            )
        copies.append((n + 1, path.read_bytes(), Path(f"{path}-wal").read_bytes()))
    cuts = 0
    for count, main, log in copies:
        for _ in range(5):
            cuts += 1
            torn = board.folder / "torn-copy.db"
            torn.write_bytes(main)
            at = rng.randrange(len(log) + 1)
            damaged = log[:at] + (rng.randbytes(len(log) - at) if rng.random() < 0.5 else b"")
            Path(f"{torn}-wal").write_bytes(damaged)
            conn = sqlite3.connect(torn)
            try:
                held = conn.execute("select count(*) from notes").fetchone()[0] if at > 40 or len(main) > 8_192 else 0
                sound = conn.execute("pragma integrity_check").fetchone()[0]
                bodies = [r[0] for r in conn.execute("select body from notes order by id")] if held else []
                if sound != "ok" or held > count or bodies != [str(n) * 400 for n in range(held)]:
                    wrong.append(f"{count} rows, log cut at {at}: {sound}, {held}")
            except sqlite3.OperationalError as error:
                if "no such table" not in str(error):
                    wrong.append(f"{count} rows, log cut at {at}: {error}")
            conn.close()
            for tail in ("", "-wal", "-shm"):
                Path(f"{torn}{tail}").unlink(missing_ok=True)
    opened.close()
    yield row(
        "R27",
        "the log cut or overwritten at random bytes: integrity, and a prefix of the history",
        "all",
        f"{cuts - len(wrong)} of {cuts}",
        not wrong,
        cuts,
        wrong,
    )


def backups(board: Board) -> Iterator[Row]:
    """R28: copies taken while another process writes are whole and a prefix of the history."""
    path, wrong = board.folder / "live.db", []
    opened = open_workspace(path, create=True)
    number = 30 if board.quick else 100
    writer = os.fork()
    if not writer:
        mine = open_workspace(path)
        for n in range(100_000):
            with mine.write() as conn:
                conn.execute("insert into notes (scope, target, who, at, body) values ('x','x','x','x', ?)", (str(n),))
        os._exit(0)
    for n in range(number):
        target = board.folder / "copy.db"
        back_up(opened.db, target)
        copy = sqlite3.connect(target)
        bodies = [int(r[0]) for r in copy.execute("select body from notes order by id")]
        if copy.execute("pragma integrity_check").fetchone()[0] != "ok" or bodies != list(range(len(bodies))):
            wrong.append(f"copy {n}")
        copy.close()
    os.kill(writer, signal.SIGKILL)
    os.waitpid(writer, 0)
    opened.close()
    yield row(
        "R28",
        "copies of a workspace taken under load: whole, and a prefix of the history",
        "all",
        f"{number - len(wrong)} of {number}",
        not wrong,
        number,
        wrong,
    )
