"""Which mentions may be judged (viện dẫn được xét): not titles, not history, not what the document itself ends."""

from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Cited, Context
from doccheck.model.act import Piece, Status
from doccheck.model.reading import Role
from doccheck.model.report import Level

SURE = 0.6
CITING = (Role.BODY, Role.GUIDES)


def citations(context: Context) -> Iterator[Cited]:
    """Mentions in the body that rely on an act: neither bases, nor targets, nor words inside an acting clause."""
    bases = {c.act.id for c in context.cited(Role.BASIS) if c.act is not None}
    spared = bases | context.acted_on() | ({context.own.id} if context.own else set())
    clauses = tuple(clause.span for clause in context.reading.clauses)
    for cited in context.cited(*CITING):
        if cited.act is None or cited.act.id in spared or cited.reference.amending:
            continue
        if not any(span.covers(cited.reference.span) for span in clauses):
            yield cited


def dead(cited: Cited, day: date | None) -> Piece | None:
    """The piece in which a cited act is wholly dead on a day, since a known day."""
    piece = cited.at(day)
    if piece is None or piece.status not in {Status.CEASED, Status.NEVER_IN_FORCE}:
        return None
    return piece if cited.since(day) is not None else None


def died_after(cited: Cited, context: Context) -> Piece | None:
    """The piece in which a cited act is dead on the day asked, having died after the document was issued."""
    piece, since, issued = dead(cited, context.as_of), cited.since(context.as_of), context.issued_on
    if piece is None or since is None or issued is None or since <= issued:
        return None
    return piece if piece.status is Status.CEASED else None


def cap(context: Context, cited: Cited | None = None) -> Level | None:
    """Ceiling for what rests on a weak reading: a mended or uncertain day of issue or reference is a review at most."""
    day = context.header.issued_on
    weak = day is not None and (day.repaired or day.confidence < SURE)
    if cited is not None:
        weak = weak or cited.reference.repaired or cited.reference.confidence < SURE
    return Level.REVIEW if weak else None
