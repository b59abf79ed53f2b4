"""Records have the fields that scripts rely on, and their spans lead back to the words."""

from datetime import date
from pathlib import Path

import pytest

from doccheck.export.records import reading_record, report_record
from doccheck.pipeline import Tools, check_document, open_tools
from tests.run.pile import OLD

DAY = date(2026, 11, 24)
ACT = {"id", "number", "instrument", "issuer", "issued_on", "title", "effective_on"}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return open_tools()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "913-2014.txt"
    path.write_text(OLD, "utf-8")
    return path


def test_a_reading_has_the_fields_of_the_door(tools: Tools, path: Path) -> None:
    report = check_document(path, tools, as_of=DAY)
    assert report.reading is not None
    found = reading_record(report.reading)
    assert list(found) == ["path", "sha256", "state", "header", "references", "effect", "relations", "troubles"]
    assert set(found["header"]) == {"number", "instrument", "issuer", "issued_on", "title", "signer", "signing_form"}
    assert found["header"]["number"]["value"] == "913/2014/QĐ-UBND"
    assert found["header"]["issued_on"]["value"] == "2014-03-20"
    body = report.reading.text.body
    for reference in found["references"]:
        start, end = reference["span"]
        assert body[start:end] == reference["text"]
        assert {"number", "instrument", "issuer", "issued_on", "title", "year", "provisions", "role", "rule"} <= set(
            reference
        )
    assert [e["on"] for e in found["effect"] if e["what"] == "effect"] == ["2014-03-30"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_report_has_the_fields_of_the_door(tools: Tools, path: Path, lang: str) -> None:
    report = check_document(path, tools, as_of=DAY)
    found = report_record(report, tools.book, lang)
    assert {"path", "sha256", "state", "as_of", "stamp", "document", "references", "findings", "troubles"} <= set(found)
    decree = next(r for r in found["references"] if r["number"] == "158/2007/NĐ-CP")
    assert (decree["match"], decree["status"]) == ("found", "ceased")
    assert set(decree["act"]) >= ACT
    for finding in found["findings"]:
        assert {"check", "level", "certainty", "span", "quote", "page", "box", "subject", "facts", "message"} <= set(
            finding
        )
        assert finding["message"]
        assert "{" not in finding["message"]
        assert finding["basis"]
        assert len(finding["fingerprint"]) == 16
        assert finding["cause"]["key"]


def test_the_same_document_has_the_same_record(tools: Tools, path: Path) -> None:
    one, two = (report_record(check_document(path, tools, as_of=DAY), tools.book) for _ in range(2))
    assert one == two


def test_an_unreadable_document_has_a_record(tools: Tools, tmp_path: Path) -> None:
    empty = tmp_path / "rong.docx"
    empty.write_bytes(b"")
    found = report_record(check_document(empty, tools, as_of=DAY), tools.book)
    assert found["state"] == "unreadable"
    assert [t["code"] for t in found["troubles"]] == ["empty_file"]
    assert found["findings"] == found["references"] == []
