"""The registry as arrays answers what the registry answers: numbers, links, lives, also after a change."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doccheck.db import insert
from doccheck.model.act import Fact, Kind, Status, Tier
from doccheck.registry import Registry
from doccheck.registry.arrays import folder, open_arrays
from doccheck.registry.arrays.graph import Graph
from doccheck.registry.arrays.keys import Keys
from doccheck.registry.arrays.spans import NOBODY, status_of
from doccheck.registry.listing import counts, listed
from doccheck.registry.rows import FACT_INSERT, fact_row
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book
from doccheck.validity import Lives

from .conftest import LAW, NEW, OLD

DAYS = (date(1990, 1, 1), date(2014, 3, 20), date(2020, 5, 15), date(2020, 5, 16), date(2026, 1, 1))
KEYS = st.lists(st.text("abcd/-0123456789đ", min_size=1, max_size=40), max_size=60)


def _rows(count: int) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    return np.arange(count, dtype=np.int32)


@settings(deadline=None)
@given(KEYS, KEYS)
def test_keys_find_what_a_dict_finds(held: list[str], asked: list[str]) -> None:
    known = sorted(held)
    table = Keys.build(known, _rows(len(known)))
    places = {key: place for place, key in enumerate(dict.fromkeys(known))}
    assert table.find([*asked, *held]).tolist() == [places.get(key, -1) for key in [*asked, *held]]


def test_a_key_gives_all_its_rows() -> None:
    table = Keys.build(["a/1", "b/1", "b/1"], np.array([7, 3, 9], dtype=np.int32))
    assert table.rows_of(int(table.find(["b/1"])[0])).tolist() == [3, 9]
    assert table.find(["b/1\n", "", "x" * 99]).tolist() == [-1, -1, -1]


LINKS = st.lists(st.tuples(st.integers(0, 19), st.integers(0, 19)), max_size=40)


@settings(max_examples=60, deadline=None)
@given(LINKS, st.lists(st.integers(0, 25), max_size=4))
def test_all_below_is_what_a_walk_finds(links: list[tuple[int, int]], seeds: list[int]) -> None:
    pairs = np.array(links, dtype=np.int32).reshape(-1, 2)
    graph = Graph.build(pairs[:, 0], pairs[:, 1], 20)
    seen = {seed for seed in seeds if seed < 20}
    front = list(seen)
    while front:
        node = front.pop()
        new = {child for parent, child in links if parent == node} - seen
        seen |= new
        front += new
    assert graph.below(np.array(seeds, dtype=np.int32)).tolist() == sorted(seen)


def _same(registry: Registry, arrays: folder.Arrays, book: Book) -> None:
    lives = Lives(registry, book)
    for day in DAYS:
        marks = arrays.spans.at(day)
        for row, act in registry.load(0, 10_000):
            piece = lives.of(act).at(day)
            assert status_of(int(marks[row])) == (piece.status, piece.amended, piece.certainty)
        assert marks[0] == NOBODY


def test_statuses_are_those_of_the_timelines(small: Path, tmp_path: Path, book: Book) -> None:
    registry = open_file(small)
    _same(registry, open_arrays(registry, book, folder=tmp_path / "arrays"), book)
    _same(registry, open_arrays(registry, book, folder=tmp_path / "arrays"), book)


def test_a_refresh_gives_what_a_new_start_gives(small: Path, book: Book) -> None:
    registry = open_file(small, readonly=False)
    before = folder.build(registry, book)
    facts = [
        Fact(act=LAW.id, kind=Kind.REPEALED, on=date(2025, 1, 1), tier=Tier.OFFICIAL, origin="test", by=NEW.id),
        Fact(act=LAW.id, kind=Kind.GUIDES, on=None, tier=Tier.OFFICIAL, origin="test", by=OLD.id),
    ]
    with registry.db.atomic():
        insert(registry.db, "facts", FACT_INSERT, [fact_row(fact, 1) for fact in facts])
    registry = open_file(small)
    after = folder.refresh(before, registry, book, folder.changed_since(registry, 0))
    anew = folder.build(registry, book)
    for day in DAYS:
        assert after.spans.at(day).tolist() == anew.spans.at(day).tolist()
    assert after.graph.children.tolist() == anew.graph.children.tolist()
    assert len(after.below([LAW.id], registry)) == 2


def test_a_list_by_status(small: Path, tmp_path: Path, book: Book) -> None:
    registry = open_file(small)
    arrays = open_arrays(registry, book, folder=tmp_path / "arrays")
    found = list(listed(registry, arrays, date(2022, 1, 1), frozenset({Status.CEASED})))
    assert [one.act.id for one in found] == [OLD.id]
    assert sum(counts(arrays, date(2022, 1, 1)).values()) == len(registry.load(0, 10_000))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_every_act_has_a_status_on_every_day(small: Path, book: Book, day: date) -> None:
    registry = open_file(small)
    marks = folder.build(registry, book).spans.at(day)
    assert all(marks[row] != NOBODY for row, _ in registry.load(0, 10_000))
