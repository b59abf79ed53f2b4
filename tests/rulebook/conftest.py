"""The installed rulebook, read once."""

import pytest

from doccheck.rulebook.book import Book, load_book


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book()
