"""Stage 3, Reading → Matches (đối chiếu): the act behind every reference, or an honest answer that there is none."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from doccheck.match.answer import Answer, found
from doccheck.match.asked import STATUTES, Asked, Host, ask, host_of
from doccheck.match.bounds import bounded, dated
from doccheck.match.guesses import by_date_only, near_number, near_title
from doccheck.match.itself import itself
from doccheck.match.numbers import by_number, by_short_number
from doccheck.match.own import Own, is_consolidated, own_titles
from doccheck.match.titles import by_title
from doccheck.model.act import Act
from doccheck.model.lookup import Lookup
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.reading import Reading, Reference, Role
from doccheck.rulebook.book import Book
from doccheck.validity import Lives

ITSELF = -1
_SPEAKING = frozenset({Role.BASIS, Role.BODY, Role.GUIDES, Role.AMENDS})  # of what stands, not of what went before


def link(reading: Reading, shelf: Lookup, book: Book) -> tuple[Match, ...]:
    """One match per reference, in order, then the document itself (``reference`` -1).

    ``best`` and its timeline are there for FOUND; an AMBIGUOUS answer has rivals only, best first; a document that the
    shelf does not hold is MISSING with an act made from its head. Timelines are made once a call.
    """
    linker = Linker(shelf, book, host_of(reading.header, book))
    own = linker.settle(reading, itself(reading.header, linker.host, shelf, book))
    matches = [linker.match(i, linker.answer(r, own)) for i, r in enumerate(reading.references)]
    return (*matches, linker.match(ITSELF, own.answer))


def _same_head(one: DocNumber | None, other: DocNumber | None) -> bool:
    return one is not None and other is not None and (one.serial, one.year) == (other.serial, other.year)


class Linker:
    """Answers the references of one document; equal questions are asked once."""

    def __init__(self, shelf: Lookup, book: Book, host: Host) -> None:
        self.host = host
        self._shelf, self._book = shelf, book
        self._lives = Lives(shelf, book)
        self._known: dict[Asked, Answer] = {}
        self._bases: dict[str, set[Act]] = defaultdict(set)
        self._named: dict[str, set[Act]] = defaultdict(set)

    def settle(self, reading: Reading, itself_: Answer) -> Own:
        """What the whole document tells of its references: its bounds, the laws it names, how it names itself."""
        references, header = reading.references, reading.header
        own = Own(answer=itself_, titles=own_titles(header, self._book))
        if self.host.on is None:
            answers = [self.answer(r, own) for r in dated(references) if r.role is not Role.SELF]
            days = [a.best.issued_on for a in answers if a.best is not None and a.best.issued_on is not None]
            self.host = bounded(self.host, reading, itself_, days, self._book)
        self.rest_on(r for r in references if r.role is Role.BASIS)
        if self.host.first is not None or self.host.last is not None:
            self._keep(self._named, (r for r in references if r.role in _SPEAKING))
        return replace(own, joined=self._joined(references, own)) if is_consolidated(header) else own

    def _joined(self, references: Iterable[Reference], own: Own) -> dict[str | None, Answer]:
        """By type, the one act that a consolidated text says to consolidate."""
        told: dict[str | None, dict[Act | None, Answer]] = defaultdict(dict)
        for reference in references:
            if reference.role is Role.CONSOLIDATES:
                answer = self.answer(reference, own)
                told[reference.instrument][answer.best] = answer
        return {kind: next(iter(acts.values())) for kind, acts in told.items() if len(acts) == 1}

    def rest_on(self, bases: Iterable[Reference]) -> None:
        """Keep the laws on which the document rests (căn cứ), where number, day or year says which law is meant.

        Further on the bare title means that law, although an older or a newer one of the same title may be in force.
        """
        self._keep(self._bases, bases)

    def _keep(self, kept: dict[str, set[Act]], references: Iterable[Reference]) -> None:
        for reference in references:
            asked = ask(reference, self.host, self._book)
            if asked.instrument in STATUTES and not asked.bare:
                act = self._asked(asked).best
                if act is not None:
                    for title in asked.titles:
                        kept[title].add(act)

    def answer(self, reference: Reference, own: Own) -> Answer:
        """What stands behind one reference."""
        if reference.role is Role.SELF:
            return own.self_(reference)
        asked = ask(reference, self.host, self._book)
        if own.titled(reference, asked):
            return own.answer
        if asked not in self._known:
            self._known[asked] = self._asked(asked)
        return self._known[asked]

    def _asked(self, asked: Asked) -> Answer:
        number, statute = asked.number, asked.instrument in STATUTES
        if number is not None and number.symbol:
            exact = by_number(asked, self._shelf, self._book)
            if exact.state is not MatchState.MISSING or exact.how == "not_normative":
                return exact
            return self._by_words(asked, exact) if statute and asked.titles else self._nearest(asked, exact)
        if number is not None:
            return by_short_number(asked, self._shelf, self._book)
        if statute:
            if (basis := self._one(self._bases, asked)) is not None:
                return found(basis, "title_basis")
            named = by_title(asked, self._shelf, self._book, self._lives)
            if named.state is MatchState.AMBIGUOUS and (act := self._one(self._named, asked)) in named.rivals:
                return found(act, "title_named")
            return named if named.state is not MatchState.MISSING else self._nearest(asked, named)
        return by_date_only(asked, self._shelf, self._book)

    @staticmethod
    def _one(kept: dict[str, set[Act]], asked: Asked) -> Act | None:
        """The law that a bare title repeats, where the document names one of that title in full."""
        if not asked.bare:
            return None
        acts = {act for title in asked.titles for act in kept.get(title, ())}
        return acts.pop() if len(acts) == 1 else None

    def _by_words(self, asked: Asked, exact: Answer) -> Answer:
        """A law whose number is not on the shelf but whose title and year are: the number may be misprinted.

        Title and exact day name a law on their own where the number's serial and year agree.
        """
        named = by_title(asked, self._shelf, self._book, self._lives)
        best = named.best
        if best is not None and best.issued_on == asked.issued_on and _same_head(asked.number, best.number):
            return named
        acts = (named.best,) if named.best is not None else named.rivals
        if named.state is MatchState.MISSING or not acts or asked.year is None:
            return self._nearest(asked, exact)
        return Answer(state=MatchState.AMBIGUOUS, how="title", rivals=acts, guess=True)

    def _nearest(self, asked: Asked, missed: Answer) -> Answer:
        return near_number(asked, self._shelf, self._book) or near_title(asked, self._shelf, self._book) or missed

    def match(self, index: int, answer: Answer) -> Match:
        """The answer as a match, with the timeline of its act."""
        return Match(
            reference=index,
            state=answer.state,
            best=answer.best,
            timeline=self._lives.of(answer.best) if answer.best is not None else None,
            rivals=answer.rivals,
            how=answer.how,
            guess=answer.guess,
        )
