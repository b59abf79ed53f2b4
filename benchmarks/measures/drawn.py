"""Documents in own words, drawn by a seed: a small world of acts, and papers that rest on them.

A recipe (``drawn_*.py``) draws a paper with a fault, or a near miss: the paper that looks alike and has no fault. The
label is the recipe's, written down before anything is read. Subjects, provinces, eras, forms of the head, of the lines
of bases, of dates, of effect clauses and of signatures are drawn too, so that no two papers are worded alike.
"""

import random
import textwrap
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from doccheck.model.act import Act, Fact, Kind, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.model.provision import Provision, Unit
from doccheck.rulebook.book import Book

T = TypeVar("T")
ASKED = date(2026, 11, 1)
STEADY = ("ha-tinh", "nghe-an", "lang-son", "cao-bang", "quang-ninh", "thanh-hoa", "son-la", "lai-chau", "dien-bien")
MERGED = ("bac-giang", "ha-nam", "binh-phuoc", "long-an", "quang-nam", "vinh-phuc", "thai-binh", "ben-tre", "kon-tum")
DISTRICTS = ("Thanh Bình", "Yên Hòa", "Tân Lập", "Đông Sơn", "Phú Lương", "Hương Trà", "Bắc Sơn", "Trấn Yên")
PEOPLE = ("Nguyễn Văn Bình", "Trần Thị Hồng", "Lê Quang Minh", "Phạm Đức Thắng", "Hoàng Thu Hà", "Vũ Xuân Trường")
MINISTRIES = {
    "bo-tai-chinh": "BTC",
    "bo-y-te": "BYT",
    "bo-giao-duc-va-dao-tao": "BGDĐT",
    "bo-xay-dung": "BXD",
    "bo-tu-phap": "BTP",
    "bo-khoa-hoc-va-cong-nghe": "BKHCN",
    "bo-cong-thuong": "BCT",
}
SUBJECTS = (
    "quản lý, khai thác chợ hạng hai",
    "thu gom và xử lý rác thải sinh hoạt",
    "hỗ trợ lãi suất vay vốn cho hợp tác xã nông nghiệp",
    "phân cấp quản lý vỉa hè và cây xanh đô thị",
    "mức thu phí tham quan di tích lịch sử",
    "quản lý hoạt động nuôi trồng thủy sản lồng bè",
    "chế độ bồi dưỡng vận động viên năng khiếu",
    "bảo vệ công trình thủy lợi nội đồng",
    "định mức kinh tế kỹ thuật đào tạo nghề ngắn hạn",
    "quản lý và sử dụng nhà văn hóa thôn, tổ dân phố",
    "hỗ trợ học sinh bán trú vùng khó khăn",
    "tiếp nhận, xử lý phản ánh của người dân",
    "quản lý bến khách ngang sông",
    "giá dịch vụ trông giữ phương tiện giao thông",
    "quản lý nghĩa trang nhân dân",
    "hỗ trợ trồng rừng gỗ lớn",
    "quản lý giống cây trồng và vật tư nông nghiệp",
    "bảo tồn nghề thủ công truyền thống",
)
LAWS = ("Đo đạc ven bờ", "Chợ và thương mại nông thôn", "Nghề thủ công", "Công trình dân sinh", "Vận tải đường sông",
        "Nhà văn hóa cơ sở", "Hỗ trợ hợp tác", "Cây xanh đô thị")  # fmt: skip
TERMS = ((2026, 16), (2021, 15), (2016, 14), (2011, 13), (2007, 12), (2002, 11), (1997, 10), (1992, 9), (1987, 8))


@dataclass
class Paper:
    """A document to be written; ``free`` stands in place of everything, ``name`` is its file's."""

    form: str = "decision"
    number: str | None = None
    issuers: tuple[str, ...] = ()
    organ: str | None = None
    issued: date | None = None
    title: str = ""
    bases: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    effect: list[str] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    sign: list[str] | None = None
    signer: str | None = ""
    as_of: date = ASKED
    free: str | None = None
    name: str = "van-ban.txt"


@dataclass
class World:
    """What a recipe draws from: chance, the rules, and the shelf that it fills."""

    rng: random.Random
    book: Book
    acts: list[Act] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    held: list[tuple[Act, str, bool]] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def day(self, start: str, end: str) -> date:
        """A day between two, both inclusive."""
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        return first + timedelta(self.rng.randint(0, (last - first).days))

    def pick(self, *some: T) -> T:
        """One of some."""
        return self.rng.choice(some)

    def subject(self) -> str:
        """A subject not drawn before."""
        left = [one for one in SUBJECTS if one not in self.used]
        one = self.rng.choice(left)
        self.used.add(one)
        return one

    def place(self) -> str:
        """A province that was never merged."""
        return self.rng.choice(STEADY)

    def serial(self) -> str:
        """A serial number not used before."""
        while True:
            one = str(self.rng.randint(1, 98)).zfill(2)
            if one not in self.used:
                self.used.add(one)
                return one

    # acts -------------------------------------------------------------------------------------------------------

    def act(self, form: str, number: str, issuer: str, issued: date, title: str | None = None,
            effective: date | None = None) -> Act:  # fmt: skip
        """An act on the shelf."""
        parsed = DocNumber.parse(number)
        assert parsed is not None, number
        act = Act(id=act_id(parsed, form, (issuer,), issued), number=parsed, instrument=form, issuers=(issuer,),
                  issued_on=issued, effective_on=effective, title=title)  # fmt: skip
        self.acts.append(act)
        return act

    def law(self, issued: date, effective: date | None = None) -> Act:
        """A law."""
        left = [one for one in LAWS if one not in self.used]
        title = self.rng.choice(left)
        self.used.add(title)
        term = next(n for year, n in TERMS if issued.year >= year)
        number = f"{self.serial()}/{issued.year}/QH{term}"
        return self.act("law", number, "quoc-hoi", issued, title, effective or issued + timedelta(200))

    def decree(self, issued: date, title: str | None = None, effective: date | None = None) -> Act:
        """A decree."""
        number = f"{self.serial()}/{issued.year}/NĐ-CP"
        return self.act("decree", number, "chinh-phu", issued, title or f"quy định về {self.subject()}", effective)

    def circular(self, issued: date, ministry: str = "", title: str | None = None) -> Act:
        """A circular."""
        ministry = ministry or self.rng.choice(sorted(MINISTRIES)[:6])
        number = f"{self.serial()}/{issued.year}/TT-{MINISTRIES[ministry]}"
        return self.act("circular", number, ministry, issued, title or f"hướng dẫn {self.subject()}")

    def local(self, issued: date, place: str = "", organ: str = "ubnd", title: str | None = None,
              effective: date | None = None) -> Act:  # fmt: skip
        """A normative decision of a provincial committee, or a resolution of its council."""
        form, code = ("decision", "QĐ-UBND") if organ == "ubnd" else ("resolution", "NQ-HĐND")
        number, organ_id = f"{self.serial()}/{issued.year}/{code}", f"{organ}-tinh/{place or self.place()}"
        return self.act(form, number, organ_id, issued, title or f"quy định về {self.subject()}", effective)

    def above(self, issued: date) -> Act:
        """An act that may be a basis of a provincial decision: a law, a decree or a circular."""
        return self.pick(self.law, self.decree, self.circular)(issued)

    def fact(
        self,
        act: Act,
        kind: Kind,
        on: date | None,
        by: Act | None = None,
        *,
        tier: Tier = Tier.OFFICIAL,
        provisions: tuple[Provision, ...] = (),
        exceptions: str | None = None,
        until: date | None = None,
    ) -> Fact:
        """A fact about an act."""  # fmt: skip
        told = f"{self.form(by.instrument)} số {by.number}" if by else None
        fact = Fact(act=act.id, kind=kind, on=on, tier=tier, origin="seed", by=by.id if by else None, by_label=told,
                    provisions=provisions, exceptions=exceptions, until=until)  # fmt: skip
        self.facts.append(fact)
        return fact

    def ended(self, act: Act, on: date, **more: Any) -> Act:
        """The act ended on a day by a newer one of its kind, in one of the ways the law knows."""
        number = f"{self.serial()}/{on.year}/{act.number.symbol if act.number else ''}"
        newer = self.act(act.instrument or "", number, act.issuers[0], on - timedelta(self.rng.randint(15, 60)))
        kind = self.pick(Kind.REPLACED, Kind.REPEALED, Kind.ENDED)
        self.fact(act, kind, on, newer, **more)
        return newer

    def alive(self, act: Act, on: date = ASKED) -> Act:
        """The act, of which a source says that it was in force on a day."""
        self.fact(act, Kind.EFFECT, (act.issued_on or on) + timedelta(30))
        self.fact(act, Kind.IN_FORCE, on)
        return act

    # words ------------------------------------------------------------------------------------------------------

    def form(self, instrument: str | None) -> str:
        """The type in words."""
        return self.book.instruments.name(instrument or "", "vi")

    def organ(self, issuer: str) -> str:
        """An issuer in words."""
        return self.book.issuers.name(issuer)

    def when(self, day: date, long: bool | None = None) -> str:
        """A day in words, in one of the ways in which people write it."""
        if long if long is not None else self.rng.random() < 0.6:
            return f"ngày {day.day:02d} tháng {day.month:02d} năm {day.year}"
        return self.pick(f"ngày {day.day}/{day.month}/{day.year}", f"ngày {day.day:02d}/{day.month:02d}/{day.year}",
                         f"ngày {day.day:02d}-{day.month:02d}-{day.year}")  # fmt: skip

    def cite(self, act: Act, *, issued: date | None = None, number: str | None = None, form: str | None = None,
             organ: str | None = None, title: str | None = None, full: bool = True) -> str:  # fmt: skip
        """A mention of an act; what is given stands in place of the act's own."""
        day, name = issued or act.issued_on, self.form(form or act.instrument)
        assert day is not None
        if act.instrument in {"law", "code"} and number is None and form is None:
            named = f"{name} {title or act.title}"
            return self.pick(f"{named} {self.when(day)}", f"{named} số {act.number} {self.when(day)}")
        parts = [self.pick(f"{name} số", f"{name} số", name), str(number or act.number), self.when(day)]
        if full:
            parts.append(f"của {organ or self.organ(act.issuers[0])}")
            if title or (act.title and self.rng.random() < 0.6):
                parts.append(title or act.title or "")
        return " ".join(parts)

    def basis(self, words: str) -> str:
        """A line of bases."""
        return self.pick(f"Căn cứ {words};", f"- Căn cứ {words};", f"Căn cứ {words}.", f"Căn cứ {words};")

    def relies(self, words: str) -> str:
        """A sentence of the body that relies on an act."""
        one = self.subject()
        return self.pick(
            f"Việc {one} thực hiện theo quy định tại {words}.",
            f"Trình tự, thủ tục {one} được áp dụng theo {words}.",
            f"Các đơn vị có trách nhiệm tuân thủ {words} khi tổ chức {one}.",
            f"Mức chi cho {one} không vượt quá mức quy định tại {words}.",
        )

    # papers -----------------------------------------------------------------------------------------------------

    def paper(self, issuer: str, form: str, code: str, issued: date, *, year: bool = True, effect: int | None = 12,
              grounds: bool = True, number: str | None = None) -> Paper:  # fmt: skip
        """A sound document: bases in force, an effect clause, the right signature."""
        number = number or (f"{self.serial()}/{issued.year}/{code}" if year else f"{self.serial()}/{code}")
        title = self.pick(f"Quy định về {self.subject()}", f"Ban hành Quy định về {self.subject()}")
        out = Paper(form=form, number=number, issuers=(issuer,), issued=issued, title=title)
        if grounds:
            old = issued - timedelta(self.rng.randint(500, 1500))
            out.bases = [
                self.basis(self.cite(self.alive(self.law(old)))),
                self.basis(self.cite(self.alive(self.decree(old)))),
            ]
        if effect is not None:
            out.effect = [self.clause(form, issued + timedelta(effect))]
        return out

    def decided(self, issued: date, place: str = "", **more: Any) -> Paper:
        """A sound normative decision of a provincial committee."""
        return self.paper(f"ubnd-tinh/{place or self.place()}", "decision", "QĐ-UBND", issued, **more)

    def resolved(self, issued: date, place: str = "", **more: Any) -> Paper:
        """A sound normative resolution of a provincial council."""
        return self.paper(f"hdnd-tinh/{place or self.place()}", "resolution", "NQ-HĐND", issued, **more)

    def circulated(self, issued: date, ministry: str = "", **more: Any) -> Paper:
        """A sound circular."""
        ministry = ministry or self.rng.choice(sorted(MINISTRIES)[:6])
        more = {"effect": 46, **more}
        return self.paper(ministry, "circular", f"TT-{MINISTRIES[ministry]}", issued, **more)

    def decreed(self, issued: date, **more: Any) -> Paper:
        """A sound decree."""
        more = {"effect": 46, **more}
        return self.paper("chinh-phu", "decree", "NĐ-CP", issued, **more)

    def clause(self, form: str, on: date, until: date | None = None) -> str:
        """An effect clause."""
        name, last = self.form(form), f" đến hết {self.when(until)}" if until else ""
        return self.pick(
            f"{name} này có hiệu lực thi hành kể từ {self.when(on)}{last}.",
            f"{name} này có hiệu lực từ {self.when(on)}{last}.",
            f"{name} này có hiệu lực thi hành từ {self.when(on)}{last}.",
        )

    def known(self, paper: Paper, effective: date | None = None) -> Act:
        """The paper's own act, put on the shelf."""
        assert paper.number and paper.issued
        return self.act(paper.form, paper.number, paper.issuers[0], paper.issued, paper.title, effective)


def at(*pairs: tuple[str, str]) -> tuple[Provision, ...]:
    """One provision: ``("article", "5"), ("clause", "2")``."""
    return (Provision(tuple((Unit(unit), label) for unit, label in pairs)),)


def write(paper: Paper, world: World) -> str:
    """A paper as text, in a form that is drawn."""
    rng = world.rng
    if paper.free is not None:
        lines = paper.free.split("\n")
    else:
        lines = [
            *_head(paper, world),
            "",
            *paper.bases,
            *_opening(paper, world),
            *_articles(paper, world),
            *_foot(paper, world),
        ]
    width = rng.choice((None, None, 72, 84))
    if width:
        lines = [part for line in lines for part in textwrap.wrap(line, width) or [""]]
    return "\n".join(lines) + "\n"


def _head(paper: Paper, world: World) -> list[str]:
    rng, name = world.rng, world.form(paper.form)
    organ = (paper.organ or " - ".join(map(world.organ, paper.issuers))).upper()
    if rng.random() < 0.2:
        organ = organ.replace("ỦY BAN", "UỶ BAN")
    split = [organ.replace(" TỈNH ", "\nTỈNH ")] if rng.random() < 0.4 else [organ]
    motto = ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    number = rng.choice(("Số: ", "Số ")) + (paper.number or "")
    place = rng.choice(("Hà Nội", "Hà Tĩnh", "Vinh", "Lạng Sơn"))
    dated = f"{place}, {world.when(paper.issued, True)}" if paper.issued else ""
    rule = rng.choice(("-------", "_____", ""))
    orders = (
        [*split, rule, *motto, "---------------", number, dated],
        [*motto, rule, *split, number, dated],
        [*split, number, rule, *motto, dated],
    )
    lines = [line for line in rng.choice(orders) if line] if paper.number else [*split, *motto, dated]
    return "\n".join([*lines, "", name.upper(), paper.title]).split("\n")


def _opening(paper: Paper, world: World) -> list[str]:
    organ, name = world.organ(paper.issuers[0]) if paper.issuers else "Cơ quan", world.form(paper.form)
    asks = world.pick("Theo đề nghị của Chánh Văn phòng,", "Xét đề nghị của thủ trưởng đơn vị chuyên môn;", "")
    says = world.pick(f"{organ} ban hành {name}:", f"{organ} ban hành {name} "
        f"{paper.title[:1].lower()}{paper.title[1:]}.",
                      f"{name.upper()}:")  # fmt: skip
    return [line for line in (asks, says) if line]


def _articles(paper: Paper, world: World) -> list[str]:
    name, scope = world.form(paper.form), world.subject()
    long = world.rng.random() < 0.5
    lines = ["Điều 1. Phạm vi điều chỉnh", f"1. {name} này quy định việc {scope}."] if long else [
        f"Điều 1. {name} này quy định việc {scope}."]  # fmt: skip
    lines += ["2. Không áp dụng đối với đơn vị thuộc lực lượng vũ trang."] if long else []
    count = 2
    if paper.body:
        lines += [f"Điều {count}. Nội dung thực hiện", *(f"{i}. {one}" for i, one in enumerate(paper.body, 1))]
        count += 1
    closing = [*paper.effect, *paper.ends]
    if closing:
        head = f"Điều {count}. " + ("Hiệu lực thi hành" if long or len(closing) > 1 else closing.pop(0))
        lines += [head, *(f"{i}. {one}" if len(closing) > 1 else one for i, one in enumerate(closing, 1))]
        count += 1
    lines.append(f"Điều {count}. Thủ trưởng các cơ quan, đơn vị có liên quan chịu trách nhiệm thi hành {name} này./.")
    return lines


def _foot(paper: Paper, world: World) -> list[str]:
    if paper.signer is None:
        return []
    organ = world.organ(paper.issuers[0]).upper() if paper.issuers else ""
    sign = paper.sign if paper.sign is not None else _signs(paper, organ, world)
    to = ["Nơi nhận:", "- Như trên;", "- Lưu: VT."] if world.rng.random() < 0.7 else []
    return ["", *to, "", *sign, "", paper.signer or world.pick(*PEOPLE)]


def _signs(paper: Paper, organ: str, world: World) -> list[str]:
    kind = paper.issuers[0].partition("/")[0] if paper.issuers else ""
    deputy = world.rng.random() < 0.5
    if kind.startswith("ubnd"):
        return [f"TM. {organ}", *(["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"] if deputy else ["CHỦ TỊCH"])]
    if kind == "chinh-phu":
        return ["TM. CHÍNH PHỦ", *(["KT. THỦ TƯỚNG", "PHÓ THỦ TƯỚNG"] if deputy else ["THỦ TƯỚNG"])]
    if kind.startswith("bo-"):
        return ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"] if deputy else ["BỘ TRƯỞNG"]
    if kind == "thu-tuong":
        return ["THỦ TƯỚNG"]
    return {"quoc-hoi": ["CHỦ TỊCH QUỐC HỘI"], "so": ["GIÁM ĐỐC"]}.get(kind, ["CHỦ TỊCH"])
