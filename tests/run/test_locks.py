"""A workspace opened twice in one process keeps its locks: another program that looks in takes nothing away."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from doccheck.errors import UsageError
from doccheck.run.workspace import open_workspace

LOOK = """
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("select count(*) from notes").fetchone()
c.close()
"""


def test_a_second_opening_does_not_drop_the_locks_of_the_first(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    first = open_workspace(path, create=True)
    opened = []

    def work(number: int) -> None:
        mine = open_workspace(path)
        opened.append(mine)
        with mine.write() as conn:
            conn.execute("insert into notes (scope, target, who, at, body) values ('x', 'x', 'x', 'x', ?)", (number,))

    for number in range(12):
        thread = threading.Thread(target=work, args=(number,))
        thread.start()
        thread.join()
        subprocess.run([sys.executable, "-c", LOOK, str(path)], check=True)
    first.close()
    for one in opened:
        one.close()
    again = open_workspace(path)
    assert again.conn.execute("select count(*) from notes").fetchone()[0] == 12


def test_a_full_disk_is_told_and_nothing_is_half_written(tmp_path: Path) -> None:
    path = tmp_path / "w.db"
    opened = open_workspace(path, create=True)
    opened.conn.execute("pragma wal_checkpoint(truncate)")
    pages = opened.conn.execute("pragma page_count").fetchone()[0]
    opened.conn.execute(f"pragma max_page_count = {pages}")
    with pytest.raises(UsageError, match="đĩa đã đầy"), opened.write() as conn:
        for n in range(400):
            body = str(n) * 900
            conn.execute("insert into notes (scope, target, who, at, body) values ('x', 'x', 'x', 'x', ?)", (body,))
    opened.conn.execute("pragma max_page_count = 100000")
    assert opened.conn.execute("select count(*) from notes").fetchone()[0] == 0
    with opened.write() as conn:
        conn.execute("insert into notes (scope, target, who, at, body) values ('x', 'x', 'x', 'x', 'x')")
    opened.close()
