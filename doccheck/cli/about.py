"""``doccheck rules``, ``explain``, ``demo`` and ``version`` (quy tắc, giải thích, dùng thử, phiên bản)."""

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from doccheck.cli.options import Day, Events, Lang, Registry, Rules, day_of, recipe_of, tongue, workers_of
from doccheck.cli.speech import SpokenCommand, new_app
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

if TYPE_CHECKING:
    from doccheck.rulebook.book import Book

rules_app = new_app("cli.rules", no_args_is_help=True)
Folder = Annotated[Path | None, typer.Argument(help="cli.argument.rules", metavar="DIR", show_default=False)]


class ListForm(StrEnum):
    """Forms of lists."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


AsList = Annotated[ListForm, typer.Option("--format", help="cli.option.list_format")]


@rules_app.command("check", cls=SpokenCommand, help="cli.rules_check")
def rules_check(folder: Folder = None, lang: Lang = None) -> None:
    """Check rule files."""
    from doccheck.cli.output import note
    from doccheck.rulebook.book import load_book
    from doccheck.rulebook.check import check_rules
    from doccheck.rulebook.mistake_words import in_words

    speech = tongue(lang)
    if folder is not None and not folder.is_dir():
        raise UsageError(say("run.no_such_path", speech, path=folder))
    whole = folder is not None and (folder / "vn").is_dir() and (folder / "messages").is_dir()
    mistakes = check_rules(folder) if whole else check_rules(overlay=folder)
    if not mistakes:
        mistakes = _wrong_cards(load_book(folder if whole else None, None if whole else folder), folder)
    for line in mistakes:
        note(in_words(line, speech))
    if mistakes:
        note(say("cli.rules_bad", speech, count=len(mistakes)))
        raise typer.Exit(3)
    typer.echo(say("cli.rules_good", speech))


@rules_app.command("test", cls=SpokenCommand, help="cli.rules_test")
def rules_test(
    codes: Annotated[
        list[str] | None, typer.Argument(help="cli.argument.codes", metavar="CODE…", show_default=False)
    ] = None,
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """Run the cases of the cards."""
    from doccheck.cli.output import note
    from doccheck.rulebook.book import load_book
    from doccheck.rulebook.mistake_words import in_words

    speech = tongue(lang)
    book = load_book(overlay=rules)
    wanted = tuple(code.upper() for code in codes or sorted(book.cards))
    unknown = [code for code in wanted if code not in book.cards]
    if unknown:
        raise UsageError(say("cli.no_such_code", speech, code=unknown[0], codes=", ".join(sorted(book.cards))))
    wrong = _wrong_cases(book, wanted)
    for line in wrong:
        note(in_words(line, speech))
    count = sum(len(book.cards[code].cases) for code in wanted)
    typer.echo(say("cli.rules_tested", speech, checks=len(wanted), cases=count, wrong=len(wrong)))
    if wrong:
        raise typer.Exit(3)


def _wrong_cases(book: "Book", codes: tuple[str, ...] | None = None) -> list[str]:
    """Cases of cards that do not come out as they say."""
    from doccheck.checks.cases import run_cards
    from doccheck.rulebook.cards import stem

    outcomes = run_cards(book, codes)
    return [f"rules/checks/{stem(one.card)}.yaml: {one.case}: {one.wrong}" for one in outcomes if one.wrong]


def _wrong_cards(book: "Book", folder: Path | None) -> list[str]:
    """Cases that do not come out as they say, and placeholders that no check fills, with their place in the file."""
    from doccheck.checks.cases import run_cards
    from doccheck.checks.filled import unfilled
    from doccheck.rulebook.cards import stem
    from doccheck.rulebook.holes import place_of
    from doccheck.rulebook.load import Mistakes, spot
    from doccheck.rulebook.place import data_dir

    def file_of(code: str) -> Path:
        own = folder / "checks" / f"{stem(code)}.yaml" if folder else None
        return own if own is not None and own.is_file() else data_dir("rules") / "checks" / f"{stem(code)}.yaml"

    found, outcomes = Mistakes(), tuple(run_cards(book))
    for one in outcomes:
        if one.wrong:
            found.at(file_of(one.card), ("cases", one.place), f"{one.case}: {one.wrong}")
    for hole in unfilled(book, outcomes):
        path = file_of(hole.card)
        line, column = place_of(path, spot(path, hole.where), hole.name)
        known = ", ".join(hole.known)
        found.add(path, line, column, f"placeholder {{{hole.name}}} is not filled by this check; it may be {known}")
    return found.lines


@rules_app.command("list", cls=SpokenCommand, help="cli.rules_list")
def rules_list(
    form: AsList = ListForm.TABLE,
    values: Annotated[bool, typer.Option("--values", help="cli.option.values")] = False,
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """List the checks, or every sourced value of the rules."""
    from dataclasses import asdict

    from doccheck.checks import catalogue
    from doccheck.rulebook.book import load_book
    from doccheck.rulebook.check import list_rules
    from doccheck.rulebook.listing import check_rows, table, value_table

    speech = tongue(lang)
    if values:
        lines = list_rules(overlay=rules)
        if form is ListForm.TABLE:
            typer.echo(value_table(lines, speech))
        else:
            _print_rows([asdict(line) for line in lines], form)
        return
    rows = check_rows(load_book(overlay=rules).cards, frozenset(catalogue()), speech)
    if form is ListForm.TABLE:
        typer.echo(table(rows, speech))
    else:
        _print_rows(rows, form)


@rules_app.command("stale", cls=SpokenCommand, help="cli.rules_stale")
def rules_stale(as_of: Day = None, form: AsList = ListForm.TABLE, rules: Rules = None, lang: Lang = None) -> None:
    """List rules that nobody looked at for a year."""
    from dataclasses import asdict

    from doccheck.rulebook.check import stale_rules
    from doccheck.rulebook.listing import value_table

    speech = tongue(lang)
    lines = stale_rules(day_of(as_of, speech), overlay=rules)
    if form is ListForm.TABLE:
        typer.echo(value_table(lines, speech))
    else:
        _print_rows([asdict(line) for line in lines], form)


def _print_rows(rows: list[dict[str, Any]], form: ListForm) -> None:
    if form is ListForm.JSON:
        typer.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False, default=str))


def explain(
    code: Annotated[str, typer.Argument(help="cli.argument.code", metavar="CODE", show_default=False)],
    as_of: Day = None,
    rules: Rules = None,
    lang: Lang = None,
) -> None:
    """Explain a check."""
    from doccheck.rulebook.book import load_book
    from doccheck.rulebook.listing import card_sections, law_sections

    speech, day = tongue(lang), day_of(as_of, tongue(lang))
    book = load_book(overlay=rules)
    cards = book.cards
    card = cards.get(code.upper())
    if card is None:
        near = ", ".join(sorted(cards))
        raise UsageError(say("cli.no_such_code", speech, code=code, codes=near))
    typer.echo(f"{card.code} – {card.name[speech]}")
    for key, lines in (*card_sections(card, day, speech), *law_sections(card.code, book, day, speech)):
        if lines:
            typer.echo(f"\n{say(f'cli.explain.{key}', speech)}")
            for line in lines:
                typer.echo(f"  {line}")


def version(registry: Registry = None, rules: Rules = None, lang: Lang = None) -> None:
    """Program, rules and registry."""
    from doccheck.cli.stamp import stamp_lines

    for line in stamp_lines(tongue(lang), registry, rules):
        typer.echo(line)


def _near(path: Path) -> Path:
    """A path as seen from here, where that is shorter."""
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path


def demo(
    folder: Annotated[Path, typer.Option("--output", "-o", help="cli.option.demo", metavar="DIR")] = Path(
        "doccheck-demo"
    ),
    as_of: Day = None,
    lang: Lang = None,
) -> None:
    """Scan the samples against the real registry."""
    from doccheck.cli.options import Form
    from doccheck.cli.output import write_paper
    from doccheck.cli.pile import paper_of, scan_pile, summary
    from doccheck.cli.progress import watcher
    from doccheck.export.table import console, show_paper
    from doccheck.rulebook.place import data_dir

    speech, day = tongue(lang), day_of(as_of, tongue(lang))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", speech, path=folder, reason=error.strerror)) from error
    samples = _near(data_dir("samples"))
    with watcher(Events.AUTO, speech) as watch:
        opened, totals = scan_pile(
            [str(samples)], recipe_of(None, None), day, folder / "doccheck.db", workers=workers_of(None), watch=watch
        )
    paper = paper_of(opened, speech)
    opened.close()
    show_paper(paper, console())
    for line in ["", *summary(totals, speech)]:
        typer.echo(line)
    for form, name in ((Form.XLSX, "doccheck.xlsx"), (Form.HTML, "doccheck.html")):
        written = write_paper(paper, form, folder / name)
        typer.echo(say("cli.written", speech, path=written))
