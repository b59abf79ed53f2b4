"""Findings as SARIF 2.1.0 (dạng trao đổi SARIF), for tools that gather results of checkers.

``charOffset`` and ``charLength`` count Unicode characters of the canonical text, the same as ``span`` in JSON records.
"""

from collections.abc import Iterable, Mapping
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote

from doccheck.export.lines import dumps
from doccheck.export.values import Json
from doccheck.model.version import VERSION as PROGRAM
from doccheck.rulebook.book import Book
from doccheck.rulebook.cards import Card

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "review": "note", "info": "note"}
_SEVERITY = {"fatal": "error", "partial": "warning", "note": "note"}
FINGERPRINT = "doccheckFinding/v1"


def sarif_log(records: Iterable[Mapping[str, Any]], book: Book, lang: str = "vi") -> Json:
    """All records of a run as one SARIF log."""
    kept = list(records)
    codes = sorted({finding["check"] for record in kept for finding in record["findings"]})
    places = {code: i for i, code in enumerate(codes)}
    run: Json = {
        "tool": {
            "driver": {
                "name": "doccheck",
                "version": PROGRAM,
                "language": lang,
                "rules": [_rule(book.cards[code], lang) for code in codes],
            }
        },
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(record) for record in kept],
        "results": [
            _result(finding, record, i, places) for i, record in enumerate(kept) for finding in record["findings"]
        ],
        "invocations": [
            {
                "executionSuccessful": all(record["state"] != "unreadable" for record in kept),
                "toolExecutionNotifications": [
                    _notification(trouble, i, record) for i, record in enumerate(kept) for trouble in record["troubles"]
                ],
            }
        ],
        "properties": {
            "stamp": next((record["stamp"] for record in kept if record["stamp"]), ""),
            "asOf": next((record["as_of"] for record in kept), None),
        },
    }
    return {"$schema": SCHEMA, "version": VERSION, "runs": [run]}


def write_sarif(records: Iterable[Mapping[str, Any]], book: Book, lang: str, out: TextIO) -> None:
    """Write the log."""
    out.write(dumps(sarif_log(records, book, lang), indent=2) + "\n")


def _rule(card: Card, lang: str) -> Json:
    return {
        "id": card.code,
        "name": "".join(part.capitalize() for part in card.code.split("-")),
        "shortDescription": {"text": card.name[lang]},
        "fullDescription": {"text": card.why[lang]},
        "help": {"text": card.action[lang]},
        "properties": {"family": card.family},
    }


def _artifact(record: Mapping[str, Any]) -> Json:
    return {
        "location": {"uri": _uri(record["path"])},
        "hashes": {"sha-256": record["sha256"]},
        "properties": {"state": record["state"], "document": record.get("document", {}).get("number")},
    }


def _result(finding: Mapping[str, Any], record: Mapping[str, Any], index: int, places: Mapping[str, int]) -> Json:
    place: Json = {"artifactLocation": {"uri": _uri(record["path"]), "index": index}}
    if finding["span"]:
        start, end = finding["span"]
        place["region"] = {"charOffset": start, "charLength": end - start, "snippet": {"text": finding["quote"] or ""}}
    location: Json = {"physicalLocation": place}
    if finding["page"]:
        location["properties"] = {"page": finding["page"], "box": finding["box"]}
    result: Json = {
        "ruleId": finding["check"],
        "ruleIndex": places[finding["check"]],
        "level": LEVELS[finding["level"]],
        "message": {"text": finding["message"]},
        "locations": [location],
        "partialFingerprints": {FINGERPRINT: finding["fingerprint"]},
        "properties": {
            "level": finding["level"],
            "certainty": finding["certainty"],
            "basis": finding["basis"],
            "replacedBy": [act["label"] for act in finding["replaced_by"]],
            "suggested": finding.get("suggested", []),
        },
    }
    return result


def _notification(trouble: Mapping[str, Any], index: int, record: Mapping[str, Any]) -> Json:
    return {
        "descriptor": {"id": trouble["code"]},
        "level": _SEVERITY.get(trouble["severity"], "note"),
        "message": {"text": trouble["message"] or trouble["code"]},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(record["path"]), "index": index}}}],
    }


def _uri(path: str) -> str:
    """A path as a URI reference: absolute ones as file URIs, others relative."""
    pure = PurePath(path)
    spelt = quote(pure.as_posix().encode("utf-8", "surrogateescape"), safe="/:@!$&'()*+,;=~-._")
    if pure.is_absolute():
        return "file://" + ("" if spelt.startswith("/") else "/") + spelt
    first, _, rest = spelt.partition("/")
    first = first.replace(":", "%3A")
    return f"{first}/{rest}" if rest else first
