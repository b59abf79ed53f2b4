"""ST-ANNOUNCED, có trong danh mục hết hiệu lực đã công bố: a published list names the document as ceased."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.weigh import find
from doccheck.model.act import Kind
from doccheck.model.report import Finding

CODE = "ST-ANNOUNCED"


def check(context: Context) -> Iterator[Finding]:
    """A fact that states the ending "by a day", as yearly and five-yearly lists do."""
    piece = context.status
    if piece is None:
        return
    listed = [fact for fact in piece.why if fact.kind is Kind.CEASED and fact.on and fact.on <= context.as_of]
    for fact in listed[:1]:
        yield from find(
            context,
            CODE,
            day=fact.on,
            span=context.number_span(),
            subject=context.own,
            piece=piece,
            listed=fact.on,
            list=fact.by_label or fact.origin,
        )
