"""The pile as a whole, from files: merged units' subjects, district documents, copies, and the findings beside them."""

import json
from datetime import date
from pathlib import Path

import pytest

from doccheck.cli import _run

TEXT = """{organ}
Số: {number}
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
{place}, ngày {day}

QUYẾT ĐỊNH
{title}

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
QUYẾT ĐỊNH:
Điều 1. Quyết định này quy định việc trông coi bến thuyền.
Điều 2. {effect}
Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.

TM. {organ}
CHỦ TỊCH
Nguyễn Văn Mẫu
"""
BOATS = "Quy định về quản lý bến thuyền du lịch trên địa bàn tỉnh"


def put(folder: Path, name: str, organ: str, number: str, day: date, title: str, more: str = "") -> None:
    said = f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
    effect = (
        f"Quyết định này có hiệu lực kể từ ngày {day.day + 10} tháng {day.month:02d} năm {day.year}. {more}".strip()
    )
    text = TEXT.format(
        organ=organ, number=number, place="Vinh", day=said.removeprefix("ngày "), title=title, effect=effect
    )
    (folder / name).write_text(text, "utf-8")


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kho = tmp_path_factory.mktemp("kho")
    put(kho, "bg.txt", "ỦY BAN NHÂN DÂN TỈNH BẮC GIANG", "41/2019/QĐ-UBND", date(2019, 3, 4), BOATS)
    put(kho, "bn.txt", "ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "17/2020/QĐ-UBND", date(2020, 5, 6), BOATS)
    put(kho, "khac.txt", "ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "18/2020/QĐ-UBND", date(2020, 5, 7), "Quy định giá nước sạch")
    put(kho, "ht.txt", "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "21/2017/QĐ-UBND", date(2017, 5, 7), BOATS)
    implicit = "Các quy định trước đây trái với Quyết định này đều bãi bỏ."
    put(kho, "ht-moi.txt", "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", "22/2022/QĐ-UBND", date(2022, 5, 8), BOATS, implicit)
    asks = "Giám đốc Sở Mẫu hướng dẫn Điều này. Hội đồng nhân dân cấp tỉnh quy định cụ thể mức thu tại khoản này."
    put(kho, "giao.txt", "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN", "31/2021/QĐ-UBND", date(2021, 6, 7), "Quy định về đò", asks)
    put(
        kho, "huyen.txt", "ỦY BAN NHÂN DÂN HUYỆN TÂN MẪU", "03/2018/QĐ-UBND", date(2018, 5, 8), "Quy định về bến thuyền"
    )
    (kho / "bg-sao.txt").write_bytes((kho / "bg.txt").read_bytes())
    made = kho.parent / "survey.db"
    assert _run(["scan", str(kho), "--workspace", str(made), "--as-of", "2026-11-01", "--workers", "1"]) in {0, 1}
    return made


def test_the_pile_as_a_whole(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert _run(["survey", "--workspace", str(workspace), "--as-of", "2026-11-01", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    (subject,) = found["subjects"]
    assert (subject["unit"], subject["proposal"], subject["newer"]) == ("bac-ninh", "unify", None)
    assert {Path(one["path"]).name.partition(".")[0].removesuffix("-sao") for one in subject["documents"]} == {
        "bg",
        "bn",
    }
    assert [(one["on"], Path(one["path"]).name) for one in found["falling"]] == [("2027-03-01", "huyen.txt")]
    assert [[Path(one).name for one in paths] for paths in found["copies"]] == [["bg-sao.txt", "bg.txt"]]
    (debt,) = found["owed"]
    assert (Path(debt["path"]).name, debt["article"], debt["due"]) == ("giao.txt", "2", "2021-06-17")
    assert debt["organ"] == "Hội đồng nhân dân cấp tỉnh"
    assert _run(["survey", "--workspace", str(workspace), "--as-of", "2026-11-01"]) == 0
    assert "đề xuất thống nhất" in capsys.readouterr().out


def test_a_scan_suggests_what_stands_beside(workspace: Path) -> None:
    from doccheck.run.workspace import open_workspace

    opened = open_workspace(workspace)
    codes = {Path(r["path"]).name: {f["check"] for f in r["findings"]} for r in opened.records()}
    opened.close()
    assert {"ST-IMPL", "ST-NEWER"} <= codes["ht.txt"]
    assert not {"ST-IMPL", "ST-NEWER"} & (codes["ht-moi.txt"] | codes["bn.txt"] | codes["khac.txt"])


def test_the_survey_is_a_spreadsheet(workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from openpyxl import load_workbook

    made = tmp_path / "kho.xlsx"
    day = ["--workspace", str(workspace), "--as-of", "2026-11-01"]
    assert _run(["survey", *day, "--output", str(made)]) == 0
    assert str(made) in capsys.readouterr().out
    book = load_workbook(made)
    assert book.sheetnames[:4] == ["Đơn vị sáp nhập", "Văn bản cấp huyện", "Nợ đọng", "Tệp giống nhau"]
    cells = {name: [[c.value for c in row] for row in book[name].iter_rows()] for name in book.sheetnames[:4]}
    merged = [row for row in cells["Đơn vị sáp nhập"] if row[1] == "Bắc Ninh" or "Bắc Ninh" in str(row[1])]
    assert {row[2].split(" ngày")[0] for row in merged} >= {
        "Quyết định số 41/2019/QĐ-UBND",
        "Quyết định số 17/2020/QĐ-UBND",
    }
    assert {row[5] for row in merged} == {"thống nhất"}
    choices = [v.formula1 for v in book["Đơn vị sáp nhập"].data_validations.dataValidation]
    assert choices, "the handling is chosen from a list"
    assert any("03/2018/QĐ-UBND" in str(row[0]) and row[3] == "01/3/2027" for row in cells["Văn bản cấp huyện"])
    assert any("31/2021/QĐ-UBND" in str(row[0]) for row in cells["Nợ đọng"])
    assert sum("bg" in str(row[1]) for row in cells["Tệp giống nhau"]) == 2
    assert _run(["survey", *day, "--format", "xlsx"]) == 2
    assert "--output" in capsys.readouterr().err
    assert _run(["survey", *day, "--format", "pdf"]) == 2
