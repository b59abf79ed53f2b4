"""``du-thao.doccheck.docx`` (dự thảo có nhận xét): the drafter's own file with a Word comment at each finding."""

import zipfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from doccheck.export.draft_notes import Drafting, Note, unknown_acts
from doccheck.export.word.atlas import Atlas
from doccheck.export.word.comments import Comments, Written
from doccheck.export.word.package import WordPackage
from doccheck.export.word.tracked import Changes
from doccheck.model.lookup import Lookup
from doccheck.model.report import Level, Report
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import day_words

SUFFIX = ".doccheck"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What came of it: the new file's bytes, the findings told, those left out as asked, and how many were mended."""

    data: bytes
    notes: tuple[Note, ...]
    suppressed: tuple[Note, ...]
    fixed: int
    summary: tuple[str, ...]


class DamagedWord(Exception):
    """The package is not whole: nothing can be written into it."""


def output_of(path: Path) -> Path:
    """``du-thao.docx`` → ``du-thao.doccheck.docx``; a file that bears the mark already is written anew."""
    stem = path.stem.removesuffix(SUFFIX)
    return path.with_name(f"{stem}{SUFFIX}{path.suffix}")


def make_draft(
    data: bytes,
    report: Report,
    book: Book,
    shelf: Lookup,
    *,
    lang: str = "vi",
    fix: bool = False,
    made_on: datetime | None = None,
) -> Draft:
    """The file with its comments; ``fix`` writes certain replacements of bases as tracked changes too."""
    drafting = Drafting(report, book, shelf, lang)
    stamp = made_on.strftime("%Y-%m-%dT%H:%M:%SZ") if made_on else None
    package, atlas = _opened(data, report)
    comments = Comments(package, atlas, stamp)
    kept, left, careless = _sorted(drafting.notes(), comments.written, atlas, book)
    changes = Changes(atlas, stamp)
    fixed = _fixable(kept, atlas, changes) if fix else []
    summary = _summary(drafting, kept, left, careless, len(fixed))
    comments.add(atlas.opening(), summary)
    for note in kept:
        site = atlas.site(note.span)
        comments.add(site, _lines(note, report, lang, hosted=site.run is not None, fixed=note in fixed))
    for note in reversed(fixed):
        changes.replace(atlas.site(note.fix_span), note.fix or "")
    comments.finish()
    package.save(package.main, atlas.root)
    told = tuple(summary[:-2])
    return Draft(data=package.bytes(), notes=tuple(kept), suppressed=tuple(left), fixed=len(fixed), summary=told)


def write_draft(data: bytes, path: Path) -> None:
    """The bytes into a file, whole or not at all."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(data)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _opened(data: bytes, report: Report) -> tuple[WordPackage, Atlas]:
    from lxml import etree

    text = report.reading.text if report.reading else None
    try:
        package = WordPackage(data)
        root = package.root(package.main)
    except (etree.XMLSyntaxError, zipfile.BadZipFile, KeyError, ValueError) as error:
        raise DamagedWord(str(error)) from error
    if root is None or text is None:
        raise DamagedWord(package.main)
    return package, Atlas(package, root, text)


def _sorted(
    notes: tuple[Note, ...], written: tuple[Written, ...], atlas: Atlas, book: Book
) -> tuple[list[Note], list[Note], list[str]]:
    """Findings to tell, findings left out by a comment beside them, and codes left out without a reason."""
    asked: list[tuple[str, frozenset[int] | None]] = []
    careless: list[str] = []
    pattern = book.phrases.pattern("unsigned.suppress")
    for comment in written:
        for found in pattern.finditer(comment.text):
            code = found["code"].upper()
            if not (found["reason"] or "").strip():
                careless.append(code)
                continue
            asked.append((code, None if found["whole"] else comment.paragraphs))
    kept: list[Note] = []
    left: list[Note] = []
    for note in notes:
        here = {code for code, places in asked if places is None or _stands_in(note, places, atlas)}
        (left if note.finding.check in here else kept).append(note)
    return kept, left, careless


def _stands_in(note: Note, places: frozenset[int], atlas: Atlas) -> bool:
    site = atlas.site(note.span)
    return atlas.index.get(site.paragraph, 0) in places or atlas.index.get(site.last, 0) in places


def _fixable(notes: list[Note], atlas: Atlas, changes: Changes) -> list[Note]:
    found: list[Note] = []
    for note in notes:
        place = note.fix_span
        if place is None or any(other.fix_span is not None and other.fix_span.overlaps(place) for other in found):
            continue
        if changes.possible(atlas.site(place)):
            found.append(note)
    return found


def _lines(note: Note, report: Report, lang: str, *, hosted: bool, fixed: bool) -> list[str]:
    lines = list(note.lines)
    if hosted and note.span is not None and report.reading is not None:
        quote = " ".join(report.reading.text.quote(note.span).split())
        lines.insert(1, say("draft.quote", lang, quote=quote))
    return [*lines, say("draft.fixed", lang)] if fixed else lines


def _summary(drafting: Drafting, kept: list[Note], left: list[Note], careless: list[str], fixed: int) -> list[str]:
    """The first comment: what was found, what is not known, what was left out."""
    lang, report = drafting.lang, drafting.report
    day = day_words(drafting.signed, lang)
    counts = [
        say("draft.count", lang, count=n, level=say(f"draft.level.{level}", lang).lower())
        for level in Level
        if (n := sum(note.finding.level is level for note in kept))
    ]
    lines = [
        say("draft.summary", lang, day=day, total=len(kept), counts=", ".join(counts))
        if kept
        else say("draft.summary.clean", lang, day=day)
    ]
    unknown = unknown_acts(report, drafting.book, lang)
    earliest = drafting.earliest()
    codes = sorted({note.finding.check for note in left})
    if unknown:
        lines.append(say("draft.summary.unknown", lang, acts="; ".join(unknown)))
    if earliest is not None:
        lines.append(say("draft.earliest", lang, signed=day, day=day_words(earliest, lang)))
    if fixed:
        lines.append(say("draft.summary.fixes", lang, count=fixed))
    if codes:
        lines.append(say("draft.summary.suppressed", lang, codes=", ".join(codes)))
    if careless:
        lines.append(say("draft.summary.no_reason", lang, codes=", ".join(sorted(set(careless)))))
    return [*lines, say("draft.summary.how", lang), say("draft.summary.stamp", lang, stamp=report.stamp)]
