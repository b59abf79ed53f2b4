"""Build the seed registry from the collected facts (for developers; users never need it).

    .venv/bin/python corpus/registry/build_seed.py [../shared/data]

Reads the tables described in the data folder's README and writes, beside this script:

* ``acts.tsv.gz``       one act a line: number, instrument, issuers, issued_on, effective_on, title, locality, origin
* ``facts.tsv.gz``      one fact a line, with tier and origin; ``act`` and ``by`` are ids (``key|instrument|issuers|issued_on``)
* ``conflicts.tsv``     where sources disagree: the value kept (1) and the others (0)
* ``dropped.tsv``       statements that did not become facts, and why

``moves.tsv`` (moved effect days, suspensions), ``corrections.tsv`` (values of sources that are known to be wrong),
``aliases.tsv`` and ``sources.tsv`` are written by hand. Texts and sentences of others are never copied: only facts.
"""

import gzip
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from building import curated, wide  # noqa: E402
from building.canonical import Names, number_of  # noqa: E402
from building.merge import Merged, cluster, settle  # noqa: E402
from building.statements import Dropped, facts_of  # noqa: E402
from building.values import Conflict, Gathered, Statement  # noqa: E402

from doccheck.model.act import Act, Fact, Kind, Tier, act_id  # noqa: E402
from doccheck.model.number import DocNumber  # noqa: E402
from doccheck.registry.rows import encode  # noqa: E402
from doccheck.rulebook.book import Book, load_book  # noqa: E402

ACT_HEAD = ("number", "instrument", "issuers", "issued_on", "effective_on", "title", "locality", "origin")
SHORT = 60  # longest title that stands inside a name: Luật Đất đai số 31/2024/QH15
FACT_HEAD = (
    "act", "kind", "on", "until", "tier", "origin", "by", "by_label", "provisions", "exceptions", "note", "territory",
)  # fmt: skip


def main(shared: Path) -> None:
    """Read, merge, write, and say how much of what came out."""
    book = load_book()
    names, got = Names(book), Gathered()
    known_to = {row["id"]: row["known_to"] for row in wide.table(HERE / "sources.tsv")}
    curated.read_core_laws(shared, names, got, date.fromisoformat(known_to["core-laws"]))
    curated.read_core_bylaws(shared / "facts" / "core_bylaws.tsv", names, got)
    curated.read_core_bylaws(HERE / "more_facts.tsv", names, got)
    curated.read_golden(shared, names, got)
    wide.read_phapdien(shared, names, got)
    wide.read_registry(shared, names, got)
    wide.read_relations(shared, names, got)
    wide.read_removed(shared, names, got)
    wide.read_conflicts(shared, names, got)
    curated.read_moves(HERE, names, got)
    correct(got, HERE)
    acts = _acts(got, book)
    for act in namesakes(HERE, names):
        acts[-1 - len(acts)] = Merged(act, "text", (Tier.READ, "text") if act.effective_on else None)
    facts, dropped = facts_of(got, acts, lambda act: label(act, book))
    acts, facts = _moved(acts, facts)
    facts = _undisputed([*facts, *_relied_on(facts, acts)], dropped)
    _write(acts, facts, got, dropped)
    _tell(acts, facts, dropped, names)


def label(act: Act, book: Book) -> str:
    """How an acting act is named: type and number, the title where there is no number."""
    if act.number is None:
        return act.title or act.id
    name = book.instruments.name(act.instrument) if act.instrument else "Văn bản"
    if act.instrument in {"law", "code", "ordinance"} and act.title and len(act.title) <= SHORT:
        name = f"{name} {act.title}"
    place = f" ({book.issuers.name(act.issuers[0])})" if act.issuers and act.locality else ""
    return f"{name} số {act.number}{place}"


def _acts(got: Gathered, book: Book) -> dict[int, Merged]:
    """Row serial → the act that it speaks of."""
    corrections = {
        (row["key"], row["field"], row["wrong"]): row["right"] for row in wide.table(HERE / "corrections.tsv")
    }
    found: dict[int, Merged] = {}
    taken: dict[str, Merged] = {}
    for group in cluster(got):
        merged = settle(group, book, got, corrections)
        merged = taken.setdefault(merged.act.id, merged)
        for row in group.rows:
            found[row.serial] = merged
    return found


def correct(got: Gathered, home: Path) -> None:
    """Days of issue, types and titles that are known to be wrong; an empty ``wrong`` stands for whatever is there.

    The field ``event`` takes a statement away: ``wrong`` is its kind and the number of the acting act.
    """
    rows = [row for row in wide.table(home / "corrections.tsv") if row["field"] != "effective_on"]
    gone = {(row["key"], row["wrong"]) for row in rows if row["field"] == "event"}
    got.statements[:] = [said for said in got.statements if _event(said) not in gone]
    _whole_symbols(got)
    found: dict[str, list[dict[str, str]]] = {}
    for line in rows:
        found.setdefault(line["key"], []).append(line)
    for row in got.rows:
        for line in found.get(row.number.key, ()) if row.number else ():
            if line["field"] == "issued_on" and row.issued and row.issued.isoformat() == line["wrong"]:
                got.conflicts.append(
                    Conflict(row, "issued_on", [(line["wrong"], row.origin or "named")], line["right"])
                )
                row.issued = date.fromisoformat(line["right"])
            elif line["field"] == "instrument" and row.instrument == line["wrong"]:
                row.instrument = line["right"]
            elif line["field"] == "title" and line["wrong"] in ("", row.title or ""):
                row.title, row.title_rank = line["right"], 0
            elif line["field"] == "number" and str(row.number) == line["wrong"]:
                row.number = number_of(line["right"])


def _event(said: Statement) -> tuple[str, str]:
    """Key of the act, and what was done to it by whom, as ``corrections.tsv`` writes them."""
    number = said.act.number
    return number.key if number else "", f"{said.kind.value} {said.by.number if said.by else ''}".strip()


def _whole_symbols(got: Gathered) -> None:
    """A statute's number that lost the term of the Assembly (77/2006/QH): the one that has it, where one has."""
    terms: dict[tuple[str, int | None, str], set[DocNumber]] = {}
    for number in {row.number for row in got.rows if row.number}:
        bare = number.symbol.rstrip("0123456789")
        if bare != number.symbol and bare in {"QH", "UBTVQH"}:
            terms.setdefault((number.serial, number.year, bare), set()).add(number)
    for row in got.rows:
        number = row.number
        whole = terms.get((number.serial, number.year, number.symbol), set()) if number else set()
        if len(whole) == 1:
            row.number = next(iter(whole))


def namesakes(home: Path, names: Names) -> Iterable[Act]:
    """Acts that bear the number, type and issuer of another one: only the day tells them apart."""
    for line in wide.table(home / "namesakes.tsv"):
        number = number_of(line["number"])
        issued = date.fromisoformat(line["issued_on"])
        issuers = names.issuers(line["issuer"], number, issued, line["instrument"])
        yield Act(
            id=act_id(number, line["instrument"], issuers, issued),
            number=number,
            instrument=line["instrument"],
            issuers=issuers,
            issued_on=issued,
            effective_on=date.fromisoformat(line["effective_on"]) if line["effective_on"] else None,
            title=line["title"] or None,
        )


def _moved(acts: dict[int, Merged], facts: list[Fact]) -> tuple[dict[int, Merged], list[Fact]]:
    """A moved act takes effect on the new day; the day printed in its text stays as its first effect fact."""
    moves = {f.act: f for f in facts if f.kind is Kind.EFFECT_MOVED and not f.provisions}
    changed: list[Fact] = []
    for fact in facts:
        move = moves.get(fact.act)
        if fact.kind is Kind.EFFECT and move and move.note:
            fact = replace(fact, on=date.fromisoformat(move.note.split()[-1]), tier=Tier.READ, origin=move.origin)
        changed.append(fact)
    for serial, merged in acts.items():
        if move := moves.get(merged.act.id):
            acts[serial] = replace_act(merged, move.on)
    return acts, changed


def replace_act(merged: Merged, effective_on: date | None) -> Merged:
    """The same act with another day of effect."""
    return Merged(replace(merged.act, effective_on=effective_on), merged.origin, merged.effect)


def _relied_on(facts: list[Fact], acts: dict[int, Merged]) -> list[Fact]:
    """An act that is consolidated or detailed on a day was in force then: nobody does that to a dead act.

    Inferred, so tier ``secondary``; only days after the act's own effect, the latest of each kind.
    """
    known = {merged.act.id: merged.act for merged in acts.values()}
    latest: dict[tuple[str, Kind], tuple[date, str]] = {}
    for fact in facts:
        act, by = known.get(fact.act), known.get(fact.by or "")
        consolidated = fact.kind is Kind.RELATED and fact.note == "consolidated"
        if act is None or by is None or by.issued_on is None or act.effective_on is None:
            continue
        if (
            (consolidated or fact.kind is Kind.GUIDES)
            and fact.tier is not Tier.HINT
            and by.issued_on > act.effective_on
        ):
            latest[(act.id, fact.kind)] = max(
                (by.issued_on, fact.by_label or ""), latest.get((act.id, fact.kind), (date.min, ""))
            )
    return [
        Fact(
            act=id_,
            kind=Kind.IN_FORCE,
            on=day,
            tier=Tier.SECONDARY,
            origin="consolidated" if kind is Kind.RELATED else "detailed",
            note=label,
        )
        for (id_, kind), (day, label) in sorted(latest.items())
    ]


def _undisputed(facts: list[Fact], dropped: list[Dropped]) -> list[Fact]:
    """An "in force" by a secondary source falls to a read ending before its day; a status without date to a dated one."""
    whole = {Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM}
    ends: dict[str, date] = {}
    for fact in facts:
        if fact.kind in whole and fact.on and fact.tier in {Tier.READ, Tier.OFFICIAL}:
            ends[fact.act] = min(fact.on, ends.get(fact.act, date.max))
    kept = []
    for fact in facts:
        end = ends.get(fact.act)
        if fact.kind is Kind.IN_FORCE and end and fact.on and fact.on >= end and fact.tier is not Tier.OFFICIAL:
            dropped.append(Dropped(fact.act, "in_force", f"{fact.origin} says in force on {fact.on}, ended on {end}"))
        else:
            kept.append(fact)
    return kept


def _write(acts: dict[int, Merged], facts: list[Fact], got: Gathered, dropped: list[Dropped]) -> None:
    unique = {merged.act.id: merged for merged in acts.values()}
    rows = [_act_line(unique[key]) for key in sorted(unique)]
    write_gz(HERE / "acts.tsv.gz", ACT_HEAD, rows)
    write_gz(HERE / "facts.tsv.gz", FACT_HEAD, [fact_line(fact) for fact in facts])
    conflicts = sorted(
        {
            line
            for said in got.conflicts
            if said.act.serial in acts
            for line in _conflict(said, acts[said.act.serial].act)
        }
    )
    write_text(HERE / "conflicts.tsv", ("act", "field", "value", "origin", "chosen"), conflicts)
    lost = sorted({(one.act, one.statement, one.why) for one in dropped})
    write_text(HERE / "dropped.tsv", ("act", "statement", "why"), lost)


def _act_line(merged: Merged) -> tuple[str, ...]:
    act = merged.act
    return (
        str(act.number or ""),
        act.instrument or "",
        "+".join(act.issuers),
        act.issued_on.isoformat() if act.issued_on else "",
        act.effective_on.isoformat() if act.effective_on else "",
        act.title or "",
        act.locality or "",
        merged.origin,
    )


def fact_line(fact: Fact) -> tuple[str, ...]:
    """A fact as the columns of ``facts.tsv.gz``."""
    return (
        fact.act,
        fact.kind.value,
        fact.on.isoformat() if fact.on else "",
        fact.until.isoformat() if fact.until else "",
        fact.tier.value,
        fact.origin,
        fact.by or "",
        fact.by_label or "",
        encode(fact.provisions) or "",
        fact.exceptions or "",
        fact.note or "",
        fact.territory or "",
    )


def _conflict(said: Conflict, act: Act) -> Iterable[tuple[str, ...]]:
    for value, origin in said.values:
        yield (act.id, said.field, value, origin, "1" if value == said.chosen else "0")


def write_text(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """A tab-separated file that diffs."""
    path.write_text("\n".join("\t".join(row) for row in (head, *rows)) + "\n", encoding="utf-8")


def write_gz(path: Path, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """The same, compressed, with equal bytes for equal rows."""
    text = "\n".join("\t".join(row) for row in (head, *rows)) + "\n"
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _tell(acts: dict[int, Merged], facts: list[Fact], dropped: list[Dropped], names: Names) -> None:
    from collections import Counter

    print("acts", len({m.act.id for m in acts.values()}), "facts", len(facts), "dropped", len(dropped))
    print("by tier", dict(Counter(f.tier.value for f in facts)))
    print("by kind", dict(Counter(f.kind.value for f in facts)))
    print(
        "dropped",
        dict(Counter(d.why if "before its issue" not in d.why else "before its issue" for d in dropped).most_common(8)),
    )
    print("issuers that no rule knows", sorted(names.unknown.items(), key=lambda p: -p[1])[:40])


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1].parent / "shared" / "data")
