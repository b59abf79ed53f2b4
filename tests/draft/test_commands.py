"""``doccheck draft`` and ``doccheck annotate`` as people run them, and the examples of the guide."""

import re
from pathlib import Path
from typing import Any

import pytest

from doccheck.cli import run
from tests.draft import word_reader as reader
from tests.draft.conftest import ROOT

SAMPLES = ROOT / "corpus" / "samples"
GUIDE = ROOT / "docs" / "soan-thao.md"


def called(*argv: str) -> int:
    with pytest.raises(SystemExit) as left:
        run([*argv, "--lang", "vi"] if "--lang" not in argv else argv)
    return int(left.value.code or 0)


def test_draft(drafts: dict[str, Any], tmp_path: Path, capsys: Any) -> None:
    path = tmp_path / "du-thao.docx"
    path.write_bytes(drafts["f01"][1].read_bytes())
    before = path.read_bytes()
    assert called("draft", str(path), "--sign-on", "15/01/2026", "--fix") == 1
    told = capsys.readouterr().err
    assert "ký ngày 15/01/2026: 1 chỗ cần xem" in told and "theo dõi sửa đổi" in told
    made = tmp_path / "du-thao.doccheck.docx"
    assert len(reader.comments(made.read_bytes())) == 2 and path.read_bytes() == before
    assert (
        called(
            "draft", str(path), "--sign-on", "2026-01-15", "--fail-on", "never", "--output", str(tmp_path / "khac.docx")
        )
        == 0
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == ["du-thao.doccheck.docx", "du-thao.docx", "khac.docx"]


def test_clean_draft(drafts: dict[str, Any], capsys: Any) -> None:
    assert called("draft", str(drafts["s01"][1]), "--sign-on", "2026-01-15") == 0
    assert "chưa thấy gì cần sửa" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["10-qd-tinh-da-sap-nhap.pdf", "27-tep-hong.docx", "khong-co.docx"])
def test_wrong_drafts(name: str, capsys: Any, tmp_path: Path) -> None:
    assert called("draft", str(SAMPLES / name)) == 2
    assert "Lỗi:" in capsys.readouterr().err


def test_one_output_for_one_draft(drafts: dict[str, Any], tmp_path: Path, capsys: Any) -> None:
    two = [str(drafts[n][1]) for n in ("f01", "f02")]
    assert called("draft", *two, "--output", str(tmp_path / "x.docx")) == 2
    assert called("draft", two[0], "--output", two[0]) == 2


def test_annotate(tmp_path: Path, capsys: Any) -> None:
    source = SAMPLES / "10-qd-tinh-da-sap-nhap.pdf"
    assert called("annotate", str(source), "--as-of", "2026-11-24", "--output", str(tmp_path / "a.pdf")) == 0
    assert (tmp_path / "a.pdf").read_bytes().startswith(source.read_bytes())
    assert (
        called("annotate", str(source), "--format", "html", "--output", str(tmp_path / "a.html"), "--lang", "en") == 0
    )
    assert "<svg" in (tmp_path / "a.html").read_text("utf-8")
    word = SAMPLES / "02-qd-can-cu-da-het-hieu-luc-2020.docx"
    assert called("annotate", str(word), "--format", "pdf") == 2
    assert called("annotate", str(tmp_path / "none.pdf")) == 2


def test_help_speaks_vietnamese(capsys: Any) -> None:
    for command in ("draft", "annotate"):
        assert called(command, "--help") == 0
        assert "Ví dụ" in capsys.readouterr().out


def test_sarif_from_check(tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "o.sarif"
    called(
        "check",
        str(SAMPLES / "02-qd-can-cu-da-het-hieu-luc-2020.docx"),
        "--as-of",
        "2026-11-24",
        "--format",
        "sarif",
        "--output",
        str(out),
        "--progress",
        "none",
    )
    assert '"version": "2.1.0"' in out.read_text("utf-8")


def test_examples_of_the_guide(drafts: dict[str, Any], tmp_path: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    Path("du-thao.docx").write_bytes(drafts["f13"][1].read_bytes())
    Path("quyet-dinh.pdf").write_bytes((SAMPLES / "10-qd-tinh-da-sap-nhap.pdf").read_bytes())
    text = GUIDE.read_text("utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) >= 3
    for block in blocks:
        exec(compile(block, str(GUIDE), "exec"), {})
    assert Path("du-thao.doccheck.docx").is_file() and Path("quyet-dinh.doccheck.pdf").is_file()
    for line in re.findall(
        r"^doccheck (.+)$", "\n".join(re.findall(r"```console\n(.*?)```", text, re.DOTALL)), re.MULTILINE
    ):
        assert called(*line.split()) in {0, 1}, line
