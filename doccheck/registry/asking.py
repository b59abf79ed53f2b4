"""``registry status`` (tra tình trạng hiệu lực): every act under a number, its status on a day and the proof."""

from dataclasses import dataclass
from datetime import date, timedelta

from doccheck.errors import UsageError
from doccheck.model.act import Act, Kind
from doccheck.model.lookup import Lookup
from doccheck.model.number import DocNumber, fold
from doccheck.registry.coverage import bound
from doccheck.registry.identity import place_of
from doccheck.registry.records import Record, act_record, fact_record, named_act
from doccheck.registry.rows import title_key
from doccheck.registry.seed import priorities, priority
from doccheck.registry.store import Registry
from doccheck.rulebook.book import Book
from doccheck.rulebook.messages import say
from doccheck.rulebook.origins import origin_name
from doccheck.validity import Lives, explain, stretch

CONSTITUTION = "constitution"
_ENDS = frozenset({Kind.REPLACED, Kind.REPEALED, Kind.ENDED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked (câu hỏi): a number or the title of a law, narrowed by type, issuer or day of issue."""

    text: str
    as_of: date
    instrument: str | None = None
    issuer: str | None = None
    issued_on: date | None = None
    place: str | None = None


def status(question: Question, shelf: Lookup, book: Book, lang: str = "vi") -> Record:
    """The answer (trả lời), a record; no match means "not in the registry", never "in force"."""
    lives = Lives(shelf, book, _place(question.place, book))
    found = [_match(act, question.as_of, shelf, book, lives, lang) for act in acts_for(question, shelf, book)]
    return {"as_of": question.as_of.isoformat(), "matches": found}


def _place(name: str | None, book: Book) -> str | None:
    """The territory asked for: the slug of a present or former province."""
    found = place_of(name, book) if name else None
    if name and found is None:
        raise UsageError(say("registry.unknown_place", name=name))
    return found


def acts_for(question: Question, shelf: Lookup, book: Book) -> tuple[Act, ...]:
    """The acts that a question can mean (các văn bản có thể)."""
    number = DocNumber.parse(question.text)
    if number is not None and number.symbol:
        found = shelf.by_number(number.key)
    elif number is not None:
        found = shelf.by_serial(number.key.split("/", 1)[0], number.year)
    else:
        found = _titled(question.text, shelf, book)
    instrument = instrument_of(question.instrument, book)
    return tuple(act for act in found if _fits(act, question, instrument, book))


def _titled(text: str, shelf: Lookup, book: Book) -> tuple[Act, ...]:
    """A law by its title, with or without its type word and year: ``Luật Đất đai 2013``."""
    words = text.split()
    year = int(words[-1]) if words and words[-1].isdigit() else None
    if year is not None:
        words = words[:-2] if len(words) > 2 and fold(words[-2]) == "nam" else words[:-1]
    for cut in range(min(3, len(words))):
        head = " ".join(words[:cut])
        if cut == 0 or book.instruments.by_name(head) is not None:
            found = shelf.by_title(title_key(" ".join(words[cut:])))
            if found:
                return tuple(a for a in found if year is None or (a.issued_on and a.issued_on.year == year))
    if book.instruments.by_name(" ".join(words)) == CONSTITUTION:
        ids = (id_ for _, id_ in shelf.titles() if f"|{CONSTITUTION}|" in id_)
        found = tuple(act for id_ in ids if (act := shelf.act(id_)) is not None)
        return tuple(a for a in found if year is None or (a.issued_on and a.issued_on.year == year))
    return ()


def instrument_of(name: str | None, book: Book) -> str | None:
    """The type behind an id, a name or a code (loại văn bản); UsageError when there is none."""
    if name is None:
        return None
    found = name if name in book.instruments else book.instruments.by_name(name) or book.instruments.by_code(name)
    if found is None:
        raise UsageError(say("registry.unknown_instrument", name=name))
    return found


def _fits(act: Act, question: Question, instrument: str | None, book: Book) -> bool:
    if instrument is not None and act.instrument != instrument:
        return False
    if question.issued_on is not None and act.issued_on != question.issued_on:
        return False
    if question.issuer is None:
        return True
    wanted = book.issuers.resolve(question.issuer, act.issued_on) or (question.issuer,)
    named = {fold(book.issuers.name(one)) for one in act.issuers}
    return bool(set(wanted) & set(act.issuers)) or any(fold(question.issuer) in name for name in named)


def _match(act: Act, day: date, shelf: Lookup, book: Book, lives: Lives, lang: str) -> Record:
    life = lives.of(act)
    piece = life.at(day)
    period = stretch(life, day)
    ends = [fact for fact in piece.why if fact.kind in _ENDS and fact.act == act.id and (fact.on or day) <= day]
    heirs = {(fact.by, fact.by_label): None for fact in ends if fact.by or fact.by_label}
    return {
        "act": act_record(act, book, lang),
        "status": piece.status.value,
        "amended": piece.amended,
        "since": period.start.isoformat() if period.start else None,
        "until": (period.end - timedelta(1)).isoformat() if period.end else None,
        "certainty": piece.certainty.value,
        "reason": explain(piece, lang),
        "why": [fact_record(fact, shelf, book, lang) for fact in piece.why],
        "replaced_by": [named_act(by, label, shelf, book, lang) for by, label in heirs],
        "known_to": piece.known_to.isoformat() if piece.known_to else None,
        "ceased_provisions": [book.phrases.provisions.write(p) for p in piece.ceased_provisions],
        "exceptions": piece.exceptions,
        "conflicts": _conflicts(act, shelf, lang),
        "coverage": _bound(act, day, shelf, book, lang),
    }


def _conflicts(act: Act, shelf: Lookup, lang: str) -> list[Record]:
    """Where sources disagree about the act: the value kept first, then by the order of sources (thứ tự ưu tiên)."""
    order = priorities()
    groups: dict[str, dict[str, tuple[list[str], bool]]] = {}
    for field, value, origin, chosen in shelf.conflicts(act.id) if isinstance(shelf, Registry) else ():
        origins, kept = groups.setdefault(field, {}).get(value, ([], False))
        groups[field][value] = [*origins, origin], kept or chosen
    found: list[Record] = []
    for field, values in groups.items():
        said = [
            {
                "value": value,
                "origin": origin_name(";".join(origins), lang),
                "origin_id": ";".join(origins),
                "rank": priority(";".join(origins), order),
                "kept": kept,
            }
            for value, (origins, kept) in values.items()
        ]
        found.append({"field": field, "values": sorted(said, key=lambda v: (not v["kept"], v["rank"], v["value"]))})
    return found


def _bound(act: Act, day: date, shelf: Lookup, book: Book, lang: str) -> Record | None:
    """What bounds the answer: how much of the issuer's later numbers the registry knows."""
    found = bound(shelf, act, day) if isinstance(shelf, Registry) else None
    if found is None:
        return None
    name = ", ".join(book.issuers.name(one, lang) for one in act.issuers)
    said = {"first": found.first, "last": found.last, "known": found.known, "highest": found.highest}
    return {"issuer": name, **said, "share": round(found.share, 3)}
