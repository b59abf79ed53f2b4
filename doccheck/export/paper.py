"""The working paper (giấy tờ làm việc): records turned into rows by cause, by document and of what is missing.

One model for the spreadsheet, the page and the screen; none of them decides anything.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from doccheck.model.report import Level
from doccheck.rulebook.messages import say
from doccheck.rulebook.origins import origin_name
from doccheck.rulebook.render import day_words

Record = Mapping[str, Any]
GapRow = tuple[str, str, bool, str, str]
DISMISS = "dismiss"
RANK = {level.value: level.rank for level in Level}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A reviewer's decision as it stands in the paper."""

    decision: str = ""
    disposition: str = ""
    reason: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRow:
    """A finding with the document it stands in."""

    record: Record
    finding: Record
    verdict: Verdict = Verdict()

    @property
    def key(self) -> str:
        """Stable id of the row."""
        return str(self.finding["fingerprint"])


@dataclass(slots=True, kw_only=True)
class CauseRow:
    """A cause with all findings that come from it, gravest first."""

    key: str
    label: str
    rows: list[FindingRow] = field(default_factory=list)
    verdict: Verdict = Verdict()

    @property
    def level(self) -> str:
        """Gravest level among the findings."""
        return min((str(r.finding["level"]) for r in self.rows), key=lambda level: RANK[level])

    @property
    def paths(self) -> list[str]:
        """Documents concerned, each once."""
        return list(dict.fromkeys(str(r.record["path"]) for r in self.rows))

    @property
    def checks(self) -> list[str]:
        """Codes of the checks that speak of it."""
        return sorted({str(r.finding["check"]) for r in self.rows})

    @property
    def first(self) -> FindingRow:
        """The finding that explains the cause best: the gravest with a proof."""
        return min(self.rows, key=lambda r: (not r.finding["proof"], RANK[str(r.finding["level"])]))


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingRow:
    """An act that waits for facts, with the documents that wait for it."""

    label: str
    missing: bool
    roles: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Everything a reviewer is given (giấy tờ làm việc)."""

    as_of: date
    stamp: str
    lang: str
    records: tuple[Record, ...]
    findings: tuple[FindingRow, ...]
    causes: tuple[CauseRow, ...]
    missing: tuple[MissingRow, ...]
    complete: bool = True
    last_decision: int = 0
    anchor: str = ""

    @property
    def open_findings(self) -> tuple[FindingRow, ...]:
        """Findings that no reviewer has dismissed, neither one by one nor by their cause."""
        closed = {cause.key for cause in self.causes if cause.verdict.decision == DISMISS}
        return tuple(
            row
            for row in self.findings
            if (row.verdict.decision or (DISMISS if row.finding["cause"]["key"] in closed else "")) != DISMISS
        )

    @property
    def unread(self) -> tuple[Record, ...]:
        """Records of files that could not be read."""
        return tuple(r for r in self.records if r["state"] == "unreadable")

    def counts(self) -> str:
        """The summary line."""
        touched = len({r.record["path"] for r in self.findings})
        return say(
            "paper.counts",
            self.lang,
            documents=len(self.records),
            findings=len(self.findings),
            touched=touched,
            unread=len(self.unread),
        )


def make_paper(
    records: Iterable[Record],
    *,
    as_of: date,
    lang: str = "vi",
    gaps: Iterable[GapRow] | None = None,
    verdicts: Mapping[tuple[str, str], Verdict] | None = None,
    complete: bool = True,
    last_decision: int = 0,
    anchor: str = "",
) -> Paper:
    """Records as a paper; ``verdicts`` by (scope, id) are filled in where they belong."""
    kept = tuple(records)
    given = verdicts or {}
    found = [
        FindingRow(record=r, finding=f, verdict=given.get(("finding", f["fingerprint"]), Verdict()))
        for r in kept
        for f in r["findings"]
    ]
    found.sort(key=lambda row: (RANK[row.finding["level"]], row.record["path"]))
    lines = gaps if gaps is not None else _gaps_of(kept)
    return Paper(
        as_of=as_of,
        stamp=next((str(r["stamp"]) for r in kept if r["stamp"]), ""),
        lang=lang,
        records=kept,
        findings=tuple(found),
        causes=_causes(found, given),
        missing=_missing(lines),
        complete=complete,
        last_decision=last_decision,
        anchor=anchor,
    )


def _causes(rows: list[FindingRow], given: Mapping[tuple[str, str], Verdict]) -> tuple[CauseRow, ...]:
    causes: dict[str, CauseRow] = {}
    for row in rows:
        cause = row.finding["cause"]
        key = str(cause["key"])
        if key not in causes:
            causes[key] = CauseRow(key=key, label=cause["label"], verdict=given.get(("cause", key), Verdict()))
        causes[key].rows.append(row)
    return tuple(sorted(causes.values(), key=lambda c: (RANK[c.level], -len(c.paths), c.label)))


def _gaps_of(records: Iterable[Record]) -> list[GapRow]:
    return [(g["key"], g["label"], g["missing"], g["role"], r["path"]) for r in records for g in r["gaps"]]


def _missing(lines: Iterable[GapRow]) -> tuple[MissingRow, ...]:
    acts: dict[str, list[GapRow]] = {}
    for line in lines:
        acts.setdefault(line[0], []).append(line)
    found = [
        MissingRow(
            label=group[0][1],
            missing=group[0][2],
            roles=tuple(sorted({g[3] for g in group})),
            paths=tuple(dict.fromkeys(g[4] for g in group)),
        )
        for group in acts.values()
    ]
    return tuple(sorted(found, key=lambda m: (-len(m.paths), m.label)))


_SEEN = frozenset({"in_force", "ceased"})  # without an acting act: what a source says of a day


def fact_line(fact: Record, lang: str) -> str:
    """A fact on one line: what, since when, by which act, from which source."""
    by = fact["by"] or {}
    label = by.get("label") or by.get("id")
    day = date.fromisoformat(fact["on"]) if fact["on"] else None
    source = say("fact.source", lang, origin=origin_name(fact["origin"], lang))
    tier = say(f"tier.{fact['tier']}", lang)
    seen = fact["kind"] in _SEEN and not label
    return say(
        "fact.line",
        lang,
        kind=say(f"fact.{fact['kind']}", lang),
        on=say("fact.seen" if seen else "fact.on", lang, day=day_words(day, lang)) if day else "",
        by=say("fact.by", lang, label=label) if label else "",
        quote=say("fact.quote", lang, quote=short(fact["quote"], 200)) if fact["quote"] else "",
        source=source,
        tier="" if _words(tier) <= _words(source) else say("fact.tier", lang, tier=tier),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip(",.:;()") for word in text.casefold().split())


def short(text: str | None, most: int) -> str:
    """Text on one line, cut with an ellipsis."""
    line = " ".join((text or "").split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "\u2026"


def shown_day(value: str | None, lang: str) -> str:
    """A day of a record as people write it."""
    return day_words(date.fromisoformat(value), lang) if value else ""
