"""What the age of an act tells where nobody knows its day of effect."""

import sys
from datetime import date
from importlib import import_module

import pytest

from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.rulebook.place import data_dir

sys.path.append(str(data_dir("registry")))
aged = import_module("building.aged").aged

ISSUED = date(2010, 3, 1)


def told(*facts: Fact, instrument: str = "circular", effective_on: date | None = None) -> list[date | None]:
    act = Act(id="a", number=None, instrument=instrument, issued_on=ISSUED, effective_on=effective_on)
    return [fact.on for fact in aged([act], lambda _: facts)]


def done(kind: Kind, on: date | None, tier: Tier = Tier.READ) -> Fact:
    return Fact(act="a", kind=kind, on=on, tier=tier, origin="text")


@pytest.mark.parametrize("kind", [Kind.REPLACED, Kind.ENDED, Kind.AMENDED, Kind.PARTLY_REPEALED, Kind.IN_FORCE])
def test_what_was_done_to_an_old_act_proves_its_force(kind: Kind) -> None:
    assert told(done(kind, date(2018, 1, 1))) == [date(2012, 2, 29)]


@pytest.mark.parametrize(
    "facts",
    [
        (),
        (done(Kind.REPLACED, None),),
        (done(Kind.REPLACED, date(2012, 2, 1)),),  # it may never have taken effect
        (done(Kind.REPLACED, date(2018, 1, 1), Tier.HINT),),
        (done(Kind.CEASED, date(2018, 1, 1)),),
        (done(Kind.REPLACED, date(2018, 1, 1)), done(Kind.EFFECT, date(2010, 5, 1))),
        (done(Kind.REPLACED, date(2018, 1, 1)), done(Kind.EFFECT_MOVED, date(2013, 5, 1))),
    ],
)
def test_nothing_is_told_where_it_may_be_otherwise(facts: tuple[Fact, ...]) -> None:
    assert told(*facts) == []


def test_a_law_may_wait_longer_and_a_known_day_needs_no_guess() -> None:
    ended = done(Kind.REPLACED, date(2018, 1, 1))
    assert told(ended, instrument="law") == []
    assert told(ended, effective_on=date(2010, 4, 15)) == []
