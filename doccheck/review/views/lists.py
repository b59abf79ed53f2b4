"""The list (danh sách): by cause, document or department, with facets, counts and search; and what is fixed."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string

from doccheck.model.number import fold
from doccheck.review.access import Right, inside, moment, right_of, sight_of, who
from doccheck.review.asked import address, page_of, query_of, with_value
from doccheck.review.context import scan
from doccheck.review.evidence import title_of
from doccheck.review.office import office
from doccheck.review.walk import link_to
from doccheck.run import claims, docket, listing
from doccheck.run.listing import PAGE, Query
from doccheck.run.rows import RANK

START = "state=open&level=error&level=warning&level=review"
WORDS = {
    "level": "level",
    "state": "review.state",
    "certainty": "certainty",
    "came": "review.came",
    "second": "review.second",
}
SHOWN, MOST_GONE = 9, 10_000
IN_ORDER = {
    "level": tuple(RANK),
    "certainty": ("high", "medium", "low"),
    "state": ("open", "confirm", "dismiss", "postpone", "ask"),
    "came": ("reopened", "new", "returned", "same"),
}


def causes(request: HttpRequest) -> HttpResponse:
    """The list."""
    if not request.META.get("QUERY_STRING"):
        return HttpResponseRedirect(f"/?{START}")
    room = office()
    claims.lapse(room.workspace, room.now())
    query, page = query_of(request), page_of(request)
    lang, picks = str(request.lang), right_of(request.user) >= Right.APPROVE
    totals = room.remembered(("totals", query.key), lambda: _totals(query))
    rows = room.remembered(("rows", query.key, page, lang, picks), lambda: _table(query, page, lang, picks))
    counted = room.remembered(("facets", query.key, lang), lambda: _counted(query, lang))
    return render(
        request,
        "review/list.html",
        {
            "query": query,
            "address": address(query),
            "rows": rows,
            "totals": totals,
            "facets": counted,
            "groupings": [(name, address(_with(query, group=name))) for name in listing.GROUPS],
            "orders": [(name, address(_with(query, order=name))) for name in listing.ORDERS],
            "page": page,
            "pages": max(-(-totals["groups"] // PAGE), 1),
            "before": address(query, page=page - 1) if page > 1 else "",
            "after": address(query, page=page + 1) if page * PAGE < totals["groups"] else "",
            "saved": saved(who(request)),
            "kept_query": address(query),
            "without_words": address(_with(query, words="")),
            "chosen": [(name, value, address(with_value(query, name, value))) for name, value in _picked(query)],
            "dismissals": docket.DISMISSALS,
            "people": people() if picks else [],
            "holds": [row for row in claims.held(room.workspace) if row["who"] == who(request)],
        },
    )


def _totals(query: Query) -> dict[str, int]:
    room = office()
    with room.board.view(room.workspace, query) as view:
        return view.totals() if view else listing.totals(room.workspace.conn, query)


def _table(query: Query, page: int, lang: str, picks: bool) -> str:
    """The rows of a page as they are shown to everybody who sees the same; nothing when there are none."""
    room = office()
    with room.board.view(room.workspace, query) as view:
        groups = view.page(query.order, page) if view else listing.groups(room.workspace.conn, query, page)
    run = scan()["run"]
    about = (query.key, lang, picks, run)
    rows = [room.same((*about, group["target"]), group, partial(_line, group, query, about)) for group in groups]
    values = {"rows": rows, "query": query, "lang": lang, "picks": picks}
    return render_to_string("review/rows.html", values) if rows else ""


def _line(group: dict[str, Any], query: Query, about: tuple[str, str, bool, int]) -> str:
    """One row as it is shown; made again only when something about its group changed."""
    _, lang, picks, run = about
    values = {"row": _row(group, query, lang, run), "query": query, "lang": lang, "picks": picks}
    return render_to_string("review/row.html", values)


def _counted(query: Query, lang: str) -> list[str]:
    """The facets with their counts as they are shown, those that changed made anew."""
    room = office()
    with room.board.view(room.workspace, query) as view:
        found = view.facets() if view else listing.facets(room.workspace.conn, query)
    gone = len(listing.gone(room.workspace.conn, query.sight, scan()["run"], MOST_GONE))
    return [
        room.same((query.key, lang, name), (values, gone), partial(_counts, name, values, query, lang, gone))
        for name, values in found.items()
    ]


def _counts(name: str, values: list[tuple[str, int]], query: Query, lang: str, gone: int) -> str:
    shown = {"facets": [_facet(name, values, query)], "lang": lang, "gone": gone if name == "came" else 0}
    return render_to_string("review/facets.html", shown)


def fixed(request: HttpRequest) -> HttpResponse:
    """What the last scan no longer met."""
    rows = listing.gone(office().workspace.conn, sight_of(request.user), scan()["run"])
    return render(request, "review/fixed.html", {"rows": rows})


def save_filter(request: HttpRequest) -> HttpResponse:
    """Keep a list under a name, or drop it."""
    name, query = request.POST.get("name", "").strip()[:80], request.POST.get("query", "")[:4_000]
    room = office()
    with room.workspace.write() as conn:
        if request.POST.get("drop"):
            conn.execute("delete from filters where who = ? and name = ?", (who(request), name))
        elif name:
            sql = "insert or replace into filters (who, name, query) values (?, ?, ?)"
            conn.execute(sql, (who(request), name, query))
    return HttpResponseRedirect(inside(f"/?{query}"))


def claim(request: HttpRequest) -> HttpResponse:
    """Check out the next causes of a list."""
    room = office()
    query = query_of(request, request.POST)
    size = min(max(int(request.POST.get("size") or 20), 1), 200) if request.POST.get("size", "20").isdigit() else 20
    claims.check_out(room.workspace, query, who=who(request), at=moment(), until=room.until(), size=size)
    return HttpResponseRedirect(f"/?state=open&holder={who(request)}")


def release(request: HttpRequest) -> HttpResponse:
    """Give back what one holds."""
    claims.give_back(office().workspace, who(request))
    return HttpResponseRedirect(inside(request.POST.get("back")))


def assign(request: HttpRequest) -> HttpResponse:
    """Give causes to somebody."""
    name = request.POST.get("who", "")
    room = office()
    picked = [cause for cause in request.POST.getlist("cause")[:500] if cause]
    if not name or name in people():
        claims.assign(room.workspace, picked, who=name, by=who(request), at=moment(), until=room.until())
    return HttpResponseRedirect(inside(request.POST.get("back")))


def people() -> list[str]:
    """Names of those who may decide."""
    from doccheck.review.models import Person

    roles = ("reviewer", "approver", "admin")
    return list(
        Person.objects.filter(is_active=True, role__in=roles).order_by("username").values_list("username", flat=True)
    )


def saved(name: str) -> list[tuple[str, str]]:
    """One's kept lists."""
    sql = "select name, query from filters where who = ? order by name"
    return list(office().workspace.conn.execute(sql, (name,)))


def _with(query: Query, **changes: Any) -> Query:
    return listing.narrowed(query, **changes)


def _picked(query: Query) -> list[tuple[str, str]]:
    return list(listing.values_of(query.chosen))


def _row(row: dict[str, Any], query: Query, lang: str, run: int) -> dict[str, Any]:
    target = str(row["target"] or "")
    if query.group in {"cause", "bundle"}:
        link = link_to(query, target)
    elif query.group == "document":
        link = f"/desk/?{address(_with(query, group='cause', path=target))}"
    else:
        chosen = {**query.chosen, "department" if query.group == "department" else "code": (target,)}
        link = f"/?{address(_with(query, group='cause', chosen=chosen))}"
    level = ("error", "warning", "review", "info")[min(int(row["grade"]), 3)]
    done = row["findings"] - row["open"]
    codes = [code for code in str(row["codes"] or "").split(",") if code]
    return {
        **row,
        "link": link,
        "level": level,
        "title": _beside(str(row["label"] or ""), title_of(run, target, lang)) if target.startswith("N") else "",
        "worst": str(row["worst"])[1:],
        "more_codes": ", ".join(code for code in codes if code != str(row["worst"])[1:]),
        "beside": len(codes) - 1,
        "done": done,
        "share": round(10 * done / row["findings"]),
    }


def _beside(label: str, title: str) -> str:
    """The title of an act, unless its name says it already."""
    return "" if fold(title) in fold(label) else title


def _place(order: tuple[str, ...], value: str) -> int:
    return order.index(value) if value in order else len(order)


def _facet(name: str, values: list[tuple[str, int]], query: Query) -> dict[str, Any]:
    held = query.chosen.get(name, ())
    lines = [
        {"value": value, "count": count, "on": value in held, "link": address(with_value(query, name, value))}
        for value, count in values
    ]
    missing = [v for v in held if v not in {value for value, _ in values}]
    lines += [{"value": v, "count": 0, "on": True, "link": address(with_value(query, name, v))} for v in missing]
    if name in IN_ORDER:
        lines.sort(key=lambda line: _place(IN_ORDER[name], str(line["value"])))
    if name in {"second", "holder"}:
        lines = [line for line in lines if line["value"]]
    return {"name": name, "words": WORDS.get(name, ""), "first": lines[:SHOWN], "rest": lines[SHOWN:]}
