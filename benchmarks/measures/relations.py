"""Relations read from texts: endings against the silver list, amendments against official titles.

Silver rows (unchecked, about 93 in 100 right) whose text is here: (target number, whole or part) exact among the
endings read. Each class of disagreement is adjudicated by a written rule, applied by machine and counted apart:

1. ``consolidated``: a consolidated text repeats its base act's clause; nothing may be read.
2. ``phrase``: "bãi bỏ cụm từ" takes words out of a provision: an amendment, not an ending.
3. ``inner``: the reader has the number inside the title, the amending chain or the exception of another target.
4. ``part``: the silver row says whole where the words name units, "một phần" or "các quy định … tại"; or the reverse.

Rows that no rule explains are listed as failed, or in ``JUDGED`` with the reason, each read by hand against its text.

Precision: draws of 200 relations of every kind that were read, judged by hand (``labels/relations_checked*.tsv``), each
of other documents. The figure of a draw is that of its first reading, before any rule was mended for it: the head of
its file states it, the rows must add up to it. Those that are still read now are counted too; a right one that is read
no longer is a failed case, a wrong one is mended.
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from doccheck.model.number import DocNumber, fold
from doccheck.model.reading import ClauseKind, Role, Scope
from doccheck.parse.acting import Acting, read_acting
from doccheck.parse.header import read_header
from doccheck.parse.references import read_references
from doccheck.rulebook.book import Book
from measures.effect import plain
from measures.table import Measure, interval

LABELS = Path(__file__).resolve().parent.parent / "labels"
CHECKED = tuple(sorted(LABELS.glob("relations_checked*.tsv")))  # the draws, oldest first
FIRST = re.compile(r"First reading: (\d+) of (\d+) right\.")
GOAL = 0.99
PRECISION = "checked by hand: precision of those still read"
PARTS = ("  of them endings", "  of them amendments, suspensions, keeping")
STILL, MENDED = "right ones still read", "wrong ones no longer read"
NEAR = 80  # characters by which the beginning of a clause may move
ENDING = {ClauseKind.REPLACES, ClauseKind.REPEALS, ClauseKind.ENDS}
PHRASE = re.compile(r"(?:bãi\s+bỏ|thay\s+thế|bỏ)\s+(?:các\s+|một\s+số\s+)?(?:cụm\s+)?từ\b", re.I)
UNITS = re.compile(
    r"một\s+phần|(?:các|những)\s+quy\s+định|một\s+số\s+(?:quy\s+định|nội\s+dung)|số\s+thứ\s+tự|thủ\s+tục|\bphần\b"
    r"|\b(?:điều|khoản|điểm|mục|chương|phụ\s+lục|mẫu|biểu)\b",
    re.I,
)
JUDGED = {
    "docs/hrmaster-congbao/05-2024-TT-BLDTBXH.txt 08/2017/TT-BLĐTBXH": "inside the title of the act repealed in part",
    "docs/phapdien-2026-01/123-2015-ND-CP-92897.txt 77/2001/NĐ-CP": "item a) names the whole decree",
    "docs/phapdien-2026-01/18-2019-TT-BGDDT-146829.txt 27/2015/TT-BGDĐT": "replaced as a whole",
    "docs/phapdien-2026-01/24-2018-TT-BVHTTDL-142350.txt 28/2014/TT-BVHTTDL": "Phụ lục 1 alone ends",
    "docs/tnt305/4014-QD-BTC.txt 200/2014/TT-BTC": "inside the quoted name of a procedure",
    "docs/vbpl-layout/26-2025-TT-BGDDT.txt 24/2023/TT-BGDĐT": "inside quoted amending words",
    "docs/vbpl-layout/340-2025-ND-CP.txt 88/2019/NĐ-CP": "replaced as a whole by item a)",
    "docs/vbpl-layout/37-2025-TT-BKHCN.txt 05/2023/TT-BKHCN": "item a) names the whole circular",
    "docs/vbpl-layout/75-2025-TT-BNNMT.txt 03/2025/TT-BNNMT": "ends as a whole",
    "docs/vbpl-review/83-1998-ND-CP.txt 04/CP": "the annexed charter is the whole document",
    "docs/vbpl-layout/12-2025-TT-BNG.txt 01/2001/BNG-TCBĐ": "the text writes 01/2001/TTLT/BNG-TCBĐ",
    "docs/vbpl-layout/139-2025-TT-BTC.txt 57/2021/TTBTC": "damaged number of the label, read as 57/2021/TT-BTC",
    "docs/vbpl-layout/58-2025-TT-NHNN.txt 24/2012/NĐ-CP": "inside the title of the circular amended",
    "docs/vbpl-layout/59-2025-TT-BYT.txt 98/2021/NĐ-CP": "inside the title of the circular amended",
    "docs/vbpl-layout/42-2025-TT-BXD.txt 2023/BXD": "a technical regulation, no document number",
    "docs/vbpl-layout/24-2025-TT-BGDDT.txt 06/2024/TT-BGDĐT": "the text is of another act than the label's title",
    "docs/phapdien-2026-01/67-2015-TT-BTC-67617.txt 03/2005/QĐ-BTC": "one of the standards that the decision brought",
    "docs/phapdien-2026-01/80-2023-ND-CP-164893.txt 95/2021/NĐ-CP": "papers given under it run out, not the decree",
    "docs/phapdien-2026-01/80-2023-ND-CP-164893.txt 83/2014/NĐ-CP": "papers given under it run out, not the decree",
    "docs/tnt305/4508-QD-BVHTTDL.txt 775/QĐ-BVHTTDL": "procedures published by it, not the decision",
    "docs/tnt305/4508-QD-BVHTTDL.txt 3955/QĐ-BVHTTDL": "procedures published by it, not the decision",
    "docs/tnt305/4508-QD-BVHTTDL.txt 682/QĐ-BVHTTDL": "procedures published by it, not the decision",
    "docs/tnt305/4508-QD-BVHTTDL.txt 2069/QĐ-BVHTTDL": "procedures published by it, not the decision",
    "docs/tnt305/4508-QD-BVHTTDL.txt 2302/QĐ-BVHTTDL": "procedures published by it, not the decision",
    "docs/tnt305/4508-QD-BVHTTDL.txt 4347/QĐ-BVHTTDL": "procedures published by it, not the decision",
    "docs/hrmaster-congbao/97-NQ-CP.txt 66-NQ/TW": "amends its own programme, the resolution is what that carries out",
}
TITLES = {"sua_doi_bo_sung": ClauseKind.AMENDS, "bai_bo": ClauseKind.REPEALS, "dinh_chinh": ClauseKind.CORRECTS}


@dataclass(frozen=True)
class Checked:
    """One relation that was read, and whether it is as the text says."""

    path: str
    offset: int
    kind: ClauseKind
    scope: Scope
    target: str
    right: bool
    reason: str

    @property
    def case(self) -> str:
        return f"{self.path}:{self.offset} {self.kind.value} {self.scope.value} {self.target}"


def key(written: str) -> str:
    parsed = DocNumber.parse(written.strip())
    return parsed.key if parsed else fold(written)


def acting(data: Path, path: str, book: Book) -> Acting:
    text = plain(data / path)
    head = read_header(text, book)
    return read_acting(text, head, read_references(text, head, book), book)


def checked(file: Path) -> Iterator[Checked]:
    """The relations judged by hand; ValueError for a row that is not well formed."""
    for line in file.read_text("utf-8").splitlines():
        if line.startswith(("#", "document\t")) or not line.strip():
            continue
        path, offset, kind, target, verdict, reason = line.split("\t")
        if verdict not in {"right", "wrong"} or (verdict == "wrong" and not reason) or not target:
            raise ValueError(line)
        what, scope = kind.split()
        yield Checked(path, int(offset), ClauseKind(what), Scope(scope), target, verdict == "right", reason)


def first_reading(file: Path) -> tuple[int, int]:
    """Right ones and all of a draw when it was read first; ValueError where head and rows do not agree."""
    head = " ".join(line.strip("# ") for line in file.read_text("utf-8").splitlines() if line.startswith("#"))
    rows = list(checked(file))
    counted = (sum(row.right for row in rows), len(rows))
    stated = FIRST.search(head)
    if stated is None or (int(stated[1]), int(stated[2])) != counted:
        raise ValueError(f"{file.name}: {counted[0]} of {counted[1]} rows are right")
    return counted


def still_read(row: Checked, found: Acting) -> bool:
    """True when a clause of that kind and scope names that target there."""
    for clause in found.clauses:
        if clause.target is None or (clause.kind, clause.scope) != (row.kind, row.scope):
            continue
        named = found.references[clause.target]
        there = clause.span.start <= row.offset < clause.span.end or abs(clause.span.start - row.offset) <= NEAR
        if there and row.target == (named.number.key if named.number is not None else named.title):
            return True
    return False


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
                _judge(result, "endings", f"{path} {row['target_number']}", ok, f"{scope}, read {sorted(read)}")
    _titles(data, book, result)
    _checked(data, book, result)
    return result


def _titles(data: Path, book: Book, result: Measure) -> None:
    """Amendments stated by the official title, where one text alone has the number."""
    texts: dict[tuple[str, str | None], list[str]] = defaultdict(list)
    for line in (data / "docs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["lang"] == "vi" and row["n_chars"] > 1500 and "articles" not in row["format"]:
            texts[row["number"], row["issue_date"]].append(row["path"])
    with gzip.open(data / "registry" / "relations.jsonl.gz", "rt", encoding="utf-8") as lines:
        stated = [r for r in map(json.loads, lines) if r["origin"] == "title" and r["kind"] in TITLES]
    for row in stated:
        same = texts[row["source_number"], row["source_issue_date"]]
        if len(same) != 1 or not row["target_number"]:
            continue
        path = same[0]
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
        _judge(result, f"title, {row['kind']}", f"{path} {row['target_number']}", ok, f"read {read}")


def _checked(data: Path, book: Book, result: Measure) -> None:
    """Precision over the relations judged by hand: of each draw when it was read first, and of all now."""
    for name in (PRECISION, *PARTS):
        result.row(name)
    for number, file in enumerate(CHECKED, 1):
        count_first(result, number, file)
        by_path: dict[str, list[Checked]] = defaultdict(list)
        for row in checked(file):
            by_path[row.path].append(row)
        for path, rows in sorted(by_path.items()):
            found = acting(data, path, book)
            for row in rows:
                count_checked(result, row, still_read(row, found), number)


def draw(number: int) -> str:
    return f"  draw {number}, first reading"


def count_first(result: Measure, number: int, file: Path) -> None:
    """Count a draw as it was read first, with the goal, and open its rows."""
    good, n = first_reading(file)
    hit = result.row(draw(number))
    hit.good, hit.n = good, n
    for name in (STILL, MENDED):
        result.row(f"    {name}, draw {number}")
    low, high = interval(good, n)
    goal = "reached" if hit.share >= GOAL else "missed"
    told = f"draw {number}, first reading: {good} of {n} right, {100 * low:.1f} to {100 * high:.1f} % (Wilson, 95 %)"
    result.notes.append(f"{told}; goal >= {100 * GOAL:.0f} %: {goal}")


def count_checked(result: Measure, row: Checked, read: bool, number: int = 1) -> None:
    """Count one relation of a draw judged by hand, which is still read or not."""
    if read:
        result.case(PRECISION, row.case, row.right, row.reason)
        result.row(PARTS[row.kind not in ENDING]).add(row.right)
    if row.right:
        result.case(f"    {STILL}, draw {number}", row.case, read, "no longer read")
    else:
        result.row(f"    {MENDED}, draw {number}").add(not read)


def _judge(result: Measure, name: str, case: str, ok: bool, detail: str) -> None:
    """Count a case; a wrong label, listed with its reason, only in the raw row of titles."""
    if case in JUDGED and not ok:
        result.row(f"  {name}: label wrong, listed").add(True)
        return
    result.case(f"{name}, judged", case, ok, detail)
