"""Records (bản ghi): a reading or a report as the JSON object that ``docs`` and scripts rely on."""

from datetime import date
from hashlib import sha256
from typing import Any

from doccheck.export.values import Json, act_record, day, fact_record, span_of, target_record, trouble_record, written
from doccheck.model.match import Match, MatchState
from doccheck.model.reading import Clause, Effect, Field, Reading, Reference
from doccheck.model.report import Finding, Report
from doccheck.model.text import Text, Trouble, state_of
from doccheck.rulebook.book import Book, load_book
from doccheck.rulebook.render import act_label, document_key, fingerprint, reason, render, suggested
from doccheck.rulebook.secrecy import secrecy_of
from doccheck.rulebook.troubles import troubles
from doccheck.validity import explain

HEADER = ("number", "instrument", "issuer", "issued_on", "title", "signer", "signing_form")


def reading_record(reading: Reading, book: Book | None = None, lang: str = "vi") -> Json:
    """What was read in a document (kết quả đọc)."""
    book = book or load_book()
    return {
        "path": reading.text.source.path,
        "sha256": reading.text.source.sha256,
        "state": state_of(reading.troubles).value,
        "header": {name: _field(getattr(reading.header, name)) for name in HEADER},
        "references": [_reference(reference, book) for reference in reading.references],
        "effect": [_effect(effect, reading, book) for effect in reading.effects],
        "relations": [_relation(clause, reading, book) for clause in reading.clauses],
        "troubles": _troubles(reading.troubles, lang),
    }


def report_record(report: Report, book: Book, lang: str = "vi") -> Json:
    """What is said of a document on a day (kết quả kiểm tra)."""
    text = report.reading.text if report.reading else None
    return {
        "path": report.source.path,
        "sha256": report.source.sha256,
        "state": report.state.value,
        "as_of": day(report.as_of),
        "stamp": report.stamp,
        "document": _document(report, book, lang),
        "references": [_match(match, report, book, lang) for match in report.matches if match.reference >= 0],
        "findings": [_finding(finding, report, text, book, lang) for finding in report.findings],
        "gaps": [{"key": g.key, "label": g.label, "missing": g.missing, "role": g.role} for g in report.gaps],
        "troubles": _troubles(report.troubles, lang),
    }


def plain(value: Any) -> Any:
    """A field's value as JSON."""
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def _field(field: Field[Any] | None) -> Json | None:
    return {"value": plain(field.value), "span": span_of(field.span)} if field else None


def _reference(reference: Reference, book: Book) -> Json:
    return {
        "span": span_of(reference.span),
        "text": reference.text,
        **target_record(reference),
        "year": reference.year,
        "provisions": written(reference.provisions, book),
        "role": reference.role.value,
        "rule": reference.rule,
        "confidence": round(reference.confidence, 3),
        "repaired": reference.repaired,
    }


def _effect(effect: Effect, reading: Reading, book: Book) -> Json:
    return {
        "span": span_of(effect.span),
        "what": effect.what.value,
        "on": day(effect.on),
        "until": day(effect.until),
        "how": effect.how.value,
        "days": effect.days,
        "waits_for": _awaited(effect.waits_for, reading),
        "provisions": written(effect.provisions, book),
        "rule": effect.rule,
    }


def _awaited(index: int | None, reading: Reading) -> str | None:
    """The words that name the act whose day of effect decides; empty where it is not read."""
    return None if index is None else reading.references[index].text if index >= 0 else ""


def _relation(clause: Clause, reading: Reading, book: Book) -> Json:
    target = reading.references[clause.target] if clause.target is not None else None
    return {
        "kind": clause.kind.value,
        "scope": clause.scope.value,
        "target": target_record(target),
        "provisions": written(clause.provisions, book),
        "on": day(clause.on),
        "until": day(clause.until),
        "waits_for": _awaited(clause.waits_for, reading),
        "territory": clause.territory,
        "exceptions": clause.exceptions,
        "span": span_of(clause.span),
        "quote": clause.quote,
        "rule": clause.rule,
        "confidence": round(clause.confidence, 3),
    }


def _document(report: Report, book: Book, lang: str) -> Json:
    header = report.reading.header if report.reading else None
    own = report.itself.best if report.itself and report.itself.state is MatchState.FOUND else None
    read = {name: plain(field.value) if header and (field := getattr(header, name)) else None for name in HEADER}
    piece = report.timeline.at(report.as_of) if report.timeline else None
    return {
        **{name: read[name] for name in ("number", "instrument", "issuer", "issued_on", "title")},
        "effective_on": day(report.effective_on),
        "status": report.status.value,
        "status_since": day(report.status_since),
        "amended": piece.amended if piece else False,
        "why": explain(piece, lang) if piece and piece.reason else None,
        "act": act_record(own, book, lang),
        "secrecy": secrecy_of(report.reading.text.body) if report.reading else None,
    }


def _match(match: Match, report: Report, book: Book, lang: str) -> Json:
    reference = report.reading.references[match.reference] if report.reading else None
    piece = match.timeline.at(report.as_of) if match.timeline else None
    return {
        "span": span_of(reference.span) if reference else None,
        "role": reference.role.value if reference else None,
        "text": reference.text if reference else None,
        "number": str(reference.number) if reference and reference.number else None,
        "instrument": reference.instrument if reference else None,
        "match": match.state.value,
        "how": match.how,
        "guess": match.guess,
        "act": act_record(match.best, book, lang),
        "rivals": [act_record(act, book, lang) for act in match.rivals[:10]],
        "status": piece.status.value if piece else "unknown",
        "amended": piece.amended if piece else False,
        "certainty": piece.certainty.value if piece else None,
        "since": day(piece.period.start) if piece else None,
        "known_to": day(piece.known_to) if piece else None,
        "why": explain(piece, lang) if piece and piece.reason else None,
        "proof": [fact_record(fact, book) for fact in piece.why] if piece else [],
    }


def _finding(finding: Finding, report: Report, text: Text | None, book: Book, lang: str) -> Json:
    place = text.place(finding.span) if text and finding.span else None
    said = render(finding, report, book, lang)
    return {
        "check": finding.check,
        "level": finding.level.value,
        "certainty": finding.certainty.value,
        "span": span_of(finding.span),
        "quote": text.quote(finding.span) if text and finding.span else None,
        "page": place.page if place else None,
        "box": [place.boxes[0].x0, place.boxes[0].top, place.boxes[0].x1, place.boxes[0].bottom]
        if place and place.boxes
        else None,
        "subject": act_record(finding.subject, book, lang),
        "facts": dict(finding.facts),
        "message": said.message,
        "basis": list(said.basis),
        "replaced_by": [act_record(act, book, lang) for act in finding.by],
        "fingerprint": fingerprint(document_key(report), finding),
        "name": book.cards[finding.check].name[lang],
        "variant": finding.variant,
        "reason": reason(finding, book, lang) if finding.proof else None,
        "action": said.action,
        "alternative": said.alternative,
        "suggested": list(suggested(finding, book, report.as_of, lang)),
        "proof": [fact_record(fact, book) for fact in finding.proof],
        "cause": _cause(finding, book, lang),
    }


def _cause(finding: Finding, book: Book, lang: str) -> Json:
    """What stands behind a finding: an act, or the kind of fault itself; ``key`` is what a decision names."""
    subject = finding.subject
    cause = finding.cause or (subject.id if subject else f"check:{finding.check}")
    if subject is not None and cause == subject.id:
        name = act_label(subject, book, lang)
    else:
        code = cause.removeprefix("check:")
        told = dict(finding.facts)
        name = book.cards[code].name[lang] if code in book.cards else told.get("written") or told.get("number") or cause
    return {"id": cause, "key": f"N{sha256(cause.encode()).hexdigest()[:15]}", "label": str(name)}


def _troubles(found: tuple[Trouble, ...], lang: str) -> list[Json]:
    closed = troubles()
    return [trouble_record(trouble, closed.message(trouble.code, lang)) for trouble in found]
