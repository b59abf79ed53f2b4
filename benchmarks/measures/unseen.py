"""Heads, feet and effect days of texts that no rule had seen (văn bản mới), labelled by eye, three draws.

``headers_fresh_2.tsv`` (150), ``headers_fresh_3.tsv`` (100), ``headers_fresh_4.tsv`` (64): each was labelled and
committed before its own readings were scored. A field labelled "none" is right when nothing is read; "?" is not judged.
A title is right when it begins with the words of the label; an effect labelled "open" when a clause was read and no day
computed.

First reading of the 150: number 96.00 (144 of 150), type 96.50 (138 of 143), issuer 95.07 (135 of 142), day 97.81 (134
of 137), title 88.00 (132 of 150), signer 82.55 (123 of 149), form of signing 98.00 (147 of 150), day of effect 99.26 %
(135 of 136). Rules were written for what was missed; then the first reading of the 100: number 99.00 (99 of 100), type
97.89 (93 of 95), issuer 97.89 (93 of 95), day 97.78 (88 of 90), title 98.97 (96 of 97), signer 96.97 (96 of 99), form
of signing 100 (99 of 99), day of effect 96.70 % (88 of 91). Rules again; then the 64, weaker evidence (see the head of
their file): number 100 (64 of 64), type 100 (64), issuer 100 (62), day 100 (61), signer 98.15 (53 of 54), form of
signing 98.33 (59 of 60), day of effect 98.18 % (54 of 55). None of the 314 is unseen any more. What is left is a number
that the label takes as printed and the reading mends and marks (``03/2026-BCT``), and clauses without a day to read.
"""

from dataclasses import dataclass
from pathlib import Path

from doccheck.extract import extract
from doccheck.model.reading import EffectHow, Reading
from doccheck.parse import read
from doccheck.rulebook.book import Book
from measures import headers_by_eye
from measures.table import Measure

SETS = {"headers_fresh_2.tsv": "150", "headers_fresh_3.tsv": "100", "headers_fresh_4.tsv": "64"}
OPEN = "open"


@dataclass(frozen=True, kw_only=True)
class Label(headers_by_eye.Label):
    """What a person read: head, title, signer, form of signing, day of effect."""

    title: str
    signer: str
    signing_form: str
    effect: str


def labels(name: str) -> list[Label]:
    """Labels in the order of a file; none where the file is not there."""
    return [
        Label(**{field: row[field] for field in Label.__dataclass_fields__})
        for row in (headers_by_eye.rows(name) if (headers_by_eye.LABELS / name).exists() else ())
    ]


def measure(data: Path, book: Book) -> Measure:
    """Fields of each draw, then both by format and decade."""
    result = Measure("Heads and effect days of texts drawn afresh (labelled by eye, before their first reading)")
    for file, draw in SETS.items():
        for label in labels(file):
            reading = read(extract(data / label.path), book)
            for name, (written, ok, got) in check(label, reading, book).items():
                if written == headers_by_eye.OPEN:
                    continue
                result.case(f"fresh {draw}: {name}", label.path, ok, f"label {written!r}, read {got!r}")
    return result


def check(label: Label, reading: Reading, book: Book) -> dict[str, tuple[str, bool, str | None]]:
    """Each field: the label, whether the reading agrees, and what was read."""
    head = reading.header
    title, signer, form = (field and field.value for field in (head.title, head.signer, head.signing_form))
    effect = reading.effects[0] if reading.effects else None
    on = effect.on.isoformat() if effect and effect.on else None
    clause = effect is not None and effect.how is not EffectHow.MISSING
    right = clause and on is None if label.effect == OPEN else label.effect == (on or headers_by_eye.NONE)
    return {
        **headers_by_eye.check(label, head, book),
        "title": (label.title, _same_title(label.title, title), title),
        "signer": (label.signer, _same(label.signer, signer), signer),
        "form of signing": (label.signing_form, _same(label.signing_form, form), form),
        "day of effect": (label.effect, right, f"{on} {effect.how.value}" if effect else None),
    }


def _folded(words: str | None) -> str:
    return " ".join((words or headers_by_eye.NONE).casefold().split())


def _same(written: str, read_as: str | None) -> bool:
    return _folded(written) == _folded(read_as)


def _same_title(written: str, read_as: str | None) -> bool:
    if written == headers_by_eye.NONE:
        return read_as is None
    return _folded(read_as).startswith(_folded(written))
