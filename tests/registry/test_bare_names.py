"""Numbers and labels lose the full stop of the sentence that they were read from."""

from datetime import date

from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.number import DocNumber
from doccheck.registry.rows import act_of, act_row, bare, fact_of, fact_row


def test_full_stops_go() -> None:
    assert bare("Luật số 35/2018/QH14.") == "Luật số 35/2018/QH14"
    assert bare("30/2019/QĐ-TTg") == "30/2019/QĐ-TTg"


def test_a_row_with_a_full_stop_is_read_without() -> None:
    number = DocNumber.parse("35/2018/QH14.")
    act = Act(id="x", number=number, instrument="law", issuers=("quoc-hoi",), issued_on=date(2018, 11, 20))
    row = act_row(act, "text", 0)
    read = act_of((row[0], row[4], row[5], *row[6:10], row[11]))
    assert str(read.number) == "35/2018/QH14"
    fact = Fact(
        act="y", kind=Kind.AMENDED, tier=Tier.READ, on=None, origin="text", by="x", by_label="Luật số 35/2018/QH14."
    )
    assert fact_of(fact_row(fact, 0)).by_label == "Luật số 35/2018/QH14"
