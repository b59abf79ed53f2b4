"""What is kept between commands: believed only when it is ours, whole, and of the same bytes."""

import json
import os
import shutil
from pathlib import Path

import pytest

from doccheck.errors import RulebookError
from doccheck.rulebook import book as books
from doccheck.rulebook.kept import cache_folder, keep, recall
from doccheck.rulebook.place import data_dir, digest_of


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "doccheck"


def test_a_value_comes_back_as_it_was(home: Path) -> None:
    keep("rules", "d" * 40, {"a": ["1", None, {"b": "\u0111\ud800"}]})
    assert recall("rules", "d" * 40) == {"a": ["1", None, {"b": "\u0111\ud800"}]}
    assert recall("rules", "e" * 40) is None
    (kept,) = home.iterdir()
    assert kept.stat().st_mode & 0o777 == 0o600
    assert cache_folder() == home


@pytest.mark.parametrize("spoil", [b"", b"[", b"\xff", b"[" * 100_000])
def test_a_broken_file_is_not_believed(home: Path, spoil: bytes) -> None:
    keep("rules", "d" * 40, {"a": "1"})
    next(home.iterdir()).write_bytes(spoil)
    assert recall("rules", "d" * 40) is None


def test_a_file_that_others_may_write_to_is_not_believed(home: Path) -> None:
    keep("rules", "d" * 40, {"a": "1"})
    next(home.iterdir()).chmod(0o666)
    assert recall("rules", "d" * 40) is None


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    keep("rules", "d" * 40, {"a": "1"})
    assert recall("rules", "d" * 40) is None


def test_the_book_is_the_same_from_files_and_from_the_cache(home: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(data_dir("rules"), rules)
    first = books._load.__wrapped__(rules, None)
    assert [p.name[:6] for p in home.iterdir()] == ["rules-"]
    again = books._load.__wrapped__(rules, None)
    assert again.digest == first.digest
    assert again.cards == first.cards
    assert again.periods == first.periods
    assert again.instruments.names() == first.instruments.names()
    assert again.issuers.names() == first.issuers.names()


def test_values_kept_of_other_bytes_are_not_used_and_mistakes_are_told_with_their_place(
    home: Path, tmp_path: Path
) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(data_dir("rules"), rules)
    books._load.__wrapped__(rules, None)
    kept = json.loads(next(home.iterdir()).read_bytes())
    encodings = rules / "vn" / "encodings.yaml"
    encodings.write_text("stranger: 1\n" + encodings.read_text("utf-8"), "utf-8")
    keep("rules", digest_of(rules), kept)
    with pytest.raises(RulebookError) as told:
        books._load.__wrapped__(rules, None)
    assert any(line.startswith(f"{encodings}:1:") and "stranger" in line for line in told.value.mistakes)


def test_what_is_kept_and_does_not_fit_is_told_like_a_mistake_of_the_file(home: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    shutil.copytree(data_dir("rules"), rules)
    books._load.__wrapped__(rules, None)
    keep("rules", digest_of(rules), ["no", "table"])
    assert books._load.__wrapped__(rules, None).digest == digest_of(rules)
    assert os.listdir(home)
