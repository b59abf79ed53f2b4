"""The page of checks (trang danh mục kiểm tra) ``docs/checks.md``, made from the cards.

Made anew with: ``uv run python -m doccheck.rulebook.card_pages``.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import get_args

from doccheck.rulebook.book import load_book
from doccheck.rulebook.cards import Card, Dated, Variant
from doccheck.rulebook.messages import say
from doccheck.rulebook.place import data_dir

FAMILIES: tuple[str, ...] = get_args(Card.model_fields["family"].annotation)


def page(cards: Mapping[str, Card], lang: str = "vi") -> str:
    """The whole page as Markdown: a table of all checks, then each card by family."""
    lines = [f"# {say('page.title', lang)}", "", say("page.intro", lang), ""]
    lines += [say("page.columns", lang), "|---|---|---|---|", *(_row(cards[code], lang) for code in sorted(cards))]
    for family in FAMILIES:
        mine = [cards[code] for code in sorted(cards) if cards[code].family == family]
        if mine:
            lines += ["", f"## {say(f'family.{family}', lang)}"]
        for card in mine:
            lines += ["", *explain(card, lang)]
    return "\n".join(lines) + "\n"


def explain(card: Card, lang: str = "vi") -> Iterator[str]:
    """One card as Markdown lines (giải thích một kiểm tra)."""
    yield from (f"### {card.code}: {card.name[lang]}", "")
    yield from (f"**{say('page.levels', lang)}** ({card.certainty})", "")
    for name, variant in card.variants.items():
        yield f"- `{name}` {level_words(variant, lang)}: {variant.message[lang]}"
    yield ""
    for part, words in (("why", card.why), ("action", card.action), ("alternative", card.alternative)):
        yield f"- **{say(f'page.{part}', lang)}**: {words[lang]}"
    yield from ("", f"**{say('page.basis', lang)}**", "")
    for row in card.basis:
        yield f"- {row.text} ({_period(row, lang)}; {row.certainty})"
    yield from ("", f"**{say('page.traps', lang)}**", "")
    for trap in card.traps:
        yield f"- {trap[lang]}"
    yield from ("", f"**{say('page.cases', lang)}**", "")
    for case in card.cases:
        said = ", ".join(case.expect) or "–"
        yield f"- {say(f'page.{case.kind.value}', lang)}: {case.name} → {said}"


def publish(path: Path | None = None) -> bool:
    """Write the page where it stands in a checkout; True when it changed."""
    target = path or data_dir("rules").parent / "docs" / "checks.md"
    text = page(load_book().cards)
    if target.is_file() and target.read_text("utf-8") == text:
        return False
    target.write_text(text, "utf-8")
    return True


def _row(card: Card, lang: str) -> str:
    levels = {row.level.value for v in card.variants.values() for row in v.levels}
    levels |= {v.level.value for v in card.variants.values() if v.level}
    order = [name for name in ("error", "warning", "review", "info") if name in levels]
    anchor = f"{card.code}-{card.name[lang]}".casefold().replace(" ", "-")
    kept = "".join(c for c in anchor if c.isalnum() or c in "-_")
    return f"| [{card.code}](#{kept}) | {card.name[lang]} | {', '.join(order)} | {card.certainty} |"


def level_words(variant: Variant, lang: str = "vi") -> str:
    """The level of a variant in each period (mức theo thời kỳ)."""
    dated = [f"{row.level.value} {_period(row, lang)}" for row in variant.levels]
    rest = variant.level.value if variant.level else say("page.silent", lang)
    return "; ".join([*dated, rest])


def _period(row: Dated, lang: str) -> str:
    ends = [say(f"page.{name}", lang, day=_day(day)) for name, day in (("from", row.from_), ("to", row.to)) if day]
    return " ".join(ends) or say("page.always", lang)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


if __name__ == "__main__":
    publish()
