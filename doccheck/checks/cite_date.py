"""CITE-DATE, ngày trong viện dẫn khác sổ đăng ký: the day beside a number is not the registry's day of issue."""

from collections.abc import Iterator
from datetime import date

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import cap, other_series
from doccheck.checks.titles import misnamed
from doccheck.checks.weigh import find
from doccheck.model.act import Act
from doccheck.model.match import MatchState
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE, REACH, ENDS = "CITE-DATE", 600, ",;."


def check(context: Context) -> Iterator[Finding]:
    """A written day that differs: day and month swapped, the day of effect in its place, or another day."""
    for cited in context.cited():
        act, written = cited.act or _numbered(cited, context), cited.reference.issued_on
        if act is None or act.issued_on is None or written is None or written == act.issued_on:
            continue
        if other_series(cited, context) or _inside_a_title(cited, context) or _another(act, cited, context):
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            variant=_variant(act, act.issued_on, written),
            span=cited.reference.span,
            subject=act,
            cap=cap(context, cited),
            written=written,
            signed=act.issued_on,
        )


def _variant(act: Act, issued: date, written: date) -> str:
    if (written.year, written.month, written.day) == (issued.year, issued.day, issued.month):
        return "swapped"
    return "effect" if written == act.effective_on else "default"


def _inside_a_title(cited: Cited, context: Context) -> bool:
    """True where a day after the last of several laws belongs to the act that amends them all."""
    words = context.book.cards[CODE].words
    if cited.reference.instrument not in words["laws"]:
        return False
    before = context.reading.text.body[max(0, cited.reference.span.start - REACH) : cited.reference.span.start]
    clause = " ".join(before.rpartition(";")[2].casefold().split())
    return any(word in clause for word in words["amending"])


def _numbered(cited: Cited, context: Context) -> Act | None:
    """Of rivals, the only one with the number written: whichever is meant, number and day do not go together."""
    number, central = cited.reference.number, context.book.issuers.level
    if cited.match.state is not MatchState.AMBIGUOUS or number is None:
        return None
    same = [act for act in cited.match.rivals if act.number is not None and act.number.key == number.key]
    if len(same) != 1 or not all(central(one) == "central" for one in same[0].issuers):
        return None
    if misnamed(cited.reference.title, same[0].title):
        return None
    return same[0] if same[0].instrument == cited.reference.instrument else None


def _another(act: Act, cited: Cited, context: Context) -> bool:
    """True where the title that follows in a line of bases is not the act's: two acts share number, type and issuer."""
    if cited.reference.role is not Role.BASIS:
        return False
    rest = context.reading.text.body[cited.reference.span.end :][:REACH].partition(";")[0].partition("\n\n")[0]
    said = " ".join(rest.split())
    organ = " ".join((cited.reference.issuer or "").split())
    named = (said.partition(organ)[2] if organ and organ in said else said).strip()
    return named[:1] not in ENDS and misnamed(named, act.title)
