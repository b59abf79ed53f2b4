"""Laws by title: year of passing, day, or the day of the citing document."""

from typing import Any

from doccheck.model.act import Kind
from doccheck.model.match import MatchState
from doccheck.model.reading import Reference, Role

from .shelf import ListShelf, act, fact
from .test_numbers import answers, cite, header

LAND_93 = act("24-L/CTN", "law", "quoc-hoi", "1993-07-14", "Đất đai", "1993-10-15")
LAND_03 = act("13/2003/QH11", "law", "quoc-hoi", "2003-11-26", "Đất đai", "2004-07-01")
LAND_13 = act("45/2013/QH13", "law", "quoc-hoi", "2013-11-29", "Đất đai", "2014-07-01")
LOCAL_A = act("65/2025/QH15", "law", "quoc-hoi", "2025-02-19", "Tổ chức chính quyền địa phương", "2025-03-01")
LOCAL_B = act("72/2025/QH15", "law", "quoc-hoi", "2025-06-16", "Tổ chức chính quyền địa phương", "2025-06-16")
BAR = act("65/2006/QH11", "law", "quoc-hoi", "2006-06-29", "Luật sư", "2007-01-01")
LABOUR = act("45/2019/QH14", "code", "quoc-hoi", "2019-11-20", "Lao động", "2021-01-01")
SHELF = ListShelf(
    [LAND_93, LAND_03, LAND_13, LOCAL_A, LOCAL_B, BAR, LABOUR],
    [
        fact(LAND_93, Kind.REPLACED, "2004-07-01", LAND_03),
        fact(LAND_03, Kind.REPLACED, "2014-07-01", LAND_13),
        fact(LOCAL_A, Kind.REPLACED, "2025-06-16", LOCAL_B),
    ],
)


def law(title: str, on: str | None = None, kind: str = "law", **more: Any) -> Reference:
    return cite(None, kind, "quoc-hoi", on=on, title=title, **more)


def answer(reference: Reference, day: str | None) -> object:
    match = answers(header("ubnd-tinh/ha-tinh", day), reference, shelf=SHELF)[0]
    return match.best if match.state is MatchState.FOUND else match.state


def test_a_bare_title_is_the_law_of_the_citing_day() -> None:
    assert answer(law("Đất đai"), "2005-03-01") == LAND_03
    assert answer(law("Đất đai"), "2004-06-30") == LAND_93, "passed, not yet in force"
    assert answer(law("Đất đai"), "2004-07-01") == LAND_03
    assert answer(law("Đất đai"), "2015-01-01") == LAND_13
    assert answer(law("Đất đai"), "1990-01-01") is MatchState.MISSING
    assert answer(law("Đất đai"), None) is MatchState.AMBIGUOUS


def test_the_year_is_the_year_of_passing() -> None:
    assert answer(law("Đất đai", year=2013), "2005-03-01") == LAND_13
    assert answer(law("Đất đai", year=2014), "2015-03-01") is MatchState.AMBIGUOUS
    assert answer(law("Đất đai", year=1999), "2015-03-01") is MatchState.MISSING


def test_a_bare_title_is_the_law_of_the_legal_basis() -> None:
    """Issued while the old law stands, the document details the new one, which its basis names by its day."""
    basis = law("Đất đai", on="2003-11-26", role=Role.BASIS)
    other = law("Luật sư", on="2006-06-29", role=Role.BASIS)
    host = header("ubnd-tinh/ha-tinh", "2004-05-01")
    found = answers(host, basis, law("Đất đai"), law("Đất đai", year=1993), shelf=SHELF)
    assert [m.best for m in found[:3]] == [LAND_03, LAND_03, LAND_93]
    assert found[1].how == "title_basis"
    alone = answers(host, other, law("Đất đai"), shelf=SHELF)[1]
    assert alone.best == LAND_93
    assert alone.rivals == (LAND_03,), "no basis tells which: the heir is shown beside it"
    both = answers(host, basis, law("Đất đai", on="1993-07-14", role=Role.BASIS), law("Đất đai"), shelf=SHELF)[2]
    assert both.how == "title_on_day", "a basis of both tells nothing"


def test_two_laws_of_one_year_are_told_by_the_citing_day() -> None:
    title = "Tổ chức chính quyền địa phương"
    assert answer(law(title, year=2025), "2025-11-01") == LOCAL_B
    assert answer(law(title, year=2025), "2025-05-01") == LOCAL_A
    assert answer(law(title, year=2025), None) is MatchState.AMBIGUOUS


def test_title_and_day() -> None:
    assert answer(law("Đất đai", on="2003-11-26"), "2015-01-01") == LAND_03
    assert answer(law("Đất đai", on="2003-12-26"), "2015-01-01") == LAND_03, "the day is left to the checks"
    assert answer(law("Đất đai", on="2008-01-01"), "2015-01-01") is MatchState.MISSING


def test_type_words_in_titles() -> None:
    assert answer(law("Luật sư", year=2006), "2015-01-01") == BAR
    assert answer(law("Lao động", kind="code", year=2019), "2022-01-01") == LABOUR
    assert answer(law("Lao động", kind="law", year=2019), "2022-01-01") == LABOUR
    assert answer(law("Lao động", kind="ordinance", year=2019), "2022-01-01") is MatchState.MISSING


def test_a_near_title_is_a_guess() -> None:
    match = answers(header("ubnd-tinh/ha-tinh", "2025-11-01"), law("Tổ chức chính quyên địa phưong"), shelf=SHELF)[0]
    assert match.best in (LOCAL_B, None)
    match = answers(header("ubnd-tinh/ha-tinh", "2025-11-01"), law("Tổ chức các chính quyền địa phương"), shelf=SHELF)[
        0
    ]
    assert (match.state, match.guess) == (MatchState.AMBIGUOUS, True)
    assert LOCAL_B in match.rivals


def test_a_law_with_a_misprinted_number() -> None:
    head = header("ubnd-tinh/ha-tinh", "2025-11-01")
    cut = cite("72/2025/QH", "law", "quoc-hoi", on="2025-06-16", title="Tổ chức chính quyền địa phương")
    assert answers(head, cut, shelf=SHELF)[0].best == LOCAL_B, "title and exact day name it"
    wrong = cite("77/2025/QH15", "law", "quoc-hoi", title="Tổ chức chính quyền địa phương")
    match = answers(head, wrong, shelf=SHELF)[0]
    assert (match.state, match.guess) == (MatchState.AMBIGUOUS, True)


def test_one_law_spelled_twice_on_the_shelf() -> None:
    twin = act("13/2003/QH", "law", "quoc-hoi", "2003-11-26", "Đất đai")
    shelf = ListShelf([LAND_03, twin], [fact(LAND_03, Kind.AMENDED, "2009-09-01")])
    assert answers(header("ubnd-tinh/ha-tinh", "2010-01-01"), law("Đất đai"), shelf=shelf)[0].best == LAND_03


def test_a_bare_title_of_a_ceased_law_is_not_taken() -> None:
    heir = act("16/2023/QH15", "law", "quoc-hoi", "2023-06-19", None, "2024-07-01")
    old = act("11/2012/QH13", "law", "quoc-hoi", "2012-06-20", "Giá", "2013-01-01")
    shelf = ListShelf([old, heir], [fact(old, Kind.REPLACED, "2024-07-01", heir)])
    match = answers(header("ubnd-tinh/ha-tinh", "2025-11-01"), law("Giá"), shelf=shelf)[0]
    assert (match.state, match.rivals) == (MatchState.AMBIGUOUS, (heir, old))
    assert answers(header("ubnd-tinh/ha-tinh", "2024-06-30"), law("Giá"), shelf=shelf)[0].best == old
    assert answers(header("ubnd-tinh/ha-tinh", "2025-11-01"), law("Giá", year=2012), shelf=shelf)[0].best == old


def test_a_ceased_law_is_meant_where_its_heir_bears_another_title() -> None:
    heir = act("85/2015/QH13", "law", "quoc-hoi", "2015-06-25", "Bầu cử các cấp", "2015-09-01")
    old = act("12/2003/QH11", "law", "quoc-hoi", "2003-11-26", "Bầu cử hội đồng", "2003-12-10")
    shelf = ListShelf([old, heir], [fact(old, Kind.REPLACED, "2015-09-01", heir)])
    match = answers(header("ubnd-tinh/ha-tinh", "2019-11-01"), law("Bầu cử hội đồng"), shelf=shelf)[0]
    assert (match.best, match.how, match.rivals) == (old, "title_ceased", (heir,))
