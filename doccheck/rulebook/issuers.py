"""Section ``issuers``: who issues documents, their names, codes, lives and successors (cơ quan, người ban hành)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from doccheck.rulebook.dated import Lasting
from doccheck.rulebook.instruments import Instruments, code_key
from doccheck.rulebook.issuer_names import Found, Host, NameReader
from doccheck.rulebook.issuer_rows import CentralRow, Code, LocalFile, codes_of, read_central, read_local
from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.names import key, slug
from doccheck.rulebook.places import Places

_IN_BRACKETS = re.compile(r"\([^()]*\)?")
_PARTS = re.compile(r"[-\u2010-\u2015_/.\s]+")
_TERM = re.compile(r"(?P<code>.*?[^\d])(?P<term>\d{1,2})")
_WORD_KINDS = ("cuc", "tong-cuc", "vu", "so", "chi-cuc", "thanh-tra", "vien", "trung-tam")


@dataclass(frozen=True, slots=True)
class Issuers:
    """The section, read."""

    central: dict[str, CentralRow]
    local: LocalFile
    places: Places
    reader: NameReader
    codes: dict[str, list[Code]]
    instruments: Instruments

    # names -----------------------------------------------------------------

    def resolve(self, name: str, on: date | None = None, host: tuple[str, ...] = ()) -> tuple[str, ...]:
        """Ids of the bodies a name tells, in order, each once; () when it is not understood.

        ``host`` are the issuers of the document that speaks: "UBND tỉnh" alone is theirs. Without it the place is "?".
        """
        plain = unicodedata.normalize("NFC", name)
        found = self.reader.read(plain, on, Host(host))
        read = [self._on(one, on) for one in _nearest_body(found)]
        if read:
            return tuple(dict.fromkeys(i for ids in read for i in ids)) if all(read) else ()
        codes = [self.by_code(code, on) for code in _PARTS.split(plain.strip())]
        return tuple(dict.fromkeys(i for ids in codes for i in ids)) if all(codes) and len(plain.split()) == 1 else ()

    def _on(self, found: Found, on: date | None) -> tuple[str, ...]:
        """Of bodies with one name, the one of that day; of a cut name the only one, or none."""
        unique = tuple(dict.fromkeys(found.ids))
        if found.cut and len(unique) > 1:
            alive = tuple(i for i in unique if on is not None and self.existed(i, on))
            return alive if len(alive) == 1 else ()
        if len(unique) < 2 or on is None:
            return unique[:1]
        living = tuple(i for i in unique if self.existed(i, on)) or tuple(
            i for i in unique if self.existed(i, on) is not False
        )
        return (living or unique)[:1]

    def names(self) -> tuple[str, ...]:
        """Folded names for finding issuers in a text, longest first."""
        local = [w for organ in self.local.organs for w in organ.words]
        party = [w for body in self.local.party for w in body.words]
        rows = [n for row in self.central.values() for n in (row.name, *row.names)]
        return tuple(sorted({key(n) for n in (*rows, *local, *party)}, key=lambda n: (-len(n), n)))

    def name(self, issuer_id: str, lang: str = "vi") -> str:
        """Name for people; the id itself when it is only a written name."""
        row = self.central.get(issuer_id)
        if row is not None:
            return row.en if lang == "en" else row.name
        kind, _, own = issuer_id.partition("/")
        if not own:
            return issuer_id
        for organ in self.local.organs:
            for level in self.local.levels:
                if kind == f"{organ.kind}-{level.id}":
                    known = self.places.name(own) if own in self.places else self.places.unit(own, level.id)
                    place = known or own.replace("-", " ").title()
                    return self._local_name((organ.name, organ.en), (level.name, level.en), own, place, lang)
            if kind == organ.kind:
                return organ.en if lang == "en" else organ.name
        plain = next((b.name for b in self.local.party if b.id == issuer_id), None)
        other = next((o.name for o in self.local.others if o.kind == kind), None)
        return plain or (f"{other} {self._own_name(own)}" if other else issuer_id)

    def _own_name(self, own: str) -> str:
        """An own name with its marks where the rules know it: the longest known beginning, then a province."""
        for name in sorted(self.local.own_names, key=len, reverse=True):
            rest = own.removeprefix(slug(name))
            if rest != own and rest.startswith("-") and rest[1:] in self.places:
                return f"{name} {self.places.name(rest[1:])}"
            if rest == "":
                return name
        return own.replace("-", " ")

    def _local_name(self, organ: tuple[str, str], level: tuple[str, str], own: str, place: str, lang: str) -> str:
        if lang == "en":
            return f"{organ[1]} of {place}" if own != "?" else f"{organ[1]} ({level[1]})"
        if own == "?":
            return f"{organ[0]} {level[0]}"
        city = next((one.city for one in self.local.levels if one.name == level[0]), None)
        word = city if city and self.places.is_city(own) else level[0]
        return f"{organ[0]} {word} {place}"

    # codes -----------------------------------------------------------------

    def by_code(self, code: str, on: date | None = None) -> tuple[str, ...]:
        """Ids of a code in numbers (``BTC``); those that used it on the day, else all that ever did."""
        owners = self.codes.get(code_key(code), [])
        that_day = [c.issuer for c in owners if c.holds(on)]
        unique = tuple(dict.fromkeys(that_day or [c.issuer for c in owners]))
        if len(unique) < 2:
            return unique
        if on is None:
            last = max(owners, key=lambda c: c.end or date.max)
            return (last.issuer,)
        living = tuple(i for i in unique if self.existed(i, on))
        return living[:1] or unique[:1]

    def of_symbol(self, symbol: str, on: date | None = None) -> tuple[str, ...]:
        """Issuers told by a symbol (``TTLT-BYT-BTC``, ``QH13``, ``QĐ-UBND`` → ``ubnd/?``); () when none is."""
        whole = unicodedata.normalize("NFC", _IN_BRACKETS.sub("", symbol)).replace("\u00d0", "\u0110").strip()
        parts = [p for p in _PARTS.split(whole.replace("&", "")) if p]
        typed = bool(parts) and len(parts) > 1 and self.instruments.by_code(parts[0]) is not None
        pairs = [p for pair in pairwise(parts[1:] if typed else parts) if (p := self._pair(pair, on))]
        if pairs:
            return pairs[0]
        found: list[str] = []
        for i, part in enumerate(parts):
            if i == 0 and typed:
                continue
            found += self._of_part(part, on)
        return tuple(dict.fromkeys(found))

    def _pair(self, pair: tuple[str, str], on: date | None) -> tuple[str, ...]:
        """Two parts that are one code (``CT-UBND``); a type before an issuer is not one."""
        return self.by_code("".join(pair), on) if code_key("".join(pair)) in self.codes else ()

    def _of_part(self, part: str, on: date | None) -> tuple[str, ...]:
        found = self.by_code(part, on)
        if found:
            return found
        term = _TERM.fullmatch(part)
        if term and (found := self.by_code(term["code"], on)):
            return found
        for code in sorted((c for one in self.instruments.all for c in one.codes), key=len, reverse=True):
            if len(part) > len(code) + 1 and part.casefold().startswith(code.casefold()):
                found = self.by_code(part[len(code) :], on)
                if found:
                    return found
        return ()

    # kinds, lives and heirs --------------------------------------------------

    def kind(self, issuer_id: str) -> str:
        """Row of the authority matrix; a written name that the rules do not know is ``unknown``."""
        row = self.central.get(issuer_id)
        if row is not None:
            return row.kind
        return issuer_id.partition("/")[0] if "/" in issuer_id else "unknown"

    def kinds(self) -> frozenset[str]:
        """All kinds the rules know."""
        local = {f"{o.kind}-{level.id}" for o in self.local.organs for level in self.local.levels}
        wide = {o.kind for o in self.local.organs} | {o.kind for o in self.local.others}
        party = {b.id.partition("/")[0] for b in self.local.party}
        return frozenset({row.kind for row in self.central.values()} | local | wide | party)

    def level(self, issuer_id: str) -> str:
        """central, tinh, huyen, xa or other."""
        row = self.central.get(issuer_id)
        if row is not None:
            return row.level
        kind = self.kind(issuer_id)
        tail = kind.rpartition("-")[2]
        if tail in {level.id for level in self.local.levels} and any(
            kind == f"{o.kind}-{tail}" for o in self.local.organs
        ):
            return tail
        return next((o.level for o in self.local.others if o.kind == kind), "other")

    def place(self, issuer_id: str) -> str | None:
        """Own name of a local body's unit (slug); None for others and for "?"."""
        own = issuer_id.partition("/")[2]
        return own if own and own != "?" and self.level(issuer_id) in {"tinh", "huyen", "xa"} else None

    def existed(self, issuer_id: str, on: date) -> bool | None:
        """Whether the body was there on a day; None near an uncertain day, before the book begins, or when unknown."""
        row = self.central.get(issuer_id)
        if row is None:
            place = self.place(issuer_id)
            return self.places.existed(place, on) if place and self.level(issuer_id) == "tinh" else None
        answers = [self._alive(life, on) for life in row.lives]
        if True in answers:
            return True
        return None if None in answers or not answers else False

    def _alive(self, life: Lasting, on: date) -> bool | None:
        soft = timedelta(days=self.local.soft_days.get(life.certainty, 0))
        if life.from_ is None:
            return False if life.to and on >= life.to + soft else None
        inside = life.from_ <= on and (life.to is None or on < life.to)
        near = abs(on - life.from_) < soft or (life.to is not None and abs(on - life.to) < soft)
        if inside:
            return True
        return None if near else False

    def successors(self, issuer_id: str, on: date) -> tuple[str, ...]:
        """Bodies that stand on a day in the place of one that has ended, over all steps; () while it lives."""
        if self.existed(issuer_id, on) is True:
            return ()
        row = self.central.get(issuer_id)
        if row is None:
            kind, _, own = issuer_id.partition("/")
            return tuple(f"{kind}/{s}" for s in self.places.successors(own, on)) if self.place(issuer_id) else ()
        found: list[str] = []
        for heir in row.successors:
            if heir.on <= on:
                found += self.successors(heir.id, on) or (heir.id,)
        return tuple(dict.fromkeys(found))

    def same_organ(self, a: str, b: str, on: date) -> bool | None:
        """Whether two are one organ on a day (legal successors count); None when it cannot be told."""
        if a == b:
            return None if "?" in a else True
        if self.kind(a) == "unknown" or self.kind(b) == "unknown":
            return None
        if "?" in a or "?" in b:
            stems = [x.partition("/")[0] for x in (a, b)]
            return None if stems[0].startswith(stems[1]) or stems[1].startswith(stems[0]) else False
        return b in self.successors(a, on) or a in self.successors(b, on)


def _nearest_body(found: list[Found]) -> list[Found]:
    """In "Bộ Tài chính Tổng cục Hải quan" (two lines of a head, nothing between) the second body issues."""
    kept: list[Found] = []
    for one in found:
        under = one.ids[0].partition("/")[0]
        glued = kept and not one.parted
        if glued and (one.ids == kept[-1].ids or one.begins):
            continue
        if glued and (one.generic or under.split("-")[0] in _WORD_KINDS or under.startswith("tong-cuc-")):
            kept.pop()
        kept.append(one)
    return kept


def load(folder: Path, mistakes: Mistakes, instruments: Instruments, places: Places) -> Issuers:
    """The section of a rule folder; mistakes are gathered, not raised."""
    central = read_central(folder, mistakes)
    local = read_local(folder, mistakes)
    reader = NameReader(central, local, places)
    return Issuers({r.id: r for r in central}, local, places, reader, codes_of(central, local), instruments)
