"""Rows of a register or list to acts and facts (đọc dòng danh mục), with every mistake at its line and column."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from doccheck.errors import UsageError
from doccheck.model.act import Act, Fact, Kind, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision
from doccheck.registry.identity import place_of
from doccheck.registry.provisions import provisions_of
from doccheck.registry.sheets import Cell, Line, Table
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

ENDING = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED})
PARTLY = {Kind.REPLACED: Kind.PARTLY_REPLACED, Kind.REPEALED: Kind.PARTLY_REPEALED, Kind.ENDED: Kind.PARTLY_REPEALED}


@dataclass(frozen=True, slots=True, kw_only=True)
class RowError:
    """A cell that cannot be read (ô sai): sheet, line, column, what stands there and what was expected."""

    place: str
    line: int
    column: str
    value: str
    expected: str  # key of a message

    def words(self, lang: str = "vi") -> str:
        """The mistake in one line."""
        where = f"{self.place}:{self.line}" if self.place else str(self.line)
        return say(
            "registry.cell", lang, line=where, column=self.column, value=self.value, expected=say(self.expected, lang)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a row says (mục): an act, facts about it, and the acts that they name."""

    line: int
    act: Act
    facts: tuple[Fact, ...]
    named: tuple[Act, ...] = ()


@dataclass(slots=True)
class Intake:
    """All rows of a file (kết quả đọc): entries in order, and mistakes."""

    fields: dict[str, str] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unused: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How to take a file's rows (điều kiện nhập): their origin, how far to trust them, the day they speak of."""

    origin: str
    tier: Tier = Tier.SECONDARY
    known_on: date | None = None
    instrument: str | None = None
    issuer: str | None = None


def field_map(heads: Iterable[str], given: Mapping[str, str], book: Book) -> dict[str, str]:
    """Column head → field (ghép cột): those given first, then by the rulebook; one column a field."""
    for head, name in given.items():
        if name not in book.columns.fields:
            raise UsageError(say("registry.unknown_field", name=name, fields=", ".join(sorted(book.columns.fields))))
        if head not in heads:
            raise UsageError(say("registry.unknown_column", name=head, columns=", ".join(heads)))
    found = dict(given)
    for head in heads:
        known = book.columns.field_of(head)
        if head not in found and known is not None and known not in found.values():
            found[head] = known
    return found


def take(table: Table, given: Mapping[str, str], terms: Terms, book: Book) -> Intake:
    """Read all rows (đọc các dòng)."""
    result = Intake(fields=field_map(table.heads, given, book))
    result.unused = tuple(head for head in table.heads if head not in result.fields)
    if "number" not in result.fields.values():
        raise UsageError(say("registry.no_number_column", columns=", ".join(table.heads)))
    for line in table.lines:
        row = _Row(line, result.fields, terms, book)
        entry = row.entry()
        result.errors += row.errors
        if entry is not None and not row.errors:
            result.entries.append(entry)
    return result


class _Row:
    """One row on its way: cells by field, mistakes gathered."""

    def __init__(self, line: Line, fields: Mapping[str, str], terms: Terms, book: Book) -> None:
        self.line = line
        self.terms = terms
        self.book = book
        self.errors: list[RowError] = []
        self.heads = {name: head for head, name in fields.items()}
        self.cells: dict[str, Cell] = {name: line.cells.get(head) for name, head in self.heads.items()}

    def entry(self) -> Entry | None:
        act = self._act()
        if act is None:
            return None
        facts, named = self._facts(act)
        return Entry(line=self.line.number, act=act, facts=tuple(facts), named=tuple(named))

    def text(self, name: str) -> str:
        value = self.cells.get(name)
        return value.isoformat() if isinstance(value, date) else value or ""

    def day(self, name: str) -> date | None:
        value = self.cells.get(name)
        if value is None:
            return None
        found = value if isinstance(value, date) else read_day(value)
        columns = self.book.columns
        if found is None or not columns.first_day <= found <= columns.last_day:
            self.wrong(name, "registry.expected_day")
            return None
        return found

    def wrong(self, name: str, expected: str) -> None:
        line, head = self.line, self.heads.get(name, name)
        self.errors.append(
            RowError(place=line.place, line=line.number, column=head, value=self.text(name), expected=expected)
        )

    def _act(self) -> Act | None:
        written = self.text("number")
        if not written:
            self.wrong("number", "registry.expected_number")
            return None
        bare = not any(c.isspace() for c in written)
        number = DocNumber.parse(written) if bare else self._number_in(written)
        if number is None or not number.symbol:
            self.wrong("number", "registry.expected_number")
            return None
        issued = self.day("issued_on") if "issued_on" in self.heads else None
        if issued is None and not bare:
            issued = self._day_in(written)
        instrument = self._instrument(number)
        issuers = self._issuers(number, issued)
        title = self.text("title") or None
        return Act(
            id=act_id(number, instrument, issuers, issued, title),
            number=number,
            instrument=instrument,
            issuers=issuers,
            issued_on=issued,
            effective_on=self.day("effective_on") if "effective_on" in self.heads else None,
            title=title,
            locality=self.book.issuers.place(issuers[0]) if issuers else None,
        )

    def _number_in(self, text: str) -> DocNumber | None:
        found = self.book.columns.number.search(text)
        return DocNumber.parse(found[0]) if found else None

    def _day_in(self, text: str) -> date | None:
        for pattern in self.book.columns.days:
            if found := pattern.search(text):
                return made(int(found["y"]), int(found["m"]), int(found["d"]))
        slashed = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
        return made(int(slashed[3]), int(slashed[2]), int(slashed[1])) if slashed else None

    def _instrument(self, number: DocNumber) -> str | None:
        name = self.text("instrument") or self.terms.instrument
        code = number.symbol.split("-", 1)[0]
        found = (self.book.instruments.by_name(name) if name else None) or self.book.instruments.by_code(code)
        if name and self.book.instruments.by_name(name) is None and name in self.book.instruments:
            return name
        return found

    def _issuers(self, number: DocNumber, issued: date | None) -> tuple[str, ...]:
        told = self.book.issuers.of_symbol(number.symbol, issued)
        if not self.text("issuer") and self.terms.issuer and any(one.endswith("/?") for one in told):
            told = self._placed(told, issued)
            if not any(one.endswith("/?") for one in told):
                return told
        name = self.text("issuer") or self.terms.issuer or ""
        named = self.book.issuers.resolve(name, issued) if name else ()
        return named or told or ((name,) if name else ())

    def _placed(self, told: tuple[str, ...], issued: date | None) -> tuple[str, ...]:
        """Local bodies named by the number alone are of the place whose list this is: both councils and committees."""
        issuers = self.book.issuers
        host = next(iter(issuers.resolve(self.terms.issuer or "", issued)), "")
        place, level = issuers.place(host) if host else None, issuers.level(host) if host else ""
        if place is None:
            return told
        stems = (one.partition("/")[0].partition("-")[0] for one in told)
        return tuple(f"{stem}-{level}/{place}" for stem in stems)

    def _facts(self, act: Act) -> tuple[list[Fact], list[Act]]:
        facts: list[Fact] = []
        if act.effective_on is not None:
            facts.append(self._fact(act, Kind.EFFECT, act.effective_on))
            if act.issued_on is not None and act.effective_on < act.issued_on:
                self.wrong("effective_on", "registry.expected_after_issue")
        said = self.text("status")
        status = self.book.columns.status_of(said) if said else None
        if said and status is None:
            self.wrong("status", "registry.expected_status")
        status = status or (None if said else self._headed())
        ended = self.day("ended_on") if "ended_on" in self.heads else None
        named = self._named(act)
        if ended or status in {"ended", "partly"} or named or self.text("kind"):
            facts += self._endings(act, status, ended or self._since(), named)
        known = self._known(min)
        if status == "in_force" and known is not None:
            facts.append(self._fact(act, Kind.IN_FORCE, known))
        return facts, named

    def _headed(self) -> str | None:
        """What the nearest heading says of the rows below it; one that says both says nothing."""
        said = (self.book.columns.status_of(words) for words in self.line.heading)
        found = next((status for status in said if status is not None), None)
        return found if found != "either" else None

    def _territory(self) -> str | None:
        """The unit to which the row's statement is limited."""
        said = self.text("territory")
        found = place_of(said, self.book) if said else None
        if said and found is None and not any(error.expected == "registry.expected_place" for error in self.errors):
            self.wrong("territory", "registry.expected_place")
        return found

    def _known(self, choose: Callable[[Iterable[date]], date]) -> date | None:
        """The day of which the row speaks: its own, the one given, else a day of the headings."""
        if "status_on" in self.heads:
            return self.day("status_on")
        days = [day for words in self.line.heading if (day := self._day_in(words)) is not None]
        return self.terms.known_on or (choose(days) if days else None)

    def _since(self) -> date | None:
        """The first day without force, where only the reason names it."""
        for pattern in self.book.columns.since:
            if found := pattern.search(self.text("reason")):
                return made(int(found["y"]), int(found["m"]), int(found["d"]))
        return None

    def _named(self, act: Act) -> list[Act]:
        """Acts that the row says ended this one."""
        words = f"{self.text('by')} ; {self.text('reason')}"
        named: list[Act] = []
        for found in self.book.columns.number.finditer(words):
            number = DocNumber.parse(found[0])
            if number is None or (act.number and number.key == act.number.key):
                continue
            issued = self._day_in(words[found.end() : found.end() + 40])
            instrument = self.book.instruments.by_code(number.symbol.split("-", 1)[0])
            issuers = self.book.issuers.of_symbol(number.symbol, issued)
            if any("?" in one for one in issuers):
                issuers = act.issuers
            id_ = act_id(number, instrument, issuers, issued)
            named.append(Act(id=id_, number=number, instrument=instrument, issuers=issuers, issued_on=issued))
        if self.text("by") and not named:
            self.wrong("by", "registry.expected_number")
        return named[:1] if len({one.id for one in named}) == 1 else named

    def _endings(self, act: Act, status: str | None, ended: date | None, named: list[Act]) -> list[Fact]:
        kind = self._kind(status, named)
        if kind is None:
            self.wrong("kind", "registry.expected_kind")
            return []
        on = ended or (self.day("on") if "on" in self.heads else None)
        if on is None and not named and kind is Kind.ENDED:
            return [self._fact(act, Kind.CEASED, self._known(max))]
        until = self.day("until") if "until" in self.heads else None
        where = provisions_of(self.text("provisions"), self.book)
        actors: list[Act | None] = [*named] or [None]
        return [self._fact(act, kind, on, by=one, until=until, where=where) for one in actors]

    def _kind(self, status: str | None, named: list[Act]) -> Kind | None:
        """What was done: the kind's own id, else the verb of the reason, else what the status says."""
        said = self.text("kind")
        if said in set(Kind):
            return Kind(said)
        verb = self.book.columns.verb_of(said or self.text("reason"))
        if said and verb is None:
            return None
        kind = Kind(verb) if verb else Kind.REPLACED if named and not self.text("reason") else Kind.ENDED
        part = status == "partly" or (bool(self.text("provisions")) and status != "ended")
        return PARTLY[kind] if part and kind in PARTLY else kind

    def _fact(
        self,
        act: Act,
        kind: Kind,
        on: date | None,
        *,
        by: Act | None = None,
        until: date | None = None,
        where: tuple[Provision, ...] = (),
    ) -> Fact:
        label = None
        if by is not None and by.number is not None:
            form = self.book.instruments.name(by.instrument or "")
            label = say("registry.label", form=form, number=by.number).strip()
        return Fact(
            act=act.id,
            kind=kind,
            on=on,
            until=until,
            tier=self.terms.tier,
            origin=self.terms.origin,
            by=by.id if by else None,
            by_label=label,
            provisions=where,
            exceptions=self.text("exceptions") or None if kind not in {Kind.EFFECT, Kind.IN_FORCE} else None,
            territory=self._territory() if kind not in {Kind.EFFECT, Kind.GUIDES} else None,
            note=self.text("note") or (self.text("reason") or None if by is None and kind in ENDING else None),
        )


def read_day(text: str) -> date | None:
    """A day written 15/08/2019, 15-8-2019, 2019-08-15 or 2019-08-15T00:00:00 (ngày); None when it is none."""
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?", text.strip())
    if iso:
        return made(int(iso[1]), int(iso[2]), int(iso[3]))
    local = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:\s.*)?", text.strip())
    return made(int(local[3]), int(local[2]), int(local[1])) if local else None


def made(year: int, month: int, day: int) -> date | None:
    """A day of the calendar, or None for 31/02."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
