"""Roles of references (vai trò viện dẫn): căn cứ, target of an acting clause, transitional, historical, self, body."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from doccheck.model.reading import Clause, ClauseKind, Header, Reference, Role
from doccheck.parse.draft import ENDING, Draft
from doccheck.parse.statement import Place, Reader, Statement
from doccheck.parse.zones import Zones
from doccheck.rulebook.phrases_acting import ActingPhrases

ROLE_OF: Mapping[ClauseKind, Role] = {
    ClauseKind.REPLACES: Role.REPLACES,
    ClauseKind.REPEALS: Role.REPEALS,
    ClauseKind.ENDS: Role.REPEALS,
    ClauseKind.AMENDS: Role.AMENDS,
    ClauseKind.EXTENDS: Role.AMENDS,
    ClauseKind.SUSPENDS: Role.SUSPENDS,
    ClauseKind.GUIDES: Role.GUIDES,
    ClauseKind.CORRECTS: Role.CORRECTS,
    ClauseKind.CONSOLIDATES: Role.CONSOLIDATES,
    ClauseKind.KEEPS: Role.TRANSITIONAL,
    ClauseKind.RESUMES: Role.TRANSITIONAL,
}
_MENTION = frozenset({*ENDING, ClauseKind.AMENDS, ClauseKind.CORRECTS, ClauseKind.CONSOLIDATES})
_STRENGTH = (ClauseKind.KEEPS, ClauseKind.RESUMES, ClauseKind.GUIDES, ClauseKind.AMENDS)
_NEAR = 60
_QUOTED = "near.quoted"


class RoleReader:
    """Gives each reference of one document its role."""

    def __init__(
        self, zones: Zones, header: Header, references: Sequence[Reference], phrases: ActingPhrases, statements: Reader
    ) -> None:
        self.zones, self.header, self.references, self.phrases = zones, header, references, phrases
        self.statements = statements
        self.roles: dict[int, Reference] = {}
        self._amended: dict[str, Reference] = {}

    def read(
        self, clauses: Sequence[Clause], seen: Sequence[tuple[Statement, tuple[Draft, ...]]]
    ) -> tuple[Reference, ...]:
        """The references with their roles."""
        self._basis()
        self._acting(clauses, seen)
        self._amended = {
            _key(one): one
            for c in clauses
            if c.kind is ClauseKind.AMENDS and c.target is not None
            for one in (self.references[c.target],)
        }
        targets = {_key(self.references[c.target]): ROLE_OF.get(c.kind) for c in clauses if c.target is not None}
        return tuple(self.roles.get(i) or self._other(one, targets) for i, one in enumerate(self.references))

    def _set(self, index: int, role: Role) -> None:
        self.roles[index] = replace(self.references[index], role=role)

    def _basis(self) -> None:
        """References of the căn cứ block; an amending act is no base of its own, a number in a title is none."""
        for item, (start, end) in enumerate(self.zones.basis):
            for named in self.statements.statement(start, end).named:
                one = self.references[named.index]
                amending = one.amending or named.place is not Place.MAIN
                titled = one.in_title or named.place is Place.TITLE
                role = Role.BODY if titled else Role.BASIS
                self.roles[named.index] = replace(one, role=role, basis_item=item, amending=amending, in_title=titled)

    def _acting(self, clauses: Sequence[Clause], seen: Sequence[tuple[Statement, tuple[Draft, ...]]]) -> None:
        for statement, drafts in seen:
            kinds = {d.kind for d in drafts}
            if kinds & _MENTION:
                for named in statement.named:
                    if named.index not in self.roles:
                        self._set(named.index, Role.HISTORICAL)
        rank = {kind: i for i, kind in enumerate(_STRENGTH)}
        for clause in sorted(clauses, key=lambda c: rank.get(c.kind, len(rank))):
            role = ROLE_OF.get(clause.kind)
            if clause.target is not None and role is not None:
                self._set(clause.target, role)

    def _other(self, one: Reference, targets: Mapping[str, Role | None]) -> Reference:
        if one.role is Role.SELF and self._amended and self.zones.in_quotes(one.span.start):
            return self._quoted(one)
        if one.role is Role.SELF or self._itself(one):
            return replace(one, role=Role.SELF)
        again = targets.get(_key(one))
        if one.span.start < self.zones.begin and again is not None:
            return replace(one, role=again)
        if self._historical(one):
            return replace(one, role=Role.HISTORICAL)
        if self._transitional(one):
            return replace(one, role=Role.TRANSITIONAL)
        return one

    def _quoted(self, one: Reference) -> Reference:
        """ "Nghị định này" in the words put into another act is that act, where one of its type is amended."""
        meant = [act for act in self._amended.values() if act.instrument == one.instrument]
        if len(meant) != 1:
            return replace(one, role=Role.BODY, rule=_QUOTED)
        act = meant[0]
        return replace(
            one,
            number=act.number,
            issued_on=act.issued_on,
            issuers=act.issuers,
            issuer=act.issuer,
            year=act.year,
            title=act.title,
            role=Role.AMENDS,
            rule=_QUOTED,
        )

    def _itself(self, one: Reference) -> bool:
        mine = self.header.number
        if one.number is None or mine is None or one.number.key != mine.value.key:
            return False
        on = self.header.issued_on
        return not (one.issued_on and on and one.issued_on != on.value)

    def _historical(self, one: Reference) -> bool:
        flat, start, end = self.zones.flat, one.span.start, one.span.end
        before, after = flat[max(0, start - _NEAR) : start], flat[end : end + 2 * _NEAR]
        return bool(self.phrases["past_before"].search(before) or self.phrases["past_after"].match(after))

    def _transitional(self, one: Reference) -> bool:
        article = self.zones.article_at(one.span.start)
        if article is not None and article.transitional:
            return True
        flat, start, end = self.zones.flat, one.span.start, one.span.end
        around = flat[max(0, start - 400) : end + 200]
        return article is not None and article.final and self.phrases["transitional"].search(around) is not None


def _key(one: Reference) -> str:
    return one.number.key if one.number else (one.title or one.text).casefold()
