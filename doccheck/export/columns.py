"""Columns of the working paper (các cột): one list a sheet; spreadsheet, page and CSV show the same cells."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from doccheck.export.paper import CauseRow, FindingRow, MissingRow, Paper, Record, Verdict, fact_line, short, shown_day
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

Cell = str | int
LISTED = 50
DECISIONS = ("confirm", "dismiss", "postpone", "ask")
DISPOSITIONS = ("repeal", "replace", "amend", "issue", "suspend", "keep", "expired", "unknown")
ANSWERS = ("decision", "disposition", "note", "by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its key, its width in characters, and what stands in it; ``wrap`` breaks lines."""

    key: str
    width: int
    value: Callable[[Any], Cell | None]
    wrap: bool = False

    def title(self, lang: str) -> str:
        """The column's title."""
        return say(f"column.{self.key}", lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A sheet: its key, columns and rows; ``scope`` names what its decisions are about."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[Any, ...]
    scope: str | None = None

    def title(self, lang: str) -> str:
        """The sheet's title."""
        return say(f"sheet.{self.key}", lang)

    def cells(self) -> Iterator[list[Cell | None]]:
        """Cells of each row."""
        for row in self.rows:
            yield [column.value(row) for column in self.columns]


def sheets(paper: Paper, book: Book) -> tuple[Sheet, ...]:
    """All sheets of a paper, in reading order."""
    lang = paper.lang
    return (
        Sheet(key="causes", columns=_causes(lang), rows=tuple(enumerate(paper.causes, 1)), scope="cause"),
        findings_sheet(paper, book),
        Sheet(key="gaps", columns=_gaps(lang), rows=tuple(enumerate(paper.missing, 1))),
        Sheet(key="unread", columns=_unread(), rows=tuple(enumerate(paper.unread, 1))),
        Sheet(key="documents", columns=_documents(book, lang), rows=tuple(enumerate(paper.records, 1))),
    )


def findings_sheet(paper: Paper, book: Book) -> Sheet:
    """The sheet of findings alone."""
    rows = tuple(enumerate(paper.findings, 1))
    return Sheet(key="findings", columns=_findings(book, paper.lang), rows=rows, scope="finding")


def _order() -> Column:
    return Column(key="order", width=5, value=lambda row: row[0])


def _answers(lang: str, verdict: Callable[[Any], Verdict]) -> tuple[Column, ...]:
    def word(prefix: str, value: str) -> str:
        return say(f"{prefix}.{value}", lang) if value else ""

    return (
        Column(key="decision", width=12, value=lambda row: word("decision", verdict(row).decision)),
        Column(key="disposition", width=18, value=lambda row: word("disposition", verdict(row).disposition)),
        Column(key="note", width=28, value=lambda row: verdict(row).reason, wrap=True),
        Column(key="by", width=16, value=lambda row: verdict(row).by),
    )


def _causes(lang: str) -> tuple[Column, ...]:
    def cause(row: tuple[int, CauseRow]) -> CauseRow:
        return row[1]

    def by(row: tuple[int, CauseRow]) -> str:
        return "\n".join(dict.fromkeys(a["label"] for r in cause(row).rows for a in r.finding["replaced_by"]))

    def reason(row: tuple[int, CauseRow]) -> str:
        first = cause(row).first.finding
        return str(first["reason"] or first["message"])

    return (
        _order(),
        Column(key="cause", width=34, value=lambda row: cause(row).label, wrap=True),
        Column(key="level", width=10, value=lambda row: say(f"level.{cause(row).level}", lang)),
        Column(key="reason", width=48, value=reason, wrap=True),
        Column(key="replaced_by", width=30, value=by, wrap=True),
        Column(key="count", width=9, value=lambda row: len(cause(row).paths)),
        Column(key="documents", width=40, value=lambda row: _listed(cause(row).paths), wrap=True),
        Column(key="checks", width=18, value=lambda row: "\n".join(cause(row).checks), wrap=True),
        *_answers(lang, lambda row: cause(row).verdict),
        Column(key="id", width=19, value=lambda row: cause(row).key),
    )


def _findings(book: Book, lang: str) -> tuple[Column, ...]:
    def record(row: tuple[int, FindingRow]) -> Record:
        return row[1].record

    def finding(row: tuple[int, FindingRow]) -> Record:
        return row[1].finding

    def proof(row: tuple[int, FindingRow]) -> str:
        return "\n".join(fact_line(fact, lang) for fact in finding(row)["proof"][:8])

    def reason(row: tuple[int, FindingRow]) -> str:
        return str(finding(row)["reason"] or finding(row)["name"])

    return (
        _order(),
        Column(key="path", width=34, value=lambda row: record(row)["path"], wrap=True),
        *(_header(key, width, record, book, lang) for key, width in (("number", 18), ("issued_on", 12))),
        Column(key="level", width=10, value=lambda row: say(f"level.{finding(row)['level']}", lang)),
        Column(key="check", width=20, value=lambda row: finding(row)["check"]),
        Column(key="message", width=56, value=lambda row: finding(row)["message"], wrap=True),
        Column(key="reason", width=40, value=reason, wrap=True),
        Column(key="quote", width=34, value=lambda row: short(finding(row)["quote"], 400), wrap=True),
        Column(key="page", width=7, value=lambda row: finding(row)["page"]),
        Column(key="basis", width=36, value=lambda row: "\n".join(finding(row)["basis"]), wrap=True),
        Column(key="proof", width=52, value=proof, wrap=True),
        Column(key="suggested", width=36, value=lambda row: "\n".join(finding(row)["suggested"]), wrap=True),
        *_answers(lang, lambda row: row[1].verdict),
        Column(key="id", width=19, value=lambda row: row[1].key),
    )


def _gaps(lang: str) -> tuple[Column, ...]:
    def gap(row: tuple[int, MissingRow]) -> MissingRow:
        return row[1]

    def lack(row: tuple[int, MissingRow]) -> str:
        return say("lack.missing" if gap(row).missing else "lack.undecided", lang)

    return (
        _order(),
        Column(key="act", width=44, value=lambda row: gap(row).label, wrap=True),
        Column(key="lack", width=36, value=lack, wrap=True),
        Column(key="count", width=9, value=lambda row: len(gap(row).paths)),
        Column(key="roles", width=18, value=lambda row: ", ".join(say(f"role.{r}", lang) for r in gap(row).roles)),
        Column(key="documents", width=70, value=lambda row: _listed(gap(row).paths), wrap=True),
    )


def _unread() -> tuple[Column, ...]:
    def trouble(row: tuple[int, Record], name: str) -> str:
        fatal = [t for t in row[1]["troubles"] if t["severity"] == "fatal"]
        return str(fatal[0][name] or "") if fatal else ""

    return (
        _order(),
        Column(key="path", width=60, value=lambda row: row[1]["path"], wrap=True),
        Column(key="why", width=60, value=lambda row: trouble(row, "message"), wrap=True),
        Column(key="check", width=22, value=lambda row: trouble(row, "code")),
        Column(key="detail", width=44, value=lambda row: short(trouble(row, "detail"), 300), wrap=True),
    )


def _documents(book: Book, lang: str) -> tuple[Column, ...]:
    def record(row: tuple[int, Record]) -> Record:
        return row[1]

    names = (("number", 18), ("instrument", 16), ("issuer", 26), ("issued_on", 12), ("effective_on", 12), ("title", 50))
    return (
        _order(),
        Column(key="path", width=44, value=lambda row: record(row)["path"], wrap=True),
        Column(key="state", width=16, value=lambda row: say(f"state.{record(row)['state']}", lang)),
        *(_header(key, width, record, book, lang) for key, width in names),
        Column(key="status", width=20, value=lambda row: say(f"status.{record(row)['document']['status']}", lang)),
        Column(key="findings", width=9, value=lambda row: len(record(row)["findings"])),
    )


def _header(key: str, width: int, record: Callable[[Any], Record], book: Book, lang: str) -> Column:
    def value(row: Any) -> str:
        found = record(row)["document"][key]
        if key == "instrument":
            return book.instruments.name(found, lang) if found else ""
        return shown_day(found, lang) if key.endswith("_on") else short(found, 300)

    return Column(key=key, width=width, value=value, wrap=key in {"title", "issuer"})


def _listed(paths: Any) -> str:
    shown = "\n".join(paths[:LISTED])
    return f"{shown}\n+{len(paths) - LISTED}" if len(paths) > LISTED else shown
