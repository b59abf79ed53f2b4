"""The document itself on the shelf: a number without a year, or one read weakly, does not tell it without a day."""

from dataclasses import replace
from datetime import date

import pytest

from doccheck.match import link
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.reading import Field, Header, Reading
from doccheck.model.text import Source, Span, Text
from doccheck.rulebook.book import load_book
from tests.match.shelf import ListShelf, act

ADMIN = act("893/QĐ-TTg", "decision", "thu-tuong", "2019-07-17", "Lập hội đồng giữ sổ của các kho lúa gạo")
DECREE = act("30/2019/NĐ-CP", "decree", "chinh-phu", "2019-03-05", "Giữ sổ của các kho lúa gạo")
SHELF = ListShelf([ADMIN, DECREE])
HERE = Span(0, 1)


def head(number: str, kind: str, issuer: str, title: str | None = None, on: str | None = None) -> Header:
    return Header(
        number=Field(value=DocNumber.parse(number) or DocNumber(serial="", year=None, symbol=""), span=HERE),
        instrument=Field(value=kind, span=HERE),
        issuers=(Field(value=issuer, span=HERE),),
        issued_on=Field(value=date.fromisoformat(on), span=HERE) if on else None,
        title=Field(value=title, span=HERE) if title else None,
    )


def own(header: Header) -> Match:
    text = Text(source=Source(path="x", name="x", media_type="text/plain", size=1, sha256="0"), body="x")
    return link(Reading(text=text, header=header), SHELF, load_book())[-1]


@pytest.mark.parametrize(
    ("title", "on", "found"),
    [
        (None, "2019-07-17", True),
        ("Lập hội đồng giữ sổ của kho lúa", None, True),
        ("Phê chuẩn kết quả bầu thành viên ủy ban", None, False),
        (None, None, False),
        ("Lập hội đồng giữ sổ của kho lúa", "2010-01-15", False),
    ],
)
def test_a_number_that_comes_again_each_year(title: str | None, on: str | None, found: bool) -> None:
    match = own(head("893/QĐ-TTg", "decision", "thu-tuong", title, on))
    assert (match.state is MatchState.FOUND) is found
    if not found:
        assert match.best is not None and match.best.issued_on == (date.fromisoformat(on) if on else None)


def test_a_number_with_its_year_needs_to_be_sure() -> None:
    sure = head("30/2019/NĐ-CP", "decree", "chinh-phu")
    assert own(sure).state is MatchState.FOUND and sure.number is not None
    weak = replace(sure, number=replace(sure.number, confidence=0.6))
    mended = replace(sure, number=replace(sure.number, repaired=True))
    assert [own(one).state for one in (weak, mended)] == [MatchState.MISSING] * 2
    named = replace(weak, title=Field(value="Giữ sổ của các kho lúa", span=HERE))
    assert own(named).state is MatchState.FOUND
