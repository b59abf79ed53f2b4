"""Provisions written in a cell (điều khoản): ``khoản 2 Điều 5; Phụ lục I`` with the words of the rulebook."""

import re

from doccheck.model.provision import Provision, Unit
from doccheck.rulebook.book import Book

_ORDER = {unit: rank for rank, unit in enumerate(Unit)}


def provisions_of(text: str, book: Book) -> tuple[Provision, ...]:
    """Provisions of a cell (các điều khoản); narrow units take the wider one that follows them."""
    words = book.phrases.provisions
    names = sorted(words.names, key=lambda pair: -len(pair[0]))
    unit_of = {name.casefold(): unit for name, unit in names}
    units = "|".join(re.escape(name) for name, _ in names)
    pattern = re.compile(rf"\b({units})\b|([;,])|(?<![\w/])([\w.-]+)", re.IGNORECASE)
    paths: list[list[tuple[Unit, str]]] = []
    waiting: list[list[tuple[Unit, str]]] = []
    unit: Unit | None = None
    for name, _, label in pattern.findall(text):
        if name:
            unit = unit_of[name.casefold()]
        elif label and unit and re.fullmatch(words.label[unit], label):
            wider = [path for path in waiting if _ORDER[path[0][0]] > _ORDER[unit]]
            for path in wider:
                path.insert(0, (unit, label))
            if not wider:
                paths.append([(unit, label)])
                waiting.append(paths[-1])
            waiting = [path for path in waiting if path[0][0] in {Unit.CLAUSE, Unit.POINT}]
        elif label:
            unit = unit if label.casefold() in {word for joins in words.joins.values() for word in joins} else None
    return tuple(dict.fromkeys(Provision(tuple(path)) for path in paths))
