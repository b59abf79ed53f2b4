"""CITE-ISSUER, cơ quan trong viện dẫn không khớp với số ký hiệu hoặc sổ đăng ký."""

from collections.abc import Iterator

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import cap
from doccheck.checks.weigh import find
from doccheck.model.reading import Role
from doccheck.model.report import Finding

CODE, REACH = "CITE-ISSUER", 20


def check(context: Context) -> Iterator[Finding]:
    """An issuer written beside a number that is none of the act's, nor its successor or forerunner."""
    issuers = context.book.issuers
    for cited in context.cited():
        act, written = cited.act, cited.reference.issuers
        if act is None or not act.issuers or not written or cited.reference.issuer is None:
            continue
        if cited.reference.role is Role.SELF or not _said_of(cited, context):
            continue
        if any(context.book.issuers.level(one) == "other" for one in (*written, *act.issuers)):
            continue
        if _committee(written) & _committee(act.issuers):
            continue
        day = context.issued_on or context.as_of
        if any(issuers.same_organ(a, b, day) is not False for a in written for b in act.issuers):
            continue
        yield from find(
            context,
            CODE,
            day=context.issued_on,
            span=cited.reference.span,
            subject=act,
            cap=cap(context, cited),
            organ="|".join(written),
            other="|".join(act.issuers),
        )


def _committee(issuers: tuple[str, ...]) -> set[str]:
    return {one.removeprefix("ct-") for one in issuers}


def _said_of(cited: Cited, context: Context) -> bool:
    """True when the word "of" follows the mention at once: names further on may belong to something else."""
    rest = context.reading.text.body[cited.reference.span.end :][:REACH].split()
    return bool(rest) and rest[0].casefold() in context.book.cards[CODE].words["of"]
