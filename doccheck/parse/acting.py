"""What a document does (tác động của văn bản): its effect, its acting clauses, and the role of each reference."""

from dataclasses import dataclass

from doccheck.model.reading import Clause, Effect, Header, Reference
from doccheck.model.text import Text
from doccheck.parse.clauses import ClauseReader
from doccheck.parse.effect import EffectReader
from doccheck.parse.grammar import grammar
from doccheck.parse.limits import Territories
from doccheck.parse.roles import RoleReader
from doccheck.parse.sentences import sentences
from doccheck.parse.zones import Unit, Zones, read_zones
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases_acting import ActingPhrases

_PARAGRAPH = 1500


@dataclass(frozen=True, slots=True, kw_only=True)
class Acting:
    """References with their roles, effects, clauses, and two marks of the whole document."""

    references: tuple[Reference, ...]
    effects: tuple[Effect, ...]
    clauses: tuple[Clause, ...]
    dynamic_reference: bool
    shortened_procedure: bool
    territory: str | None


def read_acting(text: Text, header: Header, references: tuple[Reference, ...], book: Book) -> Acting:
    """Read effect and acting clauses of a text whose header and references are known."""
    phrases, provisions = book.acting, grammar(book).provisions
    zones = read_zones(text, phrases)
    ranks = {one.id: one.rank for one in book.instruments.all if one.rank is not None}
    territories = Territories(phrases, book.places)
    acting = ClauseReader(zones, header, references, phrases, provisions, ranks, territories)
    clauses = acting.read()
    own = _sentences(zones, phrases)
    effects = EffectReader(zones, header, references, phrases, provisions, book.instruments).read(own)
    roles = RoleReader(zones, header, references, phrases, acting.statements)
    return Acting(
        references=roles.read(clauses, acting.seen),
        effects=effects,
        clauses=clauses,
        dynamic_reference=_dynamic(zones, phrases),
        shortened_procedure=phrases.gated("shortened").search(zones.flat, 0, zones.foot) is not None,
        territory=territories.own(zones, header),
    )


def _sentences(zones: Zones, phrases: ActingPhrases) -> list[tuple[Unit, int, int]]:
    """Sentences of the body in which the document may speak of its own effect."""
    found: list[tuple[Unit, int, int]] = []
    effect_word = phrases.gated("effect_word")
    for unit in zones.units:
        if not zones.begin <= unit.start < zones.foot or zones.in_quotes(unit.said):
            continue
        if effect_word.search(zones.flat, unit.said, unit.end):
            found += [(unit, start, end) for start, end in sentences(zones, unit, phrases)]
    return found


def _dynamic(zones: Zones, phrases: ActingPhrases) -> bool:
    """True when the document says that what it cites is followed as amended or replaced (dẫn chiếu động)."""
    for unit in zones.units:
        article = zones.article_of(unit)
        if article is None or not article.final or not zones.begin <= unit.start < zones.foot:
            continue
        at, end = unit.said, min(unit.end, unit.said + _PARAGRAPH)
        for name in ("dynamic_cited", "dynamic_changed", "dynamic_follow"):
            found = phrases[name].search(zones.flat, at, end)
            if found is None:
                break
            at = found.end()
        else:
            return True
    return False
