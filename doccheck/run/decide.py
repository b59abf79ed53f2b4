"""Decisions taken back into the workspace (nhận quyết định): compared first, written only where nothing is in doubt."""

from dataclasses import dataclass
from datetime import date

from doccheck.export.answers import Answer, Answers
from doccheck.export.paper import Verdict
from doccheck.rulebook.messages import say
from doccheck.run import docket
from doccheck.run.workspace import Decision, Workspace


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of the preview: ``kind`` is new, changed, same or problem; ``text`` says it in words."""

    kind: str
    text: str
    decision: Decision | None = None


def compare(
    workspace: Workspace, answers: Answers, *, made_on: date, source: str, lang: str = "vi"
) -> tuple[Line, ...]:
    """What would happen to each answered row (xem trước)."""
    findings, causes = workspace.targets()
    known = {"finding": findings, "cause": causes}
    before = workspace.decisions()
    newer = workspace.decided_after(answers.last_decision)
    split = _split(answers.rows)
    lines = []
    for answer in answers.rows:
        key = (answer.scope, answer.target)
        if answer.problem:
            lines.append(_problem(answer, answer.problem, lang))
        elif answer.target not in known[answer.scope]:
            lines.append(_problem(answer, "decide.unknown_row", lang))
        elif key in split:
            lines.append(_problem(answer, "decide.two_answers", lang))
        else:
            made = _decision(answer, made_on, source)
            lines.append(_line(answer, made, before.get(key), key in newer, lang))
    return tuple(lines)


def take(workspace: Workspace, lines: tuple[Line, ...]) -> int:
    """Write what is new or changed (ghi nhận); how many decisions were written."""
    made = [line.decision for line in lines if line.kind in {"new", "changed"} and line.decision is not None]
    unique = {(d.scope, d.target): d for d in made}
    if not unique:
        return 0
    first = next(iter(unique.values()))
    asks = [docket.Ask(decision=d) for d in unique.values()]
    who = first.by or first.source or ""
    return docket.take(workspace, asks, who=who, at=first.made_on, kind="paper", detail=first.source or "").written


def told(decision: Decision, lang: str = "vi") -> str:
    """The reason in one cell: its kind in words, then what was written."""
    kind = say(f"why.{decision.why}", lang) if decision.why else ""
    return ": ".join(part for part in (kind, decision.reason) if part)


def kind_of(text: str) -> tuple[str | None, str]:
    """A reason as it stands in a cell, taken apart again: its kind where it begins with one, and the rest."""
    for why in docket.DISMISSALS:
        for lang in ("vi", "en"):
            kind = say(f"why.{why}", lang)
            if text.casefold() == kind.casefold():
                return why, ""
            if text.casefold().startswith(f"{kind.casefold()}: "):
                return why, text[len(kind) + 2 :].strip()
    return None, text


def verdicts(workspace: Workspace, lang: str = "vi") -> dict[tuple[str, str], Verdict]:
    """Decisions as the papers show them."""
    return {
        key: Verdict(decision=d.decision, disposition=d.disposition or "", reason=told(d, lang), by=d.by or "")
        for key, d in workspace.decisions().items()
    }


def _split(rows: tuple[Answer, ...]) -> set[tuple[str, str]]:
    """Targets with two different answers in one paper."""
    seen: dict[tuple[str, str], tuple[str, str, str]] = {}
    found = set()
    for row in rows:
        said = (row.decision, row.disposition, row.reason)
        if seen.setdefault((row.scope, row.target), said) != said:
            found.add((row.scope, row.target))
    return found


def _decision(answer: Answer, made_on: date, source: str) -> Decision:
    why, reason = kind_of(answer.reason)
    return Decision(
        target=answer.target,
        scope=answer.scope,
        decision=answer.decision,
        why=why,
        disposition=answer.disposition or None,
        reason=reason or None,
        by=answer.by or None,
        made_on=made_on.isoformat(),
        source=source,
    )


def _line(answer: Answer, made: Decision, old: Decision | None, newer: bool, lang: str) -> Line:
    said = _words(made, lang)
    place = say("decide.place", lang, sheet=answer.sheet, row=answer.row, about=answer.about)
    if old is None:
        return Line(kind="new", text=say("decide.new", lang, place=place, said=said), decision=made)
    if _same(old, made):
        return Line(kind="same", text=say("decide.same", lang, place=place, said=said), decision=made)
    was = _words(old, lang)
    if newer:
        return Line(kind="problem", text=say("decide.conflict", lang, place=place, said=said, was=was))
    return Line(kind="changed", text=say("decide.changed", lang, place=place, said=said, was=was), decision=made)


def _same(a: Decision, b: Decision) -> bool:
    return (a.decision, a.disposition, a.why, a.reason, a.by) == (b.decision, b.disposition, b.why, b.reason, b.by)


def _words(decision: Decision, lang: str) -> str:
    parts = [say(f"decision.{decision.decision}", lang)]
    if decision.disposition:
        parts.append(say(f"disposition.{decision.disposition}", lang))
    if decision.reason or decision.why:
        parts.append(told(decision, lang))
    return "; ".join(parts)


def _problem(answer: Answer, key: str, lang: str) -> Line:
    place = say("decide.place", lang, sheet=answer.sheet, row=answer.row, about=answer.about)
    return Line(kind="problem", text=say("decide.problem", lang, place=place, problem=say(key, lang)))
