"""The daily minute of benchmarks/scoreboard: a sample of the hostile files through a whole scan, and chaos."""

import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.run import hostile

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory):
    sys.path.insert(0, str(BENCHMARKS))
    try:
        from machine.score import Board

        yield Board(tmp_path_factory.mktemp("board"), 1, True, 6, Path("nowhere"))
    finally:
        sys.path.remove(str(BENCHMARKS))


@pytest.mark.parametrize("name", ["R1", "R3", "R4", "R5", "R25", "R17", "R20"])
def test_the_figure_is_green(name: str, board) -> None:
    for row in board.take(name):
        assert row.ok, (row.id, row.value, row.red)


def test_there_are_enough_hostile_files_and_the_seed_decides_them() -> None:
    kinds: Counter[str] = Counter()
    again = hostile.files(3)
    for one in hostile.files(3):
        kinds[one.kind] += 1
        if one.kind in {"pdf-mutant", "loop", "code"}:
            assert one == next(other for other in again if (other.kind, other.name) == (one.kind, one.name))
    assert sum(kinds.values()) >= 500
    assert len(kinds) >= 20
