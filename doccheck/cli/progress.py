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


class Bar(Watcher, AbstractContextManager["Bar"]):
    """A bar on a terminal: done and total, rate, time left, failures, current file."""

    def __init__(self, lang: str) -> None:
        self.lang, self.began, self.failed = lang, time.monotonic(), 0
        self._bar: Any = None
        self._task: Any = None
        self._name, self._total, self._done = "", 0, 0

    def phase(self, name: str, total: int) -> None:
        """Begin a phase."""
        self._name, self._total, self._done = say(f"cli.phase.{name}", self.lang), total, 0
        if self._bar is not None:
            self._task = self._bar.add_task(self._name, total=total, failed="", path="")

    def done(self, path: str, code: str | None) -> None:
        """Count a document."""
        from doccheck.export.clean import visible

        self._done += 1
        self.failed += code is not None
        if self._bar is None and time.monotonic() - self.began > PATIENCE and sys.stderr.isatty():
            self._bar = _bar()
            self._bar.start()
            self._task = self._bar.add_task(self._name, total=self._total, failed="", path="")
        if self._bar is not None:
            failed = say("cli.failed", self.lang, count=self.failed) if self.failed else ""
            self._bar.update(self._task, completed=self._done, failed=failed, path=visible(path)[-48:])

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()


class Lines(Bar):
    """One JSON object a line on stderr."""

    def phase(self, name: str, total: int) -> None:
        """Begin a phase."""
        self._name, self._total, self._done = name, total, 0
        self._tell(event="phase", phase=name, total=total)

    def done(self, path: str, code: str | None) -> None:
        """Count a document."""
        self._done += 1
        self._tell(event="done", phase=self._name, path=path, code=code, done=self._done, total=self._total)

    def _tell(self, **values: Any) -> None:
        sys.stderr.write(json.dumps(values, ensure_ascii=False) + "\n")
        sys.stderr.flush()


class Silent(Bar):
    """Says nothing."""

    def done(self, path: str, code: str | None) -> None:
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
        TextColumn("{task.fields[failed]}", style="yellow"),
        TextColumn("{task.fields[path]}", style="dim", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
