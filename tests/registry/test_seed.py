"""The seed registry: built in seconds, honest about what it knows, and answering what the product was born for."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from doccheck.db import rows
from doccheck.errors import RegistryError
from doccheck.model.act import Kind, Tier
from doccheck.registry import Registry, open_registry
from doccheck.registry.asking import Question, status
from doccheck.registry.places import seed_path
from doccheck.registry.seed import FILES
from doccheck.rulebook.book import Book
from doccheck.rulebook.place import data_dir


def _ask(text: str, day: date, seed: Registry, book: Book, **more: str) -> list[dict[str, object]]:
    return status(Question(text=text, as_of=day, **more), seed, book)["matches"]


def test_the_seed_is_large_and_its_facts_have_origin(seed: Registry) -> None:
    acts, facts = (rows(seed.db, f"select count(*) from {table}")[0][0] for table in ("acts", "facts"))
    assert acts > 25_000
    assert facts > 15_000
    assert not rows(
        seed.db, "select 1 from facts where origin = '' or tier not in (?,?,?,?)", [*list(Tier)[1:4], "hint"]
    )


def test_no_fact_hangs_in_the_air(seed: Registry) -> None:
    assert not rows(seed.db, "select act from facts where act not in (select id from acts) limit 3")
    assert not rows(seed.db, 'select "by" from facts where "by" not in (select id from acts) limit 3')


def test_no_impossible_days(seed: Registry) -> None:
    assert not rows(seed.db, "select id from acts where effective_on < issued_on limit 3")
    assert not rows(seed.db, "select id from acts where issued_on < '1945-09-02' or issued_on > '2030-12-31' limit 3")
    early = (
        "select f.act from facts f join acts a on a.id = f.act where f.day < a.issued_on and f.kind != 'effect' limit 3"
    )
    assert not rows(seed.db, early)


def test_builds_within_seconds_and_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    start = time.process_time()
    open_registry().close()
    assert time.process_time() - start < 8
    start = time.process_time()
    open_registry().close()
    assert time.process_time() - start < 0.5


def test_two_builders_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with ThreadPoolExecutor(2) as pool:
        paths = set(pool.map(lambda _: seed_path(), range(2)))
    assert len(paths) == 1
    assert list((tmp_path / "doccheck").iterdir()) == list(paths)


def test_the_decree_of_the_first_question(seed: Registry, book: Book) -> None:
    before = _ask("158/2007/NĐ-CP", date(2014, 8, 29), seed, book)[0]
    assert (before["status"], before["amended"], before["certainty"]) == ("in_force", True, "high")
    after = _ask("158/2007/NĐ-CP", date(2026, 11, 1), seed, book)[0]
    assert (after["status"], after["since"]) == ("ceased", "2019-08-15")
    assert after["replaced_by"][0]["number"] == "59/2019/NĐ-CP"
    assert after["why"][0]["origin"]


def test_a_title_is_asked_without_number(seed: Registry, book: Book) -> None:
    found = {m["act"]["number"]: m["status"] for m in _ask("Luật Đất đai", date(2020, 1, 1), seed, book)}
    assert found["45/2013/QH13"] == "in_force"
    assert found["13/2003/QH11"] == "ceased"
    assert [m["act"]["number"] for m in _ask("Luật BHXH 2014", date(2020, 1, 1), seed, book)] == ["58/2014/QH13"]


def test_an_unknown_act_is_no_match(seed: Registry, book: Book) -> None:
    assert _ask("9999/2031/NĐ-CP", date(2026, 1, 1), seed, book) == []


def test_moved_and_suspended(seed: Registry, book: Book) -> None:
    assert _ask("31/2024/QH15", date(2024, 7, 31), seed, book)[0]["status"] == "not_yet_in_force"
    assert _ask("31/2024/QH15", date(2024, 8, 1), seed, book)[0]["status"] == "in_force"
    assert _ask("10/2022/TT-BKHĐT", date(2022, 9, 1), seed, book)[0]["status"] == "suspended"


def test_standing_in_the_code_of_laws_proves_nothing(seed: Registry) -> None:
    sure = "select count(*) from facts where kind = ? and tier in ('official', 'read') and origin like 'phapdien%'"
    assert rows(seed.db, sure, (Kind.IN_FORCE.value,)) == [(0,)]


def test_golden_endings_are_found_on_their_day(seed: Registry, book: Book) -> None:
    cases = [
        ("110/2004/NĐ-CP", date(2020, 3, 5)),
        ("13/2003/QH11", date(2014, 7, 1)),
        ("18-HĐBT", date(2006, 4, 20)),
        ("94-CP", date(2012, 1, 1)),
        ("51/2008/QĐ-BCT", date(2020, 7, 1)),
        ("77/2021/QĐ-UBND", date(2025, 12, 15)),
    ]
    for number, day in cases:
        said = _ask(number, day, seed, book, **({"issuer": "UBND tỉnh Bắc Giang"} if "UBND" in number else {}))
        assert [m["status"] for m in said] == ["ceased"], number
        assert said[0]["since"] == day.isoformat()


def test_local_twins_stay_apart(seed: Registry) -> None:
    issuers = {a.issuers for a in seed.by_number("87/2025/qd-ubnd")}
    assert {("ubnd-tinh/lai-chau",), ("ubnd-tinh/bac-ninh",)} <= issuers


def test_a_damaged_seed_is_refused(tmp_path: Path, book: Book) -> None:
    for name in FILES:
        (tmp_path / name).write_bytes((data_dir("registry") / name).read_bytes())
    (tmp_path / FILES[0]).write_bytes((tmp_path / FILES[0]).read_bytes()[:1000])
    with pytest.raises(RegistryError):
        seed_path(tmp_path)
    (tmp_path / FILES[1]).unlink()
    with pytest.raises(RegistryError):
        seed_path(tmp_path)


@pytest.mark.parametrize(
    ("number", "last", "by"),
    [
        ("86/2014/NĐ-CP", date(2020, 3, 31), "10/2020/NĐ-CP"),
        ("24/2014/NĐ-CP", date(2025, 2, 28), ""),  # no text here says who ended it
        ("79/2014/NĐ-CP", date(2021, 1, 9), "136/2020/NĐ-CP"),
        ("23/2014/TT-BTNMT", date(2024, 7, 31), "10/2024/TT-BTNMT"),  # one article ended five months later
        ("38/2005/QH11", date(2020, 6, 30), "43/2019/QH14"),  # a law of 2017 replaced some of its words only
        ("67/2014/QH13", date(2020, 12, 31), "61/2020/QH14"),  # conditions of business ended against it in 2016
    ],
)
def test_ends_told_by_clauses_alone(number: str, last: date, by: str, seed: Registry, book: Book) -> None:
    (before,), (after,) = (_ask(number, day, seed, book) for day in (last, last + timedelta(1)))
    assert after["status"] == ("ceased" if by else "unknown")
    assert before["status"] in ({"in_force", "partly_ceased"} if by else {"unknown"})
    assert not by or by in str(after["replaced_by"])


def test_an_act_that_a_title_may_name_is_not_ended(seed: Registry, book: Book) -> None:
    (found,) = _ask("80/2007/NĐ-CP", date(2018, 1, 1), seed, book)
    assert found["status"] != "ceased"


@pytest.mark.parametrize(
    ("text", "status_then"), [("Hiến pháp 1992", "in_force"), ("Hiến pháp năm 2013", "not_yet_in_force")]
)
def test_a_constitution_by_its_year(text: str, status_then: str, seed: Registry, book: Book) -> None:
    (found,) = _ask(text, date(2013, 12, 31), seed, book)
    assert found["status"] == status_then
    assert _ask("Hiến pháp 1993", date(2013, 12, 31), seed, book) == []
