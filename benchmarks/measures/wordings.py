"""The wordings of acting clauses with variations of number, date, order and line break: all fields exact.

Generated, seeded; sentences of our own. ``{a}``, ``{b}``, ``{c}`` are circulars with their day, ``{d}`` a decree,
``{q}`` a decision, ``{day}`` a day; ``{own}`` how the document names its own day. Expected: (kind, document, scope,
provisions, day), day ``*`` for ``{day}``.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from pathlib import Path

from doccheck.model.reading import Header
from doccheck.model.text import Source, Text
from doccheck.parse.acting import read_acting
from doccheck.parse.references import read_references
from doccheck.rulebook.book import Book
from measures.table import Measure
from measures.wordings_local import BARE, MORE

Expected = tuple[str, str | None, str, tuple[str, ...], str]
SUBJECTS = (
    "quy định chế độ báo cáo thống kê ngành", "hướng dẫn quản lý kho lưu trữ", "ban hành định mức kinh tế kỹ thuật",
    "về mẫu biểu dùng trong kiểm tra", "quy định về tiêu chuẩn giám định viên", "về việc phân cấp quản lý bến bãi",
)  # fmt: skip
END = "hết hiệu lực {thi}{own}"
W, P = "whole", "part"
WORDINGS: tuple[tuple[str, str, tuple[Expected, ...]], ...] = (
    ("1", "Thông tư này có hiệu lực từ ngày {day} và thay "
        "thế {a} hướng dẫn thực hiện {d0}.", (("replaces", "a", W, (), ""),)),
    ("2", "{a} {s} " + END + ".", (("ends", "a", W, (), ""),)),
    ("3", "{a} {s} đã được sửa đổi, bổ sung một số điều theo {b} " + END + ".", (("ends", "a", W, (), ""),)),
    (
        "4",
        "Thông tư này thay thế {a} đã được sửa đổi, bổ sung một số điều theo {b}.",
        (("replaces", "a", W, (), ""), ("replaces", "b", W, (), "")),
    ),
    ("5", "{a} {s} " + END + ", trừ trường hợp quy định tại khoản 2 Điều 8.", (("ends", "a", W, (), ""),)),
    ("6", "{a} {s} " + END + ", trừ Điều 7 của {a0}.", (("ends", "a", W, (), ""),)),
    ("9", "Thông tư này thay thế Điều 3 và "
        "Phụ lục II của {a} {s}.", (("replaces", "a", P, ("Điều 3", "Phụ lục II"), ""),)),
    ("10", "Thông tư này thay thế Chương IV. Lập và thẩm "
        "định hồ sơ quy định tại {a} {s}.", (("replaces", "a", P, ("Chương IV",), ""),)),
    (
        "11",
        "Thông tư này có hiệu lực từ ngày {day}; thay thế khoản 1 Điều 9 {a} {s} và "
        "thay thế các Thông tư sau:\na) {b} {s};\nb) {c} {s}.",
        (("replaces", "a", P, ("khoản 1 Điều 9",), ""), ("replaces", "b", W, (), ""), ("replaces", "c", W, (), "")),
    ),
    (
        "12",
        "Thông tư này thay thế {a} {s}; bãi bỏ Điều 6 {b} {s}.",
        (("replaces", "a", W, (), ""), ("repeals", "b", P, ("Điều 6",), "")),
    ),
    ("13", "Bãi bỏ Chương II {a} {s}.", (("repeals", "a", P, ("Chương II",), ""),)),
    (
        "14",
        "Bãi bỏ Điều 2, Điều 3, Chương III và Điều 40 của {a} {s} và {q} {s}.",
        (("repeals", "a", P, ("Điều 2", "Điều 3", "Chương III", "Điều 40"), ""), ("repeals", "q", W, (), "")),
    ),
    (
        "15",
        "Thông tư này bãi bỏ Điều 3, khoản 2, khoản 4 Điều 7 {b} sửa đổi, bổ sung một số điều của {a}.",
        (("repeals", "b", P, ("Điều 3", "khoản 2 Điều 7", "khoản 4 Điều 7"), ""),),
    ),
    ("16", "Thông tư này thay thế {a} {s} (đã được bãi bỏ một phần "
        "theo {b} bãi bỏ toàn bộ một số văn bản).", (("replaces", "a", W, (), ""),)),
    ("17", "Bãi bỏ khoản 3 Điều 1 {b} sửa đổi, bổ sung, bãi bỏ một số "
        "điều của các Thông tư về chế độ báo cáo.", (("repeals", "b", P, ("khoản 3 Điều 1",), ""),)),
    (
        "18",
        "Thông tư này có hiệu lực từ ngày {day} và thay thế:\na) {a} {s};\nb) Điều 3 của {b} về “sửa đổi, bổ sung, "
        "bãi bỏ một số thủ tục” theo Nghị quyết số 57/NQ-CP ngày 15 tháng 12 năm 2010.",
        (("replaces", "a", W, (), ""), ("replaces", "b", P, ("Điều 3",), "")),
    ),
    (
        "19",
        "Các văn bản sau đây " + END + ":\na) {a} {s};\nb) {b} {s};\nc) Điều 4 {c} {s}.",
        (("ends", "a", W, (), ""), ("ends", "b", W, (), ""), ("ends", "c", P, ("Điều 4",), "")),
    ),
    (
        "20",
        "Thông tư này bãi bỏ toàn bộ các văn bản quy phạm pháp luật sau đây:\na) {a} {s};\nb) {b} {s}.",
        (("repeals", "a", W, (), ""), ("repeals", "b", W, (), "")),
    ),
    ("21", "Kể từ ngày Thông tư này có hiệu lực thi hành, {a} {s} hết hiệu lực thi hành.", (("ends", "a", W, (), ""),)),
    (
        "22",
        "Các văn bản dưới đây hết hiệu lực thi hành kể từ ngày {day}:\na) {a} {s};\nb) {b} {s}.",
        (("ends", "a", W, (), "*"), ("ends", "b", W, (), "*")),
    ),
    (
        "23",
        "{a} {s} và các văn bản hướng dẫn Thông tư hết hiệu lực thi hành từ ngày {day}.",
        (("ends", "a", W, (), "*"), ("implicit", None, P, (), "*")),
    ),
    (
        "25",
        "Thông tư này có hiệu lực từ ngày {day}; bãi bỏ {a} {s} và các quy định trước đây trái với Thông tư này.",
        (("repeals", "a", W, (), ""), ("implicit", None, P, (), "")),
    ),
    ("26", "Những quy định trước đây trái với Thông tư này đều bãi bỏ.", (("implicit", None, P, (), ""),)),
    ("28", "Các quy định về cấp thẻ hành nghề quy định tại {a} {s} " + END + ".", (("ends", "a", P, (), ""),)),
    (
        "29",
        "Hệ thống chuẩn mực giám định ban hành theo các {q}, {r} hết hiệu lực kể từ ngày {day}.",
        (("ends", "q", W, (), "*"), ("ends", "r", W, (), "*")),
    ),
    ("30", "Thông tư này thay thế Quy chế quản lý kho ban hành kèm "
        "theo {q}, được sửa đổi, bổ sung bởi {a}.", (("replaces", "q", W, (), ""),)),
    ("31", "{q} {s} " + END + ", trừ các quy định về lực lượng kiểm ngư.", (("ends", "q", W, (), ""),)),
    (
        "32",
        "{a} {s}; {b} {s}; quy định của khoản 5 Điều 2 {c} sửa đổi, bổ sung, thay "
        "thế hoặc bãi bỏ, hủy bỏ các quy định có liên quan " + END + ".",
        (("ends", "a", W, (), ""), ("ends", "b", W, (), ""), ("ends", "c", P, ("khoản 5 Điều 2",), "")),
    ),
    ("33", "Thông tư này có hiệu lực sau 15 ngày, kể từ "
        "ngày đăng Công báo và hủy bỏ {a} {s}.", (("repeals", "a", W, (), ""),)),
    ("34", "Thông tư này có hiệu lực từ ngày {day} và thay cho {a} {s}.", (("replaces", "a", W, (), ""),)),
    (
        "35",
        "Thông tư này thay thế {a} {s} và {q} về việc đính chính {a0}.",
        (("replaces", "a", W, (), ""), ("replaces", "q", W, (), "")),
    ),
    ("37", "Bãi bỏ cụm từ “kho tạm” tại khoản 2 Điều 4 {a} {s}.", (("amends", "a", P, ("khoản 2 Điều 4",), ""),)),
    ("38", "Bãi bỏ khoản 3a Điều 3, khoản 3a Điều 5 {a} "
        "(đã được bổ sung tại Điều 4 {b}).", (("repeals", "a", P, ("khoản 3a Điều 3", "khoản 3a Điều 5"), ""),)),
    ("39", "Trong quá trình thực hiện, nếu văn bản dẫn chiếu tại Thông tư này được sửa "
        "đổi, bổ sung hoặc thay thế thì thực hiện theo văn bản mới.", ()),
    ("41", "Các văn bản hướng dẫn thi hành {a} được tiếp "
        "tục thực hiện đến hết ngày {day}.", (("keeps", None, W, (), ""),)),
    ("42", "{a} {s} tiếp tục có hiệu lực cho đến khi có văn bản mới thay thế.", (("keeps", "a", W, (), ""),)),
    ("43", "Các bộ rà soát và công bố hết hiệu lực các quy định trái với Thông tư này.", ()),
    ("44", "Các giấy phép đã cấp tiếp tục có hiệu lực đến hết thời hạn.", ()),
    ("45", "Giấy chứng nhận hết hiệu lực trong các trường hợp sau: chủ cơ sở trả lại giấy.", ()),
    ("47", "Hồ sơ đề nghị bãi bỏ điểm đấu nối gồm đơn và bản vẽ.", ()),
    ("51", "Quyết định này thay thế các Quyết định: số "
        "{qn} ngày {qd}, số {rn} ngày {rd}.", (("replaces", "q", W, (), ""), ("replaces", "r", W, (), ""))),
    ("55", "Bãi bỏ mẫu số 05, 06 tại "
        "Phụ lục kèm theo {a}.", (("repeals", "a", P, ("Mẫu số 05 Phụ lục", "Mẫu số 06 Phụ lục"), ""),)),
    (
        "58",
        "Các Thông tư sau hết hiệu lực kể từ ngày {day}:\na) {a} {s}.\n2. Các Thông tư sau " + END + ":\na) {b} {s}.",
        (("ends", "a", W, (), "*"), ("ends", "b", W, (), "")),
    ),
    ("62", "Tạm ngưng hiệu lực thi hành {a} {s} từ ngày {day}.", (("suspends", "a", W, (), "*"),)),
)  # fmt: skip
ALL = (*WORDINGS, *MORE)


@dataclass
class Case:
    """One generated clause and what must be read in it."""

    wording: str
    text: str
    expected: set[Expected]
    names: dict[str, str] = field(default_factory=dict)


def _day(rng: random.Random, low: int, high: int) -> date:
    return date(rng.randint(low, high), rng.randint(1, 12), rng.randint(1, 28))


def _written(rng: random.Random, day: date) -> str:
    return rng.choice(
        (
            f"{day.day:02} tháng {day.month:02} năm {day.year}",
            f"{day.day:02} tháng {day.month} năm {day.year}",
            f"{day.day:02}/{day.month}/{day.year}",
            f"{day.day}/{day.month:02}/{day.year}",
        )
    )


def _act(rng: random.Random, name: str, code: str, low: int, high: int, organ: str) -> tuple[str, str, str, str]:
    day = _day(rng, low, high)
    number = f"{rng.randint(1, 299):02}/{day.year}/{code}"
    written = _written(rng, day)
    return f"{name} số {number} ngày {written} của {organ}", number, f"{name} số {number}", written


def _broken(rng: random.Random, text: str) -> str:
    """Line breaks as wrapped text has them: some blanks become line ends, never at the start of an item."""
    words = text.split(" ")
    out = words[0]
    for before, word in pairwise(words):
        wrap = rng.random() < 0.06 and not before.endswith((".", ";", ":")) and word[:1].islower()
        out += ("\n" if wrap else " ") + word
    return out


def case(rng: random.Random, wording: str, sentence: str, expected: tuple[Expected, ...]) -> Case:
    """One variation of a wording."""
    organ = rng.choice(("Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Y tế", "Bộ Xây dựng"))
    code = {"Bộ trưởng Bộ Tài chính": "BTC", "Bộ trưởng Bộ Y tế": "BYT", "Bộ Xây dựng": "BXD"}[organ]
    a = _act(rng, "Thông tư", f"TT-{code}", 2008, 2013, organ)
    b = _act(rng, "Thông tư", f"TT-{code}", 2014, 2017, organ)
    c = _act(rng, "Thông tư", f"TT-{code}", 2018, 2020, organ)
    q = _act(rng, "Quyết định", f"QĐ-{code}", 2001, 2003, organ)
    r = _act(rng, "Quyết định", f"QĐ-{code}", 2004, 2007, organ)
    d = _act(rng, "Nghị định", "NĐ-CP", 2008, 2013, "Chính phủ")
    u = _act(rng, "Quyết định", "QĐ-UBND", 2010, 2014, "Ủy ban nhân dân tỉnh")
    v = _act(rng, "Quyết định", "QĐ-UBND", 2015, 2020, "Ủy ban nhân dân tỉnh")
    n = _act(rng, "Nghị quyết", "NQ-HĐND", 2010, 2014, "Hội đồng nhân dân tỉnh")
    m = _act(rng, "Nghị quyết", "NQ-HĐND", 2015, 2020, "Hội đồng nhân dân tỉnh")
    g_number, g_day = f"{rng.randint(1, 299)}/NQ-CP", _written(rng, _day(rng, 2010, 2020))
    day, then = _day(rng, 2021, 2026), _written(rng, _day(rng, 2027, 2030))
    own = rng.choice(("kể từ ngày Thông tư này có hiệu lực", "từ ngày Thông tư này có hiệu lực thi hành"))
    filled = sentence.replace("{own}", own).replace("{thi}", rng.choice(("", "thi hành ")))
    values = {
        "a": a[0], "b": b[0], "c": c[0], "q": q[0], "r": r[0], "a0": a[2], "d0": d[2], "s": rng.choice(SUBJECTS),
        "day": _written(rng, day), "qn": q[1], "rn": r[1], "qd": q[3], "rd": r[3],
        "u": u[0], "v": v[0], "n": n[0], "m": m[0], "nn": n[1], "nd": n[3], "mn": m[1], "md": m[3], "then": then,
        "g": f"Nghị quyết số {g_number} ngày {g_day} của Chính phủ",
    }  # fmt: skip
    names = {"a": a[1], "b": b[1], "c": c[1], "q": q[1], "r": r[1], "u": u[1], "v": v[1], "n": n[1], "m": m[1]}
    names["g"] = g_number
    body = filled.format(**values)
    body = _broken(rng, body) if rng.random() < 0.5 else body
    text = f"{body}\n" if body.startswith(BARE) else f"Điều 9. Hiệu lực thi hành\n1. {body}\n"
    wanted = {
        (kind, names[who] if who else None, scope, provisions, day.isoformat() if on else "")
        for kind, who, scope, provisions, on in expected
    }
    return Case(wording, text, wanted, names)


def cases(count: int, seed: int = 20260401) -> Iterator[Case]:
    """At least ``count`` variations, the same for the same seed."""
    rng = random.Random(seed)
    for i in range(count):
        yield case(rng, *ALL[i % len(ALL)])


def read(one: Case, book: Book) -> set[Expected]:
    """What the reader finds."""
    source = Source(path="", name="", media_type="text/plain", size=0, sha256="")
    text = Text(source=source, body=one.text)
    found = read_acting(text, Header(), read_references(text, Header(), book), book)
    write = book.phrases.provisions.write
    return {
        (
            c.kind.value,
            str(found.references[c.target].number) if c.target is not None else None,
            c.scope.value,
            tuple(write(p) for p in c.provisions),
            c.on.isoformat() if c.on else "",
        )
        for c in found.clauses
    }


def measure(data: Path, book: Book) -> Measure:
    """All fields exact on 7,000 variations."""
    result = Measure(f"Wordings of acting clauses ({len(ALL)} wordings, 7,000 generated)")
    for i, one in enumerate(cases(7000)):
        got = read(one, book)
        ok = got == one.expected
        result.row("all fields exact").add(ok)
        result.row(f"wording {one.wording}").add(ok)
        if not ok:
            result.failed[f"{one.wording}|{i}"] = f"read {sorted(map(str, got - one.expected))}"
    return result
