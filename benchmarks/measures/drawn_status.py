"""Recipes of papers about a document's own life: ended, suspended, running out, not yet in force, of an old unit."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from doccheck.model.act import Act, Kind, Tier
from measures.drawn import ASKED, DISTRICTS, MERGED, Paper, World, at

DAY = timedelta(1)


def _own(w: World, start: str = "2010-01-01", end: str = "2019-12-31") -> tuple[Paper, Act]:
    paper = w.pick(w.decided, w.resolved, w.circulated)(w.day(start, end))
    return paper, w.known(paper)


def st_exp(w: World, fault: bool, i: int) -> Paper:
    paper, own = _own(w)
    if fault:
        w.ended(own, w.day("2020-06-01", "2026-10-31"))
    elif i % 5 == 0:
        paper = replace(paper, as_of=date(2022, 1, 1))
        w.ended(own, w.day("2022-01-02", "2026-10-31"))
    elif i % 5 == 1:
        other = w.act(own.instrument or "", str(own.number), "ubnd-tinh/gia-lai", own.issued_on or ASKED)
        w.ended(other, w.day("2020-06-01", "2026-10-31"))
    elif i % 5 == 2:
        w.ended(own, w.day("2020-06-01", "2026-10-31"), exceptions=f"quy định tại khoản {i + 1} Điều 7")
    elif i % 5 == 3:
        w.fact(own, Kind.AMENDED, w.day("2020-06-01", "2026-10-31"), w.local(date(2020, 5, 1)))
    else:
        w.ended(own, w.day("2020-06-01", "2026-10-31"), tier=Tier.HINT)
    return paper


def st_exp_exc(w: World, fault: bool, i: int) -> Paper:
    paper, own = _own(w)
    kept = w.pick("Điều 9", f"quy định tại khoản {i + 1} Điều 12", "nội dung về mức thu phí", "Phụ lục II")
    day = w.day("2020-06-01", "2026-10-31")
    if fault:
        w.ended(own, day, exceptions=kept)
    elif i % 2:
        w.ended(own, day)
    else:
        w.ended(own, day, exceptions=kept)
        paper = replace(paper, as_of=day - DAY)
    return paper


def st_part(w: World, fault: bool, i: int) -> Paper:
    paper, own = _own(w)
    day, newer = w.day("2020-06-01", "2026-10-31"), w.local(date(2020, 5, 1))
    lost = w.pick(at(("article", "5")), at(("article", "3"), ("clause", "2")), at(("appendix", "I")))
    if fault:
        w.fact(own, w.pick(Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED), day, newer, provisions=lost)
    elif i % 3 == 0:
        w.fact(own, Kind.AMENDED, day, newer, provisions=lost)
    elif i % 3 == 1:
        w.fact(own, Kind.PARTLY_REPEALED, day, newer, provisions=lost)
        paper = replace(paper, as_of=day - DAY)
    else:
        w.ended(own, day)
    return paper


def st_term(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2012-01-01", "2019-12-31")
    paper = w.pick(w.decided, w.resolved)(issued)
    first = issued + timedelta(12)
    last = date(w.pick(2021, 2022, 2023, 2025), w.pick(6, 12), 30)
    if fault:
        paper.effect = [w.clause(paper.form, first, last)]
    elif i % 3 == 0:
        paper.effect = [w.clause(paper.form, first, date(2027, w.pick(6, 12), 30))]
    elif i % 3 == 1:
        paper.title += f" giai đoạn {issued.year} - {issued.year + 5}"
    else:
        paper.effect = [w.clause(paper.form, first, last)]
        paper.as_of = last
    if fault and i % 2:
        w.known(paper)
    return paper


def st_casc(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2012-01-01", "2016-06-30")
    parent = w.decree(issued - timedelta(200))
    paper = w.circulated(issued)
    named = f"Nghị định số {parent.number} {w.when(parent.issued_on or issued)} của Chính phủ"
    paper.title = f"Quy định chi tiết một số điều của {named}"
    own, end = w.known(paper), w.day("2018-01-01", "2024-12-31")
    link = w.fact(parent, Kind.GUIDES, issued, own)
    if fault:
        w.ended(parent, end)
    elif i % 4 == 0:
        w.fact(parent, Kind.AMENDED, end, w.decree(end - timedelta(50)))
    elif i % 4 == 1:
        w.facts.remove(link)
        w.ended(parent, end)
        paper.title = f"Quy định về {w.subject()}"
        paper.bases.append(w.basis(w.cite(parent)))
    elif i % 4 == 2:
        w.ended(parent, end)
        paper.as_of = end - DAY
    else:
        w.alive(parent)
    return paper


def st_susp(w: World, fault: bool, i: int) -> Paper:
    paper, own = _own(w)
    start, newer = w.day("2026-01-01", "2026-09-30"), w.decree(date(2025, 12, 1))
    back = w.pick(None, date(2027, 3, 1), date(2027, 6, 30))
    if fault:
        w.fact(own, Kind.SUSPENDED, start, newer, until=back)
    elif i % 3 == 0:
        w.fact(own, Kind.SUSPENDED, start, newer, until=w.day("2026-10-01", "2026-11-01"))
    elif i % 3 == 1:
        w.fact(own, Kind.SUSPENDED, start, newer, until=back)
        paper.as_of = start - DAY
    else:
        w.fact(own, Kind.SUSPENDED, start, newer)
        w.fact(own, Kind.RESUMED, w.day("2026-10-01", "2026-11-01"), newer)
    return paper


def st_notyet(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2026-01-01", "2026-09-15")
    first = issued + timedelta(w.pick(50, 60, 90, 120))
    paper = w.pick(w.decided, w.circulated, w.resolved)(issued)
    paper.effect = [w.clause(paper.form, first)]
    paper.as_of = first - DAY if fault else first + w.pick(0, 1, 20) * DAY
    if i % 2:
        w.known(paper, first)
    return paper


def st_never(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2024-12-31")
    first = issued + timedelta(60)
    paper = w.pick(w.decided, w.circulated)(issued)
    paper.effect = [w.clause(paper.form, first)]
    own = w.known(paper, first)
    day = issued + timedelta(w.rng.randint(20, 60)) if fault else first + timedelta(w.rng.randint(1, 900))
    w.ended(own, day)
    return paper


def _district(w: World, issued: date, **more: Any) -> Paper:
    name, council = w.pick(*DISTRICTS), w.rng.random() < 0.5
    organ = "Hội đồng nhân dân" if council else "Ủy ban nhân dân"
    slug = f"{'hdnd' if council else 'ubnd'}-huyen/{_slug(name)}"
    form, code = ("resolution", "NQ-HĐND") if council else ("decision", "QĐ-UBND")
    paper = w.paper(slug, form, code, issued, **more)
    paper.organ = f"{organ} huyện {name}"
    paper.sign = ["CHỦ TỊCH"] if council else [f"TM. {organ} huyện {name}".upper(), "CHỦ TỊCH"]
    return paper


def _slug(name: str) -> str:
    from doccheck.model.number import fold

    return fold(name).replace(" ", "-").replace("đ", "d")


def st_dist(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2012-01-01", "2024-12-31")
    if fault:
        return replace(_district(w, issued), as_of=w.pick(date(2025, 7, 1), ASKED, date(2027, 2, 28), date(2027, 3, 1)))
    if i % 3 == 0:
        return replace(_district(w, issued), as_of=w.pick(date(2025, 6, 30), date(2024, 12, 31)))
    if i % 3 == 1:
        return _district(w, issued, year=False)
    return w.decided(issued)


def st_merge(w: World, fault: bool, i: int) -> Paper:
    issued, place = w.day("2012-01-01", "2025-05-31"), w.pick(*MERGED)
    made = w.pick(w.decided, w.resolved)
    if fault:
        return made(issued, place)
    if i % 5 == 0:
        return made(issued)
    if i % 5 == 1:
        return replace(made(issued, place), as_of=date(2025, 6, 30))
    if i % 5 == 2:
        return made(issued, place, year=False)
    if i % 5 == 3:
        paper = made(issued, place)
        w.fact(w.known(paper), Kind.IN_FORCE, w.day("2025-08-01", "2026-09-01"))
        return paper
    paper = made(issued, place)
    w.ended(w.known(paper), w.day("2025-08-01", "2026-09-01"))
    return paper


def st_impl(w: World, fault: bool, i: int) -> Paper:
    issued, place, subject = w.day("2012-01-01", "2018-12-31"), w.place(), w.subject()
    paper = w.decided(issued, place)
    paper.title = f"Quy định về {subject} trên địa bàn tỉnh"
    later = w.day("2020-01-01", "2025-12-31")
    title = w.pick(f"Quy định {subject} trên địa bàn tỉnh", f"Ban hành Quy định về {subject} trên địa bàn tỉnh")
    if fault:
        newer = w.local(later, place, title=title)
    elif i % 4 == 0:
        newer = w.local(later, "gia-lai", title=title)
    elif i % 4 == 1:
        newer = w.local(issued - timedelta(300), place, title=title)
    elif i % 4 == 2:
        newer = w.local(later, place, title=f"Quy định về {w.subject()}")
    else:
        newer = w.local(later, place, title=title)
        w.ended(w.known(paper), later + timedelta(10))
    w.held.append((newer, "khac.txt", True))
    return paper


def st_announced(w: World, fault: bool, i: int) -> Paper:
    paper, own = _own(w)
    day = date(w.pick(2021, 2022, 2023, 2024), 12, 31)
    if fault:
        w.fact(own, Kind.CEASED, day)
    elif i % 2:
        w.fact(own, Kind.CEASED, day)
        paper.as_of = day - DAY
    else:
        w.ended(own, day)
    return paper


def st_newer(w: World, fault: bool, i: int) -> Paper:
    issued, place, subject = w.day("2012-01-01", "2018-12-31"), w.place(), w.subject()
    paper = w.pick(w.decided, w.resolved)(issued, place)
    organ, area = paper.issuers[0].partition("-")[0], w.pick("trên địa bàn tỉnh", "tại các huyện, thành phố của tỉnh")
    paper.title = f"Quy định về {subject} {area}"
    title = w.pick(paper.title, f"Quy định {subject} {area}", f"Ban hành Quy định về {subject} {area}")
    later = w.day("2020-01-01", "2025-12-31")
    if fault:
        newer = w.local(later, place, organ, title)
    elif i % 5 == 0:
        newer = w.local(issued - timedelta(400), place, organ, title)
    elif i % 5 == 1:
        newer = w.local(later, place, organ, f"Sửa đổi, bổ sung một số điều của {title}")
    elif i % 5 == 2:
        newer = w.local(later, place, organ, f"Quy định về {w.subject()} {area}")
    elif i % 5 == 3:
        paper.title, newer = f"{title} năm {issued.year}", w.local(later, place, organ, f"{title} năm {later.year}")
    else:
        newer = w.local(later, place, organ, title)
        w.fact(w.known(paper), Kind.REPLACED, later + timedelta(10), newer)
    w.held.append((newer, "moi-hon.docx", False))
    return paper


def dup_copy(w: World, fault: bool, i: int) -> Paper:
    paper = w.pick(w.decided, w.resolved)(w.day("2012-01-01", "2025-12-31"))
    number, issued, organ = str(paper.number), paper.issued or ASKED, paper.issuers[0]
    if fault:
        issued, title = issued + w.pick(0, 0, 1, 3) * DAY, w.pick(paper.title, f"Quy định về {w.subject()}")
        other = w.act(paper.form, number, organ, issued, title)
    elif i % 2:
        other = w.act(paper.form, number, organ.partition("/")[0] + "/gia-lai", issued, paper.title)
    else:
        other = w.act(paper.form, f"{w.serial()}/{issued.year}/{number.split('/')[-1]}", organ, issued, paper.title)
    w.held.append((other, "ban-khac.pdf", False))
    return paper


def num_file(w: World, fault: bool, i: int) -> Paper:
    paper = w.pick(w.decided, w.resolved, w.circulated)(w.day("2012-01-01", "2025-12-31"))
    serial, year, symbol = str(paper.number).split("/")
    other, gap = w.serial(), w.pick("-", "_", " ")
    plain = symbol.replace("Đ", "D")
    named = gap.join((other if fault else serial, year, plain))
    if not fault and i % 3 == 0:
        named = w.pick("van ban 01", "scan_0012", f"phu luc {other}", gap.join((other, year, "KH-UBND")))
    paper.name = w.pick(f"{named}.docx", f"VB {named} (ban ky).pdf", f"{named}{gap}signed.pdf")
    return paper


RECIPES = {
    "ST-NEWER": st_newer,
    "DUP-COPY": dup_copy,
    "NUM-FILE": num_file,
    "ST-EXP": st_exp,
    "ST-EXP-EXC": st_exp_exc,
    "ST-PART": st_part,
    "ST-TERM": st_term,
    "ST-CASC": st_casc,
    "ST-SUSP": st_susp,
    "ST-NOTYET": st_notyet,
    "ST-NEVER": st_never,
    "ST-DIST": st_dist,
    "ST-MERGE": st_merge,
    "ST-IMPL": st_impl,
    "ST-ANNOUNCED": st_announced,
}
district = _district
