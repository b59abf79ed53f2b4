"""Values to bytes and back: nothing is lost, nothing but the expected value comes in."""

from datetime import date

import pytest

from doccheck.model.act import Act, Evidence, Fact, Kind, Tier
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision, Unit
from doccheck.model.reading import Clause, ClauseKind, Effect, EffectHow, Field, Header, Reading, Reference, Role, Scope
from doccheck.model.text import Anchor, Box, Page, PageKind, Severity, Source, Span, Text, Trouble
from doccheck.run.codec import (
    CodecError,
    dump_learned,
    dump_reading,
    join,
    load_learned,
    load_reading,
    pack,
    part,
    unpack,
)

NUMBER = DocNumber(serial="01", year=2020, symbol="QĐ-UBND")
PROVISION = Provision(((Unit.ARTICLE, "5"), (Unit.CLAUSE, "2"), (Unit.POINT, "đ")))
READING = Reading(
    text=Text(
        source=Source(path="kho/a.txt", name="a.txt", media_type="text/plain", size=9, sha256="0" * 64),
        body="Điều 5 \u0301 đ\f trang hai",
        pages=(Page(number=1, span=Span(0, 10), kind=PageKind.OCR, width=595.3, height=841.9),),
        anchors=(Anchor(start=0, end=4, page=1, box=Box(1.25, 2.5, 3.1, 4.7), confidence=0.93),),
        troubles=(Trouble(stage="extract", code="engines_disagree", place="1", severity=Severity.PARTIAL),),
    ),
    header=Header(
        number=Field(value=NUMBER, span=Span(0, 4), rule="x", confidence=0.5, repaired=True),
        issued_on=Field(value=date(2020, 2, 29), span=Span(1, 2)),
        issuers=(Field(value="chinh-phu", span=Span(1, 2)),),
    ),
    references=(Reference(span=Span(0, 4), text="Điều", number=NUMBER, provisions=(PROVISION,), role=Role.BASIS),),
    effects=(Effect(span=None, on=date(2021, 1, 1), how=EffectHow.ON_DATE),),
    clauses=(Clause(kind=ClauseKind.REPEALS, scope=Scope.PART, target=0, span=Span(0, 1), quote="bãi bỏ"),),
    dynamic_reference=True,
)


def test_a_reading_comes_back_equal() -> None:
    again = load_reading(dump_reading(READING))
    assert again == READING
    assert again.text.place(Span(1, 2)).boxes == READING.text.place(Span(1, 2)).boxes
    assert again.references[0].number is not None
    assert again.references[0].number.serial == "01"


def test_the_same_reading_has_the_same_bytes() -> None:
    assert dump_reading(READING) == dump_reading(load_reading(dump_reading(READING)))


def test_learned_facts_come_back_equal() -> None:
    act = Act(id="a|decision|x|", number=NUMBER, instrument="decision", issuers=("x",))
    fact = Fact(
        act=act.id,
        kind=Kind.REPEALED,
        on=date(2021, 1, 1),
        tier=Tier.PILE,
        origin="pile",
        provisions=(PROVISION,),
        evidence=Evidence(quote="bãi bỏ", page=2, sha256="1" * 64, path="kho/b.txt"),
    )
    assert load_learned(dump_learned(((act,), (fact,)))) == ((act,), (fact,))


@pytest.mark.parametrize("data", [b"", b"not packed", pack(b"{}"), pack(b'{"text": 1}'), pack(b"\x80\x04pickle")])
def test_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(CodecError):
        load_reading(data)


def test_cut_bytes_are_refused() -> None:
    with pytest.raises(CodecError):
        unpack(pack(b"x" * 1000)[:-3])


def test_packed_values_travel_together_and_come_apart_again() -> None:
    parts = (b"one", b"", b"three" * 100)
    assert part(join(parts), 3) == parts
    for broken in (join(parts)[:-1], join(parts) + b"\0", b"", b"\xff" * 20):
        with pytest.raises(CodecError):
            part(broken, 3)
