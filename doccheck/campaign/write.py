"""All papers of a campaign in one folder (xuất toàn bộ giấy tờ)."""

import hashlib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from doccheck.campaign import lists
from doccheck.campaign.covering import write_report
from doccheck.campaign.dossier import dossiers
from doccheck.campaign.store import Campaign
from doccheck.campaign.totals import Totals, count
from doccheck.export.forms import write_form_docx, write_form_xlsx
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.run.audit import anchor
from doccheck.run.workspace import Workspace


@dataclass(slots=True, kw_only=True)
class Made:
    """What was written: each file with how many documents it holds."""

    totals: Totals
    papers: list[tuple[Path, int]] = field(default_factory=list)


def write_papers(
    campaign: Campaign,
    workspace: Workspace,
    book: Book,
    folder: Path,
    *,
    on: date,
    unconfirmed: bool = False,
    templates: Path | None = None,
) -> Made:
    """Write every form as Word and spreadsheet, and the covering report."""
    settings = campaign.settings
    found = dossiers(campaign, workspace, book)
    made = Made(totals=count(found, workspace, settings))
    for number, paper in enumerate(lists.papers(found, settings, book, on=on, unconfirmed=unconfirmed), 1):
        name = f"{number:02d}-{paper.form.id.replace('_', '-')}"
        if paper.form.only != "xlsx":
            made.papers.append((write_form_docx(paper, folder / f"{name}.docx", templates), paper.count))
        made.papers.append((write_form_xlsx(paper, folder / f"{name}.xlsx"), paper.count))
    report = write_report(made.totals, found, settings, folder / "00-report.docx", on=on, templates=templates)
    made.papers.insert(0, (report, made.totals.checked))
    _anchor(workspace, [path for path, _ in made.papers], folder / "00-audit-anchor.txt")
    return made


def _anchor(workspace: Workspace, papers: list[Path], path: Path) -> None:
    """Beside the papers, whose forms are set by law: how far the log of decisions had come, and a digest of each."""
    newest = anchor(workspace.conn)
    lines = [say("paper.anchor", anchor=newest)] if newest.count else []
    for paper in papers:
        with paper.open("rb") as file:
            lines.append(f"{hashlib.file_digest(file, 'sha256').hexdigest()}  {paper.name}")
    path.write_text("\n".join(lines) + "\n", "utf-8")
