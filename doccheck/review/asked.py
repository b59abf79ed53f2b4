"""The list that an address asks for (bộ lọc trên địa chỉ): what is no known facet is left out, the rest is bounded."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, QueryDict

from doccheck.review.access import sight_of
from doccheck.run.listing import FACETS, GROUPS, ORDERS, Query

MOST_VALUES, MOST_LENGTH = 40, 300


def query_of(request: HttpRequest, source: QueryDict | None = None) -> Query:
    """The list of an address."""
    asked = request.GET if source is None else source
    chosen = {}
    for name in FACETS:
        picked = tuple(dict.fromkeys(value[:MOST_LENGTH] for value in asked.getlist(name)))[:MOST_VALUES]
        if picked:
            chosen[name] = tuple("" if value == "-" else value for value in picked)
    return Query(
        sight=sight_of(request.user),
        chosen=chosen,
        words=_text(asked, "q"),
        cause=_text(asked, "cause"),
        path=_text(asked, "path"),
        group=asked.get("group") if asked.get("group") in GROUPS else "cause",
        order=asked.get("order") if asked.get("order") in ORDERS else "weight",
    )


def page_of(request: HttpRequest) -> int:
    """The page of a list, from 1."""
    text = request.GET.get("page", "1")
    return min(max(int(text), 1), 100_000) if text.isascii() and text.isdigit() and len(text) < 7 else 1


def address(query: Query, **more: Any) -> str:
    """A list as the query part of an address, the shortest that says it."""
    pairs: list[tuple[str, str]] = []
    for name in FACETS:
        pairs += [(name, value or "-") for value in query.chosen.get(name, ())]
    for name, value in (("q", query.words), ("cause", query.cause), ("path", query.path)):
        if value:
            pairs.append((name, value))
    if query.group != "cause":
        pairs.append(("group", query.group))
    if query.order != "weight":
        pairs.append(("order", query.order))
    pairs += [(name, str(value)) for name, value in more.items() if value not in (None, "")]
    return urlencode(pairs)


def with_value(query: Query, name: str, value: str) -> Query:
    """The list with a facet's value switched."""
    from dataclasses import replace

    held = query.chosen.get(name, ())
    picked = tuple(v for v in held if v != value) if value in held else (*held, value)
    chosen = {**query.chosen, name: picked}
    return replace(query, chosen={k: v for k, v in chosen.items() if v})


def _text(asked: QueryDict, name: str) -> str:
    return str(asked.get(name, ""))[:MOST_LENGTH].replace("\0", "")
