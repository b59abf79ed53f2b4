"""SIG-ISSUER, chức danh ký không thuộc cơ quan ban hành: the title above the signature belongs to another body."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.mentions import cap, template
from doccheck.checks.weigh import find
from doccheck.model.report import Finding
from doccheck.model.text import Span

CODE = "SIG-ISSUER"
LINES, REACH = 6, 400


def check(context: Context) -> Iterator[Finding]:
    """Titles of the issuer's kind are on the card; the check speaks when only titles of other kinds stand there."""
    signer, kind = context.header.signer, context.kind
    titles = context.book.cards[CODE].words
    if signer is not None and template(signer.span, context):
        return
    if signer is None or kind not in titles or not context.normative or len(context.issuers) > 1:
        return
    start = max(0, signer.span.start - REACH)
    block = context.reading.text.body[start : signer.span.start].rstrip().split("\n")[-LINES:]
    lines = [" ".join(line.casefold().split()) for line in block]
    if any(word in line for line in lines for word in titles[kind]):
        return
    titled = [" ".join(line.casefold().split()) for line in block if line.strip().isupper()]
    strange = [word for other, words in titles.items() if other != kind for word in words]
    found = next((word for line in titled for word in strange if line.endswith(word)), None)
    if found is None:
        return
    yield from find(
        context,
        CODE,
        day=context.issued_on,
        span=Span(start, signer.span.end) if start else signer.span,
        subject=context.own,
        cap=cap(context),
        title=found,
        organ=context.issuers[0],
    )
