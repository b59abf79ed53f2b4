"""Papers drawn for every code: the whole flow finds the fault and stays silent on the near miss."""

import pytest
from measures.drawn_bench import RECIPES, one

from doccheck.rulebook.book import load_book

BOOK = load_book()


def test_every_code_has_a_recipe() -> None:
    assert set(RECIPES) == set(BOOK.cards)


@pytest.mark.parametrize("code", sorted(RECIPES))
def test_drawn_papers(code: str) -> None:
    """A seed of its own, so that the benchmark's papers are others."""
    told = [one(code, wanted, index, BOOK, seed="tests") for wanted in (True, False) for index in range(2)]
    assert [t.index for t in told if t.said != t.wanted] == []
