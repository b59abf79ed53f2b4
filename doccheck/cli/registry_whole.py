"""``doccheck registry``: questions about the whole registry (liệt kê theo tình trạng, bổ khuyết)."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.about import AsList, ListForm
from doccheck.cli.options import DEFAULT_WORKSPACE, Day, Lang, Registry, day_of, tongue
from doccheck.cli.registry import Instrument, Issuer, Scan, grid, note, registry_app, show, tell
from doccheck.cli.registry_learning import registry_app as learning_app
from doccheck.cli.registry_words import local_day
from doccheck.cli.speech import SpokenCommand
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

__all__ = ["learning_app", "registry_app"]


class StatusName(StrEnum):
    """Statuses that can be listed."""

    NOT_YET = "not_yet_in_force"
    IN_FORCE = "in_force"
    PARTLY = "partly_ceased"
    CEASED = "ceased"
    SUSPENDED = "suspended"
    NEVER = "never_in_force"
    UNKNOWN = "unknown"


Wanted = Annotated[
    list[StatusName] | None, typer.Option("--status", help="cli.registry.option.status", metavar="STATUS")
]
Most = Annotated[int | None, typer.Option("--limit", min=1, help="cli.registry.option.limit", metavar="N")]


@registry_app.command("list", cls=SpokenCommand, help="cli.registry.list")
def list_(
    statuses: Wanted = None,
    as_of: Day = None,
    instrument: Instrument = None,
    issuer: Issuer = None,
    limit: Most = None,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """All acts with a status on a day; without a status, how many acts have each."""
    from itertools import islice

    from doccheck.model.act import Status
    from doccheck.registry import listing, open_registry
    from doccheck.registry.arrays import open_arrays
    from doccheck.registry.asking import instrument_of
    from doccheck.registry.records import act_record
    from doccheck.rulebook.book import load_book

    speech, book, shelf = tongue(lang), load_book(), open_registry(registry)
    day = day_of(as_of, speech)
    arrays = open_arrays(shelf, book, _progress(speech))
    if not statuses:
        _counts(listing.counts(arrays, day), day, form, speech)
        return
    type_ = instrument_of(instrument, book)
    who = set(book.issuers.resolve(issuer)) or {issuer} if issuer else None
    found = (
        one
        for one in listing.listed(shelf, arrays, day, frozenset(Status(name.value) for name in statuses))
        if type_ in (None, one.act.instrument) and (who is None or who & set(one.act.issuers))
    )
    records = [
        {
            "act": act_record(one.act, book, speech),
            "status": one.status.value,
            "amended": one.amended,
            "certainty": one.certainty.value,
        }
        for one in islice(found, limit)
    ]
    if form is not ListForm.TABLE:
        show(records, form, records)
        return
    grid(("act", "issuer", "issued", "status", "certainty", "title"), [_row(one, speech) for one in records], speech)
    note(say("registry.listed", speech, count=len(records), day=f"{day:%d/%m/%Y}"))


def _counts(found: Any, day: date, form: ListForm, lang: str) -> None:
    records = [{"status": status.value, "acts": count} for status, count in found.items()]
    if form is not ListForm.TABLE:
        show({"as_of": day.isoformat(), "statuses": records}, form, records)
        return
    rows = [[say(f"registry.status.{one['status']}", lang), f"{one['acts']:,}"] for one in records]
    grid(("status", "acts"), rows, lang)


def _row(record: dict[str, Any], lang: str) -> list[str]:
    act = record["act"]
    said = say(f"registry.status.{record['status']}", lang)
    if record["amended"]:
        said = say("registry.status.amended", lang, status=said)
    certainty = say(f"registry.certainty.{record['certainty']}", lang)
    return [act["number"] or "", act["issuer"] or "", local_day(act["issued_on"]), said, certainty, act["title"] or ""]


def _progress(lang: str) -> Any:
    """A line on stderr at every tenth of the way, and only on a terminal."""
    import sys

    if not sys.stderr.isatty():
        return None

    def told(done: int, size: int) -> None:
        sys.stderr.write("\r" + say("registry.arrays_made", lang, share=f"{done / max(size, 1):.0%}"))
        sys.stderr.write("\n" if done >= size else "")

    return told


@registry_app.command("backfill", cls=SpokenCommand, help="cli.registry.backfill")
def backfill(
    workspace: Scan = None,
    as_of: Day = None,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """References of a workspace that waited and are known now, with the documents that they touch."""
    speech, path = tongue(lang), workspace or DEFAULT_WORKSPACE
    if not path.is_file():
        raise UsageError(say("registry.wanted_needs_workspace", speech))
    found = answers(path, registry, day_of(as_of, speech), speech)
    if form is not ListForm.TABLE:
        show(found, form, found)
    elif not found:
        tell(say("registry.backfill_none", speech))
    else:
        tell_answers(found, speech)


def answers(workspace: Path, registry: Path | None, day: date, lang: str) -> list[dict[str, Any]]:
    """What became known, as records."""
    from doccheck.registry import open_registry
    from doccheck.registry.backfill import backfill as backfill_
    from doccheck.registry.records import act_record
    from doccheck.rulebook.book import load_book
    from doccheck.run.workspace import open_workspace

    book = load_book()
    return [
        {
            "text": one.label,
            "act": act_record(one.act, book, lang),
            "was": "missing" if one.was_missing else "undecided",
            "status": one.status.value,
            "certainty": one.certainty.value,
            "documents": list(one.documents),
        }
        for one in backfill_(open_workspace(workspace).gaps(), open_registry(registry), book, day)
    ]


def tell_answers(found: list[dict[str, Any]], lang: str) -> None:
    """What became known, for people."""
    words = {"missing": "registry.missing_word", "undecided": "registry.undecided_word"}
    rows = []
    for one in found:
        status = say(f"registry.status.{one['status']}", lang)
        rows.append([one["text"], say(words[one["was"]], lang), status, str(len(one["documents"]))])
    grid(("act", "was", "status", "documents"), rows, lang)
    touched = {path for one in found for path in one["documents"]}
    tell(say("registry.backfilled", lang, count=len(found), documents=len(touched)))
