"""Documents beside each other in a pile (văn bản cùng kho): what the registry does not hold and the pile shows."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from doccheck.model.act import Act


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A document that stands in the pile (văn bản trong kho), with its file.

    ``general``: it ends "earlier rules contrary to it" without naming any.
    """

    act: Act
    path: str
    sha256: str
    general: bool = False


@runtime_checkable
class Beside(Protocol):
    """A shelf that also knows which documents the pile itself holds (sổ biết văn bản trong kho)."""

    def near(self, issuer: str, title: str) -> tuple[Neighbour, ...]:
        """Documents of an issuer whose title shares most of its words with ``title``."""
        ...

    def held(self, key: str) -> tuple[Neighbour, ...]:
        """Documents of the pile whose number's key is ``key``."""
        ...
