"""A mention while it is being read (bản nháp của một viện dẫn)."""

from dataclasses import dataclass
from datetime import date

from doccheck.model.number import DocNumber
from doccheck.model.reading import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A mention with its place; ``after`` is where its issuer and title end; ``rule`` names what read it."""

    start: int
    end: int
    after: int
    rule: str
    number: DocNumber | None = None
    instrument: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    year: int | None = None
    role: Role = Role.BODY
    confidence: float = 1.0
    repaired: bool = False
    listed: bool = False
    plural: bool = False
