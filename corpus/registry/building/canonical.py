"""Canonical form: numbers, instruments, issuers, days, titles, provisions."""

import re
import unicodedata
from datetime import date, datetime

from doccheck.model.number import DocNumber, fold
from doccheck.model.provision import Provision, Unit
from doccheck.rulebook.book import Book

FIRST_DAY, LAST_DAY = date(1945, 9, 2), date(2030, 12, 31)
_LOOKALIKES = str.maketrans(
    {
        "Ð": "Đ",
        "С": "C",
        "Р": "P",
        "В": "B",
        "Т": "T",
        "Н": "H",
        "К": "K",
        "М": "M",
        "О": "O",
        "А": "A",
        "Е": "E",
        "Х": "X",
        "–": "-",
        "—": "-",
        "‑": "-",
    }
)
_LOCALITY = re.compile(r"\s*\(([^)]*)\)\s*$")
CODED = frozenset(
    {"decree", "circular", "joint_circular", "joint_resolution", "consolidated", "decision", "directive"}
)  # types that a number's code tells for sure
ASSEMBLY = frozenset({"constitution", "code", "law"})  # passed by the assembly, whoever's number they bear
_CODE = re.compile(r"^[A-ZĐ]+")


def number_of(text: str | None) -> DocNumber | None:
    """A number with look-alikes, blanks and underscores mended; None when it is none."""
    if not text:
        return None
    plain = unicodedata.normalize("NFC", text).translate(_LOOKALIKES)
    plain = re.sub(r"\s+[a-z]+$", "", plain)  # "110/2004/NĐ-CP ended"
    plain = re.sub(r"\s*([/.-])\s*", r"\1", _LOCALITY.sub("", plain).strip()).replace("_", "-")
    return DocNumber.parse(plain)


def locality_of(text: str) -> str | None:
    """The place in ``165/2025/QĐ-UBND (Ninh Bình)``."""
    found = _LOCALITY.search(text)
    return found[1] if found else None


def day_of(text: str | None) -> date | None:
    """A day written 2019-08-15 or 15/08/2019; None for nothing, an impossible date, or one outside 1945-2030."""
    if not text:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            day = datetime.strptime(text.strip(), form).date()
        except ValueError:
            continue
        return day if FIRST_DAY <= day <= LAST_DAY else None
    return None


def year_fits(number: DocNumber | None, issued: date | None) -> bool:
    """False for a day that cannot be the issue of an act with this year in its number (January may lag a year)."""
    if number is None or number.year is None or issued is None:
        return True
    return issued.year == number.year or (issued.year == number.year + 1 and issued.month <= 2)


class Names:
    """Instruments and issuers by name, code and number, through the rulebook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.unknown: dict[str, int] = {}

    def instrument(self, name: str | None, number: DocNumber | None) -> str | None:
        """The id of a type name; the number's own code decides against a name that does not fit it."""
        by_name = self.book.instruments.by_name(name) if name else None
        code = self._code(number)
        by_code = self.book.instruments.by_code(code) if code else None
        if by_code in CODED:
            return by_code
        return by_name or by_code

    def issuers(
        self, name: str | None, number: DocNumber | None, on: date | None, instrument: str | None = None
    ) -> tuple[str, ...]:
        """Ids of an issuer's name and of the number's own codes; a written name stays when nobody knows it."""
        if instrument in ASSEMBLY:
            return ("quoc-hoi",)
        day = on or (date(number.year, 7, 1) if number and number.year else None)
        coded = self.book.issuers.of_symbol(number.symbol, day) if number and number.symbol else ()
        if coded and not any(one.endswith("/?") for one in coded):
            return coded
        named = self.book.issuers.resolve(_clean_issuer(name), day) if name else ()
        if named:
            return named
        if coded:
            return coded
        written = _clean_issuer(name) if name else ""
        if written:
            self.unknown[written] = self.unknown.get(written, 0) + 1
        return (written.replace("+", " ").replace("|", " "),) if written else ()

    @staticmethod
    def _code(number: DocNumber | None) -> str | None:
        """The type's code at the head of a symbol (``NĐ`` of ``NĐ-CP``), None where the symbol names an assembly."""
        if number is None or not number.symbol or "-" not in number.symbol:
            return None
        found = _CODE.match(number.symbol.upper())
        return found[0] if found else None


_DOUBLED = re.compile(r"^(.{6,}?)\s+\1.*$")


def _clean_issuer(name: str) -> str:
    plain = " ".join(unicodedata.normalize("NFC", name).translate(str.maketrans({"Ð": "Đ"})).split())
    plain = re.sub(r"\s*\((cũ|địa phương|TP[^)]*)\)$", "", plain)
    doubled = _DOUBLED.match(plain)
    return doubled[1] if doubled else plain


_PREFIX = re.compile(
    r"^(?:(?:nghị định|quyết định|thông tư(?: liên tịch)?|nghị quyết(?: liên tịch)?|chỉ thị|văn bản hợp nhất|kế hoạch|công văn|"
    r"thông báo|lệnh|công điện|hướng dẫn)\s+(?:số\s+)?[\w./&-]*\d[\w./&-]*(?:\s+năm\s+\d{4})?[\s:.,-]*)",
    re.IGNORECASE,
)
_BY = re.compile(r"\s+do\s+[^,;]{3,80}\s+ban hành\.?$", re.IGNORECASE)
_OF = re.compile(
    r"^của\s+(?:Bộ trưởng\s+)?(?:Bộ|Chính phủ|Thủ tướng Chính phủ|Quốc hội)[^.;:]{0,70}?\s+(?=(?:quy định|hướng dẫn|về|sửa đổi|bãi bỏ|ban hành|ngưng)\b)",
    re.IGNORECASE,
)
_TYPE = re.compile(r"^(?:bộ\s+luật|luật|pháp\s+lệnh|hiến\s+pháp)\s+(?:số\s+\S+\s+)?", re.IGNORECASE)
_JUNK = re.compile(
    r"^cộng hòa xã hội|độc lập - tự do|^decree |^law no|^nghị định \d+ \d{4} nđ cp|^qđ \d+|uploaded", re.IGNORECASE
)
LONGEST = 240


def title_of(text: str | None, instrument: str | None) -> str | None:
    """A title without number, type word, issuer and shouting; None when what is left is no title."""
    if not text:
        return None
    plain = " ".join(unicodedata.normalize("NFC", text).replace("\t", " ").split()).strip(' .;:"“”-')
    if _JUNK.search(plain):
        return None
    plain = _OF.sub("", _BY.sub("", _PREFIX.sub("", plain))).strip(" .;:-")
    if instrument in {"law", "code", "ordinance", "constitution"}:
        plain = re.sub(r"\s+(?:số\s+)?\d+/\d{4}/\S+$|\s+năm\s+\d{4}$|\s+(?:19|20)\d\d$", "", _TYPE.sub("", plain))
    letters = [c for c in plain if c.isalpha()]
    if letters and sum(c.isupper() for c in letters) > 0.7 * len(letters):
        plain = plain.capitalize()
    if len(plain) > LONGEST:
        plain = plain[:LONGEST].rsplit(" ", 1)[0] + "…"
    if len(fold(plain)) < 3 or not any(c.isalpha() for c in plain):
        return None
    return plain[:1].upper() + plain[1:]


_UNITS = {
    "điểm": Unit.POINT,
    "khoản": Unit.CLAUSE,
    "điều": Unit.ARTICLE,
    "mục": Unit.SECTION,
    "chương": Unit.CHAPTER,
    "phụ lục": Unit.APPENDIX,
    "mẫu số": Unit.FORM,
    "mẫu": Unit.FORM,
}
_ORDER = list(Unit)
_TOKEN = re.compile(
    r"\b(điểm|khoản|điều|mục|chương|phụ lục|mẫu số|mẫu)\b|(?<![\w/])(\d{1,3}[a-zđ]{0,2}\d?|[a-zđ]\d?|[IVXLC]{1,6})(?![\w/])|([;,]|\bvà\b)",
    re.IGNORECASE,
)


def provisions_of(text: str | None) -> tuple[Provision, ...]:
    """``Các khoản 1, 2 Điều 7; Điều 9`` as provisions, each complete; what is no provision is passed over."""
    paths: list[list[tuple[Unit, str]]] = []
    waiting: list[list[tuple[Unit, str]]] = []  # begun with a clause or point, their article still to come
    unit: Unit | None = None
    apart = True
    for word, label, mark in _TOKEN.findall(text or ""):
        apart = apart or bool(mark)
        if word:
            unit = _UNITS[word.casefold()]
        elif label and unit and _fits(unit, label):
            wider = [path for path in waiting if _ORDER.index(path[0][0]) > _ORDER.index(unit)]
            for path in wider:
                path.insert(0, (unit, label))
            context = unit in {Unit.CHAPTER, Unit.SECTION, Unit.APPENDIX} and not apart and bool(paths)
            if context and not wider and unit is Unit.APPENDIX and paths[-1][0][0] in {Unit.SECTION, Unit.FORM}:
                paths[-1].insert(0, (unit, label))
            elif not wider and (not context or paths[-1][0][0] is unit):
                paths.append([(unit, label)])
                waiting.append(paths[-1])
            waiting = [path for path in waiting if path[0][0] in {Unit.CLAUSE, Unit.POINT}]
            apart = False
    return tuple(dict.fromkeys(Provision(tuple(path)) for path in paths))


def _fits(unit: Unit, label: str) -> bool:
    if unit is Unit.POINT:
        return bool(re.fullmatch(r"[a-zđ]\d?", label))
    if unit in {Unit.CLAUSE, Unit.ARTICLE}:
        return label[0].isdigit()
    return label[0].isdigit() or label.isupper()
