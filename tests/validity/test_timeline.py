"""Lives one by one: effect, endings, doubt, suspension, savings, savings of district acts."""

from datetime import date, timedelta
from typing import Any

import pytest

from doccheck.model.act import Act, Certainty, Fact, Kind, Status, Tier
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision, Unit
from doccheck.rulebook.book import load_book
from doccheck.validity import explain, status_of_provision, stretch, timeline

BOOK = load_book()
ONE = timedelta(days=1)
ARTICLE_5 = Provision(((Unit.ARTICLE, "5"),))
CLAUSE_2 = Provision(((Unit.ARTICLE, "5"), (Unit.CLAUSE, "2")))
ARTICLE_6 = Provision(((Unit.ARTICLE, "6"),))


def act(effective: str | None = None, issued: str | None = "2007-10-27", issuer: str = "chinh-phu") -> Act:
    return Act(
        id="a",
        number=DocNumber.parse("158/2007/NĐ-CP"),
        instrument="decree",
        issuers=(issuer,),
        issued_on=date.fromisoformat(issued) if issued else None,
        effective_on=date.fromisoformat(effective) if effective else None,
    )


def fact(kind: Kind, on: str | None, tier: Tier = Tier.READ, until: str | None = None, **more: Any) -> Fact:
    day = date.fromisoformat(on) if on else None
    end = date.fromisoformat(until) if until else None
    return Fact(act="a", kind=kind, on=day, until=end, tier=tier, origin="test", **more)


def status(day: str, *facts: Fact, of: Act | None = None) -> tuple[Status, str]:
    piece = timeline(of or act(), facts, BOOK).at(date.fromisoformat(day))
    return piece.status, piece.reason


EFFECT = fact(Kind.EFFECT, "2007-11-20")
AMENDED = fact(Kind.AMENDED, "2013-12-20", by="b", by_label="B")
REPLACED = fact(Kind.REPLACED, "2019-08-15", by="c", by_label="C")


def test_the_issue_example() -> None:
    life = timeline(act(), (AMENDED, REPLACED), BOOK)
    assert life.at(date(2007, 10, 26)).status is Status.NOT_YET_IN_FORCE
    assert life.at(date(2013, 12, 19)).status is Status.UNKNOWN
    piece = life.at(date(2014, 8, 29))
    assert (piece.status, piece.amended, piece.certainty) == (Status.IN_FORCE, True, Certainty.HIGH)
    assert piece.reason == "in_force_inferred"
    assert "B" in explain(piece)
    assert life.at(date(2019, 8, 14)).status is Status.IN_FORCE
    assert life.at(date(2019, 8, 15)).status is Status.CEASED
    assert "15/8/2019" in explain(life.at(date(2026, 1, 1)))
    assert stretch(life, date(2014, 8, 29)).start == date(2013, 12, 20)
    assert stretch(life, date(2014, 8, 29)).end == date(2019, 8, 15)


def test_days_at_the_doors() -> None:
    assert status("2007-11-19", EFFECT, REPLACED)[0] is Status.NOT_YET_IN_FORCE
    assert status("2007-11-20", EFFECT, REPLACED)[0] is Status.IN_FORCE
    assert status("2019-08-14", EFFECT, REPLACED)[0] is Status.IN_FORCE
    assert status("2019-08-15", EFFECT, REPLACED)[0] is Status.CEASED


def test_nothing_known_is_unknown() -> None:
    assert status("2020-01-01") == (Status.UNKNOWN, "no_facts")
    assert status("2020-01-01", fact(Kind.REPLACED, "2019-08-15", Tier.HINT)) == (Status.UNKNOWN, "only_hints")
    assert status("2020-01-01", EFFECT) == (Status.UNKNOWN, "end_unknown")


def test_in_force_reaches_as_far_as_a_source_knows() -> None:
    stated = fact(Kind.IN_FORCE, "2026-01-22", Tier.SECONDARY)
    assert status("2026-01-22", EFFECT, stated) == (Status.IN_FORCE, "in_force_stated")
    assert status("2026-01-23", EFFECT, stated) == (Status.UNKNOWN, "known_to")
    piece = timeline(act(), (EFFECT, stated), BOOK).at(date(2026, 6, 1))
    assert piece.known_to == date(2026, 1, 22)
    assert status("2013-12-20", EFFECT, AMENDED)[0] is Status.IN_FORCE
    assert status("2013-12-21", EFFECT, AMENDED) == (Status.UNKNOWN, "known_to")


def test_an_ending_alone_does_not_tell_when_it_took_effect() -> None:
    assert status("2015-01-01", REPLACED) == (Status.UNKNOWN, "effect_unknown_used_later")
    assert status("2019-08-15", REPLACED)[0] is Status.CEASED


def test_a_stillborn_act() -> None:
    early = fact(Kind.REPEALED, "2007-11-10", by="c")
    assert status("2007-11-09", EFFECT, early)[0] is Status.NOT_YET_IN_FORCE
    assert status("2007-11-10", EFFECT, early) == (Status.NEVER_IN_FORCE, "ended_before_effect")
    same_day = fact(Kind.REPEALED, "2007-11-20", by="c")
    assert status("2010-01-01", EFFECT, same_day)[0] is Status.NEVER_IN_FORCE


def test_a_moved_effect() -> None:
    moved = fact(Kind.EFFECT_MOVED, "2008-06-01", by="b")
    assert status("2008-01-01", EFFECT, moved, REPLACED)[0] is Status.NOT_YET_IN_FORCE
    assert status("2008-06-01", EFFECT, moved, REPLACED)[0] is Status.IN_FORCE
    undated = fact(Kind.EFFECT_MOVED, None, by="b")
    assert status("2008-01-01", EFFECT, undated, REPLACED) == (Status.UNKNOWN, "effect_moved_undated")


def test_an_effect_before_the_issue_is_not_used() -> None:
    typo = fact(Kind.EFFECT, "2006-11-20", Tier.OFFICIAL)
    assert status("2008-01-01", typo, fact(Kind.IN_FORCE, "2012-01-01")) == (Status.UNKNOWN, "effect_before_issue")


def test_own_term_and_ceased_by() -> None:
    term = fact(Kind.TERM, "2027-03-01")
    assert status("2027-02-28", EFFECT, term) == (Status.IN_FORCE, "in_force_term")
    assert status("2027-03-01", EFFECT, term) == (Status.CEASED, "ceased_term")
    by = fact(Kind.CEASED, "2020-05-01", Tier.OFFICIAL)
    assert status("2020-04-30", EFFECT, by) == (Status.UNKNOWN, "ceased_by_later")
    assert status("2020-05-01", EFFECT, by)[0] is Status.CEASED
    assert status("2020-05-01", EFFECT, fact(Kind.REPLACED, None)) == (Status.UNKNOWN, "ended_undated")


def test_partial_endings_and_amendments() -> None:
    part = fact(Kind.PARTLY_REPEALED, "2015-01-01", provisions=(CLAUSE_2,), by="d")
    life = timeline(act(), (EFFECT, AMENDED, part, REPLACED), BOOK)
    assert life.at(date(2014, 6, 1)).status is Status.IN_FORCE
    piece = life.at(date(2015, 1, 1))
    assert (piece.status, piece.ceased_provisions, piece.amended) == (Status.PARTLY_CEASED, (CLAUSE_2,), True)
    assert life.at(date(2019, 8, 15)).status is Status.CEASED
    day = date(2016, 1, 1)
    assert status_of_provision(life, CLAUSE_2, day).status is Status.CEASED
    assert status_of_provision(life, ARTICLE_5, day).status is Status.PARTLY_CEASED
    assert status_of_provision(life, ARTICLE_6, day).status is Status.IN_FORCE
    assert status_of_provision(life, CLAUSE_2, date(2014, 12, 31)).status is Status.IN_FORCE
    assert status_of_provision(life, ARTICLE_6, date(2020, 1, 1)).status is Status.CEASED
    assert status_of_provision(life, ARTICLE_6, date(2030, 1, 1)).status is Status.CEASED


def test_a_partial_ending_without_provisions_says_nothing_of_one() -> None:
    part = fact(Kind.PARTLY_REPEALED, "2015-01-01", by="d")
    life = timeline(act(), (EFFECT, part, REPLACED), BOOK)
    assert status_of_provision(life, ARTICLE_6, date(2016, 1, 1)).status is Status.UNKNOWN


def test_staggered_effect() -> None:
    later = fact(Kind.EFFECT, "2009-01-01", provisions=(ARTICLE_6,))
    life = timeline(act(), (EFFECT, later, REPLACED), BOOK)
    asked = status_of_provision(life, ARTICLE_6, date(2008, 6, 1), facts=(later,))
    assert asked.status is Status.NOT_YET_IN_FORCE
    assert status_of_provision(life, ARTICLE_5, date(2008, 6, 1), facts=(later,)).status is Status.IN_FORCE


def test_suspension_and_return() -> None:
    halt = fact(Kind.SUSPENDED, "2010-08-01", until="2010-09-16", by="b")
    assert status("2010-07-31", EFFECT, halt, REPLACED)[0] is Status.IN_FORCE
    assert status("2010-08-01", EFFECT, halt, REPLACED)[0] is Status.SUSPENDED
    assert status("2010-09-15", EFFECT, halt, REPLACED)[0] is Status.SUSPENDED
    assert status("2010-09-16", EFFECT, halt, REPLACED)[0] is Status.IN_FORCE
    short = fact(Kind.SUSPENDED, "2010-08-01", by="b")
    assert status("2011-01-01", EFFECT, short, halt, REPLACED)[0] is Status.IN_FORCE, (
        "the same order, told with its end"
    )
    assert status("2011-01-01", EFFECT, short, REPLACED)[0] is Status.SUSPENDED
    open_, back = fact(Kind.SUSPENDED, "2010-08-01"), fact(Kind.RESUMED, "2011-01-01")
    assert status("2010-12-31", EFFECT, open_, back, REPLACED)[0] is Status.SUSPENDED
    assert status("2011-01-01", EFFECT, open_, back, REPLACED)[0] is Status.IN_FORCE
    assert status("2015-01-01", EFFECT, open_, REPLACED)[0] is Status.SUSPENDED
    assert status("2019-08-15", EFFECT, open_, REPLACED)[0] is Status.CEASED


def test_exceptions_are_kept() -> None:
    but = fact(Kind.REPLACED, "2019-08-15", by="c", exceptions="khoản 3")
    piece = timeline(act(), (EFFECT, but), BOOK).at(date(2020, 1, 1))
    assert (piece.status, piece.exceptions) == (Status.CEASED, "khoản 3")
    later = fact(Kind.REPEALED, "2022-01-01", by="d")
    assert timeline(act(), (EFFECT, but, later), BOOK).at(date(2023, 1, 1)).exceptions is None


@pytest.mark.parametrize(
    ("ending", "stated", "expected"),
    [
        (Tier.READ, Tier.OFFICIAL, Status.UNKNOWN),
        (Tier.READ, Tier.SECONDARY, Status.CEASED),
        (Tier.SECONDARY, Tier.OFFICIAL, Status.IN_FORCE),
        (Tier.READ, Tier.CONFIRMED, Status.IN_FORCE),
        (Tier.PILE, Tier.OFFICIAL, Status.UNKNOWN),
        (Tier.PILE, Tier.SECONDARY, Status.CEASED),
        (Tier.CONFIRMED, Tier.OFFICIAL, Status.CEASED),
    ],
)
def test_ended_or_not(ending: Tier, stated: Tier, expected: Status) -> None:
    facts = (EFFECT, fact(Kind.REPEALED, "2019-08-15", ending, by="c"), fact(Kind.IN_FORCE, "2024-01-01", stated))
    piece = timeline(act(), facts, BOOK).at(date(2022, 1, 1))
    assert piece.status is expected
    assert set(facts[1:]) <= set(piece.why)


def test_two_days_for_one_ending() -> None:
    other = fact(Kind.REPLACED, "2020-01-01", Tier.OFFICIAL, by="c")
    assert status("2019-10-01", EFFECT, REPLACED, other) == (Status.UNKNOWN, "end_disputed")
    assert status("2020-01-01", EFFECT, REPLACED, other)[0] is Status.CEASED
    weak = fact(Kind.REPLACED, "2019-01-01", Tier.SECONDARY, by="c")
    assert status("2019-03-01", EFFECT, REPLACED, weak)[0] is Status.IN_FORCE
    again = fact(Kind.REPEALED, "2022-01-01", by="list")
    assert status("2019-10-01", EFFECT, REPLACED, again) == (Status.CEASED, "ceased_doubted")


def test_the_pile_ends_with_low_certainty_and_proves_nothing_before() -> None:
    own = fact(Kind.REPLACED, "2025-11-20", Tier.PILE, by="p")
    piece = timeline(act(), (EFFECT, own), BOOK).at(date(2025, 11, 20))
    assert (piece.status, piece.certainty) == (Status.CEASED, Certainty.LOW)
    assert status("2025-11-19", EFFECT, own)[0] is Status.UNKNOWN


def test_district_acts_end_with_the_horizon_of_the_law() -> None:
    district = Act(
        id="a", number=DocNumber.parse("3/2020/QĐ-UBND"), instrument="decision", issuers=("ubnd-huyen/huong-khe",),
        issued_on=date(2020, 3, 1),
    )  # fmt: skip
    effect, stated = fact(Kind.EFFECT, "2020-03-10"), fact(Kind.IN_FORCE, "2025-12-01")
    assert status("2025-12-01", effect, stated, of=district)[0] is Status.IN_FORCE
    assert status("2027-02-28", effect, stated, of=district) == (Status.UNKNOWN, "known_to")
    assert status("2027-03-01", effect, stated, of=district) == (Status.CEASED, "ceased_horizon")
    earlier = fact(Kind.REPEALED, "2026-05-01", by="x")
    assert status("2026-05-01", effect, earlier, of=district)[0] is Status.CEASED


def test_an_act_of_a_merged_province_applies_in_the_old_territory() -> None:
    old = act(issuer="ubnd-tinh/kon-tum", issued="2019-05-28")
    effect, ended = fact(Kind.EFFECT, "2019-06-10"), fact(Kind.ENDED, "2025-12-05", by="x")
    assert status("2025-06-30", effect, ended, of=old)[1] == "in_force_until_end"
    assert status("2025-07-01", effect, ended, of=old) == (Status.IN_FORCE, "in_force_old_territory")
    same = act(issuer="ubnd-tinh/ha-tinh", issued="2019-05-28")
    assert status("2025-07-01", effect, ended, of=same)[1] == "in_force_until_end"


def test_a_statement_of_force_is_no_action_of_another_act() -> None:
    stated = fact(Kind.IN_FORCE, "2012-01-01", tier=Tier.SECONDARY)
    words = explain(timeline(act(), (REPLACED, stated), BOOK).at(date(2013, 1, 1)))
    assert "tác động" not in words and "1/2012" in words
    acted = explain(timeline(act(), (REPLACED, fact(Kind.AMENDED, "2012-01-01")), BOOK).at(date(2013, 1, 1)))
    assert "tác động" in acted
