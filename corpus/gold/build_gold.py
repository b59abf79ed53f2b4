"""Facts for measuring, taken from the collected data (for developers; whoever measures needs only what it writes).

    .venv/bin/python corpus/gold/build_gold.py [../shared/data]

Writes, beside this script, facts only and no sentence of anybody:

* ``endings.tsv``      who ended whom, wholly or partly, on which day: checked facts and clauses checked by hand
* ``in_force.tsv``     acts that an official source states in force on a day
* ``headers.tsv``      number, type, issuer and day of published documents, under the hash of their text
* ``resolution.tsv``   citations (number, type, day of the citing document) and the day of issue of the act meant
"""

import csv
import gzip
import hashlib
import json
import random
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
EVENTS = {"replaced", "repealed", "expired", "partial", "partly_repealed", "cascade"}
GUESSED = {"word-segmented-text", "vbpl-html-en", "vbpl-json-articles", "phapdien-articles"}
NORMS = {"Luật", "Bộ luật", "Pháp lệnh", "Nghị định", "Thông tư", "Thông tư liên tịch", "Nghị quyết", "Quyết định"}
MOST = 600  # headers and citations of each kind


def main(data: Path) -> None:
    """Write the four files."""
    random.seed(1)
    endings = [*_golden(data), *_checked(data)]
    _write("endings.tsv", ("number", "type", "issuer", "issued_on", "event", "by", "on", "scope", "origin"), endings)
    _write("in_force.tsv", ("number", "type", "issuer", "issued_on", "on", "origin", "confidence"), _in_force(data))
    records = [json.loads(line) for line in (data / "docs.jsonl").read_text("utf-8").splitlines()]
    known = [r for r in records if r["number"] and r["issue_date"] and not r["header_guess"]]
    heads = [r for r in known if r["format"] not in GUESSED]
    _write("headers.tsv", ("sha256", "number", "type", "issuer", "issued_on", "origin"), _headers(heads, data))
    _write(
        "resolution.tsv",
        ("cited", "type", "issuer", "cited_on", "issued_on"),
        _citations([r for r in known if r["type"] in NORMS]),
    )


def _golden(data: Path) -> Iterable[Sequence[str]]:
    with (data / "facts" / "golden_facts.tsv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            if row["event"] in EVENTS and row["certainty"].startswith("A") and row["event_date"]:
                scope = "part" if row["event"].startswith("part") else "whole"
                on = _iso(row["event_date"])
                if on:
                    who = (row["number"], row["type"], row["issuer"], _iso(row["issued"]))
                    yield (*who, row["event"], row["by"], on, scope, "checked fact")


def _checked(data: Path) -> Iterable[Sequence[str]]:
    kinds = {"thay_the": "replaced", "bai_bo": "repealed", "lam_het_hieu_luc": "ended"}
    for line in (data / "gold" / "relations_text_checked.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["target_ok"] and row["partial_ok"] and not row["source_is_vbhn"]:
            scope = "part" if row["partial"] else "whole"
            yield (row["target_number"], "", "", "", kinds[row["kind"]], row["source_number"], "", scope, "clause")


def _in_force(data: Path) -> Iterable[Sequence[str]]:
    with gzip.open(data / "registry" / "registry.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            good = row["status_confidence"] in ("high", "medium") and not row["status_conflict"]
            stated = (row["status"] or "").startswith("con_hieu_luc") and len(row["status_as_of"] or "") == 10
            if good and stated:
                who = (row["number"], row["type"] or "", row["issuer"] or "", row["issue_date"] or "")
                yield (*who, row["status_as_of"], row["status_source"], row["status_confidence"])


def _headers(records: list[dict[str, Any]], data: Path) -> Iterable[Sequence[str]]:
    for row in random.sample(records, min(MOST, len(records))):
        path = data / row["path"]
        if path.is_file():
            seal = hashlib.sha256(path.read_bytes()).hexdigest()
            yield (seal, row["number"], row["type"] or "", row["issuer"] or "", row["issue_date"], row["source"])


def _citations(records: list[dict[str, Any]]) -> Iterable[Sequence[str]]:
    """Each act as a later document may cite it: its number with type and issuer, from a year to ten after its day."""
    unique = {(r["number"], r["issue_date"]): r for r in records}
    for row in random.sample(sorted(unique.values(), key=lambda r: str(r["path"])), min(MOST, len(unique))):
        year, rest = row["issue_date"].split("-", 1)
        later = f"{min(int(year) + random.randint(1, 10), 2026)}-{'03-01' if rest == '02-29' else rest}"
        yield (row["number"], row["type"] or "", row["issuer"] or "", later, row["issue_date"])


def _iso(text: str) -> str:
    parts = text.split("/")
    return f"{parts[2]}-{int(parts[1]):02}-{int(parts[0]):02}" if len(parts) == 3 else ""


def _write(name: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    lines = sorted({tuple(" ".join(str(cell).split()) for cell in row) for row in rows})
    text = "\n".join("\t".join(line) for line in (head, *lines)) + "\n"
    (HERE / name).write_text(text, encoding="utf-8")
    print(name, len(lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1].parent / "shared" / "data")
