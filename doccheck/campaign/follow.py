"""Follow-up (theo dõi kiến nghị): a recommendation stays open until the document that carries it out is scanned."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from doccheck.campaign import words
from doccheck.campaign.dossier import INSIDE, TO_TREAT, Dossier, Ending
from doccheck.campaign.store import Campaign
from doccheck.export.paper import shown_day
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

_CLOSING = {
    "repeal": {"repealed", "replaced", "ended", "ceased", "term"},
    "replace": {"replaced", "repealed", "ended", "ceased"},
    "amend": {"amended", "partly_repealed", "partly_replaced", "replaced", "repealed"},
    "suspend": {"suspended", "repealed", "replaced", "ended"},
    "issue": {"replaced", "repealed"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation:
    """A recommendation (kiến nghị) and what became of it."""

    path: str
    act: str
    label: str
    outcome: str
    department: str
    due: str
    opened: str
    closed: str = ""
    closed_by: str = ""

    def late(self, today: date) -> bool:
        """Whether it is open past its day."""
        return not self.closed and bool(self.due) and self.due < today.isoformat()


_NAMES = ("path", "act", "label", "outcome", "department", "due", "opened", "closed", "closed_by")


def recommendations(campaign: Campaign) -> list[Recommendation]:
    """All of them: open ones first, by department and day."""
    sql = f"select {', '.join(_NAMES)} from recommendations order by closed != '', department, due = '', due, label"
    return [Recommendation(**dict(zip(_NAMES, row, strict=True))) for row in campaign.conn.execute(sql).fetchall()]


def open_recommendations(campaign: Campaign, found: Sequence[Dossier], book: Book, *, at: str) -> int:
    """Open one for each document that people concluded must be treated (mở kiến nghị); how many are new."""
    new = 0
    with campaign.write() as conn:
        for one in found:
            if one.place != INSIDE or not one.checked or one.outcome not in TO_TREAT:
                continue
            due = one.mark.due if one.mark else ""
            label = words.whole_label(one, book)
            sql = (
                "insert into recommendations (path, act, label, outcome, department, due, opened) "
                "values (?, ?, ?, ?, ?, ?, ?) on conflict (path) do update set outcome = excluded.outcome, "
                "due = excluded.due, department = excluded.department"
            )
            row = (one.path, one.act, label, one.outcome, one.department, due, at)
            new += conn.execute("select 1 from recommendations where path = ?", (one.path,)).fetchone() is None
            conn.execute(sql, row)
    return new


def follow(campaign: Campaign, found: Sequence[Dossier], book: Book, *, at: str) -> list[Recommendation]:
    """Close what the last scan shows to be carried out (tự đóng); the ones that were closed now."""
    by_act = {one.act: one for one in found if one.act}
    by_path = {one.path: one for one in found}
    closed = []
    for one in recommendations(campaign):
        document = by_act.get(one.act) or by_path.get(one.path)
        ending = _carried_out(one, document) if document and not one.closed else None
        if ending is None:
            continue
        by = words.cause(ending, book)
        with campaign.write() as conn:
            sql = "update recommendations set closed = ?, closed_by = ? where path = ?"
            conn.execute(sql, (at, by, one.path))
        closed.append(Recommendation(**{**{n: getattr(one, n) for n in _NAMES}, "closed": at, "closed_by": by}))
    return closed


def _carried_out(one: Recommendation, document: Dossier) -> Ending | None:
    """The ending that carries a recommendation out: of the right kind, by a document that names itself."""
    kinds = _CLOSING.get(one.outcome, set())
    fit = [e for e in document.endings if e.kind in kinds and (e.by or e.label)]
    return max(fit, key=lambda e: e.on, default=None)


def told(campaign: Campaign, today: date, lang: str = "vi") -> list[str]:
    """Open recommendations by department, the overdue ones marked."""
    found = recommendations(campaign)
    open_ = [one for one in found if not one.closed]
    late = [one for one in open_ if one.late(today)]
    lines = [say("follow.summary", lang, all=len(found), open=len(open_), late=len(late))]
    for one in open_:
        mark = say("campaign.late", lang) if one.late(today) else ""
        outcome = say(f"disposition.{one.outcome}", lang)
        due = shown_day(one.due, lang) or "–"
        lines.append(
            say("follow.line", lang, department=one.department, outcome=outcome, label=one.label, due=due, late=mark)
        )
    return lines
