"""What people read of the registry: proofs with the names of sources, conflicts by the order of sources, previews."""

from datetime import date
from pathlib import Path

from doccheck.cli.registry_words import clash_lines, entry_line, proof_lines
from doccheck.db import insert
from doccheck.model.act import Fact, Kind, Tier
from doccheck.registry.asking import Question, status
from doccheck.registry.importing import read_import
from doccheck.registry.intake import Terms
from doccheck.registry.seed import priorities, priority
from doccheck.registry.store import open_file
from doccheck.rulebook.book import Book

from .conftest import OLD

CONFLICT = ("act", "field", "value", "origin", "chosen", "session")
AS_OF = date(2021, 1, 1)


def test_sources_that_disagree_are_shown_the_one_in_use_first(small: Path, book: Book) -> None:
    registry = open_file(small, readonly=False)
    said = [
        (OLD.id, "effective_on", "2014-03-16", "ansvar", 0, 0),
        (OLD.id, "effective_on", "2014-03-15", "phapdien-2026-01", 0, 0),
        (OLD.id, "effective_on", "2014-03-15", "vbpl-layout", 0, 0),
        (OLD.id, "effective_on", "2014-03-14", "uts-vlc", 1, 0),
    ]
    with registry.db.atomic():
        insert(registry.db, "conflicts", CONFLICT, said)
    match = status(Question(text="13/2014/QĐ-UBND", as_of=AS_OF, issuer="UBND tỉnh Hà Tĩnh"), registry, book)[
        "matches"
    ][0]
    values = match["conflicts"][0]["values"]
    assert [v["value"] for v in values] == ["2014-03-14", "2014-03-15", "2014-03-16"]
    assert [v["kept"] for v in values] == [True, False, False]
    assert values[1]["rank"] < values[2]["rank"], "official databases stand before data sets"
    lines = list(proof_lines([match], "vi"))
    assert any("nguồn: " in line for line in lines)
    assert "ngày có hiệu lực: 14/03/2014 (Kho luật UTS; sổ dùng); 15/03/2014" in lines[-1]
    assert "phapdien" not in lines[-1]


def test_the_order_of_sources_is_that_of_the_decree() -> None:
    order = priorities()
    ranks = [
        order[name] for name in ("confirmed", "text", "congbao-iamdylan", "vbpl-layout", "phapdien-2026-01", "tocit")
    ]
    assert ranks == sorted(set(ranks))
    assert priority("ansvar; congbao-iamdylan+vbpl-layout", order) == order["congbao-iamdylan"]
    assert priority("import:a.csv", order) > max(order.values())


def test_a_preview_shows_rows_and_conflicts_in_words(small: Path, tmp_path: Path, book: Book) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        "Số hiệu,Cơ quan ban hành,Ngày ban hành,Ngày hết hiệu lực,Bị thay thế bởi\n"
        "13/2014/QĐ-UBND,UBND tỉnh Hà Tĩnh,04/03/2014,01/07/2021,20/2020/QĐ-UBND\n",
        "utf-8",
    )
    incoming = read_import(path, {}, Terms(origin="import:a.csv", tier=Tier.SECONDARY), open_file(small), book)
    line = entry_line(incoming.intake.entries[0], "vi")
    assert "dòng 2: 13/2014/QĐ-UBND, Ủy ban nhân dân tỉnh Hà Tĩnh, 04/03/2014: bị thay thế từ 01/07/2021 bởi" in line
    for told in clash_lines(incoming.plan, "en"):
        assert "import:" not in told
        assert "both are kept" in told


def test_what_is_read_again_is_not_read_from_the_file(small: Path) -> None:
    registry = open_file(small)
    assert registry.act(OLD.id) is registry.act(OLD.id)
    assert registry.act("1/2031/nd-cp|decree|chinh-phu|") is None


def test_a_central_basis_is_a_secondary_statement(seed_facts: dict[str, list[Fact]]) -> None:
    based = [fact for facts in seed_facts.values() for fact in facts if fact.origin == "based"]
    assert len(based) > 400
    assert {(fact.kind, fact.tier) for fact in based} == {(Kind.IN_FORCE, Tier.SECONDARY)}
    sure = {Tier.OFFICIAL, Tier.READ, Tier.CONFIRMED}
    endings = {Kind.REPLACED, Kind.REPEALED, Kind.ENDED}
    for fact in based:
        ends = [f.on for f in seed_facts[fact.act] if f.kind in endings and f.tier in sure and f.on and not f.territory]
        assert not ends or (fact.on is not None and fact.on < min(ends)), fact
