"""What a clause keeps in force (tiếp tục có hiệu lực, tiếp tục áp dụng), told by what may stand there.

Kept is a document that is the subject itself, by its provisions or by its rules ("các quy định về … tại …"), or the
object of "tiếp tục áp dụng" when nothing but provisions stands between. All else goes on under a document, and says
nothing of the document's own life.
"""

from dataclasses import dataclass, replace

from doccheck.model.reading import Scope
from doccheck.parse.draft import Draft
from doccheck.parse.statement import Named, Statement, Verb
from doccheck.rulebook.phrases_acting import ActingPhrases

_SIGNS = " *_|-\u2013\u2014+\n\t,:"


@dataclass(frozen=True, slots=True)
class Keeping:
    """Reads which documents a verb of keeping keeps."""

    phrases: ActingPhrases

    def place(self, st: Statement, region: tuple[int, int], verb: Verb, stop: int) -> tuple[int, int, bool] | None:
        """Where the documents kept stand, and whether before the verb; None when nothing is kept."""
        if self.object(st, region, verb, stop):
            return verb.end, self.until(st, verb.end, stop), False
        begin = self.begin(st, *region)
        if st.mains(begin, verb.start):
            return (begin, region[1], True) if self.subject(st, begin, verb) else None
        words = self._plain(st.text(begin, verb.start))
        known = not words.strip(_SIGNS) or self.phrases["keep_lead"].match(words) is not None
        return (begin, region[1], True) if known and not st.mains(verb.end, self.until(st, verb.end, stop)) else None

    def begin(self, st: Statement, start: int, end: int) -> int:
        """Where the subject begins behind "Trong thời gian …,"."""
        found = self.phrases["keep_time"].match(st.text(start, end))
        return start + found.end() if found else start

    def until(self, st: Statement, start: int, end: int) -> int:
        """Where the end of the keeping is told: documents after it are not kept."""
        found = self.phrases["until_words"].search(st.text(start, end))
        return start + found.start() if found else end

    def object(self, st: Statement, region: tuple[int, int], verb: Verb, stop: int) -> bool:
        """True when the documents kept stand behind the verb."""
        mains = st.mains(verb.end, self.until(st, verb.end, stop))
        if not mains:
            return False
        subject, gap = self._plain(st.text(region[0], verb.start)).strip(_SIGNS), st.text(verb.end, mains[0].start)
        if self.phrases["many"].search(subject) and not st.mains(region[0], verb.start):
            return self.phrases["keep_list"].match(gap) is not None
        if self.phrases["forward_keep"].search(st.text(verb.start, verb.end)) is None:
            return False
        if subject:
            if self.phrases["keep_rules"].match(subject) is None:
                return False
            whole = st.text(region[0], verb.start)
            if self._reaches(gap):
                return not self._cases(whole)
            timed = self.phrases["keep_span"].match(subject) is not None
            return timed and self._holds(gap) and not self._cases(whole[whole.rfind(",") + 1 :])
        task = self.phrases["keep_task"].match(st.text(verb.start, verb.end)) is not None
        if task and self.phrases["until"].search(st.text(verb.end, st.end)) is None:
            return False
        return self._reaches(gap) or self._holds(gap)

    def subject(self, st: Statement, begin: int, verb: Verb) -> bool:
        """True when what stands before the verb is a document, provisions of it or its rules."""
        mains = st.mains(begin, verb.start)
        if not mains or self.phrases["keep_tail"].match(st.text(verb.start, st.end)) is None:
            return False
        if self.phrases["keep_between"].search(st.text(mains[-1].end, verb.start)):
            return False
        return self.head(st.text(begin, mains[0].start))

    def head(self, words: str) -> bool:
        """True when the words before the first document name nothing but it, its provisions or its rules."""
        if self.phrases["keep_aside"].search(words):
            return False
        return self.phrases["keep_subject"].match(self._plain(words)) is not None

    def apart(self, st: Statement, begin: int, verb: Verb) -> int | None:
        """Where "; riêng …" parts what is kept from the document named before it."""
        mains = st.mains(begin, verb.start)
        found = self.phrases["keep_rest"].search(st.text(mains[-1].end, verb.start)) if mains else None
        return None if found is None else mains[-1].end + found.end()

    def settled(self, st: Statement, begin: int, verb: Verb, found: list[Draft]) -> list[Draft]:
        """The drafts with their scope: rules of several documents are parts of each; what is only cited is left out."""
        first = next((d.named for d in found if d.named is not None), None)
        if first is None:
            return found
        behind = first.start >= verb.end
        words = st.text(verb.end if behind else begin, first.start)
        subject = self._plain(st.text(begin, verb.start)).strip(_SIGNS)
        parts = behind and bool(subject) and self.phrases["many"].search(subject) is None
        parts = parts or self.phrases["keep_part"].match(self._plain(words)) is not None
        out: list[Draft] = []
        for one in found:
            if one.named is None or (one.named is not first and self._cited(st, begin, one.named)):
                continue
            parts = parts and (behind or ";" not in st.text(first.end, one.named.start))
            out.append(replace(one, scope=Scope.PART) if parts else one)
        return out

    def _cited(self, st: Statement, begin: int, named: Named) -> bool:
        before = st.text(begin, named.start)
        return self.phrases["keep_cited"].search(before[before.rfind(";") + 1 :]) is not None

    def _reaches(self, gap: str) -> bool:
        return self.phrases["keep_object"].match(gap) is not None

    def _holds(self, gap: str) -> bool:
        return self.phrases["keep_content"].match(gap) is not None

    def _cases(self, words: str) -> bool:
        return self.phrases["keep_cases"].search(words) is not None

    def _plain(self, words: str) -> str:
        return self.phrases["date"].sub(" ", self.phrases["own_day"].sub(" ", words))
