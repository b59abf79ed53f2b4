"""Headers moved over the boundaries of authority: over the line found, on the lawful side silent."""

from datetime import date
from pathlib import Path

import pytest
from measures.authority import BOUNDARIES, Head, authority, moves, real_heads, right

from doccheck.rulebook.book import load_book

BOOK = load_book()


@pytest.mark.shared
def test_five_hundred_moved_headers_are_all_found(shared: Path) -> None:
    moved = list(moves(real_heads(shared, BOOK, most=9000), BOOK, 32))
    over = [one for one in moved if one.wanted]
    assert len(over) >= 500
    assert {edge.instrument for edge in BOUNDARIES} <= {one.head.instrument for one in over}
    assert not [one for one in moved if not right(one, BOOK)]


@pytest.mark.parametrize(
    ("number", "instrument", "issuers", "issued"),
    [
        ("12/2014/NQ-ABC", "resolution", ("Hội Những người yêu sách",), date(2014, 3, 12)),
        ("12/1950/QĐ-BTC", "decision", ("bo-tai-chinh",), date(1950, 3, 12)),
        ("12/2014/TTLT-BTC", "joint_circular", ("bo-tai-chinh",), date(2017, 3, 12)),
    ],
)
def test_what_is_not_known_is_not_forbidden(
    number: str, instrument: str, issuers: tuple[str, ...], issued: date
) -> None:
    assert authority(Head(number, instrument, issuers, issued), BOOK) == ()
