"""``doccheck rules test``: the cases of the cards from the command line, an office's own card among them."""

import json
from pathlib import Path

import pytest

from doccheck.cli import _run
from doccheck.rulebook.mistake_words import in_words
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


def test_values_nobody_looked_at_are_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["rules", "stale", "--as-of", "2026-11-30"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split("  ")[0] == "TIN CẬY"
    assert lines[1].startswith("L (!)"), "the weakest first, marked"
    assert len({line.index("vn/") for line in lines[3:30] if "vn/" in line}) == 1, "columns stand in line"
    assert "mức L" in lines[-1]
    own = tmp_path / "vn" / "delays.yaml"
    own.parent.mkdir()
    own.write_text((data_dir("rules") / "vn" / "delays.yaml").read_text("utf-8"), "utf-8")
    assert _run(["rules", "stale", "--as-of", "2040-01-01", "--rules", str(tmp_path), "--lang", "en"]) == 0
    out = capsys.readouterr().out
    assert f"{own}:" in out, "an office's own values are listed too"
    assert " vn/delays.yaml:" not in out, "and stand for those that they replace"


def test_a_card_is_explained_whole(capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("TTHC-ANN-EXP", "BASIS-EXP-AT-ISSUE"):
        assert _run(["explain", code]) == 0
        out = capsys.readouterr().out
        assert "Mức và câu báo" in out
        assert "Độ chắc chắn" in out
        assert "{" not in out, "no hole of a sentence stays open"


def test_choices_of_a_mistake_are_in_vietnamese(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    card = (data_dir("rules") / "checks" / "num_year_admin.yaml").read_text("utf-8")
    own = tmp_path / "checks" / "num_year_admin.yaml"
    own.parent.mkdir()
    own.write_text(card.replace("level: info", "level: fatal", 1), "utf-8")
    assert _run(["rules", "check", str(tmp_path)]) == 3
    err = capsys.readouterr().err
    assert "hoặc 'info'" in err
    assert " or " not in err


ZOO = sorted((Path(__file__).parent / "broken_cards").glob("*.yaml"))


@pytest.mark.parametrize("path", ZOO, ids=lambda p: p.stem)
def test_a_broken_card_is_refused_with_its_place(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    says = path.read_text("utf-8").splitlines()[0].removeprefix("# says: ")
    own = tmp_path / "checks" / "num_noyear.yaml"
    own.parent.mkdir()
    own.write_text(path.read_text("utf-8"), "utf-8")
    assert _run(["rules", "check", str(tmp_path), "--lang", "en"]) == 3
    line = next(line for line in capsys.readouterr().err.splitlines() if says in line)
    place, _, _ = line.partition(" ")
    file, row, column = place.rsplit(":", 2)
    assert file == str(own)
    assert int(row) > 1 and int(column) >= 1, "the place of the sentence, not of the file"
    if "placeholder {" in says:
        hole = "{" + says.split("{")[1].split("}")[0]
        assert own.read_text("utf-8").splitlines()[int(row) - 1][int(column) - 1 :].startswith((hole, '"'))
    assert in_words(line) != line or path.stem.startswith("sentence"), "told in Vietnamese too"
