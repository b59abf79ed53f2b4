"""The checks as a list (danh mục kiểm tra): code, levels, name, state, cases and legal basis."""

from collections.abc import Mapping, Sequence
from typing import Any

from doccheck.rulebook.card_cases import CaseKind
from doccheck.rulebook.cards import Card
from doccheck.rulebook.messages import say

GAP = "  "


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
    widths = [max(len(line[i]) for line in cells) for i in range(len(head) - 1)]
    lines = [GAP.join([*(c.ljust(w) for c, w in zip(line, widths, strict=False)), line[-1]]) for line in cells]
    return "\n".join([*lines, "", say("rules.list.legend", lang, count=len(rows))])


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
