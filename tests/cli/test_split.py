"""``split``: shown first, cut when a folder is named, each refusal one line."""

import json
from pathlib import Path

import pypdfium2
import pytest

from doccheck.cli import _run
from doccheck.rulebook.place import data_dir

FILES = ("03-qd-bai-bo-2021.pdf", "04-qd-bo-truong-2012.pdf", "07-qd-ubnd-huyen-2018.pdf")
NUMBERS = ["964/2021/QĐ-UBND", "91/2012/QĐ-BCT", "92/2018/QĐ-UBND"]


@pytest.fixture
def bound(tmp_path: Path) -> Path:
    """Three sample documents in one PDF."""
    target = pypdfium2.PdfDocument.new()
    for name in FILES:
        source = pypdfium2.PdfDocument(data_dir("samples") / name)
        target.import_pages(source)
        source.close()
    path = tmp_path / "tap.pdf"
    target.save(path)
    target.close()
    return path


def test_cuts_are_shown_and_nothing_is_written(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["split", str(bound), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["number"] for row in rows] == NUMBERS
    assert [row["first_page"] for row in rows] == [1, 2, 3]
    assert all(row["title"] for row in rows)
    assert list(bound.parent.iterdir()) == [bound]
    assert _run(["split", str(bound)]) == 0
    assert "14/9/2012" in capsys.readouterr().out


def test_each_document_becomes_a_file_that_reads_alone(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = bound.parent / "tach"
    assert _run(["split", str(bound), "--output", str(out)]) == 0
    files = sorted(out.iterdir())
    assert [file.name for file in files] == [
        "tap-01-964-2021-QĐ-UBND.pdf",
        "tap-02-91-2012-QĐ-BCT.pdf",
        "tap-03-92-2018-QĐ-UBND.pdf",
    ]
    capsys.readouterr()
    assert _run(["parse", str(files[1]), "--format", "json"]) == 0
    [record] = json.loads(capsys.readouterr().out)
    assert record["header"]["number"]["value"] == NUMBERS[1]
    assert "several_documents" not in json.dumps(record)
    assert _run(["split", str(bound), "--output", str(out)]) == 2
    assert "tap-01" in capsys.readouterr().err


@pytest.fixture
def stacked(tmp_path: Path) -> Path:
    """Two sample documents on one page, the second below the first, and a page of the second."""
    target = pypdfium2.PdfDocument.new()
    page = target.new_page(595, 842)
    for n, name in enumerate(FILES[:2]):
        source = pypdfium2.PdfDocument(data_dir("samples") / name)
        half = source.page_as_xobject(0, target).as_pageobject()
        half.set_matrix(pypdfium2.PdfMatrix().scale(0.5, 0.5).translate(0, 421 * (1 - n)))
        page.insert_obj(half)
    page.gen_content()
    path = tmp_path / "chong.pdf"
    target.save(path)
    target.close()
    return path


def test_a_page_that_two_documents_have_in_common_goes_to_both(
    stacked: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = stacked.parent / "tach"
    assert _run(["split", str(stacked), "--format", "json", "--output", str(out)]) == 0
    said = capsys.readouterr()
    rows = json.loads(said.out)
    assert [(row["number"], row["first_page"], row["inside"]) for row in rows] == [
        (NUMBERS[0], 1, False),
        (NUMBERS[1], 1, True),
    ]
    assert rows[1]["confidence"] < 0.7
    assert "Trang 1" in said.err
    assert [len(pypdfium2.PdfDocument(file)) for file in sorted(out.iterdir())] == [1, 1]
    assert _run(["split", str(stacked)]) == 0
    assert "1-1 (giữa" in capsys.readouterr().out


def test_cuts_of_a_person_are_taken(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["split", str(bound), "--at", "1, 3", "--format", "jsonl"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(row["first_page"], row["last_page"]) for row in rows] == [(1, 2), (3, 3)]


@pytest.mark.parametrize("words", [["--at", "2,x"], ["--at", "40"]])
def test_pages_that_are_none_are_refused(bound: Path, capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    assert _run(["split", str(bound), *words]) == 2
    said = capsys.readouterr()
    assert said.out == "" and len(said.err.splitlines()) == 1 and words[1][-1] in said.err


def test_files_without_pages_are_listed_and_not_cut(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    word = data_dir("samples") / "02-qd-can-cu-da-het-hieu-luc-2020.docx"
    assert _run(["split", str(word), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 1
    assert _run(["split", str(word), "--output", str(tmp_path / "tach")]) == 2
    assert not (tmp_path / "tach").exists()
    assert _run(["split", str(tmp_path / "khong-co.pdf")]) == 2


def test_a_locked_file_is_refused_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["split", str(data_dir("samples") / "34-nghi-quyet-co-mat-khau.pdf")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_scan_tells_that_a_file_holds_several(bound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(["check", str(bound), "--as-of", "2026-11-24", "--format", "json"]) in {0, 1}
    [record] = json.loads(capsys.readouterr().out)
    [told] = [one for one in record["troubles"] if one["code"] == "several_documents"]
    assert told["place"] == "2" and NUMBERS[2] in told["detail"]
