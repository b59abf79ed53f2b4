"""Section ``cards``: a card a check (thẻ kiểm tra), ``rules/checks/*.yaml``.

A card holds the check's code, name, levels, sentences, legal basis by period, traps, competing explanation and cases.
It holds no condition: the predicate is the function of the same stem in ``doccheck/checks/``.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import Field

from doccheck.model.report import Level
from doccheck.rulebook.card_cases import Case, CaseKind
from doccheck.rulebook.holes import holes, trouble
from doccheck.rulebook.load import Mistakes, Section, validate

Where = tuple[str | int, ...]

CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*")


class Words(Section):
    """A sentence in both languages."""

    vi: str
    en: str

    def __getitem__(self, lang: str) -> str:
        """The sentence in ``lang``; Vietnamese unless English is asked."""
        return self.en if lang == "en" else self.vi


class Dated(Section):
    """A row that holds from a day to a day, both inclusive; open where a day is not given."""

    from_: date | None = Field(default=None, alias="from")
    to: date | None = None

    def holds(self, day: date | None) -> bool:
        """True when the row holds on a day; an unknown day is held by the rows without bounds."""
        if day is None:
            return self.from_ is None and self.to is None
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


class Basis(Dated):
    """Legal basis (căn cứ pháp lý) of the finding on a day; ``certainty`` H read, M secondary, L memory."""

    text: str
    certainty: Literal["H", "M", "L"] = "H"


class LevelRow(Dated):
    """A level that holds in a period only."""

    level: Level


class Variant(Section):
    """One way in which the check speaks: its level, by period where the law changed, and its sentence."""

    level: Level | None = None
    levels: list[LevelRow] = []
    message: Words
    action: Words | None = None

    def at(self, day: date | None) -> Level | None:
        """The level on a day; None: the check is silent then."""
        for row in self.levels:
            if row.holds(day):
                return row.level
        return self.level


class Card(Section):
    """A check's card. ``clock`` is the day that picks level and basis: of issue, asked, or of the event.

    ``consolidated``: the check speaks of consolidated texts too, whose words belong to the acts behind them.
    """

    code: str
    name: Words
    family: Literal["status", "basis", "citation", "authority", "number", "effect", "signature", "organ", "repeal",
                    "registry", "procedure", "reading"]  # fmt: skip
    certainty: Literal["c1", "c2", "c3"]
    clock: Literal["issued", "as_of", "event"] = "issued"
    basis: list[Basis] = Field(min_length=1)
    variants: dict[str, Variant]
    why: Words
    action: Words
    alternative: Words
    traps: list[Words] = []
    days: dict[str, date] = {}
    words: dict[str, list[str]] = {}
    consolidated: bool = False
    cases: list[Case] = Field(min_length=3)

    @property
    def stem(self) -> str:
        """File stem of the card and of its function."""
        return stem(self.code)

    def variant(self, name: str) -> Variant:
        """The variant, or the default one where the card has no sentence of its own for it."""
        return self.variants.get(name) or self.variants["default"]

    def basis_on(self, day: date | None) -> tuple[str, ...]:
        """Legal bases that hold on a day, those of unsure source marked by the caller."""
        held = tuple(row.text for row in self.basis if row.holds(day))
        return held or (self.basis[-1].text,)


class Forbidden(Section):
    """A sentence that no card may print; ``unless`` are words that make it right, ``only`` a class of certainty."""

    pattern: str
    unless: str | None = None
    only: Literal["c1", "c2", "c3"] | None = None
    reason: Words


class ForbiddenFile(Section):
    """``rules/vn/forbidden.yaml``."""

    sentences: list[Forbidden]


def stem(code: str) -> str:
    """File stem of a code: ``ST-EXP`` is ``st_exp``."""
    return code.lower().replace("-", "_")


def placeholders(sentence: str) -> frozenset[str]:
    """Names in braces in a sentence."""
    return frozenset(holes(sentence))


def forbidden_sentences(folder: Path, mistakes: Mistakes) -> tuple[Forbidden, ...]:
    """Sentences that no card may print (câu không bao giờ được in)."""
    path = folder / "vn" / "forbidden.yaml"
    page = validate(path, ForbiddenFile, mistakes)
    found = []
    for i, row in enumerate(page.sentences if page else ()):
        try:
            re.compile(row.pattern)
            re.compile(row.unless or "")
        except re.error as error:
            mistakes.at(path, ("sentences", i), f"sentence {i + 1}: pattern is broken: {error}")
        else:
            found.append(row)
    return tuple(found)


def load(folder: Path, mistakes: Mistakes) -> Mapping[str, Card]:
    """All cards of a rule folder by code; mistakes are gathered, not raised."""
    forbidden = forbidden_sentences(folder, mistakes)
    cards: dict[str, Card] = {}
    for path in sorted((folder / "checks").glob("*.yaml")):
        card = validate(path, Card, mistakes)
        if card is None:
            continue
        for where, problem in (*_faults(card, path.stem), *_braces(card), *_misspoken(card, forbidden)):
            mistakes.at(path, where, problem)
        cards[card.code] = card
    return cards


def spoken(card: Card) -> Iterator[tuple[Where, str]]:
    """Every sentence that the card can print, with its place in the file (câu của thẻ)."""
    pairs: list[tuple[Where, Words]] = [
        (("name",), card.name), (("action",), card.action), (("alternative",), card.alternative),
    ]  # fmt: skip
    for key, variant in card.variants.items():
        pairs.append((("variants", key, "message"), variant.message))
        if variant.action:
            pairs.append((("variants", key, "action"), variant.action))
    for where, words in pairs:
        yield (*where, "vi"), words.vi
        yield (*where, "en"), words.en


def sentences(card: Card) -> tuple[str, ...]:
    """Every sentence that the card can print, in both languages."""
    return tuple(text for _, text in spoken(card))


def misspoken(card: Card, forbidden: tuple[Forbidden, ...]) -> tuple[str, ...]:
    """What the card would print and must not (câu không bao giờ được in)."""
    return tuple(problem for _, problem in _misspoken(card, forbidden))


def _misspoken(card: Card, forbidden: tuple[Forbidden, ...]) -> Iterator[tuple[Where, str]]:
    for rule in forbidden:
        if rule.only is not None and rule.only != card.certainty:
            continue
        for where, text in spoken(card):
            rest = re.sub(rule.unless, " ", text, flags=re.IGNORECASE) if rule.unless else text
            if re.search(rule.pattern, rest, flags=re.IGNORECASE):
                yield where, f"{text!r}: {rule.reason.en}"


def _braces(card: Card) -> Iterator[tuple[Where, str]]:
    """Braces that are no plain placeholders, and placeholders where nothing is filled in."""
    for where, text in spoken(card):
        problem = trouble(text)
        if problem:
            yield where, problem
        elif where[0] == "name" and holes(text):
            yield where, "no placeholder is filled in here"
    still: list[tuple[Where, Words]] = [(("why",), card.why), *((("traps", i), t) for i, t in enumerate(card.traps))]
    for start, words in still:
        for lang in ("vi", "en"):
            if trouble(words[lang]) or holes(words[lang]):
                yield (*start, lang), "no placeholder is filled in here"


def _faults(card: Card, name: str) -> Iterator[tuple[Where, str]]:
    if not CODE.fullmatch(card.code) or stem(card.code) != name:
        yield (), f"code: {card.code!r} belongs in {stem(card.code)}.yaml"
    if "default" not in card.variants:
        yield ("variants",), "variants: 'default' is missing"
    for kind in CaseKind:
        if not any(case.kind is kind for case in card.cases):
            yield ("cases",), f"cases: no case of kind {kind.value!r}"
    for key, variant in card.variants.items():
        words = variant.message
        if not any(map(trouble, (words.vi, words.en))) and placeholders(words.vi) != placeholders(words.en):
            where = ("variants", key, "message")
            yield where, f"variants.{key}.message: the two languages do not name the same placeholders"
    for i, case in enumerate(card.cases):
        if (case.kind is CaseKind.HIT) != bool(case.expect):
            yield ("cases", i), f"cases: {case.name!r} is a {case.kind.value} and expects {case.expect or 'nothing'}"
