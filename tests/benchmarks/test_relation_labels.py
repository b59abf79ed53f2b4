"""Relations judged by hand: the labels, and when one of them is still read."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from measures.relations import (
    CHECKED,
    ENDING,
    MENDED,
    PARTS,
    PRECISION,
    STILL,
    Checked,
    checked,
    count_checked,
    count_first,
    draw,
    first_reading,
    still_read,
)
from measures.table import Measure

from doccheck.model.number import DocNumber
from doccheck.model.reading import Clause, ClauseKind, Reference, Scope
from doccheck.model.text import Span
from doccheck.parse.acting import Acting

ROW = Checked("a.txt", 100, ClauseKind.REPEALS, Scope.PART, "158/2007/nd-cp", True, "")
CLAUSE = Clause(kind=ClauseKind.REPEALS, scope=Scope.PART, target=0, span=Span(110, 180), quote="")


def acting(clause: Clause, number: str | None = "158/2007/NĐ-CP", title: str | None = None) -> Acting:
    named = Reference(span=Span(0, 1), text="", number=DocNumber.parse(number) if number else None, title=title)
    return Acting(
        references=(named,),
        effects=(),
        clauses=(clause,),
        dynamic_reference=False,
        shortened_procedure=False,
        territory=None,
    )


@pytest.mark.parametrize("file", CHECKED, ids=lambda file: file.stem)
def test_the_labels_are_well_formed(file: Path) -> None:
    rows = list(checked(file))
    assert len(rows) == len({row.case for row in rows}) == 200
    assert max(Counter(row.path for row in rows).values()) <= 2
    assert sum(row.kind in ENDING for row in rows) >= 120  # more where the documents left hold too few others
    assert all(row.reason for row in rows if not row.right)


def test_each_draw_is_of_other_documents() -> None:
    paths = [{row.path for row in checked(file)} for file in CHECKED]
    assert len(set().union(*paths)) == sum(map(len, paths))


@pytest.mark.parametrize("file", CHECKED, ids=lambda file: file.stem)
def test_the_head_states_the_first_reading_that_the_rows_add_up_to(file: Path) -> None:
    good, n = first_reading(file)
    assert n == 200 and good == sum(row.right for row in checked(file))


@pytest.mark.parametrize("head", ["# First reading: 2 of 2 right.", "# First reading: 1 of 3 right.", "# Read once."])
def test_a_head_that_does_not_agree_with_its_rows_is_refused(tmp_path: Path, head: str) -> None:
    file = tmp_path / "x.tsv"
    file.write_text(f"{head}\na\t1\trepeals part\t1/CP\tright\t\nb\t1\trepeals part\t1/CP\twrong\tplan\n", "utf-8")
    with pytest.raises(ValueError, match="1 of 2 rows"):
        first_reading(file)


def test_a_label_that_is_not_well_formed_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.tsv"
    bad = ("perhaps\t", "wrong\t")
    for row in (*(f"a\t1\trepeals part\t1/CP\t{end}" for end in bad), "a\t1\trepeals half\t1/CP\tright\t"):
        file.write_text(row + "\n", "utf-8")
        with pytest.raises(ValueError, match=r"^a\t1|half"):
            list(checked(file))


def test_a_relation_is_still_read_when_kind_scope_target_and_place_agree() -> None:
    assert still_read(ROW, acting(CLAUSE))
    assert still_read(replace(ROW, offset=179), acting(CLAUSE))
    assert not still_read(replace(ROW, offset=300), acting(CLAUSE))
    assert not still_read(ROW, acting(replace(CLAUSE, scope=Scope.WHOLE)))
    assert not still_read(ROW, acting(replace(CLAUSE, kind=ClauseKind.AMENDS)))
    assert not still_read(ROW, acting(CLAUSE, "159/2007/NĐ-CP"))
    assert not still_read(ROW, acting(replace(CLAUSE, target=None)))


def test_an_act_without_a_number_is_told_by_its_title() -> None:
    titled = replace(ROW, target="Cây xanh")
    assert still_read(titled, acting(CLAUSE, None, "Cây xanh"))
    assert not still_read(titled, acting(CLAUSE, None, "Hoa cỏ"))


def test_only_what_is_still_read_counts_for_precision() -> None:
    result = Measure("x")
    wrong = replace(ROW, path="b.txt", right=False, reason="scope")
    for row, read in ((ROW, True), (wrong, True), (replace(ROW, path="c.txt"), False), (wrong, False)):
        count_checked(result, row, read, 2)
    counts = {name: (row.good, row.n) for name, row in result.rows.items()}
    names = (PRECISION, PARTS[0], f"    {STILL}, draw 2", f"    {MENDED}, draw 2")
    assert counts == dict.fromkeys(names, (1, 2))
    assert len(result.failed) == 2


def test_a_draw_is_counted_as_it_was_read_first(tmp_path: Path) -> None:
    file, result = tmp_path / "x.tsv", Measure("x")
    rows = "".join(f"{i}\t1\trepeals part\t1/CP\t{'right' if i else 'wrong'}\tplan\n" for i in range(50))
    file.write_text(f"# Drawn by chance. First\n# reading: 49 of 50 right.\n{rows}", "utf-8")
    count_first(result, 3, file)
    assert (result.row(draw(3)).good, result.row(draw(3)).n) == (49, 50)
    assert result.notes == [
        "draw 3, first reading: 49 of 50 right, 89.5 to 99.6 % (Wilson, 95 %); goal >= 99 %: missed"
    ]


def test_the_labels_lie_inside_their_texts(shared: Path) -> None:
    for row in [row for file in CHECKED for row in checked(file)][::24]:
        assert row.offset < len((shared / row.path).read_text("utf-8", errors="replace"))
