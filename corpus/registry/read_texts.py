"""Read the collected texts with doccheck's own parser and add what they state to the seed (for developers).

    nice .venv/bin/python corpus/registry/read_texts.py [../shared/data] [--limit N] [--only NUMBER …]

Run after ``build_seed.py``; ``--only`` reads some documents anew and leaves what the others said. Writes, beside this
script:

* ``read.tsv.gz``    facts of tier ``read``: who ended, amended or suspended whom, on which day, wholly or in which
  provisions, and each document's own day of effect; no sentences
* ``stubs.tsv.gz``   acts that those facts name, and acts that two or more documents cite with day and issuer
* ``read_dropped.tsv``  what was read and not taken, and why

A consolidated text repeats the clauses of others and states nothing of its own; nor does a text whose day of effect is
still blank, which is a draft whatever its metadata say. A statement against an official source that knows better is not
taken. What a central act of law takes as its legal basis was in force on that day (inferred, see ``building.rests``).
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from build_seed import ACT_HEAD, FACT_HEAD, fact_line, write_gz, write_text  # noqa: E402
from building.canonical import Names, day_of, number_of  # noqa: E402
from building.rests import Rests  # noqa: E402
from building.weigh import PARTS, WHOLE, order, said, weigh  # noqa: E402

from doccheck.model.act import Act, Fact, Kind, Tier, act_id  # noqa: E402
from doccheck.model.match import Match, MatchState  # noqa: E402
from doccheck.model.number import DocNumber  # noqa: E402
from doccheck.model.reading import EffectHow, Reading  # noqa: E402
from doccheck.pipeline import Tools, find_acts, read_document  # noqa: E402
from doccheck.registry import Pile, Registry, learn  # noqa: E402
from doccheck.registry.identity import same_act  # noqa: E402
from doccheck.registry.places import seed_path  # noqa: E402
from doccheck.registry.store import open_file  # noqa: E402
from doccheck.rulebook.book import load_book  # noqa: E402

ORIGIN = "doccheck-read"
PASSED_OVER = frozenset({"word-segmented-text", "vbpl-html-en"})
TAKEN = WHOLE | PARTS | {Kind.EFFECT, Kind.TERM, Kind.GUIDES}
CITED_BY = 2


class Texts:
    """Everything that the texts state, gathered document by document."""

    def __init__(self, shared: Path) -> None:
        self.shared = shared
        self.book = load_book()
        self.seed = _bare_seed()
        self.tools = Tools(book=self.book, shelf=self.seed)
        self.names = Names(self.book)
        self.acts: list[Act] = []
        self.facts: list[Fact] = []
        self.cited: dict[str, tuple[Act, set[str]]] = {}
        self.rests = Rests(self.book)
        self.dropped: Counter[tuple[str, str, str]] = Counter()
        self.documents = 0
        self.actors: set[str] = set()

    def read(self, record: dict[str, Any]) -> None:
        """One document."""
        if record["format"] in PASSED_OVER or "VBHN" in (record["number"] or ""):
            return
        path = self.shared / record["path"]
        reading = read_document(path, self.tools)
        itself, matches = find_acts(reading, self.tools)
        known = self._known(record)
        itself = self._itself(record, reading, itself, known)
        if itself is None:
            return
        if any(effect.how is EffectHow.BLANK for effect in reading.effects):
            self.dropped[(str(record["number"]), "document", "a draft: its day of effect is blank")] += 1
            return
        self.documents += 1
        self.actors.add(itself.best.id if itself.best else "")
        self.rests.add(itself.best, reading, matches)
        acts, facts = learn(reading, itself, matches, self.book, origin=ORIGIN, tier=Tier.READ)
        self.acts += [replace(act, title=None) for act in acts]
        self.facts += [replace(fact, evidence=None) for fact in facts if fact.kind in TAKEN]
        self._cite(record["path"], reading, matches)

    def _known(self, record: dict[str, Any]) -> Act | None:
        """The document as its published metadata name it."""
        number = number_of(record["number"])
        if number is None:
            return None
        issued = day_of(record["issue_date"])
        instrument = self.names.instrument(record["type"], number)
        issuers = self.names.issuers(record["issuer"], number, issued, instrument)
        act = Act(
            id=act_id(number, instrument, issuers, issued),
            number=number,
            instrument=instrument,
            issuers=issuers,
            issued_on=issued,
        )
        return same_act(act, self.seed) or act

    def _itself(self, record: dict[str, Any], reading: Reading, itself: Match, known: Act | None) -> Match | None:
        """Who speaks: the metadata where they are published, else the document's own head where both agree."""
        if known is not None and not record["header_guess"]:
            return Match(reference=-1, state=MatchState.FOUND, best=known, how="metadata")
        own = reading.header.number.value.key if reading.header.number else None
        told = known.number.key if known is not None and known.number is not None else own
        lost = told is not None and own is not None and own.removeprefix(told).isdigit()  # 77/2006/QH for 77/2006/QH11
        if own is None or (told != own and not lost):
            self.dropped[(str(record["number"]), "document", "its head and its metadata differ")] += 1
            return None
        return itself

    def _cite(self, path: str, reading: Reading, matches: tuple[Match, ...]) -> None:
        for match in matches:
            reference = reading.references[match.reference]
            number, issuers = reference.number, reference.issuers
            if match.state is MatchState.FOUND or number is None or not number.symbol or reference.repaired:
                continue
            if reference.issued_on is None or not issuers or any("?" in one for one in issuers):
                continue
            if number.year not in (None, reference.issued_on.year):
                continue
            instrument = reference.instrument
            id_ = act_id(number, instrument, issuers, reference.issued_on)
            act = Act(id=id_, number=number, instrument=instrument, issuers=issuers, issued_on=reference.issued_on)
            self.cited.setdefault(id_, (act, set()))[1].add(path)

    def settle(self) -> tuple[list[Act], list[Fact]]:
        """New acts and facts that stand, each once."""
        often = [act for act, paths in self.cited.values() if len(paths) >= CITED_BY]
        pile = Pile(self.seed, [*self.acts, *often], self.facts)
        kept, refused = weigh(not_corrected(pile.own_facts(), pile.act), pile.act, self.seed, self.book)
        for fact, why in refused:
            self.dropped[(fact.act, said(fact), why)] += 1
        facts = _joined(kept)
        stands, gone = self.rests.facts(lambda id_: (*self.seed.facts(id_), *(f for f in facts if f.act == id_)))
        self.dropped.update((fact.act, said(fact), why) for fact, why in gone)
        facts = sorted([*facts, *stands], key=order)
        acts = {act.id: act for act in pile.own_acts()}
        used = {id_ for fact in facts for id_ in (fact.act, fact.by)} | {same_or(pile, act) for act in often}
        return [acts[id_] for id_ in sorted(used & acts.keys(), key=str)], facts


def not_corrected(facts: Iterable[Fact], act_of: Callable[[str], Act | None]) -> list[Fact]:
    """The facts without those that ``corrections.tsv`` takes away."""
    lines = (line.split("\t") for line in (HERE / "corrections.tsv").read_text("utf-8").splitlines()[1:])
    gone = {(key, wrong) for key, field, wrong, *_ in lines if field == "event"}

    def event(fact: Fact) -> tuple[str, str]:
        by = act_of(fact.by) if fact.by else None
        return fact.act.split("|", 1)[0], f"{fact.kind.value} {by.number if by else ''}".strip()

    return [fact for fact in facts if event(fact) not in gone]


def same_or(pile: Pile, act: Act) -> str:
    """Id under which the pile holds an act."""
    held = pile.act(act.id)
    return held.id if held else act.id


def _joined(facts: list[Fact]) -> list[Fact]:
    """Partial actions of one act on another on one day as one fact."""
    groups: dict[tuple[Any, ...], list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[(fact.act, fact.kind, fact.on, fact.until, fact.by, fact.territory)].append(fact)
    result = []
    for group in groups.values():
        where = tuple(dict.fromkeys(p for fact in group for p in fact.provisions))
        first = next((fact for fact in group if fact.exceptions), group[0])
        if first.kind in WHOLE | {Kind.GUIDES}:
            where = ()
        result.append(replace(first, provisions=where))
    return sorted(result, key=order)


def _bare_seed() -> Registry:
    """The seed without what was read before, so that a second run starts where the first did."""
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="doccheck-seed-"))
    for path in HERE.iterdir():
        if path.is_file() and path.name not in {"read.tsv.gz", "stubs.tsv.gz"}:
            shutil.copy(path, folder / path.name)
    return open_file(seed_path(folder))


def documents(shared: Path, limit: int | None) -> Iterator[dict[str, Any]]:
    """Records of ``docs.jsonl``; a limit takes every n-th."""
    records = [json.loads(line) for line in (shared / "docs.jsonl").read_text("utf-8").splitlines()]
    step = max(1, len(records) // limit) if limit else 1
    yield from records[::step]


def act_line(act: Act) -> tuple[str, ...]:
    """A stub as the columns of ``acts.tsv.gz``."""
    issued = act.issued_on.isoformat() if act.issued_on else ""
    place = act.locality or ""
    who = "+".join(act.issuers)
    return (str(act.number or ""), act.instrument or "", who, issued, "", "", place, "named")


def renamed(fact: Fact, seed: Registry, stubs: dict[str, Act]) -> Fact:
    """A fact about acts whose day of issue or type was corrected since it was read, under their ids of today."""
    return replace(fact, act=_now(fact.act, seed, stubs), by=_now(fact.by, seed, stubs) if fact.by else None)


def _now(id_: str, seed: Registry, stubs: dict[str, Act]) -> str:
    if id_ in stubs or seed.act(id_) is not None:
        return id_
    key, instrument, issuers, issued = id_.split("|")
    number = DocNumber.parse(key)
    who = tuple(issuers.split("+")) if issuers else ()
    if number is None or not issued:
        return id_
    for type_ in (instrument or None, None):
        act = Act(id=id_, number=number, instrument=type_, issuers=who, issued_on=day_of(issued))
        if (held := same_act(act, seed)) is not None:
            return held.id
    return id_


def again(texts: Texts) -> None:
    """Weigh once more what stands in ``read.tsv.gz`` (after the seed or the rules of weighing have changed)."""
    from doccheck.registry.seed import READ, STUBS, read_acts, read_facts

    stubs = {act.id: act for act, _ in read_acts(HERE / STUBS)}
    read = [renamed(fact, texts.seed, stubs) for fact in read_facts(HERE / READ)]

    def act_of(id_: str) -> Act | None:
        return texts.seed.act(id_) or stubs.get(id_)

    kept, refused = weigh(not_corrected(read, act_of), act_of, texts.seed, texts.book)
    write_gz(HERE / READ, FACT_HEAD, [fact_line(fact) for fact in sorted(kept, key=order)])
    path = HERE / "read_dropped.tsv"
    before = [tuple(line.split("\t")) for line in path.read_text("utf-8").splitlines()[1:]]
    gone = {(fact.act, said(fact), why) for fact, why in refused}
    write_text(path, ("act", "statement", "why"), sorted({*before, *gone}))
    print("kept", len(kept), "of", len(read), dict(Counter(why.split(" 20")[0] for _, why in refused)))


def only(texts: Texts, shared: Path, numbers: set[str]) -> None:
    """Read the documents of these numbers anew: what they said before goes, what they say now comes."""
    from doccheck.registry.seed import READ, STUBS, read_acts, read_facts

    for record in documents(shared, None):
        if record["number"] in numbers:
            texts.read(record)
    acts, facts = texts.settle()
    facts = [fact for fact in facts if fact.kind is not Kind.IN_FORCE]
    kept = [
        fact
        for fact in read_facts(HERE / READ)
        if fact.origin != ORIGIN or fact.kind is Kind.IN_FORCE or (fact.by or fact.act) not in texts.actors
    ]
    stubs = {act.id: (*act_line(act)[:-1], origin) for act, origin in read_acts(HERE / STUBS)}
    stubs |= {act.id: act_line(act) for act in acts if act.id not in stubs}
    write_gz(HERE / READ, FACT_HEAD, [fact_line(fact) for fact in sorted([*kept, *facts], key=order)])
    write_gz(HERE / STUBS, ACT_HEAD, [line for _, line in sorted(stubs.items())])
    print("documents", texts.documents, "facts", len(facts))


def main() -> None:
    """Read all, weigh, write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("shared", nargs="?", type=Path, default=HERE.parents[1].parent / "shared" / "data")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--again", action="store_true", help="weigh read.tsv.gz once more, read nothing")
    parser.add_argument("--only", nargs="+", default=(), help="numbers of documents to read anew")
    chosen = parser.parse_args()
    texts = Texts(chosen.shared)
    if chosen.only:
        only(texts, chosen.shared, set(chosen.only))
        return
    if chosen.again:
        again(texts)
        return
    for i, record in enumerate(documents(chosen.shared, chosen.limit), start=1):
        texts.read(record)
        if i % 100 == 0:
            print(i, "read,", len(texts.facts), "facts", file=sys.stderr)
    acts, facts = texts.settle()
    write_gz(HERE / "stubs.tsv.gz", ACT_HEAD, [act_line(act) for act in acts])
    write_gz(HERE / "read.tsv.gz", FACT_HEAD, [fact_line(fact) for fact in facts])
    write_text(HERE / "read_dropped.tsv", ("act", "statement", "why"), sorted(texts.dropped))
    print("documents", texts.documents, "new acts", len(acts), "facts", len(facts))
    print(dict(Counter(fact.kind.value for fact in facts)))
    print(dict(Counter(why for _, _, why in texts.dropped)))


if __name__ == "__main__":
    main()
