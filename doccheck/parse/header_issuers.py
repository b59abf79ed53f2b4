"""Who issued the document (cơ quan ban hành): the lines at the head, the line of authority, or the number's symbol."""

import re
from datetime import date

from doccheck.model.number import DocNumber
from doccheck.model.reading import Field
from doccheck.model.text import Span
from doccheck.parse.line_starts import LineStart
from doccheck.rulebook.book import Book
from doccheck.rulebook.phrases import Phrases, alternation

_SURE, _LIKELY, _TOLD = 0.97, 0.9, 0.8
_LINES = 6
_PREAMBLE = 9_000


class HeadIssuers:
    """Reads issuers from the head."""

    def __init__(self, book: Book, phrases: Phrases) -> None:
        self._book = book
        self._furniture = re.compile(
            "|".join(
                r"\s{1,90}".join(map(re.escape, words.split()))
                for words in sorted(phrases.words("header.furniture"), key=len, reverse=True)
            )
        )
        self._portal = LineStart(phrases.pattern("header.portal_issuer"))
        self._sign = re.compile(r"[-_*=~–—.|#>\s]+")
        self._number_line = phrases.pattern("header.number")
        self._upper = re.compile(r"[^\W\d_]")
        self._enacting = LineStart(phrases.pattern("header.enacting"))
        self._adopters = dict(pair.split() for pair in phrases.words("header.adopted_by"))
        self._rest = re.compile(r"[-./]\d{1,3}$")
        self._matters = re.compile(alternation(phrases.words("header.matters")) + r"(?![^\W_])", re.IGNORECASE)
        self._organs = re.compile(alternation(phrases.words("header.organs")) + r"(?![^\W_])")

    def read(
        self,
        view: str,
        *,
        start: int,
        end: int,
        body: int,
        number: DocNumber | None,
        day: date | None,
        place: str | None,
    ) -> tuple[tuple[Field[str], ...], Field[str] | None]:
        """(issuer ids with their spans, the written name). ``end`` is where number or heading stand."""
        code = self._book.instruments.by_code(re.split(r"[-/.]", number.symbol, maxsplit=1)[0]) if number else None
        symbol = self._symbol(number, day, lettered=code is None) if number else ()
        joint = (code or "").startswith("joint")
        portal = self._portal.search(view, 0, body)
        if portal is not None:
            ids = self._book.issuers.resolve(portal["value"].strip(), day)
            if ids:
                return self._fields(ids, Span(portal.start("value"), portal.end("value")), view, "portal", _SURE)
        block, span = self._block(view, start, end)
        ids = self._refined(self._book.issuers.resolve(block, day) if block else (), symbol, joint)
        ids = self._placed(ids, place, day)
        said = self._authority(view, end, body, day) or self._enacted(view, body, day)
        agreed = self._agrees(ids, symbol)
        if ids and (agreed or said is None or not self._agrees(said[0], symbol)):
            return self._fields(ids, span, view, "head", _SURE if agreed else _LIKELY, block)
        if said is not None and self._agrees(said[0], symbol):
            return self._fields(self._refined(said[0], symbol, joint), said[1], view, "authority", _LIKELY)
        told = self._placed(symbol, place, day)
        if told:
            spot = span if block else Span(0, 0)
            return self._fields(told, spot, view, "symbol", _TOLD, self._book.issuers.name(told[0]))
        if block and number is not None and self._organs.match(block):
            return self._fields((block,), span, view, "head.unknown", _TOLD, block)
        return (), None

    def _placed(self, ids: tuple[str, ...], place: str | None, day: date | None) -> tuple[str, ...]:
        """Committees and councils whose place the head does not name: the province of the line of place and day."""
        if not any(one.endswith("/?") for one in ids):
            return ids
        slug = self._book.places.resolve(place, day) if place else None
        return tuple(_provincial(one, slug) if slug and one.endswith("/?") else one for one in ids)

    def _symbol(self, number: DocNumber, day: date | None, *, lettered: bool) -> tuple[str, ...]:
        """Issuers told by a symbol: of a letter the first code alone, of old laws who adopted, not who promulgated."""
        told = self._book.issuers.of_symbol(number.symbol, day)
        adopter = self._adopters.get(re.sub(r"[-/\s]+", "/", self._rest.sub("", number.symbol)))
        if adopter is not None:
            return (adopter,)
        return told[:1] if lettered and not any(c.isdigit() for c in number.symbol) else told

    def named(self, lines: list[Span], view: str) -> tuple[tuple[Field[str], ...], Field[str] | None]:
        """The first line that names an organ, whatever its letters."""
        for span in lines:
            words = " ".join(view[span.start : span.end].split())
            ids = self._book.issuers.resolve(words)
            if any(one.endswith("?") for one in ids):
                ids = self._book.issuers.resolve(words.upper()) or ids
            if ids:
                return self._fields(ids, span, view, "opening", _TOLD)
        return (), None

    def adopted(self, view: str, pattern: LineStart, start: int) -> tuple[tuple[Field[str], ...], Field[str] | None]:
        """Who adopted the text, by its first or its closing sentence: "Luật này đã được Quốc hội … thông qua"."""
        found = pattern.search(view, start)
        ids = self._book.issuers.resolve(" ".join(found["issuer"].split())) if found is not None else ()
        if found is None or not ids:
            return (), None
        return self._fields(ids, Span(found.start("issuer"), found.end("issuer")), view, "adopted", _TOLD)

    def _enacted(self, view: str, body: int, day: date | None) -> tuple[tuple[str, ...], Span] | None:
        """The sentence after the căn cứ block: Bộ trưởng Bộ Tư pháp ban hành Thông tư."""
        found = self._enacting.search(view, max(0, body - 1), min(len(view), body + _PREAMBLE))
        if found is None:
            return None
        ids = self._book.issuers.resolve(" ".join(found["issuer"].split()), day)
        return (ids, Span(found.start("issuer"), found.end("issuer"))) if ids else None

    def _refined(self, ids: tuple[str, ...], symbol: tuple[str, ...], joint: bool) -> tuple[str, ...]:
        """The symbol knows better where the head names a person's house: TTg under CHÍNH PHỦ, CTUBND under UBND."""
        if not ids or not symbol or set(ids) == set(symbol):
            return ids
        levels = {self._book.issuers.level(i) for i in (*ids, *symbol)}
        if len(ids) == 1 and len(symbol) == 1:
            kind, _, own = ids[0].partition("/")
            stem = symbol[0].partition("/")[0]
            if own and "/" in symbol[0] and stem.startswith("ct-") and not kind.startswith("ct-"):
                return (f"ct-{kind}/{own}",)
            if levels == {"central"} and not own and self._same_house(ids[0], symbol[0]):
                return symbol
        if joint and len(symbol) > len(ids) and "?" not in "".join(symbol) and set(ids) <= set(symbol):
            return symbol
        return ids

    def _same_house(self, head: str, symbol: str) -> bool:
        """CHÍNH PHỦ heads decisions of the Prime Minister."""
        kinds = (self._book.issuers.kind(head), self._book.issuers.kind(symbol))
        return kinds == ("chinh-phu", "thu-tuong")

    @staticmethod
    def _agrees(ids: tuple[str, ...], symbol: tuple[str, ...]) -> bool:
        if not symbol:
            return True
        stems = {one.partition("/")[0] for one in symbol}
        return any(
            i in symbol or any(i.partition("/")[0].removeprefix("ct-").startswith(s.removeprefix("ct-")) for s in stems)
            for i in ids
        )

    def _block(self, view: str, start: int, end: int) -> tuple[str, Span]:
        """The capitals at the head before number and heading, national title taken out."""
        head = self._furniture.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), view[start:end])
        lines: list[tuple[int, int]] = []
        for line in re.finditer(r"[^\n|]+", head):
            words = line[0].strip(" \t*_-–—=~.#>")
            if not words or not self._upper.search(words):
                continue
            if not _capitals(words):
                if lines:
                    break
                continue
            place = line.start() + line[0].index(words)
            lines.append((place, place + len(words)))
        lines = lines[:_LINES]
        if not lines:
            return "", Span(0, 0)
        text = " ".join(" ".join(head[s:e].split()) for s, e in lines)
        return text, Span(start + lines[0][0], start + lines[-1][1])

    def _authority(self, view: str, start: int, body: int, day: date | None) -> tuple[tuple[str, ...], Span] | None:
        """The line before the căn cứ block: ỦY BAN NHÂN DÂN TỈNH …, BỘ TRƯỞNG BỘ …; lines may be joined."""
        lines = [m for m in re.finditer(r"[^\n|]+", view[start:body]) if self._upper.search(m[0])]
        for count in (1, 2, 3):
            if len(lines) < count:
                break
            group = lines[-count:]
            words = " ".join(" ".join(m[0].strip(" *_-#>").split()) for m in group)
            if not _capitals(words) or self._matters.match(words):
                break
            ids = self._book.issuers.resolve(words, day)
            if ids:
                return ids, Span(start + group[0].start(), start + group[-1].end())
        return None

    def _fields(
        self, ids: tuple[str, ...], span: Span, view: str, rule: str, confidence: float, name: str | None = None
    ) -> tuple[tuple[Field[str], ...], Field[str]]:
        fields = tuple(Field(value=i, span=span, rule=f"issuer.{rule}", confidence=confidence) for i in ids)
        known = [self._book.issuers.name(i) for i in ids]
        label = ", ".join(known) if known else (name or " ".join(view[span.start : span.end].split()))
        return fields, Field(value=label, span=span, rule=f"issuer.{rule}", confidence=confidence)


def _provincial(one: str, slug: str) -> str:
    """An id without its place, of no level or of a province's: that of the province."""
    stem = one.partition("/")[0]
    level = stem.removeprefix("ct-").partition("-")[2]
    return f"{stem if level else stem + '-tinh'}/{slug}" if level in {"", "tinh"} else one


def _capitals(words: str) -> bool:
    letters = [c for c in words if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) >= 0.85 * len(letters)
