"""CITE-404, không tìm thấy trong sổ: never a finding of a document, one coverage line an act for the whole scan."""

from doccheck.checks.context import Cited, Context
from doccheck.checks.mentions import chrome
from doccheck.model.act import Status
from doccheck.model.match import MatchState
from doccheck.model.reading import Role
from doccheck.model.report import Finding, Gap
from doccheck.rulebook.render import act_label

PASSING = frozenset({Role.SELF, Role.HISTORICAL})


def check(context: Context) -> tuple[Finding, ...]:
    """Silent: what the registry does not have is said by ``gaps``, once for all documents."""
    return ()


def gaps(context: Context) -> tuple[Gap, ...]:
    """Acts cited that are missing in the registry, or there with a status unknown on the day asked."""
    found: dict[str, Gap] = {}
    for cited in context.cited():
        if cited.reference.role in PASSING or cited.reference.normative is False or chrome(cited, context):
            continue
        if cited.reference.in_title:
            continue
        gap = _gap(cited, context)
        if gap is not None:
            found.setdefault(gap.key, gap)
    return tuple(sorted(found.values(), key=lambda gap: (not gap.missing, gap.key)))


def _gap(cited: Cited, context: Context) -> Gap | None:
    reference, role = cited.reference, cited.reference.role.value
    if cited.match.state is MatchState.MISSING:
        if reference.number is None and reference.title is None:
            return None
        key = reference.number.key if reference.number else reference.text.casefold()
        name = "|".join((key, reference.instrument or "", "+".join(reference.issuers)))
        return Gap(key=name, label=" ".join(reference.text.split()), missing=True, role=role)
    piece = cited.at(context.as_of)
    if cited.act is not None and (piece is None or piece.status is Status.UNKNOWN):
        return Gap(key=cited.act.id, label=act_label(cited.act, context.book), missing=False, role=role)
    return None
