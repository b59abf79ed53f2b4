"""Recipes of papers about legal bases and mentions: ended, not signed yet, of low rank, with a wrong day or name."""

from datetime import date, timedelta
from typing import Any

from doccheck.model.act import Act, Kind, Tier
from measures.drawn import ASKED, MINISTRIES, Paper, World, at

DAY = timedelta(1)


def _made(w: World, start: str = "2017-01-01", end: str = "2024-06-30", **more: Any) -> Paper:
    return w.pick(w.decided, w.resolved)(w.day(start, end), **more)


def _issued(paper: Paper) -> date:
    assert paper.issued is not None
    return paper.issued


def _old(w: World, paper: Paper) -> Act:
    return w.above(_issued(paper) - timedelta(w.rng.randint(900, 2500)))


def basis_exp_at_issue(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act, issued = _old(w, paper), _issued(paper)
    if fault:
        w.ended(act, issued - w.rng.randint(0, 700) * DAY)
        paper.bases.append(w.basis(w.cite(act)))
    elif i % 5 == 0:
        w.ended(act, issued + w.pick(1, 2, 400) * DAY)
        paper.bases.append(w.basis(w.cite(act)))
    elif i % 5 == 1:
        w.ended(act, issued - 90 * DAY)
        kept = w.alive(w.decree(issued - 800 * DAY))
        paper.bases.append(
            w.basis(f"{w.cite(kept, full=False)} của Chính phủ được sửa đổi, bổ sung bởi {w.cite(act, full=False)}")
        )
    elif i % 5 == 2:
        w.ended(act, issued - 90 * DAY, tier=Tier.HINT)
        paper.bases.append(w.basis(w.cite(act)))
    elif i % 5 == 3:
        act = w.local(issued - 900 * DAY, "gia-lai")
        w.ended(act, issued - 90 * DAY)
        mine = w.act("decision", str(act.number), paper.issuers[0].replace("hdnd", "ubnd"), issued - 600 * DAY)
        paper.bases.append(w.basis(w.cite(w.alive(mine))))
    else:
        paper.ends = [f"{w.form(paper.form)} này thay thế {w.cite(_ended_own(w, paper))}."]
    return paper


def _ended_own(w: World, paper: Paper) -> Act:
    organ, _, place = paper.issuers[0].partition("-tinh/")
    act = w.local(_issued(paper) - 900 * DAY, place, organ)
    w.ended(act, _issued(paper) + 12 * DAY)
    return act


def basis_exp_gap(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w, effect=40)
    act, issued = _old(w, paper), _issued(paper)
    end = w.rng.randint(1, 40) if fault else w.pick(41, 42, 300, -90)
    w.ended(act, issued + end * DAY)
    paper.bases.append(w.basis(w.cite(act)))
    return paper


def basis_notyet(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w, effect=20)
    issued = _issued(paper)
    act = w.decree(
        issued - w.rng.randint(1, 60) * DAY,
        effective=issued + (w.rng.randint(21, 90) if fault else w.pick(20, 19, 1, -10)) * DAY,
    )
    w.fact(act, Kind.EFFECT, act.effective_on)
    paper.bases.append(w.basis(w.cite(act)))
    return paper


def basis_unsigned(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    issued = _issued(paper)
    act = w.above(issued + w.rng.randint(1, 28) * DAY if fault else issued - w.pick(0, 1, 30) * DAY)
    paper.bases.append(w.basis(w.cite(act)))
    return paper


def basis_exp_after(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act, issued = _old(w, paper), _issued(paper)
    if fault:
        w.ended(act, w.day((issued + 40 * DAY).isoformat(), ASKED.isoformat()))
    elif i % 3 == 0:
        w.ended(act, ASKED + w.pick(1, 30, 200) * DAY)
    elif i % 3 == 1:
        w.ended(act, issued + 200 * DAY)
        w.ended(w.known(paper), issued + 300 * DAY)
    else:
        w.fact(act, Kind.AMENDED, issued + 200 * DAY, w.decree(issued + 150 * DAY))
    paper.bases.append(w.basis(w.cite(act)))
    return paper


def basis_amended(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    issued = _issued(paper)
    act = w.pick(w.law, w.decree)(issued - 2000 * DAY)
    newer = (w.law if act.instrument == "law" else w.decree)(issued - 700 * DAY)
    told = w.cite(act, full=False)
    if fault:
        w.fact(act, Kind.AMENDED, issued - w.rng.randint(1, 600) * DAY, newer)
    elif i % 2:
        w.fact(act, Kind.AMENDED, issued + w.rng.randint(1, 600) * DAY, newer)
    else:
        w.fact(act, Kind.AMENDED, issued - 500 * DAY, newer)
        chain = w.pick(
            "được sửa đổi, bổ sung một số điều theo", "được sửa đổi, bổ sung bởi", "đã được sửa đổi, bổ sung bởi"
        )
        told += f" {chain} {w.cite(newer, full=False)}"
    paper.bases.append(w.basis(told))
    return paper


def basis_rank(w: World, fault: bool, i: int) -> Paper:
    place, issued = w.place(), w.day("2017-01-01", "2024-12-31")
    paper = (w.decided if fault or i % 2 else w.circulated)(issued, *([place] if fault or i % 2 else []))
    old = issued - 500 * DAY
    if fault:
        act = w.local(old, place)
    elif i % 2:
        act = w.pick(w.circular, w.decree)(old) if i % 4 == 1 else w.local(old, place, "hdnd")
    else:
        act = w.pick(w.decree, w.law)(old)
    paper.bases.append(w.basis(w.cite(act)))
    return paper


def basis_nonnorm(w: World, fault: bool, i: int) -> Paper:
    issued, place = w.day("2017-01-01", "2024-12-31"), w.place()
    paper = w.decided(issued, place)
    old, some = issued - 200 * DAY, w.rng.randint(100, 4000)
    papers = (
        f"Quyết định số {some}/QĐ-TTg {w.when(old)} của Thủ tướng Chính phủ phê duyệt Đề án {w.subject()}",
        f"Kế hoạch số {some}/KH-UBND {w.when(old)} của Ủy ban nhân dân tỉnh về {w.subject()}",
        f"Nghị quyết số {some % 90 + 1}-NQ/TW {w.when(old)} của Ban Chấp hành Trung ương về {w.subject()}",
        f"Văn bản hợp nhất số {some}/VBHN-BTC {w.when(old)} của Bộ Tài chính về {w.subject()}",
    )
    if fault:
        paper.bases.append(w.basis(papers[i % len(papers)]))
    elif i % 3 == 0:
        paper = w.decided(issued, place, year=False)
        paper.bases.append(w.basis(papers[i % 2]))
    elif i % 3 == 1:
        paper.bases.append(f"Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số {some}/TTr-STC {w.when(old)};")
    else:
        paper.body = [w.relies(papers[i % 2])]
    return paper


def basis_detail(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2017-01-01", "2024-12-31")
    law = w.alive(w.law(issued - 400 * DAY))
    paper = w.decreed(issued, grounds=False)
    name = f"Luật {law.title}"
    spot = w.pick("khoản 3 Điều 12", "Điều 15", "điểm a khoản 2 Điều 20")
    if fault:
        paper.title, said = f"Quy định chi tiết thi hành {name}", w.cite(law)
    elif i % 3 == 0:
        paper.title, said = f"Quy định chi tiết một số điều của {name}", w.cite(law)
    elif i % 3 == 1:
        paper.title, said = f"Quy định chi tiết thi hành {name}", f"{spot} {w.cite(law)}"
    else:
        paper.title, said = f"Quy định về {w.subject()}", w.cite(law)
    paper.bases = [w.basis(said)]
    return paper


def cite_exp(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act, issued = _old(w, paper), _issued(paper)
    words = w.cite(act)
    if fault:
        w.ended(act, issued - w.rng.randint(0, 700) * DAY)
        paper.body = [w.relies(words)]
    elif i % 4 == 0:
        w.ended(act, issued + w.pick(1, 100, 900) * DAY)
        paper.body = [w.relies(words)]
    elif i % 4 == 1:
        w.ended(act, issued - 90 * DAY)
        paper.body = [w.pick(f"Trước đây, việc {w.subject()} đã được thực hiện theo {words}.",
                             f"Trong giai đoạn trước, {w.subject()} theo {words} đã đạt kết quả bước "
                                 f"đầu.")]  # fmt: skip
    elif i % 4 == 2:
        w.ended(act, issued - 90 * DAY)
        paper.body = [
            f"Hồ sơ đã tiếp nhận trước ngày {w.form(paper.form)} này có hiệu lực "
            f"thì tiếp tục giải quyết theo quy định tại {words}."
        ]
    else:
        act = _ended_own(w, paper)
        paper.ends = [f"{w.form(paper.form)} này bãi bỏ {w.cite(act)}."]
    return paper


def cite_exp_after(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act, issued = _old(w, paper), _issued(paper)
    if fault:
        w.ended(act, w.day((issued + DAY).isoformat(), ASKED.isoformat()))
    elif i % 3 == 0:
        w.ended(act, ASKED + w.pick(1, 40) * DAY)
    elif i % 3 == 1:
        w.ended(act, issued + 300 * DAY)
        paper.body = [f"Trước đây việc {w.subject()} đã được thực hiện theo {w.cite(act)}."]
    else:
        w.alive(act)
    paper.body = paper.body or [w.relies(w.cite(act))]
    return paper


def cite_part(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    issued = _issued(paper)
    act = w.decree(issued - 2000 * DAY)
    newer = w.decree(issued - 500 * DAY)
    day = issued - 400 * DAY if i % 2 else issued + 100 * DAY
    w.fact(
        act,
        w.pick(Kind.PARTLY_REPEALED, Kind.PARTLY_REPLACED),
        day,
        newer,
        provisions=at(("article", "5"), ("clause", "2")),
    )
    w.fact(act, Kind.EFFECT, (act.issued_on or issued) + 45 * DAY)
    spot = (
        w.pick("khoản 2 Điều 5", "điểm a khoản 2 Điều 5")
        if fault
        else w.pick("khoản 1 Điều 5", "Điều 6", "khoản 2 Điều 15")
    )
    paper.body = [w.relies(f"{spot} {w.cite(act)}")]
    return paper


def cite_date(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act = w.pick(w.decree, w.circular)(_issued(paper) - timedelta(w.rng.randint(300, 1500)))
    assert act.issued_on is not None
    shown = act.issued_on + w.pick(-3, 1, 2, 7, 31) * DAY if fault else act.issued_on
    if fault and shown.year != act.issued_on.year:
        shown = act.issued_on + 2 * DAY
    words = w.cite(act, issued=shown)
    if not fault and i % 3 == 0:
        words = f"{w.form(act.instrument)} số {act.number} của {w.organ(act.issuers[0])}"
    if i % 2:
        paper.bases.append(w.basis(words))
    else:
        paper.body = [w.relies(words)]
    return paper


def cite_issuer(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    ministry, other = w.rng.sample(sorted(MINISTRIES)[:6], 2)
    act = w.circular(_issued(paper) - timedelta(w.rng.randint(300, 900)), ministry)
    name = w.organ(ministry)
    organ = w.organ(other) if fault else w.pick(name, f"Bộ trưởng {name}")
    words = f"Thông tư số {act.number} {w.when(act.issued_on or ASKED)} của {organ}"
    paper.body = [w.relies(words)]
    return paper


def cite_title(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act = w.decree(_issued(paper) - timedelta(w.rng.randint(300, 900)))
    other = f"quy định về {w.subject()}"
    shown = (
        other.replace("quy định về ", "hướng dẫn chi tiết ")
        if fault
        else w.pick(act.title or "", (act.title or "").removeprefix("quy định "))
    )
    paper.bases.append(f"Căn cứ {w.cite(act, title=shown)};")
    return paper


def cite_type(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act = w.pick(w.decree, w.circular)(_issued(paper) - timedelta(w.rng.randint(300, 900)))
    wrong = "circular" if act.instrument == "decree" else w.pick("decree", "decision")
    words = w.cite(act, form=wrong if fault else None)
    if i % 2:
        paper.bases.append(w.basis(words))
    else:
        paper.body = [w.relies(words)]
    return paper


def cite_404(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w)
    act = w.alive(w.pick(w.decree, w.circular)(_issued(paper) - timedelta(w.rng.randint(300, 900))))
    words = w.cite(act)
    if fault:
        w.acts.remove(act)
    paper.body = [w.relies(words)]
    return paper


def cite_ambig(w: World, fault: bool, i: int) -> Paper:
    issued, number = w.day("2018-01-01", "2024-12-31"), f"{w.serial()}/{w.pick(2018, 2020, 2022)}/QĐ-UBND"
    one = w.act("decision", number, "ubnd-tinh/lai-chau", issued, f"quy định về {w.subject()}")
    w.act("decision", number, "ubnd-tinh/gia-lai", issued + 20 * DAY, f"quy định về {w.subject()}")
    bare = w.pick(f"Quyết định số {number}", f"Quyết định {number}")
    if fault:
        return Paper(free=f"Ghi nhận ở cơ sở\n\nTheo phản ánh của người dân, việc {w.subject()} nay làm theo {bare}.\n")
    words = w.pick(f"{bare} của Ủy ban nhân dân tỉnh Lai Châu", f"{bare} {w.when(issued)}", w.cite(one))
    if i % 2:
        return Paper(
            free=f"Ghi nhận ở cơ sở\n\nTheo phản ánh của người dân, việc {w.subject()} nay làm theo {words}.\n"
        )
    paper = w.decided(issued + 400 * DAY, "lai-chau")
    paper.body = [w.relies(f"{bare} của Ủy ban nhân dân tỉnh")]
    return paper


def cite_nonum(w: World, fault: bool, i: int) -> Paper:
    paper = _made(w, "2025-05-01", "2026-06-30")
    law = w.alive(w.law(_issued(paper) - timedelta(900)))
    name, year = f"Luật {law.title}", (law.issued_on or ASKED).year
    words = name if fault else w.pick(f"{name} năm {year}", w.cite(law), f"{name} số {law.number}")
    if i % 2:
        paper.bases.append(w.basis(words))
    else:
        paper.body = [w.relies(words)]
    return paper


RECIPES = {
    "BASIS-EXP-AT-ISSUE": basis_exp_at_issue,
    "BASIS-EXP-GAP": basis_exp_gap,
    "BASIS-NOTYET": basis_notyet,
    "BASIS-UNSIGNED": basis_unsigned,
    "BASIS-EXP-AFTER": basis_exp_after,
    "BASIS-AMENDED": basis_amended,
    "BASIS-RANK": basis_rank,
    "BASIS-NONNORM": basis_nonnorm,
    "BASIS-DETAIL": basis_detail,
    "CITE-EXP": cite_exp,
    "CITE-EXP-AFTER": cite_exp_after,
    "CITE-PART": cite_part,
    "CITE-DATE": cite_date,
    "CITE-ISSUER": cite_issuer,
    "CITE-TITLE": cite_title,
    "CITE-TYPE": cite_type,
    "CITE-404": cite_404,
    "CITE-AMBIG": cite_ambig,
    "CITE-NONUM": cite_nonum,
}
