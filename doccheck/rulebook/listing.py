"""The checks as a list (danh mục kiểm tra): code, levels, name, state, cases and legal basis."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from doccheck.rulebook.articles import ArticleRow
from doccheck.rulebook.book import Book
from doccheck.rulebook.card_cases import CaseKind
from doccheck.rulebook.card_pages import level_words
from doccheck.rulebook.cards import Card
from doccheck.rulebook.check import RuleLine
from doccheck.rulebook.dispositions import suggested_disposition
from doccheck.rulebook.messages import say
from doccheck.rulebook.official import Deadline

GAP = "  "
PARTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("law", frozenset({"prohibition", "content", "limit", "transition", "expiry", "territory", "trigger", "own"})),
    ("class", frozenset({"class", "outcome"})),
    ("sources", frozenset({"source"})),
    ("who", frozenset({"who"})),
)
HOLE = re.compile(r"\{\w+\}")


def check_rows(cards: Mapping[str, Card], known: frozenset[str], lang: str = "vi") -> list[dict[str, Any]]:
    """A row for each card (một dòng cho mỗi mã); ``known`` are the codes that have a function."""
    return [_row(cards[code], code in known, lang) for code in sorted(cards)]


def table(rows: Sequence[Mapping[str, Any]], lang: str = "vi") -> str:
    """The rows as aligned text (bảng)."""
    head = say("rules.list.head", lang).split("|")
    cells = [
        head,
        *([row["code"], ", ".join(row["levels"]), _cases(row, lang), row["state"], row["name"]] for row in rows),
    ]
    return "\n".join([*_aligned(cells), "", say("rules.list.legend", lang, count=len(rows))])


def value_table(lines: Sequence[RuleLine], lang: str = "vi") -> str:
    """Sourced values as aligned text (bảng giá trị): certainty, name, day, last look, source, place and article."""
    cells = [say("rules.value.head", lang).split("|"), *(_value(line, lang) for line in lines)]
    weak = sum(line.certainty == "L" for line in lines)
    return "\n".join([*_aligned(cells), "", say("rules.value.legend", lang, count=len(lines), weak=weak)])


def card_sections(card: Card, day: date, lang: str = "vi") -> Iterator[tuple[str, list[str]]]:
    """What a card says (giải thích một mã), part by part: the id of the part and its lines."""
    spoken = {"by": say("cli.explain.by", lang)}
    yield "levels", [f"{level_words(v, lang)}: {HOLE.sub('…', v.message[lang])}" for v in card.variants.values()]
    yield "certainty", [f"{card.certainty}: {say(f'cli.explain.{card.certainty}', lang)}"]
    yield "why", card.why[lang].split("\n")
    yield "action", card.action[lang].format_map(spoken).split("\n")
    yield "alternative", card.alternative[lang].format_map(spoken).split("\n")
    grades = {row.text: row.certainty for row in card.basis}
    yield "basis", [_weak(text, grades[text], lang) for text in card.basis_on(day)]
    yield "traps", [trap[lang] for trap in card.traps]
    yield "cases", [_cases(_row(card, True, lang), lang)]


def law_sections(code: str, book: Book, day: date, lang: str = "vi") -> Iterator[tuple[str, list[str]]]:
    """The articles behind a check on a day (điều luật đứng sau), what may follow, and the deadlines: part by part."""
    rows = tuple(book.articles.explaining(code, day, suggested_disposition(code)))
    for part, wanted in PARTS:
        yield part, [_article(row, lang) for row in rows if row.part in wanted]
    yield "deadlines", [_dated(one, lang) for one in book.official.deadlines_of(code, day)]


def _article(row: ArticleRow, lang: str) -> str:
    text = row.text.en if lang == "en" else row.text.vi
    return _weak(f"{text} – {'; '.join(row.basis)}", row.certainty, lang)


def _dated(one: Deadline, lang: str) -> str:
    return _weak(f"{one.said(lang)} – {'; '.join(one.basis)}", one.certainty, lang)


def _weak(text: str, certainty: str, lang: str) -> str:
    """The line, marked where nobody compared it with the text of the law."""
    return say("basis.unchecked", lang, basis=text) if certainty == "L" else text


def _aligned(cells: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(len(line[i]) for line in cells) for i in range(len(cells[0]) - 1)]
    return [GAP.join([*(c.ljust(w) for c, w in zip(line, widths, strict=False)), line[-1]]) for line in cells]


def _value(line: RuleLine, lang: str) -> list[str]:
    mark = say("rules.value.weak", lang) if line.certainty == "L" else line.certainty
    looked = line.checked_on.isoformat() if line.checked_on else say("rules.value.never", lang)
    return [
        mark,
        line.name or line.address,
        line.on,
        looked,
        line.source or "–",
        f"{line.file}:{line.line}",
        "; ".join(line.basis),
    ]


def _row(card: Card, known: bool, lang: str) -> dict[str, Any]:
    count = {kind.value: sum(case.kind is kind for case in card.cases) for kind in CaseKind}
    return {
        "code": card.code,
        "name": card.name[lang],
        "family": card.family,
        "levels": _levels(card),
        "certainty": card.certainty,
        "implemented": known,
        "state": say(f"rules.list.{card.certainty}" if known else "rules.list.missing", lang),
        "cases": count,
        "basis": [row.text for row in card.basis],
    }


def _levels(card: Card) -> list[str]:
    """Every level that the card can take, gravest first."""
    found = {row.level for variant in card.variants.values() for row in variant.levels}
    found |= {variant.level for variant in card.variants.values() if variant.level is not None}
    return [level.value for level in sorted(found, key=lambda one: one.rank)]


def _cases(row: Mapping[str, Any], lang: str) -> str:
    count = row["cases"]
    return say("rules.list.cases", lang, hit=count["hit"], miss=count["miss"] + count["unknown"])
