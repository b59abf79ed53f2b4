"""The wordings of acting clauses, generated with variations: kind, document, scope, provisions and day all exact."""

import sys
from collections import Counter
from pathlib import Path

from doccheck.rulebook.book import load_book

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "benchmarks"))

from measures.wordings import WORDINGS, cases, read


def test_every_wording_is_read_in_its_variations() -> None:
    book = load_book()
    wrong: Counter[str] = Counter()
    shown: list[str] = []
    for one in cases(len(WORDINGS) * 8):
        got = read(one, book)
        if got != one.expected:
            wrong[one.wording] += 1
            shown.append(f"{one.wording}: {one.text!r}\n  read {got}\n  not  {one.expected}")
    assert sum(wrong.values()) <= len(WORDINGS) * 8 * 0.005, f"{wrong}\n" + "\n".join(shown[:5])


def test_same_seed_same_cases() -> None:
    assert [c.text for c in cases(40)] == [c.text for c in cases(40)]
