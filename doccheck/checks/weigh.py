"""From a predicate's yes to a finding (phát hiện): level by the card, held down by how the facts are known."""

from collections.abc import Iterator
from datetime import date
from enum import IntEnum

from doccheck.checks.context import Context
from doccheck.model.act import Act, Certainty, Fact, Kind, Piece, Tier
from doccheck.model.number import DocNumber
from doccheck.model.report import Finding, Level
from doccheck.model.text import Span
from doccheck.rulebook.articles import ArticleRow, Clock, told
from doccheck.rulebook.book import Book

ENDINGS = frozenset(
    {Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM, Kind.CEASED, Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED}
)
STRONG = frozenset({Tier.CONFIRMED, Tier.OFFICIAL, Tier.READ})
CASCADE = "rules:cascade"
CEILING = {Certainty.HIGH: Level.ERROR, Certainty.MEDIUM: Level.ERROR, Certainty.LOW: Level.REVIEW}


class Strength(IntEnum):
    """How strongly a piece of an act's life is known."""

    SILENT = 0
    PILE = 1
    SECONDARY = 2
    STRONG = 3


def carrying(piece: Piece, about: str | None = None) -> tuple[Fact, ...]:
    """The facts that carry a piece: its endings where it has some, else all; facts of other acts only explain."""
    own = tuple(f for f in piece.why if about is None or f.act == about) or piece.why
    endings = tuple(f for f in own if f.kind in ENDINGS)
    return endings or own


def strength(piece: Piece, about: str | None = None) -> Strength:
    """Strength of the strongest fact behind a piece; hints alone are silent."""
    tiers = {fact.tier for fact in carrying(piece, about)}
    if tiers & STRONG:
        return Strength.STRONG
    if Tier.SECONDARY in tiers:
        return Strength.SECONDARY
    if Tier.PILE in tiers:
        return Strength.PILE
    return Strength.SILENT


def ceiling(piece: Piece, about: str | None = None) -> Level | None:
    """Gravest level that a piece can carry; None: it asserts nothing."""
    power = strength(piece, about)
    if power is Strength.SILENT:
        return None
    if power is Strength.PILE:
        return Level.REVIEW
    top = CEILING[piece.certainty]
    return max(top, Level.WARNING, key=lambda level: level.rank) if power is Strength.SECONDARY else top


def causes(piece: Piece, book: Book, about: str | None = None) -> tuple[Act, ...]:
    """The acts that ended or changed an act, as far as the facts name them."""
    found: dict[str, Act] = {}
    for fact in carrying(piece, about):
        label = fact.by_label or fact.by
        if label:
            found.setdefault(label, _named(fact, book))
    return tuple(found.values())


def find(
    context: Context,
    code: str,
    *,
    day: date | None = None,
    variant: str = "default",
    span: Span | None = None,
    subject: Act | None = None,
    piece: Piece | None = None,
    certainty: Certainty = Certainty.HIGH,
    by: tuple[Act, ...] | None = None,
    cause: str | None = None,
    cap: Level | None = None,
    proof: tuple[Fact, ...] | None = None,
    law: tuple[str, ...] = (),
    **facts: object,
) -> Iterator[Finding]:
    """One finding, or none where the card is silent on ``day`` or the facts assert nothing."""
    card, about = context.book.cards[code], subject.id if subject is not None else None
    level = card.variant(variant).at(day)
    if level is None:
        return
    if piece is not None:
        top = ceiling(piece, about)
        if top is None:
            return
        level = max(level, top, key=lambda one: one.rank)
        if strength(piece, about) is Strength.PILE:
            variant = "pile" if variant == "default" else f"{variant}_pile"
        certainty = piece.certainty
    if cap is not None:
        level = max(level, cap, key=lambda one: one.rank)
    level = max(level, CEILING[certainty], key=lambda one: one.rank)
    rows = tuple(_articles(context, code, day, subject, piece))
    facts["transition"] = next((row.id for row in rows if row.part == "transition"), None)
    acts = by if by is not None else (causes(piece, context.book, about) if piece is not None else ())
    yield Finding(
        check=code,
        level=level,
        certainty=certainty,
        span=span,
        subject=subject,
        facts=tuple((name, _plain(value)) for name, value in facts.items() if value is not None),
        basis=told(card.basis_on(day), rows, law),
        proof=proof if proof is not None else (_proof(piece, about) if piece is not None else ()),
        by=acts,
        variant=variant,
        cause=cause or (subject.id if subject is not None else None),
    )


def _articles(
    context: Context, code: str, day: date | None, subject: Act | None, piece: Piece | None
) -> Iterator[ArticleRow]:
    """Articles behind the finding: by the day of issue, of the event and asked, for what ended the act."""
    about = subject.id if subject is not None else None
    events = {fact.kind.value for fact in carrying(piece, about)} if piece is not None else set()
    events |= {"cascade"} if any(fact.origin.startswith(CASCADE) for fact in (piece.why if piece else ())) else set()
    owners = subject.issuers if subject is not None and subject.issuers else context.issuers
    level = context.book.issuers.level(owners[0]) if owners else None
    days: dict[Clock, date | None] = {"issued": context.issued_on, "event": day, "as_of": context.as_of}
    return context.book.articles.behind(code, days, level, events)


def _proof(piece: Piece, about: str | None) -> tuple[Fact, ...]:
    """What carries the piece first, then the endings of other acts that explain it."""
    rest = tuple(f for f in piece.why if f.kind in ENDINGS)
    return tuple(dict.fromkeys((*carrying(piece, about), *rest)))


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _named(fact: Fact, book: Book) -> Act:
    parts = (fact.by or "").split("|")
    day = _day(parts[3]) if len(parts) > 3 else None
    words = (fact.by_label or "").split()
    number = next((n for n in map(DocNumber.parse, reversed(words)) if n is not None), None)
    return Act(
        id=fact.by or fact.by_label or "",
        number=number,
        instrument=(parts[1] if len(parts) > 1 else "") or _type_word(words, book),
        issuers=tuple(i for i in parts[2].split("+") if i) if len(parts) > 2 else (),
        issued_on=day,
        title=fact.by_label,
    )


def _type_word(words: list[str], book: Book) -> str | None:
    """The type that a label begins with, by its longest name."""
    tries = (book.instruments.by_name(" ".join(words[:size])) for size in range(min(len(words), 4), 0, -1))
    return next((one for one in tries if one is not None), None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
