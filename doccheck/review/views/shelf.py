"""The registry desk (bàn sổ đăng ký): proposals with their quote, conflicts of sources, what is wanted, coverage."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from doccheck.errors import DoccheckError
from doccheck.export.values import act_record, fact_record
from doccheck.registry import proposals as proposals_
from doccheck.registry.asking import Question, status
from doccheck.registry.coverage import Series, coverage
from doccheck.registry.places import open_to_write
from doccheck.registry.store import Registry
from doccheck.review.access import inside, moment, who
from doccheck.review.office import office
from doccheck.run import docket

CORRECTABLE = ("effect", "in_force", "replaced", "repealed", "ended", "amended", "suspended", "term")
CONFLICTS, WANTED, SHOWN, ISSUERS = 100, 60, 60, 14


def desk(request: HttpRequest) -> HttpResponse:
    """Everything that waits for somebody who keeps the registry."""
    tools, lang = office().tools, str(request.lang)
    shelf: Any = tools.shelf
    asked = request.GET.get("number", "").strip()[:120]
    answer = None
    if asked:
        answer = status(Question(text=asked, as_of=date.fromisoformat(office().today())), shelf, tools.book, lang)
    waiting = proposals_.proposals(shelf, "open", "once")
    return render(
        request,
        "review/shelf.html",
        {
            "proposals": [_proposal(one, lang, who(request)) for one in waiting[:SHOWN]],
            "waiting": len(waiting),
            "two": proposals_.two_persons(shelf),
            "conflicts": _conflicts(shelf),
            "wanted": _wanted(),
            "coverage": office().remembered(("coverage", lang), lambda: _coverage(shelf, lang)),
            "asked": asked,
            "answer": answer,
        },
    )


def answer(request: HttpRequest) -> HttpResponse:
    """Approve or reject a proposal."""
    number = request.POST.get("number", "")
    day = date.fromisoformat(office().today())
    if not number.isdigit():
        return HttpResponse(status=400)
    shelf = open_to_write(office().registry_path)
    try:
        if request.POST.get("answer") == "approve":
            proposals_.approve(shelf, [int(number)], day, who(request))
        else:
            proposals_.reject(shelf, [int(number)], day, who(request))
    except DoccheckError as error:
        return render(request, "review/wrong.html", {"told": str(error), "back": "/registry/"}, status=409)
    finally:
        shelf.close()
    _record(request, int(number), "approve" if request.POST.get("answer") == "approve" else "reject")
    return HttpResponseRedirect("/registry/")


def _record(request: HttpRequest, number: int, answer: str) -> None:
    entry = {"what": "registry", "name": f"#{number}", "after": [answer]}
    docket.record(office().workspace, entry, who=who(request), at=moment())


def propose(request: HttpRequest) -> HttpResponse:
    """From a dismissal to a proposed correction: the act is as the reviewer says, with their reason."""
    from doccheck.review.proof import propose_correction, propose_name

    made = propose_name if request.POST.get("kind") == "alias" else propose_correction
    problem = made(office(), request.POST, who=who(request))
    if problem:
        return render(request, "review/wrong.html", {"key": f"wrong.{problem}", "back": "/registry/"}, status=422)
    return HttpResponseRedirect(inside(request.POST.get("back"), "/registry/"))


def correct(request: HttpRequest) -> HttpResponse:
    """Correct a proposal before it is approved."""
    from doccheck.review.proof import correct_proposal

    problem = correct_proposal(office(), request.POST, who=who(request))
    if problem:
        return render(request, "review/wrong.html", {"key": f"wrong.{problem}", "back": "/registry/"}, status=422)
    _record(request, int(request.POST["number"]), "correct")
    return HttpResponseRedirect("/registry/")


def _proposal(one: proposals_.Proposal, lang: str, name: str) -> dict[str, Any]:
    book = office().tools.book
    acts = {act.id: act for act in one.acts}
    facts = []
    for fact in one.facts:
        about = acts.get(fact.act) or office().tools.shelf.act(fact.act)
        facts.append({**fact_record(fact, book), "about": act_record(about, book, lang), "id": fact.act})
    act = acts.get(one.act) or office().tools.shelf.act(one.act)
    return {
        "number": one.number,
        "act": act_record(act, book, lang),
        "path": one.path,
        "state": one.state,
        "day": one.day,
        "who": one.who,
        "facts": facts[:12],
        "kinds": CORRECTABLE,
        "names": [alias for alias, _ in one.aliases],
        "more": max(len(facts) - 12, 0),
        "own": one.state == "once" and one.who == name,
    }


def _conflicts(shelf: Registry) -> list[dict[str, Any]]:
    sql = (
        "select act, field, value, origin, chosen, session from conflicts order by session desc, act, field, n limit ?"
    )
    groups: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for act, field, value, origin, chosen, _ in shelf.db.conn.execute(sql, (CONFLICTS * 3,)):
        groups[(act, field)].append({"value": value, "origin": origin, "chosen": bool(chosen)})
    book = office().tools.book
    found = []
    for (act, field), values in list(groups.items())[:CONFLICTS]:
        known = act_record(shelf.act(act), book)
        found.append({"label": known["label"] if known else act, "field": field, "values": values})
    return found


def _wanted() -> list[dict[str, Any]]:
    """Acts that are missing or undecided, by how many documents each would decide."""
    sql = """select g.key, max(g.label) as label, max(g.missing) as missing, count(distinct g.path) as documents
      from gaps g join documents d using (path) where d.present group by g.key order by 4 desc, 2 limit ?"""
    rows = office().workspace.conn.execute(sql, (WANTED,)).fetchall()
    return [{"label": label, "missing": bool(m), "documents": n} for _, label, m, n in rows]


def _coverage(shelf: Registry, lang: str) -> dict[str, Any]:
    """How well number series are known: one square a year, one line an issuer and type, the longest first."""
    book = office().tools.book
    lines: dict[tuple[str, str], dict[int, Series]] = defaultdict(dict)
    for one in coverage(shelf, at_least=3):
        lines[(one.issuers, one.instrument)][one.year] = one
    ranked = sorted(lines.items(), key=lambda item: -sum(s.known for s in item[1].values()))[:ISSUERS]
    years = sorted({year for _, cells in ranked for year in cells})[-26:]
    rows = []
    for (issuers, instrument), cells in ranked:
        names = ", ".join(book.issuers.name(one, lang) for one in issuers.split("+"))
        squares = [
            {"x": 14 * i, "step": _step(cells.get(year)), "year": year, "told": _told(cells.get(year))}
            for i, year in enumerate(years)
        ]
        rows.append({"label": f"{book.instruments.name(instrument, lang)} · {names}", "squares": squares})
    return {"rows": rows, "years": years, "width": 14 * len(years)}


def _step(one: Series | None) -> int:
    """0 nothing known, 1 to 4 by share."""
    return 0 if one is None else min(1 + int(one.share * 4), 4)


def _told(one: Series | None) -> str:
    return f"{one.year}: {one.known}/{one.highest}" if one else ""
