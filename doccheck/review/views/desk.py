"""The desk (bàn rà soát): one cause at a time with all its evidence, and the keys to decide it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doccheck.export.columns import DISPOSITIONS
from doccheck.review import evidence, timeline
from doccheck.review.access import Right, right_of, sight_of
from doccheck.review.asked import address, query_of
from doccheck.review.context import scan
from doccheck.review.leaves import hash_of, layout_of
from doccheck.review.office import office
from doccheck.review.painter import picture_of
from doccheck.review.walk import bundle_of, link_to, order_of, way_to
from doccheck.rulebook.dispositions import suggested_disposition
from doccheck.run import claims, docket, listing
from doccheck.run.docket import CAUSE, DISMISSALS, FINDING
from doccheck.run.listing import Query

SIBLINGS = 300


def desk(request: HttpRequest) -> HttpResponse:
    """The cause at hand, the first of the list unless one is named; a group has a page of its own."""
    query, conn = query_of(request), office().workspace.conn
    at = request.GET.get("at", "")[:80] or next((str(row["target"]) for row in order_of(query)), "")
    if at.startswith("B"):
        return HttpResponseRedirect(link_to(query, at))
    rows = listing.findings(conn, Query(sight=query.sight, cause=at), SIBLINGS) if at else []
    if not rows:
        return render(request, "review/empty.html", {"query": query, "address": address(query)})
    row = _chosen(rows, request.GET.get("doc", ""), query)
    shown = _shown(request, row, rows, query, at)
    tied = bundle_of(at)
    inside = bool(tied) and query.group == "bundle"
    way = way_to(query, tied["bundle"] if inside else at)
    links = way.links()
    links["here"] = link_to(query, at, doc=row["fingerprint"])
    if tied:
        links["tied"] = link_to(listing.narrowed(query, group="bundle"), tied["bundle"])
        links["then"] = links["tied"] if inside else links["then"]
    links["then_document"] = link_to(query, _past_document(way.order, way.place, shown["document"]))
    shown.update(query=query, at=at, queue=way.queue(), place=way.place + 1, length=len(way.order), links=links)
    shown.update(tied=tied, current=tied["bundle"] if inside else at)
    return render(request, "review/desk.html", shown)


def _past_document(order: list[dict[str, Any]], place: int, inside: list[tuple[str, str, int]]) -> str:
    """The next cause that a decision on a whole document leaves something of."""
    settled = {cause for _, cause, _ in inside}
    rest = (one["target"] for one in order[place + 1 :] if one["target"] not in settled or one["documents"] > 1)
    return str(next(rest, ""))


def _shown(
    request: HttpRequest, row: dict[str, Any], rows: list[dict[str, Any]], query: Query, at: str
) -> dict[str, Any]:
    room, lang = office(), str(request.lang)
    record = evidence.record_of(row["path"], lang)
    if record is None or row["ordinal"] >= len(record["findings"]):
        raise Http404
    finding = record["findings"][row["ordinal"]]
    as_of = record["as_of"]
    shelf = evidence.shelf_entry(finding, as_of, lang)
    conn = room.workspace.conn
    own = docket.standing(room.workspace, FINDING, row["fingerprint"])
    over = docket.standing(room.workspace, CAUSE, at)
    documents = {one["path"] for one in rows}
    in_document = listing.document_findings(conn, query.sight, row["fingerprint"])
    held = claims.holder(room.workspace, at, room.now())
    return {
        "row": row,
        "record": record,
        "finding": finding,
        "sheet": evidence.sheet_of(row, finding),
        "shelf": shelf,
        "facts": evidence.facts_of(finding),
        "proofs": evidence.proofs_of(at),
        "quoted": any(fact["quote"] for fact in finding["proof"]),
        "picture": timeline.timeline(finding, record, shelf),
        "card": evidence.card_of(finding["check"], lang),
        "siblings": _siblings(rows, row, query, at),
        "beside": [
            {**one, "link": link_to(query, str(one["cause"]), doc=str(one["fingerprint"]))}
            for one in listing.beside(conn, query.sight, row["path"], at)
        ],
        "document": in_document,
        "document_version": max((version for _, _, version in in_document), default=0),
        "findings": len(rows),
        "documents": len(documents),
        "outside": len(documents - {one["path"] for one in rows if _inside(query, one)}),
        "own": _about_itself(finding, record) and len(documents) > 1,
        "standing": own or over,
        "story": docket.story(room.workspace, [(CAUSE, at), (FINDING, row["fingerprint"])]),
        "cause_version": docket.version_of(conn, CAUSE, at),
        "finding_version": docket.version_of(conn, FINDING, row["fingerprint"], at),
        "dispositions": list(enumerate(DISPOSITIONS, 1)),
        "suggested": suggested_disposition(finding["check"]),
        "dismissals": list(enumerate(DISMISSALS, 1)),
        "held": held if held and held != request.user.shown else "",
        "may_decide": right_of(request.user) >= Right.DECIDE,
    }


def _inside(query: Query, row: dict[str, Any]) -> bool:
    """Whether a finding is on the list that one came from; what was decided since stays on it."""
    return all(str(row[name] or "") in values for name, values in query.chosen.items() if name != "state")


def _siblings(rows: list[dict[str, Any]], row: dict[str, Any], query: Query, at: str) -> list[dict[str, Any]]:
    """Findings of the cause, each once, with the number of files it stands in."""
    found: dict[str, dict[str, Any]] = {}
    for one in rows:
        name = one["fingerprint"]
        if name not in found:
            found[name] = {**one, "link": link_to(query, at, doc=name), "on": name == row["fingerprint"], "copies": 0}
        found[name]["copies"] += 1
    return list(found.values())


def _about_itself(finding: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether the finding is about the document's own life: what becomes of it is not what becomes of its citers."""
    subject, own = finding["subject"], record["document"]["act"]
    return bool(subject and own and subject["id"] == own["id"])


def leaf(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """The page of a Word file as it is laid out, its quote boxed: a part of the desk that comes when it is ready."""
    row = _row_of(request, fingerprint)
    record = evidence.record_of(row["path"], str(request.lang))
    if record is None or row["ordinal"] >= len(record["findings"]):
        raise Http404
    found = evidence.leaf_for(row, record["findings"][row["ordinal"]])
    shown = {"leaf": found, "row": row, "address": f"/page/{fingerprint}/{found.number}/"}
    return render(request, "review/leaf.html", shown)


def _row_of(request: HttpRequest, fingerprint: str) -> dict[str, Any]:
    where, values = sight_of(request.user).where()
    sql = f"select f.path, f.ordinal, f.fingerprint from findings f where {where} and f.fingerprint = ? limit 1"
    found = docket.dicts(office().workspace.conn.execute(sql, (*values, fingerprint)))
    if not found:
        raise Http404
    return found[0]


def picture(request: HttpRequest, fingerprint: str, number: int) -> HttpResponse:
    """The picture of a page of a document that somebody may see; of a Word file, a page of its layout."""
    source = evidence.source_of(_row_of(request, fingerprint)["path"])
    if source is None or not source["sha256"] or source["file"] is None:
        raise Http404
    sha256 = str(source["key"] if source["member"] is not None else source["sha256"])[:64]
    layout = layout_of(sha256)
    if layout.is_file():
        drawn = picture_of(layout, None, hash_of(layout), number)
    else:
        drawn = picture_of(source["file"], source["member"], sha256, number)
    if drawn is None:
        raise Http404
    response = HttpResponse(drawn[0], content_type=drawn[1])
    response.headers["Cache-Control"] = "private, max-age=600"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _chosen(rows: list[dict[str, Any]], fingerprint: str, query: Query) -> dict[str, Any]:
    """The finding to show: the one named, else the first of the document asked for, else one with a quote to show."""
    for one in rows:
        if one["fingerprint"] == fingerprint:
            return one
    levels = query.chosen.get("level", ())
    fitting = [one for one in rows if (not query.path or one["path"] == query.path)]
    fitting = [one for one in fitting if not levels or one["level"] in levels] or fitting or rows
    return next((one for one in fitting if one["state"] == "open"), fitting[0])


def as_of() -> str:
    """The day of the last scan."""
    return str(scan()["as_of"])
