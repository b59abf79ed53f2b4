"""The command line: help in both languages, exit codes, one clear line for each mistake, data on stdout only."""

import json
import shutil
from pathlib import Path

import pytest

from doccheck.cli import _run
from doccheck.cli.app import COMMANDS
from doccheck.cli.tongue import language
from doccheck.rulebook.place import data_dir
from tests.run.pile import NEW, OLD, make_pile

DAY = ["--as-of", "2026-11-24"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DOCCHECK_LANG", raising=False)
    monkeypatch.setattr("sys.argv", ["doccheck"])
    return tmp_path


def call(*words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> tuple[int, str, str]:
    monkeypatch.setattr("sys.argv", ["doccheck", *words])
    code = _run(list(words))
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    return lambda *words: call(*words, capsys=capsys, monkeypatch=monkeypatch)


@pytest.mark.parametrize("name", [*COMMANDS, "rules check", "rules list"])
def test_help_is_vietnamese_with_an_example_and_english_when_asked(run, name: str) -> None:
    code, out, err = run(*name.split(), "--help")
    assert (code, err) == (0, "")
    for words in ("Cách dùng:", "Ví dụ", f"doccheck {name}", "--lang"):
        assert words in out
    assert "Usage" not in out
    assert "cli." not in out
    code, out, _ = run(*name.split(), "--lang", "en", "--help")
    assert code == 0
    for words in ("Usage:", "Examples", f"doccheck {name}"):
        assert words in out


def test_language_is_asked_by_option_then_by_environment() -> None:
    assert language(["scan", "--lang", "en"], {}) == "en"
    assert language(["--lang=en"], {"DOCCHECK_LANG": "vi"}) == "en"
    assert language(["scan"], {"DOCCHECK_LANG": "en_US.UTF-8"}) == "en"
    assert language(["scan", "--lang"], {"DOCCHECK_LANG": "fr"}) == "vi"


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--khong"], "không có tùy chọn --khong"),
        (["khong"], "không có lệnh khong"),
        (["check"], "thiếu"),
        (["check", "x", "--format", "pdf"], "giá trị của"),
        (["check", "x", "--as-of", "hôm qua"], "ngày không hợp lệ: hôm qua"),
        (["check", "khong-co.docx", *DAY], "Không tìm thấy: khong-co.docx"),
        (["scan", "khong-co", *DAY], "Không tìm thấy: khong-co"),
        (["parse"], "hãy đưa tệp hoặc thư mục"),
        (["explain", "ABC"], "không có mã ABC"),
        (["export"], "không dùng được: không thấy tệp"),
        (["decide", "khong.xlsx"], "Không tìm thấy tệp: khong.xlsx"),
        (["rules", "check", "khong-co"], "Không tìm thấy: khong-co"),
    ],
)
def test_wrong_use_is_one_vietnamese_line_and_code_2(run, words: list[str], told: str) -> None:
    code, out, err = run(*words)
    assert code == 2
    assert out == ""
    assert told in err
    assert err.startswith("Lỗi: ")
    assert len(err.strip().splitlines()) == 1
    assert not Path("doccheck.db").exists()


def test_a_registry_that_is_none_is_code_4(run, here: Path) -> None:
    (here / "so.db").write_text("không phải sổ", "utf-8")
    (here / "a.txt").write_text(OLD, "utf-8")
    for words in (["check", "a.txt"], ["scan", "a.txt"], ["version"]):
        code, _, err = run(*words, "--registry", "so.db")
        assert code == 4
        assert "không phải sổ đăng ký" in err
    code, _, err = run("check", "a.txt", "--registry", "khong-co.db")
    assert code == 4
    assert "Không thấy sổ đăng ký" in err


def test_an_invalid_rule_file_is_code_3_with_its_place(run, here: Path) -> None:
    own = here / "quy-tac"
    (own / "vn").mkdir(parents=True)
    shutil.copy(data_dir("rules") / "vn" / "troubles.yaml", own / "vn" / "troubles.yaml")
    (own / "checks").mkdir()
    (own / "checks" / "st_exp.yaml").write_text("code: ST-EXP\nlạ: 1\n", "utf-8")
    (here / "a.txt").write_text(OLD, "utf-8")
    for words in (["check", "a.txt", *DAY, "--rules", "quy-tac"], ["rules", "check", "quy-tac"]):
        code, _, err = run(*words)
        assert code == 3
        assert "st_exp.yaml:" in err
    assert run("rules", "check")[0] == 0


def test_check_tells_by_its_code_what_it_found(run, here: Path) -> None:
    late = OLD.replace("20 tháng 3 năm 2014", "20 tháng 3 năm 2020").replace("913/2014", "914/2020")
    (here / "sau.txt").write_text(late, "utf-8")
    (here / "sach.txt").write_text("Sở Tư pháp đề nghị cho mượn hội trường.\n", "utf-8")
    (here / "rong.docx").write_bytes(b"")
    code, out, err = run("check", "sau.txt", *DAY, "--format", "json")
    assert code == 1
    (record,) = json.loads(out)
    assert "BASIS-EXP-AT-ISSUE" in {f["check"] for f in record["findings"]}
    assert "1 văn bản" in err
    assert run("check", "sau.txt", *DAY, "--fail-on", "never")[0] == 0
    assert run("check", "sach.txt", *DAY)[0] == 0
    code, out, err = run("check", "sach.txt", "rong.docx", *DAY, "--format", "jsonl")
    assert code == 5
    assert [json.loads(line)["state"] for line in out.splitlines()] == ["unreadable", "whole"]
    assert run("check", "sau.txt", "rong.docx", *DAY)[0] == 1


def test_bad_documents_lose_nothing(run, here: Path) -> None:
    (here / "rong.docx").write_bytes(b"")
    (here / "gia.docx").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    shutil.copy(data_dir("samples") / "34-nghi-quyet-co-mat-khau.pdf", here / "khoa.pdf")
    (here / "tot.txt").write_text(NEW, "utf-8")
    code, out, err = run("parse", "rong.docx", "gia.docx", "khoa.pdf", "tot.txt")
    assert code == 5
    records = [json.loads(line) for line in out.splitlines()]
    assert [r["path"] for r in records] == ["gia.docx", "khoa.pdf", "rong.docx", "tot.txt"]
    codes = [[t["code"] for t in r["troubles"] if t["severity"] == "fatal"] for r in records]
    assert codes[1:] == [["encrypted"], ["empty_file"], []]
    assert codes[0][0] in {"type_mismatch", "corrupt_container"}
    assert "3 trong 4 tệp không đọc được" in err


def test_scan_decide_and_export_go_round(run, here: Path) -> None:
    import openpyxl

    make_pile(here / "kho")
    code, out, err = run("scan", "kho", *DAY, "--format", "xlsx", "-o", "kq.xlsx")
    assert (code, out) == (5, "")
    assert "8 tệp" in err
    book = openpyxl.load_workbook(here / "kq.xlsx")
    page = book["Theo nguyên nhân"]
    head = [c.value for c in page[1]]
    row = next(r for r in range(2, page.max_row + 1) if "913/2014" in str(page.cell(r, 2).value))
    page.cell(row, head.index("Quyết định") + 1).value = "Xác nhận"
    page.cell(row, head.index("Phương án xử lý") + 1).value = "Hết hiệu lực theo thời gian"
    book.save(here / "kq.xlsx")
    code, out, _ = run("decide", "kq.xlsx", "--preview")
    assert code == 0
    assert "Chưa ghi gì" in out
    code, out, _ = run("decide", "kq.xlsx")
    assert code == 0
    assert "Đã ghi 1 quyết định" in out
    assert run("scan", "kho", *DAY)[0] == 5
    code, out, _ = run("export", "--format", "html", "-o", "kq.html")
    assert code == 0
    assert "Hết hiệu lực theo thời gian" in (here / "kq.html").read_text("utf-8")
    code, out, _ = run("scan", "kho", *DAY)
    assert "lượt này đọc 0, kiểm tra 0" in out


def test_records_are_read_without_files(run, here: Path) -> None:
    rows = [{"id": 7, "text": "Căn cứ Nghị định số 158/2007/NĐ-CP ngày 27/10/2007;"}, {"id": "b", "text": ""}]
    (here / "r.jsonl").write_text("\n".join(json.dumps(r) for r in rows) + "\n\n", "utf-8")
    code, out, _ = run("parse", "--records", "r.jsonl")
    assert code == 0
    one, two = (json.loads(line) for line in out.splitlines())
    assert (one["id"], two["id"]) == (7, "b")
    assert "path" not in one
    start, end = one["references"][0]["span"]
    assert rows[0]["text"][start:end] == "Nghị định số 158/2007/NĐ-CP ngày 27/10/2007"
    (here / "r.jsonl").write_text('{"id": 1}\n', "utf-8")
    code, _, err = run("parse", "--records", "r.jsonl")
    assert code == 2
    assert "dòng 1" in err


def test_explain_and_version_speak_both_languages(run) -> None:
    code, out, _ = run("explain", "basis-exp-at-issue", *DAY)
    assert code == 0
    assert out.startswith("BASIS-EXP-AT-ISSUE")
    assert "Căn cứ pháp lý" in out
    assert "Legal basis" in run("explain", "ST-EXP", "--lang", "en")[1]
    code, out, _ = run("version")
    assert code == 0
    assert "Bộ quy tắc" in out
    assert "Sổ đăng ký" in out


def test_progress_events_are_json_on_stderr(run, here: Path) -> None:
    (here / "a.txt").write_text(NEW, "utf-8")
    _, out, err = run("parse", "a.txt", "--progress", "jsonl")
    events = [json.loads(line) for line in err.splitlines()]
    assert [e["event"] for e in events] == ["phase", "done"]
    assert json.loads(out)["path"] == "a.txt"
    last = events[-1]
    assert (last["done"], last["total"], last["pages"], last["failed"], last["left"]) == (1, 1, 1, 0, 0.0)
    assert last["rate"] > 0
    assert last["path"] == "a.txt"


def test_what_cannot_be_written_is_told(run, here: Path) -> None:
    (here / "a.txt").write_text(NEW, "utf-8")
    code, _, err = run("check", "a.txt", *DAY, "--format", "html", "-o", "khong-co/x.html")
    assert code == 2
    assert "không ghi được khong-co/x.html" in err
