"""Which mentions may be judged (viện dẫn được xét): not titles, not history, not what the document itself ends."""

import re
from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Cited, Context
from doccheck.checks.titles import misnamed
from doccheck.model.act import Piece, Status
from doccheck.model.reading import Role
from doccheck.model.report import Level
from doccheck.model.text import Span

SURE = 0.6
BLANKS, NEAR = ("\u2026", "....", "(ghi"), 120
WEB, PAST, SENTENCE = "CITE-404", "CITE-EXP", 300
OPENING, CLOSING, REACH = "\u201c", "\u201d", 3000
CITING = (Role.BODY, Role.GUIDES)


def citations(context: Context) -> Iterator[Cited]:
    """Mentions in the body that rely on an act: neither bases, nor targets, nor words inside an acting clause."""
    bases = {c.act.id for c in context.cited(Role.BASIS) if c.act is not None}
    spared = bases | context.acted_on() | ({context.own.id} if context.own else set())
    clauses = tuple(clause.span for clause in context.reading.clauses)
    for cited in context.cited(*CITING):
        if cited.act is None or cited.act.id in spared or cited.reference.amending or cited.reference.in_title:
            continue
        if any(span.covers(cited.reference.span) for span in clauses):
            continue
        if not (chrome(cited, context) or quoted(cited, context) or past(cited, context)):
            yield cited


def _misnamed(cited: Cited) -> bool:
    return misnamed(cited.reference.title, cited.act.title if cited.act else None)


def quoted(cited: Cited, context: Context) -> bool:
    """True inside quotation marks (trích lời văn bản khác): words that an amending act puts into another."""
    before = context.reading.text.body[max(0, cited.reference.span.start - REACH) : cited.reference.span.start]
    return before.rfind(OPENING) > before.rfind(CLOSING)


def past(cited: Cited, context: Context, kind: str = "past") -> bool:
    """True in a sentence that tells how things were (câu nhắc lại lịch sử), in the words of the card.

    ``kind`` names the list: ``past`` is plain history, ``older`` are cases from before a day, still to be treated.
    """
    before = context.reading.text.body[max(0, cited.reference.span.start - SENTENCE) : cited.reference.span.start]
    sentence = " ".join(re.split(r"[.;]\s", before)[-1].casefold().split())
    return any(word in sentence for word in context.book.cards[PAST].words[kind])


def other_series(cited: Cited, context: Context) -> bool:
    """True where the day differs and the issuer's unit was merged that year: two series of numbers, two documents."""
    act, written = cited.act, cited.reference.issued_on
    if act is None or act.issued_on is None or written is None or written == act.issued_on:
        return False
    places = {context.book.issuers.place(one) for one in act.issuers}
    return any(
        change.on.year == act.issued_on.year and len(change.before) > 1 and places & set(change.after)
        for change in context.book.places.changes
    )


def chrome(cited: Cited, context: Context) -> bool:
    """True for a mention in the frame of a web page (lời mời, điều khoản của trang web), not in the document."""
    body, span = context.reading.text.body, cited.reference.span
    start, end = body.rfind("\n", 0, span.start) + 1, body.find("\n", span.end)
    line = body[start : end if end >= 0 else len(body)].casefold()
    return any(word in line for word in context.book.cards[WEB].words["website"])


def template(span: Span, context: Context) -> bool:
    """True for a signature on a form to be filled in (mẫu), told by dots or brackets around it."""
    body = context.reading.text.body
    near = body[max(0, span.start - NEAR) : span.end + NEAR]
    return any(mark in near for mark in BLANKS)


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
        weak = weak or _misnamed(cited) or other_series(cited, context)
    return Level.REVIEW if weak else None
