"""Relations read from texts: endings against the silver list, amendments against official titles.

Silver rows (unchecked, about 93 in 100 right) whose text is here: (target number, whole or part) exact among the
endings read. Each class of disagreement is adjudicated by a written rule, applied by machine and counted apart:

1. ``consolidated``: a consolidated text repeats its base act's clause; nothing may be read.
2. ``phrase``: "bãi bỏ cụm từ" takes words out of a provision: an amendment, not an ending.
3. ``inner``: the reader has the number inside the title, the amending chain or the exception of another target.
4. ``part``: the silver row says whole where the words name units, "một phần" or "các quy định … tại"; or the reverse.

Rows that no rule explains are listed as failed.
"""

import gzip
import json
import re
from collections import defaultdict
from pathlib import Path

from doccheck.model.number import DocNumber, fold
from doccheck.model.reading import ClauseKind, Role, Scope
from doccheck.parse.acting import Acting, read_acting
from doccheck.parse.header import read_header
from doccheck.parse.references import read_references
from doccheck.rulebook.book import Book
from measures.effect import plain
from measures.table import Measure

ENDING = {ClauseKind.REPLACES, ClauseKind.REPEALS, ClauseKind.ENDS}
PHRASE = re.compile(r"(?:bãi\s+bỏ|thay\s+thế|bỏ)\s+(?:các\s+|một\s+số\s+)?(?:cụm\s+)?từ\b", re.I)
UNITS = re.compile(
    r"một\s+phần|(?:các|những)\s+quy\s+định|một\s+số\s+(?:quy\s+định|nội\s+dung)|số\s+thứ\s+tự|thủ\s+tục|\bphần\b"
    r"|\b(?:điều|khoản|điểm|mục|chương|phụ\s+lục|mẫu|biểu)\b",
    re.I,
)
TITLES = {"sua_doi_bo_sung": ClauseKind.AMENDS, "bai_bo": ClauseKind.REPEALS, "dinh_chinh": ClauseKind.CORRECTS}


def key(written: str) -> str:
    parsed = DocNumber.parse(written.strip())
    return parsed.key if parsed else fold(written)


def acting(data: Path, path: str, book: Book) -> Acting:
    text = plain(data / path)
    head = read_header(text, book)
    return read_acting(text, head, read_references(text, head, book), book)


def endings(found: Acting) -> dict[str, set[str]]:
    """Scopes by target number."""
    out: dict[str, set[str]] = defaultdict(set)
    for clause in found.clauses:
        number = found.references[clause.target].number if clause.target is not None else None
        if clause.kind in ENDING and number is not None:
            out[number.key].add(clause.scope.value)
    return out


def judged(row: dict[str, object], found: Acting, read: set[str]) -> str | None:
    """The rule that explains a disagreement, or None."""
    target, sentence = key(str(row["target_number"])), str(row["sentence"])
    if any(c.kind is ClauseKind.CONSOLIDATES for c in found.clauses) or "VBHN" in str(row["path"]):
        return "consolidated"
    if PHRASE.search(sentence):
        return "phrase"
    roles = {r.role for r in found.references if r.number is not None and r.number.key == target}
    if not read and Role.HISTORICAL in roles:
        return "inner"
    if read and (Scope.PART.value in read) == bool(UNITS.search(sentence)):
        return "part"
    return None


def measure(data: Path, book: Book) -> Measure:
    """Count endings (raw, judged) and amendments by title."""
    result = Measure("Relations (silver endings with text; amendments by official title)")
    rows: dict[str, list[dict[str, object]]] = defaultdict(list)
    for line in (data / "gold" / "relations_silver.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row.get("path"):
            rows[row["path"]].append(row)
    for path, wanted in sorted(rows.items()):
        found = acting(data, path, book)
        mine = endings(found)
        for row in wanted:
            read = mine.get(key(str(row["target_number"])), set())
            scope = "part" if row["partial"] else "whole"
            ok = scope in read
            rule = None if ok else judged(row, found, read)
            result.row("endings, raw").add(ok)
            if rule:
                result.row(f"  silver row wrong: {rule}").add(True)
            else:
                result.case("endings, judged", f"{path} {row['target_number']}", ok, f"{scope}, read {sorted(read)}")
    _titles(data, book, result)
    return result


def _titles(data: Path, book: Book, result: Measure) -> None:
    """Amendments stated by the official title, where one text alone has the number."""
    texts: dict[str, list[str]] = defaultdict(list)
    for line in (data / "docs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] == "vi" and row["n_chars"] > 1500 and "articles" not in row["format"]:
            texts[row["number"]].append(row["path"])
    with gzip.open(data / "registry" / "relations.jsonl.gz", "rt", encoding="utf-8") as lines:
        stated = [r for r in map(json.loads, lines) if r["origin"] == "title" and r["kind"] in TITLES]
    for row in stated:
        if len(texts[row["source_number"]]) != 1 or not row["target_number"]:
            continue
        path = texts[row["source_number"]][0]
        found = acting(data, path, book)
        kinds = {
            c.kind
            for c in found.clauses
            if c.target is not None
            and (number := found.references[c.target].number) is not None
            and number.key == key(row["target_number"])
        }
        ok = TITLES[row["kind"]] in kinds
        read = [k.value for k in kinds]
        result.case(f"title, {row['kind']}", f"{path} {row['target_number']}", ok, f"read {read}")
