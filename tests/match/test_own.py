"""How a document names itself: by its type, a law by its own title, a consolidated text by what it consolidates."""

from doccheck.model.match import MatchState
from doccheck.model.reading import Header, Reference, Role

from .shelf import ListShelf, act
from .test_numbers import HERE, answers, cite, field, header

OLD = act("10/2012/QH13", "code", "quoc-hoi", "2012-06-18", "Lao động", "2013-05-01")
NEW = act("45/2019/QH14", "code", "quoc-hoi", "2019-11-20", "Lao động", "2021-01-01")
CIRCULAR = act("15/2021/TT-BTC", "circular", "bo-tai-chinh", "2021-02-22")
OTHER = act("16/2021/TT-BTC", "circular", "bo-tai-chinh", "2021-02-25")
SHELF = ListShelf([OLD, NEW, CIRCULAR, OTHER])


def this(kind: str) -> Reference:
    return Reference(span=HERE, text="", instrument=kind, role=Role.SELF)


def code(title: str = "LAO ĐỘNG") -> Header:
    head = header("quoc-hoi", "2019-11-20", "45/2019/QH14", "code")
    return Header(
        number=head.number,
        instrument=head.instrument,
        issuers=head.issuers,
        issued_on=head.issued_on,
        title=field(title),
    )


def bare(role: Role = Role.BODY) -> Reference:
    return Reference(span=HERE, text="", instrument="code", title="Lao động", role=role)


def test_a_law_means_itself_by_its_own_title() -> None:
    assert answers(code(), bare(), shelf=SHELF)[0].best == NEW
    assert answers(code(), bare(Role.REPEALS), shelf=SHELF)[0].best == OLD
    assert answers(code("Hàng hải"), bare(), shelf=SHELF)[0].best == OLD
    assert answers(code(), cite(None, "code", title="Lao động", year=2012), shelf=SHELF)[0].best == OLD


def test_this_circular_in_a_consolidated_text_is_the_circular_consolidated() -> None:
    head = header("bo-tai-chinh", "2024-01-10", "02/VBHN-BTC", "consolidated")
    told = cite("15/2021/TT-BTC", "circular", role=Role.CONSOLIDATES)
    found = answers(head, told, told, this("circular"), this("consolidated"), this("decree"), shelf=SHELF)
    assert found[2].best == CIRCULAR
    assert found[3].best == found[-1].best, "the consolidated text itself"
    assert (found[4].state, found[4].best) == (MatchState.MISSING, None)
    more = cite("16/2021/TT-BTC", "circular", role=Role.CONSOLIDATES)
    assert answers(head, told, more, this("circular"), shelf=SHELF)[2].best is None, "two: none is told"


def test_this_circular_is_the_document_elsewhere() -> None:
    head = header("bo-tai-chinh", "2021-02-22", "15/2021/TT-BTC", "circular")
    assert answers(head, this("circular"), shelf=SHELF)[0].best == CIRCULAR
