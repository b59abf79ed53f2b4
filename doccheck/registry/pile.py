"""The user's pile over the registry (kho văn bản của người dùng): acts and facts read, not yet approved."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from datetime import date

from doccheck.model.act import Act, Fact, Kind
from doccheck.model.beside import Neighbour
from doccheck.model.lookup import Lookup
from doccheck.registry.around import Around, is_mark
from doccheck.registry.identity import agree, same_act
from doccheck.registry.rows import STATUTES, title_key


class Pile:
    """A registry with the pile's own acts and facts laid over it; implements :class:`doccheck.model.lookup.Lookup`.

    An act of the pile that the registry knows is the registry's act; two descriptions of one act are one act.
    """

    def __init__(self, base: Lookup, acts: Iterable[Act], facts: Iterable[Fact]) -> None:
        self._base = base
        self._id: dict[str, str] = {}
        self._acts: dict[str, Act] = {}
        self._keys: dict[str, list[str]] = defaultdict(list)
        self._serials: dict[str, list[Act]] = defaultdict(list)
        self._days: dict[date, list[Act]] = defaultdict(list)
        for act in sorted(set(acts), key=_fullness):
            self._place(act)
        self._facts: dict[str, list[Fact]] = defaultdict(list)
        self._by: dict[str, list[Fact]] = defaultdict(list)
        told = dict.fromkeys(facts)
        stood = [fact for fact in told if is_mark(fact)]
        for fact in (one for one in told if not is_mark(one)):
            by = self._id.get(fact.by, fact.by) if fact.by else None
            moved = replace(fact, act=self._id.get(fact.act, fact.act), by=by)
            if moved.act != moved.by:
                self._facts[moved.act].append(moved)
                self._by[by or ""].append(moved)
        for held in (*self._facts.values(), *self._by.values()):
            held.sort(key=_order)
        acts_now = {fact.act: known for fact in stood if (known := self.act(fact.act)) is not None}
        self._around = Around(stood, acts_now)
        self._digest = self._sum(stood)

    def _place(self, act: Act) -> None:
        """Find the act's place: an act of the registry, one of the pile, or a new one."""
        known = same_act(act, self._base)
        if known is not None:
            self._id[act.id] = known.id
            return
        key = act.number.key if act.number else ""
        same = [self._acts[id_] for id_ in self._keys[key] if agree(act, self._acts[id_])] if key else []
        if len(same) == 1:
            self._id[act.id] = same[0].id
            return
        self._id[act.id] = act.id
        self._forget(self._acts.get(act.id))
        self._acts[act.id] = act
        self._keys[key].append(act.id)
        if act.number:
            self._serials[act.number.key.split("/", 1)[0]].append(act)
        if act.issued_on:
            self._days[act.issued_on].append(act)

    def _forget(self, act: Act | None) -> None:
        """A description whose place another with the same id takes."""
        if act is not None and act.number:
            self._serials[act.number.key.split("/", 1)[0]].remove(act)
        if act is not None and act.issued_on:
            self._days[act.issued_on].remove(act)

    def over(self, base: Lookup) -> "Pile":
        """The same pile over the same registry, opened elsewhere (cùng kho, sổ mở riêng); nothing is copied."""
        found = copy(self)
        found._base = base
        return found

    def _sum(self, stood: Iterable[Fact]) -> str:
        total = hashlib.sha256(self._base.digest.encode())
        for mark in sorted(map(repr, stood)):
            total.update(mark.encode())
        for id_ in sorted(self._acts):
            total.update(repr(self._acts[id_]).encode())
        for id_ in sorted(self._facts):
            total.update(repr(self._facts[id_]).encode())
        return total.hexdigest()

    @property
    def digest(self) -> str:
        """Digest (mã băm) of the registry's and the pile's contents."""
        return self._digest

    def act(self, act_id: str) -> Act | None:
        """The act with this id (văn bản theo mã), under whatever description it came."""
        id_ = self._id.get(act_id, act_id)
        return self._acts.get(id_) or self._base.act(id_)

    def by_number(self, key: str) -> tuple[Act, ...]:
        """All acts (theo số, ký hiệu) whose number's key is ``key``."""
        return (*self._base.by_number(key), *self._own(self._keys.get(key, ())))

    def by_serial(self, serial: str, year: int | None) -> tuple[Act, ...]:
        """All acts with this serial (theo số thứ tự) and, unless None, this year in the number."""
        wanted = serial.lstrip("0") or "0"
        own = (act for act in self._serials.get(wanted, ()) if act.number and year in (None, act.number.year))
        return (*self._base.by_serial(serial, year), *own)

    def by_title(self, key: str) -> tuple[Act, ...]:
        """Statutes (theo tên gọi) by folded short title."""
        wanted = title_key(key)
        return (*self._base.by_title(key), *(act for title, act in self._titled() if title == wanted))

    def titles(self) -> tuple[tuple[str, str], ...]:
        """(folded short title, act id) of every statute (các tên gọi)."""
        return (*self._base.titles(), *((title, act.id) for title, act in self._titled()))

    def by_date(self, day: date) -> tuple[Act, ...]:
        """All acts issued on a day (theo ngày ban hành)."""
        return (*self._base.by_date(day), *self._days.get(day, ()))

    def numbers_on(self, day: date) -> tuple[tuple[str, str], ...]:
        """(key, act id) of all numbered acts issued on a day (số, ký hiệu trong ngày)."""
        own = ((act.number.key, act.id) for act in self._days.get(day, ()) if act.number)
        return (*self._base.numbers_on(day), *own)

    def facts(self, act_id: str) -> tuple[Fact, ...]:
        """All facts about an act (các sự kiện): the registry's, then the pile's."""
        id_ = self._id.get(act_id, act_id)
        return (*self._base.facts(id_), *self._facts.get(id_, ()))

    def guides_of(self, act_id: str) -> tuple[Act, ...]:
        """Acts that detail or guide this one (văn bản quy định chi tiết)."""
        id_ = self._id.get(act_id, act_id)
        own = (self.act(fact.by) for fact in self._facts.get(id_, ()) if fact.kind is Kind.GUIDES and fact.by)
        found = (*self._base.guides_of(id_), *(act for act in own if act is not None))
        return tuple({act.id: act for act in found}.values())

    def details_of(self, act_id: str) -> tuple[Fact, ...]:
        """What this act details or guides (văn bản được quy định chi tiết): facts of kind GUIDES caused by it."""
        id_ = self._id.get(act_id, act_id)
        return (*self._base.details_of(id_), *(fact for fact in self._by.get(id_, ()) if fact.kind is Kind.GUIDES))

    def caused_by(self, act_id: str) -> tuple[Fact, ...]:
        """Facts of the pile that an act caused (tác động đọc được trong kho)."""
        return tuple(self._by.get(self._id.get(act_id, act_id), ()))

    def near(self, issuer: str, title: str) -> tuple[Neighbour, ...]:
        """Documents of the pile, of an issuer, with a near title (văn bản cùng kho)."""
        return self._around.near(issuer, title)

    def documents(self) -> tuple[Neighbour, ...]:
        """All documents of the pile that say what they are (văn bản trong kho)."""
        return self._around.all

    def held(self, key: str) -> tuple[Neighbour, ...]:
        """Documents of the pile with a number (văn bản cùng kho, cùng số)."""
        return self._around.held(key)

    def own_acts(self) -> tuple[Act, ...]:
        """Acts that the registry does not know (văn bản chỉ có trong kho)."""
        return tuple(self._acts.values())

    def own_facts(self) -> tuple[Fact, ...]:
        """Facts read in the pile (sự kiện đọc được trong kho), by act."""
        return tuple(fact for id_ in sorted(self._facts) for fact in self._facts[id_])

    def _own(self, ids: Iterable[str]) -> tuple[Act, ...]:
        return tuple(self._acts[id_] for id_ in ids)

    def _titled(self) -> Iterable[tuple[str, Act]]:
        return ((title_key(a.title), a) for a in self._acts.values() if a.title and a.instrument in STATUTES)


def _fullness(act: Act) -> tuple[int, str]:
    """Full descriptions first, so that bare ones join them."""
    known = (act.issued_on is not None) + (act.instrument is not None) + bool(act.issuers) + (act.title is not None)
    return (-known, act.id)


def _order(fact: Fact) -> tuple[str, str, str, str]:
    evidence = fact.evidence.sha256 if fact.evidence and fact.evidence.sha256 else ""
    return (fact.act, fact.kind.value, fact.on.isoformat() if fact.on else "", fact.by or evidence)
