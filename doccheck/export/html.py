"""The report as one self-contained page (báo cáo HTML): no script, nothing from outside, fit to print."""

from pathlib import Path
from typing import Any

from doccheck.export.clean import visible
from doccheck.export.columns import sheets
from doccheck.export.pages import template
from doccheck.export.paper import Paper, fact_line, short, shown_day
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say

TABLES = ("gaps", "unread", "documents")


def write_html(paper: Paper, book: Book, path: Path) -> None:
    """Write the page to ``path``, whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_text(html(paper, book), "utf-8")
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def html(paper: Paper, book: Book) -> str:
    """The page."""
    from markupsafe import Markup

    def lines(value: Any) -> Any:
        return Markup("<br>").join(visible(str(value)).split("\n"))

    return str(
        template("report.html.j2").render(
            paper=paper,
            lang=paper.lang,
            tables=[sheet for sheet in sheets(paper, book) if sheet.key in TABLES],
            t=lambda key, **values: say(key, paper.lang, **values),
            day=lambda value: shown_day(value, paper.lang),
            fact_line=lambda fact: fact_line(fact, paper.lang),
            short=short,
            clean=visible,
            lines=lines,
        )
    )
