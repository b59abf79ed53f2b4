"""References with numbers: hits, misses, and what may not be decided."""

from datetime import date
from typing import Any

import pytest

from doccheck.match import ITSELF, link
from doccheck.model.act import Kind, Status
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.reading import Field, Header, Reading, Reference, Role
from doccheck.model.text import Source, Span, Text
from doccheck.rulebook.book import load_book

from .shelf import ListShelf, act, fact

BOOK = load_book()
HERE = Span(0, 1)
DECREE = act("158/2007/NĐ-CP", "decree", "chinh-phu", "2007-10-27")
NEWER = act("59/2019/NĐ-CP", "decree", "chinh-phu", "2019-07-01", effective="2019-08-15")
HA_TINH = act("13/2014/QĐ-UBND", "decision", "ubnd-tinh/ha-tinh", "2014-04-08")
NGHE_AN = act("13/2014/QĐ-UBND", "decision", "ubnd-tinh/nghe-an", "2014-01-21")
KON_TUM = act("09/2019/QĐ-UBND", "decision", "ubnd-tinh/kon-tum", "2019-05-28")
LAW_2 = act("02/2002/QH11", "law", "quoc-hoi", "2002-12-16", "Sửa đổi, bổ sung một số điều của Luật Ban hành văn bản")
NQ_2 = act("02/2002/QH11", "resolution", "quoc-hoi", "2002-08-05")
OLD = act("94-CP", "decree", "chinh-phu", "1995-12-01")
ADMIN = act("893/QĐ-TTg", "decision", "thu-tuong", "2019-07-17")
JOINT = act("01/2010/TT-BKH", "circular", "bo-ke-hoach-va-dau-tu", "2010-01-06")
SHELF = ListShelf(
    [DECREE, NEWER, HA_TINH, NGHE_AN, KON_TUM, LAW_2, NQ_2, OLD, ADMIN, JOINT],
    [fact(DECREE, Kind.AMENDED, "2013-12-20"), fact(DECREE, Kind.REPLACED, "2019-08-15", NEWER)],
)


def field(value: Any) -> Field[Any]:
    return Field(value=value, span=HERE)


def header(issuer: str, on: str | None = "2014-08-29", number: str | None = None, kind: str = "decision") -> Header:
    return Header(
        number=field(DocNumber.parse(number)) if number else None,
        instrument=field(kind),
        issuers=(field(issuer),),
        issued_on=field(date.fromisoformat(on)) if on else None,
    )


def cite(number: str | None, instrument: str | None, *issuers: str, on: str | None = None, **more: Any) -> Reference:
    return Reference(
        span=HERE,
        text=number or "",
        number=DocNumber.parse(number) if number else None,
        instrument=instrument,
        issuers=issuers,
        issuer=" ".join(issuers) or None,
        issued_on=date.fromisoformat(on) if on else None,
        **more,
    )


def answers(head: Header, *references: Reference, shelf: ListShelf = SHELF) -> tuple[Match, ...]:
    text = Text(source=Source(path="x", name="x", media_type="text/plain", size=1, sha256="0"), body="x")
    return link(Reading(text=text, header=head, references=references), shelf, BOOK)


HOST = header("ubnd-tinh/ha-tinh")


def test_a_central_number_is_found_with_its_life() -> None:
    match = answers(HOST, cite("158/2007/NĐ-CP", "decree", on="2007-10-27"))[0]
    assert (match.state, match.best, match.how) == (MatchState.FOUND, DECREE, "exact")
    assert match.timeline is not None
    piece = match.timeline.at(date(2014, 8, 29))
    assert (piece.status, piece.amended) == (Status.IN_FORCE, True)
    assert match.timeline.at(date(2019, 8, 15)).status is Status.CEASED


@pytest.mark.parametrize("number", ["0158/2007/NĐ-CP", "158/2007/nđ-cp", "158/2007/ND-CP"])
def test_spelling_of_a_number_does_not_matter(number: str) -> None:
    assert answers(HOST, cite(number, "decree"))[0].best == DECREE


def test_a_conflicting_day_of_a_central_number_is_left_to_the_checks() -> None:
    assert answers(HOST, cite("158/2007/NĐ-CP", "decree", on="2007-10-26"))[0].best == DECREE


def test_the_issuer_of_the_host_decides_between_provinces() -> None:
    silent = cite("13/2014/QĐ-UBND", "decision")
    assert answers(HOST, silent)[0].best == HA_TINH
    assert answers(header("ubnd-tinh/nghe-an"), silent)[0].best == NGHE_AN


def test_two_provinces_without_host_are_ambiguous() -> None:
    match = answers(header("bo-tai-chinh"), cite("13/2014/QĐ-UBND", "decision"))[0]
    assert match.state is MatchState.AMBIGUOUS
    assert match.best is None
    assert set(match.rivals) == {HA_TINH, NGHE_AN}


def test_the_number_of_another_province_is_missing_not_taken() -> None:
    match = answers(HOST, cite("13/2014/QĐ-UBND", "decision", "ubnd-tinh/lao-cai"))[0]
    assert match.state is MatchState.MISSING
    assert match.best is None


def test_a_merged_province_answers_for_its_parts() -> None:
    host = header("ubnd-tinh/quang-ngai", "2025-12-05")
    named = cite("09/2019/QĐ-UBND", "decision", "ubnd-tinh/kon-tum")
    assert answers(host, named)[0].best == KON_TUM
    silent = answers(host, cite("09/2019/QĐ-UBND", "decision"))[0]
    assert silent.state is MatchState.AMBIGUOUS, "the silent host may mean its own old territory"
    dated = answers(host, cite("09/2019/QĐ-UBND", "decision", on="2019-05-28"))[0]
    assert KON_TUM in (dated.best, *dated.rivals)


def test_law_and_resolution_of_one_number_are_told_by_type() -> None:
    assert answers(HOST, cite("02/2002/QH11", "law"))[0].best == LAW_2
    assert answers(HOST, cite("02/2002/QH11", "resolution"))[0].best == NQ_2
    only = ListShelf([NQ_2])
    assert answers(HOST, cite("02/2002/QH11", "law"), shelf=only)[0].state is not MatchState.FOUND


def test_a_wrong_type_word_beside_a_telling_symbol_is_left_to_the_checks() -> None:
    assert answers(HOST, cite("158/2007/NĐ-CP", "circular"))[0].best == DECREE


@pytest.mark.parametrize("number", ["94/CP", "94-CP"])
def test_old_numbers_in_both_spellings_need_their_day(number: str) -> None:
    assert answers(HOST, cite(number, "decree", on="1995-12-01"))[0].best == OLD
    assert answers(HOST, cite(number, "decree", on="1994-12-01"))[0].state is MatchState.MISSING
    assert answers(HOST, cite(number, "decree"))[0].state is MatchState.AMBIGUOUS


def test_an_administrative_number_comes_back_every_year() -> None:
    assert answers(HOST, cite("893/QĐ-TTg", "decision", on="2019-07-17"))[0].best == ADMIN
    assert answers(HOST, cite("893/QĐ-TTg", "decision", on="2015-07-17"))[0].state is MatchState.MISSING


def test_administrative_and_party_documents_are_said_to_be_so() -> None:
    plan, party = answers(HOST, cite("12/KH-UBND", "plan", on="2014-01-02"), cite("60-NQ/TW", "resolution"))[:2]
    assert (plan.state, plan.how) == (MatchState.MISSING, "not_normative")
    assert (party.state, party.how) == (MatchState.MISSING, "not_normative")


def test_a_short_number_is_certain_with_year_type_and_issuer_only() -> None:
    short = Reference(
        span=HERE, text="x", number=DocNumber(serial="13", year=2014, symbol=""), instrument="decision",
        issuers=("ubnd-tinh/ha-tinh",), issuer="UBND", year=2014,
    )  # fmt: skip
    assert (answers(HOST, short)[0].best, answers(HOST, short)[0].how) == (HA_TINH, "short")
    bare = Reference(
        span=HERE, text="x", number=DocNumber(serial="158", year=None, symbol=""), instrument="decree",
        issuers=("chinh-phu",),
    )  # fmt: skip
    match = answers(HOST, bare)[0]
    assert (match.state, match.rivals) == (MatchState.AMBIGUOUS, (DECREE,))
    project = Reference(
        span=HERE, text="x", number=DocNumber(serial="3713", year=None, symbol=""), instrument="project"
    )
    assert answers(HOST, project)[0].state is MatchState.MISSING


def test_a_short_number_knows_no_later_acts() -> None:
    short = Reference(
        span=HERE, text="x", number=DocNumber(serial="59", year=None, symbol=""), instrument="decree",
        issuers=("chinh-phu",),
    )  # fmt: skip
    assert answers(HOST, short)[0].state is MatchState.MISSING


def test_a_damaged_number_is_a_guess_and_never_found() -> None:
    match = answers(HOST, cite("153/2007/NĐ-CP", "decree", on="2007-10-27"))[0]
    assert match.state is MatchState.MISSING
    assert match.guess
    assert match.best is None
    assert match.rivals == (DECREE,)
    assert answers(HOST, cite("153/2007/NĐ-CP", "decree", on="2007-10-28"))[0].rivals == ()


def test_the_document_itself() -> None:
    found = answers(header("ubnd-tinh/ha-tinh", "2014-04-08", "13/2014/QĐ-UBND"))[-1]
    assert (found.reference, found.state, found.best) == (ITSELF, MatchState.FOUND, HA_TINH)
    other = answers(header("ubnd-tinh/lao-cai", "2014-04-08", "13/2014/QĐ-UBND"))[-1]
    assert other.state is MatchState.MISSING
    assert other.best is not None
    assert other.best.id == "13/2014/qd-ubnd|decision|ubnd-tinh/lao-cai|2014-04-08"
    assert other.timeline is not None
    day = answers(header("ubnd-tinh/ha-tinh", "2014-05-08", "13/2014/QĐ-UBND"))[-1]
    assert day.state is MatchState.MISSING, "same number, another day: not the same document"
    empty = answers(Header())[-1]
    assert empty.state is MatchState.MISSING


def test_self_mentions_are_the_document_itself() -> None:
    head = header("ubnd-tinh/ha-tinh", "2014-04-08", "13/2014/QĐ-UBND")
    this = Reference(span=HERE, text="x", instrument="decision", role=Role.SELF)
    assert answers(head, this)[0].best == HA_TINH


def test_an_empty_shelf_answers_missing() -> None:
    matches = answers(HOST, cite("158/2007/NĐ-CP", "decree"), cite(None, "decree"), shelf=ListShelf())
    assert [m.state for m in matches[:2]] == [MatchState.MISSING] * 2


def test_a_day_of_a_neighbour_leaves_number_or_day_open() -> None:
    """58/2019 exists, of another day; on the day told 59/2019 was issued: the number or the day is wrong."""
    other = act("58/2019/NĐ-CP", "decree", "chinh-phu", "2019-06-20")
    shelf = ListShelf([NEWER, other])
    asked = cite("58/2019/NĐ-CP", "decree", on="2019-07-01")
    match = answers(HOST, asked, shelf=shelf)[0]
    assert (match.state, match.how) == (MatchState.AMBIGUOUS, "number_or_day")
    assert set(match.rivals) == {NEWER, other}


def test_a_title_tells_that_the_day_is_the_slip() -> None:
    words = "Quy định về sơn thuyền nan và mui bạt ven sông"
    other = act("58/2019/NĐ-CP", "decree", "chinh-phu", "2019-06-20", words)
    asked = cite("58/2019/NĐ-CP", "decree", on="2019-07-01", title=words.lower())
    match = answers(HOST, asked, shelf=ListShelf([NEWER, other]))[0]
    assert (match.state, match.best) == (MatchState.FOUND, other)
    twin = act("59/2019/NĐ-CP", "decree", "chinh-phu", "2019-07-01", words)
    assert answers(HOST, asked, shelf=ListShelf([twin, other]))[0].state is MatchState.AMBIGUOUS


def test_a_wrong_day_without_such_a_neighbour_leaves_the_number() -> None:
    other = act("58/2019/NĐ-CP", "decree", "chinh-phu", "2019-06-20")
    match = answers(HOST, cite("58/2019/NĐ-CP", "decree", on="2019-06-21"), shelf=ListShelf([NEWER, other]))[0]
    assert (match.state, match.best) == (MatchState.FOUND, other)


def serial(digits: str, kind: str, title: str | None = None) -> Reference:
    number = DocNumber(serial=digits, year=None, symbol="", separator="/")
    return Reference(span=HERE, text=digits, number=number, instrument=kind, title=title)


def test_year_and_serial_name_one_decree() -> None:
    assert answers(HOST, cite("158/2007", "decree"))[0].best == DECREE
    assert answers(HOST, cite("13/2014", "decision"))[0].state is MatchState.AMBIGUOUS, "many organs number decisions"
    assert answers(HOST, serial("158", "decree"))[0].state is MatchState.AMBIGUOUS


def test_a_short_number_is_told_by_its_subject() -> None:
    trades = act(
        "1956/QĐ-TTg", "decision", "thu-tuong", "2009-11-27", "Phê duyệt Đề án Dạy nghề cho thanh niên vùng cao"
    )
    other = act("1956/QĐ-BTC", "decision", "bo-tai-chinh", "2011-02-03", "Về việc dạy nghề cho viên chức của kho bạc")
    shelf = ListShelf([trades, other])

    def said(title: str, kind: str = "decision") -> object:
        match = answers(HOST, serial("1956", kind, title), shelf=shelf)[0]
        return match.best or match.state

    assert said("về dạy nghề cho thanh niên vùng cao để có việc làm") == trades
    assert said("về dạy nghề cho thanh niên vùng cao", "circular") is MatchState.MISSING
    assert said("về dạy nghề") is MatchState.AMBIGUOUS, "too few words"
    assert said("về dạy nghề cho người cao tuổi ở vùng xa") is MatchState.AMBIGUOUS
