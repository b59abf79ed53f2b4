"""Dossiers (hồ sơ văn bản): every file with its place in the campaign, what was found and decided."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from doccheck.campaign.store import Campaign, Mark, Scope
from doccheck.db import rows
from doccheck.model.number import DocNumber, fold
from doccheck.rulebook.book import Book
from doccheck.run.rows import department_of
from doccheck.run.workspace import Decision, Workspace

INSIDE, OUTSIDE, UNREADABLE, COPY, NOT_SCANNED = "inside", "outside", "unreadable", "copy", "not_scanned"
PLACES = (INSIDE, OUTSIDE, UNREADABLE, COPY, NOT_SCANNED)
WEIGHT = ("repeal", "replace", "suspend", "amend", "issue", "expired", "keep", "unknown")
TO_TREAT = frozenset({"repeal", "replace", "suspend", "amend", "issue"})
ENDED = frozenset({"ceased", "never_in_force", "suspended"})
_ENDINGS = frozenset(
    {"replaced", "repealed", "ended", "term", "ceased", "suspended", "partly_repealed", "partly_replaced", "corrected"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A fact that ended the document or a part of it (căn cứ hết hiệu lực)."""

    kind: str
    on: str
    by: str
    label: str
    provisions: tuple[str, ...]
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A finding, lean (phát hiện), with the decision that stands on it."""

    key: str
    check: str
    level: str
    own: bool
    message: str
    reason: str
    quote: str
    basis: tuple[str, ...]
    replaced_by: tuple[str, ...]
    action: str
    endings: tuple[Ending, ...]
    state: str = "open"
    disposition: str = ""
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One file of the workspace in a campaign."""

    path: str
    place: str
    act: str = ""
    number: str = ""
    instrument: str = ""
    issuers: tuple[str, ...] = ()
    issuer: str = ""
    issued_on: date | None = None
    effective_on: date | None = None
    title: str = ""
    status: str = "unknown"
    since: date | None = None
    amended: bool = False
    why: str = ""
    kind: str = ""
    department: str = ""
    found: tuple[Found, ...] = ()
    mark: Mark | None = None
    copy_of: str = ""

    @property
    def field(self) -> str:
        """Its field (lĩnh vực): as marked, else its folder."""
        return (self.mark.field if self.mark else "") or self.department

    @property
    def confirmed(self) -> tuple[Found, ...]:
        """Findings that somebody confirmed."""
        return tuple(f for f in self.found if f.state == "confirm")

    @property
    def checked(self) -> bool:
        """Whether a person is done with it: an outcome is marked, or every finding is confirmed or dismissed."""
        if self.mark is not None and self.mark.outcome:
            return True
        return bool(self.found) and all(f.state in {"confirm", "dismiss"} for f in self.found)

    @property
    def outcome(self) -> str:
        """What people concluded; empty when nobody did."""
        if self.mark is not None and self.mark.outcome:
            return self.mark.outcome
        said = {f.disposition for f in self.confirmed if f.disposition}
        if self.status in ENDED and any(f.own and f.endings for f in self.confirmed):
            said.add("expired")
        return next((word for word in WEIGHT if word in said), "")

    @property
    def reviewer(self) -> str:
        """Who is responsible for what was concluded."""
        names = [self.mark.by if self.mark else "", *(f.by for f in self.found)]
        return ", ".join(dict.fromkeys(name for name in names if name))

    @property
    def endings(self) -> tuple[Ending, ...]:
        """What ended it, from its own findings."""
        return tuple(dict.fromkeys(e for f in self.found if f.own and f.state != "dismiss" for e in f.endings))


def dossiers(campaign: Campaign, workspace: Workspace, book: Book, lang: str = "vi") -> list[Dossier]:
    """Every file of the workspace, each in exactly one place of the campaign, in the order of paths."""
    scope, marks = campaign.settings.scope, campaign.marks()
    return place(all_dossiers(workspace, book, marks, lang), scope, book)


def all_dossiers(
    workspace: Workspace, book: Book, marks: Mapping[str, Mark] | None = None, lang: str = "vi"
) -> list[Dossier]:
    """Every file of the workspace, not yet placed."""
    last = workspace.conn.execute("select roots from runs order by id desc limit 1").fetchone()
    roots = json.loads(last[0]) if last else []
    states: dict[str, dict[str, str]] = {}
    for path, key, state in workspace.conn.execute("select path, fingerprint, state from findings where live"):
        states.setdefault(path, {})[key] = state
    decisions = workspace.decisions()
    done, made = set(), []
    for record in workspace.records(lang):
        path = record["path"]
        done.add(path)
        made.append(_dossier(record, states.get(path, {}), decisions, roots, book, (marks or {}).get(path)))
    for (path,) in rows(workspace.db, "select path from documents where present order by path"):
        if path not in done:
            made.append(Dossier(path=path, place=NOT_SCANNED, department=department_of(path, roots)))
    return made


def place(found: Iterable[Dossier], scope: Scope, book: Book) -> list[Dossier]:
    """Put every file into one place; of several copies of one document the first path stands for all."""
    first: dict[str, str] = {}
    placed = []
    for one in found:
        if one.place == INSIDE:
            if not fits(one, scope, book):
                one = replace(one, place=OUTSIDE)
            elif one.act:
                other = first.setdefault(one.act, one.path)
                if other != one.path:
                    one = replace(one, place=COPY, copy_of=other)
        placed.append(one)
    return placed


def fits(one: Dossier, scope: Scope, book: Book) -> bool:
    """Whether a document belongs to the scope."""
    if scope.normative and one.kind != "normative":
        return False
    if scope.instruments and one.instrument not in scope.instruments:
        return False
    if scope.levels and not {book.issuers.level(i) for i in one.issuers} & set(scope.levels):
        return False
    if scope.issuers and not _by(one, scope.issuers):
        return False
    if scope.fields and fold(one.field) not in {fold(name) for name in scope.fields}:
        return False
    return not scope.folders or any(
        one.path.startswith(f"{f.rstrip('/')}/") or f"/{f.strip('/')}/" in f"/{one.path}" for f in scope.folders
    )


def _by(one: Dossier, issuers: tuple[str, ...]) -> bool:
    """An issuer is told by id, by kind (``ubnd-tinh``) or by a part of its name."""
    ids = set(one.issuers) | {i.split("/")[0] for i in one.issuers}
    name = fold(one.issuer)
    return any(asked in ids or (len(asked) > 2 and fold(asked) in name) for asked in issuers)


def _dossier(
    record: Mapping[str, Any],
    states: Mapping[str, str],
    decisions: Mapping[tuple[str, str], Decision],
    roots: list[str],
    book: Book,
    mark: Mark | None,
) -> Dossier:
    document, path = record["document"], record["path"]
    if record["state"] == "unreadable":
        return Dossier(path=path, place=UNREADABLE, department=department_of(path, roots), mark=mark)
    act = document["act"] or {}
    issued = _day(document["issued_on"])
    return Dossier(
        path=path,
        place=INSIDE,
        act=act.get("id") or "",
        number=document["number"] or "",
        instrument=document["instrument"] or "",
        issuers=_issuers(act.get("id"), document["issuer"], issued, book),
        issuer=document["issuer"] or act.get("issuer") or "",
        issued_on=issued,
        effective_on=_day(document["effective_on"]),
        title=document["title"] or act.get("title") or "",
        status=document["status"],
        since=_day(document["status_since"]),
        amended=bool(document["amended"]),
        why=document["why"] or "",
        kind=_kind(document["number"], document["instrument"], issued, book),
        department=department_of(path, roots),
        found=tuple(_found(f, act.get("id"), states, decisions) for f in record["findings"]),
        mark=mark,
    )


def _found(
    finding: Mapping[str, Any],
    own: str | None,
    states: Mapping[str, str],
    decisions: Mapping[tuple[str, str], Decision],
) -> Found:
    key = finding["fingerprint"]
    state = states.get(key, "open")
    made = decisions.get(("finding", key)) or decisions.get(("cause", finding["cause"]["key"]))
    stands = made if made and state != "open" else None
    subject = finding["subject"] or {}
    mine = bool(own) and subject.get("id") == own
    return Found(
        key=key,
        check=finding["check"],
        level=finding["level"],
        own=mine,
        message=finding["message"],
        reason=finding["reason"] or "",
        quote=finding["quote"] or "",
        basis=tuple(finding["basis"]),
        replaced_by=tuple(act["label"] for act in finding["replaced_by"]),
        action=finding["action"] or "",
        endings=tuple(_ending(f) for f in finding["proof"] if f["kind"] in _ENDINGS) if mine else (),
        state=state,
        disposition=(stands.disposition if stands else None) or "",
        note=(stands.reason if stands else None) or "",
        by=(stands.by if stands else None) or "",
    )


def _ending(fact: Mapping[str, Any]) -> Ending:
    by = fact["by"] or {}
    return Ending(
        kind=fact["kind"],
        on=fact["on"] or "",
        by=by.get("id") or "",
        label=by.get("label") or "",
        provisions=tuple(fact["provisions"]),
        origin=fact["origin"],
    )


def _issuers(act: str | None, name: str | None, on: date | None, book: Book) -> tuple[str, ...]:
    parts = (act or "").split("|")
    if len(parts) > 2 and parts[2]:
        return tuple(parts[2].split("+"))
    return book.issuers.resolve(name, on) if name else ()


def _kind(number: str | None, instrument: str | None, on: date | None, book: Book) -> str:
    parsed = DocNumber.parse(number) if number else None
    return str(book.forms.classify(parsed, instrument, on).kind) if parsed else ""


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
