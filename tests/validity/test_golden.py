"""Golden facts of real acts, each as a plain fact: the day, the day before, and what only memory knows."""

import csv
from datetime import date, timedelta
from pathlib import Path

from doccheck.model.act import Act, Fact, Kind, Status, Tier
from doccheck.model.number import DocNumber
from doccheck.rulebook.book import load_book
from doccheck.validity import timeline

BOOK = load_book()
KINDS = {"replaced": Kind.REPLACED, "repealed": Kind.REPEALED, "ended": Kind.ENDED, "expired": Kind.TERM}
TIERS = {"A": Tier.READ, "A/C": Tier.READ, "B": Tier.SECONDARY, "C": Tier.HINT}


def _day(text: str) -> date | None:
    parts = [int(p) for p in text.split("/")] if text.count("/") == 2 else []
    return date(parts[2], parts[1], parts[0]) if parts else None


def _cases(shared: Path) -> list[tuple[Act, Fact]]:
    with (shared / "facts" / "golden_facts.tsv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    cases = []
    for row in rows:
        on = _day(row["event_date"])
        if row["event"] in KINDS and on is not None:
            number = DocNumber.parse(row["number"])
            issued, effective = _day(row["issued"]), _day(row["effective"])
            act = Act(id=row["number"], number=number, instrument=None, issued_on=issued, effective_on=effective)
            tier = TIERS[row["certainty"]]
            kind = KINDS[row["event"]]
            cases.append((act, Fact(act=act.id, kind=kind, on=on, tier=tier, origin="golden", by=row["by"])))
    return cases


def test_every_golden_ending_on_its_day_and_the_day_before(shared: Path) -> None:
    cases = _cases(shared)
    assert len(cases) > 90
    for act, fact in cases:
        assert fact.on is not None
        life = timeline(act, (fact,), BOOK)
        before, on = life.at(fact.on - timedelta(days=1)).status, life.at(fact.on).status
        if fact.tier is Tier.HINT:
            assert on is Status.UNKNOWN, act.id
        else:
            assert on is Status.CEASED, act.id
            assert before is (Status.IN_FORCE if act.effective_on else Status.UNKNOWN), act.id
