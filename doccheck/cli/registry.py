"""``doccheck registry``: ask, fill and keep the registry (sổ đăng ký văn bản)."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.about import AsList, ListForm
from doccheck.cli.options import DEFAULT_WORKSPACE, Day, Lang, Output, Registry, day_of, tongue
from doccheck.cli.registry_words import clash_lines, entry_line, local_day, proof_lines
from doccheck.cli.speech import SpokenCommand, new_app
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

PREVIEWED = 10

registry_app = new_app("cli.registry", no_args_is_help=True)


class ExportForm(StrEnum):
    """Forms of an export."""

    CSV = "csv"
    XLSX = "xlsx"
    JSONL = "jsonl"


Number = Annotated[str, typer.Argument(help="cli.registry.arg.number", metavar="NUMBER", show_default=False)]
Words = Annotated[str, typer.Argument(help="cli.registry.arg.text", metavar="TEXT", show_default=False)]
Table = Annotated[Path, typer.Argument(help="cli.registry.arg.file", metavar="FILE", show_default=False)]
Session = Annotated[int | None, typer.Argument(help="cli.registry.arg.session", metavar="N", show_default=False)]
Scan = Annotated[Path | None, typer.Argument(help="cli.registry.arg.workspace", metavar="DB", show_default=False)]
Instrument = Annotated[str | None, typer.Option("--instrument", help="cli.registry.option.instrument", metavar="TYPE")]
Issuer = Annotated[str | None, typer.Option("--issuer", help="cli.registry.option.issuer", metavar="NAME")]
Place = Annotated[str | None, typer.Option("--place", help="cli.registry.option.place", metavar="NAME")]
Issued = Annotated[str | None, typer.Option("--issued-on", help="cli.registry.option.issued_on", metavar="DATE")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="cli.registry.option.limit", metavar="N")]
Heads = Annotated[list[str] | None, typer.Option("--map", help="cli.registry.option.map", metavar="HEAD=FIELD")]
Preview = Annotated[bool, typer.Option("--preview", help="cli.registry.option.preview")]
Official = Annotated[bool, typer.Option("--official", help="cli.registry.option.official")]
KnownOn = Annotated[str | None, typer.Option("--known-on", help="cli.registry.option.known_on", metavar="DATE")]
SkipBad = Annotated[bool, typer.Option("--skip-bad-rows", help="cli.registry.option.skip")]
AsExport = Annotated[ExportForm, typer.Option("--format", help="cli.registry.option.export_format")]
Added = Annotated[bool, typer.Option("--added", help="cli.registry.option.added")]


def tell(text: str) -> None:
    """A line on stdout."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """A line for people, on stderr: stdout is for data."""
    sys.stderr.write(text + "\n")


def show(value: Any, form: ListForm, parts: Sequence[Any]) -> None:
    """Print a record whole (json), or its parts, one a line (jsonl)."""
    if form is ListForm.JSON:
        tell(json.dumps(value, ensure_ascii=False, indent=2))
    else:
        for part in parts:
            tell(json.dumps(part, ensure_ascii=False))


def grid(columns: Sequence[str], rows: Sequence[Sequence[str]], lang: str, heads: str = "registry.col") -> None:
    """Print rows as a table; ``columns`` are keys of ``heads`` among the messages."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as RichTable
    from rich.text import Text

    table = RichTable(box=box.SIMPLE_HEAD, show_edge=False)
    for name in columns:
        table.add_column(say(f"{heads}.{name}", lang), overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout, soft_wrap=not sys.stdout.isatty()).print(table)


def maybe_day(text: str | None, lang: str) -> date | None:
    """A day given on the command line, or None."""
    return day_of(text, lang) if text is not None else None


@registry_app.command("status", cls=SpokenCommand, help="cli.registry.status")
def status(
    number: Number,
    instrument: Instrument = None,
    issuer: Issuer = None,
    issued_on: Issued = None,
    place: Place = None,
    as_of: Day = None,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Status of an act on a day, with its proof."""
    from doccheck.registry import asking, open_registry
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    question = asking.Question(
        text=number,
        as_of=day_of(as_of, speech),
        instrument=instrument,
        issuer=issuer,
        issued_on=maybe_day(issued_on, speech),
        place=place,
    )
    answer = asking.status(question, open_registry(registry), load_book(), speech)
    if form is not ListForm.TABLE:
        show(answer, form, answer["matches"])
    elif not answer["matches"]:
        tell(say("registry.not_in_registry", speech, text=number))
    else:
        columns = ("act", "issuer", "status", "since", "certainty", "reason")
        grid(columns, [_status_row(match, speech) for match in answer["matches"]], speech)
        for line in proof_lines(answer["matches"], speech):
            tell(line)
        for bound in {json.dumps(m["coverage"]) for m in answer["matches"] if m["coverage"]}:
            said = json.loads(bound)
            note(say("registry.coverage_note", speech, **{**said, "share": f"{said['share']:.0%}"}))


def _status_row(match: dict[str, Any], lang: str) -> list[str]:
    act = match["act"]
    said = say(f"registry.status.{match['status']}", lang)
    if match["amended"]:
        said = say("registry.status.amended", lang, status=said)
    until = local_day(match["until"]) or say("registry.open_end", lang)
    since = say("registry.since_until", lang, since=local_day(match["since"]) or "…", until=until)
    name = " – ".join(part for part in (act["number"], local_day(act["issued_on"]), act["title"]) if part)
    certainty = say(f"registry.certainty.{match['certainty']}", lang)
    return [name, act["issuer"] or "", said, since, certainty, match["reason"]]


@registry_app.command("search", cls=SpokenCommand, help="cli.registry.search")
def search(
    text: Words,
    limit: Limit = 20,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Find acts by number or by words, with or without marks."""
    from doccheck.registry import open_registry, searching
    from doccheck.registry.records import act_record
    from doccheck.rulebook.book import load_book

    speech, book = tongue(lang), load_book()
    found = [act_record(act, book, speech) for act in searching.search(open_registry(registry), text, limit)]
    if form is not ListForm.TABLE:
        show(found, form, found)
    elif not found:
        tell(say("registry.nothing_found", speech, text=text))
    else:
        rows = [[a["number"] or "", a["issuer"] or "", local_day(a["issued_on"]), a["title"] or ""] for a in found]
        grid(("act", "issuer", "issued", "title"), rows, speech)


@registry_app.command("import", cls=SpokenCommand, help="cli.registry.import")
def import_(
    file: Table,
    heads: Heads = None,
    preview: Preview = False,
    official: Official = False,
    known_on: KnownOn = None,
    instrument: Instrument = None,
    issuer: Issuer = None,
    skip_bad_rows: SkipBad = False,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Take a list or an office's register into the registry; each import is a session that can be taken back."""
    from doccheck.extract import grids
    from doccheck.model.act import Tier
    from doccheck.registry import importing, open_registry
    from doccheck.registry.intake import Terms
    from doccheck.registry.places import open_to_write
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    terms = Terms(
        origin=f"import:{file.name}",
        tier=Tier.OFFICIAL if official else Tier.SECONDARY,
        known_on=maybe_day(known_on, speech),
        instrument=instrument,
        issuer=issuer,
    )
    reading = open_registry(registry)
    tables = grids.read_grids(file) if file.is_file() and file.suffix.casefold() in grids.SUFFIXES else None
    incoming = importing.read_import(file, _mapping(heads or [], speech), terms, reading, load_book(), tables)
    told = _told(incoming, speech)
    if preview:
        for entry in incoming.intake.entries[:PREVIEWED]:
            tell(entry_line(entry, speech))
        tell(say("registry.import_preview", speech, **told))
    elif incoming.intake.errors and not skip_bad_rows:
        note(say("registry.import_refused", speech, **told))
        raise typer.Exit(2)
    elif not incoming.plan.acts and not incoming.plan.facts:
        tell(say("registry.import_nothing", speech, **told))
    else:
        reading.close()
        session = importing.write_import(incoming, open_to_write(registry), date.today())
        tell(say("registry.import_done", speech, session=session, **told))
        _doubts(registry, session, speech)


def _doubts(registry: Path | None, session: int, lang: str) -> None:
    """Say on stderr what cannot all be true since a session."""
    from doccheck.registry import open_registry
    from doccheck.registry.lint import lint
    from doccheck.rulebook.book import load_book

    bare = [doubt for doubt in lint(open_registry(registry), load_book(), session, lang) if not doubt.explained]
    if bare:
        note(say("registry.import_doubts", lang, count=len(bare)))
    for doubt in bare[:20]:
        note(f"  {doubt.act.split('|')[0]}: {say(f'registry.lint.{doubt.code}', lang)} ({doubt.detail})")


def _told(incoming: Any, lang: str) -> dict[str, Any]:
    """Say columns, mistakes and conflicts on stderr; the counts for the last line."""
    intake, plan = incoming.intake, incoming.plan
    pairs = ", ".join(f"{head} → {name}" for head, name in intake.fields.items())
    note(say("registry.column_map", lang, columns=pairs))
    if intake.unused:
        note(say("registry.columns_unused", lang, columns=", ".join(intake.unused)))
    for error in intake.errors:
        note(error.words(lang))
    clashes(plan, lang)
    return {
        "file": incoming.path.name,
        "rows": len(intake.entries),
        "acts": len(plan.acts),
        "facts": len(plan.facts),
        "doubles": plan.doubles,
        "clashes": len(plan.clashes),
        "errors": len({(error.place, error.line) for error in intake.errors}),
    }


def clashes(plan: Any, lang: str) -> None:
    """Say on stderr where sources disagree."""
    for line in clash_lines(plan, lang):
        note(line)


def _mapping(pairs: list[str], lang: str) -> dict[str, str]:
    found = {}
    for pair in pairs:
        head, mark, name = pair.rpartition("=")
        if not mark or not head.strip() or not name.strip():
            raise UsageError(say("registry.map_form", lang, text=pair))
        found[" ".join(head.split())] = name.strip()
    return found


@registry_app.command("rollback", cls=SpokenCommand, help="cli.registry.rollback")
def rollback(session: Session = None, registry: Registry = None, lang: Lang = None) -> None:
    """Take back an import or an approval: exactly what it added."""
    from doccheck.registry.places import open_to_write
    from doccheck.registry.sessions import roll_back

    number, label, acts, facts = roll_back(open_to_write(registry), session)
    tell(say("registry.rolled_back", tongue(lang), session=number, label=label, acts=acts, facts=facts))


@registry_app.command("sessions", cls=SpokenCommand, help="cli.registry.sessions")
def sessions(form: AsList = ListForm.TABLE, registry: Registry = None, lang: Lang = None) -> None:
    """What was imported and approved, the newest first."""
    from doccheck.registry import open_registry
    from doccheck.registry.sessions import history

    found = history(open_registry(registry))
    names = ("session", "kind", "label", "day", "state")
    records = [dict(zip(names, row, strict=True)) for row in found]
    if form is not ListForm.TABLE:
        show(records, form, records)
    else:
        rows = [[str(n), kind, label, local_day(day), state] for n, kind, label, day, state in found]
        grid(names, rows, tongue(lang))


@registry_app.command("export", cls=SpokenCommand, help="cli.registry.export")
def export(
    output: Output = None,
    form: AsExport = ExportForm.CSV,
    added: Added = False,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Write acts and facts as CSV, XLSX or JSONL; an import reads them back."""
    from doccheck.registry import exporting, open_registry
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    found = list(exporting.export_rows(open_registry(registry), load_book(), added=added, lang=speech))
    sys.stdout.write(exporting.write_export(output, form.value, iter(found), speech))
    if output is not None:
        note(say("registry.exported", speech, count=len(found), path=output))


@registry_app.command("wanted", cls=SpokenCommand, help="cli.registry.wanted")
def wanted(workspace: Scan = None, limit: Limit = 50, form: AsList = ListForm.TABLE, lang: Lang = None) -> None:
    """Missing and undecided acts, by how many documents each would decide."""
    from dataclasses import asdict

    from doccheck.registry import wanted as wanted_
    from doccheck.run.workspace import open_workspace

    speech, path = tongue(lang), workspace or DEFAULT_WORKSPACE
    if not path.is_file():
        raise UsageError(say("registry.wanted_needs_workspace", speech))
    found = wanted_.wanted(open_workspace(path).gaps(), limit)
    if form is not ListForm.TABLE:
        records = [asdict(one) for one in found]
        show(records, form, records)
    elif not found:
        tell(say("registry.wanted_none", speech))
    else:
        state = {True: say("registry.missing_word", speech), False: say("registry.undecided_word", speech)}
        rows = [[str(one.documents), one.label, state[one.missing], *one.examples[:1]] for one in found]
        grid(("documents", "act", "state", "example"), rows, speech)
