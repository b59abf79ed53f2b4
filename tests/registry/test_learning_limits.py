"""Days that wait for another act's effect, and territories, on the way from clauses to facts."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from doccheck.match import link
from doccheck.model.act import Act, Certainty, Fact, Kind, Piece, Status, Timeline
from doccheck.model.match import MatchState
from doccheck.model.number import DocNumber
from doccheck.model.period import Period
from doccheck.parse import read
from doccheck.registry import learn
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book

from .test_learning import EFFECT, _taught, _text

WAITS = (
    "2. Quyết định số 07/2016/QĐ-UBND ngày 05 tháng 4 năm 2016 của Ủy ban nhân dân tỉnh hết hiệu lực kể từ ngày "
    "Luật Bến thuyền số 9/2022/QH15 có hiệu lực thi hành."
)
LAW = Act(
    id="9/2022/qh15|law|quoc-hoi|2022-03-01",
    number=DocNumber.parse("9/2022/QH15"),
    instrument="law",
    issued_on=date(2022, 3, 1),
)


def _pieces(*states: tuple[Status, date | None, date | None]) -> Timeline:
    pieces = (Piece(period=Period(a, b), status=one, certainty=Certainty.HIGH) for one, a, b in states)
    return Timeline(act=LAW, pieces=tuple(pieces))


def _ended(timeline: Timeline | None, small: Path, book: Book) -> Fact:
    reading = read(_text(f"{EFFECT}\n{WAITS}"), book)
    *matches, itself = link(reading, open_file(small), book)
    (clause,) = (c for c in reading.clauses if c.waits_for is not None)
    found = [
        replace(m, state=MatchState.FOUND, best=LAW, timeline=timeline) if m.reference == clause.waits_for else m
        for m in matches
    ]
    _, facts = learn(reading, itself, found, book, origin="pile")
    (fact,) = (f for f in facts if f.kind is Kind.ENDED)
    return fact


def test_the_day_is_the_other_acts_where_it_is_known(small: Path, book: Book) -> None:
    day = date(2023, 7, 1)
    known = _pieces((Status.NOT_YET_IN_FORCE, None, day), (Status.IN_FORCE, day, None))
    assert _ended(known, small, book).on == day


def test_the_day_stays_open_where_the_registry_cannot_tell(small: Path, book: Book) -> None:
    assert _ended(None, small, book).on is None
    assert _ended(_pieces((Status.UNKNOWN, None, None)), small, book).on is None
    never = _pieces((Status.NOT_YET_IN_FORCE, None, date(2023, 7, 1)), (Status.UNKNOWN, date(2023, 7, 1), None))
    assert _ended(never, small, book).on is None


def test_a_territory_comes_with_its_fact(small: Path, book: Book) -> None:
    clause = (
        "2. Quyết định số 07/2016/QĐ-UBND ngày 05 tháng 4 năm 2016 của Ủy ban nhân dân tỉnh Hà Tĩnh "
        "hết hiệu lực trên địa bàn tỉnh Nghệ An (cũ)."
    )
    _, facts = _taught(_text(f"{EFFECT}\n{clause}"), open_file(small), book)
    assert [f.territory for f in facts if f.kind is Kind.ENDED] == ["nghe-an"]
    assert all(f.territory is None for f in facts if f.kind is Kind.EFFECT)


def test_own_territory_is_the_place_of_a_document_not_on_the_shelf(small: Path, book: Book) -> None:
    scope = "2. Quyết định này chỉ áp dụng trên địa bàn tỉnh Nghệ An (cũ)."
    acts, _ = _taught(_text(f"{EFFECT}\n{scope}", number="46/2022/QĐ-UBND"), open_file(small), book)
    assert [a.locality for a in acts] == ["nghe-an"]
