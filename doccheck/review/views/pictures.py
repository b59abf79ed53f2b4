"""The dashboard (bảng tổng hợp) and the audit page: progress in pictures, readable in print too."""

from datetime import date, timedelta
from functools import partial
from threading import Lock
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from doccheck.review.access import sight_of
from doccheck.review.context import scan
from doccheck.review.office import office
from doccheck.run import audit, claims, docket, listing
from doccheck.run.rows import RANK

SOON, LAST, WIDE, LEAST = 90, 200, 420, 620
_counting = Lock()


def dashboard(request: HttpRequest) -> HttpResponse:
    """How far the campaign is."""
    room, sight = office(), sight_of(request.user)
    conn = room.workspace.conn
    query = listing.Query(sight=sight)
    totals = room.remembered(("all", query.key), lambda: listing.totals(conn, query))
    states = dict(room.remembered(("states", query.key), lambda: listing.facets(conn, query))["state"])
    where, values = sight.where()
    return render(
        request,
        "review/dashboard.html",
        {
            "totals": totals,
            "states": [(name, states.get(name, 0)) for name in ("open", "confirm", "dismiss", "postpone", "ask")],
            "bar": _bar(states),
            "charts": [
                (name, room.remembered(("by", name, query.key), partial(_chart, sight, name)))
                for name in ("department", "level", "code", "issuer")
            ],
            "years": room.remembered(("years", query.key), lambda: _years(sight)),
            "documents": _documents(),
            "held": claims.held(room.workspace),
            "days": _days(where, values),
            "waiting": len(docket.waiting(room.workspace, where, values)),
            "gone": len(listing.gone(conn, sight, _run(), 10_000)),
        },
    )


def log(request: HttpRequest) -> HttpResponse:
    """The audit chain: its newest entries, and whether it is whole."""
    conn = office().workspace.conn
    key = audit.load_key()
    held = audit.remembered(docket.uid(office().workspace))
    checked = office().remembered(("audit",), lambda: audit.verify(conn, key, [held] if held else []))
    names = dict(conn.execute("select ref, body from texts"))
    rows = [_entry(seq, body, names) for seq, body in conn.execute(
        "select seq, body from audit order by seq desc limit ?", (LAST,)
    )]  # fmt: skip
    return render(
        request,
        "review/audit.html",
        {"checked": checked, "anchor": str(audit.anchor(conn)), "rows": rows, "bad": checked.bad is not None},
    )


def _entry(seq: int, body: str, names: dict[str, str | None]) -> dict[str, Any]:
    import json

    entry = json.loads(body)
    conn = office().workspace.conn
    column = "cause" if entry.get("scope") == docket.CAUSE else "fingerprint"
    about = conn.execute(
        f"select subject, document from findings where {column} = ? limit 1", (entry.get("target", ""),)
    ).fetchone()
    before, after = entry.get("before") or ["", "", ""], entry.get("after") or ["", "", ""]
    if entry["what"] in {"people", "registry"}:
        before, after = ["", "", ""], [f"{entry['what']}.{entry['after'][0]}", "", ""]
    if entry["what"] == "setting":
        before, after = ["", "", ""], ["", f"{entry['before'] or 0} \u2192 {entry['after']}", ""]
    name = str(entry.get("name", ""))
    return {
        "seq": seq,
        "named": name,
        "what": entry["what"],
        "at": entry["at"],
        "who": names.get(entry.get("who") or "", ""),
        "note": names.get(entry.get("note") or "", "") if entry.get("note") else "",
        "erased": bool(entry.get("note")) and not names.get(entry["note"]),
        "about": (about[0] if column == "cause" else f"{about[1]} · {about[0]}") if about else name,
        "before": before,
        "after": after,
        "scope": entry.get("scope", ""),
        "stamp": entry.get("stamp", ""),
    }


def _run() -> int:
    last = office().workspace.last_run()
    return last[0] if last else 0


def _bar(states: dict[str, int]) -> list[dict[str, Any]]:
    """One bar of all states."""
    total = max(sum(states.values()), 1)
    x, found = 0.0, []
    for name in ("confirm", "dismiss", "postpone", "ask", "open"):
        width = 1000 * states.get(name, 0) / total
        found.append({"name": name, "x": round(x), "width": round(width), "count": states.get(name, 0)})
        x += width
    return found


def _chart(sight: listing.Sight, column: str) -> list[dict[str, Any]]:
    rows = listing.counted(office().workspace.conn, sight, column, 12)
    if column == "level":
        rows.sort(key=lambda row: RANK.get(str(row["name"]), 9))
    most = max((row["findings"] for row in rows), default=1)
    found = []
    for number, row in enumerate(rows):
        width = WIDE * row["findings"] / most
        done = width * (row["confirmed"] + row["dismissed"]) / max(row["findings"], 1)
        found.append({**row, "y": 26 * number, "width": round(width), "done": round(done)})
    return found


def _years(sight: listing.Sight) -> dict[str, Any]:
    """Findings by the year of the document: columns, what is decided below, what is open above."""
    rows = [r for r in listing.counted(office().workspace.conn, sight, "year", 200) if r["name"]]
    if not rows:
        return {"columns": [], "width": 0}
    end = int(scan()["as_of"][:4] or 9_998) + 1
    by = {int(row["name"]): row for row in rows if str(row["name"]).isdigit() and int(row["name"]) <= end}
    if not by:
        return {"columns": [], "width": 0}
    first, last = max(min(by), max(by) - 39), max(by)
    most = max(row["findings"] for row in by.values())
    columns = []
    for i, year in enumerate(range(first, last + 1)):
        row = by.get(year, {"findings": 0, "open": 0})
        tall = round(110 * row["findings"] / most)
        left = round(110 * row["open"] / most)
        columns.append(
            {
                "x": 18 * i,
                "year": str(year),
                "y": 116 - tall,
                "height": tall,
                "open_height": left,
                "count": row["findings"],
                "tick": year % 5 == 0 or (i == 0 and year % 5 < 3),
            }
        )
    return {"columns": columns, "width": max(18 * len(columns), LEAST)}


def _documents() -> list[tuple[str, int]]:
    """Documents by state of reading: the honest denominator."""
    sql = """select r.state, count(*) from reports r join documents d using (path)
      where d.present group by 1 order by 2 desc"""
    return [(str(s), int(n)) for s, n in office().workspace.conn.execute(sql)]


def soon(request: HttpRequest) -> HttpResponse:
    """What dies within the next 90 days: of the own documents, and of what they cite; a part of the dashboard."""
    from doccheck.review.soon import endings, seen

    room, lang = office(), str(request.lang)
    today = date.fromisoformat(room.today())
    state = (_run(), today, room.registry_stamp())
    with _counting:
        found, secret = room.same(
            ("soon", lang),
            state,
            lambda: endings(room.workspace, room.tools, today, today + timedelta(SOON), lang),
        )
    return render(request, "review/soon.html", seen(found, room.workspace, secret, sight_of(request.user)))


def _days(where: str, values: list[Any]) -> list[dict[str, Any]]:
    """Decisions of the last days, one column a day."""
    sql = """select substr(m.at, 1, 10) as day, count(*) as made from moves m join decisions d on d.move = m.id
      where m.undone_by is null and m.kind != 'undo' group by 1 order by 1 desc limit 14"""
    rows = office().workspace.conn.execute(sql).fetchall()[::-1]
    most = max((n for _, n in rows), default=1)
    return [
        {"x": 44 * i, "day": day, "made": n, "height": round(70 * n / most), "y": 76 - round(70 * n / most)}
        for i, (day, n) in enumerate(rows)
    ]
