"""Guards of acting clauses (lưới chặn): what an acting verb near a document's name does not do to that document.

Tasks and plans, papers and people under a document, a document named only as a rule or as what amended another, and
acts of an organ that stands below the target's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from doccheck.model.reading import ClauseKind, Header, Reference
from doccheck.parse.draft import ENDING, Draft
from doccheck.parse.statement import Named, Statement, Verb
from doccheck.rulebook.phrases_acting import ActingPhrases

_BACK = 60
_PARTY = "dang"
_UNSURE = frozenset({None, "report"})


@dataclass(frozen=True, slots=True)
class Guards:
    """What the words around a verb say against a clause."""

    phrases: ActingPhrases

    def task(self, st: Statement, verb: Verb) -> bool:
        """True for a verb that tells a task, a plan or a power: the act that would do it is still to come."""
        named = [n.start for n in st.named]
        head = st.text(st.start, min([verb.start, st.verbs[0].start, *named]))
        if self.phrases["task_before"].search(head):
            return True
        if self.phrases["plan_of_act"].search(st.text(max(st.start, verb.start - _BACK), verb.start)):
            return True
        after = st.text(verb.end, st.end)
        if self.phrases["by_power"].match(after):
            return True
        return verb.kind is ClauseKind.AMENDS and self.phrases["task_after"].search(after) is not None

    def cited(self, st: Statement, verb: Verb) -> bool:
        """True for a verb inside the title of a document that the statement only cites."""
        before = [n for n in st.named if n.start < verb.start]
        if not before or st.verbs[0] is not verb:
            return False
        head = st.text(st.start, verb.start)
        gap = st.text(before[-1].end, verb.start)
        return ";" not in gap and self.phrases["self"].search(head) is None and before[0].start != st.start

    def things(self, st: Statement, verb: Verb, kind: ClauseKind) -> bool:
        """True when a forward verb acts on papers, money or results."""
        after = st.text(verb.end, st.end)
        if kind is ClauseKind.AMENDS:
            thing = self.phrases["other_thing"].match(after) is not None and not self.follows(st)
            return thing or self.phrases["money"].match(after) is not None
        return kind in ENDING and self.phrases["noise_object"].match(after) is not None

    def follows(self, st: Statement) -> bool:
        """True when the new words follow the statement."""
        return self.phrases["as_follows"].search(st.words) is not None

    def other(self, st: Statement, begin: int, named: Named) -> int | None:
        """Where "theo quy định tại" begins, when it leads an amendment's words to a document that is only a rule."""
        words = st.text(begin, named.start)
        found = self.phrases["by_form"].search(words)
        if found is None and not self.follows(st):
            found = self.phrases["other_object"].search(words)
        return None if found is None else begin + found.start()

    def amender(self, st: Statement, begin: int, named: Named) -> int | None:
        """Where "đã được sửa đổi tại …" begins, when the document is only what amended the provisions before it."""
        gap = st.text(begin, named.start)
        found = self.phrases["amended_unit"].match(gap)
        if found is None:
            return None
        start = self.phrases["amended_begin"].search(gap)
        return begin + (start.start() if start else found.start("was"))

    def against(self, st: Statement, begin: int, named: Named) -> bool:
        """True when a document is the measure of what is contrary to it."""
        return self.phrases["against"].search(st.text(begin, named.start)) is not None

    def papers(self, words: str) -> bool:
        """True when papers, people, contracts or cases under a document end, not the document."""
        return (
            self.phrases["noise_head"].match(words) is not None or self.phrases["people_head"].match(words) is not None
        )

    def owned(self, st: Statement, verb: Verb) -> bool:
        """True when contracts or papers named behind the verb are what ends."""
        return self.phrases["own_object"].match(st.text(verb.end, st.end)) is not None

    def conditional(self, st: Statement, begin: int, end: int) -> bool:
        """True when the subject stands after a condition or a point in time: it is not ended here."""
        mains = st.mains(begin, end)
        words = self.plain(st.text(begin, mains[0].start if mains else begin))
        if self.phrases["condition"].search(words) or self.phrases["when_ended"].search(words):
            return True
        return bool(mains) and self.phrases["until_words"].search(self.plain(st.text(mains[-1].end, end))) is not None

    def plain(self, words: str) -> str:
        """Words without days."""
        return self.phrases["date"].sub(" ", self.phrases["own_day"].sub(" ", words))


@dataclass(frozen=True, slots=True)
class Standing:
    """Who may act on whom: a document of a lower kind or organ does not amend or end a higher one's."""

    phrases: ActingPhrases
    references: Sequence[Reference]
    header: Header

    def refused(self, draft: Draft, flat: str, *, firm: bool) -> bool:
        """True for a target that this document cannot act on, a judgment, or the code of a form.

        What is said plainly is read even against the ranks: others are to find that. ``firm``: the new words follow, or
        the name opens its item.
        """
        if draft.named is None:
            return False
        one = self.references[draft.named.index]
        if one.number is not None and self.phrases["court_symbol"].search(one.number.key):
            return True
        before = flat[max(0, one.span.start - _BACK) : one.span.start]
        if one.instrument in _UNSURE and self.phrases["form_code"].search(before):
            return True
        if draft.kind in ENDING:
            return (draft.rule == "annex" or (draft.rule == "list" and not firm)) and self._beneath(one)
        acts = draft.kind in (ClauseKind.AMENDS, ClauseKind.SUSPENDS, ClauseKind.EXTENDS)
        return acts and not firm and not draft.rule.endswith(".subject") and self._beneath(one)

    def _beneath(self, one: Reference) -> bool:
        if self.header.number is None:
            return False
        mine = self.header.instrument.value if self.header.instrument else ""
        if one.instrument in self.phrases.tables["beneath"].get(mine, "").split():
            return True
        own = [issuer.value for issuer in self.header.issuers]
        if not own or not one.issuers:
            return False
        if any(_party(issuer) for issuer in own) != any(_party(issuer) for issuer in one.issuers):
            return True
        heights = self.phrases.tables["height"]
        return min(_height(issuer, heights) for issuer in own) > 3 >= min(_height(i, heights) for i in one.issuers)


def _party(issuer: str) -> bool:
    return issuer == _PARTY or issuer.startswith(f"{_PARTY}/")


def _height(issuer: str, heights: Mapping[str, str]) -> int:
    return int(heights.get(issuer, "5"))
