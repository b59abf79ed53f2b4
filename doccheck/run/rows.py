"""A finding as a row (dòng phát hiện): the columns that lists filter, count and search by."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from doccheck.model.number import fold
from doccheck.model.report import Level

FACETS = (
    "rank",
    "department",
    "issuer",
    "year",
    "document",
    "quoted",
    "proven",
    "proof",
    "secret",
    "words",
)
RANK = {level.value: level.rank for level in Level}
_MOST_WORDS, _FIRST_YEAR = 1_200, 1900
_NOT_ENDINGS = frozenset({"effect", "effect_moved", "in_force", "guides", "related"})


def finding_row(
    path: str, record: Mapping[str, Any], finding: Mapping[str, Any], roots: Sequence[str]
) -> tuple[Any, ...]:
    """Values of :data:`FACETS` for a finding of a record."""
    document = record["document"]
    issued = document["issued_on"] or ""
    name = document["number"] or path.rsplit("/", 1)[-1]
    return (
        RANK.get(finding["level"], 9),
        department_of(path, roots),
        document["issuer"] or "",
        _year(issued[:4] or _year_in(document["number"]), record),
        name,
        sha256(fold(finding["quote"] or "").encode("utf-8", "replace")).hexdigest()[:12],
        json.dumps(marks_of(finding), ensure_ascii=False),
        int(any(fact["quote"] for fact in finding["proof"])),
        int(bool(document.get("secrecy"))),
        _words(path, document, finding),
    )


def marks_of(finding: Mapping[str, Any]) -> list[str]:
    """What the registry says against the act, one mark a fact: a decision stands as long as its marks do."""
    marks = {
        "|".join((f["kind"], f["on"] or "", _by(f), f["tier"]))
        for f in finding["proof"]
        if f["kind"] not in _NOT_ENDINGS
    }
    return sorted(marks)


def department_of(path: str, roots: Sequence[str]) -> str:
    """The folder below the scanned root; the root's own name for files that lie in it."""
    for root in sorted(roots, key=len, reverse=True):
        base = root.rstrip("/")
        if path.startswith(f"{base}/"):
            rest = path[len(base) + 1 :].split("/")
            return rest[0] if len(rest) > 1 else base.rsplit("/", 1)[-1]
    folders = path.split("/")
    return folders[-2] if len(folders) > 1 else ""


def _by(fact: Mapping[str, Any]) -> str:
    by = fact["by"] or {}
    return str(by.get("id") or by.get("label") or "")


def _year_in(number: str | None) -> str:
    return next((part for part in (number or "").split("/") if len(part) == 4 and part.isdigit()), "")


def _year(text: str, record: Mapping[str, Any]) -> str:
    """A year that can be one; what was misread is not known."""
    last = int(str(record.get("as_of") or "9998")[:4]) + 1
    return text if text.isdigit() and _FIRST_YEAR <= int(text) <= last else ""


def _words(path: str, document: Mapping[str, Any], finding: Mapping[str, Any]) -> str:
    """Everything a search looks through, without marks and case."""
    by = [act["label"] for act in finding["replaced_by"]]
    parts = (document["number"], document["title"], document["issuer"], path.rsplit("/", 1)[-1], finding["check"],
             finding["cause"]["label"], finding["name"], finding["quote"], *by)  # fmt: skip
    return fold(" ".join(part for part in parts if part))[:_MOST_WORDS]
