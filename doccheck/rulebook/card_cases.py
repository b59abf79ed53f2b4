"""Cases of a check's card (ca kiểm): a document, what it cites, what the registry knows, and what must be said."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from doccheck.model.act import Kind, Tier
from doccheck.model.match import MatchState
from doccheck.model.reading import ClauseKind, EffectHow, EffectWhat, Role, Scope
from doccheck.rulebook.load import Section


class CaseKind(StrEnum):
    """Hit: the check speaks. Miss: it is silent (the day before). Unknown: an act we do not know, silent too."""

    HIT = "hit"
    MISS = "miss"
    UNKNOWN = "unknown"


class CaseFact(Section):
    """A fact of the small registry of a case; ``by`` names the act behind it as people do."""

    kind: Kind
    on: date | None = None
    until: date | None = None
    by: str | None = None
    tier: Tier = Tier.OFFICIAL
    provisions: list[str] = []
    exceptions: str | None = None
    note: str | None = None
    origin: str | None = None


class CaseAct(Section):
    """An act of the small registry with its facts."""

    number: str | None = None
    instrument: str | None = None
    issuers: list[str] = []
    issued: date | None = None
    effective: date | None = None
    title: str | None = None
    facts: list[CaseFact] = []


class CaseDocument(CaseAct):
    """The document judged; ``known`` puts it on the registry too, ``details`` are the acts that it details.

    ``general`` are later acts with a clause that ends "earlier rules contrary to it"; ``near`` and ``held`` are other
    documents of the pile, with a near title or the same number; ``file`` is the name of the document's file.
    """

    known: bool = False
    issuer: str | None = None
    signer: str | None = None
    signing: str | None = None
    annexed: bool = False
    partial: bool = False
    dynamic: bool = False
    shortened: bool = False
    text: str | None = None
    details: list[CaseAct] = []
    general: list[CaseAct] = []
    near: list[CaseAct] = []
    held: list[CaseAct] = []
    file: str | None = None


class Written(Section):
    """What the document wrote of an act where it differs from the registry."""

    number: str | None = None
    instrument: str | None = None
    issuers: list[str] | None = None
    issued: date | None = None
    title: str | None = None
    year: int | None = None


class CaseReference(CaseAct):
    """A mention of an act, together with the act itself; ``said`` are words that follow it."""

    role: Role = Role.BODY
    match: MatchState = MatchState.FOUND
    written: Written | None = None
    at: list[str] = []
    rivals: list[CaseAct] = []
    amending: bool = False
    in_title: bool = False
    item: int | None = None
    repaired: bool = False
    normative: bool | None = None
    guess: bool = False
    said: str | None = None


class CaseEffect(Section):
    """An effect clause of the document."""

    on: date | None = None
    until: date | None = None
    how: EffectHow = EffectHow.ON_DATE
    what: EffectWhat = EffectWhat.EFFECT
    days: int | None = None
    quote: str | None = None


class CaseClause(Section):
    """An acting clause of the document; ``target`` counts its references from 0.

    ``covers``: the sentence begins with the first reference and holds the target.
    """

    kind: ClauseKind
    target: int | None = None
    scope: Scope = Scope.WHOLE
    on: date | None = None
    quote: str | None = None
    covers: bool = False


class Case(Section):
    """One case: ``expect`` lists what this check must say, ``level`` or ``level variant`` for each finding."""

    name: str
    kind: CaseKind
    as_of: date
    document: CaseDocument = Field(default_factory=CaseDocument)
    references: list[CaseReference] = []
    effects: list[CaseEffect] = []
    clauses: list[CaseClause] = []
    expect: list[str] = []
