"""Proof that people bring (chứng cứ bổ sung): the ending act's file, read like any other; its quote and a proposal."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.errors import DoccheckError
from doccheck.model.act import Evidence, Fact, Kind, Tier
from doccheck.model.reading import ClauseKind, Reading
from doccheck.registry import learn
from doccheck.registry.asking import Question, acts_for
from doccheck.registry.places import open_to_write
from doccheck.registry.proposals import correct, proposals, propose, propose_alias
from doccheck.review.office import Office
from doccheck.run import audit
from doccheck.run.codec import load_reading
from doccheck.run.jobs import Do, Job
from doccheck.run.pool import Pool
from doccheck.run.recipe import Recipe

if TYPE_CHECKING:
    from django.http import QueryDict

    from doccheck.model.match import Match

ENDS = frozenset({ClauseKind.REPLACES, ClauseKind.REPEALS, ClauseKind.ENDS, ClauseKind.AMENDS, ClauseKind.SUSPENDS})
SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
ORIGIN = "review"


def take_proof(office: Office, cause: str, given: Any, *, who: str, at: str) -> str:
    """Read a file given as proof; empty when it names the act with an ending, else the key of what is wrong."""
    file = _keep(office, given)
    reading = _read(office, file)
    if reading is None:
        file.unlink(missing_ok=True)
        return "unreadable_proof"
    tools = office.tools
    *matches, itself = _linked(reading, office)
    subject = _subject(office, cause)
    quotes = [
        (clause.quote, reading.text.place(clause.span).page)
        for clause in reading.clauses
        if clause.kind in ENDS and clause.target is not None and _is(matches[clause.target], subject)
    ]
    if not quotes:
        file.unlink(missing_ok=True)
        return "no_quote"
    sha256 = reading.text.source.sha256
    number = str(reading.header.number.value) if reading.header.number else Path(given.name).name[:120]
    key = audit.load_key()
    with office.workspace.write() as conn:
        for quote, page in quotes[:5]:
            row = (cause, sha256, file.name, number, " ".join(quote.split())[:2_048], page, who, at)
            names = "cause, sha256, name, document, quote, page, who, at"
            conn.execute(f"insert into proofs ({names}) values (?, ?, ?, ?, ?, ?, ?, ?)", row)
        conn.execute("update findings set proof = 1 where cause = ?", (cause,))
        entry = {"what": "proof", "scope": "cause", "target": cause, "file": sha256, "at": at}
        audit.append(conn, key, {**entry, "who": audit.keep_text(conn, who, key)})
    if itself.best is not None:
        acts, facts = learn(reading, itself, tuple(matches), tools.book, origin=ORIGIN)
        shelf = open_to_write(office.registry_path)
        try:
            propose(shelf, itself.best, acts, facts, sha256=sha256, path=file.name, day=date.fromisoformat(at[:10]))
        finally:
            shelf.close()
    return ""


def propose_correction(office: Office, asked: Mapping[str, str], *, who: str) -> str:
    """A proposal that an act is in force, or has ended, with the reviewer's words; the key of what is wrong."""
    subject, said = str(asked.get("act", ""))[:400], str(asked.get("reason", "")).strip()[:1_000]
    kind = {"in_force": Kind.IN_FORCE, "repealed": Kind.REPEALED, "replaced": Kind.REPLACED, "ended": Kind.ENDED}.get(
        str(asked.get("kind", ""))
    )
    try:
        on = date.fromisoformat(str(asked.get("on", "")))
    except ValueError:
        return "needs_day"
    act = office.tools.shelf.act(subject)
    if act is None or kind is None or not said:
        return "needs_words" if not said else "unknown_target"
    evidence = Evidence(quote=said)
    fact = Fact(
        act=act.id,
        kind=kind,
        on=on,
        tier=Tier.PILE,
        origin=f"{ORIGIN}:{who}",
        by_label=str(asked.get("by", "")).strip()[:200] or None,
        evidence=evidence,
    )
    day = date.fromisoformat(office.today())
    shelf = open_to_write(office.registry_path)
    try:
        seal = f"{ORIGIN}:{who}:{act.id}:{kind}:{on}"
        propose(shelf, act, [act], [fact], sha256=seal, path=f"{ORIGIN}:{who}", day=day)
    except DoccheckError:
        return "unknown_target"
    finally:
        shelf.close()
    return ""


def propose_name(office: Office, asked: Mapping[str, str], *, who: str) -> str:
    """A proposal that some words name an act, given by its number; the key of what is wrong."""
    words, number = str(asked.get("words", "")).strip()[:300], str(asked.get("number", "")).strip()[:120]
    if not words or not number:
        return "needs_words"
    day = date.fromisoformat(office.today())
    found = acts_for(Question(text=number, as_of=day), office.tools.shelf, office.tools.book)
    if len(found) != 1:
        return "unknown_act"
    shelf = open_to_write(office.registry_path)
    try:
        made = propose_alias(shelf, words, found[0], path=f"{ORIGIN}:{who}", day=day)
    finally:
        shelf.close()
    return "" if made is not None else "no_alias"


def correct_proposal(office: Office, asked: "QueryDict", *, who: str) -> str:
    """Write a proposal anew, its facts as somebody corrects them; the key of what is wrong."""
    number = asked.get("number", "")
    shelf = open_to_write(office.registry_path)
    try:
        old = next((p for p in proposals(shelf, "open", "once") if str(p.number) == number), None)
        if old is None:
            return "unknown_target"
        facts = []
        for i, fact in enumerate(old.facts):
            if asked.get(f"drop{i}"):
                continue
            day, kind = asked.get(f"on{i}"), asked.get(f"kind{i}", fact.kind.value)
            try:
                on = date.fromisoformat(day) if day else None if day is not None else fact.on
                facts.append(replace(fact, on=on, kind=Kind(kind)))
            except ValueError:
                return "needs_day"
        correct(shelf, old.number, facts, date.fromisoformat(office.today()), who)
    finally:
        shelf.close()
    return ""


def _keep(office: Office, given: Any) -> Path:
    folder = office.workspace_path.with_name(f"{office.workspace_path.name}.proofs")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    suffix = "".join(c for c in Path(str(given.name)).suffix.lower() if c in SAFE)[:5]
    file = folder / f"{secrets.token_hex(12)}.{suffix or 'bin'}"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        for chunk in given.chunks():
            out.write(chunk)
    return file


def _read(office: Office, file: Path) -> Reading | None:
    """Stages 1 and 2 in a child that may fall."""
    import tempfile

    recipe = Recipe(registry=office.registry_path, rules=office.rules_path)
    job = Job(key="proof", do=Do.READ, size=file.stat().st_size, path=file.name, place=file)
    with tempfile.TemporaryDirectory(prefix="doccheck-") as folder, Pool(recipe, 1, Path(folder)) as pool:
        for outcome in pool.run([job]):
            return load_reading(outcome.data) if outcome.data is not None else None
    return None


def _linked(reading: Reading, office: Office) -> "tuple[Match, ...]":
    from doccheck.pipeline import find_acts

    itself, matches = find_acts(reading, office.tools)
    return (*matches, itself)


def _subject(office: Office, cause: str) -> str:
    """Id of the act behind a cause, from the record of one of its findings."""
    import json

    from doccheck.run.codec import unpack

    sql = """select r.vi, f.ordinal from findings f join reports r using (path)
      where f.cause = ? order by f.path, f.ordinal limit 1"""
    found = office.workspace.conn.execute(sql, (cause,)).fetchone()
    record = json.loads(unpack(found[0])) if found else None
    return str(record["findings"][found[1]]["cause"]["id"]) if record else ""


def _is(match: "Match", subject: str) -> bool:
    """Whether a reference means the act: found as it, or with the same number where the shelf knows it not."""
    if match.best is not None:
        return match.best.id == subject
    return any(act.id == subject for act in match.rivals)
