"""Gates lose nothing: a gated pattern finds what the pattern itself finds, in made texts full of its words."""

import random
import re

import pytest

from doccheck.rulebook.book import load_book
from doccheck.rulebook.needles import closing, endings, gated, needles


@pytest.mark.parametrize(
    ("regex", "groups"),
    [
        ("một hai", (("một hai",),)),
        (r"một\s+ba?", (("một",), ("b",))),
        (r"(?:một|hai)\s+này", (("này",), ("hai", "một"))),
        (r"(?:x|hai)?một", (("một",),)),
        (r"(?:một|\d+)", ()),
        (r"(?=một)\d", ()),
        (r"(?i:một)\d", ()),
        (r"(?i)một", ()),
        (r"(?:một){2}", (("một",),)),
        (r"(?P<a>một)(?P=a)", (("một",),)),
    ],
)
def test_words_that_each_find_holds(regex: str, groups: tuple[tuple[str, ...], ...]) -> None:
    assert needles(re.compile(regex)) == groups


@pytest.mark.parametrize(
    ("regex", "words"),
    [
        (r"(?:[,(]|\b(?:của|bộ\s+trưởng))\s*$", ("(", ",", "của", "trưởng")),
        (r"\d\s*$", ()),
        (r"[^,]\s*$", ()),
        (r"của$", ()),
        (r"(?i)của\s*$", ()),
    ],
)
def test_words_that_close_each_find(regex: str, words: tuple[str, ...]) -> None:
    assert endings(re.compile(regex)) == words


def made(seed: int) -> list[str]:
    """Texts of the words that the rules' own examples are made of, in any order, with signs and blanks between."""
    rules = load_book().acting.rules
    words = sorted({word for rule in rules for text in (*rule.hits, *rule.misses) for word in text.lower().split()})
    drawn = random.Random(seed)
    whole = [text.lower() for rule in rules for text in rule.hits]
    texts = [" ".join(drawn.choices(words, k=drawn.randint(1, 30))) for _ in range(60)]
    return [
        *texts,
        *(f"{one}{drawn.choice((' ', chr(10), ', ', ''))}{two}" for one, two in zip(texts, whole, strict=False)),
    ]


@pytest.mark.parametrize("seed", range(3))
def test_no_find_is_lost(seed: int) -> None:
    book, texts = load_book(), made(seed)
    patterns = [*book.acting.patterns.values(), *(one.regex for one in book.phrases.patterns.values())]
    for pattern in patterns:
        gate = gated(pattern)
        for text in texts:
            start, end = len(text) // 5, len(text) - len(text) // 7
            spans = [m.span() for m in pattern.finditer(text, start, end)]
            assert [m.span() for m in gate.finditer(text, start, end)] == spans, (pattern.pattern, text)
            assert bool(gate.search(text, start, end)) == bool(spans)
            assert gate.may(text) or pattern.search(text) is None


@pytest.mark.parametrize("seed", range(3))
def test_no_close_is_lost(seed: int) -> None:
    patterns = [p for p in load_book().acting.patterns.values() if endings(p)]
    assert patterns
    for pattern in patterns:
        for text in made(seed):
            words = text.split()
            for i in range(1, len(words)):
                piece = " ".join(words[:i])
                assert bool(closing(pattern).search(piece)) == bool(pattern.search(piece)), piece


def test_lines_as_one_pattern_keep_their_order() -> None:
    acting = load_book().acting
    names = ("article", "chapter", "roman", "subclause", "clause", "point", "dash")
    one = acting.either(names)
    for seed in range(3):
        for text in [*made(seed), "điều 5. x", "chương ii", "1.2. x", "1. x", "a) x", "- x", "iv. x", " * điều 3: x"]:
            for line in (text, f"  {text}", f"1. {text}", f"a) {text}", f"- {text}"):
                first = next(((n, m.end()) for n in names if (m := acting[n].match(line))), None)
                found = one.match(line)
                assert (found and (found.lastgroup, found.end())) == first, line
    with pytest.raises(ValueError, match="not a pattern for lines"):
        acting.either(("verb",))
