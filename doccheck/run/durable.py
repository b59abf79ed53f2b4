"""Moves that outlive a power cut (ghi bền): one flush to the disk, and one anchor, for all that wait at that moment.

A move is written first and waited for afterwards, so that writers do not stand in line behind the disk.
"""

import os
from pathlib import Path
from threading import Lock

from doccheck.run import audit
from doccheck.run.audit import Anchor


class _Line:
    """Who waits for the disk, of one file."""

    def __init__(self) -> None:
        self.gate, self.turn = Lock(), Lock()
        self.asked = self.done = 0
        self.newest = Anchor(0, audit.START)

    def ticket(self, newest: Anchor) -> int:
        with self.gate:
            self.asked += 1
            if newest.count > self.newest.count:
                self.newest = newest
            return self.asked


_lines: dict[tuple[str, str, bool], _Line] = {}
_opening = Lock()


def settle(path: Path, name: str, newest: Anchor, *, flushed: bool = False) -> None:
    """Return when all that was committed before is on the disk and its anchor is kept beside the key.

    ``flushed``: all who write this file in this process do so with their commit.
    """
    with _opening:
        line = _lines.setdefault((str(path), name, flushed), _Line())
    mine = line.ticket(newest)
    with line.turn:
        if line.done >= mine:
            return
        with line.gate:
            reach, last = line.asked, line.newest
        if not flushed:
            flush(path)
        audit.remember(name, last)
        line.done = reach


def flush(path: Path) -> None:
    """Bring the log of a file onto the disk. Only the log is opened: closing the file itself would drop its locks."""
    log = path.with_name(f"{path.name}-wal")
    try:
        handle = os.open(log, os.O_RDWR)
    except FileNotFoundError:
        return  # no log: what was committed stands in the file, and SQLite itself has flushed that
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
