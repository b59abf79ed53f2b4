"""Options that several commands share (tuỳ chọn chung)."""

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from doccheck.cli.tongue import language
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

if TYPE_CHECKING:
    from doccheck.run.recipe import Recipe

DEFAULT_WORKSPACE = Path("doccheck.db")


class Speech(StrEnum):
    """Languages."""

    VI = "vi"
    EN = "en"


class FailOn(StrEnum):
    """The gravest level that is still let through is the one before this."""

    ERROR = "error"
    WARNING = "warning"
    REVIEW = "review"
    NEVER = "never"


class Form(StrEnum):
    """Forms of output of reports."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"
    SARIF = "sarif"


class Engine(StrEnum):
    """Who runs the children."""

    LOCAL = "local"
    DASK = "dask"


class Events(StrEnum):
    """How progress is told on stderr."""

    AUTO = "auto"
    JSONL = "jsonl"
    NONE = "none"


Lang = Annotated[Speech | None, typer.Option("--lang", help="cli.option.lang", show_default=False)]
Day = Annotated[str | None, typer.Option("--as-of", help="cli.option.as_of", metavar="YYYY-MM-DD")]
Registry = Annotated[Path | None, typer.Option("--registry", help="cli.option.registry", metavar="DB")]
Rules = Annotated[Path | None, typer.Option("--rules", help="cli.option.rules", metavar="DIR")]
Workspace = Annotated[Path, typer.Option("--workspace", help="cli.option.workspace", metavar="DB")]
Fail = Annotated[FailOn, typer.Option("--fail-on", help="cli.option.fail_on")]
Output = Annotated[Path | None, typer.Option("--output", "-o", help="cli.option.output", metavar="FILE")]
Workers = Annotated[int | None, typer.Option("--workers", min=1, max=256, help="cli.option.workers", metavar="N")]
Ocr = Annotated[bool, typer.Option("--ocr/--no-ocr", help="cli.option.ocr")]
Progress = Annotated[Events, typer.Option("--progress", help="cli.option.progress")]


def tongue(lang: Speech | None) -> str:
    """The language of this run."""
    return lang.value if lang else language()


def day_of(text: str | None, lang: str) -> date:
    """The day asked, today unless one is given."""
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        parts = text.replace("-", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        raise UsageError(say("cli.bad_day", lang, text=text)) from None


def recipe_of(registry: Path | None, rules: Path | None, ocr: bool = True) -> "Recipe":
    """The recipe of a run, after looking that rules and registry are sound."""
    from doccheck.extract import ExtractOptions
    from doccheck.run.recipe import Recipe

    if rules is not None and not rules.is_dir():
        raise UsageError(say("run.no_such_path", language(), path=rules))
    return Recipe(
        registry=registry.absolute() if registry else None,
        rules=rules.absolute() if rules else None,
        options=ExtractOptions(ocr=ocr),
    )


def workers_of(workers: int | None) -> int:
    """Number of children: as many as processors, unless a number is given."""
    return (
        workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count() or 1
    )
