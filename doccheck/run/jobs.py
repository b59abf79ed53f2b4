"""Jobs and their outcomes (việc giao cho tiến trình con): plain values that cross to a child and back."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path


class Do(StrEnum):
    """What a child is asked to do."""

    LIST = "list"  # members of an archive
    READ = "read"  # a file: text and reading
    PARSE = "parse"  # a stored text: reading
    LEARN = "learn"  # a stored reading: acts and facts of the pile
    JUDGE = "judge"  # a stored reading: records
    CHECK = "check"  # a file: records, without a workspace
    SHOW = "show"  # a file: the record of its reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job. ``key`` is the caller's own; ``size`` sets its time; ``input`` are bytes of an earlier stage."""

    key: str
    do: Do
    size: int = 0
    path: str = ""
    place: Path | None = None
    member: int | None = None
    sha256: str = ""
    input: bytes | None = None
    pile: Path | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a job: ``data``, or a ``code`` of the closed list with the machine's own words apart."""

    job: Job
    data: bytes | None = None
    code: str | None = None
    detail: str | None = None
    seconds: float = 0.0
    pages: int = 0


Engine = Callable[[Iterable[Job]], Iterator[Outcome]]
