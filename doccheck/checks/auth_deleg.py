"""AUTH-DELEG, văn bản quy phạm cấp huyện, cấp xã không nêu điều khoản luật giao."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Certainty
from doccheck.model.report import Finding

CODE = "AUTH-DELEG"


def check(context: Context) -> Iterator[Finding]:
    """District and commune documents of the years of delegation, whose bases name no provision of a law."""
    if context.level not in {"huyen", "xa"} or not context.normative or context.issued_on is None:
        return
    laws = frozenset(context.book.cards[CODE].words["laws"])
    bases = [cited.reference for cited in context.bases()]
    if not bases or any(ref.instrument in laws and ref.provisions for ref in bases):
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        span=context.number_span(),
        subject=context.own,
        certainty=Certainty.LOW,
    )
