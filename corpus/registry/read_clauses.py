"""Read the collected clauses of effect and ending with doccheck's own parser and add what they state (for developers).

    nice .venv/bin/python corpus/registry/read_clauses.py [../shared/data]

Run after ``read_texts.py``: adds to ``read.tsv.gz`` and ``stubs.tsv.gz`` what the paragraphs of
``facts/repeal_clauses.tsv`` say, under the origin ``clauses-read``; a second run takes its own facts away first. The
paragraphs are those of the official code of laws and of pages of official texts, each with its document; a document
whose whole text was read says nothing here. No sentence is kept.

Last, what the age of acts tells (``building.aged``): it rests on all that was read.

A paragraph is passed over where it is an editor's note ("… có hiệu lực thi hành kể từ ngày 11/09/2025)") or speaks of
a document of another type than its own ("Thông tư này" in a decree). A document must be one act of the registry, of
central organs; what is read is weighed like what ``read_texts.py`` reads, against that as well.
"""

import csv
import json
import re
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from build_seed import ACT_HEAD, FACT_HEAD, fact_line, write_gz, write_text  # noqa: E402
from building import aged  # noqa: E402
from building.canonical import Names, number_of  # noqa: E402
from building.weigh import PARTS, WHOLE, order, said, weigh  # noqa: E402
from read_texts import TAKEN, _joined, act_line, not_corrected  # noqa: E402

from doccheck.model.act import Act, Fact, Kind, Tier, act_id  # noqa: E402
from doccheck.model.match import Match, MatchState  # noqa: E402
from doccheck.model.text import Source, Text  # noqa: E402
from doccheck.pipeline import Tools, find_acts, read_text  # noqa: E402
from doccheck.registry import Pile, Registry, learn  # noqa: E402
from doccheck.registry.identity import same_act  # noqa: E402
from doccheck.registry.places import seed_path  # noqa: E402
from doccheck.registry.seed import ACTS, FACTS, READ, STUBS, read_acts, read_facts  # noqa: E402
from doccheck.registry.store import open_file  # noqa: E402
from doccheck.rulebook.book import Book, load_book  # noqa: E402

ORIGIN = "clauses-read"
NOTE = re.compile(r"hiệu lực (?:thi hành )?(?:kể )?từ ngày \d{1,2}/\d{1,2}/\d{4}\s*\)")
TITLE = re.compile(
    r"(?:sửa đổi|bổ sung)[^;“]{0,400}?\b(?:của|tại) [^;]{0,300}? (?:và|,) (?:của )?[^;,]{0,45}$", re.IGNORECASE
)
Paragraphs = dict[str, list[str]]  # by heading of the article


def documents(shared: Path) -> Iterator[tuple[str, Paragraphs]]:
    """Documents whose text nobody has, with their paragraphs by article."""
    lines = (shared / "docs.jsonl").read_text("utf-8").splitlines()
    whole = {number for line in lines if (number := number_of(json.loads(line)["number"])) is not None}
    keys = {number.key for number in whole}
    found: dict[str, Paragraphs] = defaultdict(lambda: defaultdict(list))
    with (shared / "facts" / "repeal_clauses.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            number = number_of(row["document"])
            if number is not None and number.symbol and number.year and number.key not in keys:
                paragraphs = found[str(number)][row["article_heading"]]
                if row["paragraph"] not in paragraphs:
                    paragraphs.append(row["paragraph"])
    yield from sorted(found.items())


class Clauses:
    """Everything that the paragraphs state, gathered document by document."""

    def __init__(self, seed: Registry, book: Book) -> None:
        self.seed, self.book, self.names = seed, book, Names(book)
        self.tools = Tools(book=book, shelf=seed)
        self.types = {name.casefold(): id_ for name, id_ in book.instruments.names()}
        words = "|".join(re.escape(name) for name in sorted(self.types, key=len, reverse=True))
        self.itself = re.compile(rf"\b({words}) này\b", re.IGNORECASE)
        self.acts: list[Act] = []
        self.facts: list[Fact] = []
        self.told: Counter[str] = Counter()

    def read(self, number: str, articles: Paragraphs) -> None:
        """One document."""
        act = self._act(number)
        if act is None:
            self.told["not one act of the registry"] += 1
            return
        body = self._body(act, articles)
        if not body:
            self.told["nothing of its own"] += 1
            return
        source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
        reading = read_text(Text(source=source, body=body), self.book)
        _, matches = find_acts(reading, self.tools)
        itself = Match(reference=-1, state=MatchState.FOUND, best=act, how="metadata")
        acts, facts = learn(reading, itself, matches, self.book, origin=ORIGIN, tier=Tier.READ)
        self.told["read"] += 1
        self.acts += [replace(one, title=None) for one in acts]
        self.facts += [replace(one, evidence=None) for one in facts if self._taken(one, body)]

    def _taken(self, fact: Fact, body: str) -> bool:
        """Whether a fact may enter: not a term or a link, and no ending of an act that a title may name.

        "A sửa đổi, bổ sung B và C hết hiệu lực": C is ended, or A's title names it; a paragraph alone cannot tell.
        """
        if fact.kind not in TAKEN - {Kind.TERM, Kind.GUIDES} or "|consolidated|" in fact.act:
            return False
        serial, year = (*fact.act.partition("|")[0].split("/"), "")[:2]
        named = list(re.finditer(rf"(?<![\d/])0*{re.escape(serial)}/{re.escape(year)}/", body))
        return fact.kind not in WHOLE or not named or any(not TITLE.search(body[: m.start()]) for m in named)

    def _act(self, text: str) -> Act | None:
        number = number_of(text)
        if number is None:
            return None
        instrument = self.names.instrument(None, number)
        issuers = self.names.issuers(None, number, None, instrument)
        named = Act(id=act_id(number, instrument, issuers), number=number, instrument=instrument, issuers=issuers)
        act = same_act(named, self.seed)
        central = act is not None and act.issuers and all(self.book.issuers.level(i) == "central" for i in act.issuers)
        return act if central else None

    def _body(self, act: Act, articles: Paragraphs) -> str:
        kept = []
        for count, (heading, paragraphs) in enumerate(articles.items(), start=1):
            own = [p for p in paragraphs if not NOTE.search(p) and self._own(p, act)]
            if own:
                title = "" if any(p.startswith(heading) for p in own) else heading
                kept.append("\n".join((f"Điều {count}. {title}", *own)))
        return "\n".join(kept)

    def _own(self, paragraph: str, act: Act) -> bool:
        """Whether it speaks of a document of this type, or of none."""
        types = {self.types[found.casefold()] for found in self.itself.findall(paragraph)}
        return not types or act.instrument in types

    def settle(self) -> tuple[list[Act], list[Fact]]:
        """New acts and facts that stand."""
        pile = Pile(self.seed, self.acts, self.facts)
        fresh = [fact for fact in not_corrected(pile.own_facts(), pile.act) if not self._known(fact)]
        kept, refused = weigh(fresh, pile.act, self.seed, self.book)
        self.refused = {(fact.act, said(fact), f"clause: {why}") for fact, why in refused}
        facts = _joined(kept)
        acts = {act.id: act for act in pile.own_acts()}
        used = {id_ for fact in facts for id_ in (fact.act, fact.by)}
        return [acts[id_] for id_ in sorted(used & acts.keys(), key=str)], sorted(facts, key=order)

    def _known(self, fact: Fact) -> bool:
        """Whether the registry has it already: the same action of the same act, or an ending no later than this one."""
        for other in self.seed.facts(fact.act):
            strong = other.tier in {Tier.READ, Tier.OFFICIAL, Tier.CONFIRMED} and other.on is not None
            if not strong or (other.provisions != fact.provisions and fact.kind not in PARTS):
                continue
            if other.by == fact.by and other.kind is fact.kind and (fact.on in (None, other.on) or fact.kind in PARTS):
                return True
            if fact.kind in WHOLE and other.kind in WHOLE and other.on and fact.on and other.on <= fact.on:
                return True
        return False


def full_seed() -> Registry:
    """The seed as it stands, without what clauses told before."""
    folder = Path(tempfile.mkdtemp(prefix="doccheck-seed-"))
    for path in HERE.iterdir():
        if path.is_file():
            shutil.copy(path, folder / path.name)
    kept = [fact for fact in read_facts(HERE / READ) if fact.origin not in (ORIGIN, aged.ORIGIN)]
    write_gz(folder / READ, FACT_HEAD, [fact_line(fact) for fact in kept])
    stubs = [act_line(act) for act, origin in read_acts(HERE / STUBS) if origin != ORIGIN]
    write_gz(folder / STUBS, ACT_HEAD, stubs)
    return open_file(seed_path(folder))


def main() -> None:
    """Read, weigh, add."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1].parent / "shared" / "data"
    book = load_book()
    clauses = Clauses(full_seed(), book)
    for number, articles in documents(shared):
        clauses.read(number, articles)
    acts, facts = clauses.settle()
    before = [fact for fact in read_facts(HERE / READ) if fact.origin not in (ORIGIN, aged.ORIGIN)]
    told = defaultdict(list)
    for fact in (*read_facts(HERE / FACTS), *before, *facts):
        told[fact.act].append(fact)
    every = {act.id: act for path in (STUBS, ACTS) for act, _ in read_acts(HERE / path)} | {act.id: act for act in acts}
    grown = aged.aged([every[id_] for id_ in sorted(told) if id_ in every], lambda id_: told[id_])
    facts += grown
    write_gz(HERE / READ, FACT_HEAD, [fact_line(fact) for fact in sorted([*before, *facts], key=order)])
    stubs = {act.id: act_line(act) for act, origin in read_acts(HERE / STUBS) if origin != ORIGIN}
    fresh = {act.id: (*act_line(act)[:-1], ORIGIN) for act in acts if act.id not in stubs}
    write_gz(HERE / STUBS, ACT_HEAD, [line for _, line in sorted({**stubs, **fresh}.items())])
    path = HERE / "read_dropped.tsv"
    lines = [tuple(line.split("\t")) for line in path.read_text("utf-8").splitlines()[1:]]
    rest = {line for line in lines if not line[-1].startswith("clause: ")}
    write_text(path, ("act", "statement", "why"), sorted(rest | clauses.refused))
    print(dict(clauses.told), "new acts", len(fresh), "facts", len(facts), "refused", len(clauses.refused))
    print(dict(Counter(fact.kind.value for fact in facts)), "undated", sum(fact.on is None for fact in facts))


if __name__ == "__main__":
    main()
