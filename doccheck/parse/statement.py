"""A statement (câu) with its acting verbs and the documents named in it, main targets told from mere mentions.

A number inside another document's title is no target; nor is an amending act in an "as amended by" chain, nor what
stands in parentheses or quotation marks.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import zip_longest

from doccheck.model.reading import ClauseKind, Reference, Role
from doccheck.parse.holes import blanked as blanked
from doccheck.parse.holes import parens as parens
from doccheck.parse.zones import Zones
from doccheck.rulebook.phrases_acting import ActingPhrases

_REACH, _SHORT = 400, 120
_LOWEST, _LAWS = 99, 3
_PLAIN = frozenset({ClauseKind.APPLIES, ClauseKind.SUSPENDS, ClauseKind.EXTENDS})


class Place(Enum):
    """Where a document's name stands in a statement."""

    MAIN = "main"
    TITLE = "title"
    CHAIN = "chain"
    PAREN = "paren"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """An acting verb; ``backward`` when its target stands before it (X hết hiệu lực)."""

    kind: ClauseKind
    start: int
    end: int
    backward: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A document named in a statement: index into the references, and its place."""

    index: int
    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One sentence, taken apart. ``words`` is the flat text with parentheses and quotations blanked.

    ``waits`` are the places of "from the day another act takes effect" with the index of that act (-1: not read); they
    are blanked too.
    """

    start: int
    end: int
    words: str
    verbs: tuple[Verb, ...]
    named: tuple[Named, ...]
    waits: tuple[tuple[int, int, int], ...] = ()

    def text(self, start: int, end: int) -> str:
        """Blanked words between two offsets of the whole text."""
        return self.words[start - self.start : end - self.start]

    def mains(self, start: int, end: int) -> tuple[Named, ...]:
        """Main documents that start in a stretch."""
        return tuple(n for n in self.named if n.place is Place.MAIN and start <= n.start < end)


class Reader:
    """Takes statements of one document apart."""

    def __init__(
        self,
        zones: Zones,
        references: Sequence[Reference],
        phrases: ActingPhrases,
        ranks: Mapping[str, int],
    ) -> None:
        self.zones = zones
        self.ranks = ranks
        self.references = references
        self.phrases = phrases
        self._numbers = [i for i, r in enumerate(references) if r.role is not Role.SELF and (r.number or r.title)]
        self._starts = [references[i].span.start for i in self._numbers]

    def inside(self, start: int, end: int) -> Iterator[int]:
        """Indices of references that start in a stretch."""
        i = bisect_left(self._starts, start)
        while i < len(self._starts) and self._starts[i] < end:
            yield self._numbers[i]
            i += 1

    def statement(self, start: int, end: int, *, title: bool = False) -> Statement:
        """Take one stretch apart."""
        holes = parens(self.zones.flat, start, end)
        waits = () if title else tuple(self._waits(start, end))
        words = blanked(self.zones.flat, start, end, [*holes, *self._quotes(start, end), *(w[:2] for w in waits)])
        named: list[Named] = []
        verbs: list[Verb] = []
        candidates = list(self._verbs(words, start))
        spans = list(self._spans(start, end))
        state = _State(words, start, self, title)
        events: list[tuple[int, int, int | Verb]] = [*spans, *((v.start, v.end, v) for v in candidates)]
        for at, other, what in sorted(events, key=lambda e: e[:2]):
            if isinstance(what, Verb):
                if not any(s <= at < e for s, e, _ in spans) and state.acts(what):
                    verbs.append(what)
                    state.verb(what)
                continue
            place = Place.PAREN if words[at - start : at - start + 1].isspace() else state.place(what, at, other)
            one = Named(index=what, start=at, end=other, place=place)
            named.append(one)
            state.name(one)
        return Statement(start=start, end=end, words=words, verbs=tuple(verbs), named=tuple(named), waits=waits)

    def _spans(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Places of the references of a stretch; a title and the number right behind it are one."""
        begin: int | None = None
        indices = list(self.inside(start, end))
        for one, after in zip_longest(indices, indices[1:]):
            span = self.references[one].span
            if after is not None and self._split(self.references[one], self.references[after]):
                begin = span.start
                continue
            yield span.start if begin is None else begin, span.end, one
            begin = None

    def _split(self, one: Reference, after: Reference) -> bool:
        """True for a title and its number that were read as two."""
        gap = self.zones.flat[one.span.end : after.span.start]
        return one.number is None and after.number is not None and not gap.strip()

    def _waits(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """Places where a day is that on which another act takes effect."""
        for found in self.phrases.gated("other_act_day").finditer(self.zones.flat, start, end):
            yield found.start(), found.end(), next(self.inside(found.start(), found.end()), -1)

    def _quotes(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        quotes = self.zones.quotes
        i = max(bisect_left(quotes, (start, 0)) - 1, 0)
        while i < len(quotes) and quotes[i][0] < end:
            if quotes[i][1] > start:
                yield quotes[i]
            i += 1

    def _verbs(self, words: str, start: int) -> Iterator[Verb]:
        """Verb clusters: "sửa đổi, bổ sung, bãi bỏ" is one, of its first verb's kind."""
        last: Verb | None = None
        for found in self.phrases["verb"].finditer(words):
            name = str(found.lastgroup)
            backward = name.endswith("_b")
            verb = Verb(
                kind=ClauseKind(name.removesuffix("_b")),
                start=start + found.start(),
                end=start + found.end(),
                backward=backward,
            )
            joins = last is not None and self.phrases["verb_join"].match(words[last.end - start : found.start()])
            if last is not None and joins and not last.backward and not backward:
                last = Verb(kind=last.kind, start=last.start, end=verb.end, backward=False)
                continue
            if last is not None:
                yield last
            last = verb
        if last is not None:
            yield last


class _State:
    """What was met so far in a statement, left to right."""

    def __init__(self, words: str, start: int, reader: Reader, title: bool) -> None:
        self.words, self.start, self.title = words, start, title
        self.phrases, self.references, self.ranks = reader.phrases, reader.references, reader.ranks
        self.lead = self.phrases["title_lead" if title else "verb_lead"]
        self.main: Named | None = None
        self.last: Named | None = None
        self.chain: Named | None = None
        self.earlier: list[str] = []
        self.partly = self.held = False
        self.fresh = start

    def text(self, start: int, end: int) -> str:
        return self.words[start - self.start : end - self.start]

    def acts(self, verb: Verb) -> bool:
        """True when a verb acts, and is no part of a title or a task."""
        before = self.text(self.fresh if self.last is None else self.start, verb.start)[-_REACH:]
        after = self.text(verb.end, verb.end + _REACH)
        if verb.backward:
            return not self.phrases["not_ending"].search(before) or self._heads_list(verb)
        if verb.kind is ClauseKind.GUIDES and not self.title:
            return False
        if not self.lead.search(before):
            return False
        if self.last is not None and not self.text(self.last.end, verb.start).strip():
            return False
        if verb.kind in _PLAIN and not self.title and not self._opens(before):
            return False
        if verb.kind is ClauseKind.EXTENDS and not self.phrases["plain_lead"].search(before):
            return False
        if verb.kind is ClauseKind.APPLIES and not self.phrases["apply_object"].match(after):
            return False
        if not self.phrases["object"].match(after) and not self._far(before, after):
            return False
        if self.title and self.earlier_verb and (self.main is None or self.phrases["titled_verb"].search(before)):
            return False
        if self.last is not None:
            return self.phrases["object_strong"].match(after) is not None
        return True

    def _heads_list(self, verb: Verb) -> bool:
        """True for the line over a list: "Các văn bản hết hiệu lực gồm: …"."""
        found = self.phrases["list_heading"].match(self.words)
        return found is not None and verb.start - self.start < found.end()

    def _opens(self, before: str) -> bool:
        """True at the beginning of a statement or after the document's own name."""
        return not before.strip() or self.phrases["self"].search(before) is not None

    def _far(self, before: str, after: str) -> bool:
        """True when the verb opens the statement and its object is content that stands in a document named later."""
        return self._opens(before) and self.phrases["object_far"].match(after) is not None

    earlier_verb = False

    def verb(self, verb: Verb) -> None:
        self.fresh = verb.end
        self.earlier_verb = True
        if not verb.backward or self.last is None or verb.backward:
            self.main = self.last = self.chain = None

    def name(self, named: Named) -> None:
        if named.place is Place.PAREN:
            return
        previous, self.last = self.last, named
        if named.place is Place.CHAIN:
            self.chain = named
        if named.place is Place.MAIN:
            self.chain = None
            gap = self.text(previous.end, named.start) if previous else ""
            self.held = self.phrases["unit_word"].search(gap) is not None
            if self.main is not None:
                self.earlier.append(self._key(self.main.index))
            before = self.text(self.fresh, named.start)
            item = before[before.rfind(";") + 1 :][-_REACH:]
            self.partly = bool(self.phrases["unit_word"].search(item) or self.phrases["theme"].match(item))
            self.main = named

    def place(self, index: int, at: int, end: int) -> Place:
        """Place of the next name."""
        if self.last is None or self.main is None:
            gap = self.text(self.fresh, at)
            if self.phrases["own_programme"].search(gap):
                return Place.TITLE
            return Place.TITLE if self.phrases["governed"].search(gap[-_REACH:]) and self.title is False else Place.MAIN
        gap = self.text(self.last.end, at)[-4 * _REACH :]
        if self.chain is not None and not self._new_item(gap):
            return self._after_chain(index, gap, end)
        amended = self.phrases["amended_by"].search(gap)
        if amended is not None and ";" not in gap[amended.start() :] and not self._opens_item(gap[amended.start() :]):
            return Place.CHAIN
        if self.phrases["amends_units"].search(gap):
            return Place.TITLE
        if ";" in gap:
            return self._after_semicolon(index, gap)
        if not self._opens_item(gap):
            return Place.TITLE
        return Place.MAIN if self.last.place is Place.MAIN else self._after_title(index, gap)

    def _new_item(self, gap: str) -> bool:
        """True where a semicolon opens an item that begins with the next name or its provisions."""
        item = gap[gap.rfind(";") + 1 :]
        return ";" in gap and bool(self.phrases["type_only"].match(item) or self.phrases["unit_word"].search(item))

    def _opens_item(self, gap: str) -> bool:
        """True when the words before a name begin a new item of the list, not a title."""
        if self.phrases["sep_before"].search(gap):
            return True
        unit = self.phrases["unit_word"].search(gap)
        return unit is not None and self.phrases["prep_unit"].search(gap[: unit.start()]) is not None

    def _after_semicolon(self, index: int, gap: str) -> Place:
        """A semicolon parts the list, save inside the title of an act that amends several others."""
        item = gap[gap.rindex(";") :]
        if not self._opens_item(item):
            return Place.TITLE
        inside = self.last is not None and self.last.place in (Place.TITLE, Place.CHAIN)
        if self.partly and inside and not self.phrases["unit_word"].search(item):
            return self._after_title(index, gap)
        return Place.MAIN

    def _after_chain(self, index: int, gap: str, end: int) -> Place:
        """Behind "as amended by A": the chain goes on with acts of its kind, in order of time."""
        assert self.main is not None and self.chain is not None and self.last is not None
        if not self._opens_item(gap):
            again = self.last.place is Place.CHAIN and self.phrases["amended_by"].search(gap[-_REACH:])
            return Place.CHAIN if again else Place.TITLE
        new, main, link = (self.references[i] for i in (index, self.main.index, self.chain.index))
        if _later(main, link):
            return self._after_title(index, gap)
        if self.last.place is Place.TITLE and not _later(new, link):
            return Place.TITLE
        if _later(main, new):
            return Place.MAIN
        if self.last is self.chain and len(" ".join(gap.split())) < _SHORT:
            return Place.CHAIN
        title = self._title_of(end)
        fits = new.instrument == link.instrument if title is None else title
        return Place.CHAIN if fits and not _later(link, new) else Place.MAIN

    def _title_of(self, end: int) -> bool | None:
        """Whether the words behind a name are the title of an amending act; None without a title."""
        words = self.text(end, end + _REACH)
        amending, other = self.phrases["amending_title"].match(words), self.phrases["other_title"].match(words)
        if amending is None or other is None:
            return None if amending is other else amending is not None
        return amending.end() <= other.end()

    def _after_title(self, index: int, gap: str) -> Place:
        """After a name inside the main document's title, a list sign may go on with the title or with the list."""
        assert self.main is not None and self.last is not None
        new, main, last = (self.references[i] for i in (index, self.main.index, self.last.index))
        if _later(new, main):
            return Place.MAIN
        if self._law(new) and self._law(last) and not self._law(main):
            return Place.TITLE
        title = self.text(self.main.end, self.last.start)
        acting = self.phrases["amends_title"].search(title) is not None
        known = self._key(self.last.index) in self.earlier and not self.phrases["several_of"].search(title)
        known = known and not (self.held and new.instrument == last.instrument)
        if acting and not known and _later(main, new):
            return Place.TITLE
        if new.instrument == main.instrument != last.instrument:
            return Place.MAIN
        if new.instrument == last.instrument != main.instrument or self._higher(new, main):
            return Place.TITLE
        return Place.TITLE if acting and not known else Place.MAIN

    def _higher(self, new: Reference, main: Reference) -> bool:
        """True when a document outranks the one before it: a circular's title goes on, the list does not."""
        return self.ranks.get(new.instrument or "", _LOWEST) < self.ranks.get(main.instrument or "", 0)

    def _law(self, one: Reference) -> bool:
        return self.ranks.get(one.instrument or "", _LOWEST) <= _LAWS

    def _key(self, index: int) -> str:
        one = self.references[index]
        return one.number.key if one.number else (one.title or "").casefold()


def _later(one: Reference, other: Reference) -> bool:
    if one.issued_on and other.issued_on:
        return one.issued_on > other.issued_on
    return bool(one.year and other.year and one.year > other.year)


def waiting(st: Statement, start: int, end: int, phrases: ActingPhrases) -> tuple[int, int, int] | None:
    """The first "from the day another act takes effect" of a stretch that no "day of this document" stands before."""
    found = next((one for one in st.waits if start <= one[0] < end), None)
    if found is None:
        return None
    own = phrases["own_day"].search(st.text(start, found[0]))
    return None if own else found


def opening_wait(st: Statement) -> tuple[int, int, int] | None:
    """The one that opens a statement: "Kể từ ngày Luật A có hiệu lực, B hết hiệu lực"."""
    return next((one for one in st.waits if not st.text(st.start, one[0]).strip(' "“-–')), None)
