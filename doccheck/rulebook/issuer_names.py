"""Reading an issuer's name (tên cơ quan): joint names, titles, local bodies, host's place, cut and glued names."""

import re
from dataclasses import dataclass, field
from datetime import date

from doccheck.rulebook.issuer_cuts import NameCutter, capitals, letters
from doccheck.rulebook.issuer_rows import CentralRow, LocalFile, OtherRow, PartyRow
from doccheck.rulebook.names import key, words
from doccheck.rulebook.places import Places

Words = tuple[str, ...]
_PARENTHESIS = re.compile(r"\([^()]*\)?")
_SEPARATOR = re.compile(r"[,;/&\n]|\s[-\u2010-\u2015]\s*|[-\u2010-\u2015]\s")
_MAX_OWN_NAME, _MAX_OTHER_NAME = 6, 22


@dataclass(frozen=True, slots=True)
class Host:
    """What the document that speaks tells: its issuers' kinds and place."""

    issuers: tuple[str, ...] = ()

    def central(self, kinds: frozenset[str]) -> str | None:
        """The host's one central issuer of such a kind."""
        return next((i for i in self.issuers if i in kinds), None)

    def place(self, level: str | None) -> tuple[str, str] | None:
        """(level, own name) of the host's local issuer; of that level when asked."""
        for issuer in self.issuers:
            kind, _, own = issuer.partition("/")
            found = kind.rpartition("-")[2]
            if own and own != "?" and found in {"tinh", "huyen", "xa"} and level in (None, found):
                return found, own
        return None


@dataclass(slots=True)
class Phrases:
    """Names by first word, longest first."""

    by_first: dict[str, list[tuple[Words, str]]] = field(default_factory=dict)

    def add(self, text: str, value: str) -> None:
        """Learn a name."""
        parts = words(text)
        if parts:
            row = self.by_first.setdefault(parts[0], [])
            if (parts, value) not in row:
                row.append((parts, value))

    def ready(self) -> None:
        """Sort so that the longest name is tried first."""
        for row in self.by_first.values():
            row.sort(key=lambda pair: -len(pair[0]))

    def at(self, tokens: Words, i: int) -> tuple[int, tuple[str, ...]] | None:
        """End of the longest name that starts at ``i`` and all that bear it."""
        row = self.by_first.get(tokens[i], []) if i < len(tokens) else []
        for parts, _ in row:
            if tokens[i : i + len(parts)] == parts:
                return i + len(parts), tuple(v for p, v in row if p == parts)
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """One name read: candidates, separated or not from the one before, cut at its end, or a name begun again."""

    ids: tuple[str, ...]
    parted: bool
    generic: bool = False
    cut: bool = False
    begins: bool = False


class NameReader:
    """Reads names against the rules (bộ đọc tên cơ quan)."""

    def __init__(self, central: list[CentralRow], local: LocalFile, places: Places) -> None:
        self.local, self.places = local, places
        self.cutter = NameCutter(local)
        self.central, self.titles, self.tails = Phrases(), Phrases(), Phrases()
        self.organs, self.party, self.others, self.provinces = Phrases(), Phrases(), Phrases(), Phrases()
        self.levels: dict[str, Phrases] = {}
        self.joiners, self.links = ({key(w) for w in some} for some in (local.joiners, local.links))
        self.host_words = {key(w) for w in local.host_words}
        self.ministries = frozenset(row.id for row in central if row.kind == "bo")
        self._learn_central(central)
        self._learn_local()
        for phrases in (
            *(self.central, self.titles, self.tails, self.organs, self.party, self.others, self.provinces),
            *self.levels.values(),
        ):
            phrases.ready()
        self.glued = {"".join(p): v for row in self.central.by_first.values() for p, v in row}

    def _learn_central(self, central: list[CentralRow]) -> None:
        for row in central:
            for name in (row.name, *row.names):
                self.central.add(name, row.id)

    def _learn_local(self) -> None:
        for title in self.local.titles:
            self.titles.add(title, "")
        for tail in self.local.tails:
            self.tails.add(tail, "")
        for organ in self.local.organs:
            for word in organ.words:
                self.organs.add(word, organ.kind)
        for body in self.local.party:
            for word in body.words:
                self.party.add(word, body.id)
        for other in self.local.others:
            for word in other.words:
                self.others.add(word, other.kind)
        for level in self.local.levels:
            phrases = self.levels.setdefault(level.id, Phrases())
            for word in level.words:
                phrases.add(word, level.id)
        for slug in self.places.slugs():
            self.provinces.add(self.places.name(slug), slug)
        for name, slug in self.places.names():
            self.provinces.add(name, slug)

    def read(self, name: str, on: date | None, host: Host) -> list[Found]:
        """All bodies named, in order; [] when something in the name is not understood."""
        bare = self.cutter.cut(_PARENTHESIS.sub(" ", name))
        tokens, parted = _tokens(bare)
        found = self._all(tokens, parted, on, host) or self._glued(bare, on, host)
        if not found and len(tokens) > 1 and len(tokens[0]) == 1 and not tokens[0].isdigit():
            found = self._all(tokens[1:], parted[1:], on, host)
        return found or self._all(tokens, parted, on, host, capitals(bare))

    def _all(
        self, tokens: Words, parted: tuple[bool, ...], on: date | None, host: Host, big: frozenset[str] | None = None
    ) -> list[Found]:
        found: list[Found] = []
        i = 0
        while i < len(tokens):
            if found and tokens[i] in self.joiners:
                i += 1
                continue
            hit = self._one(tokens, parted, i, on, host) or (
                None if big is None else self._generic(tokens, i, host, big)
            )
            if hit is None:
                return found if found and self._is_tail(tokens, i) else []
            end, ids, other = hit
            before = parted[i] or (i > 0 and tokens[i - 1] in self.joiners)
            cut = end == len(tokens) and self._is_cut(tokens, i)
            again = bool(found) and end == len(tokens) and tokens[: end - i] == tokens[i:end]
            found.append(Found(ids, before, other, cut=cut, begins=again))
            i = end
        return found

    def _one(
        self, tokens: Words, parted: tuple[bool, ...], i: int, on: date | None, host: Host
    ) -> tuple[int, tuple[str, ...], bool] | None:
        own = self._local(tokens, parted, i, on, host)
        if own is not None:
            return own[0], (own[1],), False
        party = self.party.at(tokens, i)
        hit = self.central.at(tokens, i)
        if party is not None and (hit is None or party[0] > hit[0]):
            return self._party(tokens, party)
        title = self.titles.at(tokens, i)
        rest = self._one(tokens, parted, title[0], on, host) if title else None
        if rest is not None and (hit is None or rest[0] > hit[0]):
            return rest
        if hit is not None and (hit[0] == len(tokens) or not self._is_cut(tokens, i)):
            return *hit, False
        return self._host_word(tokens, i, host) or self._cut(tokens, i)

    def _party(self, tokens: Words, hit: tuple[int, tuple[str, ...]]) -> tuple[int, tuple[str, ...], bool]:
        end, (body_id, *_) = hit
        body = self._party_row(body_id)
        if not body.open or end == len(tokens):
            return end, (body_id,), False
        place = self.provinces.at(tokens, end)
        if place is not None:
            return place[0], (f"{body_id}-{place[1][0]}",), False
        return len(tokens), (f"{body_id}-{'-'.join(tokens[end:])}",), False

    def _party_row(self, body_id: str) -> PartyRow:
        return next(b for b in self.local.party if b.id == body_id)

    def _local(
        self, tokens: Words, parted: tuple[bool, ...], i: int, on: date | None, host: Host
    ) -> tuple[int, str] | None:
        organ = self.organs.at(tokens, i)
        if organ is None:
            return None
        end, (kind, *_) = organ
        for level in ("tinh", "huyen", "xa"):
            step = self.levels[level].at(tokens, end)
            if step is None:
                continue
            found = self._own_name(level, tokens, parted, step[0], on, host, word=tokens[end : step[0]])
            if found is not None:
                return found[0], f"{kind}-{level}/{found[1]}"
        bare = self.provinces.at(tokens, end)
        if bare is not None:
            return bare[0], f"{kind}-tinh/{bare[1][0]}"
        if end == len(tokens) or tokens[end] in self.joiners or parted[end]:
            lives = host.place(None)
            return (end, f"{kind}-{lives[0]}/{lives[1]}") if lives else (end, f"{kind}/?")
        return None

    def _own_name(
        self, level: str, tokens: Words, parted: tuple[bool, ...], i: int, on: date | None, host: Host, *, word: Words
    ) -> tuple[int, str] | None:
        place = self.provinces.at(tokens, i) if level == "tinh" else None
        if place is not None:
            return self._province(place, on, city=self._both(word))
        if i == len(tokens) or tokens[i] in self.joiners or self._is_tail(tokens, i) or self._is_body(tokens, i):
            lives = host.place(level)
            if lives is None and self._both(word) and level == "tinh" and host.place("huyen"):
                return None
            return i, (lives[1] if lives else "?")
        if level == "tinh":
            return None
        end = i
        while end < len(tokens) and end - i < _MAX_OWN_NAME and not self._stops(tokens, parted, i, end):
            end += 1
        return self._after(tokens, end), "-".join(tokens[i:end])

    def _province(self, place: tuple[int, tuple[str, ...]], on: date | None, *, city: bool) -> tuple[int, str] | None:
        slug = self.places.resolve(self.places.name(place[1][0]), on) or place[1][0]
        if city and not self.places.is_city(slug, on):
            if self.places.is_city(place[1][0], on):
                return place[0], place[1][0]
            return None
        return place[0], slug

    def _both(self, word: Words) -> bool:
        """True for a word that stands before cities of both levels."""
        return self.levels["huyen"].at(word, 0) is not None

    def _is_body(self, tokens: Words, i: int) -> bool:
        return self.central.at(tokens, i) is not None or self.organs.at(tokens, i) is not None

    def _stops(self, tokens: Words, parted: tuple[bool, ...], start: int, end: int) -> bool:
        if end == start:
            return False
        if parted[end] or tokens[end] in self.joiners or self._is_body(tokens, end):
            return True
        if self._is_tail(tokens, end) and not tokens[end].isdigit():
            return True
        return any(
            (step := self.levels[level].at(tokens, end)) is not None and step[0] < len(tokens) and step[0] - end < 3
            for level in ("tinh", "huyen")
        )

    def _after(self, tokens: Words, i: int) -> int:
        """Skip the names of the wider units that follow ("xã A, huyện B, tỉnh C")."""
        while i < len(tokens):
            step = next((s for level in ("huyen", "tinh") if (s := self.levels[level].at(tokens, i))), None)
            if step is None:
                place = self.provinces.at(tokens, i)
                return place[0] if place else i
            i = step[0]
            place = self.provinces.at(tokens, i)
            if place is not None:
                i = place[0]
                continue
            while i < len(tokens) and not any(self.levels[level].at(tokens, i) for level in ("huyen", "tinh")):
                if tokens[i] in self.joiners or self._is_body(tokens, i):
                    return i
                i += 1
        return i

    def _is_tail(self, tokens: Words, i: int) -> bool:
        return self.tails.at(tokens, i) is not None or (
            i == len(tokens) - 1 and len(tokens[i]) == 1 and tokens[i].isalpha()
        )

    def _host_word(self, tokens: Words, i: int, host: Host) -> tuple[int, tuple[str, ...], bool] | None:
        home = host.central(self.ministries)
        for size in (2, 1):
            if home and " ".join(tokens[i : i + size]) in self.host_words and i + size == len(tokens):
                return i + size, (home,), False
        return None

    def _is_cut(self, tokens: Words, i: int) -> bool:
        whole = self.central.at(tokens, i)
        return (whole is None or whole[0] < len(tokens)) and self._cut(tokens, i) is not None

    def _cut(self, tokens: Words, i: int) -> tuple[int, tuple[str, ...], bool] | None:
        """A name cut off at the end of a line: at least three words, or the tail of a name already begun."""
        rest = tokens[i:]
        if len(rest) < 3 or self.organs.at(tokens, i):
            return None
        ids = [v for parts, v in self.central.by_first.get(rest[0], []) if _begins(parts, rest)]
        unique = tuple(dict.fromkeys(ids))
        return (len(tokens), unique, False) if unique else None

    def _generic(
        self, tokens: Words, i: int, host: Host, big: frozenset[str]
    ) -> tuple[int, tuple[str, ...], bool] | None:
        """A body that the rules know by its first words; behind the title of its head too: Cục trưởng Cục …"""
        title = self.titles.at(tokens, i)
        if title is not None and self.others.at(tokens, title[0]):
            i = title[0]
        hit = self.others.at(tokens, i)
        if hit is None or hit[0] == len(tokens):
            return None
        kind = hit[1][0]
        row = next(o for o in self.local.others if o.kind == kind)
        own = list(tokens[hit[0] : self._own_end(tokens, hit[0])])
        spelt = any(letters(word.split()[0]) in big for word in row.words)
        if not own or len(own) > _MAX_OTHER_NAME or self.organs.at(tokens, i) or (big and not spelt):
            return None
        return len(tokens), (f"{kind}/{self._department(own, row, host)}",), True

    def _own_end(self, tokens: Words, start: int) -> int:
        """Where the own name of such a body ends: behind its province, or before the body that it belongs to."""
        for end in range(start, len(tokens)):
            step = self.levels["tinh"].at(tokens, end)
            place = self.provinces.at(tokens, step[0]) if step else None
            if place is not None:
                return place[0]
            owner = end + 1 if tokens[end] in self.links else end
            if end > start and self._is_body(tokens, owner):
                return end - 1 if tokens[end - 1] in self.joiners else end
        return len(tokens)

    def _department(self, own: list[str], row: OtherRow, host: Host) -> str:
        tail = tuple(own)
        for i in range(1, len(tail)):
            step = self.levels["tinh"].at(tail, i)
            place = self.provinces.at(tail, step[0]) if step else None
            if place is not None and place[0] == len(tail):
                return "-".join((*tail[:i], place[1][0]))
        lives = host.place("tinh") if row.level == "tinh" else None
        if lives is not None and not any(self.provinces.at(tail, i) for i in range(len(tail))):
            return "-".join((*tail, lives[1]))
        return "-".join(tail)

    def _glued(self, bare: str, on: date | None, host: Host) -> list[Found]:
        """OCR'd spaces: the whole name without them."""
        together = "".join(words(bare))
        if together in self.glued:
            return [Found(self.central_ids(together), False)]
        for organ in self.local.organs:
            for word in sorted(organ.words, key=len, reverse=True):
                start = "".join(words(word))
                if together.startswith(start):
                    found = self._glued_place(organ.kind, together[len(start) :], on, host)
                    if found:
                        return [Found((found,), False)]
        return []

    def central_ids(self, together: str) -> tuple[str, ...]:
        """All bodies whose name without spaces is this."""
        rows = (pair for row in self.central.by_first.values() for pair in row)
        return tuple(dict.fromkeys(v for parts, v in rows if "".join(parts) == together))

    def _glued_place(self, kind: str, rest: str, on: date | None, host: Host) -> str | None:
        for level in self.local.levels:
            for word in level.words:
                start = "".join(words(word))
                own = rest[len(start) :]
                if not rest.startswith(start):
                    continue
                if level.places and (slug := self.places.resolve(own, on)):
                    return f"{kind}-{level.id}/{slug}"
                lives = host.place(level.id)
                if not own and lives:
                    return f"{kind}-{level.id}/{lives[1]}"
        return None


def _begins(parts: Words, rest: Words) -> bool:
    *full, last = rest
    return len(rest) <= len(parts) and parts[: len(full)] == tuple(full) and parts[len(full)].startswith(last)


def _tokens(text: str) -> tuple[Words, tuple[bool, ...]]:
    """Folded words, and for each whether a separator stood before it."""
    tokens: list[str] = []
    parted: list[bool] = []
    for n, piece in enumerate(_SEPARATOR.split(text)):
        for m, word in enumerate(words(piece)):
            tokens.append(word)
            parted.append(n > 0 and m == 0)
    return tuple(tokens), tuple(parted)
