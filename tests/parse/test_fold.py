"""Folding letter by letter is folding the whole: small, taken apart, without marks, đ as d."""

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from doccheck.model.number import DocNumber, fold


def whole(text: str) -> str:
    """The definition."""
    apart = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(c for c in apart if not unicodedata.combining(c))
    return bare.translate({0x111: "d", 0xF0: "d"})


@given(st.text(max_size=40))
def test_of_any_text(text: str) -> None:
    assert fold(text) == whole(text)


@given(st.text(alphabet="NĐnđðàÀẠạ̣́ơƠ̛ßİıſ가각", max_size=12))
def test_of_letters_with_loose_marks(text: str) -> None:
    assert fold(text) == whole(text)


def test_of_every_letter() -> None:
    letters = [chr(code) for code in range(0x20000) if not 0xD800 <= code < 0xE000]
    assert [c for c in letters if fold(c) != whole(c)] == []


def test_keys_of_numbers_that_are_asked_again() -> None:
    for _ in range(2):
        assert DocNumber(serial="013", year=2014, symbol="QĐ.UBND").key == "13/2014/qdubnd"
        assert DocNumber(serial="13", year=None, symbol="qđ–ubnd").key == "13/qd-ubnd"
