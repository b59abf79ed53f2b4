"""Details that were asked for and did not come (nợ đọng): clauses that delegate, with no implementing act known."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from doccheck.model.act import Act, Kind
from doccheck.model.lookup import Lookup
from doccheck.registry import Lives
from doccheck.rulebook.book import Book

KINDS = ("thu_tuong", "chinh_phu", "hdnd_tinh", "ubnd_tinh", "bo")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A clause of an act that asks an organ for details (điều khoản giao quy định chi tiết).

    ``due``: the day on which the act takes effect, when its details have to be there; None where it is not known.
    """

    act: Act
    path: str
    article: str | None
    organ: str
    quote: str
    due: date | None


def owed(texts: Iterable[tuple[Act, str, str]], shelf: Lookup, lives: Lives, book: Book) -> Iterator[Owed]:
    """Clauses without an implementing act, of acts given with path and text."""
    task, article = book.phrases.pattern("delegation.task"), book.phrases.pattern("delegation.article")
    for act, path, body in texts:
        there = _kinds(shelf.guides_of(act.id), book)
        mine = {book.issuers.kind(one) for one in act.issuers}
        seen = set()
        for found in task.finditer(body):
            organ = " ".join(found["organ"].split())
            kind = _kind(organ, book)
            if kind is None or kind in mine or _done(organ, kind, there, book):
                continue
            heads = list(article.finditer(body, 0, found.start()))
            label = heads[-1]["label"] if heads else None
            if (label, organ) in seen:
                continue
            seen.add((label, organ))
            quote = " ".join(found[0].split())
            yield Owed(act=act, path=path, article=label, organ=organ, quote=quote, due=_due(act, lives, shelf))


def _kinds(acts: Iterable[Act], book: Book) -> Mapping[str, set[str]]:
    """Issuers of the implementing acts by their kind."""
    found: dict[str, set[str]] = {}
    for act in acts:
        for issuer in act.issuers:
            found.setdefault(book.issuers.kind(issuer), set()).add(issuer)
    return found


def _kind(organ: str, book: Book) -> str | None:
    """The kind of an organ by the longest word list entry that it begins with."""
    words = [(word, kind) for kind in KINDS for word in book.phrases.words(f"delegation.{kind}")]
    fits = [(len(word), kind) for word, kind in words if organ.startswith(word)]
    return max(fits)[1].replace("_", "-") if fits else None


def _done(organ: str, kind: str, there: Mapping[str, set[str]], book: Book) -> bool:
    """True where an implementing act of the organ is known; of a ministry that is not told, any ministry's."""
    if kind not in there:
        return False
    named = set(book.issuers.resolve(organ))
    return not named or bool(named & there[kind]) or kind != "bo"


def _due(act: Act, lives: Lives, shelf: Lookup) -> date | None:
    days = [fact.on for fact in shelf.facts(act.id) if fact.kind in {Kind.EFFECT, Kind.EFFECT_MOVED} and fact.on]
    whole = [piece.period.start for piece in lives.of(act).pieces if piece.period.start is not None]
    return act.effective_on or (days[-1] if days else whole[0] if whole else None)
