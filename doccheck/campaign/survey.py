"""What the pile shows as a whole (nhìn toàn kho): subjects of merged units, district documents that fall, copies."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from doccheck.campaign.owed import Owed, owed
from doccheck.model.act import Act, Status
from doccheck.model.beside import Neighbour
from doccheck.pipeline import Tools
from doccheck.registry import Lives, Pile
from doccheck.registry.around import words_of
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.render import act_label, day_words
from doccheck.run.workspace import Workspace

WAVE, DISTRICT = "ST-MERGE", "ST-DIST"
LEAST_WORDS, LEAST_ALIKE = 4, 0.7
DEAD = frozenset({Status.CEASED, Status.NEVER_IN_FORCE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Documents of the old units on one subject (cùng vấn đề), and how they may be handled."""

    unit: str
    proposal: str
    documents: tuple[Neighbour, ...]
    newer: Neighbour | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Falling:
    """A district's document that falls on ``on`` (hết hiệu lực theo thời hạn) and what it leaves without rules."""

    on: date
    document: Neighbour
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """The whole picture; ``copies`` are groups of paths with one content."""

    subjects: tuple[Subject, ...]
    falling: tuple[Falling, ...]
    copies: tuple[tuple[str, ...], ...]
    owed: tuple[Owed, ...] = ()


def survey(workspace: Workspace, tools: Tools, *, today: date) -> Survey:
    """Survey a scanned pile on a day."""
    from doccheck.run.held import learned

    pile = Pile(tools.shelf, *learned(workspace))
    stood, lives, book = pile.documents(), Lives(pile, tools.book), tools.book

    def dead(act: Act) -> bool:
        return lives.of(act).at(today).status in DEAD

    normative = [one for one in stood if _normative(one.act, book)]
    alive = {one.act.id for one in normative if not dead(one.act)}
    return Survey(
        subjects=tuple(_subjects(normative, alive, book, today)),
        falling=tuple(_falling(normative, alive, book, today)),
        copies=tuple(_copies(workspace)),
        owed=tuple(owed(_texts(workspace, stood, alive), pile, lives, book)),
    )


def _normative(act: Act, book: Book) -> bool:
    number = act.number
    return number is not None and book.forms.classify(number, act.instrument, act.issued_on).kind == "normative"


def _place(act: Act, book: Book, level: str) -> str | None:
    if not act.issuers or book.issuers.level(act.issuers[0]) != level:
        return None
    return book.issuers.place(act.issuers[0])


def _subjects(stood: Sequence[Neighbour], alive: set[str], book: Book, today: date) -> Iterator[Subject]:
    """Pairs and triples of the units that became one, gravest proposal first within a unit."""
    wave = book.cards[WAVE].days["wave"]
    for change in book.places.changes:
        if not wave < change.on <= today or len(change.before) < 2:
            continue
        names = frozenset(word for unit in change.before for word in words_of(book.places.name(unit)))
        old, new = [], []
        for one in stood:
            place, issued = _place(one.act, book, "tinh"), one.act.issued_on
            if place in change.before and issued is not None and issued < change.on:
                old.append(one)
            elif place in change.after and issued is not None:
                new.append(one)
        for group in _alike(old, names, book):
            living = tuple(one for one in group if one.act.id in alive)
            newer = next((one for one in new if _near(one.act, group[0].act, names)), None)
            if living:
                proposal = "repeal" if newer else "unify" if len({_unit(o, book) for o in living}) > 1 else "keep"
                yield Subject(unit=change.after[0], proposal=proposal, documents=group, newer=newer)


def _unit(one: Neighbour, book: Book) -> str | None:
    return _place(one.act, book, "tinh")


def _alike(old: Sequence[Neighbour], names: frozenset[str], book: Book) -> Iterator[tuple[Neighbour, ...]]:
    """Groups of documents of different old units with one subject."""
    groups: list[list[Neighbour]] = []
    for one in sorted(old, key=lambda n: (n.act.issued_on or date.min, n.act.id)):
        home = next((g for g in groups if _near(g[0].act, one.act, names)), None)
        groups.append([one]) if home is None else home.append(one)
    for group in groups:
        if len({_unit(one, book) for one in group}) > 1:
            yield tuple({one.act.id: one for one in group}.values())


def _near(one: Act, other: Act, names: frozenset[str]) -> bool:
    mine, theirs = words_of(one.title or "") - names, words_of(other.title or "") - names
    if one.instrument != other.instrument or min(len(mine), len(theirs)) < LEAST_WORDS:
        return False
    return len(mine & theirs) >= LEAST_ALIKE * len(mine | theirs)


def _falling(stood: Iterable[Neighbour], alive: set[str], book: Book, today: date) -> Iterator[Falling]:
    days = book.cards[DISTRICT].days
    for one in stood:
        issued = one.act.issued_on
        if one.act.id not in alive or not one.act.issuers or issued is None or issued >= days["ended"]:
            continue
        if book.issuers.level(one.act.issuers[0]) == "huyen" and today <= days["last"]:
            yield Falling(on=days["last"] + timedelta(1), document=one, area=book.issuers.name(one.act.issuers[0]))


def _copies(workspace: Workspace) -> Iterator[tuple[str, ...]]:
    """Paths of files that are the same byte for byte."""
    paths: dict[str, list[str]] = defaultdict(list)
    for record in workspace.records():
        paths[record["sha256"]].append(record["path"])
    yield from sorted(tuple(sorted(some)) for some in paths.values() if len(some) > 1)


def _texts(workspace: Workspace, stood: Iterable[Neighbour], alive: set[str]) -> Iterator[tuple[Act, str, str]]:
    """Act, path and text of every normative document in force, read from the workspace one by one."""
    from doccheck.run.codec import load_reading

    keys = dict(workspace.conn.execute("select path, key from documents where present"))
    for one in stood:
        body = workspace.reading(keys[one.path]) if one.act.id in alive and one.path in keys else None
        if body is not None:
            yield one.act, one.path, load_reading(body).text.body


def told(found: Survey, book: Book, lang: str = "vi") -> list[str]:
    """The survey in lines."""
    lines = [say("survey.subjects", lang, count=len(found.subjects))]
    for one in found.subjects:
        unit = book.places.name(one.unit)
        lines.append(say(f"survey.{one.proposal}", lang, unit=unit, newer=_said(one.newer, book, lang)))
        lines += [f"  - {_said(document, book, lang)}" for document in one.documents]
    lines.append(say("survey.falling", lang, count=len(found.falling)))
    lines += [
        say("survey.falls", lang, on=day_words(f.on, lang), act=_said(f.document, book, lang), area=f.area)
        for f in found.falling
    ]
    lines.append(say("survey.copies", lang, count=len(found.copies)))
    lines += [f"  - {' = '.join(paths)}" for paths in found.copies]
    lines.append(say("survey.owed", lang, count=len(found.owed)))
    for one_owed in found.owed:
        due = day_words(one_owed.due, lang) or say("finding.unknown", lang)
        label = act_label(one_owed.act, book, lang)
        place = one_owed.article or "?"
        lines.append(
            say("survey.owes", lang, act=label, article=place, organ=one_owed.organ, due=due, path=one_owed.path)
        )
    return lines


def record(found: Survey, book: Book) -> dict[str, object]:
    """The survey as plain values."""

    def row(one: Neighbour) -> dict[str, str | None]:
        return {"act": one.act.id, "label": act_label(one.act, book), "title": one.act.title, "path": one.path}

    return {
        "subjects": [
            {
                "unit": s.unit,
                "proposal": s.proposal,
                "documents": [row(one) for one in s.documents],
                "newer": row(s.newer) if s.newer else None,
            }
            for s in found.subjects
        ],
        "falling": [{"on": f.on.isoformat(), "area": f.area, **row(f.document)} for f in found.falling],
        "copies": [list(paths) for paths in found.copies],
        "owed": [
            {
                "act": one.act.id,
                "path": one.path,
                "article": one.article,
                "organ": one.organ,
                "quote": one.quote,
                "due": one.due.isoformat() if one.due else None,
            }
            for one in found.owed
        ],
    }


def _said(one: Neighbour | None, book: Book, lang: str) -> str:
    if one is None:
        return ""
    label, title = act_label(one.act, book, lang), one.act.title
    return f"{label}: {title} ({one.path})" if title else f"{label} ({one.path})"
