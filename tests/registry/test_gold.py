"""The gold that anybody can score: the seed registry keeps to its figures."""

from collections import Counter
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from itertools import islice
from pathlib import Path
from types import ModuleType

import pytest

from doccheck.pipeline import Tools, open_tools

GOLD = Path(__file__).resolve().parents[2] / "corpus" / "gold"


@pytest.fixture(scope="module")
def score() -> ModuleType:
    loader = SourceFileLoader("score", str(GOLD / "score"))
    spec = spec_from_loader("score", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


@pytest.fixture
def tools() -> Tools:
    return open_tools()


def test_the_checked_endings_are_there(score: ModuleType, tools: Tools) -> None:
    counts = Counter(name for name, _ in score.endings(tools))
    assert counts["found"] >= 0.97 * counts.total() > 90
    assert not counts["false"]


def test_no_act_that_official_sources_state_in_force_has_ended(score: ModuleType, tools: Tools) -> None:
    counts = Counter(name for name, _ in score.in_force(tools, "high"))
    assert counts.total() > 500
    assert counts["false"] <= 0.002 * counts.total()


def test_a_citation_is_never_answered_by_another_act(score: ModuleType, tools: Tools) -> None:
    counts = Counter(name for name, _ in islice(score.citations(tools), 200))
    assert counts["wrong"] == 0
    assert counts["right"] >= 0.85 * counts.total()


def test_a_slip_is_offered_and_seldom_taken_as_certain(score: ModuleType, tools: Tools) -> None:
    counts = Counter(name for name, _ in islice(score.slips(tools), 100))
    assert counts["taken as certain"] <= 0.03 * counts.total()


def test_the_files_hold_facts_and_no_sentences() -> None:
    for path in GOLD.glob("*.tsv"):
        for line in path.read_text("utf-8").splitlines():
            assert all(len(cell) <= 160 for cell in line.split("\t")), f"{path.name}: {line}"
