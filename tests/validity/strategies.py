"""Random histories of an act, inside a few weeks so that days collide."""

from datetime import date, timedelta

from hypothesis import strategies as st

from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision, Unit

FIRST = date(2019, 3, 1)
DAYS = [FIRST + timedelta(days=i) for i in range(24)]
WATCHED = [FIRST + timedelta(days=i) for i in range(-3, 30)]
SOLID = [Tier.CONFIRMED, Tier.OFFICIAL, Tier.READ, Tier.SECONDARY, Tier.PILE]
KINDS = [k for k in Kind if k not in (Kind.GUIDES, Kind.RELATED, Kind.CORRECTED)]
ENDINGS = [Kind.REPLACED, Kind.REPEALED, Kind.ENDED, Kind.TERM]
PART = Provision(((Unit.ARTICLE, "5"),))

some_day = st.sampled_from(DAYS)


@st.composite
def facts(draw: st.DrawFn, kinds: list[Kind] = KINDS, tiers: list[Tier] = SOLID, dated: bool = False) -> Fact:
    kind = draw(st.sampled_from(kinds))
    on = draw(some_day if dated else st.one_of(some_day, some_day, some_day, st.none()))
    later = st.one_of(st.none(), some_day) if kind in (Kind.SUSPENDED, Kind.IN_FORCE) else st.none()
    until = draw(later)
    return Fact(
        act="a",
        kind=kind,
        on=on,
        until=until if until is None or on is None or until > on else None,
        tier=draw(st.sampled_from(tiers)),
        origin=draw(st.sampled_from(["x", "y"])),
        by=draw(st.sampled_from([None, "b", "c"])),
        exceptions=draw(st.sampled_from([None, None, "z"])) if kind in ENDINGS else None,
        provisions=draw(st.sampled_from([(), (), (), (PART,)])),
    )


acts = st.builds(
    lambda issued, effective: Act(
        id="a", number=DocNumber.parse("1/2019/X-Y"), instrument="decree", issuers=("chinh-phu",),
        issued_on=issued, effective_on=effective,
    ),
    st.one_of(st.none(), st.sampled_from(DAYS[:8])),
    st.one_of(st.none(), some_day),
)  # fmt: skip
histories = st.lists(facts(), max_size=7, unique=True).map(tuple)
hints = st.lists(facts(tiers=[Tier.HINT]), max_size=5, unique=True).map(tuple)
