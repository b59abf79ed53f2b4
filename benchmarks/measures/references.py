"""References on VNLegalText: exact spans; odd sentences for development.

Four figures: ``raw strict`` takes the labels where the file puts them; ``raw in order`` puts them where their order
says (rule 1 of ``conventions``); ``raw mapped`` writes our mentions in the labels' convention (rules 2 to 4 there);
``adjudicated`` counts against labels that written rules put right (``adjudication``), so it is not blind. ``blind`` are
200 random sentences labelled by reading them (``labels/vnlegaltext_blind.tsv``, committed first).

The text is read as given, stray mark-up (``<PL rel="none">``) taken out with its offsets mapped. Only the nine
annotated types are scored, and mentions with a number or a title of their own ("Nghị định này" carries no label).
"""

import json
import re
from bisect import bisect_left
from collections import Counter
from pathlib import Path

from doccheck.model.reading import Role
from doccheck.parse.grammar import Grammar, grammar
from doccheck.parse.references import collect
from doccheck.parse.view import clean
from doccheck.rulebook.book import Book
from measures.adjudication import Changes, Label, adjudicate, titles_of
from measures.conventions import in_order, mapped
from measures.table import Measure, f1

TAG = re.compile(r"</?[A-ZĐ]{1,4}(?:\srel=\"[^\"]*\")?>\s?")
BLIND = Path(__file__).resolve().parent.parent / "labels" / "vnlegaltext_blind.tsv"
LABELS = {
    "decree": "NĐ", "law": "L", "circular": "TT", "ordinance": "PL", "decision": "QĐ", "code": "BL", "resolution": "NQ",
    "joint_circular": "TTLT", "constitution": "HP",
}  # fmt: skip


def bare(text: str) -> tuple[str, list[int]]:
    """Text without mark-up, and the old offset of each of its characters."""
    keep = [True] * len(text)
    for tag in TAG.finditer(text):
        keep[tag.start() : tag.end()] = [False] * (tag.end() - tag.start())
    places = [i for i, kept in enumerate(keep) if kept]
    return "".join(text[i] for i in places), [*places, len(text)]


def labels_of(row: dict[str, list[dict[str, int | str]]], places: list[int]) -> list[Label]:
    """Gold labels in offsets of the bare text, in the order of the file."""
    return [
        (bisect_left(places, int(e["start"])), bisect_left(places, int(e["end"])), str(e["label"]))
        for e in row["entities"]
    ]


def read(text: str, book: Book, rules: Grammar) -> set[Label]:
    """What the reader finds, of the annotated types."""
    drafts = collect(clean(text, book.phrases), rules)
    return {
        (d.start, d.end, LABELS[d.instrument])
        for d in drafts
        if d.instrument in LABELS and d.role is not Role.SELF and not d.rule.startswith(("near.above", "near.alias"))
    }


def measure(data: Path, book: Book, listing: Path | None = None) -> Measure:
    """Raw and adjudicated exact-span F1."""
    result = Measure("References (VNLegalText, 4,272 sentences)")
    lines = (data / "annotations" / "vnlegaltext_val.jsonl").read_text("utf-8").splitlines()
    sentences = []
    for line in lines:
        row = json.loads(line)
        text, places = bare(row["text"])
        sentences.append((text, labels_of(row, places)))
    titles = titles_of((text, set(gold)) for text, gold in sentences)
    rules, changes = grammar(book), Changes()
    counts = {name: Counter[str]() for name in ("raw strict", "raw in order", "raw mapped", "adjudicated")}
    typed, moved = [0, 0], 0
    for i, (text, listed) in enumerate(sentences):
        found, gold = read(text, book, rules), set(listed)
        half = "odd" if i % 2 == 0 else "even"
        right = adjudicate(i, text, gold, titles, changes)
        ordered, steps = in_order(text, listed)
        moved += steps
        pairs = ((found, gold), (found, ordered), (mapped(text, found, ordered), ordered), (found, right))
        for count, (ours, wanted) in zip(counts.values(), pairs, strict=True):
            _score(count, half, ours, wanted)
        both = {label[:2] for label in gold} & {label[:2] for label in found}
        typed[0] += len({label for label in gold & found if label[:2] in both})
        typed[1] += len(both)
        spans, wanted_spans = {f[:2] for f in found}, {w[:2] for w in right}
        for kind, odd in (("missed", wanted_spans - spans), ("extra", spans - wanted_spans)):
            for s, e in sorted(odd):
                result.failed[f"reference {kind}|{i}:{s}-{e}"] = text[s:e]
    for name, count in counts.items():
        for half in ("odd", "even", "all"):
            p, r, f = f1(*(count[f"{half}.{k}"] for k in ("hit", "extra", "missed")))
            result.notes.append(
                f"{name:<12} {half:<5} F1 {100 * f:6.2f} %   precision {100 * p:6.2f}   recall {100 * r:6.2f}"
            )
    result.notes += _blind(sentences, book, rules, result)
    result.notes.append("published on this material (raw): fine-tuned BERT 98 %, BiLSTM-CRF 95.35 % (sister corpus)")
    result.notes.append(f"labels put in order: {moved}; changed by adjudication: {dict(changes.counts)}")
    row_ = result.row("type of a span found right")
    row_.good, row_.n = typed
    if listing is not None:
        listing.write_text("rule\tsentence\tbefore\tafter\n" + "\n".join(changes.listed) + "\n", "utf-8")
    return result


def _blind(sentences: list[tuple[str, list[Label]]], book: Book, rules: Grammar, result: Measure) -> list[str]:
    """The sentences labelled by reading them, before any prediction on them was looked at."""
    wanted: dict[int, set[tuple[int, int]]] = {}
    for line in BLIND.read_text("utf-8").splitlines():
        if line[:1].isdigit():
            number, start, end = line.split("\t")
            wanted.setdefault(int(number), set()).update({(int(start), int(end))} if start else ())
    count = Counter[str]()
    for i, right in wanted.items():
        text = sentences[i][0]
        found = {(s, e) for s, e, _ in read(text, book, rules)}
        count["hit"] += len(found & right)
        for kind, odd in (("missed", right - found), ("extra", found - right)):
            count[kind] += len(odd)
            result.failed.update({f"blind {kind}|{i}:{s}-{e}": text[s:e] for s, e in sorted(odd)})
    p, r, f = f1(count["hit"], count["extra"], count["missed"])
    return [
        f"blind labels ({len(wanted)} sentences, {count['hit'] + count['missed']} mentions)"
        f"  F1 {100 * f:6.2f} %   precision {100 * p:6.2f}   recall {100 * r:6.2f}"
    ]


def _score(count: Counter[str], half: str, found: set[Label], wanted: set[Label]) -> None:
    spans, gold = {f[:2] for f in found}, {w[:2] for w in wanted}
    for scope in (half, "all"):
        count[f"{scope}.hit"] += len(spans & gold)
        count[f"{scope}.extra"] += len(spans - gold)
        count[f"{scope}.missed"] += len(gold - spans)
