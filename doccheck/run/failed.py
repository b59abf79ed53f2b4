"""Records of what failed (bản ghi của việc hỏng): a document that could not be read or judged still has its record."""

from dataclasses import replace
from typing import Any

from doccheck.export.records import report_record
from doccheck.model.reading import Header, Reading
from doccheck.model.report import Report
from doccheck.model.text import Severity, Source, State, Text, Trouble, state_of
from doccheck.rulebook.book import load_book
from doccheck.run.jobs import Job, Outcome
from doccheck.run.recipe import Recipe

STAGE = "run"
LANGUAGES = ("vi", "en")


def failed_reading(job: Job, outcome: Outcome, sha256: str = "") -> Reading:
    """The reading of a document that gave none: no text, and the reason."""
    source = Source(
        path=job.path,
        name=job.path.rsplit("/", 1)[-1],
        media_type="application/octet-stream",
        size=job.size,
        sha256=sha256,
    )
    trouble = _trouble(outcome, Severity.FATAL)
    return Reading(text=Text(source=source, body="", troubles=(trouble,)), header=Header(), troubles=(trouble,))


def failed_records(job: Job, outcome: Outcome, reading: Reading, recipe: Recipe) -> dict[str, Any]:
    """The records of a document that was read but could not be judged."""
    if job.as_of is None:
        raise ValueError("a judgement needs its day")
    troubles = (*reading.troubles, _trouble(outcome, Severity.PARTIAL))
    source = replace(reading.text.source, path=job.path)
    report = Report(source=source, as_of=job.as_of, state=state_of(troubles), stamp="", troubles=troubles)
    book = load_book(overlay=recipe.rules)
    return {lang: report_record(report, book, lang) for lang in LANGUAGES}


def failed_check(job: Job, outcome: Outcome, recipe: Recipe) -> dict[str, Any]:
    """The records of a document that gave no reading at all."""
    if job.as_of is None:
        raise ValueError("a judgement needs its day")
    reading = failed_reading(job, outcome)
    report = Report(
        source=reading.text.source,
        as_of=job.as_of,
        state=State.UNREADABLE,
        stamp="",
        reading=reading,
        troubles=reading.troubles,
    )
    book = load_book(overlay=recipe.rules)
    return {lang: report_record(report, book, lang) for lang in LANGUAGES}


def _trouble(outcome: Outcome, severity: Severity) -> Trouble:
    return Trouble(stage=STAGE, code=outcome.code or "worker_lost", detail=outcome.detail, severity=severity)
