"""Clauses that end other acts (điều khoản bãi bỏ, thay thế): whose act is ended, and by what right."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.model.reading import Clause, ClauseKind

ENDING = frozenset({ClauseKind.REPLACES, ClauseKind.REPEALS, ClauseKind.ENDS})


def endings(context: Context) -> Iterator[tuple[Clause, Cited]]:
    """Ending clauses with a named target."""
    for clause in context.reading.clauses:
        target = context.target(clause) if clause.kind in ENDING else None
        if target is not None:
            yield clause, target


def owner(target: Cited) -> tuple[tuple[str, ...], str | None]:
    """Issuers and type of the act ended: the registry's, else as written."""
    act, reference = target.act, target.reference
    if act is not None and act.issuers:
        return act.issuers, act.instrument
    return reference.issuers, reference.instrument


def own_document(target: Cited, context: Context) -> bool:
    """True when an issuer ends its own act, or that of a body whose place it took; True also when it cannot be told."""
    theirs, day = owner(target)[0], context.issued_on or context.as_of
    if not theirs or not context.issuers:
        return True
    issuers = context.book.issuers
    return any(issuers.same_organ(a, b, day) is not False for a in context.issuers for b in theirs)


def one_committee(target: Cited, context: Context) -> bool:
    """True between a committee and its chairman: competence moves between them."""
    return any(context.book.hierarchy.one_committee(a, b) for a in context.issuers for b in owner(target)[0])


def nested(clause: Clause, target: Cited, context: Context) -> bool:
    """True where the target stands in the title of another document that the same sentence ends."""
    body, start = context.reading.text.body, target.reference.span.start
    for other, outer in endings(context):
        before = outer.reference.span
        if other is clause or outer.index == target.index or not clause.span.start <= before.start < start:
            continue
        between = body[before.end : start]
        if own_document(outer, context) and ";" not in between and "\n\n" not in between:
            return True
    return False


def empowered(target: Cited, context: Context) -> bool:
    """True when the rulebook gives one of the issuers the power to repeal."""
    hierarchy, day = context.book.hierarchy, context.issued_on
    return any(hierarchy.power(a, b, on=day) is not None for a in context.issuers for b in owner(target)[0])
