"""A scan (lượt quét) in two passes: read everything, learn what the pile says of itself, then judge.

Work is remembered by content: an unchanged pile costs a walk; changed rules parse the stored texts again; a changed
registry judges again; no file is opened twice for nothing.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.errors import UsageError
from doccheck.registry import Pile, open_registry
from doccheck.rulebook.book import load_book
from doccheck.rulebook.messages import say
from doccheck.run.bundles import knit
from doccheck.run.codec import (
    dump_learned,
    dump_reading,
    load_learned,
    load_reading,
    load_records,
    pack_json,
    part,
)
from doccheck.run.failed import failed_reading, failed_records
from doccheck.run.history import reconcile
from doccheck.run.inputs import Input, label
from doccheck.run.jobs import Do, Engine, Job, Outcome
from doccheck.run.pool import Pool
from doccheck.run.recipe import Recipe
from doccheck.run.spool import spool
from doccheck.run.stages import Stages, digest, stages_of
from doccheck.run.trace import Answers, pile_judged, save_pile, save_trace, traces
from doccheck.run.walk import REFUSED, walk
from doccheck.run.work import laid
from doccheck.run.workspace import Workspace, save_learned, save_packed, save_reading

if TYPE_CHECKING:
    from sqlite3 import Connection

FAILED = "failed"
Keys = dict[str, tuple[str, Input]]


class Watcher:
    """Who is told how far a scan is (theo dõi tiến độ). This one says nothing."""

    def phase(self, name: str, total: int) -> None:
        """A phase begins: ``read``, ``learn`` or ``judge``, with so many documents to do."""

    def begun(self, path: str) -> None:
        """A document is given to a child."""

    def done(self, path: str, code: str | None, pages: int = 0) -> None:
        """One document of the phase is done; ``code`` tells why it failed."""


@dataclass(frozen=True, kw_only=True)
class Totals:
    """What a scan did and found (tổng kết lượt quét)."""

    documents: int = 0
    read: int = 0
    judged: int = 0
    states: dict[str, int] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    unread: dict[str, int] = field(default_factory=dict)
    not_learned: int = 0
    bases: int = 0
    decided: int = 0
    dated: int = 0
    waited_for: int = 0


@dataclass(slots=True, kw_only=True)
class Scan:
    """One scan of some paths into a workspace. ``registry_digest`` is that of the registry the children will open."""

    workspace: Workspace
    recipe: Recipe
    as_of: date
    registry_digest: str
    workers: int = 1
    watcher: Watcher = field(default_factory=Watcher)
    retry: bool = False
    engine: Engine | None = None

    def run(self, paths: Iterable[str | Path], started: str = "") -> Totals:
        """Scan (quét); interrupted at any moment, the next scan goes on from there."""
        try:
            return self._run(paths, started)
        except OSError as error:
            raise UsageError(say("run.workspace_bad", path=self.workspace.path, reason=error.strerror)) from error

    def _run(self, paths: Iterable[str | Path], started: str) -> Totals:
        roots = [str(path) for path in paths]
        stages = stages_of(self.recipe, self.registry_digest, self.as_of)
        with spool(self.workspace.path) as folder, Pool(self.recipe, self.workers, folder) as pool:
            run = self.engine or pool.run
            keys = walk(self.workspace, roots, pool.run)
            number = self._begin(roots, started)
            read = self._read(keys, run, stages)
            learned, missed = self._learn(keys, run, stages)
            judged = self._judge(keys, run, stages, learned, folder, pool)
            totals = replace(self.totals(), read=read, judged=judged, not_learned=missed)
            with self.workspace.write() as conn:
                conn.execute("update runs set state = 'complete', totals = ? where id = ?", (_json(totals), number))
                reconcile(conn, number)
                self._knit(conn)
        return totals

    def _knit(self, conn: "Connection") -> None:
        shelf = open_registry(self.recipe.registry)
        knit(conn, shelf, load_book(self.recipe.rules))
        shelf.close()

    def totals(self) -> Totals:
        """What stands in the workspace now."""
        states, levels, unread = self.workspace.counts()
        bases, decided, dated, waits = self.workspace.shares()
        return Totals(
            documents=sum(states.values()),
            states=states,
            levels=levels,
            unread=unread,
            bases=bases,
            decided=decided,
            dated=dated,
            waited_for=waits,
        )

    def _begin(self, roots: list[str], started: str) -> int:
        with self.workspace.write() as conn:
            conn.execute("update runs set state = 'interrupted' where state = 'running'")
            row = (started, self.as_of.isoformat(), json.dumps([label(r) for r in roots], ensure_ascii=False))
            sql = "insert into runs (started, as_of, state, roots) values (?, ?, 'running', ?)"
            return int(conn.execute(sql, row).lastrowid or 0)

    def _read(self, keys: Keys, run: Engine, stages: Stages) -> int:
        stored = self.workspace.reading_stages()
        first: dict[str, Input] = {}
        for key, item in keys.values():
            first.setdefault(key, item)
        jobs = [job for key, item in first.items() if (job := self._read_job(key, item, stored, stages)) is not None]
        self.watcher.phase("read", len(jobs))
        for job in (j for j in jobs if j.key.startswith(REFUSED)):
            item = first[job.key]
            code = item.refused or "unreadable"
            self._keep_reading(Outcome(job=job, code=code, detail=item.detail), stages)
        rest = sorted((j for j in jobs if not j.key.startswith(REFUSED)), key=lambda job: -job.size)
        for outcome in run(self._loaded(job) for job in rest):
            self._keep_reading(outcome, stages)
        return len(jobs)

    def _read_job(self, key: str, item: Input, stored: dict[str, tuple[str, str]], stages: Stages) -> Job | None:
        text, read = stored.get(key, ("", ""))
        sha256 = "" if item.member is not None or key.startswith(REFUSED) else key[:64]
        job = Job(
            key=key, do=Do.READ, size=item.size, path=item.path, place=item.place, member=item.member, sha256=sha256
        )
        if text != stages.text or (self.retry and read == FAILED):
            return job
        return None if read in {stages.read, FAILED} else replace(job, do=Do.PARSE)

    def _loaded(self, job: Job) -> Job:
        self.watcher.begun(job.path)
        return job if job.do is Do.READ else replace(job, input=self.workspace.reading(job.key))

    def _keep_reading(self, outcome: Outcome, stages: Stages) -> None:
        job, stage, body = outcome.job, stages.read, outcome.data
        if body is None:
            body, stage = dump_reading(failed_reading(job, outcome, job.sha256)), FAILED
        with self.workspace.write() as conn:
            save_reading(conn, job.key, (stages.text, stage), body)
        self.watcher.done(job.path, outcome.code, outcome.pages)

    def _learn(self, keys: Keys, run: Engine, stages: Stages) -> tuple[dict[str, str], int]:
        """Stamp of what was learned from each reading, by key; and how many readings could not be learned from."""
        before, readings = self.workspace.learned(), self.workspace.reading_stages()
        paths: dict[str, str] = {}
        for path, (key, _) in keys.items():
            if readings[key][1] != FAILED:
                paths.setdefault(key, path)
        stamps = {key: digest(stages.learn, *readings[key], path) for key, path in paths.items()}
        todo = [key for key in paths if before.get(key) != stamps[key]]
        missed = 0
        self.watcher.phase("learn", len(todo))
        for outcome in run(self._job(Do.LEARN, key, key, paths[key]) for key in todo):
            missed += outcome.data is None
            data = outcome.data if outcome.data is not None else dump_learned(((), ()))
            save_learned(self.workspace, outcome.job.key, stamps[outcome.job.key], data)
            self.watcher.done(outcome.job.path, outcome.code)
        return stamps, missed

    def _judge(self, keys: Keys, run: Engine, stages: Stages, learned: dict[str, str], folder: Path, pool: Pool) -> int:
        done, readings = self.workspace.judged(), self.workspace.reading_stages()
        pile = digest(*(learned[key] for key in sorted(learned)))
        marks = {path: digest(stages.judge, key, *readings[key]) for path, (key, _) in keys.items()}
        mine = {path for path in keys if done.get(path, "").split(":")[0] == marks[path]}
        same = pile == pile_judged(self.workspace)
        file = None if same and len(mine) == len(keys) else self._lay_pile(set(learned), folder)
        kept = mine if same else self._unmoved(mine, done, pile, file)
        todo = [path for path in keys if path not in kept]
        self.watcher.phase("judge", len(todo))
        if not same:
            with self.workspace.write() as conn:
                save_pile(conn, "")  # until all are judged by the new one
        with self._shared(file if todo else None, pool):
            self._judge_all(todo, keys, run, marks, pile, file)
        if not same:
            with self.workspace.write() as conn:
                save_pile(conn, pile)
        return len(todo)

    @contextmanager
    def _shared(self, file: Path | None, pool: Pool) -> Iterator[None]:
        """The pile is laid over the registry once, here, and the children that judge share its memory."""
        if file is None or self.engine is not None or not pool.forks:
            yield
            return
        base = open_registry(self.recipe.registry)
        with laid(file, Pile(base, *load_learned(file.read_bytes()))):
            pool.renew()
            yield
        base.close()

    def _judge_all(
        self, todo: list[str], keys: Keys, run: Engine, marks: dict[str, str], pile: str, file: Path | None
    ) -> None:
        for outcome in run(self._job(Do.JUDGE, path, keys[path][0], path, file) for path in todo):
            job = outcome.job
            if outcome.data is None:
                reading = load_reading(self.workspace.reading(keys[job.path][0]) or b"")
                vi, en = (pack_json(one) for one in failed_records(job, outcome, reading, self.recipe).values())
                told: dict[str, Any] = {"answers": FAILED + pile, "asked": []}
            else:
                vi, en, more = part(outcome.data, 3)
                told = load_records(more)
            with self.workspace.write() as conn:
                save_packed(conn, job.path, f"{marks[job.path]}:{told['answers']}", vi, en)
                save_trace(conn, job.path, told["asked"])
            self.watcher.done(job.path, outcome.code)

    def _unmoved(self, mine: set[str], done: dict[str, str], pile: str, file: Path | None) -> set[str]:
        """Reports to which the changed pile answers as the old one did."""
        if not mine:
            return set()
        base = open_registry(self.recipe.registry)
        answers = Answers(Pile(base, *load_learned(file.read_bytes())) if file else base)
        kept = {path for path in mine if done[path].endswith(f":{FAILED}{pile}")}
        for path, asked in traces(self.workspace):
            if path in mine and done[path].endswith(f":{answers.of(asked)}"):
                kept.add(path)
        base.close()
        return kept

    def _lay_pile(self, keys: set[str], folder: Path) -> Path | None:
        """Everything the pile says of itself, as one file for the children; the same whatever the order of reading."""
        acts, facts = {}, {}
        for key, body in self.workspace.learned_bodies():
            if key in keys:
                more, told = load_learned(body)
                acts.update({act.id: act for act in more if act.id not in acts})
                facts.update(dict.fromkeys(told))
        if not acts and not facts:
            return None
        file = folder / "pile"
        file.write_bytes(dump_learned((tuple(acts.values()), tuple(facts))))
        return file

    def _job(self, do: Do, name: str, key: str, path: str, pile: Path | None = None) -> Job:
        self.watcher.begun(path)
        return Job(key=name, do=do, path=path, input=self.workspace.reading(key), pile=pile, as_of=self.as_of)


def _json(totals: Totals) -> str:
    return json.dumps(asdict(totals), sort_keys=True)
