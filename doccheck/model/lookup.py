"""What matching asks of a registry: a protocol, so that stages do not know each other."""

from datetime import date
from typing import Protocol

from doccheck.model.act import Act, Fact


class Lookup(Protocol):
    """A shelf of acts and facts (sổ đăng ký): the registry, or the registry with the user's pile laid over it."""

    @property
    def digest(self) -> str:
        """Digest of the contents; part of every report's stamp."""
        ...

    def act(self, act_id: str) -> Act | None:
        """The act with this id."""
        ...

    def by_number(self, key: str) -> tuple[Act, ...]:
        """All acts whose ``DocNumber.key`` is ``key``, of whatever type, issuer and date."""
        ...

    def by_serial(self, serial: str, year: int | None) -> tuple[Act, ...]:
        """All acts with this serial (folded, no leading zeros) and, unless None, this year in the number."""
        ...

    def by_title(self, key: str) -> tuple[Act, ...]:
        """Laws, codes, ordinances and constitutions whose folded short title (no type word) is ``key``."""
        ...

    def titles(self) -> tuple[tuple[str, str], ...]:
        """(folded short title, act id) of every law, code, ordinance and constitution: the block for title search."""
        ...

    def by_date(self, day: date) -> tuple[Act, ...]:
        """All acts issued on a day: the block for damaged numbers."""
        ...

    def numbers_on(self, day: date) -> tuple[tuple[str, str], ...]:
        """(``DocNumber.key``, act id) of every numbered act issued on a day: the same block, before acts are made."""
        ...

    def facts(self, act_id: str) -> tuple[Fact, ...]:
        """All facts about an act, in a stable order."""
        ...

    def guides_of(self, act_id: str) -> tuple[Act, ...]:
        """Acts that detail or guide this one."""
        ...

    def details_of(self, act_id: str) -> tuple[Fact, ...]:
        """Facts of kind GUIDES whose ``by`` is this act: what it details or guides (``Fact.act`` is the parent)."""
        ...
