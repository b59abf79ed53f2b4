"""Packets go out, are filled in Excel, and come back row by row; nothing is lost or overwritten."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from doccheck.campaign import packet as packets
from doccheck.campaign.dossier import Dossier, dossiers
from doccheck.campaign.merge import Merge, read_packet, take, undo
from doccheck.campaign.store import Campaign
from doccheck.errors import UsageError
from doccheck.export.paper import make_paper
from doccheck.export.xlsx import write_xlsx
from doccheck.rulebook.book import load_book
from doccheck.run import docket
from doccheck.run.decide import verdicts
from doccheck.run.workspace import Decision, Workspace, open_workspace
from tests.campaign.kho import campaign_over

BOOK = load_book()
ON, AT = date(2026, 12, 2), "2026-12-02T08:00:00"


def _packet(campaign: Campaign, workspace: Workspace, folder: Path, department: str = "so-giao-thong") -> Path:
    found = dossiers(campaign, workspace, BOOK)
    path, _ = packets.make(campaign, workspace, BOOK, found, folder, department, at=AT)
    return path


def _fill(path: Path, row_of: str, values: dict[str, Any], sheet: str = "Văn bản") -> Path:
    """Write into the row of a document whose file ends so."""
    book = load_workbook(path)
    page = book[sheet]
    head = next(row for row in page.iter_rows() if row[0].value == "STT")
    places = {cell.value: cell.column for cell in head}
    for row in page.iter_rows(min_row=head[0].row + 1):
        if any(isinstance(c.value, str) and row_of in c.value for c in row):
            for name, value in values.items():
                page.cell(row[0].row, places[name], value)
            break
    else:
        raise AssertionError(row_of)
    book.save(path)
    return path


def _read(path: Path, campaign: Campaign, workspace: Workspace) -> Merge:
    return read_packet(path, campaign, workspace, made_on=ON)


def _one(campaign: Campaign, workspace: Workspace, name: str) -> Dossier:
    return next(d for d in dossiers(campaign, workspace, BOOK) if d.path.endswith(name))


def test_a_choice_with_a_comma_stays_one_choice(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    book = load_workbook(_packet(campaign, workspace, tmp_path))
    for page in (book.worksheets[0], book.worksheets[1]):
        ranges = [rule.formula1.split("!")[1].replace("$", "") for rule in page.data_validations.dataValidation]
        words = [[cell.value for row in book["_doccheck"][place] for cell in row] for place in ranges]
        assert any("Sửa đổi, bổ sung" in choices for choices in words)


def test_an_untouched_packet_changes_nothing(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    merge = _read(_packet(campaign, workspace, tmp_path), campaign, workspace)
    assert merge.lines == [] and merge.marks == [] and take(merge, campaign, workspace, who="A", at=AT) == 0


def test_marks_and_decisions_come_back_and_are_undone(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    path = _packet(campaign, workspace, tmp_path)
    said = {"Kết luận": "Bãi bỏ", "Người rà soát": "Lê Mẫu", "Thời hạn xử lý": "31/01/2027", "Lĩnh vực": "Giao thông"}
    _fill(path, "917-2015.txt", said)
    merge = _read(path, campaign, workspace)
    assert merge.count("new") >= 1 and merge.count("problem") == 0
    assert _one(campaign, workspace, "917-2015.txt").outcome == "", "a preview writes nothing"
    take(merge, campaign, workspace, who="Lê Mẫu", at=AT)
    one = _one(campaign, workspace, "917-2015.txt")
    assert (one.outcome, one.field, one.checked, one.mark and one.mark.due) == (
        "repeal",
        "Giao thông",
        True,
        "2027-01-31",
    )
    again = _read(path, campaign, workspace)
    assert {line.kind for line in again.lines} == {"same"} and not again.marks
    done = undo(campaign, workspace, at=AT)
    assert done is not None and done[0] >= 1 and done[1] == []
    assert _one(campaign, workspace, "917-2015.txt").outcome == ""
    assert undo(campaign, workspace, at=AT) is None


def test_decisions_on_findings(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    path = _packet(campaign, workspace, tmp_path)
    book = load_workbook(path)
    page = book.worksheets[1]
    heads = {c.value: c.column for c in page[1]}
    count = 0
    for row in range(2, page.max_row + 1):
        if page.cell(row, 1).value:
            page.cell(row, heads["Quyết định"], "Xác nhận")
            page.cell(row, heads["Phương án xử lý"], "Sửa đổi, bổ sung")
            count += 1
    book.save(path)
    merge = _read(path, campaign, workspace)
    assert merge.count("new") == count > 0
    assert take(merge, campaign, workspace, who="Lê Mẫu", at=AT) == count
    one = _one(campaign, workspace, "917-2015.txt")
    assert one.checked and one.outcome == "amend"
    done = undo(campaign, workspace, at=AT)
    assert done == (count, [])
    assert not _one(campaign, workspace, "917-2015.txt").checked


def test_a_packet_may_be_a_workspace_of_the_department_alone(
    campaign: Campaign, workspace: Workspace, tmp_path: Path
) -> None:
    found = dossiers(campaign, workspace, BOOK)
    path, count = packets.make(
        campaign, workspace, BOOK, found, tmp_path, "so-giao-thong", at=AT, lang="vi", whole=True
    )
    assert path.suffix == ".db"
    own = open_workspace(path)
    held = {row[0] for row in own.conn.execute("select path from documents")}
    assert len(held) == count and all("so-giao-thong" in one for one in held)
    assert {row[0] for row in own.conn.execute("select path from findings")} <= held
    assert _read(path, campaign, workspace).lines == []
    told = own.conn.execute("select fingerprint, cause from findings where live order by path, ordinal").fetchall()
    target, cause = told[0]
    made = Decision(target=cause, scope="cause", decision="confirm", disposition="amend", by="Lê Mẫu")
    docket.take(own, [docket.Ask(decision=made)], who="Lê Mẫu", at=AT)
    own.close()
    merge = _read(path, campaign, workspace)
    assert {line.kind for line in merge.lines} == {"new"}
    assert {line.decision.scope for line in merge.lines if line.decision} == {"finding"}
    written = take(merge, campaign, workspace, who="Lê Mẫu", at=AT)
    assert written == len({line.decision.target for line in merge.lines if line.decision}) >= 1
    assert {line.kind for line in _read(path, campaign, workspace).lines} == {"same"}
    done = undo(campaign, workspace, at=AT)
    assert done is not None and done[0] == written
    other = replace(made, target=target, scope="finding", decision="dismiss", disposition=None, why="reading", by="Hoa")
    docket.take(workspace, [docket.Ask(decision=other)], who="Hoa", at=AT)
    again = _read(path, campaign, workspace)
    assert again.count("problem") == 1, "two people on one finding: told, nothing overwritten"
    with pytest.raises(UsageError, match="không phải gói giao việc"):
        _read(workspace.path, campaign, workspace)


def test_two_people_on_one_row(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = _packet(campaign, workspace, tmp_path / "a")
    second = _packet(campaign, workspace, tmp_path / "b")
    _fill(first, "917-2015.txt", {"Kết luận": "Bãi bỏ", "Người rà soát": "An"})
    _fill(second, "917-2015.txt", {"Kết luận": "Giữ nguyên", "Người rà soát": "Bình"})
    take(_read(first, campaign, workspace), campaign, workspace, who="An", at=AT)
    merge = _read(second, campaign, workspace)
    assert [line.kind for line in merge.lines] == ["problem"] and not merge.marks
    take(merge, campaign, workspace, who="Bình", at=AT)
    assert _one(campaign, workspace, "917-2015.txt").outcome == "repeal"
    kept = campaign.conn.execute("select said from leftovers").fetchall()
    assert len(kept) == 1 and "Bình" in kept[0][0] and "Bãi bỏ" in kept[0][0], "the second answer is kept to be settled"


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"Kết luận": "Vứt đi", "Người rà soát": "An"}, "Vứt đi"),
        ({"Kết luận": "Bãi bỏ"}, "tên người"),
        ({"Kết luận": "Bãi bỏ", "Người rà soát": "An", "Thời hạn xử lý": "cuối năm"}, "cuối năm"),
        ({"Kết luận": "Bãi bỏ", "Người rà soát": "An", "Thời hạn xử lý": "31/02/2027"}, "31/02/2027"),
        ({"Tệp": "kho/la.txt", "Kết luận": "Bãi bỏ", "Người rà soát": "An"}, "không có trong gói"),
    ],
)
def test_bad_rows_are_refused_one_by_one(
    campaign: Campaign, workspace: Workspace, tmp_path: Path, values: dict[str, str], told: str
) -> None:
    path = _fill(_packet(campaign, workspace, tmp_path), "917-2015.txt", values)
    _fill(path, "cong-van.txt", {"Kết luận": "Giữ nguyên", "Người rà soát": "An"})
    merge = _read(path, campaign, workspace)
    assert merge.count("problem") == 1 and merge.count("new") == 1 and len(merge.marks) == 1
    (problem,) = [line.text for line in merge.lines if line.kind == "problem"]
    assert told in problem


def test_a_day_typed_as_a_day_is_taken(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    values = {"Kết luận": "Bãi bỏ", "Người rà soát": "An", "Thời hạn xử lý": date(2027, 3, 1)}
    path = _fill(_packet(campaign, workspace, tmp_path), "917-2015.txt", values)
    assert _read(path, campaign, workspace).marks[0].due == "2027-03-01"


def test_lost_columns_and_sheets_are_named(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    path = _packet(campaign, workspace, tmp_path)
    book = load_workbook(path)
    book["Văn bản"].delete_cols(7)
    book.save(path)
    with pytest.raises(UsageError, match="Kết luận"):
        _read(path, campaign, workspace)
    path = _packet(campaign, workspace, tmp_path)
    book = load_workbook(path)
    del book["Văn bản"]
    book.save(path)
    with pytest.raises(UsageError, match="Văn bản"):
        _read(path, campaign, workspace)


def test_foreign_files_are_refused(campaign: Campaign, workspace: Workspace, tmp_path: Path) -> None:
    path = _packet(campaign, workspace, tmp_path)
    other = campaign_over(workspace.path, tmp_path / "khac.db", uid="khac", name="Đợt khác")
    with pytest.raises(UsageError, match="Rà soát năm 2026"):
        read_packet(path, other, workspace, made_on=ON)
    other.close()
    paper = make_paper(workspace.records(), as_of=ON, verdicts=verdicts(workspace))
    write_xlsx(paper, BOOK, tmp_path / "giay.xlsx")
    with pytest.raises(UsageError, match="doccheck decide"):
        _read(tmp_path / "giay.xlsx", campaign, workspace)
    load = load_workbook(path)
    del load["_doccheck"]
    load.save(tmp_path / "la.xlsx")
    (tmp_path / "chu.xlsx").write_text("chữ")
    for name in ("la.xlsx", "chu.xlsx", "khong-co.xlsx"):
        with pytest.raises(UsageError, match=name):
            _read(tmp_path / name, campaign, workspace)
    with pytest.raises(UsageError, match="so-van-hoa"):
        packets.known(dossiers(campaign, workspace, BOOK), "so-la")
