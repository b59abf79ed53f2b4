"""Groups of causes over HTTP (nhóm nguyên nhân): one screen with all rows and their one evidence, one decision."""

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doccheck.export.columns import DISPOSITIONS
from doccheck.review import evidence
from doccheck.review.access import Right, inside, moment, right_of, sight_of, who
from doccheck.review.asked import address, query_of
from doccheck.review.office import office
from doccheck.review.views.decisions import at_target, cause_of, conflict, decision_of, refuse
from doccheck.review.walk import link_to, way_to
from doccheck.rulebook.dispositions import suggested_disposition
from doccheck.run import claims, docket, listing
from doccheck.run.bundles import RULE, SCREEN, WHOLE
from doccheck.run.docket import CAUSE, DISMISSALS, FINDING, Ask

NAMED = 8


def group(request: HttpRequest) -> HttpResponse:
    """All acts of a group, each with what ended it and the documents it stands in."""
    query = listing.narrowed(query_of(request), group="bundle")
    at, conn = request.GET.get("at", "")[:80], office().workspace.conn
    kept = docket.dicts(conn.execute("select * from bundles where bundle = ?", (at,)))
    rows = listing.tied(conn, query.sight, at) if kept else []
    if not rows:
        return render(request, "review/empty.html", {"query": query, "address": address(query)})
    lang = str(request.lang)
    for row in rows:
        _fill(row, lang, query, who(request), kept[0]["head"])
    first = rows[0]["finding"]
    way = way_to(query, at)
    quotes = Counter(row["quote"] for row in rows if row["quote"])
    shown = {
        "bundle": kept[0],
        "rows": rows,
        "ending": kept[0]["kind"] != RULE,
        "head": evidence.act_entry(kept[0]["head"], rows[0]["as_of"], lang),
        "quote": quotes.most_common(1)[0][0] if quotes else "",
        "quoted": next((row["proof"] for row in rows if row["quote"]), {}),
        "finding": first,
        "cards": [evidence.card_of(code, lang) for code in dict.fromkeys(row["finding"]["check"] for row in rows)],
        "documents": len({path for row in rows for path in row["paths"]}),
        "findings": sum(row["findings"] for row in rows),
        "seen": max(row["version"] for row in rows),
        "grade": min(row["grade"] for row in rows),
        "level": rows[0]["finding"]["level"],
        "way": way,
        "links": {**way.links(), "here": link_to(query, at)},
        "queue": way.queue(),
        "place": way.place + 1,
        "length": len(way.order),
        "current": at,
        "query": query,
        "dispositions": list(enumerate(DISPOSITIONS, 1)),
        "suggested": suggested_disposition(first["check"]),
        "dismissals": list(enumerate(DISMISSALS, 1)),
        "may_decide": right_of(request.user) >= Right.DECIDE,
    }
    return render(request, "review/group.html", shown)


def _fill(row: dict[str, Any], lang: str, query: listing.Query, person: str, head: str) -> None:
    """What one row shows: its gravest finding, the fact that ends its act, the documents it stands in."""
    conn, sight = office().workspace.conn, query.sight
    record = evidence.record_of(row["path"], lang) or {"findings": [], "as_of": ""}
    row["finding"] = finding = record["findings"][row["ordinal"]]
    row["as_of"] = record["as_of"]
    ends = [fact for fact in finding["proof"] if fact["kind"] in WHOLE] or finding["proof"]
    ends = [fact for fact in ends if fact["by"]] or ends
    named = {(fact["kind"], _name_of(fact, head)): fact for fact in reversed(ends)}
    row["facts"] = [{**fact, "name": name} for (_, name), fact in reversed(named.items())][:2]
    row["proof"] = next((fact for fact in ends if fact["quote"]), {})
    row["quote"] = row["proof"].get("quote") or ""
    where, values = sight.where()
    sql = f"select distinct f.path, f.document from findings f where {where} and f.cause = ? and f.level != 'info'"
    papers = conn.execute(f"{sql} order by f.document, f.path", (*values, row["cause"])).fetchall()
    row["paths"] = [path for path, _ in papers]
    names = list(dict.fromkeys(label for _, label in papers))
    row["names"], row["more"] = names[:NAMED], max(len(names) - NAMED, 0)
    row["link"] = link_to(query, str(row["cause"]))
    row["held"] = row["holder"] if row["holder"] and row["holder"] != person else ""
    row["on"] = row["open"] > 0 and not row["held"]
    row["done"] = row["findings"] - row["open"]


def _name_of(fact: dict[str, Any], head: str) -> str:
    """What ended an act, where it is not the act that the whole group is about."""
    by = fact["by"] or {}
    return str(by.get("label") or by.get("id") or "") if by.get("id") != head else ""


def decide_group(request: HttpRequest) -> HttpResponse:
    """One decision for the rows of a group that are ticked; each keeps its own row, one undo takes all back."""
    room, asked = office(), request.POST
    made, wrong = decision_of(request, CAUSE, "")
    bundle = asked.get("bundle", "")[:80]
    own = {row["cause"] for row in listing.tied(room.workspace.conn, sight_of(request.user), bundle)}
    picked = [cause for cause in asked.getlist("cause")[:SCREEN] if cause in own]
    if made is None or not own:
        return refuse(request, wrong or "unknown_target", 400 if own else 404)
    if not picked:
        return refuse(request, "no_rows", 400)
    held = {claims.holder(room.workspace, cause, room.now()) for cause in picked} - {"", who(request)}
    if held and right_of(request.user) < Right.APPROVE:
        return refuse(request, "held", 409, who=", ".join(sorted(held)))
    text = asked.get("seen", "")
    seen = int(text) if text.isdigit() and len(text) < 15 else 0
    found = listing.cause_targets(room.workspace.conn, sight_of(request.user), picked)
    asks = [
        Ask(decision=at_target(made, scope, target), version=min(version, seen)) for scope, target, _, version in found
    ]
    moved = docket.take(room.workspace, asks, who=who(request), at=moment(), kind="group", detail=bundle)
    if moved.clashes:
        return conflict(request, moved)
    return HttpResponseRedirect(inside(asked.get("then"), "/"))


def insist(request: HttpRequest) -> HttpResponse:
    """Write one's own decision over what others decided, for the clashes that are ticked, as they were seen."""
    room, asked = office(), request.POST
    made, wrong = decision_of(request, CAUSE, "")
    if made is None:
        return refuse(request, wrong, 400)
    asks = []
    for line in asked.getlist("over")[:500]:
        scope, _, rest = line.partition(":")
        target, _, version = rest.partition(":")
        if scope not in {CAUSE, FINDING} or not version.isdigit() or len(version) > 15:
            return refuse(request, "unknown_target", 404)
        asks.append(Ask(decision=at_target(made, scope, target[:80]), version=int(version)))
    causes = [cause_of(request, ask.decision.scope, ask.decision.target) for ask in asks]
    if not all(causes):
        return refuse(request, "unknown_target", 404)
    if not asks:
        return refuse(request, "no_rows", 400)
    held = {claims.holder(room.workspace, str(cause), room.now()) for cause in causes} - {"", who(request)}
    if held and right_of(request.user) < Right.APPROVE:
        return refuse(request, "held", 409, who=", ".join(sorted(held)))
    moved = docket.take(room.workspace, asks, who=who(request), at=moment(), kind="insist")
    return conflict(request, moved) if moved.clashes else HttpResponseRedirect(inside(asked.get("then"), "/desk/"))
