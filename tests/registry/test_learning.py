"""Learning by reading: clauses to facts of the pile, the pile over the registry, proposals and their approval."""

from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from doccheck.errors import UsageError
from doccheck.match import link
from doccheck.model.act import Act, Fact, Kind, Status, Tier
from doccheck.model.lookup import Lookup
from doccheck.model.number import DocNumber
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.registry import Lives, Pile, learn
from doccheck.registry.identity import agree, organ_then, same_act
from doccheck.registry.proposals import approve, proposals, propose, reject, set_two_persons
from doccheck.registry.sessions import roll_back
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book

from .conftest import LAW, NEW, OLD, TWIN, act

HEAD = """ỦY BAN NHÂN DÂN
TỈNH HÀ TĨNH
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
---------------
Số: {number}
Hà Tĩnh, ngày {day}

QUYẾT ĐỊNH
Ban hành Quy định về quản lý bến thuyền trên địa bàn tỉnh

ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH

Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;
Theo đề nghị của Giám đốc Sở Xây dựng;

QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Quy định về quản lý bến thuyền.

Điều 2. Hiệu lực thi hành
{clauses}

Điều 3. Tổ chức thực hiện
Chánh Văn phòng Ủy ban nhân dân tỉnh chịu trách nhiệm thi hành Quyết định này.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Trần Văn Mẫu
"""


def _text(clauses: str, number: str = "45/2022/QĐ-UBND", day: str = "10 tháng 3 năm 2022") -> Text:
    body = HEAD.format(number=number, day=day, clauses=clauses)
    seal = sha256(body.encode()).hexdigest()
    source = Source(path="/kho/a.docx", name="a.docx", media_type="text/plain", size=len(body), sha256=seal)
    return Text(source=source, body=body)


def _taught(text: Text, shelf: Lookup, book: Book) -> tuple[tuple[Act, ...], tuple[Fact, ...]]:
    reading = read(text, book)
    *matches, itself = link(reading, shelf, book)
    return learn(reading, itself, matches, book, origin="pile")


EFFECT = "1. Quyết định này có hiệu lực thi hành kể từ ngày 20 tháng 3 năm 2022."
ENDS = "2. Quyết định này thay thế Quyết định số 07/2016/QĐ-UBND ngày 05 tháng 4 năm 2016 của Ủy ban nhân dân tỉnh."


def test_an_ending_is_dated_by_the_acting_document(small: Path, book: Book) -> None:
    acts, facts = _taught(_text(f"{EFFECT}\n{ENDS}"), open_file(small), book)
    said = {fact.kind: fact for fact in facts}
    assert said[Kind.EFFECT].on == date(2022, 3, 20)
    ending = said[Kind.REPLACED]
    assert ending.act == "7/2016/qd-ubnd|decision|ubnd-tinh/ha-tinh|2016-04-05"
    assert (ending.on, ending.tier, ending.by_label) == (date(2022, 3, 20), Tier.PILE, "Quyết định số 45/2022/QĐ-UBND")
    assert ending.evidence is not None
    assert ending.evidence.quote is not None and "thay thế" in ending.evidence.quote
    assert ending.evidence.sha256 == _text(f"{EFFECT}\n{ENDS}").source.sha256
    assert {a.id.split("|")[0] for a in acts} == {"45/2022/qd-ubnd", "7/2016/qd-ubnd"}


def test_an_ending_without_a_day_stays_undated(small: Path, book: Book) -> None:
    _, facts = _taught(_text(ENDS.replace("2.", "1.")), open_file(small), book)
    assert [fact.on for fact in facts if fact.kind is Kind.REPLACED] == [None]


@pytest.mark.parametrize(
    "clause",
    [
        "2. Quyết định này thay thế Nghị định số 11/2015/NĐ-CP ngày 02 tháng 02 năm 2015 của Chính phủ.",
        "2. Bãi bỏ Luật Đất đai số 45/2013/QH13 ngày 29 tháng 11 năm 2013.",
    ],
)
def test_no_act_ends_a_higher_one(clause: str, small: Path, book: Book) -> None:
    _, facts = _taught(_text(f"{EFFECT}\n{clause}"), open_file(small), book)
    assert {fact.kind for fact in facts} == {Kind.EFFECT}


def test_an_ending_of_a_later_act_has_no_day(small: Path, book: Book) -> None:
    """One of the two days was misread: what it says is doubted, neither believed nor forgotten."""
    clause = ENDS.replace("07/2016/QĐ-UBND ngày 05 tháng 4 năm 2016", "09/2023/QĐ-UBND ngày 05 tháng 4 năm 2023")
    _, facts = _taught(_text(f"{EFFECT}\n{clause}"), open_file(small), book)
    assert [fact.on for fact in facts if fact.kind is Kind.REPLACED] == [None]


def test_a_chairman_replaces_what_his_committee_issued(small: Path, book: Book) -> None:
    text = _text(f"{EFFECT}\n{ENDS}", number="45/2022/QĐ-CTUBND")
    kinds = {
        fact.kind
        for fact in _taught(
            replace(
                text,
                body=text.body.replace("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\n", "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH\n", 1),
            ),
            open_file(small),
            book,
        )[1]
    }
    assert Kind.REPLACED in kinds


def test_an_announcement_states_what_others_ended(small: Path, book: Book) -> None:
    clause = "2. Nghị định số 11/2015/NĐ-CP ngày 02 tháng 02 năm 2015 của Chính phủ hết hiệu lực."
    _, facts = _taught(_text(f"{EFFECT}\n{clause}"), open_file(small), book)
    (stated,) = [fact for fact in facts if fact.kind is not Kind.EFFECT]
    assert (stated.kind, stated.on) == (Kind.CEASED, date(2022, 3, 10))


def test_an_own_term_ends_the_day_after(small: Path, book: Book) -> None:
    words = "Quyết định này có hiệu lực từ ngày 20 tháng 3 năm 2022 đến hết ngày 31 tháng 12 năm 2024."
    _, facts = _taught(_text(words), open_file(small), book)
    assert {(f.kind, f.on) for f in facts} >= {(Kind.EFFECT, date(2022, 3, 20)), (Kind.TERM, date(2025, 1, 1))}


def test_a_document_without_a_number_teaches_nothing(small: Path, book: Book) -> None:
    text = _text(f"{EFFECT}\n{ENDS}", number="      /QĐ-UBND")
    assert _taught(text, open_file(small), book) == ((), ())


def test_the_pile_judges_itself(small: Path, book: Book) -> None:
    shelf = open_file(small)
    starts = "Quyết định này có hiệu lực thi hành kể từ ngày 15 tháng 4 năm 2016."
    old = _taught(_text(starts, "07/2016/QĐ-UBND", "05 tháng 4 năm 2016"), shelf, book)
    new = _taught(_text(f"{EFFECT}\n{ENDS}"), shelf, book)
    pile = Pile(shelf, (*old[0], *new[0]), (*old[1], *new[1]))
    (ended,) = pile.by_number("7/2016/qd-ubnd")
    life = Lives(pile, book).of(ended)
    assert life.at(date(2016, 4, 15)).status is Status.IN_FORCE
    assert life.at(date(2020, 1, 1)).status is not Status.CEASED
    assert life.at(date(2022, 3, 20)).status is Status.CEASED
    assert life.at(date(2022, 3, 20)).certainty.value == "low"
    assert pile.digest != shelf.digest


def test_a_pile_is_the_same_in_any_order(small: Path, book: Book) -> None:
    shelf = open_file(small)
    acts, facts = _taught(_text(f"{EFFECT}\n{ENDS}"), shelf, book)
    assert Pile(shelf, acts, facts).digest == Pile(shelf, reversed(acts), reversed(facts)).digest


def test_a_pile_over_the_same_registry_opened_elsewhere_answers_the_same(small: Path) -> None:
    shelf = open_file(small)
    days = (date(2020, 1, 2), date(2021, 3, 4))
    acts = [
        Act(
            id=f"own-{n}",
            number=DocNumber(serial=f"0{n}", year=days[n % 2].year, symbol="QD-UBND"),
            instrument="decision",
            issuers=("ubnd-tinh/binh-an",),
            issued_on=days[n % 2],
        )
        for n in range(1, 9)
    ]
    pile = Pile(shelf, acts, ())
    other = pile.over(open_file(small))
    assert other.digest == pile.digest
    for day in days:
        own = [act.id for act in pile.by_date(day) if act.id.startswith("own-")]
        assert own == [act.id for act in acts if act.issued_on == day]
        assert other.by_date(day) == pile.by_date(day)
        assert other.numbers_on(day) == pile.numbers_on(day)
    assert [act.id for act in pile.by_serial("3", None) if act.id.startswith("own-")] == ["own-3"]
    assert [act.id for act in other.by_serial("003", 2021) if act.id.startswith("own-")] == ["own-3"]
    assert not [act for act in pile.by_serial("3", 2020) if act.id.startswith("own-")]


def test_a_stub_of_the_pile_joins_the_registrys_act(small: Path) -> None:
    shelf = open_file(small)
    bare = act("13/2014/QĐ-UBND")
    fact = Fact(
        act=bare.id, kind=Kind.AMENDED, on=date(2018, 1, 1), tier=Tier.PILE, origin="pile", by="x", by_label="x"
    )
    pile = Pile(shelf, [bare], [fact])
    assert pile.act(bare.id) == OLD
    assert [a.id for a in pile.by_number("13/2014/qd-ubnd")] == [OLD.id, TWIN.id]
    assert pile.facts(OLD.id)[-1] == replace(fact, act=OLD.id)
    assert pile.facts(TWIN.id) == shelf.facts(TWIN.id)
    assert pile.by_title("dat dai") == (shelf.act(LAW.id),)
    assert pile.by_date(NEW.issued_on or date.min) == (shelf.act(NEW.id),)


def test_who_is_who(small: Path, book: Book) -> None:
    shelf = open_file(small)
    assert same_act(act("13/2014/QĐ-UBND", issuers=("ubnd/?",)), shelf) is None
    assert same_act(act("13/2014/QĐ-UBND", issuers=("ubnd/?",), issued_on=OLD.issued_on), shelf) == OLD
    assert same_act(act("13/2014/QĐ-UBND", issuers=("ubnd-tinh/son-la",)), shelf) is None
    assert not agree(act("893/QĐ-TTg", issuers=("thu-tuong",)), act("893/QĐ-TTg", issuers=("thu-tuong",)))
    law, resolution = (act("02/2002/QH11", kind, ("quoc-hoi",)) for kind in ("law", "resolution"))
    assert not agree(law, resolution)


@pytest.mark.parametrize(
    ("issuer", "now", "then", "expected"),
    [
        ("ubnd-tinh/ha-tinh", date(2025, 12, 1), date(2014, 7, 1), "ubnd-tinh/ha-tinh"),
        ("ubnd-tinh/hue", date(2025, 12, 1), date(2018, 7, 1), "ubnd-tinh/thua-thien-hue"),
        ("ubnd-tinh/bac-ninh", date(2025, 12, 1), date(2018, 7, 1), None),
        ("ubnd-tinh/bac-ninh", date(2025, 12, 1), date(2025, 8, 1), "ubnd-tinh/bac-ninh"),
        ("bo-tai-chinh", date(2025, 12, 1), date(2018, 7, 1), "bo-tai-chinh"),
    ],
)
def test_whose_document_it_was(issuer: str, now: date, then: date, expected: str | None, book: Book) -> None:
    assert organ_then(issuer, now, then, book) == expected


def _proposed(path: Path, book: Book) -> int:
    shelf = open_file(path, readonly=False)
    text = _text(f"{EFFECT}\n{ENDS}")
    acts, facts = _taught(text, shelf, book)
    seal = text.source.sha256
    number, _ = propose(shelf, acts[0], acts, facts, sha256=seal, path="a.docx", day=date(2026, 1, 5))
    assert number is not None
    again, _ = propose(shelf, acts[0], acts, facts, sha256=seal, path="a.docx", day=date(2026, 1, 6))
    assert again is None
    return number


def test_approval_confirms_and_goes_back(small: Path, book: Book) -> None:
    number = _proposed(small, book)
    shelf = open_file(small, readonly=False)
    assert [p.number for p in proposals(shelf, "open")] == [number]
    assert shelf.by_number("7/2016/qd-ubnd") == ()
    session, plan = approve(shelf, [number], date(2026, 1, 7), "An")
    assert session is not None and {f.tier for f in plan.facts} == {Tier.CONFIRMED}
    (ended,) = open_file(small).by_number("7/2016/qd-ubnd")
    piece = Lives(open_file(small), book).of(ended).at(date(2023, 1, 1))
    assert (piece.status, piece.certainty.value) == (Status.CEASED, "high")
    roll_back(open_file(small, readonly=False), session)
    assert open_file(small).by_number("7/2016/qd-ubnd") == ()
    assert [p.number for p in proposals(open_file(small), "open")] == [number]


def test_two_persons_where_the_office_wants_them(small: Path, book: Book) -> None:
    number = _proposed(small, book)
    shelf = open_file(small, readonly=False)
    set_two_persons(shelf, True)
    assert approve(shelf, [number], date(2026, 1, 7), "An")[0] is None
    with pytest.raises(UsageError):
        approve(shelf, [number], date(2026, 1, 7), "An")
    assert approve(shelf, [number], date(2026, 1, 8), "Bình")[0] is not None


def test_a_rejected_proposal_is_not_made_again(small: Path, book: Book) -> None:
    number = _proposed(small, book)
    shelf = open_file(small, readonly=False)
    reject(shelf, [number], date(2026, 1, 7), "An")
    assert proposals(shelf, "open") == ()
    with pytest.raises(UsageError):
        approve(shelf, [number], date(2026, 1, 7), "An")


@pytest.mark.parametrize(
    ("basis", "parent"),
    [
        ("ngày 05 tháng 02 năm 2022", "7/2022/qh15|law|quoc-hoi|2022-02-05"),
        ("ngày 11 tháng 3 năm 2010", "9/2010/qh12|law|quoc-hoi|2010-03-11"),
        ("", None),
    ],
)
def test_the_law_that_is_detailed_is_that_of_the_basis(basis: str, parent: str | None, small: Path, book: Book) -> None:
    """Two laws of one title, the newer issued and not yet in force: without a basis that tells, no link is made."""
    laws = [
        replace(
            act("9/2010/QH12", "law", ("quoc-hoi",), date(2010, 3, 11)),
            title="Bến thuyền",
            effective_on=date(2011, 1, 1),
        ),
        replace(
            act("7/2022/QH15", "law", ("quoc-hoi",), date(2022, 2, 5)),
            title="Bến thuyền",
            effective_on=date(2023, 1, 1),
        ),
    ]
    starts = [Fact(act=a.id, kind=Kind.EFFECT, on=a.effective_on, tier=Tier.OFFICIAL, origin="test") for a in laws]
    text = _text(EFFECT)
    body = text.body.replace("Ban hành Quy định về quản lý bến thuyền trên địa bàn tỉnh", DETAILS, 1)
    body = body.replace("ngày 19 tháng 6 năm 2015;", f"ngày 19 tháng 6 năm 2015;\nCăn cứ Luật Bến thuyền {basis};", 1)
    _, facts = _taught(replace(text, body=body), Pile(open_file(small), laws, starts), book)
    assert [f.act for f in facts if f.kind is Kind.GUIDES] == ([parent] if parent else [])


DETAILS = "Quy định chi tiết thi hành một số điều của Luật Bến thuyền trên địa bàn tỉnh"
