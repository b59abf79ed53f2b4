"""The samples of the repository give the findings that they were written to show, and no louder ones."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "corpus" / "samples"
AS_OF = date(2026, 11, 25)
GOLD = [json.loads(line) for line in (ROOT / "corpus/gold/samples.jsonl").read_text("utf-8").splitlines()]
UNREADABLE = {"27-tep-hong.docx": "corrupt_container", "34-nghi-quyet-co-mat-khau.pdf": "encrypted"}


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """One scan of the folder, as the command line gives it."""
    import subprocess
    import sys

    folder = tmp_path_factory.mktemp("samples")
    done = subprocess.run(
        [sys.executable, "-m", "doccheck", "scan", str(SAMPLES), "--as-of", AS_OF.isoformat(), "--workspace",
         str(folder / "ws.sqlite"), "--workers", "2", "--format", "jsonl"],
        capture_output=True, text=True, encoding="utf-8", timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done.stderr
    records = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    return {Path(r["path"]).name: r for r in records}


def test_one_record_a_file(reports: dict[str, dict[str, Any]]) -> None:
    assert set(reports) == {p.name for p in SAMPLES.iterdir()} == {g["file"] for g in GOLD}


@pytest.mark.parametrize("gold", GOLD, ids=lambda g: g["file"])
def test_expected_findings(gold: dict[str, Any], reports: dict[str, dict[str, Any]], request: Any) -> None:
    if gold["file"].endswith("dau-do.pdf"):
        request.getfixturevalue("vietnamese_ocr")
    if gold["file"].endswith(".doc"):
        request.getfixturevalue("soffice")
    record = reports[gold["file"]]
    found = {f["check"] for f in record["findings"]}
    assert set(gold["expect"]) <= found
    loud = {f["check"] for f in record["findings"] if f["level"] in {"error", "warning"}}
    assert loud <= set(gold["expect"])


@pytest.mark.parametrize("name", sorted(UNREADABLE))
def test_unreadable_files_say_why(name: str, reports: dict[str, dict[str, Any]]) -> None:
    assert reports[name]["state"] == "unreadable"
    assert UNREADABLE[name] in {t["code"] for t in reports[name]["troubles"]}


def test_every_finding_has_its_proof(reports: dict[str, dict[str, Any]]) -> None:
    for record in reports.values():
        for finding in record["findings"]:
            assert finding["message"] and finding["basis"] and finding["fingerprint"]
            assert finding["quote"] or finding["subject"] or finding["facts"]


def test_the_merged_provinces_of_the_samples(tmp_path: Path) -> None:
    """Three old units on one subject: unify. Two whose new unit has a document of its own: repeal."""
    import subprocess
    import sys

    files = [str(p) for p in sorted(SAMPLES.glob("*nhap-tinh*"))] + [str(SAMPLES / "07-qd-ubnd-huyen-2018.pdf")]
    pile = str(tmp_path / "ws.sqlite")
    command = [sys.executable, "-m", "doccheck"]
    done = subprocess.run(
        [*command, "scan", *files, "--as-of", AS_OF.isoformat(), "--workspace", pile, "--format", "jsonl"],
        capture_output=True, text=True, encoding="utf-8", timeout=280, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    told = subprocess.run(
        [*command, "survey", "--workspace", pile, "--as-of", AS_OF.isoformat(), "--format", "json"],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    found = json.loads(told.stdout)
    handled = {one["unit"]: (one["proposal"], len(one["documents"]), bool(one["newer"])) for one in found["subjects"]}
    assert handled == {"lam-dong": ("unify", 3, False), "bac-ninh": ("repeal", 2, True)}
    assert [(one["on"], one["area"]) for one in found["falling"]] == [("2027-03-01", "Ủy ban nhân dân huyện Hương Khê")]
