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
