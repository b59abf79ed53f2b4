"""The original with its findings as one page of its own (trang xem HTML): nothing comes from outside, no script."""

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from doccheck.export.annotate import Mark
from doccheck.export.clean import visible
from doccheck.export.pages import template
from doccheck.model.report import Report
from doccheck.model.text import Box, Text
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import day_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page as it is shown: picture (JPEG), size in points, and (number of the mark, box)."""

    number: int
    picture: str
    width: float
    height: float
    boxes: tuple[tuple[int, Box], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text, and the numbers of the marks on it."""

    text: str
    marks: tuple[int, ...]


def sheets_of(pictures: Iterable[tuple[int, bytes, float, float]], marks: Sequence[Mark]) -> tuple[Sheet, ...]:
    """Pages with their boxes; a picture is (page, JPEG, width, height)."""
    return tuple(
        Sheet(
            number=number,
            picture=base64.b64encode(jpeg).decode("ascii"),
            width=width,
            height=height,
            boxes=tuple((i, box) for i, mark in enumerate(marks, 1) for page, box in mark.boxes if page == number),
        )
        for number, jpeg, width, height in pictures
    )


def pieces_of(text: Text, marks: Sequence[Mark]) -> tuple[tuple[Piece, ...], ...]:
    """Lines of a text without pages, cut where marks begin and end."""
    edges = {0, len(text.body)} | {at for m in marks if m.span for at in (m.span.start, m.span.end)}
    edges |= {i for i, char in enumerate(text.body) if char in "\n\f"}
    cuts = sorted(edges)
    lines: list[list[Piece]] = [[]]
    for start, end in pairwise(cuts):
        words = text.body[start:end]
        if words[:1] in {"\n", "\f"}:
            lines.append([])
        on = tuple(i for i, m in enumerate(marks, 1) if m.span and m.span.start < end and start < m.span.end)
        shown = words.strip("\n\f")
        if shown:
            lines[-1].append(Piece(text=visible(shown), marks=on))
    return tuple(tuple(line) for line in lines if line)


def annotated_html(report: Report, marks: Sequence[Mark], *, lang: str = "vi", sheets: Sequence[Sheet] = ()) -> str:
    """The page: pictures of pages with boxes where there are any, else the text with its marks."""
    text = report.reading.text if report.reading else None
    return str(
        template("annotate.html.j2").render(
            name=report.source.name,
            lang=lang,
            marks=marks,
            sheets=sheets,
            lines=pieces_of(text, marks) if text and not sheets else (),
            day=day_words(report.as_of, lang),
            stamp=report.stamp,
            t=lambda key, **values: say(key, lang, **values),
            clean=visible,
        )
    )
