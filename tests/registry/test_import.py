"""Import: lists in, mistakes at their cell, conflicts kept, sessions that go back without a trace."""

import json
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from doccheck.db import rows
from doccheck.errors import UsageError
from doccheck.model.act import Kind, Tier
from doccheck.registry import Registry
from doccheck.registry.asking import Question, status
from doccheck.registry.exporting import export_rows, write_export
from doccheck.registry.importing import Incoming, read_import, write_import
from doccheck.registry.intake import Terms
from doccheck.registry.places import open_to_write, own_path
from doccheck.registry.searching import search
from doccheck.registry.sessions import history, roll_back
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book

from .conftest import NEW, OLD, TWIN

DAY = date(2026, 1, 5)
WHO = "Quyết định,UBND tỉnh Hà Tĩnh"
REPLACED = "Được thay thế bằng Quyết định số 30/2021/QĐ-UBND ngày 15/6/2021"
REPEALED = "Bị bãi bỏ bởi Quyết định số 40/2019/QĐ-UBND ngày 5/8/2019"
LIST = f"""Số ký hiệu,Tên loại,Cơ quan ban hành,Ngày ban hành,Trích yếu,Ngày hết hiệu lực,Lý do hết hiệu lực
05/2016/QĐ-UBND,{WHO},02/03/2016,Quy định về bến xe,01/07/2021,{REPLACED}
06/2016/QĐ-UBND,{WHO},03/03/2016,Quy chế họp,15/08/2019,{REPEALED}
"""


def _write(tmp_path: Path, text: str, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def _read(path: Path, registry: Registry, book: Book, tier: Tier = Tier.OFFICIAL, **given: str) -> Incoming:
    terms = Terms(origin=f"import:{path.name}", tier=tier, known_on=date(2025, 1, 31))
    return read_import(path, given, terms, registry, book)


def _everything(path: Path) -> list[list[tuple[object, ...]]]:
    db = open_file(path).db
    return [rows(db, f"select * from {table} order by 1") for table in ("acts", "facts", "conflicts", "aliases")]


def test_a_list_becomes_dated_endings(small: Path, tmp_path: Path, book: Book) -> None:
    incoming = _read(_write(tmp_path, LIST), open_file(small), book)
    assert not incoming.intake.errors
    replaced, repealed = incoming.plan.facts
    assert (replaced.kind, replaced.on, replaced.tier) == (Kind.REPLACED, date(2021, 7, 1), Tier.OFFICIAL)
    assert replaced.by == "30/2021/qd-ubnd|decision|ubnd-tinh/ha-tinh|2021-06-15"
    assert (repealed.kind, repealed.by_label) == (Kind.REPEALED, "Quyết định số 40/2019/QĐ-UBND")
    assert {a.id.split("|")[0] for a in incoming.plan.acts} == {
        "5/2016/qd-ubnd",
        "30/2021/qd-ubnd",
        "6/2016/qd-ubnd",
        "40/2019/qd-ubnd",
    }


def test_an_import_answers_and_goes_back_without_a_trace(small: Path, tmp_path: Path, book: Book) -> None:
    before, digest = _everything(small), open_file(small).digest
    registry = open_file(small, readonly=False)
    session = write_import(_read(_write(tmp_path, LIST), registry, book), registry, DAY)
    after = open_file(small)
    assert after.digest != digest
    found = status(Question(text="05/2016/QĐ-UBND", as_of=date(2022, 1, 1)), after, book)["matches"]
    assert [m["status"] for m in found] == ["ceased"]
    assert [str(a.number) for a in search(after, "ben xe")] == ["05/2016/QĐ-UBND"]
    assert history(after)[0][1:3] == ("import", "list.csv")
    assert roll_back(open_file(small, readonly=False)) == (session, "list.csv", 4, 2)
    assert _everything(small) == before
    assert open_file(small).digest == digest
    assert search(open_file(small), "ben xe") == ()


def test_the_same_file_twice_adds_nothing(small: Path, tmp_path: Path, book: Book) -> None:
    registry = open_file(small, readonly=False)
    path = _write(tmp_path, LIST)
    write_import(_read(path, registry, book), registry, DAY)
    again = _read(path, open_file(small), book)
    assert (again.plan.acts, again.plan.facts, again.plan.doubles) == ([], [], 2)


def test_a_known_act_is_met_and_its_twin_is_not(small: Path, tmp_path: Path, book: Book) -> None:
    text = (
        "Số hiệu;Cơ quan ban hành;Ngày ban hành;Tình trạng\n13/2014/QĐ-UBND;UBND tỉnh Nghệ An;10/02/2014;Còn hiệu lực\n"
    )
    incoming = _read(_write(tmp_path, text), open_file(small), book)
    assert incoming.plan.acts == []
    assert [(f.act, f.kind, f.on) for f in incoming.plan.facts] == [(TWIN.id, Kind.IN_FORCE, date(2025, 1, 31))]


def test_contradictions_are_kept_and_said(small: Path, tmp_path: Path, book: Book) -> None:
    text = (
        "number,issuer,issued_on,ended_on,by\n"
        "13/2014/QĐ-UBND,UBND tỉnh Hà Tĩnh,2014-03-04,2020-06-01,20/2020/QĐ-UBND\n"
        "13/2014/QĐ-UBND,UBND tỉnh Nghệ An,2014-02-10,2023-01-01,\n"
    )
    registry = open_file(small, readonly=False)
    incoming = _read(_write(tmp_path, text), registry, book, tier=Tier.SECONDARY)
    clashes = {(c.act, c.field, c.stands_wins) for c in incoming.plan.clashes}
    assert clashes == {(OLD.id, "ended_on", True), (TWIN.id, "status", True)}
    write_import(incoming, registry, DAY)
    kept = {(value, chosen) for _, value, _, chosen in open_file(small).conflicts(OLD.id)}
    assert kept == {("replaced 2020-05-16", True), ("replaced 2020-06-01", False)}
    assert len(open_file(small).facts(OLD.id)) == 3


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        ("05/2016/QĐ-UBND,31/02/2016,,", "Ngày ban hành", "registry.expected_day"),
        ("05/2016/QĐ-UBND,01/01/2997,,", "Ngày ban hành", "registry.expected_day"),
        ("05/2016/QĐ-UBND,1/3/2016,1/2/2016,", "Ngày hiệu lực", "registry.expected_after_issue"),
        ("không số,1/3/2016,,", "Số hiệu", "registry.expected_number"),
        (",1/3/2016,,", "Số hiệu", "registry.expected_number"),
        ("05/2016/QĐ-UBND,1/3/2016,,mới tinh", "Tình trạng", "registry.expected_status"),
    ],
)
def test_a_wrong_cell_is_named(small: Path, tmp_path: Path, book: Book, row: str, column: str, expected: str) -> None:
    text = f"Số hiệu,Ngày ban hành,Ngày hiệu lực,Tình trạng\n01/2015/QĐ-UBND,1/1/2015,,Còn hiệu lực\n{row}\n"
    incoming = _read(_write(tmp_path, text), open_file(small), book)
    assert [(e.line, e.column, e.expected) for e in incoming.intake.errors] == [(3, column, expected)]
    assert "dòng 3" in incoming.intake.errors[0].words()
    assert len(incoming.intake.entries) == 1


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "a.csv"),
        (b"PK\x03\x04 broken", "a.xlsx"),
        (b"S\xe8 hi\xeau,ng\xe0y\n1,2\n", "a.csv"),
        (b"a,b\n1,2\n", "a.csv"),
        (b"[1, 2", "a.jsonl"),
        (b'"text"\n', "a.jsonl"),
        (b"x", "a.pdf"),
        (b"S\x00o", "a.csv"),
    ],
)
def test_a_bad_file_is_refused_in_one_line(small: Path, tmp_path: Path, book: Book, content: bytes, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    before = small.read_bytes()
    with pytest.raises(UsageError) as caught:
        _read(path, open_file(small), book)
    assert len(str(caught.value).splitlines()) == 1
    assert small.read_bytes() == before


def test_a_missing_file_and_a_wrong_map(small: Path, tmp_path: Path, book: Book) -> None:
    with pytest.raises(UsageError):
        _read(tmp_path / "none.csv", open_file(small), book)
    path = _write(tmp_path, "Mã,Ngày\n05/2016/QĐ-UBND,1/3/2016\n")
    with pytest.raises(UsageError):
        _read(path, open_file(small), book, **{"Mã": "nothing"})
    with pytest.raises(UsageError):
        _read(path, open_file(small), book, **{"Không có": "number"})
    incoming = _read(path, open_file(small), book, **{"Mã": "number", "Ngày": "issued_on"})
    assert incoming.plan.acts[0].issued_on == date(2016, 3, 1)


def test_a_workbook_with_title_rows_merged_cells_and_a_repeated_head(small: Path, tmp_path: Path, book: Book) -> None:
    sheet = (work := Workbook()).active
    head = [
        "STT",
        "Tên loại văn bản",
        "Số, ký hiệu; ngày, tháng, năm ban hành văn bản",
        "Lý do hết hiệu lực",
        "Ngày hết hiệu lực",
    ]
    sheet.append(["DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ NĂM 2021"])
    sheet.append(head)
    sheet.append(
        [
            1,
            "Quyết định",
            "07/2015/QĐ-UBND ngày 12/5/2015",
            "Được thay thế bằng Quyết định số 31/2021/QĐ-UBND ngày 20/7/2021",
            date(2021, 8, 1),
        ]
    )
    sheet.append(head)
    sheet.append([2, None, "08/2015/QĐ-UBND ngày 13/5/2015", None, date(2021, 8, 1)])
    sheet.merge_cells("D3:D3")
    sheet.merge_cells("B3:B5")
    path = tmp_path / "list.xlsx"
    work.save(path)
    terms = Terms(origin="list", issuer="UBND tỉnh Hà Tĩnh")
    incoming = read_import(path, {}, terms, open_file(small), book)
    assert not incoming.intake.errors
    assert [(str(e.act.number), e.act.instrument, e.act.issued_on) for e in incoming.intake.entries] == [
        ("07/2015/QĐ-UBND", "decision", date(2015, 5, 12)),
        ("08/2015/QĐ-UBND", "decision", date(2015, 5, 13)),
    ]
    assert [(f.kind, f.on) for f in incoming.plan.facts] == [
        (Kind.REPLACED, date(2021, 8, 1)),
        (Kind.ENDED, date(2021, 8, 1)),
    ]


def test_the_shape_of_public_dumps(small: Path, tmp_path: Path, book: Book) -> None:
    record = {
        "so_hieu": "09/2018/QĐ-UBND",
        "ngay_ban_hanh": "2018-02-03",
        "co_quan_ban_hanh": "UBND tỉnh Hà Tĩnh",
        "doc_type": "Quyết định",
        "markdown": "…",
    }
    line = json.dumps(record, ensure_ascii=False) + "\n"
    incoming = _read(_write(tmp_path, line, "dump.jsonl"), open_file(small), book)
    assert incoming.plan.acts[0].id == "9/2018/qd-ubnd|decision|ubnd-tinh/ha-tinh|2018-02-03"
    assert incoming.intake.unused == ("markdown",)


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_an_export_is_read_back(small: Path, tmp_path: Path, book: Book, form: str) -> None:
    path = tmp_path / f"out.{form}"
    write_export(path, form, export_rows(open_file(small), book))
    back = _read(path, open_file(small), book)
    assert not back.intake.errors
    assert back.plan.acts == []
    assert {f.kind for f in back.plan.facts} <= {Kind.REPLACED}  # the tier differs, nothing else
    assert back.plan.doubles + len(back.plan.facts) == 5


def test_an_export_to_a_spreadsheet_holds_no_formula(small: Path, tmp_path: Path, book: Book) -> None:
    text = "number,issuer,issued_on,title\n10/2018/QĐ-UBND,UBND tỉnh Hà Tĩnh,2018-02-03,=1+1\n"
    registry = open_file(small, readonly=False)
    write_import(_read(_write(tmp_path, text), registry, book), registry, DAY)
    assert ",'=1+1," in write_export(None, "csv", export_rows(open_file(small), book))


def test_the_first_import_makes_the_offices_own_registry(tmp_path: Path, book: Book, seed: Registry) -> None:
    assert not own_path().exists()
    registry = open_to_write()
    write_import(_read(_write(tmp_path, LIST), registry, book), registry, DAY)
    registry.close()
    assert own_path().is_file()
    assert open_file(own_path()).meta("seed") == seed.meta("seed")
    assert NEW.id not in {a.id for a in seed.by_number("20/2020/qd-ubnd")}


def test_a_newer_seed_keeps_what_the_office_added(tmp_path: Path, book: Book, seed: Registry) -> None:
    registry = open_to_write()
    write_import(_read(_write(tmp_path, LIST), registry, book), registry, DAY)
    registry.db.conn.execute("update meta set value = 'older' where name = 'seed'")
    registry.db.conn.commit()
    registry.close()
    again = open_to_write()
    assert again.meta("seed") == seed.meta("seed")
    assert [row[2] for row in history(again)] == ["list.csv"]
    assert [str(a.number) for a in search(again, "05/2016/QĐ-UBND quy dinh ben xe", 1)] == ["05/2016/QĐ-UBND"]
    assert roll_back(again)[2:] == (4, 2)


def test_an_ending_in_a_former_province_only(small: Path, tmp_path: Path, book: Book) -> None:
    """In force for old Kon Tum and not for old Quảng Ngãi, from the list to the answer."""
    text = (
        "Số ký hiệu,Cơ quan ban hành,Ngày ban hành,Ngày có hiệu lực,Ngày hết hiệu lực,Địa bàn áp dụng,Tình trạng\n"
        "12/2022/QĐ-UBND,UBND tỉnh Quảng Ngãi,04/05/2022,14/05/2022,01/11/2025,tỉnh Quảng Ngãi,Hết hiệu lực\n"
        "12/2022/QĐ-UBND,UBND tỉnh Quảng Ngãi,04/05/2022,14/05/2022,,Kon Tum,Còn hiệu lực\n"
    )
    registry = open_file(small, readonly=False)
    terms = Terms(origin="import:t", tier=Tier.OFFICIAL, known_on=date(2026, 3, 1))
    incoming = read_import(_write(tmp_path, text), {}, terms, registry, book)
    assert not incoming.intake.errors
    assert not incoming.plan.clashes
    write_import(incoming, registry, DAY)
    asked = {place: _asked(small, place, book) for place in (None, "Kon Tum", "tỉnh Quảng Ngãi")}
    assert asked == {None: "partly_ceased", "Kon Tum": "in_force", "tỉnh Quảng Ngãi": "ceased"}
    rows_ = [row for row in export_rows(open_file(small), book) if row.get("territory")]
    assert {row["territory"] for row in rows_} == {"quang-ngai", "kon-tum"}


def _asked(path: Path, place: str | None, book: Book) -> str:
    question = Question(text="12/2022/QĐ-UBND", as_of=date(2025, 11, 1), place=place)
    found: str = status(question, open_file(path), book)["matches"][0]["status"]
    return found


def test_a_place_that_never_was_is_said_so(small: Path, tmp_path: Path, book: Book) -> None:
    text = (
        "number,issuer,issued_on,ended_on,territory\n05/2016/QĐ-UBND,UBND tỉnh Hà Tĩnh,2016-03-02,2021-07-01,Atlantis\n"
    )
    errors = _read(_write(tmp_path, text), open_file(small), book).intake.errors
    assert [(e.column, e.expected) for e in errors] == [("territory", "registry.expected_place")]
    with pytest.raises(UsageError, match="Atlantis"):
        _asked(small, "Atlantis", book)
