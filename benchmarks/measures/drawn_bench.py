"""The drawn papers put through the whole flow: for every code, papers with the fault and near misses."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from doccheck.model.act import Act, Evidence, Fact, Kind, Tier
from doccheck.model.report import Report
from doccheck.model.text import Source, Text
from doccheck.pipeline import Tools, judge, read_text
from doccheck.registry.around import GENERAL, HELD
from doccheck.registry.pile import Pile
from doccheck.rulebook.book import Book
from measures import drawn_basis, drawn_form, drawn_repeal, drawn_status
from measures.drawn import Paper, World, write
from measures.written import Nothing

Recipe = Callable[[World, bool, int], Paper]
RECIPES: dict[str, Recipe] = {
    **drawn_status.RECIPES,
    **drawn_basis.RECIPES,
    **drawn_form.RECIPES,
    **drawn_repeal.RECIPES,
}
GAP, SEED = "CITE-404", "20261101"


@dataclass(frozen=True)
class Told:
    """What came of a drawn paper."""

    code: str
    index: int
    wanted: bool
    said: bool
    text: str
    report: Report


def _mark(act: Act, path: str, general: bool) -> Fact:
    """That another file of the pile is this act."""
    seen, origin = Evidence(path=path, sha256="1" * 64), GENERAL if general else HELD
    return Fact(act=act.id, kind=Kind.RELATED, on=act.issued_on, tier=Tier.HINT, origin=origin, evidence=seen)


def run(code: str, book: Book, count: int = 10, seed: str = SEED) -> Iterator[Told]:
    """``count`` papers with the fault of a code, and as many near misses."""
    for wanted in (True, False):
        for i in range(count):
            yield one(code, wanted, i, book, seed)


def one(code: str, wanted: bool, index: int, book: Book, seed: str = SEED) -> Told:
    """One drawn paper, judged."""
    world = World(random.Random(f"{seed} {code} {wanted} {index}"), book)
    paper = RECIPES[code](world, wanted, index)
    body = write(paper, world)
    source = Source(path=paper.name, name=paper.name, media_type="text/plain", size=len(body), sha256="0" * 64)
    stood = (_mark(act, path, general) for act, path, general in world.held)
    tools = Tools(book=book, shelf=Pile(Nothing(), world.acts, (*world.facts, *stood)))
    report = judge(read_text(Text(source=source, body=body), book), tools, paper.as_of)
    said = any(finding.check == code for finding in report.findings) or (code == GAP and bool(report.gaps))
    return Told(code, index, wanted, said, body, report)
