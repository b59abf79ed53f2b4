"""Decisions: written in the paper, previewed, taken, kept through the next scan, and shown again."""

from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from doccheck.errors import UsageError
from doccheck.export.answers import read_answers
from doccheck.export.paper import Paper, make_paper
from doccheck.export.xlsx import write_xlsx
from doccheck.rulebook.book import load_book
from doccheck.run.decide import compare, take, verdicts
from doccheck.run.inputs import Input
from doccheck.run.walk import walk
from doccheck.run.workspace import Workspace, open_workspace, save_report
from tests.export.sample import finding, record

DAY = date(2026, 11, 24)
RECORDS = (record("kho/a.docx", finding(1)), record("kho/b.docx", finding(2)))
CAUSES, FINDINGS = "Theo nguyên nhân", "Theo văn bản"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    opened = open_workspace(tmp_path / "w.db", create=True)
    with opened.write() as conn:
        for one in RECORDS:
            conn.execute("insert into documents (path, present) values (?, 1)", (one["path"],))
            save_report(conn, one["path"], "x", {"vi": one, "en": one})
    return opened


def paper(workspace: Workspace) -> Paper:
    shown = {"verdicts": verdicts(workspace), "last_decision": workspace.last_decision()}
    return make_paper(workspace.records(), as_of=DAY, gaps=workspace.gaps(), **shown)


def written(workspace: Workspace, tmp_path: Path, *cells: tuple[str, int, dict[str, str]]) -> Path:
    """The paper with some cells filled in, as a reviewer leaves it."""
    path = tmp_path / "giay-to.xlsx"
    write_xlsx(paper(workspace), load_book(), path)
    book = openpyxl.load_workbook(path)
    for sheet, row, values in cells:
        head = [c.value for c in book[sheet][1]]
        for title, value in values.items():
            book[sheet].cell(row, head.index(title) + 1).value = value
    book.save(path)
    return path


def lines(workspace: Workspace, path: Path) -> list[tuple[str, str]]:
    found = compare(workspace, read_answers(path), made_on=DAY, source=path.name)
    return [(line.kind, line.text) for line in found]


def test_one_row_closes_all_documents_of_a_cause(workspace: Workspace, tmp_path: Path) -> None:
    path = written(workspace, tmp_path, (CAUSES, 2, {"Quyết định": "Bỏ qua", "Lý do của người rà soát": "đã thay"}))
    found = compare(workspace, read_answers(path), made_on=DAY, source="x")
    assert [line.kind for line in found] == ["new"]
    assert "Bỏ qua; đã thay" in found[0].text
    assert take(workspace, found) == 1
    assert paper(workspace).open_findings == ()


def test_decisions_survive_a_new_report_and_stand_in_the_next_paper(workspace: Workspace, tmp_path: Path) -> None:
    filled = {"Quyết định": "Xác nhận", "Phương án xử lý": "Bãi bỏ", "Người rà soát": "An"}
    path = written(workspace, tmp_path, (FINDINGS, 3, filled))
    take(workspace, compare(workspace, read_answers(path), made_on=DAY, source="x"))
    with workspace.write() as conn:
        save_report(conn, "kho/b.docx", "y", {"vi": RECORDS[1], "en": RECORDS[1]})
    again = written(workspace, tmp_path)
    book = openpyxl.load_workbook(again)
    head = [c.value for c in book[FINDINGS][1]]
    row = dict(zip(head, [c.value for c in book[FINDINGS][3]], strict=True))
    assert (row["Quyết định"], row["Phương án xử lý"], row["Người rà soát"]) == ("Xác nhận", "Bãi bỏ", "An")
    assert lines(workspace, again) == [("same", lines(workspace, again)[0][1])]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"Quyết định": "Bỏ qua"}, "bỏ qua thì phải ghi lý do"),
        ({"Quyết định": "Có thể"}, "chỉ nhận Xác nhận hoặc Bỏ qua"),
        ({"Quyết định": "Xác nhận", "Phương án xử lý": "Đốt"}, "không có trong danh sách"),
        ({"Phương án xử lý": "Bãi bỏ"}, "chưa chọn quyết định"),
        ({"Quyết định": "Xác nhận", "Mã dòng (không sửa)": "f999"}, "mã dòng không còn"),
        ({"Quyết định": "Xác nhận", "Mã dòng (không sửa)": ""}, "mã dòng không còn"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told(
    workspace: Workspace, tmp_path: Path, values: dict[str, str], told: str
) -> None:
    path = written(workspace, tmp_path, (FINDINGS, 2, values), (FINDINGS, 3, {"Quyết định": "Xác nhận"}))
    found = compare(workspace, read_answers(path), made_on=DAY, source="x")
    assert [line.kind for line in found] == ["problem", "new"]
    assert told in found[0].text
    assert f"{FINDINGS}, dòng 2 (kho/a.docx)" in found[0].text
    assert take(workspace, found) == 1


def test_two_answers_for_one_row_are_a_conflict(workspace: Workspace, tmp_path: Path) -> None:
    twice = {"Mã dòng (không sửa)": "f000000000000001", "Quyết định": "Bỏ qua", "Lý do của người rà soát": "x"}
    path = written(workspace, tmp_path, (FINDINGS, 2, {"Quyết định": "Xác nhận"}), (FINDINGS, 3, twice))
    assert [kind for kind, _ in lines(workspace, path)] == ["problem", "problem"]


def test_an_old_paper_does_not_overwrite_a_newer_decision(workspace: Workspace, tmp_path: Path) -> None:
    old = written(workspace, tmp_path, (FINDINGS, 2, {"Quyết định": "Xác nhận"}))
    kept = old.rename(tmp_path / "cu.xlsx")
    newer = written(workspace, tmp_path, (FINDINGS, 2, {"Quyết định": "Bỏ qua", "Lý do của người rà soát": "đã sửa"}))
    take(workspace, compare(workspace, read_answers(newer), made_on=DAY, source="x"))
    ((kind, text),) = lines(workspace, kept)
    assert kind == "problem"
    assert "sau khi xuất tệp này đã có quyết định khác (Bỏ qua; đã sửa)" in text


def test_a_changed_mind_is_a_new_row_of_the_history(workspace: Workspace, tmp_path: Path) -> None:
    for word in ("Xác nhận", "Bỏ qua"):
        path = written(workspace, tmp_path, (FINDINGS, 2, {"Quyết định": word, "Lý do của người rà soát": "x"}))
        take(workspace, compare(workspace, read_answers(path), made_on=DAY, source="x"))
    assert workspace.last_decision() == 2
    assert workspace.decisions()[("finding", "f000000000000001")].decision == "dismiss"


def test_english_papers_are_read_too(workspace: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "paper.xlsx"
    write_xlsx(make_paper(workspace.records("en"), as_of=DAY, lang="en"), load_book(), path)
    book = openpyxl.load_workbook(path)
    page: Any = book["By cause"]
    page.cell(2, [c.value for c in page[1]].index("Decision") + 1).value = "Confirm"
    book.save(path)
    assert [kind for kind, _ in lines(workspace, path)] == ["new"]


def test_other_files_are_refused_with_a_clear_line(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Không tìm thấy tệp"):
        read_answers(tmp_path / "khong-co.xlsx")
    (tmp_path / "a.xlsx").write_text("không phải", "utf-8")
    with pytest.raises(UsageError, match="Không phải tệp Excel"):
        read_answers(tmp_path / "a.xlsx")
    book = openpyxl.Workbook()
    book.save(tmp_path / "b.xlsx")
    with pytest.raises(UsageError, match="không phải giấy tờ làm việc"):
        read_answers(tmp_path / "b.xlsx")


def test_a_title_that_was_changed_is_told(workspace: Workspace, tmp_path: Path) -> None:
    path = written(workspace, tmp_path, (FINDINGS, 1, {"Quyết định": "Chốt"}))
    with pytest.raises(UsageError, match="tiêu đề cột đã bị sửa"):
        read_answers(path)


def test_walk_forgets_what_is_gone(workspace: Workspace, tmp_path: Path) -> None:
    pile = tmp_path / "kho"
    pile.mkdir()
    (pile / "x.txt").write_text("x", "utf-8")
    found = walk(workspace, [pile], lambda jobs: iter(()))
    assert [type(item) for _, item in found.values()] == [Input]
    assert list(workspace.records()) == []
