"""Cascade by the day on which the parent ended, along detail links only; chains of replacement."""

from datetime import date
from typing import Any

import pytest
from match.shelf import ListShelf

from doccheck.model.act import Act, Certainty, Fact, Kind, Status, Tier
from doccheck.model.number import DocNumber
from doccheck.rulebook.book import load_book
from doccheck.rulebook.cascade import Event, Link, Outcome
from doccheck.validity import Lives, chain, timeline

BOOK = load_book()
DETAILS = "Quy định chi tiết một số điều của Luật"
GUIDES = "Hướng dẫn thi hành một số điều của Luật"


def act(name: str, issued: str, title: str = "", issuer: str = "chinh-phu") -> Act:
    return Act(
        id=name,
        number=DocNumber.parse(f"{name}/2010/NĐ-CP"),
        instrument="decree",
        issuers=(issuer,),
        issued_on=date.fromisoformat(issued),
        title=title,
    )


def fact(of: Act, kind: Kind, on: str | None, by: Act | None = None, tier: Tier = Tier.READ, **more: Any) -> Fact:
    day = date.fromisoformat(on) if on else None
    return Fact(act=of.id, kind=kind, on=day, tier=tier, origin="test", by=by.id if by else None, **more)


LAW, NEW = act("1", "2000-01-01"), act("2", "2001-01-01")


def life(ended: str, title: str, kind: Kind = Kind.REPLACED, *more: Fact, link: Tier = Tier.READ) -> Any:
    child = act("3", "2002-01-01", title)
    parent = timeline(LAW, (fact(LAW, Kind.EFFECT, "2000-02-01"), fact(LAW, kind, ended, NEW)), BOOK)
    facts = (fact(child, Kind.EFFECT, "2002-02-01"), fact(LAW, Kind.GUIDES, None, child, link), *more)
    return timeline(child, facts, BOOK, parents=((LAW, parent),))


@pytest.mark.parametrize(
    ("ended", "title", "kind", "expected", "certainty"),
    [
        ("2008-12-31", DETAILS, Kind.REPLACED, Status.CEASED, Certainty.LOW),
        ("2009-01-01", DETAILS, Kind.REPLACED, Status.UNKNOWN, Certainty.LOW),
        ("2016-06-30", DETAILS, Kind.REPLACED, Status.UNKNOWN, Certainty.LOW),
        ("2016-07-01", DETAILS, Kind.REPLACED, Status.CEASED, Certainty.HIGH),
        ("2016-07-01", DETAILS, Kind.REPEALED, Status.CEASED, Certainty.HIGH),
        ("2016-07-01", GUIDES, Kind.REPLACED, Status.CEASED, Certainty.MEDIUM),
        ("2016-07-01", "Về việc khác", Kind.REPLACED, Status.UNKNOWN, Certainty.LOW),
        ("2025-03-31", DETAILS, Kind.REPLACED, Status.CEASED, Certainty.HIGH),
        ("2025-04-01", DETAILS, Kind.REPLACED, Status.UNKNOWN, Certainty.LOW),
        ("2025-06-30", DETAILS, Kind.REPLACED, Status.UNKNOWN, Certainty.LOW),
        ("2025-07-01", DETAILS, Kind.REPLACED, Status.CEASED, Certainty.MEDIUM),
        ("2025-07-01", DETAILS, Kind.REPEALED, Status.UNKNOWN, Certainty.LOW),
    ],
)
def test_the_five_regimes(ended: str, title: str, kind: Kind, expected: Status, certainty: Certainty) -> None:
    piece = life(ended, title, kind).at(date.fromisoformat(ended))
    assert (piece.status, piece.certainty) == (expected, certainty)


@pytest.mark.parametrize(("begins", "expected"), [("2019-06-30", Status.CEASED), ("2019-07-01", Status.IN_FORCE)])
def test_what_begins_as_the_parent_ends_was_made_for_the_new_one(begins: str, expected: Status) -> None:
    child = act("3", "2019-06-01", DETAILS)
    parent = timeline(LAW, (fact(LAW, Kind.EFFECT, "2000-02-01"), fact(LAW, Kind.REPLACED, "2019-07-01", NEW)), BOOK)
    own = (fact(child, Kind.EFFECT, begins), fact(LAW, Kind.GUIDES, None, child))
    stated = fact(child, Kind.IN_FORCE, "2019-07-02", tier=Tier.SECONDARY)
    facts = own if expected is Status.CEASED else (*own, stated)
    life = timeline(child, facts, BOOK, parents=((LAW, parent),))
    assert life.at(date(2019, 7, 2)).status is expected


def test_a_citation_is_no_detail_link() -> None:
    child = act("3", "2002-01-01", DETAILS)
    parent = timeline(LAW, (fact(LAW, Kind.EFFECT, "2000-02-01"), fact(LAW, Kind.REPLACED, "2016-07-01", NEW)), BOOK)
    facts = (fact(child, Kind.EFFECT, "2002-02-01"), fact(LAW, Kind.RELATED, None, child))
    assert timeline(child, facts, BOOK, parents=((LAW, parent),)).at(date(2020, 1, 1)).status is Status.UNKNOWN
    hint = life("2016-07-01", DETAILS, link=Tier.HINT)
    assert hint.at(date(2020, 1, 1)).status is Status.UNKNOWN


def test_an_amended_parent_only_asks_for_review() -> None:
    child = act("3", "2002-01-01", DETAILS)
    stated = fact(child, Kind.IN_FORCE, "2024-01-01")
    parent = timeline(LAW, (fact(LAW, Kind.EFFECT, "2000-02-01"), fact(LAW, Kind.AMENDED, "2018-07-01", NEW)), BOOK)
    facts = (fact(child, Kind.EFFECT, "2002-02-01"), fact(LAW, Kind.GUIDES, None, child), stated)
    found = timeline(child, facts, BOOK, parents=((LAW, parent),))
    assert found.at(date(2018, 6, 30)).reason == "in_force_stated"
    assert (found.at(date(2018, 7, 1)).status, found.at(date(2018, 7, 1)).reason) == (
        Status.IN_FORCE,
        "in_force_review",
    )


def test_a_parent_that_is_only_to_be_reviewed_takes_nothing_along() -> None:
    """Law amended, decree to be reviewed: the circular that details the decree does not fall."""
    decree, circular = act("3", "2017-01-01", DETAILS), act("4", "2018-01-01", DETAILS, "bo-tai-chinh")
    facts = [
        fact(LAW, Kind.EFFECT, "2000-02-01"),
        fact(LAW, Kind.AMENDED, "2025-08-01", NEW),
        fact(LAW, Kind.GUIDES, None, decree),
        fact(decree, Kind.EFFECT, "2017-02-01"),
        fact(decree, Kind.IN_FORCE, "2026-01-01"),
        fact(decree, Kind.GUIDES, None, circular),
        fact(circular, Kind.EFFECT, "2018-02-01"),
        fact(circular, Kind.IN_FORCE, "2026-01-01"),
    ]
    lives = Lives(ListShelf([LAW, NEW, decree, circular], facts), BOOK)
    assert lives.of(decree).at(date(2025, 8, 1)).reason == "in_force_review"
    assert lives.of(circular).at(date(2025, 8, 1)).status is Status.IN_FORCE


def test_who_knows_it_in_force_later_disputes_a_cascade() -> None:
    child = act("3", "2002-01-01", DETAILS)
    for tier, expected in ((Tier.SECONDARY, Status.UNKNOWN), (Tier.CONFIRMED, Status.IN_FORCE)):
        stated = fact(child, Kind.IN_FORCE, "2024-01-01", tier=tier)
        assert life("2016-07-01", DETAILS, Kind.REPLACED, stated).at(date(2020, 1, 1)).status is expected


def test_an_announcement_keeps_it() -> None:
    child = act("3", "2002-01-01", DETAILS)
    keeps = fact(child, Kind.IN_FORCE, "2025-07-20", act("9", "2025-07-20"), Tier.OFFICIAL)
    found = life("2025-07-01", DETAILS, Kind.REPLACED, keeps)
    assert found.at(date(2025, 7, 10)).status is Status.IN_FORCE
    assert found.at(date(2026, 1, 1)).status is Status.UNKNOWN, "beyond what the announcement knows"
    until = fact(child, Kind.IN_FORCE, "2025-06-20", act("9", "2025-06-20"), Tier.OFFICIAL, until=date(2026, 1, 1))
    found = life("2025-07-01", DETAILS, Kind.REPLACED, until)
    assert found.at(date(2025, 12, 31)).status is Status.IN_FORCE
    assert found.at(date(2026, 1, 1)).status is Status.CEASED


def test_several_steps_and_a_circle() -> None:
    decree, circular = act("3", "2002-01-01", DETAILS), act("4", "2003-01-01", DETAILS, "bo-tai-chinh")
    facts = [
        fact(LAW, Kind.EFFECT, "2000-02-01"),
        fact(LAW, Kind.REPLACED, "2016-07-01", NEW),
        fact(LAW, Kind.GUIDES, None, decree),
        fact(decree, Kind.EFFECT, "2002-02-01"),
        fact(decree, Kind.GUIDES, None, circular),
        fact(circular, Kind.EFFECT, "2003-02-01"),
    ]
    lives = Lives(ListShelf([LAW, NEW, decree, circular], facts), BOOK)
    piece = lives.of(circular).at(date(2016, 7, 1))
    assert (piece.status, piece.reason) == (Status.CEASED, "ceased_cascade")
    assert lives.of(circular).at(date(2016, 6, 30)).status is not Status.CEASED
    circle = [*facts, fact(circular, Kind.GUIDES, None, LAW)]
    assert Lives(ListShelf([LAW, NEW, decree, circular], circle), BOOK).of(circular).at(date(2016, 7, 1)).status


def test_local_acts_have_their_own_old_regime() -> None:
    local = BOOK.cascade.regime(date(2010, 1, 1), Event.REPLACED, Link.DETAILING, local=True)
    central = BOOK.cascade.regime(date(2010, 1, 1), Event.REPLACED, Link.DETAILING, local=False)
    assert local is not None and local.outcome is Outcome.CEASES
    assert central is not None and central.outcome is Outcome.REVIEW


def test_the_chain_goes_to_the_act_of_today_and_says_its_gaps() -> None:
    a, b, c, d = (act(n, f"200{n}-01-01") for n in "1234")
    facts = [
        fact(a, Kind.REPLACED, "2005-01-01", b),
        fact(b, Kind.REPLACED, "2010-01-01", c),
        fact(b, Kind.REPLACED, "2010-01-01", d),
        fact(c, Kind.EFFECT, "2010-01-01"),
        fact(c, Kind.IN_FORCE, "2026-01-01"),
    ]
    shelf = ListShelf([a, b, c, d], facts)
    lives = Lives(shelf, BOOK)
    steps = chain(a, date(2020, 1, 1), shelf, lives.of)
    assert [(s.depth, s.by and s.by.id, s.status, s.gap) for s in steps] == [
        (1, "2", Status.CEASED, ""),
        (2, "3", Status.IN_FORCE, ""),
        (2, "4", Status.UNKNOWN, "chain_status_unknown"),
    ]
    assert chain(a, date(2004, 1, 1), shelf, lives.of) == ()
    lost = ListShelf([a], facts)
    assert [s.gap for s in chain(a, date(2020, 1, 1), lost, Lives(lost, BOOK).of)] == ["chain_not_on_shelf"]
    turn = ListShelf([a, b], [facts[0], fact(b, Kind.REPLACED, "2006-01-01", a)])
    assert [s.gap for s in chain(a, date(2020, 1, 1), turn, Lives(turn, BOOK).of)] == ["", "chain_cycle"]
