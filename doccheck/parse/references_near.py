"""Relative mentions (chỉ dẫn trong văn bản): the document itself, one named before, and names given on the way."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doccheck.model.reading import Role
from doccheck.parse.references_draft import Draft
from doccheck.parse.references_types import TypeReader
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.phrases import Phrases, alternation

_SELF, _NEAR, _ALONE = 0.98, 0.8, 0.4
_ALIAS_WORDS, _MAX_ALIASES = 12, 200
_OWNER_REACH, _ALIAS_GAP, _OWNERS = 1_500, 60, 8
_JOINT, _BRACKET = "joint_", 6


class NearReader:
    """Reads mentions that point to the document itself or to one named before."""

    def __init__(self, phrases: Phrases, instruments: Instruments, types: TypeReader) -> None:
        self._types, self._instruments = types, instruments
        self_, above = phrases.words("references.self"), phrases.words("references.above")
        self._self = tuple(re.compile(f"{blank}{re.escape(w)}(?![^\\W_])") for w in self_ for blank in (" ", "\n"))
        self._above = tuple(re.compile(f"{blank}{re.escape(w)}(?![^\\W_])") for w in above for blank in (" ", "\n"))
        self._several = phrases.pattern("references.several")
        self._above_before = re.compile(rf"\s(?:{alternation(phrases.words('references.above_before'))})$")
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
            owner = self._owner(drafts, bisect_right(ends, found.start()) - 1, found.start(), alias)
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

    def _owner(self, drafts: Sequence[Draft], i: int, start: int, alias: str) -> Draft | None:
        """The document named last before an alias is given; of those whose titles reach there, one of its type."""
        head = self._type_of(alias)
        last: Draft | None = None
        for draft in reversed(drafts[max(0, i - _OWNERS) : i + 1]):
            if start - draft.end >= _OWNER_REACH:
                break
            if draft.role is Role.SELF:
                continue
            if start - draft.after > _ALIAS_GAP and last is None:
                return None
            if draft.instrument == head and start - draft.after <= _ALIAS_GAP:
                return draft
            last = last or draft
        return last

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


def settled(drafts: Sequence[Draft]) -> list[Draft]:
    """Short and relative mentions with the number of the one document before them that they can mean."""
    out: list[Draft] = []
    last: dict[str | None, Draft] = {}
    by_serial: dict[tuple[str | None, str], dict[str, Draft]] = {}
    for draft in drafts:
        settled_ = _settle(draft, last, by_serial) if draft.rule in {"number.short", "near.above"} else draft
        out.append(settled_)
        if draft.rule.startswith("near.") or draft.number is None or not draft.number.symbol:
            continue
        last[draft.instrument] = draft
        serial = draft.number.serial.lstrip("0")
        by_serial.setdefault((draft.instrument, serial), {})[draft.number.key] = draft
    return out


def _settle(
    draft: Draft, last: dict[str | None, Draft], by_serial: dict[tuple[str | None, str], dict[str, Draft]]
) -> Draft:
    if draft.rule == "near.above":
        if draft.plural:
            return draft
        near = last.get(draft.instrument)
        return draft if near is None else _take(draft, near, "near.above")
    number = draft.number
    if number is None:
        return draft
    serial = number.serial.lstrip("0")
    same = by_serial.get((draft.instrument, serial)) or by_serial.get((f"{_JOINT}{draft.instrument}", serial), {})
    meant = [d for d in same.values() if d.number is not None and number.year in (None, d.number.year)]
    return _take(draft, meant[0], "near.short") if len(meant) == 1 else draft


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
