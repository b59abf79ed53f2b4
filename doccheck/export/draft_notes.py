"""What is told of a draft (nhận xét dự thảo): each finding with the ready citation, and what is certain to write."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from doccheck.model.act import Act, Fact, Kind, Piece, Status, Tier
from doccheck.model.lookup import Lookup
from doccheck.model.match import Match, MatchState
from doccheck.model.number import fold
from doccheck.model.reading import Reference, Role
from doccheck.model.report import Finding, Level, Report
from doccheck.model.text import Span
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import act_label, citation, day_words, words_of
from doccheck.validity import Lives

_DEAD = frozenset({Status.CEASED, Status.NEVER_IN_FORCE, Status.SUSPENDED, Status.NOT_YET_IN_FORCE})
_SURE = frozenset({Tier.CONFIRMED, Tier.OFFICIAL, Tier.READ})
_HOPS = 6
_TRAIL = " \t\n;.,:"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding as it is told to the drafter; ``fix`` is put in place of ``fix_span`` where it is certain."""

    finding: Finding
    span: Span | None
    lines: tuple[str, ...]
    ready: tuple[str, ...] = ()
    fix: str | None = None
    fix_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Drafting:
    """What sentences are made from: the report, the rules, the shelf of acts and the language."""

    report: Report
    book: Book
    shelf: Lookup
    lang: str = "vi"

    @property
    def signed(self) -> date:
        """The day of signing that was asked about, or that the head bears."""
        reading = self.report.reading
        issued = reading.header.issued_on if reading else None
        return issued.value if issued else self.report.as_of

    def notes(self) -> tuple[Note, ...]:
        """All findings, in the order of the text."""
        lives = Lives(self.shelf, self.book)
        made = [self._note(finding, lives) for finding in self.report.findings]
        return tuple(sorted(made, key=lambda n: (n.span.start if n.span else -1, n.finding.level.rank)))

    def earliest(self) -> date | None:
        """First day of effect that the law of the day of signing allows; None where it sets none or does not tell."""
        reading = self.report.reading
        issuers = tuple(f.value for f in reading.header.issuers) if reading else ()
        number = reading.header.number if reading else None
        if reading is None or not issuers or number is None:
            return None
        instrument = reading.header.instrument.value if reading.header.instrument else None
        if self.book.forms.classify(number.value, instrument, self.signed).kind != "normative":
            return None
        delay = self.book.delays.at(self.book.issuers.level(issuers[0]), self.signed)
        if delay is None or delay.from_ != "signing" or self.book.issuers.kind(issuers[0]) in delay.except_kinds:
            return None
        return self.signed + timedelta(days=delay.min_days)

    def cite(self, act: Act) -> str:
        """An act as this draft has to cite it."""
        form = self.book.citations.at(act.instrument, self.signed)
        known = self.shelf.act(act.id) or act
        title = known.title or ""
        if form is not None and not form.bare_title and len(title) > 1 and title[1].islower():
            known = replace(known, title=title[0].lower() + title[1:])
        told = citation(known, self.book, self.signed, self.lang)
        twins = self.shelf.by_title(fold(known.title or "")) if form is not None and form.bare_title else ()
        if known.issued_on and any(
            t.id != known.id and t.number and t.issued_on and t.issued_on.year == known.issued_on.year for t in twins
        ):
            return act_title(known, self.book, self.lang)
        return told

    def label(self) -> str:
        """The draft as a sentence names it."""
        return say("label.this", self.lang)

    def _note(self, finding: Finding, lives: Lives) -> Note:
        said = words_of(finding, self.label(), self.book, self.lang)
        ready = self._ready(finding, lives)
        card = self.book.cards[finding.check]
        told = say("draft.title", self.lang, level=say(f"draft.level.{finding.level}", self.lang),
                   name=card.name[self.lang], code=finding.check)  # fmt: skip
        lines = [told, said.message, *(say("draft.ready", self.lang, text=text) for text in ready)]
        fix, place, doubt = self._fix(finding, lives)
        if doubt is not None:
            lines.append(
                say("draft.unsure", self.lang, act=act_label(doubt, self.book, self.lang), day=self._day(self.signed))
            )
        earliest = self.earliest() if finding.check in _EARLY else None
        if earliest is not None:
            lines.append(say("draft.earliest", self.lang, signed=self._day(self.signed), day=self._day(earliest)))
        lines.append(say("draft.action", self.lang, text=self._to_do(finding.check) or said.action))
        if said.basis:
            lines.append(say("draft.basis", self.lang, text="; ".join(said.basis)))
        return Note(finding=finding, span=finding.span, lines=tuple(lines), ready=ready, fix=fix, fix_span=place)

    def _to_do(self, code: str) -> str | None:
        """What to do while the document is still a draft; None where the card's own words serve."""
        try:
            return say(f"draft.do.{code}", self.lang)
        except KeyError:
            return None

    def _day(self, day: date) -> str:
        return day_words(day, self.lang)

    def _ready(self, finding: Finding, lives: Lives) -> tuple[str, ...]:
        """Citations that can be pasted in place of what is wrong."""
        if finding.check in _AMENDED and finding.subject is not None:
            return (self._amended(finding),)
        if finding.check in _MISCITED and finding.subject is not None:
            return (self.cite(finding.subject),)
        acts = [self._living(self.shelf.act(act.id) or act, lives) for act in finding.by]
        return tuple(dict.fromkeys(self.cite(act) for act in acts if act.number is not None))

    def _living(self, act: Act, lives: Lives) -> Act:
        """The act itself, or what stands in its place on the day of signing where that is known."""
        piece = lives.of(act).at(self.signed)
        if piece.status is not Status.CEASED:
            return act
        return self._follow(act, piece.why, lives)[0] or act

    def _amended(self, finding: Finding) -> str:
        act = finding.subject
        assert act is not None
        acts = [self.shelf.act(one.id) or one for one in finding.by]
        form = self.book.citations.at(act.instrument, self.signed)
        years = sorted({one.issued_on.year for one in acts if one.issued_on})
        if form is not None and "{year}" in form.text and years:
            return say("draft.amended.years", self.lang, act=self.cite(act), years=self._list([str(y) for y in years]))
        names = [act_label(one, self.book, self.lang) for one in acts]
        return say("draft.amended.acts", self.lang, act=self.cite(act), by=self._list(names))

    def _list(self, parts: list[str]) -> str:
        if len(parts) < 2:
            return "".join(parts)
        return say("draft.list.and", self.lang, first=", ".join(parts[:-1]), last=parts[-1])

    def _fix(self, finding: Finding, lives: Lives) -> tuple[str | None, Span | None, Act | None]:
        """Replacement that is certain, where it goes, and the act whose present force the registry does not confirm."""
        reference = self._reference(finding)
        if reference is None or reference.role is not Role.BASIS or finding.check not in _FIXED:
            return None, None, None
        if finding.level not in {Level.ERROR, Level.WARNING} and finding.check not in _MISCITED:
            return None, None, None
        if finding.check in _MISCITED:
            successor, piece = finding.subject, None
        else:
            successor, piece = self._successor(finding, lives)
        place = self._item(reference)
        if successor is None or place is None:
            return None, None, None
        doubt = successor if piece is not None and piece.status is Status.UNKNOWN else None
        return self.cite(successor), place, doubt

    def _past(self, day: date | None) -> bool:
        return day is not None and day <= self.signed

    def _reference(self, finding: Finding) -> Reference | None:
        reading = self.report.reading
        if reading is None or finding.span is None:
            return None
        return next((r for r in reading.references if r.span == finding.span and not r.repaired), None)

    def _successor(self, finding: Finding, lives: Lives) -> tuple[Act | None, Piece | None]:
        """The one act that stands in the place of a dead one on the day of signing, over several replacements."""
        return self._follow(finding.subject, finding.proof, lives)

    def _follow(self, act: Act | None, facts: tuple[Fact, ...], lives: Lives) -> tuple[Act | None, Piece | None]:
        for _ in range(_HOPS):
            if act is None:
                return None, None
            names = {
                f.by for f in facts if f.kind is Kind.REPLACED and f.tier in _SURE and f.on and f.on <= self.signed
            }
            others = {f.by for f in facts if _ends(f)}
            if len(names) != 1 or others - names:
                return None, None
            found = self.shelf.act(str(next(iter(names))))
            if found is None or found.instrument != act.instrument or found.number is None:
                return None, None
            piece = lives.of(found).at(self.signed)
            if piece.status not in _DEAD:
                return found, piece
            if piece.status is not Status.CEASED:
                return None, None
            act, facts = found, piece.why
        return None, None

    def _item(self, reference: Reference) -> Span | None:
        """The whole of a basis behind its lead word; None when its line names another basis too."""
        reading = self.report.reading
        assert reading is not None
        body = reading.text.body
        end = body.find("\n", reference.span.end)
        end = len(body) if end < 0 else end
        cut = body.find(";", reference.span.end, end)
        stop = cut if cut >= 0 else end
        words = body[reference.span.start : stop].rstrip(_TRAIL)
        span = Span(reference.span.start, reference.span.start + len(words))
        others = [
            r for r in reading.references if r.role is Role.BASIS and r is not reference and span.overlaps(r.span)
        ]
        inside = [r for r in others if not r.amending and not reference.span.covers(r.span)]
        return None if inside or "\n" in words else span


_EARLY = frozenset({"EFF-MIN", "EFF-MISSING", "EFF-RETRO"})
_AMENDED = frozenset({"BASIS-AMENDED"})
_MISCITED = frozenset({"CITE-DATE", "CITE-ISSUER", "CITE-TYPE", "CITE-TITLE"})
_FIXED = frozenset({"BASIS-EXP-AT-ISSUE", "CITE-DATE"})


def _ends(fact: Fact) -> bool:
    return fact.kind in {Kind.REPLACED, Kind.REPEALED, Kind.ENDED} and fact.by is not None


def unknown_acts(report: Report, book: Book, lang: str = "vi") -> tuple[str, ...]:
    """Bases about which the registry does not tell enough on the day asked."""
    found: dict[str, None] = {}
    reading = report.reading
    for match in report.matches if reading else ():
        reference = reading.references[match.reference] if reading and match.reference >= 0 else None
        if reference is None or reference.role is not Role.BASIS:
            continue
        if not _told(match, report.as_of):
            found[act_label(match.best, book, lang) if match.best and match.state is MatchState.FOUND
                  else " ".join(reference.text.split())] = None  # fmt: skip
    return tuple(found)


def _told(match: Match, day: date) -> bool:
    if match.state is not MatchState.FOUND or match.timeline is None:
        return False
    return match.timeline.at(day).status is not Status.UNKNOWN


def act_title(act: Act, book: Book, lang: str) -> str:
    """A law by its title and number, where title and year name more than one."""
    name = book.instruments.name(act.instrument, lang) if act.instrument else ""
    return say("draft.numbered", lang, form=name, title=(act.title or "").removeprefix(name).strip(), number=act.number)
