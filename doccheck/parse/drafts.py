"""From a statement to what it does (tác động): which document, whole or part, from which day, with which exceptions."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from doccheck.model.reading import ClauseKind, Scope
from doccheck.parse.draft import ENDING, LASTING, Draft, Lead, day
from doccheck.parse.guards import Guards
from doccheck.parse.keeping import Keeping
from doccheck.parse.limits import Territories
from doccheck.parse.provisions import ProvisionReader
from doccheck.parse.statement import Named, Statement, Verb, opening_wait, waiting
from doccheck.parse.targets import TargetReader
from doccheck.rulebook.phrases_acting import ActingPhrases

_NEAR = 90
_SIGNS = " *_|-\u2013\u2014+\n\t"


class DraftReader:
    """Reads the drafts of one statement."""

    def __init__(
        self, body: str, flat: str, phrases: ActingPhrases, provisions: ProvisionReader, territories: Territories
    ) -> None:
        self.body, self.flat, self.phrases = body, flat, phrases
        self.territories = territories
        self.guards, self.keeping = Guards(phrases), Keeping(phrases)
        self.aims = TargetReader(body, flat, phrases, provisions)

    def drafts(self, st: Statement, target: Named | None) -> tuple[list[Draft], Lead | None]:
        """What a statement does, and the lead for the items under it."""
        out: list[Draft] = []
        lead: Lead | None = None
        opening = self._leading_day(st)
        for i, verb in enumerate(st.verbs):
            begin, end = self._region(st, i)
            if verb.backward and self._excepted(st, verb):
                continue
            tail = self._tail(st, i)
            part, opened = self._verb(st, verb, (begin, end), tail, opening, target)
            lead = opened or lead
            out += part
        return out, lead

    def _excepted(self, st: Statement, verb: Verb) -> bool:
        """True for a verb inside words after "trừ": the exception has a day of its own."""
        stop = self._exception(st, st.start, verb.start)
        return stop is not None and any(v.start < stop for v in st.verbs) and ";" not in st.text(stop, verb.start)

    def verbless(self, st: Statement) -> bool:
        """True for an item whose verbs all stand in its exception."""
        for verb in st.verbs:
            stop = self._exception(st, st.start, verb.start)
            if stop is None or ";" in st.text(stop, verb.start) or not st.mains(st.start, stop):
                return False
        return True

    def items(self, st: Statement, lead: Lead) -> list[Draft]:
        """What an item under a lead names."""
        base = Draft(
            kind=lead.kind,
            named=None,
            on=lead.on,
            until=lead.until,
            exceptions=lead.exceptions,
            rule="list",
            waits_for=lead.waits_for,
            territory=lead.territory,
        )
        stop = self._exception(st, st.start, st.end)
        mains = [n for n in st.mains(st.start, st.end) if stop is None or n.start < stop]
        head = st.text(st.start, mains[0].start if mains else st.end)
        cited = lead.kind is ClauseKind.KEEPS and self.phrases["keep_aside"].search(head) is not None
        if cited or self.phrases["listed_else"].search(head):
            return []
        if lead.kind is ClauseKind.AMENDS:
            fits = self.phrases["amends_item"].match(head) is not None
            return list(self.aims.targets(st, mains, st.start, base, True)) if fits else []
        if lead.kind in ENDING and self._words_only(lead.kind, self._raw(st.start, st.end)):
            base = replace(base, kind=ClauseKind.AMENDS)
        if lead.target is not None and (not mains or mains[0].index == lead.target.index):
            named = self.aims.units(st.start, st.end)
            if not named or lead.kind not in ENDING:
                return []
            return [replace(base, named=lead.target, scope=Scope.PART, provisions=named)]
        if stop is not None:
            base = replace(base, exceptions=self._quote(stop, st.end))
        part = lead.part or base.kind is ClauseKind.AMENDS
        return list(self.aims.targets(st, mains, st.start, base, part))

    def _verb(
        self,
        st: Statement,
        verb: Verb,
        region: tuple[int, int],
        tail: tuple[int, int],
        opening: date | None,
        target: Named | None,
    ) -> tuple[list[Draft], Lead | None]:
        begin, end = region
        kind, backward = verb.kind, verb.backward
        if kind is ClauseKind.KEEPS:
            place = self.keeping.place(st, region, verb, tail[1])
            if place is None:
                return [], None
            begin, end, backward = place
        if backward and kind in ENDING and not st.text(st.start, verb.start).strip(_SIGNS):
            begin, end, backward = verb.end, tail[1], False
        if backward and (self.guards.conditional(st, begin, end) or self._own(st, begin, end)):
            return [], None
        papers = self.guards.papers(self._subject(st, begin, end)) or self.guards.owned(st, verb)
        if backward and kind in ENDING and papers:
            return [], None
        if not backward and self._idle(st, verb, kind):
            return [], None
        if backward and kind is ClauseKind.REPLACES and not self._by_document(st, verb):
            if self.phrases["noise_subject"].match(st.text(begin, end)):
                return [], None
            kind = ClauseKind.AMENDS
        if not backward and kind in ENDING and self._words_only(kind, self._raw(verb.end, end)):
            kind = ClauseKind.AMENDS
        stop = self._exception(st, begin, end)
        mains = [n for n in st.mains(begin, end) if stop is None or n.start < stop or ";" in st.text(stop, n.start)]
        if kind in ENDING:
            mains = [n for n in mains if not self.guards.against(st, begin, n)]
        words = st.text(verb.end, tail[1]) if backward else st.text(begin, end)
        outside = self._exception(st, tail[0], tail[1]) if backward else stop
        on, waits_for = self._first_day(st, verb.end if backward else begin, words, backward, kind)
        base = Draft(
            kind=kind,
            named=None,
            on=on or opening,
            waits_for=None if on or opening else waits_for,
            until=self._until(words) if kind in LASTING else None,
            exceptions=self._quote(outside, self._stop(st, outside)) if outside is not None else None,
            rule=f"{kind.value}.{'subject' if backward else 'object'}",
        )
        part = bool(
            self.phrases["some_part"].search(
                st.text(verb.start, mains[0].start if mains and not backward else verb.end)
            )
        )
        cut = None if backward or not mains else self._not_aimed(st, begin, mains[0], kind, target)
        if cut is not None:
            return self._topical(begin, cut, base, target), None
        if backward and kind in ENDING:
            rest = st.text(mains[-1].end, verb.start) if mains else ""
            part = part or bool(
                self.phrases["for_some"].match(st.text(*tail)) or self.phrases["rest_ends"].search(rest)
            )
        found = list(self.aims.targets(st, mains, begin, base, part or kind is ClauseKind.AMENDS))
        if kind is ClauseKind.KEEPS and mains:
            found = self._kept(st, region, verb, found)
        if kind in ENDING:
            found += self._implicit(st, mains, (begin, end), base)
        found = self.territories.limited(st, verb, (begin, end), tail, found)
        if mains or found:
            return found, self._lead_of(st, verb, mains, base, (begin, end))
        after = tail if backward else None
        return self._unnamed(st, verb, (begin, end), base, target, after)

    def _not_aimed(self, st: Statement, begin: int, named: Named, kind: ClauseKind, target: Named | None) -> int | None:
        """Where the words on provisions end, when the first document named only amended them, or is a rule."""
        if kind is not ClauseKind.AMENDS and not (kind in ENDING and target is not None):
            return None
        cut = self.guards.amender(st, begin, named)
        if cut is None and kind is ClauseKind.AMENDS:
            cut = self.guards.other(st, begin, named)
        return cut

    def _topical(self, begin: int, cut: int, base: Draft, target: Named | None) -> list[Draft]:
        """Provisions of the act that the article is about."""
        named = self.aims.units(begin, cut) if target is not None else ()
        return [replace(base, named=target, scope=Scope.PART, provisions=named)] if named else []

    def _kept(self, st: Statement, region: tuple[int, int], verb: Verb, found: list[Draft]) -> list[Draft]:
        """Documents kept, each whole or in part; "A; riêng Điều 5 tiếp tục …" keeps that article of A."""
        apart = self.keeping.apart(st, region[0], verb)
        if apart is not None:
            named = self.aims.units(apart, verb.start)
            return [replace(found[-1], scope=Scope.PART, provisions=named)] if named and found else []
        return self.keeping.settled(st, region[0], verb, found)

    def _unnamed(
        self,
        st: Statement,
        verb: Verb,
        region: tuple[int, int],
        base: Draft,
        target: Named | None,
        after: tuple[int, int] | None,
    ) -> tuple[list[Draft], Lead | None]:
        """A verb whose documents are not named: a list follows, an annex holds it, or provisions of a known act.

        ``after``: the words behind a verb that follows its subject; a list may stand there on the same line.
        """
        begin, end = region
        backward = after is not None
        words = st.text(begin, end)
        listed = bool(self.phrases["later_list"].search(words)) or st.words.rstrip().endswith(":")
        listed = listed or (backward and self.phrases["list_heading"].match(st.words) is not None)
        annex = self.phrases["in_annex"].search(self.flat, begin, end) is not None
        annex = annex and self.phrases["annex_documents"].search(words) is not None
        many = self.phrases["many"].search(words) is not None
        if base.kind is ClauseKind.KEEPS and backward and st.words.rstrip().endswith(":") and many:
            return [], self._over(st, base, part=False, annex=False)
        if base.kind is ClauseKind.KEEPS:
            return ([base] if self.phrases["subject_kept"].match(self.guards.plain(words)) else []), None
        if base.kind in ENDING or base.kind in (ClauseKind.APPLIES, ClauseKind.SUSPENDS):
            named = self.aims.units(begin, end) if target is not None and not annex else ()
            if named and target is not None and not backward:
                return [replace(base, named=target, scope=Scope.PART, provisions=named)], None
            if (many or listed or annex) and not (backward and self.phrases["noise_subject"].match(words)):
                part = bool(self.phrases["some_part"].search(words)) and not self.phrases["whole_word"].search(words)
                part = part or (after is not None and self.phrases["for_some"].match(st.text(*after)) is not None)
                inline = list(self._inline(st, after, base, part)) if after is not None else []
                return inline, self._over(st, base, part=part, annex=annex)
        if base.kind is ClauseKind.AMENDS and target is not None and not backward:
            named = self.aims.units(begin, end)
            return ([replace(base, named=target, scope=Scope.PART, provisions=named)] if named else []), None
        return [], None

    def _over(self, st: Statement, base: Draft, *, part: bool, annex: bool) -> Lead:
        """The lead that a line over a list is."""
        return Lead(
            kind=base.kind,
            level=0,
            article=None,
            on=base.on,
            until=base.until,
            exceptions=base.exceptions,
            part=part,
            annex=annex,
            waits_for=base.waits_for,
            territory=self.territories.named(st.words),
        )

    def _inline(self, st: Statement, after: tuple[int, int], base: Draft, part: bool) -> Iterator[Draft]:
        """Documents listed on the line of their verb: "Các Nghị quyết sau hết hiệu lực: số …; số …"."""
        colon = st.text(*after).find(":") + 1
        if colon:
            begin = after[0] + colon
            yield from self.aims.targets(st, list(st.mains(begin, after[1])), begin, replace(base, rule="list"), part)

    def _lead_of(
        self, st: Statement, verb: Verb, mains: list[Named], base: Draft, region: tuple[int, int]
    ) -> Lead | None:
        """A statement that names one act and ends with a colon leads provisions of it."""
        if not mains or verb.backward:
            return None
        colon = st.words.rstrip().endswith(":")
        if not colon and not self.phrases["first_item"].search(st.text(verb.end, mains[0].start)):
            return None
        only = mains[0] if colon and len(mains) == 1 else None
        return Lead(
            kind=base.kind,
            level=0,
            article=None,
            on=base.on,
            exceptions=base.exceptions,
            target=only,
            waits_for=base.waits_for,
        )

    def _implicit(self, st: Statement, mains: list[Named], region: tuple[int, int], base: Draft) -> Iterator[Draft]:
        begin, end = region
        start = mains[-1].end if mains else begin
        words = st.text(start, end)
        if mains:
            joins = [found.start() for found in self.phrases["join"].finditer(words)]
            words = words[joins[-1] :] if joins else ""
        noise = self.phrases["noise_subject"].match(words) and not self.phrases["subject_kept"].match(words)
        if self.phrases["implicit"].search(words) and not noise and not self.phrases["implicit_not"].search(words):
            yield Draft(kind=ClauseKind.IMPLICIT, named=None, scope=Scope.PART, on=base.on, rule="implicit")

    def _idle(self, st: Statement, verb: Verb, kind: ClauseKind) -> bool:
        """True for a forward verb that does nothing to a document: a task, a citation, an act on things."""
        if kind is not ClauseKind.AMENDS and kind not in ENDING:
            return False
        return self.guards.task(st, verb) or self.guards.cited(st, verb) or self.guards.things(st, verb, kind)

    def _words_only(self, kind: ClauseKind, words: str) -> bool:
        """True where words are taken out, or passages put in for passages: an amendment."""
        put_in = kind is ClauseKind.REPLACES and any(self.phrases[n].match(words) for n in ("passage", "mixed_words"))
        return put_in or self.phrases["phrase_change"].match(words) is not None

    def _subject(self, st: Statement, begin: int, end: int) -> str:
        """Words of a subject before the first document in it."""
        mains = st.mains(begin, end)
        return st.text(begin, mains[0].start if mains else end)

    def _own(self, st: Statement, begin: int, end: int) -> bool:
        """True when the subject is the document itself: its own term is no ending of another."""
        return not st.mains(begin, end) and self.phrases["self_subject"].match(st.text(begin, end)) is not None

    def _region(self, st: Statement, i: int) -> tuple[int, int]:
        verb = st.verbs[i]
        if not verb.backward:
            after = st.verbs[i + 1] if i + 1 < len(st.verbs) else None
            end = after.start if after else st.end
            if after is not None and after.backward:
                cut = st.text(verb.end, end).rfind(";")
                end = verb.end + cut if cut >= 0 else end
            return verb.end, end
        before = st.verbs[i - 1] if i else None
        if before is None:
            return st.start, verb.start
        between = st.text(before.end, verb.start)
        cut = between.find(";") if before.backward else between.rfind(";")
        return (before.end + cut + 1 if cut >= 0 else before.end if before.backward else verb.start), verb.start

    def _tail(self, st: Statement, i: int) -> tuple[int, int]:
        verb = st.verbs[i]
        end = st.verbs[i + 1].start if i + 1 < len(st.verbs) else st.end
        if verb.backward:
            cut = st.text(verb.end, end).find(";")
            end = verb.end + cut if cut >= 0 and i + 1 < len(st.verbs) else end
        return verb.end, end

    def _exception(self, st: Statement, begin: int, end: int) -> int | None:
        found = self.phrases["except"].search(st.text(begin, end))
        return begin + found.start() if found else None

    def _stop(self, st: Statement, start: int) -> int:
        cut = st.text(start, st.end).find(";")
        return start + cut if cut >= 0 else st.end

    def _by_document(self, st: Statement, verb: Verb) -> bool:
        """True where documents or provisions stand behind "được thay thế bằng", not words or things."""
        return self.phrases["by_document"].match(st.text(verb.end, st.end)) is not None

    def _first_day(
        self, st: Statement, at: int, words: str, backward: bool, kind: ClauseKind
    ) -> tuple[date | None, int | None]:
        """The day named in the words at a place, or the act whose effect decides it."""
        if backward and kind in ENDING and self.phrases["later_day"].match(words):
            return None, -1
        wait = waiting(st, at, at + len(words), self.phrases)
        on = self._from(words[: wait[0] - at] if wait else words, backward, kind in LASTING)
        wait = wait or opening_wait(st)
        return on, wait[2] if wait and on is None else None

    def _leading_day(self, st: Statement) -> date | None:
        """The day that opens a statement: "Kể từ ngày …, X hết hiệu lực"."""
        opens = self.phrases["leading_day"].match(st.words)
        found = self.phrases["date"].match(st.words, opens.end()) if opens else None
        return day(found) if found else None

    def _from(self, words: str, backward: bool, lasting: bool) -> date | None:
        own = self.phrases["own_day"].search(words)
        for found in self.phrases["date"].finditer(words):
            before = words[: found.start()]
            if backward and (found.start() > _NEAR or (own and own.start() < found.start())):
                return None
            if self.phrases["until"].search(before[-30:] + words[found.start() : found.end()]):
                continue
            if self.phrases["from_day" if backward or lasting else "counted_from"].search(before[-24:]):
                value = day(found)
                late = value is not None and self.phrases["after_day"].search(before[-24:])
                return value + timedelta(days=1) if value is not None and late else value
        return None

    def _until(self, words: str) -> date | None:
        for found in self.phrases["until"].finditer(words):
            when = self.phrases["date"].match(words, found.end())
            if when is not None and (value := day(when)) is not None:
                return value - timedelta(days=1) if found["before"] else value
            year = self.phrases["end_year"].match(words, found.end())
            if year is not None:
                return date(int(year["year"]), 12, 31)
        return None

    def _raw(self, start: int, end: int) -> str:
        return self.body[start:end].lower()

    def _quote(self, start: int, end: int) -> str:
        kept = "".join(b if f != " " else " " for b, f in zip(self.body[start:end], self.flat[start:end], strict=True))
        return " ".join(kept.split()).rstrip(" .;,/")
