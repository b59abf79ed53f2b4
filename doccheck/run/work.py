"""What a child does with a job (việc của tiến trình con): the stages, called for one document."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from doccheck.export.records import reading_record, report_record
from doccheck.extract import extract
from doccheck.model.reading import Reading
from doccheck.model.text import Source, Text
from doccheck.pipeline import Tools, find_acts, judge, open_tools, read_text
from doccheck.registry import Pile, learn
from doccheck.registry.around import marks
from doccheck.run.archive import ArchiveFault, copy_member, members
from doccheck.run.codec import dump_learned, dump_reading, join, load_learned, load_reading, pack_json
from doccheck.run.jobs import Do, Job
from doccheck.run.recipe import Recipe
from doccheck.run.trace import Answers, Traced

PILE = "pile"
LANGUAGES = ("vi", "en")
_LAID: dict[Path, Pile] = {}


@contextmanager
def laid(file: Path, pile: Pile) -> Iterator[None]:
    """While this holds, children forked from this process find the pile ready and share its memory."""
    _LAID[file] = pile
    try:
        yield
    finally:
        _LAID.pop(file, None)


@dataclass(slots=True)
class Bench:
    """A child's tools (bàn làm việc), opened once; the pile is laid over the registry when a job names it."""

    recipe: Recipe
    spool: Path
    _tools: Tools | None = None
    _piles: dict[Path, Tools] = field(default_factory=dict)
    _kept: Answers | None = None
    pages: int = 0

    @property
    def tools(self) -> Tools:
        """Rules and registry."""
        if self._tools is None:
            self._tools = open_tools(self.recipe.registry, self.recipe.rules, self.recipe.options)
        return self._tools

    def over(self, pile: Path | None) -> Tools:
        """The tools with a pile's facts on the shelf."""
        if pile is None:
            return self.tools
        if pile not in self._piles:
            laid = _LAID.get(pile)
            shelf = laid.over(self.tools.shelf) if laid else Pile(self.tools.shelf, *load_learned(pile.read_bytes()))
            self._piles = {pile: replace(self.tools, shelf=shelf)}
        return self._piles[pile]

    def _answers(self, tools: Tools) -> Answers:
        """Digests of what a shelf answers, kept as long as the shelf is the same."""
        if self._kept is None or self._kept.shelf is not tools.shelf:
            self._kept = Answers(tools.shelf)
        return self._kept

    def do(self, job: Job) -> bytes:
        """The job's result as bytes; ArchiveFault carries a code of the closed list."""
        self.pages = 0
        if job.do is Do.LIST:
            return _list(job)
        if job.do is Do.SHOW:
            return self._show(job)
        if job.do is Do.READ:
            text = self._text(job)
            if job.sha256 and text.source.sha256 != job.sha256 and not text.troubles:
                raise ArchiveFault("changed_while_reading")
            return dump_reading(read_text(text, self.tools.book))
        reading = read_text(self._text(job), self.tools.book) if job.do is Do.CHECK else load_reading(job.input or b"")
        if job.do is Do.PARSE:
            return dump_reading(read_text(reading.text, self.tools.book))
        if job.do is Do.LEARN:
            return self._learn(reading)
        return self._judge(_named(reading, job.path), job)

    def _text(self, job: Job) -> Text:
        if job.place is None:
            raise ArchiveFault("unreadable")
        if job.member is None:
            return self._counted(_relabel(extract(job.place, self.recipe.options), job.path))
        copy = self.spool / f"member{Path(job.path).suffix[:16]}"
        copy.unlink(missing_ok=True)
        try:
            copy_member(job.place, job.member, copy)
            return self._counted(_relabel(extract(copy, self.recipe.options), job.path))
        finally:
            copy.unlink(missing_ok=True)

    def _counted(self, text: Text) -> Text:
        """The text; its pages are told with the answer. A text without pages counts as one."""
        self.pages = max(len(text.pages), 1 if text.body else 0)
        return text

    def _show(self, job: Job) -> bytes:
        return pack_json(reading_record(read_text(self._text(job), self.tools.book), self.tools.book))

    def _learn(self, reading: Reading) -> bytes:
        itself, matches = find_acts(reading, self.tools)
        acts, facts = learn(reading, itself, matches, self.tools.book, origin=PILE)
        return dump_learned((acts, (*facts, *(marks(reading, acts[0]) if acts else ()))))

    def _judge(self, reading: Reading, job: Job) -> bytes:
        """Records in both languages: as one for who asked for one document, in parts for a workspace to keep as is."""
        if job.as_of is None:
            raise ValueError("a judgement needs its day")
        tools = self.over(job.pile)
        traced = Traced(tools.shelf)
        report = judge(reading, replace(tools, shelf=traced), job.as_of)
        answers = self._answers(tools).of(traced.asked)
        told = replace(report, stamp=f"{self.tools.stamp}.{answers[:8]}")
        both = {lang: report_record(told, tools.book, lang) for lang in LANGUAGES}
        if job.do is Do.CHECK:
            return pack_json(both)
        more = {"asked": sorted(traced.asked), "answers": answers}
        return join([*(pack_json(both[lang]) for lang in LANGUAGES), pack_json(more)])


def _list(job: Job) -> bytes:
    if job.place is None:
        raise ArchiveFault("unreadable")
    rows = [[m.index, m.name, m.size, m.refused] for m in members(job.place)]
    return pack_json(rows)


def _relabel(text: Text, path: str) -> Text:
    return replace(text, source=_source(text.source, path))


def _named(reading: Reading, path: str) -> Reading:
    return replace(reading, text=_relabel(reading.text, path))


def _source(source: Source, path: str) -> Source:
    return replace(source, path=path, name=path.rsplit("/", 1)[-1])
