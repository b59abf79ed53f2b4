"""The day's tally against counting from the beginning, over random moves, undos and days."""

import random
from pathlib import Path

import pytest

from doccheck.run import docket, listing
from doccheck.run.docket import Ask
from doccheck.run.listing import Query
from doccheck.run.tally import Tally
from doccheck.run.workspace import Decision, Workspace, open_workspace
from tests.review.conftest import copy_of

ALL = """select count(*), coalesce(sum(d.decision = 'confirm'), 0), coalesce(sum(d.decision = 'dismiss'), 0)
  from moves m join decisions d on d.move = m.id where m.who = ? and m.at >= ? and m.undone_by is null
  and m.kind != 'undo'"""
ANSWERS = ("confirm", "dismiss", "postpone")


@pytest.fixture
def workspace(scanned: Path, tmp_path: Path) -> Workspace:
    return open_workspace(copy_of(scanned, tmp_path))


def counted(workspace: Workspace, who: str, day: str) -> dict[str, int]:
    row = workspace.conn.execute(ALL, (who, day)).fetchone()
    return {"all": row[0], "confirm": row[1], "dismiss": row[2]}


@pytest.mark.parametrize("seed", range(4))
def test_counting_on_gives_what_counting_anew_gives(workspace: Workspace, seed: int) -> None:
    lot, tally = random.Random(seed), Tally()
    causes = [row["target"] for row in listing.groups(workspace.conn, Query())]
    days = ("2026-03-02", "2026-03-03")
    for step in range(60):
        day, who = days[step // 40], lot.choice(("lan", "hoa"))
        if lot.random() < 0.3:
            docket.undo(workspace, who=who, at=f"{day}T09:00:00")
        else:
            picked = lot.sample(causes, lot.choice((1, 1, 3)))
            asks = [
                Ask(decision=Decision(target=one, scope="cause", decision=lot.choice(ANSWERS), why="reading"))
                for one in picked
            ]
            docket.take(workspace, asks, who=who, at=f"{day}T08:00:00")
        if lot.random() < 0.6:
            for name in ("lan", "hoa", "minh"):
                assert tally.of(workspace.conn, name, day) == counted(workspace, name, day), (step, name)
