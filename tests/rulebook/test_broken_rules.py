"""A zoo of broken rule files, one mistake each, with the words of the message."""

import shutil
from pathlib import Path

import pytest

from doccheck.errors import RulebookError
from doccheck.rulebook import (
    abbreviations,
    articles,
    authority,
    delays,
    hierarchy,
    instruments,
    issuers,
    numbers,
    periods,
    places,
    retroactivity,
    signatures,
)
from doccheck.rulebook.book import load_book
from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.mistake_words import in_words
from doccheck.rulebook.place import data_dir

ZOO = sorted((Path(__file__).parent / "broken").glob("*.yaml"))


def _read_law(folder: Path) -> list[str]:
    """Every section of law of a folder, and the examples of its patterns."""
    mistakes = Mistakes()
    types, provinces = instruments.load(folder, mistakes), places.load(folder, mistakes)
    bodies = issuers.load(folder, mistakes, types, provinces)
    authority.load(folder, mistakes, bodies, types, periods.load(folder, mistakes))
    forms = numbers.load(folder, mistakes, types, bodies)
    numbers.try_examples(forms, folder / "vn" / "numbers" / "shapes.yaml", mistakes)
    for section in (delays, retroactivity, signatures, abbreviations):
        section.load(folder, mistakes)
    hierarchy.load(folder, mistakes, bodies)
    articles.load(folder, mistakes, load_book().cards)
    return mistakes.lines


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The parts of the installed rules that speak of law."""
    made = tmp_path_factory.mktemp("law") / "rules"
    names = shutil.ignore_patterns("phrases", "cascade", "validity", "checks", "messages", "schema", "encodings.yaml")
    shutil.copytree(data_dir("rules"), made, ignore=names)
    return made


def test_the_installed_law_is_sound(sound: Path) -> None:
    assert _read_law(sound) == []


@pytest.mark.parametrize("path", ZOO, ids=lambda p: p.stem)
def test_broken(path: Path, sound: Path, tmp_path: Path) -> None:
    first, second, *_ = path.read_text("utf-8").splitlines()
    place, says = first.removeprefix("# file: "), second.removeprefix("# says: ")
    folder = tmp_path / "rules"
    shutil.copytree(sound, folder)
    shutil.copy(path, folder / place)
    lines = [line for line in _read_law(folder) if says in line]
    assert lines, _read_law(folder)
    assert in_words(lines[0], "en") == lines[0]
    told = in_words(lines[0])
    assert told != lines[0], "no Vietnamese sentence in rules/messages/mistakes.yaml"
    assert told.split(" ")[0] == lines[0].split(" ")[0]
    file, line, column = lines[0].split(" ")[0].rsplit(":", 2)
    assert file == str(folder / place)
    assert int(line) >= 1
    assert int(column) >= 1


def test_a_mistake_knows_its_line(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(sound, folder)
    shutil.copy(ZOO[0].parent / "place_twice.yaml", folder / "vn" / "places" / "provinces.yaml")
    assert any(":7:" in line and "stands twice" in line for line in _read_law(folder))


def test_not_utf8_and_missing(sound: Path, tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(sound, folder)
    (folder / "vn" / "delays.yaml").write_bytes(b"delays: []\ntolerance: \xff\n")
    (folder / "vn" / "periods.yaml").unlink()
    text = "\n".join(_read_law(folder))
    assert "delays.yaml:2:1 is not UTF-8" in text
    assert "periods.yaml:1:1 cannot be read" in text


def test_all_mistakes_of_all_files_at_once(tmp_path: Path) -> None:
    (tmp_path / "vn" / "places").mkdir(parents=True)
    shutil.copy(ZOO[0].parent / "abbreviation_twice.yaml", tmp_path / "vn" / "abbreviations.yaml")
    shutil.copy(ZOO[0].parent / "impossible_day.yaml", tmp_path / "vn" / "places" / "changes.yaml")
    with pytest.raises(RulebookError) as raised:
        load_book(overlay=tmp_path)
    assert raised.value.exit_code == 3
    text = "\n".join(raised.value.mistakes)
    assert f"{tmp_path}/vn/abbreviations.yaml" in text
    assert f"{tmp_path}/vn/places/changes.yaml" in text
