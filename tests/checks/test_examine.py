"""Order, merging and gaps of findings; sentences, reasons, suggestions and fingerprints."""

from dataclasses import replace
from datetime import date

from doccheck.checks import Context, examine, gaps
from doccheck.checks.cases import context_of
from doccheck.checks.weigh import Strength, ceiling, strength
from doccheck.model.act import Act, Certainty, Fact, Kind, Piece, Status, Tier
from doccheck.model.number import DocNumber
from doccheck.model.period import Period
from doccheck.model.report import Level, Report
from doccheck.model.text import State
from doccheck.rulebook.book import load_book
from doccheck.rulebook.card_cases import Case
from doccheck.rulebook.render import citation, day_words, document_key, fingerprint, reason, render, suggested

BOOK = load_book()
DEAD = {
    "number": "158/2007/NĐ-CP",
    "instrument": "decree",
    "issuers": ["chinh-phu"],
    "issued": "2007-10-27",
    "facts": [{"kind": "replaced", "on": "2019-08-15", "by": "Nghị định số 59/2019/NĐ-CP"}],
}
LOCAL = {
    "number": "30/2019/QĐ-UBND",
    "instrument": "decision",
    "issuers": ["ubnd-tinh/ha-tinh"],
    "issued": "2019-09-01",
}


def context(references: list[dict[str, object]], **document: object) -> Context:
    made = {"name": "x", "kind": "hit", "as_of": "2026-01-01", "document": LOCAL | document, "references": references}
    return context_of(Case.model_validate(made), BOOK)


def report(made: Context) -> Report:
    return Report(
        source=made.reading.text.source,
        as_of=made.as_of,
        state=State.WHOLE,
        stamp="x",
        reading=made.reading,
        findings=examine(made),
    )


def test_many_mentions_are_one_finding_with_the_first_place() -> None:
    made = context([DEAD | {"role": "body"}] * 3)
    (found,) = (f for f in examine(made) if f.check == "CITE-EXP")
    assert dict(found.facts)["mentions"] == "3"
    assert found.span == made.reading.references[0].span
    assert "3 lần" in render(found, report(made), BOOK).message


def test_an_act_that_is_a_basis_is_not_blamed_twice() -> None:
    made = context([DEAD | {"role": "basis"}, DEAD | {"role": "body"}])
    assert {f.check for f in examine(made) if f.level is not Level.INFO} == {"BASIS-EXP-AT-ISSUE"}


def test_gravest_first_and_always_the_same() -> None:
    made = context([DEAD | {"role": "basis"}], number="30/2018/QĐ-UBND")
    found = examine(made)
    assert [f.level.rank for f in found] == sorted(f.level.rank for f in found)
    assert found == examine(made)
    assert examine(made, ["NUM-MISMATCH"]) == tuple(f for f in found if f.check == "NUM-MISMATCH")


def test_missing_acts_are_gaps_and_never_findings() -> None:
    lost = {"number": "99/2001/NĐ-CP", "instrument": "decree", "match": "missing", "role": "basis"}
    made = context([lost, lost])
    assert not examine(made)
    (gap,) = gaps(made)
    assert gap.missing and "99/2001" in gap.label


def test_unknown_codes_are_left_out() -> None:
    assert examine(context([]), ["NO-SUCH-CODE"]) == ()


def test_tiers_hold_the_level_down() -> None:
    def piece(tier: Tier, trust: Certainty) -> Piece:
        fact = Fact(act="a", kind=Kind.REPEALED, on=date(2020, 1, 1), tier=tier, origin="test")
        return Piece(period=Period(None, None), status=Status.CEASED, certainty=trust, why=(fact,))

    assert ceiling(piece(Tier.READ, Certainty.HIGH)) is Level.ERROR
    assert ceiling(piece(Tier.READ, Certainty.LOW)) is Level.REVIEW
    assert ceiling(piece(Tier.SECONDARY, Certainty.MEDIUM)) is Level.WARNING
    assert ceiling(piece(Tier.PILE, Certainty.LOW)) is Level.REVIEW
    assert ceiling(piece(Tier.HINT, Certainty.LOW)) is None
    assert strength(Piece(period=Period(None, None), status=Status.UNKNOWN)) is Strength.SILENT


def test_a_parents_facts_do_not_make_a_child_surer() -> None:
    own = Fact(act="child", kind=Kind.ENDED, on=date(2020, 1, 1), tier=Tier.SECONDARY, origin="rules:cascade-x", by="p")
    parent = Fact(act="p", kind=Kind.REPLACED, on=date(2020, 1, 1), tier=Tier.READ, origin="text")
    piece = Piece(
        period=Period(None, None),
        status=Status.CEASED,
        certainty=Certainty.HIGH,
        why=(own, parent),
        reason="ceased_cascade",
    )
    assert ceiling(piece, "child") is Level.WARNING


def test_the_reason_is_a_sentence_for_the_list() -> None:
    (found,) = (f for f in examine(context([DEAD | {"role": "basis"}])) if f.check == "BASIS-EXP-AT-ISSUE")
    assert reason(found, BOOK) == "Được thay thế bởi Nghị định số 59/2019/NĐ-CP"
    assert reason(found, BOOK, "en") == "Replaced by Nghị định số 59/2019/NĐ-CP"


def test_an_exception_says_whose_article_it_is() -> None:
    def said(words: str, lang: str = "vi", by: str | None = "Luật số 61/2020/QH14") -> str:
        ended = {"kind": "replaced" if by else "ceased", "on": "2021-01-01", "by": by, "exceptions": words}
        law = {"number": "67/2014/QH13", "instrument": "law", "issuers": ["quoc-hoi"], "issued": "2014-11-26"}
        made = context([], **law, known=True, effective="2015-07-01", facts=[ended])
        (found,) = (f for f in examine(made) if f.check == "ST-EXP-EXC")
        return render(found, report(made), BOOK, lang).message

    assert (
        "khoản 3 Điều 50; không ghi là điều của văn bản nào, thường là điều chuyển tiếp của Luật số 61/2020/QH14"
        in (said("khoản 3 Điều 50"))
    )
    assert "mostly a transitional article of" in said("khoản 3 Điều 50", "en")
    assert "khoản 5 Điều 115 của Luật này, tức là của Luật số 61/2020/QH14" in said("khoản 5 Điều 115 của Luật này")
    named = said("Điều 75 của Luật Đầu tư số 67/2014/QH13")
    assert "(Điều 75 của Luật Đầu tư số 67/2014/QH13)" in named, "the clause itself names the act"
    assert "(nội dung về chế độ tai nạn lao động)" in said("nội dung về chế độ tai nạn lao động")
    assert "cần đối chiếu điều khoản chấm dứt" in said("Điều 5", by=None)


def test_a_type_word_broken_over_a_line_is_whole() -> None:
    """A line break between the syllables of a type word: the second alone would name another type."""
    order = {"number": "31/2007/PL-UBTVQH11", "instrument": "order", "issued": "2007-03-08", "match": "missing"}
    codes = {f.check for f in examine(context([order], title="Về việc thi hành Pháp"))}
    assert "CITE-TYPE" not in codes
    assert "CITE-TYPE" in {f.check for f in examine(context([order], title="Về việc khác"))}


def test_a_sentence_on_earlier_cases_accuses_nobody() -> None:
    def level(title: str) -> set[tuple[str, str]]:
        found = examine(context([DEAD], title=title))
        return {(f.level.value, f.variant) for f in found if f.check == "CITE-EXP"}

    assert level("Quy định về việc khác") == {("warning", "default")}
    assert level("Những việc phát sinh trước ngày 01 tháng 01 năm 2019 thực hiện theo") == {("review", "older_case")}


def test_both_readings_are_told_while_two_laws_overlap() -> None:
    """Documents issued soon after 01/04/2025 may lawfully have followed the law before."""

    def alternative(issued: str, effective: str, lang: str = "vi") -> str:
        case = {
            "name": "x", "kind": "hit", "as_of": "2026-01-01", "effects": [{"on": effective}],
            "document": LOCAL | {"number": f"30/{issued[:4]}/QĐ-UBND", "issued": issued},
        }  # fmt: skip
        made = context_of(Case.model_validate(case), BOOK)
        (found,) = (f for f in examine(made) if f.check == "EFF-MIN")
        return render(found, report(made), BOOK, lang).alternative

    assert "Theo luật cũ" in alternative("2025-04-01", "2025-04-05")
    assert "chưa đối chiếu" in alternative("2025-04-01", "2025-04-05"), "the transitional rule was not read"
    assert "By the old law" in alternative("2026-03-31", "2026-04-04", "en")
    assert "luật cũ" not in alternative("2025-03-31", "2025-04-04")
    assert "luật cũ" not in alternative("2026-04-01", "2026-04-05")


def test_citation_in_the_form_of_the_day() -> None:
    law = Act(
        id="l",
        number=DocNumber.parse("31/2024/QH15"),
        instrument="law",
        issuers=("quoc-hoi",),
        issued_on=date(2024, 1, 18),
        title="Đất đai",
    )
    assert citation(law, BOOK, date(2025, 4, 1)) == "Luật Đất đai năm 2024"
    assert citation(law, BOOK, date(2025, 3, 31)) == "Luật Đất đai số 31/2024/QH15 ngày 18/01/2024"
    decree = replace(
        law, number=DocNumber.parse("59/2019/NĐ-CP"), instrument="decree", issuers=("chinh-phu",), title=None
    )
    assert citation(decree, BOOK, date(2024, 1, 1)).startswith(
        "Nghị định số 59/2019/NĐ-CP ngày 18/01/2024 của Chính phủ"
    )
    assert citation(replace(law, title=None), BOOK, date(2025, 4, 1)) == "Luật số 31/2024/QH15 ngày 18/01/2024"


def test_suggestions_come_from_what_replaced_the_act() -> None:
    (found,) = (f for f in examine(context([DEAD | {"role": "basis"}])) if f.check == "BASIS-EXP-AT-ISSUE")
    assert suggested(found, BOOK, date(2026, 1, 1)) == ("Nghị định số 59/2019/NĐ-CP",)


def test_days_as_people_write_them() -> None:
    assert day_words(date(2019, 8, 5)) == "05/8/2019"
    assert day_words(date(2019, 2, 15)) == "15/02/2019"
    assert day_words(date(2019, 2, 15), "en") == "2019-02-15"
    assert day_words(None) == ""


def test_fingerprints_outlive_runs_places_and_levels() -> None:
    one, two = context([DEAD | {"role": "basis"}]), context([DEAD | {"role": "body"}, DEAD | {"role": "basis"}])
    (first,) = (f for f in examine(one) if f.check == "BASIS-EXP-AT-ISSUE")
    (second,) = (f for f in examine(two) if f.check == "BASIS-EXP-AT-ISSUE")
    key = document_key(report(one))
    assert key == document_key(report(two)) and key.startswith("30/2019/qd-ubnd|decision|")
    assert fingerprint(key, first) == fingerprint(key, second)
    assert fingerprint(key, first) == fingerprint(key, replace(first, level=Level.REVIEW, variant="pile"))
    assert fingerprint(key, first) != fingerprint(key + "x", first)
    assert fingerprint(key, first) != fingerprint(key, replace(first, check="CITE-EXP"))


def test_a_document_without_a_number_is_known_by_its_bytes() -> None:
    made = context([], number=None, issuers=[], issued=None, instrument=None)
    assert document_key(report(made)) == "0" * 64
