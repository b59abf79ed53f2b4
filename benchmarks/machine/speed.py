"""The measures of benchmarks/speed: goals PF1 to PF19, each a ratio of CPU seconds taken in turns."""

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from machine.made_documents import make_pile

DAY = date(2026, 11, 24)
AGAIN = 60
Work = Callable[[], Any]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the table."""

    id: str
    what: str
    goal: str
    measured: str
    ok: bool | None
    notes: tuple[str, ...] = ()

    @property
    def verdict(self) -> str:
        return {True: "ok", False: "MISS", None: "-"}[self.ok]

    def record(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "what": self.what,
            "goal": self.goal,
            "measured": self.measured,
            "ok": self.ok,
            "notes": list(self.notes),
        }


@dataclass
class Bench:
    """What the measures share."""

    folder: Path
    scale: float
    data: Path
    peers: Path | None
    _piles: dict[str, list[Path]] = field(default_factory=dict)

    def count(self, normal: int, least: int = 2) -> int:
        return max(round(normal * self.scale), least)

    def pile(self, form: str, normal: int, pages: int = 8) -> list[Path]:
        name = f"{form}-{normal}-{pages}"
        if name not in self._piles:
            self._piles[name] = make_pile(self.folder / name, form, self.count(normal), pages)
        return self._piles[name]

    @cached_property
    def tools(self) -> Any:
        from doccheck.extract import ExtractOptions
        from doccheck.pipeline import open_tools

        return open_tools(options=ExtractOptions(ocr=False))

    @cached_property
    def real(self) -> list[Path]:
        """Born-digital PDF files of the data folder: text on every page by the listing, no more than 60 pages."""
        import json

        listing = self.data / "pdf.jsonl"
        if not listing.is_file():
            return []
        rows = [json.loads(line) for line in listing.read_text("utf-8").splitlines()]
        good = [r for r in rows if r["has_text_layer"] and (r["pages"] or 99) <= 60 and (r["vi_ratio"] or 0) > 0.05]
        found = [self.data / r["path"] for r in good if (r["n_chars"] or 0) > 700 * (r["pages"] or 1)]
        return [p for p in found if p.is_file()][: self.count(30)]


def environment(bench: Bench) -> dict[str, str]:
    """The environment of commands: with byte code, as an installed program has it after its first run."""
    found = {k: v for k, v in os.environ.items() if k not in {"PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}}
    return {**found, "PYTHONPYCACHEPREFIX": str(bench.folder / "bytecode"), "PYTHONPATH": str(ROOT)}


def quiet(bench: Bench, *words: str) -> Work:
    """A command without its output; its CPU is that of all children it waited for."""
    env = environment(bench)
    return lambda: subprocess.run(
        [sys.executable, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        check=False,
        cwd=bench.folder,
        env=env,
    )


def used() -> float:
    """CPU seconds of this process and of its ended children."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def cost(work: Work) -> float:
    start = used()
    work()
    return max(used() - start, 1e-6)


def ratio(ours: Work, peer: Work, rounds: int = 3) -> tuple[float, float, float]:
    """Median ratio of ours to the peer, and the least seconds of both; each goes first in turn."""
    ours(), peer()
    pairs = []
    for turn in range(rounds):
        if turn % 2:
            b = cost(peer)
            pairs.append((cost(ours), b))
        else:
            pairs.append((cost(ours), cost(peer)))
    return statistics.median(a / b for a, b in pairs), min(a for a, _ in pairs), min(b for _, b in pairs)


def each(found: tuple[float, float, float], times: int) -> tuple[float, float, float]:
    """The ratio where the peer did its work so many times."""
    return found[0] * times, found[1], found[2] / times


def shown(found: tuple[float, float, float]) -> str:
    return f"{found[0]:.2f}x  ({found[1]:.2f} / {found[2]:.2f} s)"


def line(id_: str, what: str, most: float, found: tuple[float, float, float], *notes: str, least: bool = False) -> Row:
    goal = f"{'>=' if least else '<='} {most}x"
    ok = found[0] >= most if least else found[0] <= most
    return Row(id=id_, what=what, goal=goal, measured=shown(found), ok=ok, notes=notes)


def missing(id_: str, what: str, goal: str, why: str) -> Row:
    return Row(id=id_, what=what, goal=goal, measured="not measured", ok=None, notes=(why,))


# PDF


def bare_pdfium(paths: list[Path]) -> int:
    import pypdfium2

    total = 0
    for path in paths:
        pdf = pypdfium2.PdfDocument(path)
        for page in pdf:
            text = page.get_textpage()
            total += len(text.get_text_range())
            text.close()
            page.close()
        pdf.close()
    return total


def whole(bench: Bench, paths: list[Path]) -> None:
    """Everything a scan does for a document but the crossing into a child and the store."""
    from doccheck.pipeline import judge, read_document

    for path in paths:
        judge(read_document(path, bench.tools), bench.tools, DAY)


def stages(bench: Bench, paths: list[Path]) -> tuple[str, ...]:
    """Where the time of a scan goes."""
    from doccheck.extract import extract
    from doccheck.pipeline import judge, read_text

    texts = [extract(p, bench.tools.options) for p in paths]
    readings = [read_text(t, bench.tools.book) for t in texts]
    parts = {
        "bare": cost(lambda: bare_pdfium(paths)),
        "text": cost(lambda: [extract(p, bench.tools.options) for p in paths]),
        "read": cost(lambda: [read_text(t, bench.tools.book) for t in texts]),
        "judge": cost(lambda: [judge(r, bench.tools, DAY) for r in readings]),
    }
    pages = sum(len(t.pages) for t in texts)
    bare = parts.pop("bare")
    told = ", ".join(f"{name} {seconds / bare:.2f}x" for name, seconds in parts.items())
    size = sum(len(t.body) for t in texts)
    return (f"of bare pypdfium2: {told}; {pages} pages, {size / 1e6:.2f} M characters",)


def shares(bench: Bench, paths: list[Path]) -> tuple[str, ...]:
    """Milliseconds a document of each stage."""
    from doccheck.extract import extract
    from doccheck.pipeline import judge, read_text

    texts = [extract(p, bench.tools.options) for p in paths]
    readings = [read_text(t, bench.tools.book) for t in texts]
    parts = {
        "text": cost(lambda: [extract(p, bench.tools.options) for p in paths]),
        "read": cost(lambda: [read_text(t, bench.tools.book) for t in texts]),
        "judge": cost(lambda: [judge(r, bench.tools, DAY) for r in readings]),
    }
    told = ", ".join(f"{name} {seconds / len(paths) * 1000:.1f} ms" for name, seconds in parts.items())
    references = sum(len(r.references) for r in readings) / len(paths)
    size = sum(len(t.body) for t in texts) / len(paths)
    return (f"a document: {told}; {size:.0f} characters, {references:.0f} references",)


def pf1(bench: Bench) -> Iterator[Row]:
    dense = bench.pile("pdf", 30)
    what = "whole scan of born-digital PDF, one process, against bare pypdfium2 text"
    for name, paths in (("made", dense), ("real", bench.real)):
        if paths:
            found = ratio(lambda p=paths: whole(bench, p), lambda p=paths: bare_pdfium(p))
            yield line("PF1", f"{what}: {name}", 1.25, found, *stages(bench, paths))
        else:
            yield missing("PF1", f"{what}: {name}", "<= 1.25x", "no real PDF files here (--data)")


def pf2(bench: Bench) -> Iterator[Row]:
    what = "whole scan of the same PDF files against pdftotext alone, a process a file"
    program = shutil.which("pdftotext")
    if program is None:
        yield missing("PF2", what, "<= 0.90x", "pdftotext is not installed")
        return

    def peer(paths: list[Path]) -> None:
        for path in paths:
            subprocess.run([program, str(path), "-"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)

    for name, paths in (("made", bench.pile("pdf", 30)), ("real", bench.real)):
        if paths:
            found = ratio(lambda p=paths: whole(bench, p), lambda p=paths: peer(p))
            yield line("PF2", f"{what}: {name}", 0.9, found)


BARE = """
import sys, pypdfium2
for path in sys.argv[1:]:
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        page.get_textpage().get_text_range()
"""


def pf3(bench: Bench) -> Iterator[Row]:
    paths = [str(p) for p in bench.pile("pdf", 30)]
    ours = [sys.executable, "-m", "doccheck", "check", *paths, "--as-of", DAY.isoformat(), "--format", "jsonl"]
    ours += ["--workers", "1", "--fail-on", "never", "--no-ocr", "--progress", "none"]

    bare = quiet(bench, "-c", BARE, *paths)
    found = ratio(quiet(bench, *ours[1:]), bare, rounds=2)
    one = quiet(bench, *ours[1:4], paths[0], *ours[4 + len(paths) :])
    nothing = quiet(bench, "-c", "import doccheck.run.warm as w; w.warm()")
    start, alone, spacy = cost(nothing), cost(one), cost(quiet(bench, "-c", "import spacy"))
    constant = (
        f"of it, one document alone costs {alone:.2f} s, rules and libraries {start:.2f} s "
        f"(import spacy as it is: {spacy:.2f} s); each further document {(found[1] - alone) / (len(paths) - 1):.3f} s, "
        f"bare {found[2] / len(paths):.3f} s"
    )
    yield line(
        "PF3", "as a process, children and start included, against bare pypdfium2 as a process", 1.25, found, constant
    )


def pf4(bench: Bench) -> Iterator[Row]:
    from doccheck.pipeline import open_tools
    from doccheck.run.recipe import Recipe
    from doccheck.run.scan import Scan
    from doccheck.run.workspace import open_workspace

    what = "scan into a workspace on two workers against one worker, seconds on the clock"
    pile, digest = bench.pile("pdf", 30), open_tools().shelf.digest

    def run(workers: int) -> float:
        place = bench.folder / f"pf4-{workers}-{time.monotonic_ns()}.db"
        opened = open_workspace(place, create=True)
        start = time.monotonic()
        Scan(workspace=opened, recipe=Recipe(), as_of=DAY, registry_digest=digest, workers=workers).run(
            [pile[0].parent]
        )
        seconds = time.monotonic() - start
        opened.close()
        return seconds

    one, two = run(1), run(2)
    busy = os.getloadavg()[0] > 2.2
    note = "others use the processors: not judged" if busy else ""
    yield Row(
        id="PF4",
        what=what,
        goal="<= 0.62x",
        measured=f"{two / one:.2f}x  ({two:.1f} / {one:.1f} s)",
        ok=None if busy else two / one <= 0.62,
        notes=(note,) if note else (),
    )


def pf5(bench: Bench) -> Iterator[Row]:
    paths = bench.pile("pdf", 30)[: bench.count(5)]
    for name, peer, least in (("pdfplumber", naive_plumber, 50.0), ("pypdf", naive_pypdf, 15.0)):
        found = ratio(lambda n=peer: n(bench, paths), lambda: whole(bench, paths), rounds=2)
        what = f"the naive tool ({name}, a pattern a type, spaCy on the whole text, a query a reference) against ours"
        yield line("PF5", what, least, found, least=True)


def naive(bench: Bench, texts: list[str]) -> None:
    import re

    import spacy
    from sqlite_utils import Database

    types = ("Luật", "Nghị định", "Thông tư", "Quyết định", "Nghị quyết", "Chỉ thị", "Pháp lệnh", "Công văn")
    patterns = [
        re.compile(rf"({t})\s+(?:số\s+)?(\d+/(?:\d{{4}}/)?[\wĐ-]+)(?:\s+ngày\s+(.{{5,30}}?năm \d{{4}}))?", re.I)
        for t in types
    ]
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "ACT", "pattern": [{"LOWER": w}]} for w in ("thay", "bãi", "sửa", "hiệu")])
    db = Database(bench.tools.shelf.path)
    for text in texts:
        nlp(text)
        for pattern in patterns:
            for hit in pattern.finditer(text):
                list(db.query("select * from acts where key = ?", [hit[2].casefold()]))


def naive_plumber(bench: Bench, paths: list[Path]) -> None:
    import pdfplumber

    texts = []
    for path in paths:
        with pdfplumber.open(path) as pdf:
            texts.append("\n".join(page.extract_text() or "" for page in pdf.pages))
    naive(bench, texts)


def naive_pypdf(bench: Bench, paths: list[Path]) -> None:
    from pypdf import PdfReader

    naive(bench, ["\n".join(page.extract_text() for page in PdfReader(path).pages) for path in paths])


# reading


def bodies(bench: Bench) -> list[Any]:
    from doccheck.extract import extract

    return [extract(p, bench.tools.options) for p in bench.pile("txt", 40)]


def read_all(bench: Bench, texts: list[Any]) -> int:
    from doccheck.pipeline import read_text

    return sum(len(read_text(text, bench.tools.book).references) for text in texts)


EYECITE = """
import sys, time
from eyecite import get_citations
from eyecite.tokenizers import AhocorasickTokenizer, HyperscanTokenizer
text = ("The rule of Bush v. Gore, 531 U.S. 98, 99-100 (2000), was read with care in this court, as it was before. "
        "Nothing in the record speaks against it, and the parties agree on the facts that matter for the appeal here. "
        "See also Foo v. Bar, 123 F.3d 456 (9th Cir. 1999); 42 U.S.C. § 1983. Id. at 101. The judgment below stands, "
        "and the matter is sent back so that costs can be settled between the parties without a further hearing. ") * 20
tokenizer = HyperscanTokenizer(cache_dir=sys.argv[2]) if sys.argv[1] == "hyperscan" else AhocorasickTokenizer()
get_citations(text, tokenizer=tokenizer)
start = time.process_time()
found = 0
for _ in range(int(sys.argv[3])):
    found += len(get_citations(text, tokenizer=tokenizer))
print(time.process_time() - start, len(text.encode()) * int(sys.argv[3]), found)
"""


def pf6(bench: Bench) -> Iterator[Row]:
    what = "full reading against eyecite get_citations, bytes a CPU second"
    if bench.peers is None:
        yield missing("PF6", what, ">= 30x", "no --peers Python with eyecite and hyperscan")
        return
    texts = bodies(bench)
    size = sum(len(t.body.encode()) for t in texts)
    read_all(bench, texts)
    for name, least in (("hyperscan", 30.0), ("ahocorasick", 100.0)):
        command = [str(bench.peers), "-c", EYECITE, name, str(bench.folder), "4"]
        ours, references = cost(lambda: read_all(bench, texts)), read_all(bench, texts)
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=bench.folder)
        if done.returncode:
            yield missing("PF6", f"{what} ({name})", f">= {least}x", done.stderr.strip().splitlines()[-1][:120])
            continue
        seconds, bytes_, items = (float(x) for x in done.stdout.split())
        speed, peer = size / ours, bytes_ / seconds
        rate = (references / ours) / (items / seconds)
        yield Row(
            id="PF6",
            what=f"{what} ({name})",
            goal=f">= {least}x",
            ok=speed / peer >= least,
            measured=f"{speed / peer:.1f}x  ({speed / 1e6:.2f} / {peer / 1e6:.2f} MB/s)",
            notes=(f"{rate:.1f}x on citations a second",),
        )


def pf7(bench: Bench) -> Iterator[Row]:
    texts = bodies(bench)
    raw = [t.body.encode() for t in texts]
    found = ratio(lambda: read_all(bench, texts), lambda: [b.decode() for b in raw for _ in range(AGAIN)])
    what = "full reading (references, header, clauses, provisions, effect) against UTF-8 decode"
    yield line("PF7", what, 8.0, each(found, AGAIN), *reading_shares(bench, texts))


def reading_shares(bench: Bench, texts: list[Any]) -> tuple[str, ...]:
    """Where the time of a reading goes."""
    from doccheck.parse.acting import read_acting
    from doccheck.parse.header import read_header
    from doccheck.parse.references import read_references

    book = bench.tools.book
    heads = [read_header(t, book) for t in texts]
    named = [read_references(t, h, book) for t, h in zip(texts, heads, strict=True)]
    parts = {
        "header": cost(lambda: [read_header(t, book) for t in texts]),
        "references with provisions": cost(
            lambda: [read_references(t, h, book) for t, h in zip(texts, heads, strict=True)]
        ),
        "acting clauses and effect": cost(
            lambda: [read_acting(t, h, r, book) for t, h, r in zip(texts, heads, named, strict=True)]
        ),
    }
    whole_ = cost(lambda: read_all(bench, texts))
    size = sum(len(t.body) for t in texts)
    told = ", ".join(f"{name} {100 * seconds / whole_:.0f} %" for name, seconds in parts.items())
    return (
        f"of the reading: {told}; {sum(map(len, named))} references, {size / 1e6 / whole_:.2f} M characters a second",
    )


def pf8(bench: Bench) -> Iterator[Row]:
    from doccheck.parse import nlp

    texts = bodies(bench)
    read_all(bench, texts)
    spent, chars = 0.0, 0
    plain = nlp.Marker.mark

    def timed(self: Any, windows: Any, *rest: Any, **more: Any) -> Any:
        nonlocal spent, chars
        kept = list(windows)
        chars += sum(len(text) for text, _ in kept)
        start = time.process_time()
        found = list(plain(self, kept, *rest, **more))
        spent += time.process_time() - start
        return found

    nlp.Marker.mark = timed  # type: ignore[method-assign]
    try:
        total = cost(lambda: read_all(bench, texts))
    finally:
        nlp.Marker.mark = plain  # type: ignore[method-assign]
    whole_text = sum(len(t.body) for t in texts)
    yield Row(
        id="PF8",
        what="spaCy's share of reading, over its windows",
        goal="<= 30 %",
        ok=spent / total <= 0.3,
        measured=f"{100 * spent / total:.0f} %  ({spent:.2f} / {total:.2f} s)",
        notes=(f"windows hold {100 * chars / whole_text:.1f} % of the characters",),
    )


def pf9(bench: Bench) -> Iterator[Row]:
    yield missing(
        "PF9-12",
        "references, damaged numbers, import and closures of a large registry",
        "see there",
        "benchmarks/registry prints them",
    )


# scans again


def small_tree(bench: Bench, count: int) -> Path:
    home = bench.folder / f"tree-{count}"
    if not home.is_dir():
        for n in range(count):
            folder = home / f"{n // 200:04}"
            if n % 200 == 0:
                folder.mkdir(parents=True)
            (folder / f"{n:06}.txt").write_text(f"{n}", "utf-8")
    return home


def bare_walk(folder: Path) -> int:
    total = 0
    stack = [str(folder)]
    while stack:
        with os.scandir(stack.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    stack.append(entry.path)
                else:
                    total += entry.stat(follow_symlinks=False).st_size
    return total


def pf13(bench: Bench) -> Iterator[Row]:
    from doccheck.run.walk import walk
    from doccheck.run.workspace import open_workspace

    home = small_tree(bench, bench.count(20_000))
    opened = open_workspace(bench.folder / "walk.db", create=True)
    walk(opened, [home], lambda jobs: iter(()))
    found = ratio(lambda: walk(opened, [home], lambda jobs: iter(())), lambda: bare_walk(home))
    opened.close()
    each = found[1] / bench.count(20_000) * 1e6
    yield line(
        "PF13",
        "walk over an unchanged pile against a bare scandir and stat",
        1.5,
        found,
        f"{each:.1f} microseconds a file; the walk also resolves links, names and what is known of each",
    )


def pf14(bench: Bench) -> Iterator[Row]:
    from doccheck.pipeline import judge, read_document
    from doccheck.run.codec import dump_reading, load_reading

    paths = bench.pile("pdf", 30)
    stored = [dump_reading(read_document(p, bench.tools)) for p in paths]
    found = ratio(lambda: [judge(load_reading(b), bench.tools, DAY) for b in stored], lambda: whole(bench, paths))
    yield line(
        "PF14",
        "verdicts again from stored readings (registry or rules changed) against a scan",
        0.5,
        found,
        f"{found[1] / len(paths) * 1000:.1f} ms a document, no file opened; lives alone: benchmarks/registry",
    )


# start and memory


def pf15(bench: Bench) -> Iterator[Row]:
    minimal = (
        "import typer\napp = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)\n"
    )
    minimal += "@app.command()\ndef a(x: int = 1):\n    pass\napp()\n"

    def run(*words: str) -> Work:
        work = quiet(bench, *words)
        return lambda: [work() for _ in range(3)]

    bare, app = run("-c", "pass"), run("-c", minimal, "--help")
    yield line(
        "PF15",
        "--help against python -c pass",
        6.5,
        ratio(run("-m", "doccheck", "--help"), bare),
        f"a minimal typer app: {shown(ratio(app, bare))}",
    )
    yield line("PF15", "--help against a minimal typer app", 1.15, ratio(run("-m", "doccheck", "--help"), app))
    yield line("PF15", "--version against python -c pass", 1.3, ratio(run("-m", "doccheck", "--version"), bare))
    yield line(
        "PF15",
        "version (digests of rules and registry) against python -c pass",
        6.5,
        ratio(run("-m", "doccheck", "version"), bare),
    )


PEAK = """
import sys
from datetime import date
from pathlib import Path
from doccheck.pipeline import open_tools
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan
from doccheck.run.workspace import open_workspace
opened = open_workspace(Path(sys.argv[1]), create=True)
digest = open_tools().shelf.digest
Scan(workspace=opened, recipe=Recipe(), as_of=date(2026, 11, 24), registry_digest=digest, workers=int(sys.argv[3])).run(
    [sys.argv[2]])
"""


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    try:
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text("ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in below for one in tree(int(child)))]


def own_memory(pid: int) -> float:
    """Megabytes of a process, its share of what it shares (PSS)."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text("ascii").splitlines()
    except OSError:
        return 0.0
    return next((int(one.split()[1]) / 1024 for one in told if one.startswith("Pss:")), 0.0)


def peaks(bench: Bench, pile: Path, workers: int) -> tuple[float, float, float]:
    """Largest memory of the whole tree, of the parent and of one worker during a scan."""
    command = [sys.executable, "-c", PEAK, str(bench.folder / f"peak-{workers}.db"), str(pile), str(workers)]
    running = subprocess.Popen(command, cwd=ROOT, env=environment(bench))
    most = [0.0, 0.0, 0.0]
    while running.poll() is None:
        held = [own_memory(pid) for pid in tree(running.pid)]
        now = (sum(held), held[0] if held else 0.0, max(held[1:], default=0.0))
        most = [max(a, b) for a, b in zip(most, now, strict=True)]
        time.sleep(0.05)
    return most[0], most[1], most[2]


def pf16(bench: Bench) -> Iterator[Row]:
    pile = bench.pile("pdf", 30)[0].parent
    for workers, limit in ((1, 130), (2, 200)):
        whole_tree, parent, child = peaks(bench, pile, workers)
        yield Row(
            id="PF16",
            what=f"peak memory of a scan, parent and {workers} worker(s), shared pages counted once",
            goal=f"<= {limit} MB",
            measured=f"{whole_tree:.0f} MB",
            ok=whole_tree <= limit,
            notes=(f"at their peaks the parent {parent:.0f} MB, a worker {child:.0f} MB",),
        )
    yield from pf16_pile(bench)


PILED = """
import sys, time
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.number import DocNumber
from doccheck.pipeline import open_tools
from doccheck.registry import Pile
from doccheck.run.codec import dump_learned
from doccheck.run.jobs import Do, Job
from doccheck.run.pool import Pool
from doccheck.run.recipe import Recipe
from doccheck.run.work import laid
from contextlib import nullcontext
folder, one, count, shared = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4] == "shared"
acts, facts = [], []
for n in range(count):
    day = date(2010, 1, 1) + timedelta(days=n % 4000)
    number = f"{n + 1}/{day.year}/QD-UBND"
    acts.append(Act(id=f"pile-{n}", number=DocNumber(serial=str(n + 1), year=day.year, symbol="QD-UBND"),
        instrument="decision", issuers=("ubnd-tinh/binh-an",), issued_on=day, title=f"Viec so {n} {n % 97}"))
    for step in (1, 2):
        facts.append(Fact(kind=Kind.CEASED, act=f"pile-{max(n - step, 0)}", by=f"pile-{n}", by_label=number, on=day,
            tier=Tier.PILE, origin="pile"))
file = folder / f"pile-{count}"
file.write_bytes(dump_learned((tuple(acts), tuple(facts))))
hold = laid(file, Pile(open_tools().shelf, acts, facts)) if shared else nullcontext()
with hold, Pool(Recipe(), 2, folder / f"spool-{shared}") as pool:
    del acts, facts
    day = date(2026, 11, 24)
    jobs = [Job(key=str(n), do=Do.CHECK, path=one.name, place=one, pile=file, as_of=day) for n in range(24)]
    assert all(outcome.data for outcome in pool.run(jobs))
    for child in pool._children:
        told = Path(f"/proc/{child.process.pid}/smaps_rollup").read_text("ascii").splitlines()
        print(sum(int(x.split()[1]) for x in told if x.startswith(("Private_Clean", "Private_Dirty"))) // 1024)
"""


def piled(bench: Bench, count: int, how: str) -> float:
    """Megabytes that a worker holds alone, with a pile of so many documents over the registry."""
    one = bench.pile("txt", 40)[0]
    command = [sys.executable, "-c", PILED, str(bench.folder), str(one), str(count), how]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment(bench))
    return max(float(x) for x in done.stdout.split())


def pf16_pile(bench: Bench) -> Iterator[Row]:
    count = 20_000
    few, many = piled(bench, 1, "shared"), piled(bench, count, "shared")
    alone = piled(bench, count, "alone")
    yield Row(
        id="PF16",
        what=f"a worker's own memory for a pile of {count} documents over the registry",
        goal="<= 30 MB more",
        measured=f"{many - few:.0f} MB more ({many:.0f} MB)",
        ok=many - few <= 30,
        notes=(f"each loading it by itself: {alone - few:.0f} MB more",),
    )


ROOT = Path(__file__).resolve().parents[2]


# other forms


def pf17(bench: Bench) -> Iterator[Row]:
    def docx(paths: list[Path]) -> None:
        import docx as python_docx

        for path in paths:
            found = python_docx.Document(str(path))
            "\n".join(p.text for p in found.paragraphs)
            ["\t".join(c.text for c in row.cells) for t in found.tables for row in t.rows]

    def html(paths: list[Path]) -> None:
        from bs4 import BeautifulSoup

        for path in paths:
            BeautifulSoup(path.read_bytes(), "lxml").get_text("\n")

    def text(paths: list[Path]) -> None:
        for path in paths * AGAIN:  # one round alone is shorter than the clock's step
            path.read_bytes().decode()

    from doccheck.extract import extract

    for form, peer, most in (("docx", docx, 0.25), ("html", html, 0.5), ("txt", text, 6.0)):
        paths = bench.pile(form, 40)
        times = AGAIN if form == "txt" else 1
        found = each(ratio(lambda p=paths: whole(bench, p), lambda p=paths, f=peer: f(p)), times)
        alone = ratio(lambda p=paths: [extract(x, bench.tools.options) for x in p], lambda p=paths, f=peer: f(p))
        alone = each(alone, times)
        names = {"docx": "python-docx text alone", "html": "BeautifulSoup(lxml) text alone", "txt": "read and decode"}
        yield line(
            "PF17",
            f"{form.upper()} whole scan against {names[form]}",
            most,
            found,
            f"text alone {alone[0]:.2f}x",
            *shares(bench, paths),
        )


def pf18(bench: Bench) -> Iterator[Row]:
    what = "a scanned page (decode, stamp, OCR, order) against bare tesserocr on the same raster"
    try:
        import tesserocr
    except ImportError:
        yield missing("PF18", what, "<= 1.08x", "doccheck[ocr] is not installed")
        return
    from doccheck.extract import ExtractOptions
    from doccheck.extract.scan import model_folder
    from doccheck.pipeline import read_document
    from tests.extract.makers import scan

    place = bench.folder / "scan.png"
    picture = scan(dpi=200)
    picture.save(place, dpi=(200, 200))
    home = model_folder(None)
    if home is None:
        yield missing("PF18", what, "<= 1.08x", "vie.traineddata is not installed")
        return
    options = type(bench.tools)(book=bench.tools.book, shelf=bench.tools.shelf, options=ExtractOptions())

    def bare() -> None:
        with tesserocr.PyTessBaseAPI(path=str(home), lang="vie") as engine:
            engine.SetImage(picture.convert("L"))
            engine.GetUTF8Text()

    found = ratio(lambda: read_document(place, options), bare, rounds=2)
    yield line("PF18", what, 1.08, found)


def pf19(bench: Bench) -> Iterator[Row]:
    from doccheck.extract import extract, second

    what = "pages of ordinary born-digital PDF that pdfplumber reads again"
    paths = bench.real or bench.pile("pdf", 30)
    asked = 0
    plain = second.Second.lines

    def counted(self: Any, index: int) -> Any:
        nonlocal asked
        asked += 1
        return plain(self, index)

    second.Second.lines = counted  # type: ignore[method-assign]
    try:
        pages = sum(len(extract(p, bench.tools.options).pages) for p in paths)
    finally:
        second.Second.lines = plain  # type: ignore[method-assign]
    yield Row(
        id="PF19",
        what=what,
        goal="<= 1 %",
        measured=f"{100 * asked / pages:.1f} %  ({asked} of {pages})",
        ok=asked <= pages * 0.01,
    )


MEASURES: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "PF1": pf1,
    "PF2": pf2,
    "PF3": pf3,
    "PF4": pf4,
    "PF5": pf5,
    "PF6": pf6,
    "PF7": pf7,
    "PF8": pf8,
    "PF9": pf9,
    "PF13": pf13,
    "PF14": pf14,
    "PF15": pf15,
    "PF16": pf16,
    "PF17": pf17,
    "PF18": pf18,
    "PF19": pf19,
}
