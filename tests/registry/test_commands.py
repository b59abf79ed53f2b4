"""``doccheck registry`` from the outside: output, exit codes, one clear line for what is wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import OLD

CSV = "Số hiệu,Cơ quan ban hành,Ngày ban hành,Ngày hết hiệu lực\n05/2016/QĐ-UBND,UBND tỉnh Hà Tĩnh,{day},01/07/2021\n"


def _run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "doccheck", "registry", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=cwd, check=False)


def test_status_is_a_record(small: Path) -> None:
    done = _run("status", "13/2014/QĐ-UBND", "--as-of", "2021-01-01", "--registry", str(small), "--format", "json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["as_of"] == "2021-01-01"
    assert {m["act"]["issuer"]: m["status"] for m in answer["matches"]} == {
        "Ủy ban nhân dân tỉnh Hà Tĩnh": "ceased",
        "Ủy ban nhân dân tỉnh Nghệ An": "in_force",
    }
    first = answer["matches"][0]
    assert set(first) >= {"act", "status", "amended", "since", "until", "certainty", "why", "replaced_by", "known_to"}
    assert set(first["act"]) == {"id", "number", "instrument", "issuer", "issued_on", "title", "effective_on"}
    assert set(first["why"][0]) >= {"kind", "by", "on", "provisions", "quote", "origin"}


def test_what_is_not_there_is_not_in_force(small: Path) -> None:
    done = _run("status", "1/2031/NĐ-CP", "--registry", str(small))
    assert done.returncode == 0
    assert "không có trong sổ đăng ký" in done.stdout
    as_json = _run("status", "1/2031/NĐ-CP", "--registry", str(small), "--format", "json")
    assert json.loads(as_json.stdout)["matches"] == []


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04", b"SQLite format 3\x00" + b"\x00" * 200])
def test_a_registry_that_is_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "r.db"
    if content is not None:
        path.write_bytes(content)
    done = _run("status", "1/2020/NĐ-CP", "--registry", str(path))
    assert done.returncode == 4
    assert len(done.stderr.strip().splitlines()) == 1
    assert str(path) in done.stderr
    assert path.exists() == (content is not None)


def test_a_truncated_registry(small: Path) -> None:
    small.write_bytes(small.read_bytes()[:20000])
    done = _run("search", "đất", "--registry", str(small))
    assert done.returncode == 4
    assert "cụt hoặc hỏng" in done.stderr


def test_import_preview_refusal_and_way_back(small: Path, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text(CSV.format(day="02/03/2016"), encoding="utf-8")
    bad.write_text(CSV.format(day="31/02/2016"), encoding="utf-8")
    before = small.read_bytes()
    assert "Chưa ghi gì" in _run("import", str(good), "--preview", "--registry", str(small)).stdout
    refused = _run("import", str(bad), "--registry", str(small))
    assert refused.returncode == 2
    assert "31/02/2016" in refused.stderr and "dòng 2" in refused.stderr
    assert small.read_bytes() == before
    done = _run("import", str(good), "--registry", str(small), "--official")
    assert done.returncode == 0 and "phiên 1" in done.stdout
    assert "good.csv" in _run("sessions", "--registry", str(small)).stdout
    assert _run("rollback", "--registry", str(small)).returncode == 0
    assert _run("rollback", "--registry", str(small)).returncode == 2


def test_the_other_commands_speak(small: Path, tmp_path: Path) -> None:
    assert _run("lint", "--registry", str(small)).returncode == 0
    assert "2020" in _run("coverage", "--at-least", "1", "--registry", str(small)).stdout
    assert _run("snapshot", str(tmp_path / "s.db"), "--registry", str(small)).returncode == 0
    assert _run("snapshot", str(tmp_path / "s.db"), "--verify").returncode == 0
    assert _run("diff", str(small), str(tmp_path / "s.db")).stdout == ""
    touched = json.loads(_run("impact", "20/2020/QĐ-UBND", "--registry", str(small), "--format", "json").stdout)
    assert [fact["act"] for fact in touched[0]["acts_on"]] == [OLD.id]
    missing = _run("wanted", cwd=tmp_path)
    assert missing.returncode == 2 and len(missing.stderr.strip().splitlines()) == 1
    english = _run("status", "1/2031/NĐ-CP", "--registry", str(small), "--lang", "en")
    assert "not in the registry" in english.stdout


def test_lists_by_status_and_place(small: Path, tmp_path: Path) -> None:
    counted = _run("list", "--as-of", "2022-01-01", "--registry", str(small), "--format", "json")
    assert counted.returncode == 0, counted.stderr
    assert {"status": "ceased", "acts": 1} in json.loads(counted.stdout)["statuses"]
    ceased = _run("list", "--status", "ceased", "--as-of", "2022-01-01", "--registry", str(small), "--format", "jsonl")
    assert [json.loads(line)["act"]["id"] for line in ceased.stdout.splitlines()] == [OLD.id]
    placed = _run("status", "13/2014/QĐ-UBND", "--place", "Kon Tum", "--registry", str(small))
    assert placed.returncode == 0, placed.stderr
    nowhere = _run("status", "13/2014/QĐ-UBND", "--place", "Atlantis", "--registry", str(small))
    assert nowhere.returncode == 2 and len(nowhere.stderr.strip().splitlines()) == 1
    missing = _run("backfill", cwd=tmp_path)
    assert missing.returncode == 2 and len(missing.stderr.strip().splitlines()) == 1


def test_a_word_list_from_the_outside(small: Path, tmp_path: Path) -> None:
    import docx

    file = docx.Document()
    file.add_paragraph("DANH MỤC VĂN BẢN HẾT HIỆU LỰC TOÀN BỘ")
    table = file.add_table(rows=0, cols=3)
    for row in (("Số, ký hiệu", "Trích yếu", "Ngày hết hiệu lực"), ("05/2016/QĐ-UBND", "Bến xe", "31/02/2021")):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    path = tmp_path / "list.docx"
    file.save(str(path))
    refused = _run("import", str(path), "--issuer", "UBND tỉnh Hà Tĩnh", "--registry", str(small))
    assert refused.returncode == 2
    assert "1:2" in refused.stderr and "31/02/2021" in refused.stderr
    path.write_bytes(path.read_bytes()[:400])
    broken = _run("import", str(path), "--registry", str(small))
    assert broken.returncode == 2 and len(broken.stderr.strip().splitlines()) == 1


ENDING = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 40/2024/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày 05 tháng 8 năm 2024

QUYẾT ĐỊNH
Bãi bỏ một số quyết định về bến bãi

Điều 1. Bãi bỏ toàn bộ Quyết định số 20/2020/QĐ-UBND ngày 06 tháng 5 năm 2020 của Ủy ban nhân dân tỉnh.
Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 8 năm 2024.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu
"""
CITING = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
Số: 315/KH-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Tĩnh, ngày 09 tháng 9 năm 2024

KẾ HOẠCH
Sắp xếp bến bãi

Thực hiện Quyết định số 20/2020/QĐ-UBND ngày 06 tháng 5 năm 2020 của Ủy ban nhân dân tỉnh, kế hoạch như sau.
"""


def test_learning_says_what_it_will_touch(small: Path, tmp_path: Path) -> None:
    pile, new = tmp_path / "kho", tmp_path / "moi"
    pile.mkdir()
    new.mkdir()
    (pile / "ke-hoach.txt").write_text(CITING, encoding="utf-8")
    (new / "bai-bo.txt").write_text(ENDING, encoding="utf-8")
    command = [sys.executable, "-m", "doccheck", "scan", "kho", "--registry", str(small), "--workers", "1"]
    scanned = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=tmp_path, check=False)
    assert scanned.returncode in {0, 1}, scanned.stderr
    learned = _run("learn", "moi", "--registry", str(small), "--lang", "en", cwd=tmp_path)
    assert "1 new proposals" in learned.stdout
    assert "1 references become known, 1 scanned documents" in learned.stdout
    approved = _run("approve", "--all", "--who", "An", "--registry", str(small), "--lang", "en", cwd=tmp_path)
    assert "ke-hoach.txt" in approved.stdout
    assert "1 references became known, in 1 scanned documents" in approved.stdout
