"""The drafting table (bảng căn cứ): each basis with its status on the day of signing, and what changes later."""

from dataclasses import dataclass
from datetime import date, timedelta

from doccheck.export.draft_notes import Drafting
from doccheck.export.values import Json, day, span_of
from doccheck.model.act import Act, Certainty, Status, Timeline
from doccheck.model.lookup import Lookup
from doccheck.model.match import Match, MatchState
from doccheck.model.reading import Reference, Role
from doccheck.model.report import Report
from doccheck.model.text import Span
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import act_label, day_words
from doccheck.validity.timeline import stretch

HORIZON = 366
"""Days after the day of signing that are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """From ``on`` the status is another, so signing on that day or later means something else."""

    on: date
    status: Status
    amended: bool
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BasisRow:
    """One basis: as written, the act behind it, its status on the day of signing, and what changes later.

    ``codes`` are the checks that speak of it; ``ready`` are citations to write instead.
    """

    span: Span
    written: str
    act: Act | None
    label: str
    match: MatchState
    status: Status
    amended: bool
    certainty: Certainty | None
    since: date | None
    until: date | None
    changes: tuple[Change, ...]
    codes: tuple[str, ...]
    ready: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftTable:
    """The bases of a draft and, for the document itself, the first day of effect that the law allows."""

    signed: date
    earliest_effect: date | None
    rows: tuple[BasisRow, ...]


def draft_table(report: Report, book: Book, shelf: Lookup, *, lang: str = "vi", horizon: int = HORIZON) -> DraftTable:
    """The table of a draft's report (``pipeline.check_draft``), as if signed on its day."""
    drafting = Drafting(report, book, shelf, lang)
    signed = drafting.signed
    told: dict[Span, list[tuple[str, tuple[str, ...]]]] = {}
    for note in drafting.notes():
        if note.span is not None:
            told.setdefault(note.span, []).append((note.finding.check, note.ready))
    reading = report.reading
    rows = [
        _row(match, reading.references[match.reference], signed, horizon, book, lang, told)
        for match in (report.matches if reading is not None else ())
        if reading is not None and match.reference >= 0 and reading.references[match.reference].role is Role.BASIS
    ]
    return DraftTable(signed=signed, earliest_effect=drafting.earliest(), rows=tuple(rows))


def table_record(table: DraftTable, lang: str = "vi") -> Json:
    """The table as plain JSON, with the words that a page shows."""
    return {
        "signed": day(table.signed),
        "earliest_effect": day(table.earliest_effect),
        "rows": [
            {
                "span": span_of(row.span),
                "written": row.written,
                "act": row.act.id if row.act else None,
                "label": row.label,
                "match": row.match.value,
                "status": row.status.value,
                "status_words": say(f"status.{row.status.value}", lang),
                "amended": row.amended,
                "certainty": row.certainty.value if row.certainty else None,
                "since": day(row.since),
                "until": day(row.until),
                "changes": [_change_record(change, lang) for change in row.changes],
                "checks": list(row.codes),
                "ready": list(row.ready),
            }
            for row in table.rows
        ],
    }


def _change_record(change: Change, lang: str) -> Json:
    words = say(f"status.{change.status.value}", lang)
    return {
        "on": day(change.on),
        "status": change.status.value,
        "amended": change.amended,
        "by": list(change.by),
        "words": say("draft.change.line", lang, day=day_words(change.on, lang), status=words),
    }


def _row(
    match: Match,
    reference: Reference,
    signed: date,
    horizon: int,
    book: Book,
    lang: str,
    told: dict[Span, list[tuple[str, tuple[str, ...]]]],
) -> BasisRow:
    life = match.timeline if match.state is MatchState.FOUND and not match.guess else None
    piece = life.at(signed) if life is not None else None
    period = stretch(life, signed) if life is not None else None
    notes = told.get(reference.span, [])
    written = " ".join(reference.text.split())
    return BasisRow(
        span=reference.span,
        written=written,
        act=match.best if life is not None else None,
        label=act_label(match.best, book, lang) if life is not None and match.best is not None else written,
        match=match.state,
        status=piece.status if piece else Status.UNKNOWN,
        amended=piece.amended if piece else False,
        certainty=piece.certainty if piece else None,
        since=period.start if period else None,
        until=period.end - timedelta(days=1) if period and period.end else None,
        changes=_changes(life, signed, horizon) if life is not None else (),
        codes=tuple(code for code, _ in notes),
        ready=tuple(dict.fromkeys(text for _, ready in notes for text in ready)),
    )


def _changes(life: Timeline, signed: date, horizon: int) -> tuple[Change, ...]:
    """Pieces that begin after the day of signing and say something else than the one before."""
    last = signed + timedelta(days=horizon)
    before = life.at(signed)
    found = []
    for piece in life.pieces:
        start = piece.period.start
        if start is None or not signed < start <= last:
            continue
        if piece.status is not before.status or piece.amended is not before.amended:
            by = tuple(dict.fromkeys(f.by_label for f in piece.why if f.by_label and f.on == start))
            found.append(Change(on=start, status=piece.status, amended=piece.amended, by=by))
        before = piece
    return tuple(found)
