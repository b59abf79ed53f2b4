"""Bad input: a clear refusal or a recorded conflict, and the registry is as it was before."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doccheck.errors import UsageError
from doccheck.model.act import Status
from doccheck.registry.asking import Question, status
from doccheck.registry.coverage import bound
from doccheck.registry.importing import read_import, write_import
from doccheck.registry.intake import Terms
from doccheck.registry.lint import lint
from doccheck.registry.sheets import MOST_BYTES
from doccheck.registry.snapshot import snapshot
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book
from doccheck.validity import Lives

from .conftest import NEW, OLD

TERMS = Terms(origin="import:t")
HEAD = "number,issuer,issued_on,kind,by,on\n"
WHO = "UBND tỉnh Hà Tĩnh"


def _write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["big.csv", "big.xlsx", "big.jsonl"])
def test_a_huge_file_is_refused_unread(small: Path, tmp_path: Path, book: Book, name: str) -> None:
    before, path = small.read_bytes(), tmp_path / name
    with path.open("wb") as file:
        file.truncate(3 * MOST_BYTES + 8)
    with pytest.raises(UsageError, match="MB"):
        read_import(path, {}, TERMS, open_file(small), book)
    assert small.read_bytes() == before


class _Writing(dict[str, str]):
    """A map of columns whose owner goes on writing to the file while it is read."""

    path: Path

    def get(self, key: str, default: Any = None) -> Any:
        with self.path.open("a", encoding="utf-8") as file:
            file.write("06/2016/QĐ-UBND,,,,,\n")
        return super().get(key, default)


def test_a_file_being_written_is_refused(small: Path, tmp_path: Path, book: Book) -> None:
    path = _write(tmp_path, f"{HEAD}05/2016/QĐ-UBND,{WHO},2016-03-02,replaced,07/2018/QĐ-UBND,2018-05-01\n")
    given: Mapping[str, str] = _Writing()
    assert isinstance(given, _Writing)
    given.path = path
    with pytest.raises(UsageError, match=r"list\.csv"):
        read_import(path, given, TERMS, open_file(small), book)


def test_a_circle_is_recorded_and_answers_still_come(small: Path, tmp_path: Path, book: Book) -> None:
    rows = (
        f"05/2016/QĐ-UBND,{WHO},2016-03-02,replaced,07/2016/QĐ-UBND,2018-05-01\n"
        f"07/2016/QĐ-UBND,{WHO},2016-04-02,replaced,05/2016/QĐ-UBND,2018-05-01\n"
    )
    registry = open_file(small, readonly=False)
    session = write_import(
        read_import(_write(tmp_path, HEAD + rows), {}, TERMS, registry, book), registry, date.today()
    )
    codes = {doubt.code for doubt in lint(open_file(small), book, session)}
    assert "ends_in_a_circle" in codes
    found = status(Question(text="05/2016/QĐ-UBND", as_of=date(2020, 1, 1)), open_file(small), book)["matches"]
    assert found[0]["status"] in {"ceased", "unknown"}


def test_a_relation_to_nowhere_names_its_act_and_no_more(small: Path, tmp_path: Path, book: Book) -> None:
    row = f"05/2016/QĐ-UBND,{WHO},2016-03-02,replaced,99/2018/QĐ-UBND,2018-05-01\n"
    registry = open_file(small, readonly=False)
    write_import(read_import(_write(tmp_path, HEAD + row), {}, TERMS, registry, book), registry, date.today())
    after = open_file(small)
    ghost = after.by_number("99/2018/qd-ubnd")
    assert len(ghost) == 1
    assert Lives(after, book).of(ghost[0]).at(date(2020, 1, 1)).status is Status.UNKNOWN


def test_only_the_sessions_own_contradictions_are_told(small: Path, tmp_path: Path, book: Book) -> None:
    row = f"05/2016/QĐ-UBND,{WHO},2016-03-02,ended,,2018-05-01\n"
    registry = open_file(small, readonly=False)
    session = write_import(read_import(_write(tmp_path, HEAD + row), {}, TERMS, registry, book), registry, date.today())
    assert lint(open_file(small), book, session) == ()


def test_a_snapshot_answers_bit_for_bit(small: Path, tmp_path: Path, book: Book) -> None:
    copy = tmp_path / "copy.db"
    snapshot(open_file(small), copy)
    one, other = open_file(small), open_file(copy)
    assert one.digest == other.digest
    for day in (date(2014, 5, 1), date(2020, 5, 16), date(2026, 1, 1)):
        question = Question(text=str(OLD.number), as_of=day)
        assert status(question, one, book) == status(question, other, book)


def test_coverage_bounds_an_answer(small: Path) -> None:
    found = bound(open_file(small), OLD, date(2020, 12, 31))
    assert found is not None
    assert (found.first, found.last, found.known, found.highest) == (2014, 2020, 2, 33)
    assert bound(open_file(small), NEW, date(2019, 1, 1)) is None
