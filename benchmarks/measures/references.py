"""References on VNLegalText: exact spans.

Three questions, each printed by its own lines:

* **raw**: does the reader find what the annotators marked? ``as filed`` takes the labels where the file puts them;
  ``as annotated`` undoes two slips of the file that it shows itself (``sentences``), and changes nothing the reader
  found: nearest to published figures, which come from the tagged text. Published readers are trained on the other part
  of the material and so know its habits; ``in its habits`` is the like figure for ours (``conventions``, rules that see
  no label), and ``held out`` chooses these habits on one half of the sentences and counts on the other.
* **blind**: 500 random sentences labelled by two readers without labels and predictions (``blind``). The first run on
  them is the blind one; rules were mended on its few failures, so today's count on them is a seen one.
* **adjudicated**: every label put right by written rules, the rest judged one by one (``adjudication``); not blind. Its
  recall is the recall after span correction.

Only the nine annotated types are scored, and mentions with a number or a title of their own ("Nghị định này" carries no
label).
"""

import random
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from doccheck.model.reading import Role
from doccheck.parse.grammar import Grammar, grammar
from doccheck.parse.references import collect
from doccheck.parse.view import clean
from doccheck.rulebook.book import Book
from measures import blind
from measures.adjudication import Changes, Known, adjudicate, judged, titles_of
from measures.conventions import HEADING, OPEN, RULES, Pair, learned, written
from measures.sentences import Label, Sentence, bare, load
from measures.table import Measure, f1, interval

__all__ = ["bare", "measure", "read"]

SEED = 20261125
LABELS = {
    "decree": "NĐ", "law": "L", "circular": "TT", "ordinance": "PL", "decision": "QĐ", "code": "BL", "resolution": "NQ",
    "joint_circular": "TTLT", "constitution": "HP",
}  # fmt: skip
FIRST_RUN = (675, 3, 3)
"""Hits, extra and missed of the first run on the agreed labels; rules were mended on what it failed afterwards."""
Spans = set[tuple[int, int]]


def read(text: str, book: Book, rules: Grammar) -> set[Label]:
    """What the reader finds, of the annotated types."""
    drafts = collect(clean(text, book.phrases), rules)
    return {
        (d.start, d.end, LABELS[d.instrument])
        for d in drafts
        if d.instrument in LABELS and d.role is not Role.SELF and not d.rule.startswith(("near.above", "near.alias"))
    }


def measure(data: Path, book: Book, listing: Path | None = None) -> Measure:
    """Raw, blind and adjudicated exact-span F1."""
    result = Measure("References (VNLegalText, 4,272 sentences)")
    sentences, rules = load(data), grammar(book)
    found = [read(one.text, book, rules) for one in sentences]
    result.notes += _raw(sentences, found)
    result.notes += _blind(sentences, found, result)
    result.notes += _adjudicated(sentences, found, result, listing)
    result.notes += _types(sentences, found, result)
    return result


def _raw(sentences: Sequence[Sentence], found: Sequence[set[Label]]) -> list[str]:
    filed: list[Pair] = [(s.text, ours, set(s.filed)) for s, ours in zip(sentences, found, strict=True)]
    annotated: list[Pair] = [(s.text, ours, set(s.annotated)) for s, ours in zip(sentences, found, strict=True)]
    lines = [
        _line("raw, as filed", filed),
        _line("raw, as annotated", annotated),
        _line("raw, as annotated, in its habits", _rewritten(annotated, OPEN)),
        _line("raw, as filed, in its habits and slips", _rewritten(filed, RULES)),
        _held_out("raw, as annotated, held out", annotated),
        _held_out("raw, as filed, held out", filed),
        "  published on this material (raw): fine-tuned BERT 98 %, BiLSTM-CRF 95.35 % (sister corpus);"
        " both trained on its other part",
        f"  slips of the file undone: {sum(s.closed for s in sentences)} labels closed where their own tag stands,"
        f" {sum(s.moved for s in sentences)} moved to their place in the order",
    ]
    for name in RULES:
        changed = [len(RULES[name](text, ours) ^ ours) for text, ours, _ in filed]
        kind = "habit" if name in OPEN else "slip, for the labels as filed only"
        lines.append(f"  {kind} {name}: touches {sum(map(bool, changed))} sentences")
    titles = [(title.end(), s) for s in sentences if (title := HEADING.match(s.text))]
    inside = sum(any(start < end for start, _, _ in s.annotated) for end, s in titles)
    return [*lines, f"  documents' own titles run into a sentence: {len(titles)}, with a label inside: {inside}"]


def _rewritten(pairs: Iterable[Pair], rules: Iterable[str]) -> list[Pair]:
    kept = tuple(rules)
    return [(text, written(text, ours, kept), wanted) for text, ours, wanted in pairs]


def _held_out(name: str, pairs: Sequence[Pair]) -> str:
    order = list(range(len(pairs)))
    random.Random(SEED).shuffle(order)
    halves = [[pairs[i] for i in order[k::2]] for k in (0, 1)]
    chosen = [learned(half) for half in halves]
    counted = [*_rewritten(halves[1], chosen[0]), *_rewritten(halves[0], chosen[1])]
    return f"{_line(name, counted)}   habits chosen on the other half: {' / '.join(map(', '.join, chosen))}"


def _blind(sentences: Sequence[Sentence], found: Sequence[set[Label]], result: Measure) -> list[str]:
    """The sentences labelled by reading them, before any prediction on them was looked at."""
    first, second, agreed = blind.spans(*blind.FIRST), blind.spans(blind.SECOND), blind.spans(blind.AGREED)
    both = blind.agreement(first, second, {i: sentences[i].text for i in agreed})
    decided = blind.decided()
    pairs: list[Pair] = []
    for i, right in sorted(agreed.items()):
        text, ours = sentences[i].text, _spans(found[i])
        pairs.append((text, found[i], {(s, e, "") for s, e in right}))
        _failed(result, "blind", i, text, ours, set(right))
    hit, _, missed = FIRST_RUN
    low, high = interval(hit, hit + missed)
    mentions = sum(map(len, agreed.values()))
    return [
        f"two readers, {both.sentences} sentences: {both.spans[0]} and {both.spans[1]} mentions, {both.same} the same:"
        f" F1 {100 * both.f1:.2f} %, {both.same_sentences} sentences the same, kappa of words {both.kappa:.4f}",
        *(f"  decided by rule: {i}:{s}-{e} {reason}" for i, (s, e), reason in decided),
        f"{'blind, first run':<42} F1 {100 * f1(*FIRST_RUN)[2]:6.2f} %   95 % interval of its recall {100 * low:.2f} to"
        f" {100 * high:.2f}",
        _line(f"the same {len(agreed)} sentences, {mentions} mentions, now", pairs),
        *(f"  {case}: {words}" for case, words in result.failed.items() if case.startswith("blind ")),
    ]


def _adjudicated(
    sentences: Sequence[Sentence], found: Sequence[set[Label]], result: Measure, listing: Path | None
) -> list[str]:
    agreed, changes = blind.spans(blind.AGREED), Changes()
    known = Known(titles_of((s.text, s.annotated) for s in sentences), judged())
    pairs: list[Pair] = []
    settled: list[Pair] = []
    for i, (one, ours) in enumerate(zip(sentences, found, strict=True)):
        right = adjudicate(i, one.text, one.annotated, known, changes)
        if i in agreed:
            blindly = {(s, e, "") for s, e in agreed[i]}
            settled.append((one.text, right, blindly))
            right = blindly
        pairs.append((one.text, ours, right))
        _failed(result, "reference", i, one.text, _spans(ours), _spans(right))
    if listing is not None:
        listing.write_text("rule\tsentence\tbefore\tafter\n" + "\n".join(changes.listed) + "\n", "utf-8")
    return [
        _line("adjudicated (recall after span correction)", pairs),
        f"  labels changed by rule: {dict(changes.counts)}",
        _line("  the rules against the blind labels of the same sentences", settled),
        *(f"  {case}: {words}" for case, words in result.failed.items() if case.startswith("reference ")),
    ]


def _types(sentences: Sequence[Sentence], found: Sequence[set[Label]], result: Measure) -> list[str]:
    row = result.row("type of a span found right")
    lines = []
    for i, (one, ours) in enumerate(zip(sentences, found, strict=True)):
        wanted = {label[:2]: label[2] for label in one.annotated}
        for start, end, kind in sorted(ours):
            label = wanted.get((start, end))
            if label is not None:
                row.add(label == kind)
                told = f"{one.text[start:end]} (labelled {label}, read {kind})"
                lines += [] if label == kind else [f"  type|{i}:{start}-{end}: {told}"]
    return lines


def _failed(result: Measure, name: str, number: int, text: str, ours: Spans, right: Spans) -> None:
    for kind, odd, others in (("missed", right - ours, ours - right), ("extra", ours - right, right - ours)):
        for start, end in sorted(odd):
            touching = [other for other in others if other[0] < end and start < other[1]]
            told = _class(kind, text, (start, end), touching)
            result.failed[f"{name} {kind}|{number}:{start}-{end}"] = f"[{told}] {text[start:end]}"


def _class(kind: str, text: str, span: tuple[int, int], touching: Sequence[tuple[int, int]]) -> str:
    """What sort of failure: where it begins, how far it goes, or whether it is a mention at all."""
    if touching:
        (start, end), (other, stop) = span, touching[0]
        if start != other:
            return "begins elsewhere"
        between = text[min(end, stop) : max(end, stop)]
        return "number or day behind other words" if re.search(r"\d", between) else "end of the title"
    if kind == "missed":
        return "not read"
    return "own title" if span[0] == 0 and HEADING.match(text) else "no mention"


def _line(name: str, pairs: Iterable[Pair]) -> str:
    count = Counter[str]()
    for _, ours, wanted in pairs:
        one, two = _spans(ours), _spans(wanted)
        count += Counter(hit=len(one & two), extra=len(one - two), missed=len(two - one))
    p, r, f = f1(count["hit"], count["extra"], count["missed"])
    return f"{name:<42} F1 {100 * f:6.2f} %   precision {100 * p:6.2f}   recall {100 * r:6.2f}"


def _spans(labels: Iterable[Label]) -> Spans:
    return {label[:2] for label in labels}
