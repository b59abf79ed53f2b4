"""``registry search`` (tìm văn bản): words without marks, numbers as they are; all words first, else any of them."""

import re

from doccheck.db import guard, rows
from doccheck.model.act import Act
from doccheck.model.number import DocNumber, fold
from doccheck.registry.rows import ACT_SELECT, act_of
from doccheck.registry.store import Registry

_COLUMNS = ACT_SELECT.removeprefix("select ").removesuffix(" from acts")  # the index has no column of these names


def search(registry: Registry, text: str, limit: int = 20) -> tuple[Act, ...]:
    """Acts found by number or by words of number and title (kết quả tìm), at most ``limit``."""
    number = DocNumber.parse(text)
    exact = registry.by_number(number.key) if number is not None and number.symbol else ()
    words = [word for word in re.split(r"[\W_]+", fold(text)) if word]
    if not words:
        return exact[:limit]
    head = [f'"{word}"' for word in words[:-1]]
    last = f'"{words[-1]}"*'
    found = _matching(registry, " ".join((*head, last)), limit) or _matching(
        registry, " OR ".join((*head, last)), limit
    )
    return tuple({act.id: act for act in (*exact, *found)}.values())[:limit]


def _matching(registry: Registry, query: str, limit: int) -> tuple[Act, ...]:
    sql = (
        f"select {_COLUMNS} from acts_text join acts on acts.n = acts_text.rowid "
        "where acts_text match ? order by rank limit ?"
    )
    with guard(registry.path):
        return tuple(map(act_of, rows(registry.db, sql, (query, limit))))
