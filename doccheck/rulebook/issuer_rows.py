"""Rows of section ``issuers``: central bodies one by one, local and other bodies by the words before their own name."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from doccheck.model.number import fold
from doccheck.rulebook.dated import Lasting, Sourced
from doccheck.rulebook.instruments import code_key
from doccheck.rulebook.load import Mistakes, Section, validate


class CodeRow(Section):
    """A code in numbers and when it was used."""

    code: str
    from_: date | None = Field(default=None, alias="from")
    to: date | None = None


class HeirRow(Sourced):
    """A successor from ``on``; ``subject`` limits it to a field of work."""

    id: str
    on: date
    subject: str | None = None


class CentralRow(Section):
    """A central body."""

    id: str
    kind: str
    name: str
    en: str
    level: str = "central"
    names: list[str] = []
    codes: list[CodeRow] = []
    lives: list[Lasting] = []
    successors: list[HeirRow] = []


class CentralFile(Section):
    """``rules/vn/issuers/*.yaml``, except ``local.yaml``."""

    issuers: list[CentralRow]


class OrganRow(Section):
    """A local organ: what its name begins with."""

    kind: str
    name: str
    en: str
    words: list[str]
    codes: list[str] = []


class LevelRow(Section):
    """A local level and the words before a place's own name."""

    id: str
    name: str
    en: str
    words: list[str]
    places: str | None = None
    city: str | None = None


class OtherRow(Section):
    """A kind of body that issues administrative documents only."""

    kind: str
    level: str
    name: str
    words: list[str]


class PartyRow(Section):
    """A body of the Party; ``open``: its own name may follow."""

    id: str
    name: str
    words: list[str]
    codes: list[str] = []
    open: bool = False


class LocalFile(Section):
    """``rules/vn/issuers/local.yaml``."""

    organs: list[OrganRow]
    levels: list[LevelRow]
    titles: list[str]
    host_words: list[str]
    joiners: list[str]
    tails: list[str]
    ends: list[str] = []
    links: list[str] = []
    others: list[OtherRow]
    own_names: list[str] = []
    party: list[PartyRow]
    soft_days: dict[str, int]


EMPTY = LocalFile(
    organs=[], levels=[], titles=[], host_words=[], joiners=[], tails=[], others=[], party=[], soft_days={}
)


@dataclass(frozen=True, slots=True)
class Code:
    """A code (mã cơ quan) with its issuer and the days of its use."""

    issuer: str
    start: date | None
    end: date | None

    def holds(self, on: date | None) -> bool:
        """True when used on that day, or no day is asked."""
        return on is None or ((self.start is None or self.start <= on) and (self.end is None or on < self.end))


def read_central(folder: Path, mistakes: Mistakes) -> list[CentralRow]:
    """All central bodies; the same id twice is a mistake."""
    rows: dict[str, CentralRow] = {}
    homes: dict[str, tuple[Path, int]] = {}
    for path in sorted((folder / "vn" / "issuers").glob("*.yaml")):
        if path.name == "local.yaml":
            continue
        page = validate(path, CentralFile, mistakes)
        for i, row in enumerate(page.issuers if page else ()):
            homes[row.id] = (path, i)
            if row.id in rows:
                mistakes.at(path, ("issuers", i), f"issuer {row.id!r} stands twice")
            rows[row.id] = row
            for life in row.lives:
                if life.from_ and life.to and life.to <= life.from_:
                    mistakes.at(path, ("issuers", i, "lives"), f"issuer {row.id!r} ends before it begins")
    for row in rows.values():
        for heir in row.successors:
            if heir.id not in rows and "/" not in heir.id:
                path, i = homes[row.id]
                mistakes.at(
                    path, ("issuers", i, "successors"), f"issuer {row.id!r}: successor {heir.id!r} is not there"
                )
    return list(rows.values())


def read_local(folder: Path, mistakes: Mistakes) -> LocalFile:
    """Words of local and other bodies."""
    return validate(folder / "vn" / "issuers" / "local.yaml", LocalFile, mistakes) or EMPTY


def codes_of(central: list[CentralRow], local: LocalFile) -> dict[str, list[Code]]:
    """Codes by key, with marks and (after them) without."""
    exact: dict[str, list[Code]] = {}
    for row in central:
        for one in row.codes:
            exact.setdefault(code_key(one.code), []).append(Code(row.id, one.from_, one.to))
    for organ in local.organs:
        for code in organ.codes:
            exact.setdefault(code_key(code), []).append(Code(f"{organ.kind}/?", None, None))
    for body in local.party:
        for code in body.codes:
            exact.setdefault(code_key(code), []).append(Code(body.id, None, None))
    found = dict(exact)
    for code, owners in exact.items():
        bare = fold(code)
        if bare not in exact:
            found[bare] = [*found.get(bare, []), *owners]
    return found
