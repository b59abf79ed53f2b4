"""Relative mentions (chỉ dẫn trong văn bản): the document itself, one named before, and names given on the way."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doccheck.model.number import DocNumber
from doccheck.model.reading import Role
from doccheck.parse.references_draft import Draft
from doccheck.parse.references_types import TypeReader
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.phrases import Phrases, alternation

_SELF, _NEAR, _ALONE = 0.98, 0.8, 0.4
_ALIAS_WORDS, _MAX_ALIASES = 12, 200
_OWNER_REACH, _ALIAS_GAP, _OWNERS = 1_500, 60, 8
_CHAIN, _LISTED, _ABOVE_REACH = 400, 40, 600
_JOINT, _BRACKET = "joint_", 6


class NearReader:
    """Reads mentions that point to the document itself or to one named before."""

    def __init__(self, phrases: Phrases, instruments: Instruments, types: TypeReader) -> None:
        self._types, self._instruments = types, instruments
        self_, above = phrases.words("references.self"), phrases.words("references.above")
        self._self = tuple(re.compile(f"{blank}{re.escape(w)}(?![^\\W_])") for w in self_ for blank in (" ", "\n"))
        self._above = tuple(re.compile(f"{blank}{re.escape(w)}(?![^\\W_])") for w in above for blank in (" ", "\n"))
        self._chain = phrases.pattern("references.amended_chain")
        words = "|".join(re.escape(name) for name, _ in instruments.names())
        amending = alternation(phrases.words("references.amending"))
        self._amending = re.compile(rf"(?:{words})\s{{1,9}}{amending}(?![^\W_])", re.IGNORECASE)
        self._several = phrases.pattern("references.several")
        self._above_before = re.compile(rf"\s(?:{alternation(phrases.words('references.above_before'))})$")
        self._above_end = phrases.pattern("references.above_end")
        self._alias = re.compile(
            rf"(?:{alternation(phrases.words('references.alias'))})\s{{1,40}}[\"“]?(?P<alias>[^\W\d_][^,.;:()\"”\n]{{3,80}}?)[\"”]?\s{{0,3}}\)"
        )

    def selves(self, text: str) -> Iterator[Draft]:
        """Mentions of the document itself."""
        for pattern in self._self:
            for found in pattern.finditer(text):
                head = self._types.ending(text, found.start() + 1)
                if head is not None:
                    yield Draft(
                        start=head[0],
                        end=found.end(),
                        after=found.end(),
                        rule="near.self",
                        instrument=head[1],
                        role=Role.SELF,
                        confidence=_SELF,
                    )

    def above(self, text: str) -> Iterator[Draft]:
        """Mentions of a document named before by its type alone."""
        for found in (m for pattern in self._above for m in pattern.finditer(text)):
            words = self._above_before.search(text, max(0, found.start() - 16), found.start())
            if words is None and self._above_end.match(text, found.end()) is None:
                continue
            head = self._types.ending(text, words.start() if words else found.start())
            if head is not None and head[1] not in self._types.ordinary and text[head[0]].isupper():
                many = self._several.search(text, max(0, head[0] - 16), head[0]) is not None
                yield Draft(
                    start=head[0],
                    end=found.end(),
                    after=found.end(),
                    rule="near.above",
                    instrument=head[1],
                    confidence=_ALONE,
                    plural=many,
                )

    def aliases(self, text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Later uses of names given by "sau đây gọi là …" to a document just named; the first giving counts."""
        named: dict[str, tuple[int, Draft]] = {}
        ends = [d.end for d in drafts]
        for found in self._alias.finditer(text):
            alias = " ".join(found["alias"].split())
            owner = self._owner(text, drafts, bisect_right(ends, found.start()) - 1, found.start(), alias)
            if owner is None or alias in named or len(named) >= _MAX_ALIASES or not self._is_name(alias):
                continue
            named[alias] = (found.end(), owner)
        if not named:
            return
        options = "|".join(r"\s+".join(map(re.escape, a.split())) for a in sorted(named, key=len, reverse=True))
        for use in re.finditer(rf"(?:{options})(?![^\W_])", text):
            given, owner = named[" ".join(use[0].split())]
            inside = given - len(use[0]) - _BRACKET <= use.start() < given
            if inside or use.start() >= given:
                yield replace(
                    owner,
                    start=use.start(),
                    end=use.end(),
                    after=use.end(),
                    rule="near.alias",
                    confidence=_NEAR,
                    listed=inside,
                )

    def _owner(self, text: str, drafts: Sequence[Draft], i: int, start: int, alias: str) -> Draft | None:
        """The document named last before an alias is given; of those whose titles reach there, one of its type.

        Behind "Luật A được sửa đổi bởi Luật B" it is the law that was amended, unless the name says otherwise.
        """
        head = self._type_of(alias)
        last: int | None = None
        for at in range(i, max(-1, i - _OWNERS - 1), -1):
            draft = drafts[at]
            if start - draft.end >= _OWNER_REACH:
                break
            if draft.role is Role.SELF:
                continue
            if start - draft.after > _ALIAS_GAP and last is None:
                return None
            if draft.instrument == head and start - draft.after <= _ALIAS_GAP:
                return drafts[self._amended(text, drafts, at, alias)]
            last = at if last is None else last
        return None if last is None else drafts[self._amended(text, drafts, last, alias)]

    def _amended(self, text: str, drafts: Sequence[Draft], at: int, alias: str) -> int:
        """The first of a chain "A được sửa đổi bởi B, C" that ends at ``at``, of the same type; else ``at``."""
        if self._amending.match(alias):
            return at
        for i in range(at, max(0, at - _OWNERS - 1), -1):
            gap = " ".join(text[drafts[i - 1].end : drafts[i].start].split()) + " "
            if len(gap) <= _CHAIN and self._chain.search(gap) and drafts[i - 1].instrument == drafts[at].instrument:
                return i - 1
            if len(gap) > _LISTED or any(sign in gap for sign in ".;:("):
                break
        return at

    def _type_of(self, alias: str) -> str | None:
        words = alias.split()
        for n in (4, 3, 2, 1):
            found = self._types.ending(" ".join(words[:n]), len(" ".join(words[:n])))
            if found is not None and found[0] == 0:
                return found[1]
        return None

    def _is_name(self, alias: str) -> bool:
        """True for a name that begins with a type word and has more words; one more where that is letters alone."""
        words = alias.split()
        if not (2 < len(words) <= _ALIAS_WORDS or (len(words) == 2 and words[1].isupper() and len(words[1]) > 1)):
            return False
        return any(self._types.ending(alias, len(" ".join(words[:n]))) is not None for n in (1, 2, 3))


def with_aliases(drafts: Sequence[Draft], aliases: Sequence[Draft]) -> list[Draft]:
    """Mentions with the names given on the way: the document that a name was given to is meant by it from then on.

    A short number of another type ("Đề án 89" for a decision) is the name; a law by title takes number and day over.
    Where a name is given (``listed``) only what was read there anyway is settled.
    """
    given = {(a.start, a.end): a for a in aliases}
    out: list[Draft] = []
    for draft in drafts:
        name = given.get((draft.start, draft.end))
        if name is None or (draft.number is not None and draft.number.symbol):
            out.append(draft)
        elif draft.rule.startswith("law.") and draft.instrument == name.instrument:
            out.append(
                replace(
                    draft,
                    number=name.number,
                    issued_on=name.issued_on,
                    year=name.year or draft.year,
                    title=name.title or draft.title,
                    rule="law.alias",
                )
            )
        elif draft.rule != "number.short" or draft.instrument == name.instrument:
            out.append(draft)
        elif name.listed:
            out.append(replace(name, listed=False))
    return [*out, *(alias for alias in aliases if not alias.listed)]


def settled(drafts: Sequence[Draft], instruments: Instruments) -> list[Draft]:
    """Short and relative mentions with the number of the one document before them that they can mean."""
    out: list[Draft] = []
    named = _Named(instruments)
    for draft in drafts:
        out.append(named.settle(draft) if draft.rule in {"number.short", "near.above"} else draft)
        if not draft.rule.startswith("near.") and draft.number is not None and draft.number.symbol:
            named.add(draft, draft.number)
    return out


class _Named:
    """The documents named so far by whole numbers."""

    def __init__(self, instruments: Instruments) -> None:
        self._instruments = instruments
        self._last: dict[str | None, list[Draft]] = {}
        self._by_serial: dict[str, dict[str | None, dict[str, Draft]]] = {}

    def add(self, draft: Draft, number: DocNumber) -> None:
        """Keep a document, and the two of its type that were named last."""
        last = self._last.setdefault(draft.instrument, [])
        last[:] = [*(d for d in last if d.number is None or d.number.key != number.key), draft][-2:]
        same = self._by_serial.setdefault(number.serial.lstrip("0"), {})
        same.setdefault(draft.instrument, {})[number.key] = draft

    def settle(self, draft: Draft) -> Draft:
        """A mention with the number of the document that it means; as it was where several fit, or none."""
        number = draft.number
        if draft.rule == "near.above":
            near = () if draft.plural else self._last.get(draft.instrument, ())
            close = [d for d in near if draft.start - d.end <= _ABOVE_REACH] or near[-1:]
            return _take(draft, close[0], "near.above") if len(close) == 1 else draft
        if number is None:
            return draft
        same = self._by_serial.get(number.serial.lstrip("0"), {})
        kin = same.get(draft.instrument) or same.get(f"{_JOINT}{draft.instrument}") or self._issued_with(draft, same)
        meant = [d for d in kin.values() if d.number is not None and number.year in (None, d.number.year)]
        return _take(draft, meant[0], "near.short") if len(meant) == 1 else draft

    def _issued_with(self, draft: Draft, same: dict[str | None, dict[str, Draft]]) -> dict[str, Draft]:
        """What is called by the number of the document that approves it: its type stands in that one's title."""
        if draft.instrument is None or not self._instruments.get(draft.instrument).administrative:
            return {}
        name = self._instruments.name(draft.instrument).casefold()
        owners = (d for drafts in same.values() for d in drafts.values())
        return {d.number.key: d for d in owners if d.number is not None and name in (d.title or "").casefold()}


def _take(draft: Draft, from_: Draft, rule: str) -> Draft:
    return replace(
        draft,
        number=from_.number,
        instrument=from_.instrument,
        issued_on=draft.issued_on or from_.issued_on,
        issuer=draft.issuer or from_.issuer,
        year=from_.year,
        rule=rule,
        confidence=_NEAR,
    )
