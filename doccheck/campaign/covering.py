"""The covering report (báo cáo kết quả): figures in the way authorities report them, each a part of the file list."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from doccheck.campaign.dossier import INSIDE, Dossier
from doccheck.campaign.lists import head, subtitle
from doccheck.campaign.store import Settings
from doccheck.campaign.totals import OUTCOMES, Totals
from doccheck.export.forms.word import heading, template, write_docx
from doccheck.rulebook.messages import say

LANG = "vi"


def write_report(
    totals: Totals,
    found: Sequence[Dossier],
    settings: Settings,
    path: Path,
    *,
    on: date,
    templates: Path | None = None,
) -> Path:
    """Write the report as Word."""
    values = {
        **heading(head(settings, on, number=say("report.number", LANG))),
        "title": say("report.title", LANG, subtitle=subtitle(settings)),
        "parts": [{"title": title, "lines": lines} for title, lines in parts(totals, found, settings)],
        "figures": [[name, str(number)] for name, number in figures(totals)],
    }
    return write_docx(template("report", templates), values, path)


def parts(totals: Totals, found: Sequence[Dossier], settings: Settings) -> list[tuple[str, list[str]]]:
    """The report's parts with their sentences."""
    places = totals.places
    result = say(
        "report.result",
        LANG,
        inside=_number(totals.inside),
        checked=_number(totals.checked),
        normative=_number(totals.checked_normative),
        other=_number(totals.checked - totals.checked_normative),
    )
    outcome = say("report.outcome", LANG, **{name: _number(totals.outcomes[name]) for name in OUTCOMES})
    rest = say("report.rest", LANG, files=_number(totals.files), waiting=_number(totals.waiting), **places)
    waiting = [
        say("report.department", LANG, name=name, done=done, all=all_)
        for name, (done, all_) in totals.departments.items()
        if done < all_
    ]
    open_ = sum(f.state == "open" for one in found if one.place == INSIDE for f in one.found)
    return [
        (say("report.part.result", LANG), [result, outcome]),
        (say("report.part.denominator", LANG), [rest, *totals.problems]),
        (say("report.part.waiting", LANG), waiting or [say("report.none_waiting", LANG)]),
        (
            say("report.part.next", LANG),
            [say("report.next", LANG, open=_number(open_), treat=totals.outcomes["to_treat"])],
        ),
    ]


def figures(totals: Totals) -> list[tuple[str, int]]:
    """Rows of the table of figures: each sum stands after its parts."""
    names = [(f"report.figure.{name}", totals.places[name]) for name in ("inside", "outside", "copy", "unreadable")]
    names += [("report.figure.not_scanned", totals.places["not_scanned"]), ("report.figure.files", totals.files)]
    names += [("report.figure.checked", totals.checked), ("report.figure.waiting", totals.waiting)]
    names += [(f"report.figure.{name}", totals.outcomes[name]) for name in OUTCOMES]
    return [(say(key, LANG), number) for key, number in names]


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
