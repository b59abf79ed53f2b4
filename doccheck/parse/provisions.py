"""Provision phrases (cụm chỉ điều, khoản, điểm): "khoản 2 và khoản 3 Điều 5" read into complete provisions.

A phrase is a row of items, each a unit with its labels, linked by nothing ("khoản 2 Điều 5": the second holds the
first), by a list sign ("Điều 2, Điều 3") or by a range word ("từ Điều 3 đến Điều 7"). Narrow items without a holder of
their own inherit the next wider item to the right.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from doccheck.model.provision import Provision, Unit
from doccheck.model.text import Span
from doccheck.rulebook.provisions import ProvisionWords

_ORDER = list(Unit)
_MAX_RANGE = 60
_NEAR = 60
_EDGE = r"(?![^\W_]|[./,]\d|/)"


class Link(Enum):
    """How an item hangs on the one before it."""

    FIRST = "first"
    HELD = "held"
    LIST = "list"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Item:
    """A unit with its labels, as it stands in a phrase."""

    unit: Unit
    labels: tuple[str, ...]
    link: Link
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvisionPhrase:
    """A phrase in the text and the provisions that it names."""

    span: Span
    provisions: tuple[Provision, ...]


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True)) or "(?!)"


class ProvisionReader:
    """Reads provision phrases with the words of the rulebook."""

    def __init__(self, words: ProvisionWords) -> None:
        joins = {kind: _words(found) for kind, found in words.joins.items()}
        none = "(?!)"
        plural, and_, to = joins.get("plural", none), joins.get("and", none), joins.get("to", none)
        from_, of = joins.get("from", none), joins.get("of", none)
        self._letters = words.letters
        self._bare = words.bare
        self._unit_of = {re.sub(r"\s+", " ", name.casefold()): unit for name, unit in words.names}
        names = _words(name for name, _ in words.names)
        self._near = re.compile(rf"(?i:{names})")
        lead = rf"(?:(?i:{plural})\s+)?(?:(?i:{from_})\s+)?"
        self._open = re.compile(rf"{lead}(?<![^\W_])(?P<name>(?i:{names}))(?![^\W_])")
        self._label = {
            unit: re.compile(rf"\s{{1,3}}(?:(?i:{from_})\s+)?(?P<label>{shape}){_EDGE}")
            for unit, shape in words.label.items()
        }
        list_sign = rf"\s*[,;]\s*(?:(?i:{and_})\s+)?|\s+(?i:{and_})\s+"
        self._more = {
            unit: re.compile(
                rf"(?:(?P<range>\s+(?i:{to})\s+|\s?[-\u2013]\s?)|(?:{list_sign})(?:(?i:{from_})\s+)?)(?P<label>{shape}){_EDGE}"
            )
            for unit, shape in words.label.items()
        }
        self._link = re.compile(
            rf"(?P<range>\s*[,]?\s*(?i:{to})\s+)|(?P<list>{list_sign})|(?P<held>\s+(?:(?i:{of})\s+)?|\s*\(\s*)"
        )
        dropped = _words(words.dropped)
        self._skip = re.compile(rf"(?i:(?:{dropped})\s+(?:\S{{1,6}}\s+){{0,2}})?")
        bridge = _words(words.bridge)
        self._bridge = re.compile(rf"\s*(?:(?i:{bridge})\s*){{0,3}}$")

    def find(self, text: str, start: int = 0, end: int | None = None) -> tuple[ProvisionPhrase, ...]:
        """All phrases in a stretch of the text, in order."""
        return tuple(self._phrases(text, start, len(text) if end is None else end))

    def before(self, text: str, end: int, reach: int = 260) -> ProvisionPhrase | None:
        """The phrase that belongs to the document named at ``end``: only bridge words stand between."""
        if self._near.search(text, max(0, end - _NEAR), end) is None:
            return None
        phrases = self.find(text, max(0, end - reach), end)
        if phrases and self._bridge.match(text, phrases[-1].span.end, end):
            return phrases[-1]
        return None

    def _phrases(self, text: str, start: int, end: int) -> Iterator[ProvisionPhrase]:
        position = start
        while (first := self._open.search(text, position, end)) is not None:
            item = self._item(text, first, Link.FIRST, end)
            if item is None:
                position = first.end()
                continue
            items = [item]
            while (more := self._next(text, items[-1], end)) is not None:
                items.append(more)
            position = items[-1].end
            yield ProvisionPhrase(
                span=Span(items[0].start, items[-1].end), provisions=tuple(_resolve(self._ranged(items)))
            )

    def _next(self, text: str, last: Item, end: int) -> Item | None:
        link = self._link.match(text, last.end, end)
        if link is None:
            return None
        skip = self._skip.match(text, link.end(), end)
        opened = self._open.match(text, skip.end() if skip else link.end(), end)
        if opened is None:
            return None
        kind = Link.RANGE if link["range"] else Link.LIST if link["list"] else Link.HELD
        return self._item(text, opened, kind, end)

    def _item(self, text: str, opened: re.Match[str], link: Link, end: int) -> Item | None:
        unit = self._unit_of[re.sub(r"\s+", " ", opened["name"].casefold())]
        first = self._label[unit].match(text, opened.end(), end)
        if first is None:
            if unit not in self._bare or not opened["name"][0].isupper():
                return None
            return Item(unit, ("",), link, opened.start(), opened.end())
        labels, position = [first["label"]], first.end()
        while (more := self._more[unit].match(text, position, end)) is not None:
            labels += self._between(labels[-1], more["label"]) if more["range"] else []
            labels.append(more["label"])
            position = more.end()
        return Item(unit, tuple(labels), link, opened.start(), position)

    def _ranged(self, items: list[Item]) -> list[Item]:
        out: list[Item] = []
        for item in items:
            if item.link is Link.RANGE and out and out[-1].unit is item.unit:
                labels = (*out[-1].labels, *self._between(out[-1].labels[-1], item.labels[0]), *item.labels)
                out[-1] = replace(out[-1], labels=labels, end=item.end)
            else:
                out.append(replace(item, link=Link.LIST) if item.link is Link.RANGE else item)
        return out

    def _between(self, first: str, last: str) -> list[str]:
        """Labels strictly between two: 9 and 12 give 10, 11; a and d give b, c."""
        if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= _MAX_RANGE:
            return [str(n) for n in range(int(first) + 1, int(last))]
        if first in self._letters and last in self._letters:
            return list(self._letters[self._letters.index(first) + 1 : self._letters.index(last)])
        return []


def _wider(one: Unit, other: Unit) -> bool:
    return _ORDER.index(one) < _ORDER.index(other)


def _holds(one: Unit, other: Unit) -> bool:
    """Wider units hold narrower ones; an amending article has sections of its own."""
    return _wider(one, other) or (one is Unit.ARTICLE and other is Unit.SECTION)


def _holder(items: list[Item], i: int) -> int | None:
    """Index of the item that holds item ``i``."""
    unit = items[i].unit
    following = items[i + 1] if i + 1 < len(items) else None
    if following is not None and following.link is Link.HELD and _holds(following.unit, unit):
        return i + 1
    if items[i].link is Link.HELD and _wider(items[i - 1].unit, unit) and not _holds(unit, items[i - 1].unit):
        return i - 1
    for j in range(i + 1, len(items)):
        if _wider(items[j].unit, unit):
            small = unit in (Unit.CLAUSE, Unit.POINT)
            return j if small or items[j].link is Link.HELD else None
    return None


def _resolve(items: list[Item]) -> Iterator[Provision]:
    holders = [_holder(items, i) for i in range(len(items))]
    held = set(holders)
    for i, item in enumerate(items):
        above: tuple[tuple[Unit, str], ...] = ()
        seen, holder = {i}, holders[i]
        while holder is not None and holder not in seen:
            above = ((items[holder].unit, items[holder].labels[0]), *above)
            seen.add(holder)
            holder = holders[holder]
        for label in item.labels[1:] if i in held else item.labels:
            yield Provision((*above, (item.unit, label)))
