"""``doccheck registry``: ask, fill and keep the registry (sổ đăng ký văn bản)."""

import json
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say


def hint(name: str) -> str:
    """Help of an option or command, in both languages: help is shown before a language is chosen."""
    return f"{say(f'registry.hint.{name}')} / {say(f'registry.hint.{name}', 'en')}"


registry_app = typer.Typer(
    name="registry",
    no_args_is_help=True,
    rich_markup_mode=None,
    help=hint("app"),
)

DEFAULT_WORKSPACE = "doccheck.db"

RegistryFile = Annotated[Path | None, typer.Option("--registry", help=hint("file"))]
Lang = Annotated[str, typer.Option("--lang", help="vi | en")]


class Shape(StrEnum):
    """Form of what is printed."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


Form = Annotated[Shape, typer.Option("--format", help="table | json | jsonl")]


def day_option(text: str | None, option: str, lang: str) -> date | None:
    """A day given on the command line."""
    from doccheck.registry.intake import read_day

    if text is None:
        return None
    found = read_day(text)
    if found is None:
        raise UsageError(say("registry.day_form", lang, option=option, text=text))
    return found


def show(value: Any, form: Shape) -> None:
    """Print a record (json) or each of its parts on a line (jsonl)."""
    if form is Shape.JSON:
        sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")
    else:
        for one in value:
            sys.stdout.write(json.dumps(one, ensure_ascii=False) + "\n")


def table(heads: list[str], rows: list[list[str]]) -> None:
    """Print rows as a table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    grid = Table(*heads, box=box.SIMPLE_HEAD, show_edge=False)
    for row in rows:
        grid.add_row(*(Text(cell) for cell in row))
    Console(file=sys.stdout).print(grid)


def note(text: str) -> None:
    """A line for people, on stderr: stdout is for data."""
    sys.stderr.write(text + "\n")


def local_day(text: str | None) -> str:
    """A day as people write it."""
    return f"{date.fromisoformat(text):%d/%m/%Y}" if text else ""


@registry_app.command("status")
def status_command(
    number: Annotated[str, typer.Argument(help=hint("number"))],
    instrument: Annotated[str | None, typer.Option("--instrument", help=hint("instrument"))] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help=hint("issuer"))] = None,
    issued_on: Annotated[str | None, typer.Option("--issued-on", help=hint("issued_on"))] = None,
    as_of: Annotated[str | None, typer.Option("--as-of", help=hint("as_of"))] = None,
    form: Form = Shape.TABLE,
    registry: RegistryFile = None,
    lang: Lang = "vi",
) -> None:
    """Tình trạng hiệu lực của văn bản vào một ngày, có bằng chứng.

    Ví dụ: doccheck registry status 158/2007/NĐ-CP --as-of 2014-08-29
    """
    from doccheck.registry import open_registry
    from doccheck.registry.asking import Question, status
    from doccheck.rulebook.book import load_book

    question = Question(
        text=number,
        as_of=day_option(as_of, "as-of", lang) or date.today(),
        instrument=instrument,
        issuer=issuer,
        issued_on=day_option(issued_on, "issued-on", lang),
    )
    answer = status(question, open_registry(registry), load_book(), lang)
    if form is not Shape.TABLE:
        show(answer if form is Shape.JSON else answer["matches"], form)
        return
    if not answer["matches"]:
        sys.stdout.write(say("registry.not_in_registry", lang, text=number) + "\n")
        return
    heads = [say(f"registry.col.{name}", lang) for name in ("act", "issuer", "status", "since", "certainty", "reason")]
    table(heads, [_status_row(match, lang) for match in answer["matches"]])


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


@registry_app.command("search")
def search_command(
    text: Annotated[str, typer.Argument(help=hint("text"))],
    limit: Annotated[int, typer.Option("--limit", min=1)] = 20,
    form: Form = Shape.TABLE,
    registry: RegistryFile = None,
    lang: Lang = "vi",
) -> None:
    """Tìm văn bản theo số hoặc theo từ trong trích yếu, có dấu hay không dấu.

    Ví dụ: doccheck registry search "quan ly dat dai ha tinh"
    """
    from doccheck.registry import open_registry
    from doccheck.registry.records import act_record
    from doccheck.registry.searching import search
    from doccheck.rulebook.book import load_book

    book = load_book()
    found = [act_record(act, book, lang) for act in search(open_registry(registry), text, limit)]
    if form is not Shape.TABLE:
        show(found, form)
    elif not found:
        sys.stdout.write(say("registry.nothing_found", lang, text=text) + "\n")
    else:
        heads = [say(f"registry.col.{name}", lang) for name in ("act", "issuer", "issued", "title")]
        names = ("number", "issuer", "issued_on", "title")
        table(heads, [[local_day(a[n]) if n == "issued_on" else a[n] or "" for n in names] for a in found])


@registry_app.command("import")
def import_command(
    file: Annotated[Path, typer.Argument(help=hint("import_file"))],
    column: Annotated[list[str] | None, typer.Option("--map", help=hint("map"))] = None,
    preview: Annotated[bool, typer.Option("--preview", help=hint("preview"))] = False,
    official: Annotated[bool, typer.Option("--official", help=hint("official"))] = False,
    known_on: Annotated[str | None, typer.Option("--known-on", help=hint("known_on"))] = None,
    instrument: Annotated[str | None, typer.Option("--instrument", help=hint("column_instrument"))] = None,
    issuer: Annotated[str | None, typer.Option("--issuer", help=hint("column_issuer"))] = None,
    skip_bad_rows: Annotated[bool, typer.Option("--skip-bad-rows", help=hint("skip"))] = False,
    registry: RegistryFile = None,
    lang: Lang = "vi",
) -> None:
    """Nhập danh mục hoặc sổ theo dõi vào sổ đăng ký; mỗi lần nhập là một phiên hoàn tác được.

    Ví dụ: doccheck registry import danh-muc.xlsx --official --known-on 31/01/2025 --preview
    """
    from doccheck.model.act import Tier
    from doccheck.registry import open_registry
    from doccheck.registry.importing import read_import, write_import
    from doccheck.registry.intake import Terms
    from doccheck.registry.places import open_to_write
    from doccheck.rulebook.book import load_book

    terms = Terms(
        origin=f"import:{file.name}",
        tier=Tier.OFFICIAL if official else Tier.SECONDARY,
        known_on=day_option(known_on, "known-on", lang),
        instrument=instrument,
        issuer=issuer,
    )
    reading = open_registry(registry)
    incoming = read_import(file, _mapping(column or [], lang), terms, reading, load_book())
    errors, plan = incoming.intake.errors, incoming.plan
    told = {
        "file": file.name,
        "rows": len(incoming.intake.entries),
        "acts": len(plan.acts),
        "facts": len(plan.facts),
        "doubles": plan.doubles,
        "clashes": len(plan.clashes),
        "errors": len({(e.place, e.line) for e in errors}),
    }
    pairs = ", ".join(f"{head} → {name}" for head, name in incoming.intake.fields.items())
    note(say("registry.column_map", lang, columns=pairs))
    if incoming.intake.unused:
        note(say("registry.columns_unused", lang, columns=", ".join(incoming.intake.unused)))
    for error in errors:
        note(error.words(lang))
    for clash in plan.clashes:
        parts = (clash.stands_origin, clash.comes_origin)
        note(
            say(
                "registry.clash",
                lang,
                field=clash.field,
                act=clash.act.split("|")[0],
                stands=clash.stands,
                stands_origin=parts[0],
                comes=clash.comes,
                comes_origin=parts[1],
            )
        )
    if preview:
        sys.stdout.write(say("registry.import_preview", lang, **told) + "\n")
    elif errors and not skip_bad_rows:
        note(say("registry.import_refused", lang, **told))
        raise typer.Exit(2)
    elif not plan.acts and not plan.facts:
        sys.stdout.write(say("registry.import_nothing", lang, **told) + "\n")
    else:
        reading.close()
        session = write_import(incoming, open_to_write(registry), date.today())
        sys.stdout.write(say("registry.import_done", lang, session=session, **told) + "\n")


def _mapping(pairs: list[str], lang: str) -> dict[str, str]:
    found = {}
    for pair in pairs:
        head, mark, name = pair.rpartition("=")
        if not mark or not head.strip() or not name.strip():
            raise UsageError(say("registry.map_form", lang, text=pair))
        found[" ".join(head.split())] = name.strip()
    return found


@registry_app.command("rollback")
def rollback_command(
    session: Annotated[int | None, typer.Argument(help=hint("session"))] = None,
    registry: RegistryFile = None,
    lang: Lang = "vi",
) -> None:
    """Hoàn tác một phiên nhập hoặc duyệt: bỏ đúng những gì phiên đó đã thêm.

    Ví dụ: doccheck registry rollback 3
    """
    from doccheck.registry.places import open_to_write
    from doccheck.registry.sessions import roll_back

    number, label, acts, facts = roll_back(open_to_write(registry), session)
    sys.stdout.write(say("registry.rolled_back", lang, session=number, label=label, acts=acts, facts=facts) + "\n")


@registry_app.command("export")
def export_command(
    output: Annotated[Path | None, typer.Option("--output", "-o", help=hint("output"))] = None,
    form: Annotated[str, typer.Option("--format", help="csv | xlsx | jsonl")] = "csv",
    added: Annotated[bool, typer.Option("--added", help=hint("added"))] = False,
    registry: RegistryFile = None,
    lang: Lang = "vi",
) -> None:
    """Xuất sổ đăng ký ra CSV, XLSX hoặc JSONL; nhập lại được bằng registry import.

    Ví dụ: doccheck registry export --format xlsx -o so-dang-ky.xlsx
    """
    from doccheck.registry import open_registry
    from doccheck.registry.exporting import export_rows, write_export
    from doccheck.rulebook.book import load_book

    found = list(export_rows(open_registry(registry), load_book(), added=added, lang=lang))
    sys.stdout.write(write_export(output, form, iter(found), lang))
    if output is not None:
        note(say("registry.exported", lang, count=len(found), path=output))


@registry_app.command("wanted")
def wanted_command(
    workspace: Annotated[Path | None, typer.Argument(help=hint("workspace"))] = None,
    limit: Annotated[int, typer.Option("--limit", min=1)] = 50,
    form: Form = Shape.TABLE,
    lang: Lang = "vi",
) -> None:
    """Văn bản còn thiếu hoặc chưa rõ hiệu lực, xếp theo số văn bản mà nó giải quyết được.

    Ví dụ: doccheck registry wanted
    """
    from dataclasses import asdict

    from doccheck.registry.wanted import wanted
    from doccheck.run.workspace import open_workspace

    path = workspace or Path(DEFAULT_WORKSPACE)
    if not path.is_file():
        raise UsageError(say("registry.wanted_needs_workspace", lang))
    found = wanted(open_workspace(path).gaps(), limit)
    if form is not Shape.TABLE:
        show([asdict(one) for one in found], form)
    elif not found:
        sys.stdout.write(say("registry.wanted_none", lang) + "\n")
    else:
        heads = [say(f"registry.col.{name}", lang) for name in ("documents", "act", "state", "example")]
        state = {True: say("registry.missing_word", lang), False: say("registry.undecided_word", lang)}
        table(heads, [[str(w.documents), w.label, state[w.missing], *w.examples[:1]] for w in found])
