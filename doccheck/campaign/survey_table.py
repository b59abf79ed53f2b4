"""The survey as a spreadsheet (bảng nhìn toàn kho): merged units, district documents, delegations owed, same files."""

from pathlib import Path

from doccheck.campaign.survey import Survey
from doccheck.export.forms.sheet import Table, write_tables
from doccheck.model.beside import Neighbour
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import act_label, day_words

WAYS = ("unify", "keep", "repeal")


def write_survey(found: Survey, book: Book, path: Path, lang: str = "vi") -> Path:
    """Write the survey to a file, a sheet each part; the handling of a group is chosen from a list."""
    return write_tables(tables(found, book, lang), path, title=say("survey.title", lang))


def tables(found: Survey, book: Book, lang: str = "vi") -> tuple[Table, ...]:
    """The parts of the survey as tables."""
    return (_subjects(found, book, lang), _falling(found, book, lang), _owed(found, book, lang), _copies(found, lang))


def _heads(part: str, widths: tuple[int, ...], lang: str) -> tuple[tuple[str, int], ...]:
    return tuple(zip(say(f"survey.heads.{part}", lang).split("|"), widths, strict=True))


def _subjects(found: Survey, book: Book, lang: str) -> Table:
    ways = tuple(say(f"survey.way.{way}", lang) for way in WAYS)
    rows: list[tuple[object, ...]] = []
    for count, one in enumerate(found.subjects, 1):
        newer = act_label(one.newer.act, book, lang) if one.newer else ""
        way = say(f"survey.way.{one.proposal}", lang)
        for document in one.documents:
            rows.append((count, book.places.name(one.unit), *_document(document, book, lang), way, newer, "", ""))
    return Table(
        title=say("survey.sheet.subjects", lang),
        intro=(say("survey.subjects", lang, count=len(found.subjects)),),
        heads=_heads("subjects", (7, 18, 34, 22, 44, 18, 30, 18, 24, 30), lang),
        rows=tuple(_spread(row) for row in rows),
        answers=(7, 8),
        lists={7: ways},
    )


def _spread(row: tuple[object, ...]) -> tuple[object, ...]:
    """Path to the end: it is for looking the file up."""
    count, unit, label, organ, title, path, way, newer, choice, note = row
    return (count, unit, label, organ, title, way, newer, choice, note, path)


def _document(one: Neighbour, book: Book, lang: str) -> tuple[str, str, str, str]:
    organ = book.issuers.name(one.act.issuers[0], lang) if one.act.issuers else ""
    return act_label(one.act, book, lang), organ, one.act.title or "", one.path


def _falling(found: Survey, book: Book, lang: str) -> Table:
    rows = []
    for one in found.falling:
        label, _, title, path = _document(one.document, book, lang)
        rows.append(
            (label, title, one.area, day_words(one.on, lang), say("survey.left", lang, area=one.area), "", path)
        )
    return Table(
        title=say("survey.sheet.falling", lang),
        intro=(say("survey.falling", lang, count=len(rows)),),
        heads=_heads("falling", (34, 44, 28, 14, 40, 24, 30), lang),
        rows=tuple(rows),
        answers=(5,),
    )


def _owed(found: Survey, book: Book, lang: str) -> Table:
    rows = tuple(
        (
            act_label(one.act, book, lang),
            one.article or "",
            one.organ,
            one.quote,
            day_words(one.due, lang) or say("finding.unknown", lang),
            "",
            one.path,
        )
        for one in found.owed
    )
    return Table(
        title=say("survey.sheet.owed", lang),
        intro=(say("survey.owed", lang, count=len(rows)),),
        heads=_heads("owed", (34, 10, 28, 50, 14, 24, 30), lang),
        rows=rows,
        answers=(5,),
    )


def _copies(found: Survey, lang: str) -> Table:
    rows = tuple((count, path) for count, paths in enumerate(found.copies, 1) for path in paths)
    return Table(
        title=say("survey.sheet.copies", lang),
        intro=(say("survey.copies", lang, count=len(found.copies)),),
        heads=_heads("copies", (8, 60), lang),
        rows=rows,
    )
