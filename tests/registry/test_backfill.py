"""Back-fill: what waited and is known now, and nothing that is only likely."""

from datetime import date
from pathlib import Path

from doccheck.model.act import Status
from doccheck.registry.backfill import backfill
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book

from .conftest import NEW, OLD, TWIN

DAY = date(2021, 1, 1)
HERE = "13/2014/qd-ubnd|decision|ubnd-tinh/ha-tinh"


def test_a_missing_reference_is_met(small: Path, book: Book) -> None:
    gaps = [
        (HERE, "Quyết định 13/2014/QĐ-UBND", True, "basis", "b.docx"),
        (HERE, "Quyết định 13/2014/QĐ-UBND", True, "body", "a.docx"),
    ]
    (found,) = backfill(gaps, open_file(small), book, DAY)
    assert (found.act, found.was_missing, found.status) == (OLD, True, Status.CEASED)
    assert found.documents == ("a.docx", "b.docx")


def test_two_acts_under_a_number_answer_nothing(small: Path, book: Book) -> None:
    gaps = [("13/2014/qd-ubnd|decision|", "QĐ 13/2014", True, "basis", "a.docx")]
    assert backfill(gaps, open_file(small), book, DAY) == ()


def test_an_undecided_act_counts_once_it_is_decided(small: Path, book: Book) -> None:
    gaps = [
        (TWIN.id, "QĐ 13/2014 Nghệ An", False, "basis", "a.docx"),
        (NEW.id, "QĐ 20/2020", False, "basis", "a.docx"),
        ("9/9999/qd-ubnd|decision|ubnd-tinh/ha-tinh", "QĐ 9", True, "body", "c.docx"),
    ]
    found = backfill(gaps, open_file(small), book, DAY)
    assert [(one.act, one.was_missing, one.status) for one in found] == [(TWIN, False, Status.IN_FORCE)]


def test_the_most_cited_comes_first(small: Path, book: Book) -> None:
    gaps = [(TWIN.id, "t", False, "basis", "a"), (HERE, "o", True, "basis", "a"), (HERE, "o", True, "basis", "b")]
    assert [one.act for one in backfill(gaps, open_file(small), book, DAY)] == [OLD, TWIN]
