"""The reader inside a spaCy pipeline: spans, their fields, kept on disk and in a DocBin, drawn by displaCy."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from doccheck.parse.component import NAME, make_references

TEXTS = ["Nghị định số 31/2097/NĐ-CP ngày 05 tháng 3 năm 2097", "Luật Giáo dục năm 2019"]
TEXT = f"Căn cứ khoản 2 Điều 5 {TEXTS[0]} của Chính phủ và {TEXTS[1]}."


@pytest.fixture
def nlp() -> Language:
    made = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": "spacy.Tokenizer.v1"}}})
    made.add_pipe(NAME)
    return made


def seen(doc: Doc, key: str = "references") -> list[tuple[str, str, str]]:
    return [(span.text, span.label_, span.kb_id_) for span in doc.spans[key]]


WANTED = [(TEXTS[0], "decree", "31/2097/NĐ-CP"), (TEXTS[1], "law", "")]


def test_references_become_spans_with_fields(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert seen(doc) == WANTED
    decree, law = (span._.reference for span in doc.spans["references"])
    assert (decree["issued_on"], decree["provisions"], decree["issuers"]) == (
        "2097-03-05", ["khoản 2 Điều 5"], ["chinh-phu"],
    )  # fmt: skip
    assert (law["title"], law["year"], law["number"]) == ("Giáo dục", 2019, None)


def test_texts_without_references(nlp: Language) -> None:
    assert [seen(doc) for doc in nlp.pipe(["", "không có gì", "\n"])] == [[], [], []]


def test_pipeline_survives_the_disk(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path / "reader")
    again = spacy.load(tmp_path / "reader")
    assert again.pipe_names == [NAME]
    assert seen(again(TEXT)) == WANTED


def test_documents_keep_their_references(nlp: Language) -> None:
    kept = DocBin(store_user_data=True, docs=[nlp(TEXT)]).to_bytes()
    (doc,) = DocBin(store_user_data=True).from_bytes(kept).get_docs(nlp.vocab)
    assert seen(doc) == WANTED
    assert doc.spans["references"][0]._.reference["number"] == "31/2097/NĐ-CP"


def test_key_and_header_are_settings(tmp_path: Path) -> None:
    made = spacy.blank("xx")
    made.add_pipe(NAME, config={"spans_key": "cited", "header": True})
    made.to_disk(tmp_path / "reader")
    again = spacy.load(tmp_path / "reader")
    head = "CHÍNH PHỦ\nSố: 9/2097/NĐ-CP\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nNGHỊ ĐỊNH\nVề kho\n"
    assert seen(again(head + TEXT), "cited") == WANTED


def test_displacy_draws_the_group(nlp: Language) -> None:
    drawn = displacy.render(nlp(TEXT), style="span", options={"spans_key": "references"}, page=False, jupyter=False)
    assert "decree" in drawn and "31/2097/NĐ-CP" in drawn


def test_spacy_finds_the_component_by_its_entry_point(tmp_path: Path) -> None:
    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    module, _, name = told["spacy_factories"][NAME].partition(":")
    assert module == make_references.__module__ and name == make_references.__name__
    made = tmp_path / "made-1.0.dist-info"
    made.mkdir()
    (made / "METADATA").write_text("Metadata-Version: 2.1\nName: made\nVersion: 1.0\n", "utf-8")
    (made / "entry_points.txt").write_text(f"[spacy_factories]\n{NAME} = {module}:{name}\n", "utf-8")
    code = f"import spacy; n = spacy.blank('xx'); n.add_pipe('{NAME}'); print(n.pipe_names)"
    paths = os.pathsep.join((str(tmp_path), str(Path(__file__).parents[2])))
    ran = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert NAME in ran.stdout
