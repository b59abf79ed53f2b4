"""The drafting table: status on the day of signing, and what changes when it is signed later."""

from datetime import date
from pathlib import Path
from typing import Any

from doccheck.export.draft_table import draft_table, table_record
from doccheck.model.act import Status
from doccheck.pipeline import Tools, check_draft


def test_a_basis_that_ends_soon(drafts: dict[str, Any], tools: Tools) -> None:
    _, _, report = drafts["f13"]
    table = draft_table(report, tools.book, tools.shelf)
    assert table.signed == date(2025, 3, 25) and table.earliest_effect is not None
    row = next(r for r in table.rows if "80/2015/QH13" in r.written)
    assert row.status in {Status.IN_FORCE, Status.PARTLY_CEASED}
    assert row.changes[0].on == date(2025, 4, 1) and row.changes[0].status is Status.CEASED
    assert row.until == date(2025, 3, 31) and "BASIS-EXP-GAP" in row.codes


def test_signed_later_is_another_table(drafts: dict[str, Any], tools: Tools) -> None:
    _, path, _ = drafts["f13"]
    later = draft_table(check_draft(Path(path), tools, sign_on=date(2025, 4, 2)), tools.book, tools.shelf)
    row = next(r for r in later.rows if "80/2015/QH13" in r.written)
    assert row.status is Status.CEASED and "BASIS-EXP-AT-ISSUE" in row.codes and row.ready


def test_unknown_stays_unknown(drafts: dict[str, Any], tools: Tools) -> None:
    _, path, _ = drafts["s01"]
    far = draft_table(check_draft(Path(path), tools, sign_on=date(2030, 1, 1), instead=True), tools.book, tools.shelf)
    assert {row.status for row in far.rows} == {Status.UNKNOWN}


def test_record(drafts: dict[str, Any], tools: Tools) -> None:
    _, _, report = drafts["f01"]
    record = table_record(draft_table(report, tools.book, tools.shelf))
    row = next(r for r in record["rows"] if "158/2007" in r["written"])
    assert row["status"] == "ceased" and row["status_words"] == "Hết hiệu lực"
    assert row["ready"][0].startswith("Nghị định số 59/2019/NĐ-CP") and record["signed"] == "2026-01-15"
