"""Floors on real documents: references of every tenth annotated sentence, heads of every fifth document."""

import sys
from pathlib import Path

import pytest

from doccheck.rulebook.book import load_book

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.shared
def test_references_of_annotated_sentences(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    sys.modules.pop("measures", None)
    from measures import references
    from measures.sentences import load
    from measures.table import f1

    from doccheck.parse.grammar import grammar

    book, hits, extra, missed = load_book(), 0, 0, 0
    for sentence in load(shared)[::10]:
        gold = {label[:2] for label in sentence.annotated}
        found = {label[:2] for label in references.read(sentence.text, book, grammar(book))}
        hits, extra, missed = hits + len(gold & found), extra + len(found - gold), missed + len(gold - found)
    assert f1(hits, extra, missed)[2] >= 0.90


@pytest.mark.shared
def test_heads_of_real_documents(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    sys.modules.pop("measures", None)
    from measures import headers

    from doccheck.extract import extract
    from doccheck.parse.header import read_header

    book, right, total = load_book(), 0, 0
    for row in headers.rows(shared)[::5]:
        found = read_header(extract(shared / str(row["path"])), book).number
        right += found is not None and found.value.key == headers.number_key(str(row["number"]))
        total += 1
    assert total and right / total >= 0.95
