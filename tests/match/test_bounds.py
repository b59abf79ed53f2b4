"""Documents without a day in their head: what bounds it, and which law a bare title then means."""

from datetime import date
from typing import Any

from doccheck.match import link
from doccheck.model.act import Act, Kind
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.reading import Effect, EffectHow, Header, Reading, Reference, Role
from doccheck.model.text import Source, Text

from .shelf import ListShelf, act, fact
from .test_numbers import BOOK, HERE, cite, field

LAND_93 = act("24-L/CTN", "law", "quoc-hoi", "1993-07-14", "Đất đai", "1993-10-15")
LAND_03 = act("13/2003/QH11", "law", "quoc-hoi", "2003-11-26", "Đất đai", "2004-07-01")
LAND_13 = act("45/2013/QH13", "law", "quoc-hoi", "2013-11-29", "Đất đai", "2014-07-01")
ROADS = act("23/2008/QH12", "law", "quoc-hoi", "2008-11-13", "Giao thông đường bộ", "2009-07-01")
NATION = act("24/2008/QH12", "law", "quoc-hoi", "2008-11-13", "Quốc tịch Việt Nam", "2009-07-01")
DECREE_07 = act("84/2007/NĐ-CP", "decree", "chinh-phu", "2007-05-25")
DECREE_12 = act("84/2012/NĐ-CP", "decree", "chinh-phu", "2012-10-12")
SHELF = ListShelf(
    [LAND_93, LAND_03, LAND_13, ROADS, NATION, DECREE_07, DECREE_12],
    [fact(LAND_93, Kind.REPLACED, "2004-07-01", LAND_03), fact(LAND_03, Kind.REPLACED, "2014-07-01", LAND_13)],
)
LAND = Reference(span=HERE, text="", instrument="law", title="Đất đai")


def on(day: str | None, how: EffectHow = EffectHow.ON_DATE) -> Effect:
    return Effect(span=HERE, on=date.fromisoformat(day) if day else None, how=how)


def this(kind: str) -> Reference:
    return Reference(span=HERE, text="", instrument=kind, role=Role.SELF)


def answers(*references: Reference, head: Header | None = None, body: str = "x", effect: Effect | None = None) -> Any:
    source = Source(path="x", name="x", media_type="text/plain", size=1, sha256="0")
    reading = Reading(
        text=Text(source=source, body=body),
        header=head or Header(),
        references=references,
        effects=(effect,) if effect else (),
    )
    return link(reading, SHELF, BOOK)


def said(match: Match) -> Act | MatchState:
    return match.best if match.state is MatchState.FOUND and match.best else match.state


def test_nothing_tells_the_day() -> None:
    assert said(answers(LAND)[0]) is MatchState.AMBIGUOUS
    assert said(answers(cite(None, "law", title="Giao thông đường bộ"))[0]) == ROADS, "the one law of that title"


def test_the_clause_of_effect_bounds_the_day() -> None:
    match = answers(LAND, this("circular"), effect=on("2009-03-01"))[0]
    assert (said(match), match.how) == (LAND_03, "title_between")
    assert said(answers(LAND, this("circular"), effect=on("2014-08-01"))[0]) is MatchState.AMBIGUOUS, "either law"
    assert said(answers(LAND, this("directive"), effect=on("2004-05-01"))[0]) is MatchState.AMBIGUOUS
    assert said(answers(LAND, this("circular"), effect=on("2005-09-01"))[0]) == LAND_03
    assert said(answers(LAND, effect=on("2005-09-01"))[0]) is MatchState.AMBIGUOUS, "of an unknown type: the widest lag"


def test_effect_after_the_gazette_is_a_habit_of_its_years() -> None:
    assert said(answers(LAND, effect=on(None, EffectHow.AFTER_GAZETTE))[0]) is MatchState.AMBIGUOUS
    cited = cite("84/2007/NĐ-CP", "decree")
    assert said(answers(LAND, cited, effect=on(None, EffectHow.AFTER_GAZETTE))[0]) == LAND_03


def test_the_newest_act_cited_bounds_the_day_from_below() -> None:
    late = act("43/2014/NĐ-CP", "decree", "chinh-phu", "2014-05-15")
    newest = cite("84/2012/NĐ-CP", "decree")
    assert said(answers(LAND, newest)[0]) is MatchState.AMBIGUOUS, "it may be younger than the next law"
    assert said(answers(cite(None, "law", title="Giao thông đường bộ"), newest)[0]) == ROADS
    assert late.id not in {a.id for a in answers(LAND, newest)[0].rivals}


def test_the_year_of_the_number_bounds_the_day() -> None:
    head = Header(number=field(DocNumber.parse("12/2010/TT-BTC")), instrument=field("circular"))
    assert said(answers(LAND, head=head)[0]) == LAND_03
    torn = answers(LAND, head=head, effect=on("2016-01-01"))[0]
    assert said(torn) is MatchState.AMBIGUOUS, "bounds that contradict one another tell nothing"


def test_a_law_says_when_it_was_passed() -> None:
    words = (
        "Luật này đã được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XI thông qua ngày 9 tháng 5 năm 2006."
    )
    assert said(answers(LAND, body=words)[0]) == LAND_03
    assert said(answers(LAND, body=words.replace("9 tháng 5", "39 tháng 5"))[0]) is MatchState.AMBIGUOUS


def test_a_law_that_came_later_is_not_meant() -> None:
    roads = cite(None, "law", title="Giao thông đường bộ")
    assert said(answers(roads, this("circular"), effect=on("2006-01-01"))[0]) is MatchState.MISSING


def test_a_text_that_repeats_older_ones_has_no_day_of_its_own() -> None:
    head = Header(number=field(DocNumber.parse("12/2010/AL")), instrument=field("precedent"))
    assert said(answers(LAND, head=head)[0]) is MatchState.AMBIGUOUS


def test_the_one_law_named_in_full_is_meant_by_its_bare_title() -> None:
    effect, full = on("2014-08-01"), cite(None, "law", title="Đất đai", year=2013)
    match = answers(LAND, full, this("circular"), effect=effect)[0]
    assert (said(match), match.how) == (LAND_13, "title_named")
    old = cite(None, "law", title="Đất đai", year=2003, role=Role.HISTORICAL)
    assert said(answers(LAND, old, this("circular"), effect=effect)[0]) is MatchState.AMBIGUOUS
    both = (full, cite(None, "law", title="Đất đai", year=2003))
    assert said(answers(LAND, *both, this("circular"), effect=effect)[0]) is MatchState.AMBIGUOUS


def test_the_countrys_name_in_a_title_is_left_out_or_added() -> None:
    assert said(answers(cite(None, "law", title="Quốc tịch"))[0]) == NATION
    assert said(answers(cite(None, "law", title="Giao thông đường bộ Việt Nam"))[0]) == ROADS
    assert said(answers(cite(None, "law", title="Giao thông Việt Nam"))[0]) is MatchState.MISSING
