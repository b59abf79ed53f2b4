"""The registry as stages ask it (sổ đăng ký văn bản): acts and facts behind indexes, read-only."""

import hashlib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.db import DatabaseFault, guard, open_database, rows
from doccheck.errors import RegistryError
from doccheck.model.act import Act, Fact, Kind
from doccheck.registry.rows import ACT_SELECT, FACT_INSERT, FACT_SELECT, act_of, fact_of, title_key
from doccheck.registry.shape import SHAPE
from doccheck.rulebook.messages import say

if TYPE_CHECKING:
    from doccheck.db import Database

_ORDER = " order by n"
SESSIONS = "select n, kind, sha256 from sessions where state = 'active' order by n"


def digest_with(seed: str, active: list[tuple[Any, ...]]) -> str:
    """Digest of a registry (mã băm sổ): its seed's, and each session that stands."""
    return hashlib.sha256(repr((seed, active)).encode()).hexdigest() if active else seed


class Registry:
    """A registry file open for reading (sổ đăng ký); implements :class:`doccheck.model.lookup.Lookup`."""

    def __init__(self, db: "Database", path: Path) -> None:
        self.db = db
        self.path = path
        self._by_id: dict[str, Act] = {}
        self._numbers: dict[str, tuple[Act, ...]] = {}
        self._serials: dict[tuple[str, int | None], tuple[Act, ...]] = {}
        self._facts: dict[str, tuple[Fact, ...]] = {}
        self._details: dict[str, tuple[Fact, ...]] = {}
        self._days: dict[date, tuple[Act, ...]] = {}
        self._numbers_on: dict[date, tuple[tuple[str, str], ...]] = {}
        self._aliases: dict[str, str] | None = None
        self._titles: tuple[tuple[str, str], ...] | None = None
        self._digest: str | None = None

    @property
    def digest(self) -> str:
        """Digest (mã băm) of the contents: the seed's, and each session that stands."""
        if self._digest is None:
            seed = self.meta("seed")
            with guard(self.path):
                active = rows(self.db, SESSIONS)
            self._digest = digest_with(seed, active)
        return self._digest

    def meta(self, name: str) -> str:
        """A named value of the file (thông tin chung), empty when it has none."""
        with guard(self.path):
            found = rows(self.db, "select value from meta where name = ?", (name,))
        return str(found[0][0]) if found else ""

    def act(self, act_id: str) -> Act | None:
        """The act with this id (văn bản theo mã)."""
        if act_id not in self._by_id:
            found = self._acts("id = ?", act_id)
            if not found:
                return None
            self._by_id[act_id] = found[0]
        return self._by_id[act_id]

    def by_number(self, key: str) -> tuple[Act, ...]:
        """All acts (theo số, ký hiệu) whose number's key is ``key``."""
        if key not in self._numbers:
            self._numbers[key] = self._acts("key = ?", key)
        return self._numbers[key]

    def by_serial(self, serial: str, year: int | None) -> tuple[Act, ...]:
        """All acts with this serial (theo số thứ tự) and, unless None, this year in the number."""
        asked = (serial.lstrip("0") or "0", year)
        if asked not in self._serials:
            where, values = ("serial = ?", asked[:1]) if year is None else ("serial = ? and year = ?", asked)
            self._serials[asked] = self._acts(where, *values)
        return self._serials[asked]

    def by_title(self, key: str) -> tuple[Act, ...]:
        """Laws, codes, ordinances and constitutions (theo tên gọi) by folded short title; abbreviations are opened."""
        wanted = title_key(key)
        found = self._acts("title_key = ?", wanted)
        return found or self._acts("title_key = ?", self._open(wanted))

    def titles(self) -> tuple[tuple[str, str], ...]:
        """(folded short title, act id) of every statute (các tên gọi)."""
        if self._titles is None:
            with guard(self.path):
                found = rows(self.db, "select title_key, id from acts where title_key is not null order by n")
            self._titles = tuple((str(key), str(id_)) for key, id_ in found)
        return self._titles

    def by_date(self, day: date) -> tuple[Act, ...]:
        """All acts issued on a day (theo ngày ban hành)."""
        if day not in self._days:
            self._days[day] = self._acts("issued_on = ?", day.isoformat())
        return self._days[day]

    def numbers_on(self, day: date) -> tuple[tuple[str, str], ...]:
        """(key, act id) of all numbered acts issued on a day (số, ký hiệu trong ngày)."""
        if day not in self._numbers_on:
            sql = "select key, id from acts where issued_on = ? and key is not null"
            with guard(self.path):
                self._numbers_on[day] = tuple(rows(self.db, sql, (day.isoformat(),)))
        return self._numbers_on[day]

    def facts(self, act_id: str) -> tuple[Fact, ...]:
        """All facts about an act (các sự kiện), in the order in which they were entered."""
        if act_id not in self._facts:
            self._facts[act_id] = self._facts_where("act = ?", act_id)
        return self._facts[act_id]

    def guides_of(self, act_id: str) -> tuple[Act, ...]:
        """Acts that detail or guide this one (văn bản quy định chi tiết)."""
        return self._acts("id in (select by from facts where act = ? and kind = ?)", act_id, Kind.GUIDES.value)

    def details_of(self, act_id: str) -> tuple[Fact, ...]:
        """What this act details or guides (văn bản được quy định chi tiết): facts of kind GUIDES caused by it."""
        if act_id in self._details:
            return self._details[act_id]
        return self._facts_where('"by" = ? and kind = ?', act_id, Kind.GUIDES.value)

    def caused_by(self, act_id: str) -> tuple[Fact, ...]:
        """Facts about other acts that this act caused (tác động của văn bản)."""
        return self._facts_where('"by" = ?', act_id)

    def conflicts(self, act_id: str) -> tuple[tuple[str, str, str, bool], ...]:
        """(field, value, origin, chosen) where sources disagree about an act (mâu thuẫn giữa các nguồn)."""
        with guard(self.path):
            sql = "select field, value, origin, chosen from conflicts where act = ? order by n"
            return tuple((str(f), str(v), str(o), bool(c)) for f, v, o, c in rows(self.db, sql, (act_id,)))

    def load(self, low: int, high: int) -> list[tuple[int, Act]]:
        """Acts in rows from ``low`` up to ``high``, with their facts at hand (nạp cả đoạn): for walks over all acts."""
        span = (low, high)
        columns = ", ".join(f"f.{name}" for name in FACT_INSERT)
        with guard(self.path):
            acts = rows(
                self.db, f"{ACT_SELECT.replace('select ', 'select n, ')} where n >= ? and n < ? order by n", span
            )
            own = f"select {columns} from acts a join facts f on f.act = a.id where a.n >= ? and a.n < ? order by f.n"
            links = (
                f'select {columns} from acts a join facts f on f."by" = a.id and f.kind = ? where a.n >= ? and a.n < ?'
            )
            about, caused = rows(self.db, own, span), rows(self.db, f"{links} order by f.n", (Kind.GUIDES.value, *span))
        found = [(int(n), act_of(tuple(rest))) for n, *rest in acts]
        facts: dict[str, list[Fact]] = {act.id: [] for _, act in found}
        details: dict[str, list[Fact]] = {act.id: [] for _, act in found}
        for row in about:
            facts[row[0]].append(fact_of(row))
        for row in caused:
            details[row[6]].append(fact_of(row))
        self._facts.update({id_: tuple(held) for id_, held in facts.items()})
        self._details.update({id_: tuple(held) for id_, held in details.items()})
        return found

    def in_row(self, n: int) -> Act | None:
        """The act in a row (văn bản theo dòng)."""
        found = self._acts("n = ?", n)
        return found[0] if found else None

    def close(self) -> None:
        """Close the file (đóng)."""
        self.db.close()

    def _open(self, key: str) -> str:
        if self._aliases is None:
            with guard(self.path):
                self._aliases = dict(rows(self.db, "select alias, key from aliases order by rowid"))
        if key in self._aliases:
            return self._aliases[key]
        return " ".join(self._aliases.get(word, word) for word in key.split())

    def _acts(self, where: str, *values: Any) -> tuple[Act, ...]:
        with guard(self.path):
            return tuple(map(act_of, rows(self.db, f"{ACT_SELECT} where {where}{_ORDER}", values)))

    def _facts_where(self, where: str, *values: Any) -> tuple[Fact, ...]:
        with guard(self.path):
            return tuple(map(fact_of, rows(self.db, f"{FACT_SELECT} where {where}{_ORDER}", values)))


def open_file(path: Path, *, readonly: bool = True) -> Registry:
    """Open a registry file (mở tệp sổ đăng ký); RegistryError says in one line what is wrong with it."""
    try:
        return Registry(open_database(path, SHAPE, readonly=readonly), path)
    except DatabaseFault as fault:
        raise refusal(fault) from fault


def refusal(fault: DatabaseFault) -> RegistryError:
    """The refusal in the user's words (lời từ chối)."""
    return RegistryError(say(f"registry.{fault.reason.value}", path=fault.path, detail=fault.detail))
