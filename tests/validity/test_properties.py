"""Random histories: the fast heart equals the slow one, and unknown never becomes in force."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from doccheck.model.act import Act, Fact, Kind, Status, Tier, Timeline
from doccheck.rulebook.book import load_book
from doccheck.validity import explain, timeline

from .reference import Slow
from .strategies import ENDINGS, WATCHED, acts, facts, hints, histories

BOOK = load_book()
BUSY = settings(max_examples=150, deadline=None)
FORCE = {Status.IN_FORCE, Status.PARTLY_CEASED}


def _in_force(life: Timeline) -> set[object]:
    return {day for day in WATCHED if life.at(day).status in FORCE}


@BUSY
@given(act=acts, history=histories)
def test_the_fast_heart_equals_the_slow_one(act: Act, history: tuple[Fact, ...]) -> None:
    life, slow = timeline(act, history, BOOK), Slow(act, history)
    for day in WATCHED:
        piece = life.at(day)
        assert (piece.status, piece.certainty, piece.amended) == slow.at(day), (day, piece)


@BUSY
@given(act=acts, history=histories)
def test_no_gaps_and_neighbours_differ(act: Act, history: tuple[Fact, ...]) -> None:
    pieces = timeline(act, history, BOOK).pieces
    assert pieces[0].period.start is None
    assert pieces[-1].period.end is None
    for one, other in pairwise(pieces):
        assert one.period.end == other.period.start is not None
        assert one.period.start is None or one.period.start < other.period.start
        assert replace(one, period=other.period) != other


@BUSY
@given(act=acts, history=histories, guesses=hints)
def test_hints_decide_nothing(act: Act, history: tuple[Fact, ...], guesses: tuple[Fact, ...]) -> None:
    with_hints, without = timeline(act, history + guesses, BOOK), timeline(act, history, BOOK)
    for day in WATCHED:
        one, other = with_hints.at(day), without.at(day)
        assert (one.status, one.certainty, one.amended, one.why) == (
            other.status,
            other.certainty,
            other.amended,
            other.why,
        )


@BUSY
@given(act=acts, history=histories, order=st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(act: Act, history: tuple[Fact, ...], order: Random) -> None:
    shuffled = list(history)
    order.shuffle(shuffled)
    assert timeline(act, tuple(shuffled), BOOK) == timeline(act, history, BOOK)


@BUSY
@given(act=acts, history=histories)
def test_in_force_has_a_beginning_and_a_later_proof(act: Act, history: tuple[Fact, ...]) -> None:
    solid = [f for f in history if f.tier not in (Tier.HINT, Tier.PILE) and f.on is not None]
    life = timeline(act, history, BOOK)
    for day in _in_force(life):
        begins = [f.on for f in solid if f.on <= day] + [f.until for f in solid if f.until and f.until <= day]
        begins += [f.on for f in history if f.kind in (Kind.EFFECT, Kind.EFFECT_MOVED) and f.on and f.on <= day]
        begins += [act.effective_on] if act.effective_on and act.effective_on <= day else []
        proofs = [d for f in [*solid, *history] for d in (f.on, f.until) if d and d >= day] + begins
        assert begins, day
        assert proofs, day


@BUSY
@given(act=acts, history=histories, data=st.data())
def test_removing_knowledge_never_makes_it_in_force(act: Act, history: tuple[Fact, ...], data: st.DataObject) -> None:
    """What is taken away must speak of effect or force; an ending taken away may lift a contradiction, nothing more."""
    gone = data.draw(st.sampled_from(history)) if history else None
    rest = tuple(f for f in history if f != gone)
    before, after = timeline(act, history, BOOK), timeline(act, rest, BOOK)
    for day in _in_force(after) - _in_force(before):
        was = before.at(day)
        assert gone is not None
        contradiction = was.reason in ("end_disputed", "effect_disputed", "effect_moved_undated", "resumed_undated")
        moved = gone.kind in (Kind.EFFECT, Kind.EFFECT_MOVED)
        ended = was.status in (Status.CEASED, Status.NEVER_IN_FORCE, Status.SUSPENDED)
        assert contradiction or moved or ended, (day, was)


@BUSY
@given(act=acts, history=histories, ending=facts(kinds=ENDINGS, dated=True))
def test_an_ending_adds_no_day_of_force_from_its_day_on(act: Act, history: tuple[Fact, ...], ending: Fact) -> None:
    ending = replace(ending, provisions=())
    before, after = _in_force(timeline(act, history, BOOK)), _in_force(timeline(act, (*history, ending), BOOK))
    assert not {day for day in after - before if day >= ending.on}


@BUSY
@given(act=acts, history=histories, ending=facts(kinds=ENDINGS, tiers=[Tier.CONFIRMED], dated=True))
def test_a_confirmed_ending_ends(act: Act, history: tuple[Fact, ...], ending: Fact) -> None:
    ending = replace(ending, provisions=(), on=max(ending.on, act.issued_on or ending.on))
    others = tuple(f for f in history if f.tier is not Tier.CONFIRMED)
    life = timeline(act, (*others, ending), BOOK)
    assert not {day for day in _in_force(life) if day >= ending.on}


@BUSY
@given(act=acts, history=histories)
def test_every_piece_has_a_reason_in_both_languages(act: Act, history: tuple[Fact, ...]) -> None:
    for piece in timeline(act, history, BOOK).pieces:
        assert explain(piece, "vi")
        assert explain(piece, "en")
        assert "{" not in explain(piece)
