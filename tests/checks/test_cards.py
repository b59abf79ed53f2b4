"""Every card, its function, its cases and its sentences."""

import re
from pathlib import Path

import pytest

from doccheck.checks import catalogue
from doccheck.checks.cases import run_case
from doccheck.rulebook.book import load_book
from doccheck.rulebook.card_cases import Case, CaseKind
from doccheck.rulebook.cards import Card, forbidden_sentences, load, misspoken, placeholders, sentences
from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.place import data_dir
from doccheck.rulebook.render import words_of
from doccheck.rulebook.sentences import read_sentences

BOOK = load_book()
CARDS = tuple(BOOK.cards.values())
CASES = [(card, case) for card in CARDS for case in card.cases]
GROUPED = {"CITE-404"}


@pytest.mark.parametrize(("card", "case"), CASES, ids=[f"{card.code}: {case.name}" for card, case in CASES])
def test_case(card: Card, case: Case) -> None:
    outcome = run_case(card, case, BOOK)
    assert not outcome.wrong, f"said {outcome.said}"


def test_card_and_check_come_in_pairs() -> None:
    assert set(BOOK.cards) == set(catalogue())


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_every_variant_is_hit_and_filled(card: Card) -> None:
    spoken: dict[str, set[str]] = {}
    for case in card.cases:
        for finding in run_case(card, case, BOOK).findings:
            words = words_of(finding, "Quyết định số 1/2014/QĐ-UBND", BOOK)
            english = words_of(finding, "Decision No. 1/2014/QĐ-UBND", BOOK, "en")
            for text in (words.message, words.action, words.alternative, english.message, english.action):
                assert text and "{" not in text and "chưa rõ bao nhiêu" not in text
            base = finding.variant.removesuffix("pile").rstrip("_") or "default"
            spoken.setdefault(base, set()).update(name for name, _ in finding.facts)
            wanted = placeholders(card.variant(base).message.vi) - {"doc", "act", "by", "reason"}
            assert wanted <= {name for name, _ in finding.facts}, f"{case.name}: a placeholder is not filled"
            action = card.variant(base).action or card.action
            assert placeholders(action.vi) <= {name for name, _ in finding.facts} | {"doc", "act", "by", "reason"}
    if card.code not in GROUPED:
        assert set(spoken) == set(card.variants), "a variant that no case hits"


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_hit_miss_and_unknown(card: Card) -> None:
    assert {case.kind for case in card.cases} == set(CaseKind)
    assert card.traps


FIVE = {
    "not existing": "Văn bản được viện dẫn không tồn tại.",
    "unlawful": "Quyết định này trái pháp luật.",
    "organ gone": "Cơ quan ban hành không còn nên văn bản hết hiệu lực.",
    "gazette": "Văn bản có hiệu lực từ ngày {effective} tính theo ngày đăng Công báo.",
    "english": "The document is illegal.",
}


@pytest.mark.parametrize("sentence", FIVE.values(), ids=FIVE)
def test_forbidden_sentences_are_impossible(sentence: str) -> None:
    rules = forbidden_sentences(data_dir("rules"), Mistakes())
    card = BOOK.cards["ST-EXP"]
    variant = card.variants["default"].model_copy(
        update={"message": card.name.model_copy(update={"vi": sentence, "en": sentence})}
    )
    assert misspoken(card.model_copy(update={"variants": {"default": variant}}), rules)


def test_weak_evidence_never_says_ceased() -> None:
    rules = forbidden_sentences(data_dir("rules"), Mistakes())
    weak = BOOK.cards["ST-EXP"].model_copy(update={"certainty": "c3"})
    assert misspoken(weak, rules)
    assert not misspoken(BOOK.cards["ST-EXP"], rules)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.code)
def test_no_card_says_a_forbidden_sentence(card: Card) -> None:
    rules = forbidden_sentences(data_dir("rules"), Mistakes())
    assert not misspoken(card, rules)
    said = " ".join(sentences(card)).casefold()
    assert "không tồn tại" not in said
    for before in re.findall(r"(.{0,12})trái pháp luật", said):
        assert before.endswith("có dấu hiệu ")


def test_a_broken_card_is_told_with_its_place(tmp_path: Path) -> None:
    folder = tmp_path / "checks"
    folder.mkdir()
    (tmp_path / "vn").mkdir()
    (tmp_path / "vn" / "forbidden.yaml").write_text("sentences: []\n", "utf-8")
    whole = (data_dir("rules") / "checks" / "st_exp.yaml").read_text("utf-8")
    (folder / "st_exp.yaml").write_text(whole.replace("level: error", "level: fatal", 1), "utf-8")
    (folder / "st_other.yaml").write_text(whole, "utf-8")
    mistakes = Mistakes()
    load(tmp_path, mistakes)
    assert any("st_exp.yaml:" in line and "variants.default.level" in line for line in mistakes.lines)
    assert any("st_other.yaml:1:1 code: 'ST-EXP' belongs in st_exp.yaml" in line for line in mistakes.lines)


def test_no_message_of_the_program_says_them_either() -> None:
    """Reports, forms, the review room and the command line are held to the same five sentences."""
    rules = [rule for rule in forbidden_sentences(data_dir("rules"), Mistakes()) if rule.only is None]
    said = read_sentences(tuple(sorted((data_dir("rules") / "messages").glob("*.yaml"))))
    for rule in rules:
        spared = re.compile(rule.unless, re.IGNORECASE) if rule.unless else None
        for key, pair in said.items():
            for text in pair:
                rest = spared.sub(" ", text) if spared else text
                assert not re.search(rule.pattern, rest, re.IGNORECASE), f"{key}: {rule.reason.vi}"


@pytest.mark.parametrize("code", sorted(BOOK.cards))
def test_a_card_says_what_else_it_may_be_and_what_to_do(code: str) -> None:
    card = BOOK.cards[code]
    for words in (card.why, card.action, card.alternative):
        assert words.vi.strip().endswith((".", "?")), words.vi
        assert words.en.strip().endswith((".", "?")), words.en
    for variant in card.variants.values():
        assert variant.message.vi.strip().endswith("."), variant.message.vi
    assert card.traps
