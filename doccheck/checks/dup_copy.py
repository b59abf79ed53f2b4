"""DUP-COPY, văn bản trùng trong kho: other files of the pile that say they are this document."""

from collections.abc import Iterator

from doccheck.checks.context import Context
from doccheck.checks.titles import misnamed
from doccheck.checks.weigh import find
from doccheck.model.act import Act, Certainty
from doccheck.model.beside import Neighbour
from doccheck.model.report import Finding

CODE = "DUP-COPY"


def check(context: Context) -> Iterator[Finding]:
    """The same number, type and issuer in another file: a copy, another day, or another document under one number."""
    source = context.reading.text.source
    others = [one for one in context.held if one.sha256 != source.sha256 and _same(one.act, context)]
    for variant in ("default", "day", "title"):
        alike = [one for one in others if _variant(one, context) == variant]
        if not alike:
            continue
        yield from find(
            context,
            CODE,
            day=context.as_of,
            variant=variant,
            span=context.number_span(),
            certainty=Certainty.LOW,
            cause=variant,
            paths=", ".join(sorted(one.path for one in alike)),
            count=len(alike),
        )


def _same(act: Act, context: Context) -> bool:
    return act.instrument == context.instrument and bool(set(act.issuers) & set(context.issuers))


def _variant(one: Neighbour, context: Context) -> str:
    title, issued, act = context.header.title, context.issued_on, one.act
    if issued is not None and act.issued_on is not None and issued != act.issued_on:
        return "day"
    return "title" if misnamed(title.value if title else None, act.title) else "default"
