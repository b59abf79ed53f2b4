"""Labels of partial references, and how answers are held against them."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from measures import resolution
from measures.resolution import Answer, Label, answer_of, labels, right, seen

from doccheck.model.act import Act
from doccheck.model.match import Match, MatchState
from doccheck.model.number import DocNumber
from doccheck.model.reading import Header, Reading, Reference, Role
from doccheck.model.text import Source, Span, Text

DAY = date(2007, 10, 27)
LABEL = Label("a.txt", "short number", 10, "Nghị định 158", "known", "158/2007/NĐ-CP", DAY)


def reading(*spans: tuple[int, int]) -> Reading:
    source = Source(path="x", name="x", media_type="text/plain", size=1, sha256="0")
    found = tuple(Reference(span=Span(start, end), text="") for start, end in spans)
    return Reading(text=Text(source=source, body="x" * 100), header=Header(), references=found)


def test_the_labels_are_well_formed() -> None:
    read = list(labels())
    assert len(read) == len({label.case for label in read}) == 304
    assert max(Counter(label.path for label in read).values()) <= 3
    assert {label.state for label in read} == resolution.STATES
    assert all(DocNumber.parse(label.number) for label in read if label.number)


def test_a_label_that_is_not_well_formed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    for row in ("a\tb\t1\tc\tperhaps\t1/CP\t\t", "a\tb\t1\tc\topen\t1/CP\t\t", "a\tb\t1\tc\tknown\t\t\t"):
        file.write_text(row + "\n", "utf-8")
        with pytest.raises(ValueError, match="a\tb"):
            list(labels(file))


def test_number_and_day_must_agree_as_far_as_they_are_known() -> None:
    assert right(Answer("158/2007/nd-cp", DAY, ""), LABEL)
    assert right(Answer("158/2007/nd-cp", None, ""), LABEL)
    assert not right(Answer("158/2007/nd-cp", date(2008, 1, 1), ""), LABEL)
    assert not right(Answer("159/2007/nd-cp", DAY, ""), LABEL)
    assert right(Answer("", DAY, ""), replace(LABEL, number=""))
    assert not right(Answer("", None, ""), replace(LABEL, number=""))
    assert not right(Answer("158/2007/nd-cp", DAY, ""), replace(LABEL, state="open"))


def test_the_reference_that_stands_there_and_begins_nearest_is_taken() -> None:
    assert seen(LABEL, reading((0, 5), (8, 40), (11, 20))) == 2
    assert seen(LABEL, reading((0, 10), (23, 30))) is None


def test_an_answer_is_the_act_found_or_the_number_that_the_text_told() -> None:
    number = DocNumber.parse("158/2007/NĐ-CP")
    act = Act(id="x", number=number, instrument="decree", issued_on=DAY)
    cite = Reference(span=Span(0, 1), text="", rule="r")
    found = Match(reference=0, state=MatchState.FOUND, best=act)
    missing = Match(reference=0, state=MatchState.MISSING, how="exact")
    assert answer_of(cite, found) == Answer("158/2007/nd-cp", DAY, "r, found")
    assert answer_of(cite, missing) is None
    assert answer_of(replace(cite, number=DocNumber.parse("158/2007")), missing) is None
    assert answer_of(replace(cite, number=number), missing) == Answer("158/2007/nd-cp", None, "r, exact")
    own = replace(missing, best=act)
    assert answer_of(replace(cite, role=Role.SELF), own) == Answer("158/2007/nd-cp", DAY, "r, exact")
    headless = replace(own, best=replace(act, number=None, issued_on=None))
    assert answer_of(replace(cite, role=Role.SELF), headless) is None


def test_the_labels_stand_where_they_say(shared: Path) -> None:
    for label in list(labels())[::12]:
        text = (shared / label.path).read_text("utf-8", errors="replace")
        assert label.surface.split()[0].casefold() in text.casefold()


def test_the_halves_are_told_by_the_name_alone() -> None:
    halves = Counter(resolution.half_of(label.path) for label in labels())
    assert set(halves) == set(resolution.HALVES)
    assert min(halves.values()) > 140
    assert resolution.half_of("a/b.txt") == resolution.half_of("a/b.txt")
