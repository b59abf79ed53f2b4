"""Relative mentions (chỉ dẫn trong văn bản): the document itself, one named before, and names given on the way."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from doccheck.model.number import DocNumber
from doccheck.model.reading import Role
from doccheck.parse.references_draft import Draft
from doccheck.parse.references_types import TypeReader
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.phrases import Phrases, alternation

_SELF, _NEAR, _ALONE = 0.98, 0.8, 0.4
_ALIAS_WORDS = 12


class NearReader:
    """Reads mentions that point to the document itself or to one named before."""

    def __init__(self, phrases: Phrases, instruments: Instruments, types: TypeReader) -> None:
        self._types, self._instruments = types, instruments
        self_, above = phrases.words("references.self"), phrases.words("references.above")
        self._self = tuple(re.compile(f"{blank}{re.escape(w)}(?![^\\W_])") for w in self_ for blank in (" ", "\n"))
        self._above = tuple(re.compile(f"{blank}{re.escape(w)}(?![^\\W_])") for w in above for blank in (" ", "\n"))
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
                yield Draft(
                    start=head[0],
                    end=found.end(),
                    after=found.end(),
                    rule="near.above",
                    instrument=head[1],
                    confidence=_ALONE,
                )

    def aliases(self, text: str, drafts: Sequence[Draft]) -> Iterator[Draft]:
        """Later uses of names given by "sau đây gọi là …" to a document just named."""
        for found in self._alias.finditer(text):
            alias = " ".join(found["alias"].split())
            owner = next((d for d in reversed(drafts) if d.end <= found.start() and d.role is not Role.SELF), None)
            if owner is None or found.start() - owner.after > 60 or len(alias.split()) > _ALIAS_WORDS:
                continue
            if not self._types.ending(alias, len(alias.split()[0]) + len(alias.split()[1]) + 1 if " " in alias else 0):
                continue
            for use in re.finditer(r"\s+".join(map(re.escape, alias.split())) + r"(?![^\W_])", text[found.end() :]):
                start = found.end() + use.start()
                end = found.end() + use.end()
                yield replace(owner, start=start, end=end, after=end, rule="near.alias", confidence=_NEAR, listed=False)


def settled(drafts: Sequence[Draft]) -> list[Draft]:
    """Short and relative mentions with the number of the one document before them that they can mean."""
    out: list[Draft] = []
    for draft in drafts:
        out.append(_settle(draft, out) if draft.rule in {"number.short", "near.above"} else draft)
    return out


def _settle(draft: Draft, before: Sequence[Draft]) -> Draft:
    if draft.rule == "near.above":
        near = next((d for d in reversed(before) if d.instrument == draft.instrument and _full(d.number)), None)
        return draft if near is None else _take(draft, near, "near.above")
    number = draft.number
    if number is None:
        return draft
    serial = number.serial.lstrip("0")
    meant = {
        d.number.key: d
        for d in before
        if d.number is not None
        and _full(d.number)
        and d.instrument == draft.instrument
        and d.number.serial.lstrip("0") == serial
        and number.year in (None, d.number.year)
    }
    return _take(draft, next(iter(meant.values())), "near.short") if len(meant) == 1 else draft


def _take(draft: Draft, from_: Draft, rule: str) -> Draft:
    return replace(
        draft,
        number=from_.number,
        issued_on=draft.issued_on or from_.issued_on,
        issuer=draft.issuer or from_.issuer,
        year=from_.year,
        rule=rule,
        confidence=_NEAR,
    )


def _full(number: DocNumber | None) -> bool:
    return number is not None and bool(number.symbol)
