"""Threats of docs/threats.md that no other test holds: files that change, rule packs, dependencies, rights of files."""

import hashlib
import os
import threading
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import pytest

from doccheck.errors import RulebookError
from doccheck.extract import ExtractOptions, extract
from doccheck.pipeline import open_tools, read_text
from doccheck.rulebook.book import load_book
from doccheck.run.recipe import Recipe
from doccheck.run.scan import Scan
from doccheck.run.workspace import open_workspace
from tests.run import hostile
from tests.run.pile import NEW, OLD, make_pile

DAY = date(2026, 11, 24)
NO_OCR = ExtractOptions(ocr=False)


def test_the_hash_is_that_of_the_bytes_that_were_parsed(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    bodies = {hashlib.sha256(text.encode()).hexdigest(): text.strip() for text in (OLD, NEW)}
    path.write_text(OLD, "utf-8")
    ended = threading.Event()

    def swap() -> None:
        turn = 0
        while not ended.is_set():
            turn += 1
            draft = tmp_path / "draft"
            draft.write_text((OLD, NEW)[turn % 2], "utf-8")
            draft.replace(path)

    writer = threading.Thread(target=swap)
    writer.start()
    try:
        for _ in range(300):
            text = extract(path, NO_OCR)
            assert bodies[text.source.sha256] == text.body.strip()
    finally:
        ended.set()
        writer.join()


def test_a_file_that_changed_since_the_walk_is_told_and_read_the_next_time(tmp_path: Path) -> None:
    pile, workspace = make_pile(tmp_path / "kho"), tmp_path / "w.db"
    path = pile / "cong-van.txt"
    opened = open_workspace(workspace, create=True)

    class Swapping(Scan):
        def _read(self, keys, run, stages):  # type: ignore[no-untyped-def]
            path.write_text("Số: 99/2020/QĐ-UBND\nQuyết định khác hẳn.\n", "utf-8")
            return Scan._read(self, keys, run, stages)

    settings = {"recipe": Recipe(), "as_of": DAY, "registry_digest": open_tools().shelf.digest}
    Swapping(workspace=opened, **settings).run([pile])
    record = next(r for r in opened.records() if r["path"] == str(path))
    assert [t["code"] for t in record["troubles"]] == ["changed_while_reading"]
    Scan(workspace=opened, **settings).run([pile])
    record = next(r for r in opened.records() if r["path"] == str(path))
    assert record["state"] != "unreadable"
    opened.close()


EVIL = (
    'a: !!python/object/apply:os.system ["touch {mark}"]',
    "a: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a]\nc: [*b, *b, *b, *b, *b, *b, *b, *b]",
    "<<: {<<: {<<: {a: 1}}}",
    "[" * 20_000,
    "a: " * 5_000,
    'a: "\\ud800"',
    "x" * 2_000_000,
)


@pytest.mark.parametrize("number", range(len(EVIL)))
def test_a_rule_file_from_a_stranger_is_refused_at_once(number: int, tmp_path: Path) -> None:
    mark, own = tmp_path / "mark", tmp_path / "own" / "vn"
    own.mkdir(parents=True)
    (own / "periods.yaml").write_text(EVIL[number].replace("{mark}", str(mark)), "utf-8")
    start = time.process_time()
    with pytest.raises(RulebookError) as told:
        load_book(overlay=tmp_path / "own")
    assert any("periods.yaml" in line for line in told.value.mistakes)
    assert not mark.exists()
    assert time.process_time() - start < 15  # most of it is reading the other rules


def test_reading_stays_linear_on_adversarial_lines() -> None:
    book = load_book()

    def cost(body: str) -> float:
        path.write_text(body, "utf-8")
        text = extract(path, NO_OCR)
        start = time.process_time()
        read_text(text, book)
        return time.process_time() - start

    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"doccheck-linear-{os.getpid()}.txt"
    try:
        cost(OLD)
        for shape in hostile.SHAPES[::3]:
            short, long = cost(shape * (20_000 // len(shape))), cost(shape * (60_000 // len(shape)))
            assert long < 5.5 * max(short, 0.05), shape
    finally:
        path.unlink(missing_ok=True)


def test_the_workspace_and_its_papers_are_for_their_owner_alone(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        open_workspace(tmp_path / "w.db", create=True).close()
    finally:
        os.umask(before)
    if os.name == "posix":
        assert (tmp_path / "w.db").stat().st_mode & 0o077 == 0


def test_libraries_with_known_holes_are_not_the_ones_installed() -> None:
    for name, least in {"pdfminer.six": "20251230", "sqlite-utils": "4.2.1"}.items():
        assert [int(x) for x in version(name).split(".")] >= [int(x) for x in least.split(".")]
    root = Path(__file__).resolve().parents[2]
    for name in ("fitz", "pymupdf", "ghostscript"):
        found = [p for p in (root / "doccheck").rglob("*.py") if f"import {name}" in p.read_text("utf-8")]
        assert not found
