"""Scans with the real stages: one record an input, the pile judges itself, nothing is done twice, nothing is lost."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from doccheck.errors import UsageError
from doccheck.pipeline import open_tools
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan, Totals, Watcher
from doccheck.run.spool import spool, spool_of
from doccheck.run.workspace import open_workspace
from tests.run.pile import LETTER, NEW, OLD, make_pile

DAY = date(2026, 11, 24)


@pytest.fixture(scope="module")
def digest() -> str:
    return open_tools().shelf.digest


class Seen(Watcher):
    def __init__(self) -> None:
        self.phases: dict[str, int] = {}

    def phase(self, name: str, total: int) -> None:
        self.phases[name] = total


def scan(paths: Any, workspace: Path, digest: str, **options: Any) -> tuple[Totals, dict[str, Any], dict[str, int]]:
    opened, seen = open_workspace(workspace, create=True), Seen()
    job = Scan(workspace=opened, recipe=Recipe(), as_of=DAY, registry_digest=digest, watcher=seen)
    totals = (replace(job, **options) if options else job).run(paths if isinstance(paths, list) else [paths])
    records = {record["path"]: record for record in opened.records()}
    opened.close()
    return totals, records, seen.phases


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory, digest: str) -> tuple[Path, Path, dict[str, Any], Totals]:
    home = tmp_path_factory.mktemp("scan")
    pile = make_pile(home / "kho")
    totals, records, _ = scan(pile, home / "w.db", digest)
    return pile, home / "w.db", records, totals


def test_every_input_is_one_record(first: tuple[Path, Path, dict[str, Any], Totals]) -> None:
    pile, _, records, totals = first
    names = {path.removeprefix(f"{pile}/") for path in records}
    assert names == {
        "913-2014.txt",
        "b/955-2021.txt",
        "b/ban-sao.txt",
        "cong-van.txt",
        "rong.docx",
        "hong.pdf",
        "goi.zip!/thoat/cong-van-2.txt",
        "goi.zip!/hong.docx",
    }
    assert totals.documents == 8
    assert sum(totals.states.values()) == 8
    assert totals.unread == {"corrupt_container": 1, "corrupt_structure": 1, "empty_file": 1}


def test_the_pile_judges_itself(first: tuple[Path, Path, dict[str, Any], Totals]) -> None:
    pile, _, records, _ = first
    found = [f for f in records[f"{pile}/913-2014.txt"]["findings"] if f["check"] == "ST-EXP"]
    assert len(found) == 1
    assert found[0]["level"] == "review"
    assert "chưa duyệt" in found[0]["message"]
    proof = found[0]["proof"][0]
    assert proof["tier"] == "pile"
    assert proof["quote"]
    assert proof["quote"] in " ".join(NEW.split())
    assert proof["path"] == f"{pile}/b/955-2021.txt"
    assert records[f"{pile}/b/ban-sao.txt"]["findings"][0]["fingerprint"] == found[0]["fingerprint"]


def test_an_unchanged_pile_costs_a_walk(first: tuple[Path, Path, dict[str, Any], Totals], digest: str) -> None:
    pile, workspace, records, _ = first
    totals, again, phases = scan(pile, workspace, digest)
    assert phases == {"read": 0, "learn": 0, "judge": 0}
    assert (totals.read, totals.judged) == (0, 0)
    assert again == records


def test_only_what_changed_is_read_again(tmp_path: Path, digest: str) -> None:
    pile = make_pile(tmp_path / "kho")
    scan(pile, tmp_path / "w.db", digest)
    (pile / "cong-van.txt").write_text(LETTER.replace("hội trường", "phòng họp lớn"), "utf-8")
    (pile / "hong.pdf").unlink()
    (pile / "ban-sao-2.txt").write_text(NEW, "utf-8")
    totals, records, phases = scan(pile, tmp_path / "w.db", digest)
    assert phases["read"] == 1
    assert totals.documents == 8
    assert f"{pile}/hong.pdf" not in records
    assert f"{pile}/ban-sao-2.txt" in records


FAR = OLD.replace("913/2014", "914/2014").replace("trông coi nhà văn hóa thôn", "giữ chìa khóa hội trường")


def test_a_changed_pile_judges_again_only_whom_it_concerns(tmp_path: Path, digest: str) -> None:
    pile = make_pile(tmp_path / "kho")
    (pile / "914-2014.txt").write_text(FAR, "utf-8")
    scan(pile, tmp_path / "w.db", digest)
    ends = NEW.replace("955/2021", "956/2021").replace("913/2014", "914/2014")
    ends = ends.replace("trông coi nhà văn hóa thôn", "giữ chìa khóa hội trường")
    (pile / "c-956-2021.txt").write_text(ends, "utf-8")
    _, records, phases = scan(pile, tmp_path / "w.db", digest)
    assert (phases["read"], phases["learn"]) == (1, 1)
    assert phases["judge"] <= len(records) / 2
    assert "ST-EXP" in {f["check"] for f in records[f"{pile}/914-2014.txt"]["findings"]}
    _, fresh, _ = scan(pile, tmp_path / "fresh.db", digest)
    assert records == fresh
    (pile / "c-956-2021.txt").unlink()
    _, back, phases = scan(pile, tmp_path / "w.db", digest)
    assert 1 <= phases["judge"] <= len(records) / 2
    assert "ST-EXP" not in {f["check"] for f in back[f"{pile}/914-2014.txt"]["findings"]}


def test_a_run_cut_short_between_two_piles_leaves_no_old_verdict(tmp_path: Path, digest: str) -> None:
    pile = make_pile(tmp_path / "kho")
    (pile / "914-2014.txt").write_text(FAR, "utf-8")
    _, before, _ = scan(pile, tmp_path / "w.db", digest)
    (pile / "c-956-2021.txt").write_text(NEW.replace("955/2021", "956/2021").replace("913/2014", "914/2014"), "utf-8")

    class Cut(Seen):
        def done(self, path: str, code: str | None, pages: int = 0) -> None:
            if "judge" in self.phases and path.endswith("914-2014.txt"):
                raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        scan(pile, tmp_path / "w.db", digest, watcher=Cut())
    (pile / "c-956-2021.txt").unlink()
    _, after, _ = scan(pile, tmp_path / "w.db", digest)
    assert after == before


def test_another_registry_or_day_opens_no_file(tmp_path: Path, digest: str) -> None:
    pile = make_pile(tmp_path / "kho")
    _, before, _ = scan(pile, tmp_path / "w.db", digest)
    shutil.rmtree(pile / "b")
    (pile / "b").mkdir()
    for name in ("955-2021.txt", "ban-sao.txt"):
        (pile / "b" / name).write_text("", "utf-8")
    shutil.rmtree(pile / "b")
    kept = [path for path in before if "/b/" not in path]
    _, records, phases = scan(pile, tmp_path / "w.db", digest, as_of=date(2020, 1, 1))
    assert phases["read"] == 0
    assert sorted(records) == sorted(kept)
    assert {record["as_of"] for record in records.values()} == {"2020-01-01"}
    old = records[f"{pile}/913-2014.txt"]["findings"]
    assert "ST-EXP" not in {f["check"] for f in old}


def test_the_result_does_not_depend_on_workers_or_order(tmp_path: Path, digest: str) -> None:
    pile = make_pile(tmp_path / "kho")
    _, one, _ = scan(pile, tmp_path / "1.db", digest, workers=1)
    parts = [pile / "goi.zip", pile / "rong.docx", pile / "b", pile]
    _, two, _ = scan(parts, tmp_path / "2.db", digest, workers=3)
    assert json.dumps(one, ensure_ascii=False) == json.dumps(two, ensure_ascii=False)


def test_two_scans_of_one_workspace_do_not_mix(tmp_path: Path) -> None:
    workspace = tmp_path / "w.db"
    with spool(workspace), pytest.raises(UsageError, match="đang được một lượt quét khác"), spool(workspace):
        pass
    assert not spool_of(workspace).exists()


def test_what_a_killed_run_left_is_swept(tmp_path: Path) -> None:
    workspace = tmp_path / "w.db"
    left = spool_of(workspace) / "123-1"
    left.mkdir(parents=True)
    (left / "data").write_bytes(b"x")
    with spool(workspace) as folder:
        assert list(folder.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00 cut"])
def test_a_file_that_is_no_workspace_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "w.db"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="không dùng được"):
        open_workspace(path, create=True)
    assert path.read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_killed_at_any_moment_the_next_run_ends_the_same(
    first: tuple[Path, Path, dict[str, Any], Totals], tmp_path: Path, digest: str
) -> None:
    pile, _, undisturbed, _ = first
    for turn, events in enumerate((1, 5, 12)):
        workspace = tmp_path / f"{turn}.db"
        command = [sys.executable, "-m", "doccheck", "scan", str(pile), "--workspace", str(workspace)]
        command += ["--as-of", DAY.isoformat(), "--workers", "2", "--progress", "jsonl"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
            assert process.stderr is not None
            for _ in range(events):
                process.stderr.readline()
            process.send_signal(signal.SIGKILL)
        time.sleep(0.2)
        _, records, _ = scan(pile, workspace, digest)
        assert records == undisturbed
