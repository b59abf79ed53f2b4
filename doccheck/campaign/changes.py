"""What changed (so sánh hai lượt): new, gone and changed findings of two scans with their cause; the baseline."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.export.forms import Table, write_tables
from doccheck.rulebook.messages import say
from doccheck.run.workspace import Workspace

FORMAT = "doccheck-baseline-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A finding as a baseline keeps it."""

    key: str
    check: str
    level: str
    path: str
    subject: str
    message: str
    state: str = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a comparison (một lượt quét): findings by id; of each document the text, rules and registry."""

    name: str
    as_of: str
    findings: dict[str, Known]
    documents: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change (thay đổi): ``what`` is new, gone, reopened or level; ``why`` day, document, text, registry, rules."""

    what: str
    why: str
    finding: Known


def side_of(workspace: Workspace, lang: str = "vi") -> Side:
    """The last scan of a workspace."""
    last = workspace.last_run()
    if last is None:
        raise UsageError(say("run.no_scan", lang, path=workspace.path))
    states = dict(workspace.conn.execute("select fingerprint, state from findings where live"))
    findings, documents = {}, {}
    for record in workspace.records(lang):
        documents[record["path"]] = (record["sha256"] or "", record["stamp"])
        for f in record["findings"]:
            key = f["fingerprint"]
            findings[key] = Known(
                key=key,
                check=f["check"],
                level=f["level"],
                path=record["path"],
                subject=f["cause"]["label"],
                message=f["message"],
                state=states.get(key, "open"),
            )
    return Side(name=workspace.path.name, as_of=last[1], findings=findings, documents=documents)


def write_baseline(side: Side, path: Path) -> int:
    """Write a baseline (mốc so sánh); how many findings it holds."""
    told = {
        "format": FORMAT,
        "as_of": side.as_of,
        "documents": side.documents,
        "findings": [asdict(f) for f in sorted(side.findings.values(), key=lambda f: (f.path, f.key))],
    }
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
        draft.replace(path)
    except OSError as error:
        raise UsageError(say("cli.cannot_write", path=path, reason=error.strerror)) from error
    finally:
        draft.unlink(missing_ok=True)
    return len(side.findings)


def read_baseline(path: Path) -> Side:
    """Read a baseline; UsageError in one line when the file is none."""
    try:
        told: Any = json.loads(path.read_text("utf-8"))
        if told["format"] != FORMAT:
            raise KeyError(FORMAT)
        findings = {f["key"]: Known(**f) for f in told["findings"]}
        documents = {p: (str(a), str(b)) for p, (a, b) in told["documents"].items()}
        return Side(name=path.name, as_of=str(told["as_of"]), findings=findings, documents=documents)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(say("diff.bad_baseline", path=path)) from error


def compare(old: Side, new: Side) -> list[Change]:
    """All changes, new ones first; a finding that was dismissed and is open again is reopened."""
    found = []
    for key, one in new.findings.items():
        before = old.findings.get(key)
        if before is None:
            found.append(Change(what="new", why=_why(one, old, new), finding=one))
        elif before.state in {"confirm", "dismiss"} and one.state == "open":
            found.append(Change(what="reopened", why=_why(one, old, new), finding=one))
        elif before.level != one.level:
            found.append(Change(what="level", why=_why(one, old, new), finding=one))
    found += [
        Change(what="gone", why=_why(one, old, new), finding=one)
        for key, one in old.findings.items()
        if key not in new.findings
    ]
    order = ("new", "reopened", "level", "gone")
    return sorted(found, key=lambda c: (order.index(c.what), c.finding.path, c.finding.check, c.finding.key))


def tally(changes: Iterable[Change]) -> dict[str, int]:
    """How many of each."""
    counts: dict[str, int] = {}
    for change in changes:
        counts[change.what] = counts.get(change.what, 0) + 1
    return counts


def _why(one: Known, old: Side, new: Side) -> str:
    """What differs of the finding's document: itself, its text, the registry, the rules, or only the day asked."""
    before, now = old.documents.get(one.path), new.documents.get(one.path)
    if before is None or now is None:
        return "document"
    if before[0] != now[0]:
        return "text"
    was, is_ = before[1].split("+"), now[1].split("+")
    if was[-1] != is_[-1]:
        return "registry"
    if was != is_:
        return "rules"
    return "day" if old.as_of != new.as_of else "pile"


def roots_of(workspace: Workspace) -> list[str]:
    """The paths of the last scan."""
    found = workspace.conn.execute("select roots from runs order by id desc limit 1").fetchone()
    return list(json.loads(found[0])) if found else []


def record(change: Change) -> dict[str, Any]:
    """A change as plain values."""
    return {"what": change.what, "why": change.why, **asdict(change.finding)}


def told(old: Side, new: Side, changes: Sequence[Change], lang: str = "vi") -> list[str]:
    """The sum, then each change."""
    counts = tally(changes)
    lines = [
        say(
            "diff.summary",
            lang,
            old=old.name,
            old_day=old.as_of,
            new=new.name,
            new_day=new.as_of,
            new_count=counts.get("new", 0),
            reopened=counts.get("reopened", 0),
            level=counts.get("level", 0),
            gone=counts.get("gone", 0),
        )
    ]
    for change in changes:
        what, why = say(f"diff.what.{change.what}", lang), say(f"diff.why.{change.why}", lang)
        lines.append(f"{what} ({why}): {change.finding.path} {change.finding.check} {change.finding.message}")
    return lines


def write(changes: Sequence[Change], path: Path, lang: str = "vi") -> Path:
    """Write the changes as a spreadsheet."""
    rows = tuple(
        (
            say(f"diff.what.{c.what}", lang),
            say(f"diff.why.{c.why}", lang),
            c.finding.path,
            c.finding.check,
            say(f"level.{c.finding.level}", lang),
            c.finding.subject,
            c.finding.message,
        )
        for c in changes
    )
    keys = (("diff.column.what", 12), ("diff.column.why", 26), ("column.path", 40), ("column.check", 20),
            ("column.level", 12), ("column.cause", 36), ("column.message", 60))  # fmt: skip
    heads = tuple((say(key, lang), width) for key, width in keys)
    return write_tables([Table(title=say("diff.sheet", lang), heads=heads, rows=rows)], path)
