"""``doccheck rules test``: the cases of the cards from the command line, an office's own card among them."""

import json
from pathlib import Path

import pytest

from doccheck.cli import _run
from doccheck.rulebook.place import data_dir


def test_one_card(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["rules", "test", "st-exp", "--lang", "en"]) == 0
    assert "1 cards" in capsys.readouterr().out


def test_an_unknown_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["rules", "test", "NO-SUCH"]) == 2
    assert "NO-SUCH" in capsys.readouterr().err


def test_an_office_that_changes_a_level_must_change_the_cases(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    card = (data_dir("rules") / "checks" / "num_year_admin.yaml").read_text("utf-8")
    (tmp_path / "checks").mkdir()
    own = tmp_path / "checks" / "num_year_admin.yaml"
    own.write_text(card.replace("level: info", "level: review", 1), "utf-8")
    assert _run(["rules", "test", "NUM-YEAR-ADMIN", "--rules", str(tmp_path)]) == 3
    assert "num_year_admin.yaml" in capsys.readouterr().err


def test_stale_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["rules", "stale", "--as-of", "2026-11-30", "--format", "jsonl"]) == 0
    assert "ORG-NAME" in capsys.readouterr().out


def test_every_check_is_listed_with_its_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["rules", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("ST-EXP ") and "error" in line for line in lines)
    assert _run(["rules", "list", "--format", "json", "--lang", "en"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert all(row["implemented"] and row["basis"] for row in rows)
    assert all(min(row["cases"].values()) > 0 for row in rows)
    assert _run(["rules", "list", "--values", "--format", "jsonl"]) == 0
    assert '"certainty"' in capsys.readouterr().out


def test_mistakes_are_told_in_the_language_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = (data_dir("rules") / "checks" / "num_year_admin.yaml").read_text("utf-8")
    (tmp_path / "checks").mkdir()
    own = tmp_path / "checks" / "num_year_admin.yaml"
    own.write_text(card.replace("family: number\n", "", 1), "utf-8")
    assert _run(["rules", "check", str(tmp_path)]) == 3
    assert f"{own}:1:1 family: thiếu khóa bắt buộc" in capsys.readouterr().err
    assert _run(["rules", "check", str(tmp_path), "--lang", "en"]) == 3
    assert f"{own}:1:1 family: Field required" in capsys.readouterr().err
