"""Decisions over HTTP (quyết định): one, many by filter with a dry run, undo, notes, second looks, proof."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doccheck.export.columns import DISPOSITIONS
from doccheck.review.access import Right, inside, moment, right_of, sight_of, who
from doccheck.review.asked import address, query_of
from doccheck.review.office import office
from doccheck.run import claims, docket, listing
from doccheck.run.docket import ANSWERS, CAUSE, DISMISSALS, FINDING, Ask
from doccheck.run.listing import document_findings
from doccheck.run.workspace import Decision

MOST_NOTE, MOST_BULK = 4_000, 20_000
DOCUMENT = "document"
_LAST = "select id from moves where who = ? and undone_by is null and kind != 'undo' order by id desc limit 1"


def decide(request: HttpRequest) -> HttpResponse:
    """One decision; the next cause follows, or the page of the conflict."""
    room, asked = office(), request.POST
    scope = asked.get("scope", "")
    target = (asked.get("target") or asked.get(FINDING if scope == DOCUMENT else scope, ""))[:80]
    if scope == DOCUMENT:
        return _whole_document(request, target)
    made, wrong = decision_of(request, scope, target)
    if made is None:
        known = cause_of(request, scope, target) is not None
        return refuse(request, wrong, 400 if known else 404)

    def forbids(conn: Any) -> tuple[str, int, str] | None:
        cause = cause_of(request, scope, target, conn)
        held = claims.held_by(conn, cause, room.now()) if cause is not None else ""
        if held and held != who(request) and right_of(request.user) < Right.APPROVE:
            return "held", 409, held
        return ("unknown_target", 404, "") if cause is None else None

    version = asked.get("version") or asked.get(f"{scope}_version", "")
    seen = int(version) if version.isdigit() and len(version) < 15 else 0
    asks = [Ask(decision=made, version=seen)]
    moved = docket.take(room.workspace, asks, who=who(request), at=moment(), forbids=forbids)
    if moved.refused:
        key, status, holder = moved.refused
        return refuse(request, key, status, who=holder)
    if moved.clashes:
        return conflict(request, moved)
    answer = HttpResponseRedirect(inside(asked.get("then")))
    answer.headers["Doccheck-Decision"] = str(moved.last)  # the receipt: what stands under this number is on the disk
    return answer


def _whole_document(request: HttpRequest, target: str) -> HttpResponse:
    """One decision for all that is open in the document of a finding; each keeps its own row, one undo takes all."""
    room = office()
    made, wrong = decision_of(request, FINDING, "")
    found = document_findings(room.workspace.conn, sight_of(request.user), target)
    if made is None or not found:
        return refuse(request, wrong or "unknown_target", 400 if found else 404)
    held = {claims.holder(room.workspace, cause, room.now()) for _, cause, _ in found} - {"", who(request)}
    if held and right_of(request.user) < Right.APPROVE:
        return refuse(request, "held", 409, who=", ".join(sorted(held)))
    text = request.POST.get("document_version", "")
    seen = int(text) if text.isdigit() and len(text) < 15 else 0
    asks = [Ask(decision=at_target(made, FINDING, one), version=min(version, seen)) for one, _, version in found]
    moved = docket.take(room.workspace, asks, who=who(request), at=moment(), kind="document", detail=target)
    if moved.clashes:
        return conflict(request, moved)
    return HttpResponseRedirect(inside(request.POST.get("then_document") or request.POST.get("then")))


def bulk(request: HttpRequest) -> HttpResponse:
    """A decision over a whole list: what it would do first, then it does exactly that or tells what changed."""
    room, query = office(), query_of(request, request.POST)
    conn = room.workspace.conn
    redo = bool(request.POST.get("redo"))
    found, skipped = listing.targets(conn, query, redo=redo)
    made, wrong = decision_of(request, CAUSE, "")
    if made is None:
        return refuse(request, wrong, 400)
    if len(found) > MOST_BULK:
        return refuse(request, "too_many", 400)
    asks = [Ask(decision=at_target(made, scope, target), version=version) for scope, target, version in found]
    seal = _seal(found)
    if request.POST.get("sure") != seal:
        return _dry_run(request, query, found, skipped, made, seal)
    moved = docket.take(room.workspace, asks, who=who(request), at=moment(), kind="bulk", detail=address(query)[:2_048])
    return render(request, "review/done.html", {"moved": moved, "address": address(query)})


def _dry_run(
    request: HttpRequest, query: Any, found: list[tuple[str, str, int]], skipped: int, made: Decision, seal: str
) -> HttpResponse:
    conn = office().workspace.conn
    causes = [target for scope, target, _ in found if scope == CAUSE]
    singles = [target for scope, target, _ in found if scope == FINDING]
    return render(
        request,
        "review/bulk.html",
        {
            "query": query,
            "address": address(query),
            "fields": [(k, v) for k, v in request.POST.lists() if k not in {"csrfmiddlewaretoken", "sure"}],
            "causes": len(causes),
            "findings": len(singles),
            "skipped": skipped,
            "totals": listing.totals(conn, query),
            "rows": listing.groups(conn, query, size=30),
            "made": made,
            "sure": seal,
            "changed": bool(request.POST.get("sure")),
        },
    )


def undo(request: HttpRequest) -> HttpResponse:
    """Take one's last move back, and show what it was about."""
    room = office()
    sql = f"select d.scope, d.target from decisions d where d.move = ({_LAST}) limit 2"
    about = room.workspace.conn.execute(sql, (who(request),)).fetchall()
    tied = room.workspace.conn.execute(
        f"select kind, detail from moves where id = ({_LAST})", (who(request),)
    ).fetchone()
    moved = docket.undo(room.workspace, who=who(request), at=moment())
    if moved.clashes:
        return conflict(request, moved)
    back = inside(request.POST.get("back"))
    back = back if back.startswith(("/desk/", "/group/", "/?")) else "/"
    if tied and tied[0] == "group" and back.startswith(("/desk/", "/group/")):
        return HttpResponseRedirect(_at_cause(back.replace("/desk/", "/group/", 1), tied[1]))
    if len(about) == 1 and back.startswith(("/desk/", "/group/")):
        cause = about[0][1] if about[0][0] == CAUSE else cause_of(request, *about[0])
        return HttpResponseRedirect(_at_cause(back.replace("/group/", "/desk/", 1), str(cause or "")))
    return HttpResponseRedirect(back)


def note(request: HttpRequest) -> HttpResponse:
    """A note on a cause or a finding."""
    scope, target = request.POST.get("scope", ""), request.POST.get("target", "")[:80]
    body = request.POST.get("body", "").strip()[:MOST_NOTE]
    if cause_of(request, scope, target) is None:
        return refuse(request, "unknown_target", 404)
    if body:
        docket.add_note(office().workspace, scope, target, body, who=who(request), at=moment())
    return HttpResponseRedirect(inside(request.POST.get("back")))


def seconds(request: HttpRequest) -> HttpResponse:
    """What waits for a second look."""
    where, values = sight_of(request.user).where()
    rows = docket.waiting(office().workspace, where, values)
    for row in rows:
        row["own"] = who(request) in {row["by"], row["mover"]}
    return render(request, "review/seconds.html", {"rows": rows})


def second(request: HttpRequest) -> HttpResponse:
    """Pass a decision, or send it back; never one's own."""
    number = request.POST.get("decision", "")
    passed = request.POST.get("answer") == "passed"
    said = request.POST.get("note", "").strip()[:MOST_NOTE]
    if not number.isdigit() or not _sees_decision(request, int(number)):
        return refuse(request, "unknown_target", 404)
    done = docket.second(office().workspace, int(number), who=who(request), at=moment(), passed=passed, note=said)
    return HttpResponseRedirect("/second/") if done else refuse(request, "four_eyes", 409)


def proof(request: HttpRequest) -> HttpResponse:
    """The ending act's file, dropped on a finding: its quote goes to the finding and all its siblings."""
    from doccheck.review.proof import take_proof

    cause = request.POST.get("cause", "")[:80]
    given = request.FILES.get("file")
    if cause_of(request, CAUSE, cause) is None:
        return refuse(request, "unknown_target", 404)
    if given is None:
        return refuse(request, "no_file", 400)
    found = take_proof(office(), cause, given, who=who(request), at=moment())
    if found:
        return refuse(request, found, 422)
    return HttpResponseRedirect(inside(request.POST.get("back")))


def decision_of(request: HttpRequest, scope: str, target: str) -> tuple[Decision | None, str]:
    """The decision of a form, or the key of what is wrong with it."""
    asked = request.POST
    answer, _, why = asked.get("decision", "").partition(":")
    why = why or asked.get("why", "")
    disposition, reason = asked.get("disposition", ""), asked.get("reason", "").strip()[:MOST_NOTE]
    if answer not in ANSWERS:
        return None, "unknown_answer"
    if answer == "dismiss" and why not in DISMISSALS:
        return None, "needs_reason"
    if answer == "dismiss" and why == "other" and not reason:
        return None, "needs_words"
    if answer == "confirm" and disposition not in DISPOSITIONS:
        return None, "unknown_disposition"
    return Decision(
        target=target,
        scope=scope,
        decision=answer,
        disposition=disposition if answer == "confirm" else None,
        why=why if answer == "dismiss" else None,
        reason=reason or None,
        by=who(request),
        made_on=moment()[:10],
        source="web",
    ), ""


def at_target(made: Decision, scope: str, target: str) -> Decision:
    """The same decision on something else."""
    from dataclasses import replace

    return replace(made, scope=scope, target=target)


def cause_of(request: HttpRequest, scope: str, target: str, conn: Any = None) -> str | None:
    """The cause of a target that the person may see; None when there is no such thing."""
    column = {CAUSE: "cause", FINDING: "fingerprint"}.get(scope)
    if column is None:
        return None
    where, values = sight_of(request.user).where()
    sql = f"select f.cause from findings f where {where} and f.{column} = ? limit 1"
    found = (conn or office().workspace.conn).execute(sql, (*values, target)).fetchone()
    return str(found[0]) if found else None


def _sees_decision(request: HttpRequest, number: int) -> bool:
    found = office().workspace.conn.execute("select scope, target from decisions where id = ?", (number,)).fetchone()
    return found is not None and cause_of(request, *found) is not None


def conflict(request: HttpRequest, moved: docket.Moved) -> HttpResponse:
    """The page of what others decided in between: all of it, with what was wanted, and whose shall stand."""
    conn = office().workspace.conn
    lines = []
    for clash in moved.clashes:
        made = clash.wanted.decision
        column = "cause" if made.scope == CAUSE else "fingerprint"
        sql = f"select subject, document, cause, code from findings where {column} = ? limit 1"
        subject, document, cause, code = conn.execute(sql, (made.target,)).fetchone() or ("", "", None, "")
        version = docket.version_of(conn, made.scope, made.target, cause if made.scope == FINDING else None)
        about = {"subject": subject, "document": document if made.scope == FINDING else "", "code": code}
        lines.append({**about, "stands": clash.stands, "version": version})
        lines[-1]["target"] = f"{made.scope}:{made.target}:{version}"
    back = "back" if request.resolver_match.url_name == "undo" else "then"
    shown = {
        "lines": lines,
        "wanted": moved.clashes[0].wanted.decision,
        "written": moved.written,
        "then": inside(request.POST.get(back), "/desk/"),
        "undoing": back == "back",
    }
    return render(request, "review/conflict.html", shown, status=409)


def refuse(request: HttpRequest, key: str, status: int, **values: object) -> HttpResponse:
    """The page that says why nothing was done."""
    back = inside(request.POST.get("back") or request.POST.get("then"))
    context = {"key": f"wrong.{key}", "back": back, "holder": values.get("who", "")}
    return render(request, "review/wrong.html", context, status=status)


def _at_cause(back: str, cause: str) -> str:
    from urllib.parse import parse_qsl, urlencode

    head, _, tail = back.partition("?")
    pairs = [(k, v) for k, v in parse_qsl(tail, keep_blank_values=True) if k not in {"at", "doc"}]
    return f"{head}?{urlencode([*pairs, ('at', cause)])}"


def _seal(found: list[tuple[str, str, int]]) -> str:
    from hashlib import sha256

    return sha256(repr(sorted(found)).encode()).hexdigest()[:24]
