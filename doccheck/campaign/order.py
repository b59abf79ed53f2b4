"""What is ordered and where it stands (đặt hàng và tiến độ đợt rà soát)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from doccheck.campaign import totals as counting
from doccheck.campaign.dossier import dossiers
from doccheck.campaign.packet import assigned
from doccheck.campaign.store import KINDS, Campaign, Scope, Settings
from doccheck.errors import UsageError
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import day_words
from doccheck.run.workspace import Workspace

LEVELS = ("central", "tinh", "huyen", "xa", "other")


def make_settings(
    name: str, kind: str, book: Book, *, today: date, cut_off: date | None, since: date | None, lang: str, **rest: Any
) -> Settings:
    """An order with what was left out filled in: the cut-off day of the law, the first day of the period."""
    if kind not in KINDS:
        raise UsageError(say("campaign.bad_kind", lang, kind=kind, kinds=", ".join(KINDS)))
    last = cut_off or book.official.cut_off(kind, today) or (date(today.year, 12, 31) if kind == "yearly" else today)
    first = since or _first_day(kind, last, book)
    if first > last:
        raise UsageError(say("campaign.bad_period", lang, since=first.isoformat(), cut_off=last.isoformat()))
    return Settings(name=name, kind=kind, cut_off=last, since=first, **rest)


def _first_day(kind: str, last: date, book: Book) -> date:
    earlier = [day for day in book.official.cut_offs.get(kind, ()) if day < last]
    return max(earlier) + timedelta(days=1) if earlier else date(last.year, 1, 1)


def make_scope(
    book: Book,
    *,
    issuers: Sequence[str],
    levels: Sequence[str],
    instruments: Sequence[str],
    folders: Sequence[str],
    fields: Sequence[str],
    normative: bool,
    lang: str,
) -> Scope:
    """A scope from words; UsageError names the word that is not known."""
    for level in levels:
        if level not in LEVELS:
            raise UsageError(say("campaign.bad_level", lang, level=level, levels=", ".join(LEVELS)))
    kinds = []
    for word in instruments:
        found = word if word in book.instruments else book.instruments.by_name(word)
        if found is None:
            raise UsageError(say("campaign.bad_instrument", lang, word=word))
        kinds.append(found)
    return Scope(
        issuers=tuple(issuers),
        levels=tuple(levels),
        instruments=tuple(kinds),
        folders=tuple(folders),
        fields=tuple(fields),
        normative=normative,
    )


def standing(campaign: Campaign, workspace: Workspace, book: Book, *, today: date, lang: str = "vi") -> dict[str, Any]:
    """Figures, deadlines, departments and problems as plain values."""
    settings = campaign.settings
    found = dossiers(campaign, workspace, book, lang)
    sums = counting.count(found, workspace, settings, lang)
    departments = []
    for name, (done, all_) in sums.departments.items():
        who, due = assigned(campaign, name)
        late = bool(due) and due < today.isoformat() and done < all_
        departments.append({"name": name, "done": done, "all": all_, "who": who, "due": due, "late": late})
    left = campaign.conn.execute("select source, said from leftovers order by id desc limit 20").fetchall()
    return {
        "name": settings.name,
        "kind": settings.kind,
        "since": settings.since.isoformat(),
        "cut_off": settings.cut_off.isoformat(),
        "owner": settings.owner,
        "closed": settings.closed.isoformat() if settings.closed else None,
        "files": sums.files,
        "places": sums.places,
        "checked": sums.checked,
        "waiting": sums.waiting,
        "outcomes": sums.outcomes,
        "lines": counting.lines(sums, lang),
        "problems": list(sums.problems),
        "departments": departments,
        "deadlines": [
            {"name": d.name, "on": d.on.isoformat() if d.on else None, "basis": list(d.basis), "late": d.late}
            for d in counting.deadlines(settings, book, today, lang)
        ],
        "leftovers": [{"source": source, "said": said} for source, said in left],
    }


def standing_lines(told: Mapping[str, Any], lang: str) -> list[str]:
    """The same for the screen."""
    head = say("campaign.head", lang, name=told["name"], kind=say(f"campaign.kind.{told['kind']}", lang),
               since=told["since"], cut_off=told["cut_off"])  # fmt: skip
    lines = [head, *told["lines"]]
    for one in told["deadlines"]:
        day = day_words(date.fromisoformat(one["on"]), lang) if one["on"] else say("campaign.not_started", lang)
        late = say("campaign.late", lang) if one["late"] else ""
        basis = f" ({'; '.join(one['basis'])})" if one["basis"] else ""
        lines.append(say("campaign.deadline", lang, day=day, name=one["name"], basis=basis, late=late))
    for one in told["departments"]:
        late = say("campaign.late", lang) if one["late"] else ""
        lines.append(
            say(
                "campaign.department", lang, **{**one, "late": late, "who": one["who"] or "–", "due": one["due"] or "–"}
            )
        )
    lines += [say("campaign.leftover", lang, **one) for one in told["leftovers"]]
    return [*lines, *told["problems"]]
