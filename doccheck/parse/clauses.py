"""Acting clauses (điều khoản thay thế, bãi bỏ, hết hiệu lực, sửa đổi…) of a document.

Read in the final articles, in articles that open with an acting verb, and in the title; never in quotations, the căn cứ
block, the foot or the footnotes of consolidated texts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from doccheck.model.provision import Provision
from doccheck.model.provision import Unit as Unit_
from doccheck.model.reading import Clause, ClauseKind, Header, Reference, Scope
from doccheck.model.text import Span
from doccheck.parse.draft import ENDING, Draft, Lead
from doccheck.parse.drafts import DraftReader
from doccheck.parse.guards import Standing
from doccheck.parse.limits import Territories
from doccheck.parse.provisions import ProvisionReader
from doccheck.parse.sentences import LONG, sentences
from doccheck.parse.statement import Named, Place, Reader, Statement
from doccheck.parse.zones import ARTICLE, CHAPTER, Unit, Zones
from doccheck.rulebook.phrases_acting import ActingPhrases

_TITLE = frozenset(
    {*ENDING, ClauseKind.AMENDS, ClauseKind.CORRECTS, ClauseKind.GUIDES, ClauseKind.SUSPENDS, ClauseKind.EXTENDS}
)
_ONCE = frozenset({ClauseKind.AMENDS, ClauseKind.CORRECTS, ClauseKind.GUIDES})


class ClauseReader:
    """Reads the clauses of one document."""

    def __init__(
        self,
        zones: Zones,
        header: Header,
        references: Sequence[Reference],
        phrases: ActingPhrases,
        provisions: ProvisionReader,
        ranks: Mapping[str, int],
        territories: Territories,
    ) -> None:
        self.zones, self.header, self.references, self.phrases = zones, header, references, phrases
        self.statements = Reader(zones, references, phrases, ranks)
        self.territories = territories
        self.standing = Standing(phrases, references, header)
        self.reader = DraftReader(zones.body, zones.flat, phrases, provisions, territories)
        self.seen: list[tuple[Statement, tuple[Draft, ...]]] = []
        self.annexes_read = False
        self.holders: list[tuple[int, Provision]] = []
        self.row: tuple[int, int, int] | None = None

    def read(self) -> tuple[Clause, ...]:
        """All clauses, in the order of the text."""
        if self.consolidated():
            return tuple(self._consolidates())
        title = list(self._title())
        mains = {c.target for c in title if c.kind is ClauseKind.AMENDS}
        subject = self._subject(title) if len(mains) == 1 else None
        found = list(_once(self.references, [*title, *self._body(subject)]))
        if any(c.kind is ClauseKind.SUSPENDS for c in found):
            found = [
                replace(c, kind=ClauseKind.RESUMES) if c.kind is ClauseKind.KEEPS and c.target is not None else c
                for c in found
            ]
        return tuple(found)

    def consolidated(self) -> bool:
        """True for a consolidated text (văn bản hợp nhất)."""
        if self.header.instrument is not None and self.header.instrument.value == "consolidated":
            return True
        number = self.header.number.value if self.header.number else None
        return number is not None and "vbhn" in number.symbol.casefold()

    def _consolidates(self) -> Iterator[Clause]:
        stop = self.zones.begin or len(self.zones.flat)
        found = self.phrases["consolidated_header"].search(self.zones.flat, 0, stop)
        reach = found.start() if found else stop
        for i, one in enumerate(self.references):
            if one.span.start < reach and not self._itself(i):
                yield self._clause(
                    Draft(kind=ClauseKind.CONSOLIDATES, named=_name(i, one), rule="consolidates"),
                    one.span.start,
                    one.span.end,
                )
                return

    # the title ------------------------------------------------------------------------------------------------------

    def _title(self) -> Iterator[Clause]:
        span = self.header.title.span if self.header.title else self._enacting()
        if span is None or span.end <= span.start:
            return
        closed = self.phrases["title_end"].search(self.zones.flat, span.start, span.end)
        span = Span(span.start, closed.start()) if closed else span
        statement = self.statements.statement(span.start, span.end, title=True)
        drafts, _ = self.reader.drafts(statement, None)
        self.seen.append((statement, tuple(drafts)))
        for draft in drafts:
            if draft.named is None or any(draft.named.start < at < draft.named.end for at, _ in self.zones.basis):
                continue
            if draft.kind in _TITLE and self._fits(draft, statement):
                named = replace(draft, rule=f"title.{draft.kind.value}")
                yield self._clause(named, span.start, span.end)

    def _enacting(self) -> Span | None:
        """The words after "ban hành Thông tư" where no title was found."""
        found = self.phrases["enacting"].search(self.zones.flat, 0, self.zones.begin)
        return Span(found.end(), self.zones.begin) if found else None

    def _subject(self, title: list[Clause]) -> Named | None:
        for clause in title:
            if clause.kind is ClauseKind.AMENDS and clause.target is not None:
                return _name(clause.target, self.references[clause.target])
        return None

    # the body -------------------------------------------------------------------------------------------------------

    def _body(self, subject: Named | None) -> Iterator[Clause]:
        lead: Lead | None = None
        topic, article, chapter = subject, None, None
        for unit in self.zones.units:
            if unit.start >= self.zones.foot or self.zones.in_quotes(unit.said):
                continue
            if CHAPTER <= unit.level <= CHAPTER + 1:
                chapter = self._about(unit) or (None if unit.level == CHAPTER else chapter)
            if unit.start < self.zones.begin:
                continue
            if unit.article != article:
                lead, topic, article = None, chapter or subject, unit.article
                self.holders.clear()
            if not self._allowed(unit):
                continue
            if lead is not None and not self._governs(lead, unit):
                lead = None
            yielded, lead, topic = self._unit(unit, lead, topic)
            yield from yielded

    def _about(self, unit: Unit) -> Named | None:
        """The one act that the heading of a chapter amends: the articles below are about it."""
        if not self.phrases["anchor"].search(self.zones.flat, unit.said, unit.end):
            return None
        statement = self.statements.statement(unit.said, min(unit.end, unit.said + LONG))
        drafts, _ = self.reader.drafts(statement, None)
        return _only([d for d in drafts if d.kind is ClauseKind.AMENDS and self._fits(d, statement)])

    def _allowed(self, unit: Unit) -> bool:
        article = self.zones.article_of(unit)
        if article is None:
            return not self.zones.articles
        if article.final or article.acting:
            return True
        return self.phrases.gated("surely_acting").search(self.zones.flat, unit.start, unit.end) is not None

    def _governs(self, lead: Lead, unit: Unit) -> bool:
        """A header line governs deeper units until the next one of its own level; plain lines after it go with it."""
        if unit.level > lead.level:
            return True
        plain = unit.level % 2 == 1 and unit.level == lead.level
        return plain and self.phrases["self_subject"].match(self.zones.flat[unit.said : unit.said + 80]) is None

    def _unit(
        self, unit: Unit, lead: Lead | None, topic: Named | None
    ) -> tuple[list[Clause], Lead | None, Named | None]:
        out: list[Clause] = []
        begun = self._row_begun(unit) if lead is None else None
        self.row = self._row_open(unit, begun) if lead is None else None
        if not lead and not self.phrases["anchor"].search(self.zones.flat, unit.said, unit.end):
            return out, lead, topic
        for start, end in sentences(self.zones, unit, self.phrases):
            statement = self.statements.statement(start, end)
            if begun is not None and start == unit.said and statement.verbs and statement.verbs[0].backward:
                start, statement = begun, self.statements.statement(begun, end)
            if statement.verbs:
                self.row = None
            drafts, opened = self.reader.drafts(statement, topic)
            if lead is not None and self.reader.verbless(statement):
                drafts = self.reader.items(statement, lead)
            drafts = [d for d in drafts if self._fits(d, statement) and not self._bare(unit, statement, d)]
            drafts = [self._held(unit, d) for d in drafts] + self._chained(statement, drafts)
            self.seen.append((statement, tuple(drafts)))
            out += [self._clause(d, start, end) for d in drafts]
            if opened is not None:
                lead = replace(opened, level=unit.level, article=unit.article)
                if opened.annex:
                    out += self._annex(lead)
            if unit.level == ARTICLE and (named := _only(drafts)) is not None:
                topic = named
        return out, lead, topic

    def _row_begun(self, unit: Unit) -> int | None:
        """Where a row of documents began that lines ended with semicolons carry on to this line."""
        if self.row is None or self.row[1] != unit.start or unit.level not in (self.row[2], self.row[2] + 1):
            return None
        return self.row[0] if unit.said - self.row[0] < LONG else None

    def _row_open(self, unit: Unit, begun: int | None) -> tuple[int, int, int] | None:
        """The row that this line opens or carries on: it names documents and ends with a semicolon."""
        if not self.zones.flat[unit.said : unit.end].rstrip().endswith(";"):
            return None
        if next(self.statements.inside(unit.said, unit.end), None) is None:
            return None
        return (unit.said if begun is None else begun), unit.end, unit.level

    def _held(self, unit: Unit, draft: Draft) -> Draft:
        """Provisions complete: "điểm e khoản 2" under a line on Điều 47 lies in that article."""
        if not draft.provisions:
            return draft
        while self.holders and self.holders[-1][0] >= unit.level:
            self.holders.pop()
        held = [_within(p, self.holders[-1][1]) if self.holders else p for p in draft.provisions]
        if len(held) == 1 and draft.kind is ClauseKind.AMENDS:
            self.holders.append((unit.level, held[0]))
        return replace(draft, provisions=tuple(held))

    def _chained(self, statement: Statement, drafts: list[Draft]) -> list[Draft]:
        """An act replaced together with the one act that amended it, named "theo" without title (wording 4)."""
        out: list[Draft] = []
        for draft in drafts:
            if draft.kind is not ClauseKind.REPLACES or draft.named is None or draft.scope is Scope.PART:
                continue
            following = [n for n in statement.named if n.start > draft.named.start]
            if len(following) != 1 or following[0].place is not Place.CHAIN:
                continue
            main, other = self.references[draft.named.index], self.references[following[0].index]
            gap = statement.text(draft.named.end, following[0].start)
            if main.instrument == other.instrument and self.phrases["amended_wholly"].search(gap):
                out.append(replace(draft, named=following[0], rule="replaces.chain"))
        return out

    def _annex(self, lead: Lead) -> list[Clause]:
        """Documents listed in the annexes of the document, read once."""
        out: list[Clause] = []
        if self.annexes_read:
            return out
        self.annexes_read = True
        for unit in self.zones.units:
            if unit.start < self.zones.foot:
                continue
            statement = self.statements.statement(unit.said, min(unit.end, unit.said + LONG))
            items = [replace(d, rule="annex") for d in self.reader.items(statement, lead)]
            drafts = [d for d in items if d.named and self._fits(d, statement)]
            if not drafts or not self._row(statement, drafts[0].named):
                continue
            self.seen.append((statement, tuple(drafts)))
            out += [self._clause(d, unit.said, unit.end) for d in drafts]
        return out

    def _row(self, statement: Statement, named: Named | None) -> bool:
        """True when a line of an annex is a row of its list: before the name stand marks, numbers, cells and units."""
        if named is None:
            return False
        head = statement.text(statement.start, named.start)
        return self.phrases["annex_row"].match(head[head.rfind("|") + 1 :]) is not None

    def _bare(self, unit: Unit, statement: Statement, draft: Draft) -> bool:
        """True for "Sửa đổi Luật X để …" in a list of tasks: no provisions, no new words, no heading of an article."""
        if draft.kind is not ClauseKind.AMENDS or draft.named is None or draft.provisions or unit.level == ARTICLE:
            return False
        head = statement.text(statement.start, draft.named.start)
        if self.phrases["bare_amends"].match(head) is None or self.phrases["as_follows"].search(statement.words):
            return False
        mine = self.header.instrument.value if self.header.instrument else None
        same = mine == self.references[draft.named.index].instrument
        return not same or self.phrases["aims"].search(statement.words) is not None

    def _fits(self, draft: Draft, statement: Statement) -> bool:
        """False for the document itself, and for targets that it cannot act on."""
        if draft.named is None:
            return True
        head = statement.text(statement.start, draft.named.start)
        opens = self.phrases["type_only"].match(head) is not None
        firm = opens or self.phrases["as_follows"].search(statement.words) is not None
        return not (self._itself(draft.named.index) or self.standing.refused(draft, self.zones.flat, firm=firm))

    def _itself(self, index: int) -> bool:
        number, mine = self.references[index].number, self.header.number
        return number is not None and mine is not None and number.key == mine.value.key

    def _clause(self, draft: Draft, start: int, end: int) -> Clause:
        body = self.zones.body
        end = start + len(body[start:end].rstrip())
        clause = Clause(
            kind=draft.kind,
            scope=draft.scope,
            target=draft.named.index if draft.named else None,
            span=Span(start, end),
            quote=body[start:end],
            provisions=draft.provisions,
            on=draft.on,
            until=draft.until,
            exceptions=draft.exceptions,
            rule=draft.rule,
            confidence=float(self.phrases.tables["confidence"].get(draft.rule, "0.95")),
            waits_for=draft.waits_for,
            territory=draft.territory,
        )
        return self.territories.settled(clause, self.references, self.header)


def _within(inner: Provision, outer: Provision) -> Provision:
    """A provision completed by the units of another that are wider than its own widest."""
    order = list(Unit_)
    if order.index(inner.path[0][0]) <= order.index(Unit_.ARTICLE):
        return inner
    above = tuple(step for step in outer.path if order.index(step[0]) < order.index(inner.path[0][0]))
    return Provision((*above, *inner.path))


def _name(index: int, one: Reference) -> Named:
    return Named(index=index, start=one.span.start, end=one.span.end, place=Place.MAIN)


def _only(drafts: Sequence[Draft]) -> Named | None:
    """The one act that an article's heading amends or partly repeals."""
    named = [d.named for d in drafts if d.named is not None and (d.kind is ClauseKind.AMENDS or d.scope is Scope.PART)]
    return named[0] if len({n.index for n in named}) == 1 else None


def _key(references: Sequence[Reference], clause: Clause) -> tuple[object, ...]:
    kind = "ending" if clause.kind in ENDING else clause.kind.value
    if clause.target is None:
        return (kind, None, clause.span.start)
    one = references[clause.target]
    name = one.number.key if one.number else (one.title or one.text).casefold()
    return (kind, name, one.instrument)


def _once(references: Sequence[Reference], clauses: list[Clause]) -> Iterator[Clause]:
    """Each action once: the title repeats the body, and the body may repeat itself."""
    body = {_key(references, c) for c in clauses if not c.rule.startswith("title.")}
    seen: set[tuple[object, ...]] = set()
    for clause in clauses:
        key = _key(references, clause)
        if clause.rule.startswith("title.") and clause.kind in ENDING and key in body:
            continue
        full = (*key, clause.scope, clause.provisions, clause.on)
        if full in seen or (clause.kind in _ONCE and not clause.provisions and (*key, "any") in seen):
            continue
        seen |= {full, (*key, "any")}
        yield clause
