"""Registries for the tests: the seed built once a run, and a small one of our own."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doccheck.db import build
from doccheck.model.act import Act, Fact, Kind, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.registry import Registry, open_registry
from doccheck.registry import seed as seed_files
from doccheck.registry.rows import ACT_COLUMNS, FACT_INSERT, act_row, fact_row
from doccheck.registry.seed import index_text, read_facts
from doccheck.registry.shape import SHAPE
from doccheck.rulebook.book import Book, load_book
from doccheck.rulebook.place import data_dir


@pytest.fixture(scope="session")
def book() -> Book:
    return load_book()


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def homes(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seed's cache is shared by the tests; the office's own registry is each test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture
def seed(homes: None) -> Iterator[Registry]:
    registry = open_registry()
    yield registry
    registry.close()


def act(
    number: str,
    instrument: str = "decision",
    issuers: tuple[str, ...] = ("ubnd-tinh/ha-tinh",),
    issued_on: date | None = None,
    title: str | None = None,
) -> Act:
    """An act by its number and what is said of it."""
    parsed = DocNumber.parse(number)
    id_ = act_id(parsed, instrument, issuers, issued_on)
    return Act(id=id_, number=parsed, instrument=instrument, issuers=issuers, issued_on=issued_on, title=title)


OLD = act("13/2014/QĐ-UBND", issued_on=date(2014, 3, 4), title="Quy định quản lý chợ trên địa bàn tỉnh")
TWIN = act("13/2014/QĐ-UBND", issuers=("ubnd-tinh/nghe-an",), issued_on=date(2014, 2, 10))
NEW = act("20/2020/QĐ-UBND", issued_on=date(2020, 5, 6))
LAW = act("45/2013/QH13", "law", ("quoc-hoi",), issued_on=date(2013, 11, 29), title="Đất đai")
FACTS = (
    Fact(act=OLD.id, kind=Kind.EFFECT, on=date(2014, 3, 14), tier=Tier.OFFICIAL, origin="list"),
    Fact(
        act=OLD.id,
        kind=Kind.REPLACED,
        on=date(2020, 5, 16),
        tier=Tier.READ,
        origin="text",
        by=NEW.id,
        by_label="20/2020",
    ),
    Fact(act=TWIN.id, kind=Kind.EFFECT, on=date(2014, 2, 20), tier=Tier.OFFICIAL, origin="list"),
    Fact(act=TWIN.id, kind=Kind.IN_FORCE, on=date(2024, 1, 1), tier=Tier.OFFICIAL, origin="list"),
    Fact(act=LAW.id, kind=Kind.EFFECT, on=date(2014, 7, 1), tier=Tier.OFFICIAL, origin="list"),
)


def make(path: Path, acts: tuple[Act, ...] = (OLD, TWIN, NEW, LAW), facts: tuple[Fact, ...] = FACTS) -> Path:
    """A registry file of these acts and facts."""
    from doccheck.db import insert

    def fill(db: Any) -> None:
        insert(db, "acts", ACT_COLUMNS, [act_row(a, "test", 0) for a in acts])
        insert(db, "facts", FACT_INSERT, [fact_row(f, 0) for f in facts])
        insert(db, "meta", ("name", "value"), [("seed", "test")])
        index_text(db)

    build(path, SHAPE, fill)
    return path


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Path of a small registry."""
    return make(tmp_path / "small.db")


@pytest.fixture(scope="session")
def seed_facts() -> dict[str, list[Fact]]:
    """All facts of the seed's files, by act."""
    found: dict[str, list[Fact]] = {}
    home = data_dir("registry")
    for name in (seed_files.FACTS, seed_files.READ):
        for fact in read_facts(home / name):
            found.setdefault(fact.act, []).append(fact)
    return found
