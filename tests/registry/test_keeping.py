"""Keeping a registry: lint, coverage, search, wanted, snapshots, differences."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from doccheck.errors import RegistryError, UsageError
from doccheck.model.act import Fact, Kind, Tier
from doccheck.registry import Registry
from doccheck.registry.coverage import coverage, totals
from doccheck.registry.lint import lint
from doccheck.registry.searching import search
from doccheck.registry.snapshot import diff, snapshot, verify
from doccheck.registry.store import open_file
from doccheck.registry.wanted import wanted
from doccheck.rulebook.book import Book

from .conftest import FACTS, LAW, NEW, OLD, TWIN, act, make

DECREE = act("10/2015/NĐ-CP", "decree", ("chinh-phu",), issued_on=date(2015, 1, 2))
LATER = act("12/2015/NĐ-CP", "decree", ("chinh-phu",), issued_on=date(2015, 3, 4))


def _fact(about: str, kind: Kind, on: date, by: str | None = None, tier: Tier = Tier.READ) -> Fact:
    return Fact(act=about, kind=kind, on=on, tier=tier, origin="test", by=by, by_label=by)


def _codes(path: Path, book: Book) -> set[str]:
    return {doubt.code for doubt in lint(open_file(path), book)}


def test_a_clean_registry_has_no_doubts(small: Path, book: Book) -> None:
    assert lint(open_file(small), book) == ()


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ([_fact(OLD.id, Kind.REPEALED, date(2013, 1, 1), NEW.id)], "event_before_issue"),
        ([_fact(OLD.id, Kind.REPLACED, date(2021, 1, 1), NEW.id)], "two_endings"),
        ([_fact(OLD.id, Kind.IN_FORCE, date(2022, 1, 1))], "force_after_end"),
        ([_fact(OLD.id, Kind.REPEALED, date(2014, 3, 10), NEW.id)], "ended_before_effect"),
        ([_fact(OLD.id, Kind.AMENDED, date(2021, 5, 1), NEW.id)], "amended_after_end"),
        ([_fact(OLD.id, Kind.EFFECT, date(2014, 4, 1))], "two_effects"),
        ([_fact(NEW.id, Kind.REPEALED, date(2021, 1, 1), NEW.id)], "acts_on_itself"),
        ([_fact(NEW.id, Kind.REPEALED, date(2021, 1, 1), TWIN.id)], "actor_is_older"),
        ([_fact(TWIN.id, Kind.REPEALED, date(2020, 1, 1), NEW.id)], "acts_before_its_issue"),
        ([_fact(DECREE.id, Kind.REPEALED, date(2020, 6, 1), NEW.id)], "lower_ends_higher"),
        ([_fact("nobody", Kind.EFFECT, date(2020, 6, 1))], "fact_of_no_act"),
        ([_fact(NEW.id, Kind.REPEALED, date(2021, 6, 1), "nobody")], "caused_by_no_act"),
        ([_fact(NEW.id, Kind.REPLACED, date(2021, 1, 1), OLD.id)], "ends_in_a_circle"),
    ],
)
def test_each_contradiction_is_found(tmp_path: Path, book: Book, facts: list[Fact], code: str) -> None:
    path = make(tmp_path / "x.db", (OLD, TWIN, NEW, LAW, DECREE), (*FACTS, *facts))
    assert code in _codes(path, book)


def test_a_long_chain_is_no_circle(tmp_path: Path, book: Book) -> None:
    acts = [act(f"{i}/2010/NĐ-CP", "decree", ("chinh-phu",), issued_on=date(2010, 1, 1)) for i in range(1, 3000)]
    facts = [_fact(a.id, Kind.REPLACED, date(2010, 1, 2), b.id) for a, b in pairwise(acts)]
    assert _codes(make(tmp_path / "x.db", tuple(acts), tuple(facts)), book) == set()


def test_the_seed_is_clean_or_explained(seed: Registry, book: Book) -> None:
    bare = [doubt for doubt in lint(seed, book) if not doubt.explained]
    assert bare == []


def test_gaps_in_a_series_are_counted(tmp_path: Path) -> None:
    path = make(tmp_path / "x.db", (DECREE, LATER, OLD), ())
    (series,) = coverage(open_file(path), instrument="decree")
    assert (series.known, series.highest, series.gaps) == (2, 12, ((1, 9), (11, 11)))
    assert coverage(open_file(path), instrument="circular") == ()
    assert totals(open_file(path))["acts"] == 3


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("quan ly cho", "13/2014/QĐ-UBND"),
        ("Quản lý chợ", "13/2014/QĐ-UBND"),
        ("13/2014/QĐ-UBND", "13/2014/QĐ-UBND"),
        ("đất đai", "45/2013/QH13"),
        ("DAT DAI", "45/2013/QH13"),
        ("20/2020", "20/2020/QĐ-UBND"),
        ("dat khong co chu nao", "45/2013/QH13"),
    ],
)
def test_search_needs_no_marks(small: Path, text: str, first: str) -> None:
    assert str(search(open_file(small), text)[0].number) == first


@pytest.mark.parametrize("text", ["", "   ", '"', "*", "a OR b NEAR(", "; drop table acts", "zzz"])
def test_search_bears_any_text(small: Path, text: str) -> None:
    assert search(open_file(small), text) == ()


def test_wanted_ranks_by_documents() -> None:
    gaps = [
        ("a", "Luật A", True, "basis", "1.doc"),
        ("b", "Luật B", False, "body", "1.doc"),
        ("b", "Luật B", False, "basis", "2.doc"),
        ("b", "Luật B", False, "basis", "1.doc"),
    ]
    first, second = wanted(gaps)
    assert (first.key, first.documents, first.missing, first.roles) == ("b", 2, False, ("basis", "body"))
    assert (second.key, second.documents, second.missing) == ("a", 1, True)
    assert len(wanted(gaps, 1)) == 1
    assert wanted([]) == ()


def test_a_snapshot_is_whole_signed_and_compared(small: Path, tmp_path: Path, book: Book) -> None:
    key = tmp_path / "key.txt"
    key.write_text("a secret of the office")
    made = snapshot(open_file(small), tmp_path / "s.db", key)
    assert verify(tmp_path / "s.db", key) == made
    assert made.digest == open_file(tmp_path / "s.db").digest
    with pytest.raises(UsageError):
        snapshot(open_file(small), tmp_path / "s.db")
    key.write_text("another secret, not the office's")
    with pytest.raises(RegistryError):
        verify(tmp_path / "s.db", key)
    (tmp_path / "s.db").write_bytes((tmp_path / "s.db").read_bytes() + b"x")
    with pytest.raises(RegistryError):
        verify(tmp_path / "s.db")
    with pytest.raises(RegistryError):
        verify(small)


def test_a_difference_names_what_changed(small: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "o.db", (OLD, TWIN, NEW, LAW, DECREE), FACTS[:-1])
    assert [(d.sign, d.act.split("|")[0], d.what.split(" ")[0]) for d in diff(open_file(small), open_file(other))] == [
        ("+", "10/2015/nd-cp", ""),
        ("-", "45/2013/qh13", "effect"),
    ]
    assert diff(open_file(small), open_file(small)) == ()
