"""THE FLOW (luồng xử lý) on one screen: extract → read → link → examine → Report.

Stages do not know each other; this module alone knows their order.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from doccheck import __version__
from doccheck.checks import Context, examine, gaps
from doccheck.extract import ExtractOptions, extract
from doccheck.match import link
from doccheck.model.act import Status
from doccheck.model.beside import Beside
from doccheck.model.lookup import Lookup
from doccheck.model.match import Match
from doccheck.model.reading import Header, Reading
from doccheck.model.report import Finding, Report
from doccheck.model.text import State, Text, state_of
from doccheck.parse import read
from doccheck.registry import open_registry
from doccheck.rulebook.book import Book, load_book


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """What the flow works with (công cụ): the rules, a shelf of acts, and how files are read."""

    book: Book
    shelf: Lookup
    options: ExtractOptions = field(default_factory=ExtractOptions)

    @property
    def stamp(self) -> str:
        """Version, digest of the rules and digest of the registry: the same stamp gives the same report."""
        return f"{__version__}+{self.book.digest[:12]}+{self.shelf.digest[:12]}"


def open_tools(
    registry: Path | None = None, rules: Path | None = None, options: ExtractOptions = ExtractOptions()
) -> Tools:
    """Open rules and registry (mở công cụ); RulebookError or RegistryError when they are not sound."""
    return Tools(book=load_book(overlay=rules), shelf=open_registry(registry), options=options)


def read_document(path: Path, tools: Tools) -> Reading:
    """Stages 1 and 2 (đọc văn bản): a file as text, and what is written in it."""
    return read_text(extract(path, tools.options), tools.book)


def read_text(text: Text, book: Book, *, sign_on: date | None = None, instead: bool = False) -> Reading:
    """Stage 2 alone (phân tích văn bản); what cannot be read at all is not parsed. ``sign_on``: a draft."""
    if state_of(text.troubles) is State.UNREADABLE:
        return Reading(text=text, header=Header(), troubles=text.troubles)
    reading = read(text, book, sign_on=sign_on, instead=instead)
    rest = tuple(t for t in text.troubles if t not in reading.troubles)
    return replace(reading, troubles=(*rest, *reading.troubles))


def find_acts(reading: Reading, tools: Tools) -> tuple[Match, tuple[Match, ...]]:
    """Stage 3 (đối chiếu): the document's own act, and the acts behind its references."""
    *matches, itself = link(reading, tools.shelf, tools.book)
    return itself, tuple(matches)


def judge(reading: Reading, tools: Tools, as_of: date, *, draft: bool = False) -> Report:
    """Stages 3 and 4 (đối chiếu và kiểm tra): the report of a document on a day; ``draft``: not signed yet."""
    state = state_of(reading.troubles)
    report = Report(
        source=reading.text.source,
        as_of=as_of,
        state=state,
        stamp=tools.stamp,
        reading=reading,
        troubles=reading.troubles,
    )
    if state is State.UNREADABLE:
        return report
    itself, matches = find_acts(reading, tools)
    context = _beside(
        Context(reading=reading, itself=itself, matches=matches, as_of=as_of, book=tools.book, draft=draft), tools.shelf
    )
    piece = context.status
    return replace(
        report,
        itself=itself,
        matches=matches,
        effective_on=context.effective_on,
        timeline=itself.timeline,
        findings=tuple(_known(finding, tools.shelf) for finding in examine(context)),
        gaps=gaps(context),
        status=piece.status if piece else Status.UNKNOWN,
        status_since=context.status_period.start if context.status_period else None,
    )


def _known(finding: Finding, shelf: Lookup) -> Finding:
    """The finding with the acts behind it as the shelf describes them: laws are named by their titles."""
    return replace(finding, by=tuple(shelf.act(act.id) or act for act in finding.by)) if finding.by else finding


def _beside(context: Context, shelf: Lookup) -> Context:
    """The context with what the pile holds beside the document (văn bản cùng kho)."""
    title, number = context.header.title, context.number
    if not isinstance(shelf, Beside) or number is None:
        return context
    heirs = (heir for one in context.issuers for heir in context.book.issuers.successors(one, context.as_of))
    organs = dict.fromkeys((*context.issuers, *heirs))
    near = dict.fromkeys(n for organ in organs for n in (shelf.near(organ, title.value) if title else ()))
    general = tuple(dict.fromkeys(one.act for one in near if one.general))
    return replace(context, general=general, near=tuple(near), held=shelf.held(number.key))


def check_document(path: Path | str, tools: Tools | None = None, *, as_of: date) -> Report:
    """The whole flow for one document (kiểm tra một văn bản)."""
    tools = tools or open_tools()
    return judge(read_document(Path(path), tools), tools, as_of)


def check_draft(path: Path | str, tools: Tools | None = None, *, sign_on: date, instead: bool = False) -> Report:
    """The whole flow for a draft (kiểm tra dự thảo), as if signed on ``sign_on``.

    A day that stands in its head is kept unless ``instead`` is asked.
    """
    tools = tools or open_tools()
    reading = read_text(extract(Path(path), tools.options), tools.book, sign_on=sign_on, instead=instead)
    return judge(reading, tools, sign_on, draft=True)


def check_many(paths: Iterable[Path | str], tools: Tools | None = None, *, as_of: date) -> Iterator[Report]:
    """The whole flow for several documents, one after the other (kiểm tra nhiều văn bản)."""
    tools = tools or open_tools()
    return (check_document(path, tools, as_of=as_of) for path in paths)
