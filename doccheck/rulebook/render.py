"""Findings as sentences (lời của phát hiện): the card's words with the finding's facts, in Vietnamese or English.

A finding holds no sentence; everything that people read is made here, from ``rules/checks`` and ``rules/messages``.
"""

import re
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from doccheck.model.act import Act, Fact, Kind, act_id
from doccheck.model.reading import Header
from doccheck.model.report import Finding, Report
from doccheck.rulebook.book import Book
from doccheck.rulebook.cards import Card, Variant
from doccheck.rulebook.messages import say

MANY, CASCADE = 4, "rules:cascade"
STATUTES, LONGEST = frozenset({"law", "code", "ordinance"}), 120
_NUMBERED = re.compile(r"\d+/\d{4}/|\d+/[^\W\d]")  # a number of a document
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_ENDINGS = frozenset(Kind) - {Kind.EFFECT, Kind.IN_FORCE, Kind.GUIDES, Kind.RELATED, Kind.EFFECT_MOVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """What a person reads: the finding, its law, what to do, and what else it may be."""

    message: str
    basis: tuple[str, ...]
    action: str
    alternative: str


def render(finding: Finding, report: Report, book: Book, lang: str = "vi") -> Rendered:
    """A finding of a report in words."""
    return words_of(finding, document_label(report.reading.header if report.reading else None, book, lang), book, lang)


def words_of(finding: Finding, document: str, book: Book, lang: str = "vi") -> Rendered:
    """A finding in words, for a document named ``document``."""
    card = book.cards[finding.check]
    variant, pile = _spoken(card, finding.variant)
    values = _Values(
        doc=document,
        act=act_label(finding.subject, book, lang) if finding.subject else document,
        by=_some([act_label(act, book, lang) for act in finding.by], lang) or say("finding.unnamed", lang),
        reason=reason(finding, book, lang, inside=True),
    )
    values.update({name: _value(name, text, book, lang) for name, text in finding.facts})
    if "exceptions" in values:
        enders = [act_label(act, book, lang) for act in finding.by]
        values["exceptions"] = kept(values["exceptions"], enders[0] if len(enders) == 1 else "", lang)
    message = variant.message[lang].format_map(values)
    if pile:
        message = f"{message} {say('finding.pile', lang)}"
    mentions = dict(finding.facts).get("mentions")
    if mentions:
        message = f"{message} {say('finding.mentions', lang, count=mentions)}"
    action = (variant.action or card.action)[lang].format_map(values)
    return Rendered(
        message=message[:1].upper() + message[1:],
        basis=tuple(_graded(text, card, book, lang) for text in finding.basis),
        action=action,
        alternative=_both(card.alternative[lang].format_map(values), dict(finding.facts).get("transition"), book, lang),
    )


def reason(finding: Finding, book: Book, lang: str = "vi", *, inside: bool = False) -> str:
    """The "Lý do" sentence of the official lists, such as "Được thay thế bởi Nghị định số … ngày …"."""
    about = finding.subject.id if finding.subject else None
    own = [fact for fact in finding.proof if fact.act == about] or list(finding.proof)
    acts = {act.id: act for act in finding.by if act.number is not None and act.instrument in STATUTES}
    own = [fact for fact in own if not _weaker(fact, own)]
    told = [text for fact in own if (text := _reason(fact, book, lang, acts.get(fact.by or "")))]
    sentence = _some(list(dict.fromkeys(told)), lang) or say("reason.registry", lang)
    return sentence if inside else sentence[:1].upper() + sentence[1:]


def kept(text: str, by: str, lang: str = "vi") -> str:
    """Content that an ending clause keeps (nội dung được giữ lại), saying whose article is meant.

    Clauses write "this Law" for the act that ends the other, and mostly name no act at all: then that act's own
    transitional article is mostly meant, and the reader is told that it is not said.
    """
    bare = text.removeprefix(say("word.except", lang)).strip()
    if not any(c.isdigit() for c in bare) or _NUMBERED.search(bare):
        return bare
    if by and bare.casefold().rstrip(".;, ").endswith(say("word.this", "vi")):
        return say("exceptions.this", lang, text=bare, by=by)
    return say("exceptions.bare" if by else "exceptions.nobody", lang, text=bare, by=by)


def suggested(finding: Finding, book: Book, on: date, lang: str = "vi") -> tuple[str, ...]:
    """Citations to write instead of a dead one, in the form of the day (cách viện dẫn)."""
    return tuple(citation(act, book, on, lang) for act in finding.by if act.number is not None)


def citation(act: Act, book: Book, on: date, lang: str = "vi") -> str:
    """An act as a document of that day cites it for the first time."""
    name = book.instruments.name(act.instrument, lang) if act.instrument else ""
    title = act.title if act.title and act.number and str(act.number) not in act.title else ""
    form = book.citations.at(act.instrument, on)
    if form is None or act.instrument is None or not act.issuers or (form.needs_title and not title):
        return act_label(act, book, lang)
    values = _Values(
        form=name,
        number=str(act.number or ""),
        issued=day_words(act.issued_on, lang) if act.issued_on else "",
        year=str(act.issued_on.year if act.issued_on else ""),
        organ=_join([book.issuers.name(one, lang) for one in act.issuers], lang),
        title=title.removeprefix(name).strip() if form.bare_title else title,
    )
    return " ".join(form.text.format_map(values).split())


def act_label(act: Act, book: Book, lang: str = "vi") -> str:
    """An act as people name it: type, number, day and, for local acts, the issuer."""
    if act.number is None or act.instrument is None:
        return act.title or (str(act.number) if act.number else "") or act.id
    key = "label.dated" if act.issued_on else "label.bare"
    name = _titled(act, book.instruments.name(act.instrument, lang), book.instruments.name(act.instrument), lang)
    label = say(key, lang, form=name, number=act.number, issued=day_words(act.issued_on, lang))
    local = [book.issuers.name(one, lang) for one in act.issuers if "/" in one]
    return say("label.of", lang, label=label, organ=_join(local, lang)) if local else label


def _titled(act: Act, name: str, form: str, lang: str) -> str:
    """The type word of a statute with its short title, as people name laws: "Luật Đất đai"."""
    title = " ".join((act.title or "").split())
    if act.instrument not in STATUTES or not title or len(title) > LONGEST or str(act.number) in title:
        return name
    bare = title[len(form) :].strip() if title.casefold().startswith(form.casefold()) else title
    return say("label.titled", lang, form=name, title=bare) if bare else name


def document_label(header: Header | None, book: Book, lang: str = "vi") -> str:
    """The document as its own head names it."""
    if header is None or header.number is None:
        return say("label.this", lang)
    form = book.instruments.name(header.instrument.value, lang) if header.instrument else say("label.paper", lang)
    if header.issued_on is None:
        return say("label.bare", lang, form=form, number=header.number.value, issued="")
    issued = day_words(header.issued_on.value, lang)
    return say("label.dated", lang, form=form, number=header.number.value, issued=issued)


def day_words(day: date | None, lang: str = "vi") -> str:
    """A day as people write it: two figures for days below 10 and for January and February."""
    if day is None:
        return ""
    if lang == "en":
        return day.isoformat()
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"{day.day:02d}/{month}/{day.year}"


def document_key(report: Report) -> str:
    """Identity of a document across runs: its number, type, issuers and day, else the hash of its file."""
    header = report.reading.header if report.reading else None
    if header is None or header.number is None:
        return report.source.sha256
    return act_id(
        header.number.value,
        header.instrument.value if header.instrument else None,
        tuple(f.value for f in header.issuers),
        header.issued_on.value if header.issued_on else None,
    )


def fingerprint(document: str, finding: Finding) -> str:
    """Stable name of a finding across runs: the document, the check and what it is about; never a place or a level."""
    facts = dict(finding.facts)
    kept = [facts.get(name, "") for name in ("written", "provisions", "number", "organ")]
    about = finding.subject.id if finding.subject else finding.cause or ""
    base = finding.variant.removesuffix("pile").rstrip("_") or "default"
    parts = (document, finding.check, about, *kept, "" if finding.subject else base)
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _both(alternative: str, transition: str | None, book: Book, lang: str) -> str:
    """The competing explanation; while two laws overlap, the reading by the other law too (hai cách hiểu)."""
    row = book.articles.named(transition) if transition else None
    if row is None:
        return alternative
    text = row.text.en if lang == "en" else row.text.vi
    basis = "; ".join(_weak_basis(one, row.certainty, lang) for one in row.basis)
    return f"{alternative} {say('finding.overlap', lang, reading=text, basis=basis)}"


def _weak_basis(text: str, grade: str | None, lang: str) -> str:
    return say("basis.unchecked", lang, basis=text) if grade == "L" else text


def _graded(text: str, card: Card, book: Book, lang: str) -> str:
    """A legal basis, marked where nobody has compared it with the text of the law (độ tin cậy L)."""
    grade = next((row.certainty for row in card.basis if row.text == text), None) or book.articles.grade(text)
    return _weak_basis(text, grade, lang)


class _Values(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return say("finding.unknown")


def _spoken(card: Card, name: str) -> tuple[Variant, bool]:
    if name in card.variants:
        return card.variants[name], False
    if name == "pile" or name.endswith("_pile"):
        return card.variant(name.removesuffix("pile").rstrip("_") or "default"), True
    return card.variant(name), False


def _value(name: str, text: str, book: Book, lang: str) -> str:
    if _DAY.fullmatch(text):
        return day_words(date.fromisoformat(text), lang)
    if name in {"organ", "organs", "other"}:
        return _join([book.issuers.name(one, lang) for one in text.split("|")], lang)
    if name == "exceptions":
        return text.removeprefix(say("word.except", lang)).strip()
    if name in {"form", "told"}:
        return book.instruments.name(text, lang)
    return text


def _weaker(fact: Fact, among: list[Fact]) -> bool:
    """True where the same act is said to replace too: "repealed and replaced" by one act is said once."""
    same = (other for other in among if other.by == fact.by and fact.by is not None and other.on == fact.on)
    return fact.kind in {Kind.REPEALED, Kind.ENDED} and any(other.kind is Kind.REPLACED for other in same)


def _reason(fact: Fact, book: Book, lang: str, act: Act | None = None) -> str:
    if fact.kind not in _ENDINGS:
        return ""
    key = f"reason.{fact.kind.value}" if fact.by_label or fact.kind is Kind.TERM else "reason.registry"
    if fact.origin.startswith(CASCADE):
        key = "reason.cascade"
    parts = (fact.by or "").split("|")
    issued = parts[3] if len(parts) > 3 and _DAY.fullmatch(parts[3]) else ""
    label = fact.by_label or ""
    if issued and issued[:4] and day_words(date.fromisoformat(issued)) not in label:
        label = say("label.day", lang, label=label, issued=day_words(date.fromisoformat(issued), lang))
    return say(key, lang, by=act_label(act, book, lang) if act is not None and act.title else label)


def _some(parts: list[str], lang: str) -> str:
    """All of a short list, the first of a long one with how many more there are."""
    if len(parts) <= MANY:
        return _join(parts, lang)
    return say("label.more", lang, first=", ".join(parts[:MANY]), rest=len(parts) - MANY)


def _join(parts: list[str], lang: str) -> str:
    if len(parts) < 2:
        return "".join(parts)
    return say("label.and", lang, first=", ".join(parts[:-1]), last=parts[-1])
