"""The cards' cases written out as documents: the whole flow finds the fault and stays silent on the near miss."""

import pytest
from measures.written import STYLES, judge, writable, write

from doccheck.rulebook.book import load_book

BOOK = load_book()
BEYOND_READING = {("CITE-NONUM", "nghị định không có số")}
"""A decree named by its title alone is not read as a reference."""


@pytest.mark.parametrize("code", sorted(BOOK.cards))
def test_written_cases(code: str) -> None:
    wrong = []
    for i, case in enumerate(BOOK.cards[code].cases):
        if not writable(case) or (code, case.name) in BEYOND_READING:
            continue
        style = STYLES[i % len(STYLES)]
        said = code in judge(write(case, BOOK, style), case, BOOK)
        if said != bool(case.expect):
            wrong.append(f"{case.name} ({style.name})")
    assert not wrong
