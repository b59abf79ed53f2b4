"""Runs the cases of a card (chạy ca kiểm): builds reading, registry and timelines from a case, then asks the check.

A case's registry is small: the acts that it names, with their facts. The timelines are the real ones.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeVar

from doccheck.checks import Check, catalogue, examine, gaps
from doccheck.checks.context import Context
from doccheck.model.act import Act, Fact, Kind, Tier, Timeline, act_id
from doccheck.model.beside import Neighbour
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision, Unit
from doccheck.model.reading import Clause, Effect, Field, Header, Reading, Reference
from doccheck.model.report import Finding
from doccheck.model.text import Severity, Source, Span, Text, Trouble
from doccheck.rulebook.book import Book
from doccheck.rulebook.card_cases import Case, CaseAct, CaseClause, CaseEffect, CaseFact, CaseReference, Written
from doccheck.rulebook.cards import Card
from doccheck.validity.timeline import timeline

ORIGIN, MISSING = "case", "CITE-404"
T = TypeVar("T")


@dataclass(slots=True)
class Paper:
    """The text of a case, written as it is needed: every value gets a place of its own."""

    body: str = ""

    def write(self, words: str) -> Span:
        """Append a line; the span of its words."""
        start = len(self.body)
        self.body += words + "\n"
        return Span(start, start + len(words))

    def field(self, value: T | None, words: str | None = None) -> Field[T] | None:
        """A header field, or None where the case has no value."""
        return None if value is None else Field(value=value, span=self.write(words or str(value)), rule=ORIGIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a case: ``said`` are ``level variant`` words, ``wrong`` is empty when they are as expected.

    ``place`` counts the cases of its card from 0.
    """

    card: str
    case: str
    said: tuple[str, ...]
    wrong: str = ""
    findings: tuple[Finding, ...] = field(default=())
    place: int = 0


def run_case(card: Card, case: Case, book: Book, known: Mapping[str, Check] | None = None) -> Outcome:
    """Run one case of a card; ``known`` are the checks by code, those of the catalogue unless given."""
    known = catalogue() if known is None else known
    context = context_of(case, book)
    findings = examine(context, [card.code], known)
    said = tuple(f"{f.level.value} {f.variant}" for f in findings)
    if not findings and card.code not in known:
        return Outcome(card=card.code, case=case.name, said=(), wrong=f"no check for {card.code}")
    said += tuple(
        f"gap {'missing' if gap.missing else 'undecided'}" for gap in (gaps(context) if card.code == MISSING else ())
    )
    left = list(said)
    missed = [want for want in case.expect if not _strike(left, want)]
    wrong = "; ".join([*(f"not said: {want}" for want in missed), *(f"said: {one}" for one in left)])
    return Outcome(card=card.code, case=case.name, said=said, wrong=wrong, findings=findings)


def run_cards(book: Book, codes: tuple[str, ...] | None = None) -> Iterator[Outcome]:
    """Run the cases of all cards, or of some."""
    for code in sorted(codes or book.cards):
        card = book.cards[code]
        for place, case in enumerate(card.cases):
            yield replace(run_case(card, case, book), place=place)


def context_of(case: Case, book: Book) -> Context:
    """The context that a case describes."""
    paper = Paper()
    header = _header(case, paper)
    references = tuple(_reference(ref, paper, book) for ref in case.references)
    effects = tuple(
        Effect(span=paper.write(_effect_words(e)), rule=ORIGIN, **e.model_dump(exclude={"quote"})) for e in case.effects
    )
    clauses = tuple(
        Clause(kind=c.kind, scope=c.scope, target=c.target, on=c.on, rule=ORIGIN, quote=c.quote or "",
               span=_clause_span(c, references, paper))
        for c in case.clauses
    )  # fmt: skip
    if case.document.text:
        paper.write(case.document.text)
    troubles = (Trouble(stage="extract", code="page_lost", severity=Severity.PARTIAL),) if case.document.partial else ()
    file = case.document.file or case.name
    source = Source(path=file, name=file, media_type="text/plain", size=len(paper.body), sha256="0" * 64)
    reading = Reading(
        text=Text(source=source, body=paper.body, troubles=troubles),
        header=header,
        references=references,
        effects=effects,
        clauses=clauses,
        troubles=troubles,
        dynamic_reference=case.document.dynamic,
        shortened_procedure=case.document.shortened,
    )
    general = tuple(map(act_of, case.document.general))
    matches = tuple(_match(i, ref, book) for i, ref in enumerate(case.references))
    return Context(
        reading=reading,
        itself=_itself(case, book),
        matches=matches,
        as_of=case.as_of,
        book=book,
        general=general,
        near=_neighbours(case.document.near),
        held=_neighbours(case.document.held),
    )


def _neighbours(acts: list[CaseAct]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour(act=act_of(one), path=f"{ORIGIN}-{i}", sha256=ORIGIN) for i, one in enumerate(acts))


def _effect_words(effect: CaseEffect) -> str:
    return effect.quote or f"{effect.what} {effect.on} {effect.until}"


def _clause_span(clause: CaseClause, references: tuple[Reference, ...], paper: Paper) -> Span:
    if clause.covers and clause.target is not None:
        return Span(references[0].span.start, references[clause.target].span.end)
    return paper.write(clause.quote or clause.kind.value)


def _strike(left: list[str], want: str) -> bool:
    found = next((one for one in left if one == want or (" " not in want and one.split(" ")[0] == want)), None)
    if found is not None:
        left.remove(found)
    return found is not None


def _header(case: Case, paper: Paper) -> Header:
    document = case.document
    issuers = (paper.field(one) for one in document.issuers)
    number = DocNumber.parse(document.number) if document.number else None
    return Header(
        number=paper.field(number),
        instrument=paper.field(document.instrument),
        issuer=paper.field(document.issuer or ", ".join(document.issuers) or None),
        issuers=tuple(f for f in issuers if f is not None),
        issued_on=paper.field(document.issued),
        title=paper.field(document.title),
        signing_form=paper.field(document.signing),
        signer=paper.field(document.signer),
        annexed=document.annexed,
    )


def _reference(ref: CaseReference, paper: Paper, book: Book) -> Reference:
    wrote = ref.written or Written()
    number = wrote.number or ref.number
    issued = wrote.issued if "issued" in wrote.model_fields_set else ref.issued
    form = wrote.instrument or ref.instrument
    named = book.instruments.name(form) if form else None
    words = " ".join(str(w) for w in (named, number, issued, wrote.title or ref.title) if w)
    span = paper.write(words)
    if ref.said:
        paper.body = f"{paper.body.rstrip()} {ref.said}\n"
    return Reference(
        span=span,
        text=words,
        number=DocNumber.parse(number) if number else None,
        instrument=wrote.instrument or ref.instrument,
        issuers=tuple(wrote.issuers if wrote.issuers is not None else ref.issuers),
        issuer=", ".join(wrote.issuers or ref.issuers) or None,
        issued_on=issued,
        year=wrote.year,
        title=wrote.title or ref.title,
        provisions=tuple(map(provision, ref.at)),
        role=ref.role,
        rule=ORIGIN,
        repaired=ref.repaired,
        normative=ref.normative,
        basis_item=ref.item,
        amending=ref.amending,
        in_title=ref.in_title,
    )


def _match(index: int, ref: CaseReference, book: Book) -> Match:
    if ref.match is MatchState.MISSING:
        return Match(reference=index, state=MatchState.MISSING)
    act = act_of(ref)
    if ref.match is MatchState.AMBIGUOUS:
        rivals = tuple(act_of(rival) for rival in ref.rivals)
        return Match(reference=index, state=MatchState.AMBIGUOUS, rivals=rivals, guess=ref.guess, how=ORIGIN)
    life = timeline(act, facts_of(act, ref.facts), book)
    return Match(reference=index, state=MatchState.FOUND, best=act, timeline=life, guess=ref.guess, how=ORIGIN)


def _itself(case: Case, book: Book) -> Match:
    document = case.document
    if not document.known:
        return Match(reference=-1, state=MatchState.MISSING)
    act = act_of(document)
    parents: list[tuple[Act, Timeline]] = []
    facts = list(facts_of(act, document.facts))
    for detail in document.details:
        parent = act_of(detail)
        parents.append((parent, timeline(parent, facts_of(parent, detail.facts), book)))
        link = Fact(act=parent.id, kind=Kind.GUIDES, on=document.issued, tier=Tier.OFFICIAL, origin=ORIGIN, by=act.id)
        facts.append(link)
    life = timeline(act, tuple(facts), book, parents=tuple(parents))
    return Match(reference=-1, state=MatchState.FOUND, best=act, timeline=life, how=ORIGIN)


def act_of(case: CaseAct) -> Act:
    """The act of a case."""
    number = DocNumber.parse(case.number) if case.number else None
    issuers = tuple(case.issuers)
    return Act(
        id=act_id(number, case.instrument, issuers, case.issued, case.title),
        number=number,
        instrument=case.instrument,
        issuers=issuers,
        issued_on=case.issued,
        effective_on=case.effective,
        title=case.title,
    )


def facts_of(act: Act, facts: list[CaseFact]) -> tuple[Fact, ...]:
    """The facts of a case about an act."""
    return tuple(
        Fact(
            act=act.id,
            kind=fact.kind,
            on=fact.on,
            until=fact.until,
            tier=fact.tier,
            origin=fact.origin or ORIGIN,
            by=_id_of(fact.by),
            by_label=fact.by,
            provisions=tuple(map(provision, fact.provisions)),
            exceptions=fact.exceptions,
            note=fact.note,
        )
        for fact in facts
    )


def provision(words: str) -> Provision:
    """A provision of a case: ``article 5, clause 2``."""
    pairs = (part.split() for part in words.split(","))
    return Provision(tuple((Unit(unit), label) for unit, label in pairs))


def _id_of(label: str | None) -> str | None:
    number = next((n for n in map(DocNumber.parse, reversed((label or "").split())) if n is not None), None)
    return act_id(number, None) if number else label
