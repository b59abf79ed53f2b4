"""Totals that reconcile (số liệu đối soát): every figure is a part of the file list, and says so when it is not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from doccheck.campaign.dossier import ENDED, INSIDE, PLACES, TO_TREAT, Dossier
from doccheck.campaign.store import Settings
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.run.workspace import Workspace

OUTCOMES = ("expired", "partly", "in_force", "to_treat", "unsettled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Figures of a campaign: ``places`` share the files, ``checked`` and ``waiting`` share what lies inside."""

    files: int
    places: dict[str, int]
    checked: int
    waiting: int
    normative: int
    checked_normative: int
    outcomes: dict[str, int]
    departments: dict[str, tuple[int, int]]
    problems: tuple[str, ...] = field(default=())

    @property
    def inside(self) -> int:
        """Documents in scope."""
        return self.places.get(INSIDE, 0)


def bucket(one: Dossier) -> str:
    """Where a checked document belongs among the results."""
    if one.outcome in TO_TREAT:
        return "to_treat"
    if one.outcome == "expired" and one.status in ENDED:
        return "expired"
    if one.status == "partly_ceased" and one.outcome in {"expired", "keep", ""}:
        return "partly"
    if one.outcome == "expired":
        return "expired"
    if one.outcome == "keep" or (one.outcome == "" and one.status == "in_force"):
        return "in_force"
    return "unsettled"


def count(found: Sequence[Dossier], workspace: Workspace, settings: Settings, lang: str = "vi") -> Totals:
    """Count, and compare with the file list of the workspace."""
    inside = [one for one in found if one.place == INSIDE]
    checked = [one for one in inside if one.checked]
    places = Counter(one.place for one in found)
    by: dict[str, tuple[int, int]] = {}
    for one in inside:
        done, all_ = by.get(one.department, (0, 0))
        by[one.department] = (done + one.checked, all_ + 1)
    files = int(workspace.conn.execute("select count(*) from documents where present").fetchone()[0])
    return Totals(
        files=files,
        places={name: places.get(name, 0) for name in PLACES},
        checked=len(checked),
        waiting=len(inside) - len(checked),
        normative=sum(one.kind == "normative" for one in inside),
        checked_normative=sum(one.kind == "normative" for one in checked),
        outcomes={name: sum(bucket(one) == name for one in checked) for name in OUTCOMES},
        departments=dict(sorted(by.items())),
        problems=tuple(_problems(found, files, workspace, settings, lang)),
    )


def _problems(found: Sequence[Dossier], files: int, workspace: Workspace, settings: Settings, lang: str) -> list[str]:
    told = []
    if len(found) != files:
        told.append(say("campaign.unbalanced", lang, files=files, counted=len(found)))
    last = workspace.last_run()
    if last is None:
        return [*told, say("run.no_scan", lang, path=workspace.path)]
    if last[2] != "complete":
        told.append(say("campaign.scan_unfinished", lang))
    if date.fromisoformat(last[1]) != settings.cut_off:
        told.append(say("campaign.other_day", lang, scanned=last[1], cut_off=settings.cut_off.isoformat()))
    counted = (last[3] or {}).get("documents")
    if last[2] == "complete" and counted is not None and counted != files:
        told.append(say("campaign.changed_since", lang, counted=counted, files=files))
    return told


def lines(totals: Totals, lang: str = "vi") -> list[str]:
    """The figures as sentences, the sum first."""
    places = totals.places
    told = [
        say("campaign.files", lang, files=totals.files, **places),
        say("campaign.inside", lang, inside=totals.inside, checked=totals.checked, waiting=totals.waiting),
        say("campaign.normative", lang, normative=totals.normative, checked=totals.checked_normative),
    ]
    told += [say(f"campaign.bucket.{name}", lang, count=number) for name, number in totals.outcomes.items()]
    return told


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A deadline with its day (None: it counts from something that has not happened)."""

    name: str
    on: date | None
    basis: tuple[str, ...]
    late: bool = False


def deadlines(settings: Settings, book: Book, today: date, lang: str = "vi") -> list[Due]:
    """Deadlines of a campaign: those of the law and its own, the nearest first."""
    events = {name: day for name in ("published", "closed") if (day := getattr(settings, name))}
    found = []
    for one in book.official.due(settings.kind, settings.level, settings.cut_off):
        on = one.on(settings.cut_off, events)
        found.append(
            Due(
                name=one.said(lang),
                on=on,
                basis=tuple(one.basis),
                late=bool(on and on < today and settings.closed is None),
            )
        )
    if settings.due:
        late = settings.due < today and settings.closed is None
        found.append(Due(name=say("campaign.own_due", lang), on=settings.due, basis=(), late=late))
    return sorted(found, key=lambda due: due.on or date.max)
