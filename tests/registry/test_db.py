"""The SQLite door: what it opens, what it refuses, and that a refusal or a crash changes nothing."""

from pathlib import Path

import pytest

from doccheck.db import DatabaseFault, Reason, Shape, back_up, build, insert, open_database, rows


def _first(db: object) -> None:
    db.table("things").create({"x": int})


def _second(db: object) -> None:
    db.table("more").create({"y": int})


OLD = Shape(name="things", application_id=0x01020304, steps=(_first,))
NEW = Shape(name="things", application_id=0x01020304, steps=(_first, _second))
OTHER = Shape(name="other", application_id=0x0A0B0C0D, steps=())


@pytest.fixture
def made(tmp_path: Path) -> Path:
    build(tmp_path / "a.db", OLD, lambda db: insert(db, "things", ("x",), [(i,) for i in range(5000)]))
    return tmp_path / "a.db"


def _refused(path: Path, shape: Shape = OLD, **how: bool) -> Reason:
    with pytest.raises(DatabaseFault) as caught:
        open_database(path, shape, **how)
    assert caught.value.exit_code == 4
    return caught.value.reason


def test_opens_what_it_built(made: Path) -> None:
    assert rows(open_database(made, OLD, readonly=True), "select count(*) from things") == [(5000,)]


@pytest.mark.parametrize("share", [0.05, 0.5, 0.99])
def test_refuses_a_truncated_file(made: Path, share: float) -> None:
    raw = made.read_bytes()
    made.write_bytes(raw[: int(len(raw) * share)])
    assert _refused(made, readonly=True) is Reason.TRUNCATED


@pytest.mark.parametrize(
    ("content", "reason"),
    [(b"", Reason.EMPTY), (b"PK\x03\x04 a zip", Reason.NOT_A_DATABASE), (b"SQLite format 3\x00", Reason.TRUNCATED)],
)
def test_refuses_what_is_no_database(tmp_path: Path, content: bytes, reason: Reason) -> None:
    path = tmp_path / "x.db"
    path.write_bytes(content)
    assert _refused(path, readonly=True) is reason
    assert path.read_bytes() == content


def test_refuses_missing_foreign_and_newer(made: Path, tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.db") is Reason.MISSING
    assert not (tmp_path / "none.db").exists()
    assert _refused(made, OTHER) is Reason.FOREIGN
    open_database(made, NEW).close()
    assert _refused(made, OLD, readonly=True) is Reason.NEWER


def test_an_older_file_is_brought_up_to_date(made: Path) -> None:
    db = open_database(made, NEW, readonly=True)
    assert {"things", "more"} <= set(db.table_names())


def test_a_readonly_file_cannot_be_written(made: Path) -> None:
    db = open_database(made, OLD, readonly=True)
    with pytest.raises(Exception, match="readonly"):
        db.conn.execute("insert into things values (1)")


def test_a_failed_build_leaves_the_old_file(made: Path) -> None:
    before = made.read_bytes()

    def fail(db: object) -> None:
        raise ValueError("half way")

    with pytest.raises(ValueError, match="half way"):
        build(made, OLD, fail)
    assert made.read_bytes() == before
    assert list(made.parent.iterdir()) == [made]


def test_back_up_is_whole(made: Path, tmp_path: Path) -> None:
    back_up(open_database(made, OLD, readonly=True), tmp_path / "copy" / "b.db")
    assert rows(open_database(tmp_path / "copy" / "b.db", OLD), "select count(*) from things") == [(5000,)]
