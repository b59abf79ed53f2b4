"""VBHN-EFFECT, văn bản hợp nhất bị coi là có hiệu lực riêng."""

from collections.abc import Iterator

from doccheck.checks.context import ACTING, Context
from doccheck.checks.weigh import find
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE = "VBHN-EFFECT"
OWN = ACTING - {Role.CONSOLIDATES}


def check(context: Context) -> Iterator[Finding]:
    """A consolidated text that is ended, amended or used as a basis as if it had effect of its own."""
    consolidated = frozenset(context.book.cards[CODE].words["instruments"])
    for cited in context.cited(Role.BASIS, *OWN):
        reference = cited.reference
        if reference.instrument not in consolidated or reference.amending:
            continue
        if reference.role is Role.BASIS and context.normative:
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=reference.span,
            cause=reference.number.key if reference.number else reference.text,
            written=" ".join(reference.text.split()),
        )
