"""``doccheck registry``: learn by reading, check, share (học thêm, soát, chia sẻ sổ đăng ký)."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from doccheck.cli.about import AsList, ListForm
from doccheck.cli.options import DEFAULT_WORKSPACE, Lang, Registry, Rules, tongue
from doccheck.cli.registry import Instrument, Issuer, Number, clashes, grid, note, registry_app, show, tell
from doccheck.cli.speech import SpokenCommand
from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

__all__ = ["registry_app"]

Paths = Annotated[list[Path], typer.Argument(help="cli.registry.arg.paths", metavar="PATH…", show_default=False)]
Numbers = Annotated[
    list[int] | None, typer.Argument(help="cli.registry.arg.proposals", metavar="N…", show_default=False)
]
All = Annotated[bool, typer.Option("--all", help="cli.registry.option.all")]
Who = Annotated[str, typer.Option("--who", help="cli.registry.option.who", metavar="NAME")]
Sample = Annotated[int | None, typer.Option("--sample", min=1, help="cli.registry.option.sample", metavar="N")]
Year = Annotated[int | None, typer.Option("--year", help="cli.registry.option.year", metavar="YEAR")]
Least = Annotated[int, typer.Option("--at-least", min=1, help="cli.registry.option.at_least", metavar="N")]
Target = Annotated[Path, typer.Argument(help="cli.registry.arg.snapshot", metavar="FILE", show_default=False)]
Second = Annotated[Path | None, typer.Argument(help="cli.registry.arg.second", metavar="FILE", show_default=False)]
Key = Annotated[Path | None, typer.Option("--key", help="cli.registry.option.key", metavar="FILE")]
Check = Annotated[bool, typer.Option("--verify", help="cli.registry.option.verify")]
Persons = Annotated[bool | None, typer.Option("--two-persons/--one-person", help="cli.registry.option.two_persons")]
Work = Annotated[Path | None, typer.Option("--workspace", help="cli.option.workspace", metavar="DB")]


@registry_app.command("learn", cls=SpokenCommand, help="cli.registry.learn")
def learn(
    paths: Paths, workspace: Work = None, registry: Registry = None, rules: Rules = None, lang: Lang = None
) -> None:
    """Turn the acting clauses of documents into proposals with quote, page and file hash."""
    from doccheck.model.act import Act, Fact
    from doccheck.pipeline import Tools, find_acts, read_document
    from doccheck.registry import learn as learn_
    from doccheck.registry.places import open_to_write
    from doccheck.registry.proposals import propose
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    shelf = open_to_write(registry)
    tools = Tools(book=load_book(overlay=rules), shelf=shelf)
    made = facts = 0
    taught: tuple[list[Act], list[Fact]] = ([], [])
    files = list(_files(paths, speech))
    for path in files:
        reading = read_document(path, tools)
        itself, matches = find_acts(reading, tools)
        acts, stated = learn_(reading, itself, matches, tools.book, origin=f"learn:{path.name}")
        if not stated:
            continue
        actor: Act | None = itself.best or (acts[0] if acts else None)
        if actor is None:
            continue
        seal = reading.text.source.sha256
        number, plan = propose(shelf, actor, acts, stated, sha256=seal, path=str(path), day=date.today())
        clashes(plan, speech)
        if number is not None:
            made, facts = made + 1, facts + len(plan.facts)
            taught[0].extend(acts)
            taught[1].extend(stated)
    tell(say("registry.learned", speech, files=len(files), proposals=made, facts=facts))
    _tell_promised(workspace or DEFAULT_WORKSPACE, shelf, taught, speech)


def _tell_promised(workspace: Path, shelf: Any, taught: Any, lang: str) -> None:
    """What an approval would make known, and which scanned documents it would touch; nothing is written."""
    from dataclasses import replace

    from doccheck.model.act import Tier
    from doccheck.registry import Pile
    from doccheck.registry.backfill import backfill
    from doccheck.rulebook.book import load_book
    from doccheck.run.workspace import open_workspace

    acts, facts = taught
    if not facts or not workspace.is_file():
        return
    pile = Pile(shelf, acts, [replace(fact, tier=Tier.CONFIRMED) for fact in facts])
    touched = {act.id for fact in facts if (act := pile.act(fact.act)) is not None}
    documents = set(_documents(workspace, touched))
    known = backfill(open_workspace(workspace).gaps(), pile, load_book(), date.today())
    known = tuple(one for one in known if one.act.id in touched)
    documents |= {path for one in known for path in one.documents}
    tell(say("registry.promised", lang, count=len(known), documents=len(documents)))
    for one in known[:20]:
        tell(f"  {one.label}: {say(f'registry.status.{one.status.value}', lang)} ({len(one.documents)})")


def _files(paths: list[Path], lang: str) -> Any:
    for path in paths:
        if path.is_dir():
            yield from (one for one in sorted(path.rglob("*")) if one.is_file())
        elif path.is_file():
            yield path
        else:
            raise UsageError(say("registry.no_file", lang, path=path))


@registry_app.command("proposals", cls=SpokenCommand, help="cli.registry.proposals")
def proposals(
    sample: Sample = None,
    two_persons: Persons = None,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Proposals that wait for a decision, one a document."""
    from doccheck.registry import open_registry
    from doccheck.registry import proposals as proposals_
    from doccheck.registry.places import open_to_write
    from doccheck.registry.records import fact_record
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    if two_persons is not None:
        proposals_.set_two_persons(open_to_write(registry), two_persons)
    shelf, book = open_registry(registry), load_book()
    found = proposals_.proposals(shelf, proposals_.OPEN, proposals_.ONCE)
    if sample is not None and len(found) > sample:
        step = len(found) / sample
        found = tuple(found[int(i * step)] for i in range(sample))
    if form is not ListForm.TABLE:
        records = [
            {
                "proposal": one.number,
                "act": one.act,
                "path": one.path,
                "sha256": one.sha256,
                "state": one.state,
                "facts": [{"act": f.act, **fact_record(f, shelf, book, speech)} for f in one.facts],
            }
            for one in found
        ]
        show(records, form, records)
        return
    rows = []
    for one in found:
        kinds = Counter(fact.kind.value for fact in one.facts)
        said = ", ".join(f"{count} {say(f'registry.kind.{kind}', speech)}" for kind, count in sorted(kinds.items()))
        state = say(f"registry.proposal.{one.state}", speech)
        rows.append([str(one.number), one.act.split("|")[0], said, state, one.path])
    if rows:
        grid(("proposal", "act", "facts", "state", "file"), rows, speech)
    else:
        tell(say("registry.no_proposals", speech))


def _numbers(numbers: list[int] | None, every: bool, shelf: Any, lang: str) -> list[int]:
    from doccheck.registry import proposals as proposals_

    if every:
        return [one.number for one in proposals_.proposals(shelf, proposals_.OPEN, proposals_.ONCE)]
    if not numbers:
        raise UsageError(say("registry.name_proposals", lang))
    return numbers


@registry_app.command("approve", cls=SpokenCommand, help="cli.registry.approve")
def approve(
    numbers: Numbers = None,
    every: All = False,
    who: Who = "",
    workspace: Work = None,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Approve proposals: their facts become confirmed, and may be taken back as one session."""
    from doccheck.registry import proposals as proposals_
    from doccheck.registry.places import open_to_write

    speech, shelf = tongue(lang), open_to_write(registry)
    session, plan = proposals_.approve(shelf, _numbers(numbers, every, shelf, speech), date.today(), who)
    if session is None:
        tell(say("registry.approved_once", speech))
        return
    clashes(plan, speech)
    tell(say("registry.approved", speech, session=session, facts=len(plan.facts), acts=len(plan.acts)))
    _tell_touched(workspace or DEFAULT_WORKSPACE, {fact.act for fact in plan.facts}, registry, speech)


def _tell_touched(workspace: Path, acts: set[str], registry: Path | None, lang: str) -> None:
    """The scanned documents that new facts touch, and the references that they make known."""
    from doccheck.cli import registry_whole as whole

    documents = _documents(workspace, acts)
    if documents:
        tell(say("registry.touches", lang, count=len(documents)))
        for path in documents[:20]:
            tell(f"  {path}")
    found = whole.answers(workspace, registry, date.today(), lang) if workspace.is_file() else []
    if found:
        whole.tell_answers(found, lang)


@registry_app.command("reject", cls=SpokenCommand, help="cli.registry.reject")
def reject(
    numbers: Numbers = None, every: All = False, who: Who = "", registry: Registry = None, lang: Lang = None
) -> None:
    """Reject proposals: they are not made again from the same files."""
    from doccheck.registry import proposals as proposals_
    from doccheck.registry.places import open_to_write

    speech, shelf = tongue(lang), open_to_write(registry)
    gone = proposals_.reject(shelf, _numbers(numbers, every, shelf, speech), date.today(), who)
    tell(say("registry.rejected", speech, count=len(gone)))


@registry_app.command("lint", cls=SpokenCommand, help="cli.registry.lint")
def lint(form: AsList = ListForm.TABLE, registry: Registry = None, rules: Rules = None, lang: Lang = None) -> None:
    """What in the registry cannot all be true; exit code 1 where something has no explanation."""
    from dataclasses import asdict

    from doccheck.registry import open_registry
    from doccheck.registry.lint import lint as lint_
    from doccheck.rulebook.book import load_book

    speech = tongue(lang)
    found = lint_(open_registry(registry), load_book(overlay=rules), lang=speech)
    bare = [doubt for doubt in found if not doubt.explained]
    if form is not ListForm.TABLE:
        records = [asdict(doubt) for doubt in found]
        show(records, form, records)
    elif found:
        rows = [[say(f"registry.lint.{d.code}", speech), d.act.split("|")[0], d.detail, d.explained] for d in found]
        grid(("doubt", "act", "detail", "explained"), rows, speech)
    note(say("registry.lint_sum", speech, count=len(found), bare=len(bare)))
    if bare:
        raise typer.Exit(1)


@registry_app.command("coverage", cls=SpokenCommand, help="cli.registry.coverage")
def coverage(
    instrument: Instrument = None,
    issuer: Issuer = None,
    year: Year = None,
    at_least: Least = 20,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """Known numbers of each series, and its gaps."""
    from dataclasses import asdict

    from doccheck.registry import open_registry
    from doccheck.registry.coverage import coverage as coverage_
    from doccheck.rulebook.book import load_book

    speech, book = tongue(lang), load_book()
    type_ = instrument if instrument is None or instrument in book.instruments else book.instruments.by_name(instrument)
    who = "+".join(book.issuers.resolve(issuer)) or issuer if issuer else None
    found = coverage_(open_registry(registry), instrument=type_, issuer=who, year=year, at_least=at_least)
    if form is not ListForm.TABLE:
        records = [{**asdict(one), "share": round(one.share, 3)} for one in found]
        show(records, form, records)
        return
    rows = []
    for one in found:
        names = ", ".join(book.issuers.name(id_, speech) for id_ in one.issuers.split("+"))
        known = say("registry.known_of", speech, known=one.known, highest=one.highest, share=f"{one.share:.0%}")
        rows.append([names, book.instruments.name(one.instrument, speech), str(one.year), known, str(one.with_effect)])
    grid(("issuer", "instrument", "year", "known", "with_effect"), rows, speech)


@registry_app.command("snapshot", cls=SpokenCommand, help="cli.registry.snapshot")
def snapshot(
    file: Target, key: Key = None, verify: Check = False, registry: Registry = None, lang: Lang = None
) -> None:
    """Copy the registry into one file to share, with its digest and signature; or check such a file."""
    from doccheck.registry import snapshot as snapshot_

    speech = tongue(lang)
    made = snapshot_.verify(file, key) if verify else _snapshot(registry, file, key)
    said = {"path": file, "digest": made.digest[:12], "acts": made.acts, "facts": made.facts}
    tell(say("registry.snapshot_good" if verify else "registry.snapshot_made", speech, **said))


def _snapshot(registry: Path | None, file: Path, key: Path | None) -> Any:
    from doccheck import __version__
    from doccheck.registry import open_registry
    from doccheck.registry import snapshot as snapshot_

    return snapshot_.snapshot(open_registry(registry), file, key, version=__version__)


@registry_app.command("diff", cls=SpokenCommand, help="cli.registry.diff")
def diff(
    first: Target, second: Second = None, form: AsList = ListForm.TABLE, registry: Registry = None, lang: Lang = None
) -> None:
    """What two registries say apart; the second is the one in use unless named."""
    from dataclasses import asdict

    from doccheck.registry import open_registry
    from doccheck.registry.snapshot import diff as diff_

    found = diff_(open_registry(first), open_registry(second or registry))
    records = [asdict(one) for one in found]
    if form is not ListForm.TABLE:
        show(records, form, records)
        return
    for one in found:
        tell(f"{one.sign} {one.act}  {one.what}".rstrip())
    note(say("registry.diff_sum", tongue(lang), count=len(found)))


@registry_app.command("impact", cls=SpokenCommand, help="cli.registry.impact")
def impact(
    number: Number,
    instrument: Instrument = None,
    issuer: Issuer = None,
    workspace: Work = None,
    form: AsList = ListForm.TABLE,
    registry: Registry = None,
    lang: Lang = None,
) -> None:
    """What an act does to others, what details it, and which scanned documents rely on it."""
    from doccheck.registry import asking, open_registry
    from doccheck.registry.records import act_record, fact_record
    from doccheck.rulebook.book import load_book

    speech, book, shelf = tongue(lang), load_book(), open_registry(registry)
    question = asking.Question(text=number, as_of=date.today(), instrument=instrument, issuer=issuer)
    found: list[dict[str, Any]] = []
    for act in asking.acts_for(question, shelf, book):
        caused = [{"act": fact.act, **fact_record(fact, shelf, book, speech)} for fact in shelf.caused_by(act.id)]
        details = [act_record(child, book, speech) for child in shelf.guides_of(act.id)]
        documents = _documents(workspace or DEFAULT_WORKSPACE, {act.id})
        itself = act_record(act, book, speech)
        found.append({"act": itself, "acts_on": caused, "details": details, "documents": documents})
    if form is not ListForm.TABLE:
        show(found, form, found)
        return
    if not found:
        tell(say("registry.not_in_registry", speech, text=number))
    for one in found:
        said = {"number": one["act"]["number"], "issuer": one["act"]["issuer"] or ""}
        counts = {name: len(one[name]) for name in ("acts_on", "details", "documents")}
        tell(say("registry.impact", speech, **said, **counts))
        for fact in one["acts_on"]:
            kind = say(f"registry.kind.{fact['kind']}", speech)
            tell(f"  {fact['act'].split('|')[0]}: {kind} {fact['on'] or ''}".rstrip())
        for path in one["documents"]:
            tell(f"  {path}")


def _documents(workspace: Path, acts: set[str]) -> list[str]:
    """Scanned documents whose references meet one of these acts."""
    from doccheck.run.workspace import open_workspace

    if not workspace.is_file():
        return []
    found = []
    for record in open_workspace(workspace).records():
        met = {_id(ref.get("act")) for ref in record.get("references", ())}
        if met & acts:
            found.append(str(record["path"]))
    return found


def _id(act: Any) -> str:
    return str(act.get("id", "")) if isinstance(act, dict) else str(act or "")
