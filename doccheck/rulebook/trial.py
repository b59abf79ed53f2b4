"""Patterns of rule files under a time limit (thử mẫu tìm kiếm): rule files are data from strangers.

A pattern runs over its own examples and over texts that make nested repeats slow. Python's ``re`` hears a timer signal
while it searches, so a slow pattern is told and never hangs; where there is no such timer the limit is not kept.
"""

import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from doccheck.rulebook.load import Mistakes, read_yaml
from doccheck.rulebook.place import rule_files

SECONDS, WHOLE = 0.3, 60.0
KEYS = ("regex", "pattern", "unless")
END = "\x00"
HARD = tuple(part * 48 + END for part in ("a", "1", "a ", "1/", " ", "a-", "A. ", "\n"))
_SLOT, _HOLE = re.compile(r"<<(\w+)>>"), re.compile(r"\{([a-z_]+)\}")
Where = tuple[str | int, ...]


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise TimeoutError in the block when it takes longer (giới hạn thời gian); main thread only."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def try_patterns(root: Path, mistakes: Mistakes) -> None:
    """Run every pattern of a rule folder; broken files and patterns are told by their sections."""
    for path in rule_files(root):
        if "vn" not in path.relative_to(root).parts:
            continue
        value, _ = read_yaml(path, Mistakes())
        pieces = _pieces(value)
        for where, text, samples in _patterns(value, ()):
            slow = _slow(_spelled(text, pieces), (*samples, *HARD))
            if slow is not None:
                mistakes.at(path, where, f"pattern {text[:60]!r}: too slow on {slow[:40]!r}")


def _slow(text: str, samples: tuple[str, ...]) -> str | None:
    try:
        with within(SECONDS * 4):
            pattern = re.compile(text, re.IGNORECASE)
    except (re.error, TimeoutError, RecursionError, OverflowError):
        return None
    for sample in samples:
        try:
            with within(SECONDS):
                pattern.search(sample)
        except TimeoutError:
            return sample
    return None


def _patterns(value: Any, where: Where) -> Iterator[tuple[Where, str, tuple[str, ...]]]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _patterns(item, (*where, i))
    if not isinstance(value, dict):
        return
    samples = tuple(one for key in ("hits", "misses") for one in (value.get(key) or ()) if isinstance(one, str))
    for key, item in value.items():
        if key in KEYS and isinstance(item, str):
            yield (*where, key), item, samples
        else:
            yield from _patterns(item, (*where, key))


def _pieces(value: Any) -> dict[str, str]:
    """Blocks and word lists of a file, as groups."""
    found: dict[str, str] = {}
    for name in ("blocks", "fragments", "words"):
        part = value.get(name) if isinstance(value, dict) else None
        for key, item in (part or {}).items() if isinstance(part, dict) else ():
            words = [item] if isinstance(item, str) else [re.escape(str(one)) for one in item or ()]
            found[str(key)] = f"(?:{'|'.join(words)})"
    return found


def _spelled(text: str, pieces: dict[str, str]) -> str:
    for _ in range(4):
        text = _SLOT.sub(lambda m: pieces.get(m[1], "x"), text)
        text = _HOLE.sub(lambda m: pieces.get(m[1], "x"), text)
    return text
