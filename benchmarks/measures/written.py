"""Cases of the cards written out as documents: read, matched and judged as any other text.

A card's case says what a document holds; here it is written in the true form of a Vietnamese document, with its acts on
a small shelf of its own. What a case expects must come out of the whole flow, not of the check alone. Each case is
written in several ways (long and short days, wrapped lines).
"""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from doccheck.checks import Context, examine, gaps
from doccheck.checks.cases import act_of, facts_of
from doccheck.match import link
from doccheck.model.act import Act, Fact, Kind, Tier
from doccheck.model.match import MatchState
from doccheck.model.reading import ClauseKind, EffectHow, EffectWhat, Role
from doccheck.model.text import Source, Text
from doccheck.parse import read
from doccheck.registry.pile import Pile
from doccheck.rulebook.book import Book
from doccheck.rulebook.card_cases import Case, CaseAct, CaseDocument, CaseReference
from doccheck.rulebook.cards import Card

SKIPPED = {"partial", "general", "text", "annexed", "near", "held", "file"}
"""What paper cannot show: a lost page, other documents of the pile, free text that a case writes itself."""


class Nothing:
    """A shelf without acts."""

    digest = "nothing"

    def act(self, act_id: str) -> Act | None:
        return None

    def _none(self, *_: object) -> tuple[Act, ...]:
        return ()

    by_number = by_serial = by_title = by_date = guides_of = numbers_on = _none

    def details_of(self, act_id: str) -> tuple[Fact, ...]:
        return ()

    def titles(self) -> tuple[tuple[str, str], ...]:
        return ()

    def facts(self, act_id: str) -> tuple[Fact, ...]:
        return ()


@dataclass(frozen=True)
class Style:
    """How a case is written: days long or short, lines wrapped or not."""

    name: str
    long_days: bool
    width: int | None


STYLES = (
    Style("long days", True, None),
    Style("short days", False, None),
    Style("long days, wrapped", True, 78),
    Style("short days, wrapped", False, 64),
)


@dataclass(frozen=True)
class Written:
    """What came of a written case."""

    code: str
    case: str
    style: str
    wanted: bool
    said: bool
    text: str


def writable(case: Case) -> bool:
    """False for cases that say what paper cannot show."""
    document = case.document
    given = document.model_fields_set - ({"text"} if document.number is None else set())
    odd = any(ref.instrument is None and ref.number for ref in case.references)
    odd = odd or any(ref.match is MatchState.AMBIGUOUS for ref in case.references)
    odd = odd or any(ref.repaired or ref.guess or ref.normative is not None for ref in case.references)
    odd = odd or any(ref.in_title for ref in case.references)
    odd = odd or any(ref.said and not ref.said.startswith("của") for ref in case.references)
    odd = odd or any(clause.covers for clause in case.clauses)
    odd = odd or any(effect.quote and "đến" not in effect.quote for effect in case.effects)
    effects = any(effect.what is EffectWhat.APPLICATION for effect in case.effects)
    headless = document.number is None and bool(document.issued or document.issuers or document.instrument)
    unknown = any("/" not in one and " " in one for ref in (*case.references, document) for one in ref.issuers)
    return not (given & SKIPPED or odd or effects or headless or unknown)


def run(card: Card, book: Book) -> Iterator[Written]:
    """Every writable case of a card, in every style."""
    for case in card.cases:
        if not writable(case):
            continue
        for style in STYLES:
            text = write(case, book, style)
            found = judge(text, case, book)
            yield Written(card.code, case.name, style.name, bool(case.expect), card.code in found, text)


def judge(body: str, case: Case, book: Book) -> set[str]:
    """Codes that the whole flow says of a written case."""
    source = Source(path="case", name="case.txt", media_type="text/plain", size=len(body), sha256="0" * 64)
    reading = read(Text(source=source, body=body), book)
    *matches, itself = link(reading, shelf(case), book)
    context = Context(reading=reading, itself=itself, matches=tuple(matches), as_of=case.as_of, book=book)
    return {finding.check for finding in examine(context)} | ({"CITE-404"} if gaps(context) else set())


def shelf(case: Case) -> Pile:
    """The acts and facts of a case."""
    acts: list[Act] = []
    facts: list[Fact] = []

    def put(one: CaseAct) -> Act:
        act = act_of(one)
        acts.append(act)
        facts.extend(facts_of(act, one.facts))
        return act

    for ref in case.references:
        if ref.match is MatchState.FOUND:
            put(ref)
        for rival in ref.rivals:
            put(rival)
    if case.document.known:
        own = put(case.document)
        for parent in case.document.details:
            above = put(parent)
            link_ = Fact(act=above.id, kind=Kind.GUIDES, on=own.issued_on, tier=Tier.OFFICIAL, origin="case", by=own.id)
            facts.append(link_)
    return Pile(Nothing(), acts, facts)


def write(case: Case, book: Book, style: Style) -> str:
    """A case as a document; one without a number of its own as an article or a posted list."""
    document = case.document
    if document.number is None:
        return _article(case, book, style)
    form = book.instruments.name(document.instrument or "", "vi") if document.instrument else "Quyết định"
    names = [book.issuers.name(one) for one in document.issuers] or ["Ủy ban nhân dân"]
    lines = [" – ".join(names).upper(), "-------", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    lines += [
        "---------------",
        f"Số: {document.number}",
        f"Hà Nội, {_day(document.issued, True)}" if document.issued else "",
    ]
    lines += ["", form.upper(), _title(case, book, style), ""]
    bases = [ref for ref in case.references if ref.role is Role.BASIS and not ref.amending]
    lines += [f"Căn cứ {_cite(ref, case, book, style)};" for ref in bases]
    lines += ["Theo đề nghị của Chánh Văn phòng;", f"{names[0]} ban hành {form}:", ""]
    lines += ["Điều 1. Phạm vi điều chỉnh", f"{form} này quy định về quản lý chợ.", "Điều 2. Nội dung"]
    lines += [_mention(ref, case, book, style, form) for ref in case.references if ref.role in _IN_BODY]
    if document.dynamic:
        lines.append(f"Trường hợp các văn bản dẫn chiếu tại {form} này được sửa đổi, bổ sung hoặc thay thế thì")
        lines[-1] += " thực hiện theo văn bản mới."
    lines += ["Điều 3. Hiệu lực thi hành", *_effects(case, form, style), *_actions(case, book, form, style)]
    lines += ["Điều 4. Tổ chức thực hiện", "Chánh Văn phòng và các đơn vị có liên quan chịu trách nhiệm thi hành./."]
    lines += ["", *_signature(document, names[0])]
    if style.width:
        lines = [part for line in lines for part in textwrap.wrap(line, style.width) or [""]]
    return "\n".join(lines) + "\n"


def _article(case: Case, book: Book, style: Style) -> str:
    listed = bool(case.document.text)
    lines = [*(case.document.text or "Ghi nhận về công tác quản lý chợ").split("\n"), ""]
    for ref in case.references:
        cited = _cite(ref, case, book, style)
        if ref.role is Role.HISTORICAL:
            lines.append(f"Trước đây theo {cited}, việc này do huyện làm.")
        else:
            lines.append(f"Căn cứ pháp lý: {cited}." if listed else f"Theo phản ánh, việc này thực hiện theo {cited}.")
    if style.width:
        lines = [part for line in lines for part in textwrap.wrap(line, style.width) or [""]]
    return "\n".join(lines) + "\n"


_IN_BODY = {Role.BODY, Role.HISTORICAL, Role.TRANSITIONAL}
_ACTIONS = {
    ClauseKind.REPLACES: "thay thế",
    ClauseKind.REPEALS: "bãi bỏ",
    ClauseKind.ENDS: "thay thế",
}


def _day(day: date | None, long: bool) -> str:
    if day is None:
        return ""
    return (
        f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}" if long else f"ngày {day.day}/{day.month}/{day.year}"
    )


def _cite(ref: CaseReference, case: Case, book: Book, style: Style) -> str:
    wrote = ref.written
    number = (wrote and wrote.number) or ref.number
    issued = wrote.issued if wrote and "issued" in wrote.model_fields_set else ref.issued
    form = (wrote and wrote.instrument) or ref.instrument
    title = (wrote and wrote.title) or ref.title or ""
    name = book.instruments.name(form, "vi") if form else "văn bản"
    issuers = wrote.issuers if wrote and wrote.issuers is not None else ref.issuers
    parts = [*map(_provision, ref.at), name]
    statute = form in {"law", "code", "ordinance", "constitution"}
    if statute and title:
        parts.append(title)
    if number:
        parts.append(f"số {number}")
    if wrote and wrote.year:
        parts.append(f"năm {wrote.year}")
    if issued and (number or statute):
        parts.append(_day(issued, style.long_days))
    if ref.said and not statute:
        parts.append(ref.said.rstrip(";"))
    elif issuers and not statute:
        parts.append("của " + ", ".join(book.issuers.name(one) for one in issuers))
    if title and not statute and not ref.said:
        parts.append(title)
    chain = [one for one in case.references if one.amending and one.item == ref.item and one is not ref]
    if chain:
        parts.append("được sửa đổi, bổ sung bởi " + " và ".join(_cite(one, case, book, style) for one in chain))
    return " ".join(parts)


def _provision(words: str) -> str:
    names = {"article": "Điều", "clause": "khoản", "point": "điểm", "appendix": "Phụ lục"}
    return " ".join(f"{names[p.split()[0]]} {p.split()[1]}" for p in reversed([w.strip() for w in words.split(",")]))


def _title(case: Case, book: Book, style: Style) -> str:
    guided = [_cite(ref, case, book, style) for ref in case.references if ref.role is Role.GUIDES]
    if guided:
        return f"Quy định chi tiết một số điều của {guided[0]}"
    return case.document.title or "Về việc quản lý chợ"


def _mention(ref: CaseReference, case: Case, book: Book, style: Style, form: str) -> str:
    cited = _cite(ref, case, book, style)
    if ref.role is Role.HISTORICAL:
        return f"Trong giai đoạn trước đây, việc quản lý chợ đã được thực hiện theo {cited}."
    if ref.role is Role.TRANSITIONAL:
        return f"Hồ sơ đã tiếp nhận trước ngày {form} này có hiệu lực thì tiếp tục thực hiện theo quy định tại {cited}."
    return f"Việc quản lý chợ thực hiện theo quy định tại {cited}."


def _effects(case: Case, form: str, style: Style) -> list[str]:
    lines = []
    for effect in case.effects:
        head = f"{form} này có hiệu lực thi hành"
        if effect.how is EffectHow.ON_SIGNING:
            lines.append(f"{head} kể từ ngày ký.")
        elif effect.how is EffectHow.AFTER_DAYS:
            lines.append(f"{head} sau {effect.days} ngày kể từ ngày ký.")
        elif effect.how is EffectHow.AFTER_GAZETTE:
            lines.append(f"{head} sau {effect.days} ngày kể từ ngày đăng Công báo.")
        else:
            until = f" đến hết {_day(effect.until, style.long_days)}" if effect.until else ""
            lines.append(f"{head} kể từ {_day(effect.on, style.long_days)}{until}.")
    if case.document.shortened:
        lines.append(f"{form} này được ban hành theo trình tự, thủ tục rút gọn.")
    return lines


def _actions(case: Case, book: Book, form: str, style: Style) -> list[str]:
    lines = []
    acted = {clause.target for clause in case.clauses}
    for clause in case.clauses:
        if clause.kind is ClauseKind.IMPLICIT:
            lines.append(clause.quote or f"Các quy định trước đây trái với {form} này đều bãi bỏ.")
        elif clause.target is not None and clause.kind in _ACTIONS:
            cited = _cite(case.references[clause.target], case, book, style)
            lines.append(f"{form} này {_ACTIONS[clause.kind]} {cited}.")
    for i, ref in enumerate(case.references):
        if i not in acted and ref.role in {Role.REPLACES, Role.REPEALS}:
            verb = "thay thế" if ref.role is Role.REPLACES else "bãi bỏ"
            lines.append(f"{form} này {verb} {_cite(ref, case, book, style)}.")
    return lines


def _signature(document: CaseDocument, organ: str) -> list[str]:
    head = (document.signing or _form_of(document, organ)).split("\n")
    return ["Nơi nhận:", "- Như Điều 4;", "- Lưu: VT.", "", *head, "", document.signer or "Nguyễn Văn Mẫu"]


def _form_of(document: CaseDocument, organ: str) -> str:
    kind = (document.issuers or [""])[0].partition("/")[0]
    if kind.startswith("ubnd"):
        return f"TM. {organ.upper()}\nCHỦ TỊCH"
    if kind == "chinh-phu":
        return "TM. CHÍNH PHỦ\nTHỦ TƯỚNG"
    return "BỘ TRƯỞNG" if kind.startswith("bo") else "CHỦ TỊCH"
