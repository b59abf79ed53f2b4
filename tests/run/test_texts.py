"""Lines of texts: read in canonical letters, spans in the text as given."""

import json
import unicodedata
from pathlib import Path

import pytest

from doccheck.errors import UsageError
from doccheck.run.texts import parse_records

PLAIN = "Căn cứ Nghị định số 31/2097/NĐ-CP ngày 05 tháng 3 năm 2097;\nLuật Giáo dục năm 2019."
ODD = "\ufeff" + PLAIN.replace("ứ N", "ứ\u00a0N").replace("CP ", "CP\u200b ").replace("\n", "\r\n")


@pytest.mark.parametrize("body", [PLAIN, ODD, unicodedata.normalize("NFD", ODD), unicodedata.normalize("NFD", PLAIN)])
def test_spans_stand_in_the_text_given(tmp_path: Path, body: str) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text(json.dumps({"id": 7, "text": body}) + "\n", "utf-8")
    (record,) = parse_records(path)
    found = [unicodedata.normalize("NFC", body[slice(*r["span"])]).replace("\u200b", "") for r in record["references"]]
    assert record["id"] == 7 and "path" not in record
    assert found == ["Nghị định số 31/2097/NĐ-CP ngày 05 tháng 3 năm 2097", "Luật Giáo dục năm 2019"]


def test_bad_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "lines.jsonl"
    path.write_text('{"id": 1}\n', "utf-8")
    with pytest.raises(UsageError):
        list(parse_records(path))
    with pytest.raises(UsageError):
        parse_records(tmp_path / "none.jsonl")
