"""Authority on the day of issue (thẩm quyền tại ngày ban hành): the matrix's ruling, and which check speaks of it."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding, Level
from doccheck.rulebook.authority import Ruling, Verdict

DENIED = frozenset({Verdict.ADMINISTRATIVE_ONLY, Verdict.NOT_USED})


def denied(context: Context) -> Ruling | None:
    """The ruling, where a number of normative form is borne by a document that could not be normative that day."""
    if not context.normative or context.instrument is None or context.issued_on is None or not context.issuers:
        return None
    ruling = context.book.authority.at(context.issuers, context.instrument, context.issued_on)
    return ruling if ruling.verdict in DENIED else None


def _two_types(context: Context) -> bool:
    """True when the number tells another type, which its issuer could issue: one of the two is a slip."""
    code, issued = context.form.instrument_code, context.issued_on
    told = context.book.instruments.by_code(code) if code else None
    if told is None or told == context.instrument or issued is None:
        return False
    return context.book.authority.at(context.issuers, told, issued).verdict not in DENIED


def claims(context: Context, code: str) -> bool:
    """True when the card of ``code`` names the document's type and its kind of issuer as its own matter."""
    words = context.book.cards[code].words
    kinds, instruments = words.get("kinds", []), words.get("instruments", [])
    if not (kinds or instruments):
        return False
    kind_fits = not kinds or context.kind in kinds
    return kind_fits and (not instruments or context.instrument in instruments)


def accuse(context: Context, code: str, variant: str = "default") -> Iterator[Finding]:
    """The finding of one of the authority checks, with the article that the ruling rests on."""
    ruling = denied(context)
    if ruling is None:
        return
    yield from find(
        context,
        code,
        day=context.issued_on,
        variant=variant,
        span=context.number_span(),
        subject=context.own,
        cap=Level.REVIEW if ruling.certainty is Certainty.LOW or _two_types(context) else cap(context),
        certainty=ruling.certainty,
        cause=code,
        form=context.instrument,
        organ="|".join(context.issuers),
        issued=context.issued_on,
        number=str(context.number),
        ruling="; ".join(ruling.basis) or None,
    )
