"""ST-NEWER, có thể đã bị thay thế ngầm: a newer document of the issuer on one subject, nothing between them."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.titles import words_of
from doccheck.checks.weigh import find
from doccheck.model.act import Act, Certainty
from doccheck.model.report import Finding

CODE = "ST-NEWER"
LEAST_WORDS, LEAST_ALIKE = 5, 0.8


def check(context: Context) -> Iterator[Finding]:
    """A suggestion only: both are normative, of one type, their titles nearly the same, and no clause joins them."""
    title, issued, number = context.header.title, context.issued_on, context.number
    if title is None or issued is None or number is None or not context.normative or not context.alive:
        return
    if _changes(title.value, context):
        return
    linked = _linked(context)
    for one in context.near:
        act = one.act
        day = act.issued_on
        if day is None or not issued < day <= context.as_of or act.instrument != context.instrument or not act.title:
            continue
        if act.number is None or act.number.key == number.key or act.id in linked or _changes(act.title, context):
            continue
        if not _alike(title.value, act.title) or not _normative(act, context):
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            span=title.span,
            subject=act,
            certainty=Certainty.LOW,
            title=act.title,
            path=one.path,
        )


def _alike(one: str, other: str) -> bool:
    mine, theirs = words_of(one), words_of(other)
    if min(len(mine), len(theirs)) < LEAST_WORDS or _figures(one) != _figures(other):
        return False
    return len(mine & theirs) >= LEAST_ALIKE * len(mine | theirs)


def _figures(title: str) -> set[str]:
    """Years and other figures: a table of prices for each year replaces none of another year."""
    return {word for word in "".join(c if c.isdigit() else " " for c in title).split() if len(word) > 1}


def _changes(title: str, context: Context) -> bool:
    words = context.book.cards[CODE].words["changing"]
    return any(word in " ".join(title.casefold().split()) for word in words)


def _linked(context: Context) -> frozenset[str]:
    """Acts that already did something to this document."""
    pieces = context.itself.timeline.pieces if context.itself.timeline is not None else ()
    return frozenset(fact.by for piece in pieces for fact in piece.why if fact.by)


def _normative(act: Act, context: Context) -> bool:
    if act.number is None:
        return False
    return context.book.forms.classify(act.number, act.instrument, act.issued_on).kind == "normative"
