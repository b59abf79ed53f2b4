"""Statements that hold in a part of the territory: a former province's document ends in one part, not in the other."""

from datetime import date, timedelta

from doccheck.model.act import Act, Fact, Kind, Status, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.rulebook.book import Book
from doccheck.validity import timeline

NUMBER = DocNumber.parse("12/2022/QĐ-UBND")
ISSUED = date(2022, 5, 4)
ACT = Act(
    id=act_id(NUMBER, "decision", ("ubnd-tinh/quang-ngai",), ISSUED),
    number=NUMBER,
    instrument="decision",
    issuers=("ubnd-tinh/quang-ngai",),
    issued_on=ISSUED,
)
END = date(2025, 11, 1)
START = Fact(act=ACT.id, kind=Kind.EFFECT, on=date(2022, 5, 14), tier=Tier.OFFICIAL, origin="t")
LAST = Fact(act=ACT.id, kind=Kind.IN_FORCE, on=date(2026, 3, 1), tier=Tier.OFFICIAL, origin="t")


def _end(territory: str | None, kind: Kind = Kind.REPEALED) -> Fact:
    return Fact(act=ACT.id, kind=kind, on=END, tier=Tier.OFFICIAL, origin="t", territory=territory)


def test_an_ending_in_one_territory_is_no_ending_of_the_whole(book: Book) -> None:
    facts = (START, LAST, _end("quang-ngai"))
    assert timeline(ACT, facts, book, place="quang-ngai").at(END).status is Status.UNKNOWN  # LAST says otherwise
    facts = (START, _end("quang-ngai"), Fact(**{**_fields(LAST), "territory": "kon-tum"}))
    assert timeline(ACT, facts, book, place="quang-ngai").at(END).status is Status.CEASED
    assert timeline(ACT, facts, book, place="kon-tum").at(END).status is Status.IN_FORCE
    assert timeline(ACT, facts, book, place="quang-ngai").at(END - timedelta(1)).status is Status.IN_FORCE


def test_the_whole_act_has_then_partly_ceased_or_is_not_known(book: Book) -> None:
    piece = timeline(ACT, (START, LAST, _end("quang-ngai")), book).at(END)
    assert (piece.status, piece.ceased_provisions) == (Status.PARTLY_CEASED, ())
    assert any(fact.territory == "quang-ngai" for fact in piece.why)
    assert timeline(ACT, (START, _end("quang-ngai")), book).at(END + timedelta(1)).status is not Status.CEASED


def test_a_statement_of_force_elsewhere_proves_nothing_here(book: Book) -> None:
    there = Fact(**{**_fields(LAST), "territory": "kon-tum"})
    for place in (None, "quang-ngai"):
        assert timeline(ACT, (START, there), book, place=place).at(date(2026, 2, 1)).status is Status.UNKNOWN
    assert timeline(ACT, (START, there), book, place="kon-tum").at(date(2026, 2, 1)).status is Status.IN_FORCE


def test_an_ending_everywhere_is_one_in_each_territory(book: Book) -> None:
    for place in (None, "kon-tum", "quang-ngai"):
        assert timeline(ACT, (START, _end(None)), book, place=place).at(END).status is Status.CEASED


def _fields(fact: Fact) -> dict[str, object]:
    return {name: getattr(fact, name) for name in fact.__slots__}
