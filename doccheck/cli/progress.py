"""Progress on stderr (tiến độ): a bar for people on anything longer than two seconds, or events for programs."""

import json
import sys
import time
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

from doccheck.cli.options import Events
from doccheck.rulebook.messages import say
from doccheck.run.scan import Watcher

PATIENCE = 2.0
A_TICK = 0.1


class Bar(Watcher, AbstractContextManager["Bar"]):
    """A bar on a terminal: documents and pages done, rate, time left, failures, current file."""

    def __init__(self, lang: str) -> None:
        self.lang, self.began, self.failed, self.pages = lang, time.monotonic(), 0, 0
        self._bar: Any = None
        self._drawn = 0.0
        self._task: Any = None
        self._name, self._total, self._done, self._since, self._path = "", 0, 0, self.began, ""

    def phase(self, name: str, total: int) -> None:
        """Begin a phase."""
        self._begin(say(f"cli.phase.{name}", self.lang), total)
        if self._bar is not None:
            self._task = self._bar.add_task(self._name, total=total, rate="", failed="", path="")

    def begun(self, path: str) -> None:
        """Show what is being read now."""
        self._path = path

    def _begin(self, name: str, total: int) -> None:
        self._name, self._total, self._done, self._since = name, total, 0, time.monotonic()

    def _count(self, code: str | None, pages: int) -> None:
        self._done += 1
        self.pages += pages
        self.failed += code is not None

    @property
    def rate(self) -> float:
        """Documents a second in this phase."""
        return self._done / max(time.monotonic() - self._since, 0.001)

    def done(self, path: str, code: str | None, pages: int = 0) -> None:
        """Count a document."""
        from doccheck.export.clean import visible

        self._count(code, pages)
        if self._bar is None and time.monotonic() - self.began > PATIENCE and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task(self._name, total=self._total, rate="", failed="", path="")
        if self._bar is not None:
            failed = say("cli.failed", self.lang, count=self.failed) if self.failed else ""
            rate = say("cli.rate", self.lang, pages=self.pages, rate=f"{self.rate:.1f}")
            shown = visible(self._path or path)[-48:]
            self._bar.update(self._task, completed=self._done, rate=rate, failed=failed, path=shown)
            if (now := time.monotonic()) - self._drawn > A_TICK or self._done == self._total:
                self._drawn = now
                self._bar.refresh()

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


class Lines(Bar):
    """One JSON object a line on stderr."""

    def phase(self, name: str, total: int) -> None:
        """Begin a phase."""
        self._begin(name, total)
        self._tell(event="phase", phase=name, total=total)

    def begun(self, path: str) -> None:
        """Say nothing: what a child was given is told when it is done."""

    def done(self, path: str, code: str | None, pages: int = 0) -> None:
        """Count a document."""
        self._count(code, pages)
        rate = self.rate
        self._tell(
            event="done",
            phase=self._name,
            path=path,
            code=code,
            done=self._done,
            total=self._total,
            pages=self.pages,
            failed=self.failed,
            rate=round(rate, 2),
            left=round(max(self._total - self._done, 0) / rate, 1),
        )

    def _tell(self, **values: Any) -> None:
        sys.stderr.write(json.dumps(values, ensure_ascii=False) + "\n")
        sys.stderr.flush()


class Silent(Bar):
    """Says nothing."""

    def done(self, path: str, code: str | None, pages: int = 0) -> None:
        """Nothing."""


def watcher(events: Events, lang: str) -> Bar:
    """The watcher that was asked for."""
    return {Events.AUTO: Bar, Events.JSONL: Lines, Events.NONE: Silent}[events](lang)


def _bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[rate]}"),
        TextColumn("{task.fields[failed]}", style="yellow"),
        TextColumn("{task.fields[path]}", style="dim", markup=False),
        console=Console(stderr=True),
        transient=True,
        auto_refresh=False,  # no thread: children are forked from this process
    )
