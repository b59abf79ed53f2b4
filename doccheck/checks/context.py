"""What a check is given (ngữ cảnh kiểm tra): the reading, the matches with their timelines, the day, the rules.

Nothing here touches a database, a file or a clock. Every accessor answers None, or an empty tuple, where the paper and
the registry do not tell.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from doccheck.checks.titles import misnamed
from doccheck.model.act import Act, Piece, Status, Tier
from doccheck.model.beside import Neighbour
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.period import Period
from doccheck.model.reading import Clause, Effect, EffectHow, EffectWhat, Header, Reading, Reference, Role
from doccheck.model.text import Span
from doccheck.rulebook.book import Book
from doccheck.rulebook.numbers import Form
from doccheck.validity.timeline import stretch

WEAK = frozenset({Tier.PILE, Tier.HINT})
ACTING = frozenset({Role.AMENDS, Role.REPLACES, Role.REPEALS, Role.SUSPENDS, Role.CORRECTS, Role.CONSOLIDATES})


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A reference with the act behind it (viện dẫn đã khớp)."""

    index: int
    reference: Reference
    match: Match

    @cached_property
    def act(self) -> Act | None:
        """The act, where exactly one was found, its number was not guessed, and nothing speaks against it.

        Two acts can share number, type and issuer: where the day differs, another title (or, for a number without a
        year, another year) tells that another act is meant.
        """
        best, written = self.match.best, self.reference.issued_on
        if self.match.state is not MatchState.FOUND or self.match.guess or best is None:
            return None
        if written is None or best.issued_on is None or written == best.issued_on:
            return best
        bare = best.number is not None and best.number.year is None
        other = (bare and written.year != best.issued_on.year) or misnamed(self.reference.title, best.title)
        return None if other else best

    def at(self, day: date | None) -> Piece | None:
        """Piece of the act's life on a day; None when act or day are unknown."""
        if self.act is None or self.match.timeline is None or day is None:
            return None
        return self.match.timeline.at(day)

    def since(self, day: date | None) -> date | None:
        """First day of the status that holds on a day."""
        if self.match.timeline is None or day is None:
            return None
        return stretch(self.match.timeline, day).start


@dataclass(frozen=True, kw_only=True)
class Context:
    """All that a check may look at.

    ``general`` are acts known to end "earlier rules contrary to them" without naming any, ``near`` documents of the
    pile of the same issuer with a near title, ``held`` those with the same number: a scan gathers them. ``draft``: the
    document is not signed yet, blanks for number, day and name are no faults.
    """

    reading: Reading
    itself: Match
    matches: tuple[Match, ...]
    as_of: date
    book: Book
    general: tuple[Act, ...] = ()
    near: tuple[Neighbour, ...] = ()
    held: tuple[Neighbour, ...] = ()
    draft: bool = False

    @property
    def header(self) -> Header:
        """Head and foot of the document."""
        return self.reading.header

    @cached_property
    def own(self) -> Act | None:
        """The document's own act in the registry."""
        return self.itself.best if self.itself.state is MatchState.FOUND and not self.itself.guess else None

    @property
    def number(self) -> DocNumber | None:
        """Number of the document, as its header says."""
        return self.header.number.value if self.header.number else None

    @property
    def instrument(self) -> str | None:
        """Type of the document: the header's word, else the registry's."""
        if self.header.instrument:
            return self.header.instrument.value
        return self.own.instrument if self.own else None

    @cached_property
    def issuers(self) -> tuple[str, ...]:
        """Issuers of the document: the header's, else the registry's."""
        written = tuple(f.value for f in self.header.issuers)
        return written or (self.own.issuers if self.own else ())

    @property
    def issued_on(self) -> date | None:
        """Day of issue: the header's, else the registry's."""
        if self.header.issued_on:
            return self.header.issued_on.value
        return self.own.issued_on if self.own else None

    @cached_property
    def effect(self) -> Effect | None:
        """The clause on the effect of the whole document."""
        clauses = [e for e in self.reading.effects if e.what is EffectWhat.EFFECT and not e.provisions]
        told = [e for e in clauses if e.how is not EffectHow.MISSING]
        return next(iter(told or clauses), None)

    @property
    def effective_on(self) -> date | None:
        """First day of effect: the document's clause, else the registry's."""
        if self.effect and self.effect.on:
            return self.effect.on
        return self.own.effective_on if self.own else None

    @cached_property
    def status(self) -> Piece | None:
        """Piece of the document's own life on the day asked."""
        if self.own is None or self.itself.timeline is None:
            return None
        return self.itself.timeline.at(self.as_of)

    @cached_property
    def status_period(self) -> Period | None:
        """The whole time in which the document has the status of the day asked."""
        if self.own is None or self.itself.timeline is None:
            return None
        return stretch(self.itself.timeline, self.as_of)

    @property
    def alive(self) -> bool:
        """False when the document itself is known to be dead on the day asked; the pile alone does not tell."""
        piece = self.status
        if piece is not None and piece.status in {Status.CEASED, Status.NEVER_IN_FORCE}:
            return all(fact.tier in WEAK for fact in piece.why)
        return not (self.effect and self.effect.until and self.effect.until < self.as_of)

    @cached_property
    def form(self) -> Form:
        """Form of the document's number and the reason."""
        number = self.number or (self.own.number if self.own else None)
        if number is None:
            return Form(kind="undecidable", reason="")
        return self.book.forms.classify(number, self.instrument, self.issued_on)

    @property
    def consolidated(self) -> bool:
        """True for a consolidated text (văn bản hợp nhất): its bases, clauses and days belong to other acts."""
        return self.form.kind == "consolidated" or self.instrument == "consolidated"

    @property
    def normative(self) -> bool:
        """True when the number has the form of a normative document (văn bản quy phạm pháp luật)."""
        return self.form.kind == "normative"

    @property
    def kind(self) -> str | None:
        """Kind of the first issuer: a row of the authority matrix."""
        return self.book.issuers.kind(self.issuers[0]) if self.issuers else None

    @cached_property
    def level(self) -> str | None:
        """Level of the first issuer: central, tinh, huyen, xa or other."""
        return self.book.issuers.level(self.issuers[0]) if self.issuers else None

    @property
    def local(self) -> bool:
        """True for documents of provinces, districts and communes."""
        return self.level in {"tinh", "huyen", "xa"}

    def cited(self, *roles: Role) -> Iterator[Cited]:
        """References in some roles, in the order of the text."""
        return (one for one in self._all if one.reference.role in roles) if roles else iter(self._all)

    @cached_property
    def _all(self) -> tuple[Cited, ...]:
        written = self.reading.references
        return tuple(
            Cited(index=match.reference, reference=written[match.reference], match=match)
            for match in self.matches
            if 0 <= match.reference < len(written)
        )

    def bases(self) -> Iterator[Cited]:
        """Legal bases (căn cứ), without the acts that only amend another basis of the same line."""
        return (c for c in self.cited(Role.BASIS) if not c.reference.amending)

    def target(self, clause: Clause) -> Cited | None:
        """The act that a clause ends, amends or keeps."""
        return next((c for c in self.cited() if c.index == clause.target), None) if clause.target is not None else None

    def acted_on(self) -> frozenset[str]:
        """Ids of acts that the document ends, amends, suspends or corrects anywhere: never blamed for citing them."""
        targets = {c.index for c in self.cited(*ACTING)}
        targets |= {k.target for k in self.reading.clauses if k.target is not None}
        return frozenset(c.act.id for c in self.cited() if c.index in targets and c.act is not None)

    def number_span(self) -> Span | None:
        """Place to show for what concerns the document itself: its number, type or title."""
        fields = (self.header.number, self.header.instrument, self.header.title, self.header.issuer)
        return next((f.span for f in fields if f is not None), None)
