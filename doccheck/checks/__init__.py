"""Stage 4, Context → Findings (kiểm tra): pure functions, one file each, same stem as the card in ``rules/checks/``.

``examine`` says what is wrong with a document; ``gaps`` says what the registry would have to know to say more. A
missing act is never a finding of a document: it is one line for the whole scan.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules

from doccheck.checks.cite_404 import gaps
from doccheck.checks.context import Cited, Context
from doccheck.model.report import Finding

__all__ = ["Check", "Cited", "Context", "catalogue", "examine", "gaps"]

LIVED = frozenset({"status"})
"""Families about a life that a draft has not begun."""

Check = Callable[[Context], Iterable[Finding]]


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Check]:
    """Every check by code: the modules of this package that have a function ``check``."""
    found = {}
    for module in sorted(m.name for m in iter_modules(__path__)):
        check = getattr(import_module(f"{__name__}.{module}"), "check", None)
        if check is not None:
            found[module.upper().replace("_", "-")] = check
    return found


def examine(
    context: Context, checks: Iterable[str] | None = None, known: Mapping[str, Check] | None = None
) -> tuple[Finding, ...]:
    """Findings of a document, gravest first, then by place; one finding an act and check, with a count of mentions."""
    known = catalogue() if known is None else known
    codes = [code for code in (known if checks is None else checks) if code in context.book.cards and code in known]
    if context.draft:
        codes = [code for code in codes if context.book.cards[code].family not in LIVED]
    if context.consolidated:
        codes = [code for code in codes if context.book.cards[code].consolidated]
    found = [finding for code in sorted(codes) for finding in known[code](context)]
    return tuple(sorted(_merged(found), key=_order))


def _merged(found: list[Finding]) -> list[Finding]:
    kept: dict[tuple[str, str], list[Finding]] = {}
    for i, finding in enumerate(found):
        about = finding.subject.id if finding.subject is not None else str(i)
        kept.setdefault((finding.check, about), []).append(finding)
    return [_first(group) for group in kept.values()]


def _first(group: list[Finding]) -> Finding:
    first = min(group, key=lambda f: (f.level.rank, f.span.start if f.span else -1, f.variant))
    return replace(first, facts=(*first.facts, ("mentions", str(len(group))))) if len(group) > 1 else first


def _order(finding: Finding) -> tuple[int, int, str, str]:
    place = finding.span.start if finding.span else -1
    return finding.level.rank, place, finding.check, finding.subject.id if finding.subject else ""
