"""Targets of a draft (văn bản chịu tác động): which of the documents named, whole or in part, with which provisions."""

from collections.abc import Iterator
from dataclasses import replace

from doccheck.model.provision import Provision
from doccheck.model.reading import ClauseKind, Scope
from doccheck.parse.draft import ENDING, Draft
from doccheck.parse.provisions import ProvisionReader
from doccheck.parse.statement import Named, Statement
from doccheck.rulebook.phrases_acting import ActingPhrases


class TargetReader:
    """Reads the targets of one verb or item."""

    def __init__(self, body: str, flat: str, phrases: ActingPhrases, provisions: ProvisionReader) -> None:
        self.body, self.flat, self.phrases, self.provisions = body, flat, phrases, provisions

    def targets(self, st: Statement, mains: list[Named], begin: int, base: Draft, part: bool) -> Iterator[Draft]:
        """Drafts of the documents named, each whole or in part."""
        before, carried, themed = begin, False, False
        for i, named in enumerate(mains):
            text = st.text(before, named.start)
            cut = 0 if before == begin else self._item_start(text)
            if before == begin or cut:
                phrase = self.units(before + cut, named.start)
                prefix = text[cut:]
                own = self.phrases["own_effect_head"].match(prefix) if before == begin else None
                prefix = prefix[own.end() :] if own else prefix
            else:
                phrase, prefix = self._beside(text, before, named)
            themed = themed or (not phrase and before == begin and self.phrases["theme"].match(prefix) is not None)
            if base.kind is ClauseKind.KEEPS and before == begin:
                prefix = self._last_item(prefix) or prefix
            inside = base.kind in ENDING and self.phrases["inside_act"].match(prefix) is not None
            whole = self.phrases["whole_word"].search(prefix) is not None
            annexed = self.phrases["whole_annexed"].match(prefix) is not None and not phrase
            some = bool(phrase) or (self.phrases["part_words"].search(prefix) is not None and not annexed and not whole)
            some = some or (carried and not cut and not whole)
            bare = self.phrases["type_only"].match(prefix) is not None
            some = some or inside or (themed and (bare or (before == begin and not annexed)))
            themed = (themed and bare) or (not phrase and self.phrases["theme"].match(prefix) is not None)
            carried = some and (not any(p.path[-1][1] for p in phrase) or self._spread(st, prefix, mains[i : i + 2]))
            scope = Scope.PART if some or part else Scope.WHOLE
            if base.kind not in ENDING or not self._amends_many(st, begin, mains[i : i + 2]):
                yield replace(base, named=named, scope=scope, provisions=phrase)
            before = named.end

    def _beside(self, text: str, before: int, named: Named) -> tuple[tuple[Provision, ...], str]:
        """Provisions and words of an item that follows a name without a semicolon."""
        close = self.provisions.before(self.body, named.start)
        if close is not None and close.span.start >= before:
            return close.provisions, text[close.span.start - before :]
        joins = [found.end() for found in self.phrases["and_join"].finditer(text)]
        at = joins[-1] if joins else 0
        if self.phrases["forms_listed"].match(text[at:]):
            return (), text[at:]
        units = self.provisions.find(self.body, before + at, named.start) if joins else ()
        if units and not text[at : units[0].span.start - before].strip():
            rest = text[units[0].span.end - before :].lstrip(" ,\n")
            if self.phrases["type_only"].match(rest):
                return units[0].provisions, text[at:]
        return (), self._last_item(text)

    def _amends_many(self, st: Statement, begin: int, pair: list[Named]) -> bool:
        """True for an act that amended several others, listed behind "được sửa đổi bởi:": it does not end with one."""
        if self.phrases["chain_colon"].search(st.text(begin, pair[0].start)) is None:
            return False
        title = st.text(pair[0].end, pair[1].start if len(pair) > 1 else st.end)
        return self.phrases["amends_many"].match(title) is not None

    def _spread(self, st: Statement, prefix: str, pair: list[Named]) -> bool:
        """True when a part stands in what came with several documents ("phần III kèm theo A và B")."""
        if len(pair) < 2 or self.phrases["attached"].search(prefix) is None:
            return False
        return self.phrases["plain_join"].match(st.text(pair[0].end, pair[1].start)) is not None

    def units(self, start: int, end: int) -> tuple[Provision, ...]:
        """Provisions named in a stretch, those of the document itself left out."""
        found = self.provisions.find(self.body, start, end)
        return tuple(p for one in found if not self._ours(one.span.end) for p in one.provisions)

    def _ours(self, end: int) -> bool:
        return self.phrases["of_self"].match(self.flat[end : end + 60]) is not None

    def _item_start(self, text: str) -> int:
        """Where the list item before a name begins: after the last semicolon, or an earlier one if units follow it."""
        cut = text.rfind(";") + 1
        while cut:
            earlier = text.rfind(";", 0, cut - 1) + 1
            unit = self.phrases["unit_word"].search(text, earlier, cut)
            if not earlier or unit is None or not self.phrases["prep_unit"].search(text[earlier - 1 : unit.start()]):
                return cut
            cut = earlier
        return cut

    def _last_item(self, text: str) -> str:
        """Words of the list item that a name closes."""
        joins = [found.start() for found in self.phrases["join"].finditer(text)]
        return text[joins[-1] + 1 :] if joins else ""
