"""Looking after rule files: check, list, stale, schemas, overlays."""

import json
import re
from collections import Counter
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from time import monotonic

import pytest

from doccheck.rulebook.book import Book, load_book
from doccheck.rulebook.check import check_rules, list_rules, stale_rules
from doccheck.rulebook.mistake_words import in_words
from doccheck.rulebook.place import data_dir, digest_of, rule_files
from doccheck.rulebook.schemas import editor, model_of, publish, schemas

OFFICE = """issuers:
  - id: ban-quan-ly-khu-kinh-te
    kind: ban-quan-ly
    level: tinh
    name: Ban Quản lý Khu kinh tế Sao Mai
    en: Management board
    names: [BQL KKT Sao Mai]
    codes: [{code: BQLSM}]
"""


def test_installed_rules_have_no_mistake() -> None:
    assert not check_rules()


def test_every_rule_file_is_read_by_a_section() -> None:
    root = data_dir("rules")
    assert [p.name for p in rule_files(root) if model_of(p.relative_to(root)) is None] == []


def test_a_file_nobody_reads_is_told(tmp_path: Path) -> None:
    (tmp_path / "vn").mkdir()
    (tmp_path / "vn" / "lost.yaml").write_text("a: b\n", "utf-8")
    assert any("lost.yaml:1:1 no section reads this file" in line for line in check_rules(overlay=tmp_path))


def test_schemas_are_current() -> None:
    folder = data_dir("rules") / "schema"
    assert {p.name: p.read_text("utf-8") for p in folder.glob("*.json")} == schemas()


def test_every_key_is_explained_to_an_editor() -> None:
    """No key of a rule file is without a sentence in Vietnamese and English, and no sentence is left over."""
    said, bare = set(), []
    for name, text in schemas().items():
        schema = json.loads(text)
        for model, part in {name.removesuffix(".json"): schema, **schema.get("$defs", {})}.items():
            for key, value in part.get("properties", {}).items():
                said |= {f"field.{model}.{key}", f"field.{key}"}
                if len([half for half in value.get("description", "").split(" / ") if half]) < 2:
                    bare.append(f"{model}.{key}")
    assert bare == []
    written = re.findall(
        r"^(field\.[\w.]+):", (data_dir("rules") / "messages/fields.yaml").read_text("utf-8"), re.MULTILINE
    )
    assert set(written) <= said


def test_schemas_are_published(tmp_path: Path) -> None:
    assert set(publish(tmp_path)) == set(schemas())
    assert publish(tmp_path) == ()


def test_every_value_is_listed_with_basis_source_and_certainty() -> None:
    lines = list_rules()
    assert len(lines) > 400
    law = [r for r in lines if r.file.startswith(("vn/authority", "vn/issuers", "vn/places", "vn/delays"))]
    assert law
    law = [r for r in law if not r.file.endswith("units.yaml")]  # names only, no value of law
    assert all(r.basis and r.source and r.certainty in {"H", "M", "L"} and r.line > 1 for r in law)
    root = data_dir("rules")
    for line in law[::40]:
        text = (root / line.file).read_text("utf-8").splitlines()[line.line - 1]
        assert "{" in text or line.name in text


def test_stale_values_are_those_not_checked_lately_weakest_first() -> None:
    day = date(2027, 1, 1)
    stale = stale_rules(day, days=365)
    assert stale
    assert all(r.checked_on is None or (day - r.checked_on).days > 365 for r in stale)
    grades = ["LMH".find(r.certainty) for r in stale]
    assert grades == sorted(grades)
    assert len(stale_rules(date(2040, 1, 1))) == len(list_rules())


def test_every_value_with_a_certainty_is_listed() -> None:
    root = data_dir("rules") / "vn"
    listed = Counter(line.file for line in list_rules())
    for path in sorted(root.rglob("*.yaml")):
        written = re.findall(r"^(?!\s*#).*?\bcertainty: ", path.read_text("utf-8"), re.MULTILINE)
        assert listed[path.relative_to(root.parent).as_posix()] >= len(written), path.name


def test_an_offices_folder_overlays_the_national_one(book: Book, tmp_path: Path) -> None:
    (tmp_path / "vn" / "issuers").mkdir(parents=True)
    (tmp_path / "vn" / "issuers" / "office.yaml").write_text(OFFICE, "utf-8")
    office = load_book(overlay=tmp_path)
    assert office.issuers.resolve("BQL KKT Sao Mai") == ("ban-quan-ly-khu-kinh-te",)
    assert office.issuers.of_symbol("QĐ-BQLSM") == ("ban-quan-ly-khu-kinh-te",)
    assert office.issuers.resolve("Bộ Y tế") == ("bo-y-te",)
    assert office.digest != book.digest
    assert book.issuers.by_code("BQLSM") == ()


def test_digest_changes_with_a_letter(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("a: b\n", "utf-8")
    first = digest_of(tmp_path)
    (tmp_path / "a.yaml").write_text("a: c\n", "utf-8")
    assert digest_of(tmp_path) != first


def test_the_editor_is_told_every_schema() -> None:
    """Each rule file is checked by exactly the schema of its model."""
    globs = json.loads(editor())["yaml.schemas"]
    for path in rule_files(data_dir("rules")):
        name = path.relative_to(data_dir("rules"))
        fits = {schema for schema, some in globs.items() if _fits(f"rules/{name.as_posix()}", some)}
        model = model_of(name)
        assert model is not None
        assert fits == {f"./rules/schema/{model.__name__}.json"}


def _fits(path: str, globs: list[str]) -> bool:
    out = [one[1:] for one in globs if one.startswith("!")]
    return any(fnmatch(path, one) for one in globs) and not any(fnmatch(path, one) for one in out)


EVIL = {
    "vn/forbidden.yaml": "sentences:\n  - {pattern: '(\\w+\\s*)+$!', reason: {vi: x, en: x}}\n",
    "vn/phrases/own.yaml": "patterns:\n  - {id: x, regex: '(a+)+$', hits: [a], misses: [b]}\n",
    "vn/phrases/other.yaml": (
        "blocks: {many: '(a|aa)+'}\npatterns:\n  - {id: x, regex: '<<many>>!', hits: ['a!'], misses: [b]}\n"
    ),
}


@pytest.mark.parametrize("name", EVIL)
def test_a_pattern_that_would_never_end_is_refused(name: str, tmp_path: Path) -> None:
    """Nested repeats in an office's folder: told with their place, and nothing hangs."""
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(EVIL[name], "utf-8")
    begun = monotonic()
    lines = check_rules(overlay=tmp_path)
    assert monotonic() - begun < 20
    assert len(lines) == 1
    assert lines[0].startswith(f"{path}:") and "too slow on" in lines[0]
    assert "chạy quá lâu" in in_words(lines[0])


def test_a_broken_pattern_of_a_forbidden_sentence_is_told(tmp_path: Path) -> None:
    path = tmp_path / "vn" / "forbidden.yaml"
    path.parent.mkdir()
    path.write_text("sentences:\n  - {pattern: '(abc', reason: {vi: x, en: x}}\n", "utf-8")
    lines = check_rules(overlay=tmp_path)
    assert any(line.startswith(f"{path}:2:") and "pattern is broken" in line for line in lines)
