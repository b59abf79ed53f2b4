"""Patterns that begin a line are tried behind line ends only, and find the same."""

import random
import re

import pytest

from doccheck.parse.line_starts import LineStart
from doccheck.rulebook.book import load_book

PIECES = [
    "\n",
    "\n\n",
    "|",
    " ",
    "  ",
    ".",
    ",",
    "*",
    "a",
    "B",
    "1",
    "Số",
    "SỐ: ",
    "Số hiệu ",
    "12/2020/QĐ-UBND",
    "KT. ",
    "TM. ",
    "Q. ",
    "CHỦ TỊCH",
    "BỘ TRƯỞNG",
    "Ngày ban hành: ",
    "Người ký: ",
    "Nguyễn Văn A",
    "Chính phủ ban hành Luật",
    "ngày",
]


def made(seed: int) -> list[str]:
    drawn = random.Random(seed)
    return ["".join(drawn.choices(PIECES, k=drawn.randint(0, 25))) for _ in range(150)]


def both(pattern: re.Pattern[str], text: str, start: int, end: int) -> None:
    line = LineStart(pattern)
    plain = [(m.span(), m.groups()) for m in pattern.finditer(text, start, end)]
    assert [(m.span(), m.groups()) for m in line.finditer(text, start, end)] == plain, (pattern.pattern, text)
    first = line.search(text, start, end)
    assert (first and first.span()) == (plain[0][0] if plain else None)


@pytest.mark.parametrize("seed", range(4))
def test_every_pattern_of_the_rules_finds_the_same(seed: int) -> None:
    texts = made(seed)
    for one in load_book().phrases.patterns.values():
        if one.regex.pattern.startswith("(?:^|"):
            for text in texts:
                both(one.regex, text, 0, len(text))
                both(one.regex, text, len(text) // 3, len(text) - len(text) // 4)


@pytest.mark.parametrize(
    "regex",
    [
        r"(?:^|(?<=\n))a|b",
        r"(?:^|(?<=[\n|]))(?:a|b)",
        r"(?:^|(?<=[\n|]))(?:a|b)\s*\|?",
        r"(?:^|(?<=\n))a?",
        r"(?:^|(?<=\n))[^\n]*$",
        r"(?:^|(?<=[\n|.]))(?<!\n)a",
        r"(?:^|(?<=[\n|.])|(?<=[ ]{2}))[ ]{0,3}(?P<x>a|b)",
        r"(?:^|(?<=[^a]))b",
        r"(?:^|(?<=a)|(?<=b{3}))b",
        r"b+",
    ],
)
def test_shapes(regex: str) -> None:
    drawn = random.Random(7)
    for _ in range(400):
        text = "".join(drawn.choices("ab|\n. ", k=drawn.randint(0, 12)))
        start = drawn.randint(0, len(text))
        both(re.compile(regex), text, start, drawn.randint(start, len(text)))
