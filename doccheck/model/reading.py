"""What parsing yields: what was *written*, where, and which rule read it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision
from doccheck.model.text import Span, Text, Trouble

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field(Generic[T]):
    """A value read at a span by a rule, with confidence 0..1; ``repaired`` when the spelling was mended."""

    value: T
    span: Span
    rule: str = ""
    confidence: float = 1.0
    repaired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """Head and foot of a document (thể thức): each field with its span, or None when not found.

    ``issuers`` hold issuer ids where the rules know them, else the written name.
    ``issuer`` joins their names for people.
    """

    number: Field[DocNumber] | None = None
    instrument: Field[str] | None = None
    issuer: Field[str] | None = None
    issuers: tuple[Field[str], ...] = ()
    issued_on: Field[date] | None = None
    place: Field[str] | None = None
    title: Field[str] | None = None
    signer: Field[str] | None = None
    signing_form: Field[str] | None = None
    annexed: bool = False


class Role(StrEnum):
    """Why a document mentions another."""

    BASIS = "basis"
    BODY = "body"
    HISTORICAL = "historical"
    TRANSITIONAL = "transitional"
    AMENDS = "amends"
    REPLACES = "replaces"
    REPEALS = "repeals"
    SUSPENDS = "suspends"
    GUIDES = "guides"
    CORRECTS = "corrects"
    CONSOLIDATES = "consolidates"
    SELF = "self"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A mention of another document (viện dẫn). ``span`` covers type word, "số", number and date."""

    span: Span
    text: str
    number: DocNumber | None = None
    instrument: str | None = None
    issuers: tuple[str, ...] = ()
    issuer: str | None = None
    issued_on: date | None = None
    year: int | None = None
    title: str | None = None
    provisions: tuple[Provision, ...] = ()
    role: Role = Role.BODY
    rule: str = ""
    confidence: float = 1.0
    repaired: bool = False
    normative: bool | None = None
    basis_item: int | None = None
    amending: bool = False
    in_title: bool = False  # named inside the title of the document cited before it


class EffectWhat(StrEnum):
    """Effect (hiệu lực) or application (áp dụng)."""

    EFFECT = "effect"
    APPLICATION = "application"


class EffectHow(StrEnum):
    """How the day of effect is stated."""

    ON_DATE = "on_date"
    ON_SIGNING = "on_signing"
    AFTER_DAYS = "after_days"
    AFTER_GAZETTE = "after_gazette"
    DEFAULT = "default"
    BLANK = "blank"  # a draft's clause whose day is still to be written
    MISSING = "missing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """An effect clause: first day ``on``, last day ``until`` (inclusive); None where not stated or not computable.

    ``waits_for``: the day is that on which another act takes effect; index into ``Reading.references``, -1 where that
    act is not among them.
    """

    span: Span | None
    what: EffectWhat = EffectWhat.EFFECT
    on: date | None = None
    until: date | None = None
    how: EffectHow = EffectHow.MISSING
    provisions: tuple[Provision, ...] = ()
    days: int | None = None
    rule: str = ""
    waits_for: int | None = None


class ClauseKind(StrEnum):
    """What an acting clause does to its target."""

    REPLACES = "replaces"
    REPEALS = "repeals"
    ENDS = "ends"
    RESUMES = "resumes"
    IMPLICIT = "implicit"
    AMENDS = "amends"
    SUSPENDS = "suspends"
    EXTENDS = "extends"
    CORRECTS = "corrects"
    GUIDES = "guides"
    CONSOLIDATES = "consolidates"
    KEEPS = "keeps"
    APPLIES = "applies"


class Scope(StrEnum):
    """Whole document or named provisions."""

    WHOLE = "whole"
    PART = "part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """An acting clause (điều khoản thay thế, bãi bỏ, sửa đổi…): ``target`` is an index into ``Reading.references``.

    ``on`` is the first day of the action where the clause names one; None means the day the acting document takes
    effect, or, with ``waits_for``, the day on which another act does (as in ``Effect``). ``exceptions`` are the words
    after "trừ". ``territory`` is the slug of the province to which the clause is limited (địa bàn), None without limit.
    """

    kind: ClauseKind
    scope: Scope
    target: int | None
    span: Span
    quote: str
    provisions: tuple[Provision, ...] = ()
    on: date | None = None
    until: date | None = None
    exceptions: str | None = None
    rule: str = ""
    confidence: float = 1.0
    waits_for: int | None = None
    territory: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one document. ``territory``: the former unit to which the document limits itself."""

    text: Text
    header: Header
    references: tuple[Reference, ...] = ()
    effects: tuple[Effect, ...] = ()
    clauses: tuple[Clause, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    dynamic_reference: bool = False
    shortened_procedure: bool = False
    territory: str | None = None
