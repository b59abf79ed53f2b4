"""Recipes of papers about authority, number, effect clause and signature."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from doccheck.model.act import Kind
from measures.drawn import DISTRICTS, Paper, World
from measures.drawn_status import _slug, district

DAY = timedelta(1)


def auth_type(w: World, fault: bool, i: int) -> Paper:
    if i % 4 == 0:
        issued = w.day("2009-02-01", "2025-03-31") if fault else w.day("2025-04-01", "2026-06-30")
        paper = w.paper("chinh-phu", "resolution", "NQ-CP", issued)
        paper.sign = ["TM. CHÍNH PHỦ", "THỦ TƯỚNG"]
    elif i % 4 == 1:
        issued = w.day("2016-07-15", "2025-06-30") if fault else w.day("2025-07-01", "2026-06-30")
        place = w.place()
        paper = w.paper(f"ct-ubnd-tinh/{place}", "decision", "QĐ-CTUBND", issued)
        paper.sign = ["CHỦ TỊCH"]
    elif i % 4 == 2:
        issued = w.day("2025-04-01", "2026-06-30") if fault else w.day("2016-07-15", "2025-03-31")
        paper = w.paper("ktnn", "decision", "QĐ-KTNN", issued, effect=46)
        paper.sign = ["TỔNG KIỂM TOÁN NHÀ NƯỚC"]
    else:
        issued = w.day("2012-01-01", "2024-12-31")
        name = w.pick("Xây dựng", "Tài chính", "Tư pháp")
        code = {"Xây dựng": "SXD", "Tài chính": "STC", "Tư pháp": "STP"}[name]
        paper = w.paper(f"so/{_slug(name)}", "decision", f"QĐ-{code}", issued, year=fault)
        paper.organ = f"Sở {name}"
    return paper


def auth_min_qd(w: World, fault: bool, i: int) -> Paper:
    ministry, code = w.pick(("bo-tai-chinh", "BTC"), ("bo-y-te", "BYT"), ("bo-xay-dung", "BXD"), ("bo-tu-phap", "BTP"))
    if fault:
        issued, year = w.day("2009-01-01", "2026-06-30"), True
    elif i % 2:
        issued, year = w.day("2003-01-01", "2008-12-31"), True
    else:
        issued, year = w.day("2009-01-01", "2026-06-30"), False
    return w.paper(ministry, "decision", f"QĐ-{code}", issued, year=year, effect=46)


def auth_ttlt(w: World, fault: bool, i: int) -> Paper:
    first, second = w.pick((("bo-tai-chinh", "BTC"), ("bo-y-te", "BYT")), (("bo-y-te", "BYT"), ("bo-tu-phap", "BTP")),
                           (("bo-xay-dung", "BXD"), ("bo-tai-chinh", "BTC")))  # fmt: skip
    if fault or i % 2:
        issued = w.day("2016-07-01", "2026-06-30") if fault else w.day("2010-01-01", "2016-06-30")
    else:
        first, second = ("tandtc", "TANDTC"), ("vksndtc", "VKSNDTC")
        issued = w.day("2016-07-01", "2026-06-30")
    paper = w.paper(first[0], "joint_circular", f"TTLT-{first[1]}-{second[1]}", issued, effect=46)
    paper.issuers = (first[0], second[0])
    paper.sign = ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"]
    return paper


def auth_ct(w: World, fault: bool, i: int) -> Paper:
    if i % 2:
        issued = w.day("2016-07-01", "2026-06-30") if fault else w.day("2006-01-01", "2016-06-30")
        paper = w.paper(f"ubnd-tinh/{w.place()}", "directive", "CT-UBND", issued, year=True)
    else:
        ministry, code = w.pick(("bo-tai-chinh", "BTC"), ("bo-y-te", "BYT"), ("thu-tuong", "TTg"))
        issued = w.day("2009-01-01", "2026-06-30") if fault else w.day("2003-01-01", "2008-12-31")
        paper = w.paper(ministry, "directive", f"CT-{code}", issued, year=True)
    if not fault and i % 3 == 0:
        paper.issued, paper.number = (
            w.day("2018-01-01", "2026-01-01"),
            f"{w.serial()}/{(paper.number or '').split('/')[-1]}",
        )
    return paper


def _commune(w: World, issued: date, **more: Any) -> Paper:
    name, council = w.pick(*DISTRICTS), w.rng.random() < 0.5
    organ = "Hội đồng nhân dân" if council else "Ủy ban nhân dân"
    slug, form, code = (
        f"{'hdnd' if council else 'ubnd'}-xa/{_slug(name)}",
        *(("resolution", "NQ-HĐND") if council else ("decision", "QĐ-UBND")),
    )
    paper = w.paper(slug, form, code, issued, **more)
    paper.organ = f"{organ} xã {name}"
    paper.sign = ["CHỦ TỊCH"] if council else [f"TM. {organ} xã {name}".upper(), "CHỦ TỊCH"]
    return paper


def auth_xa_gap(w: World, fault: bool, i: int) -> Paper:
    if fault:
        return _commune(w, w.day("2025-04-01", "2025-06-30"))
    if i % 3 == 0:
        return _commune(w, w.day("2025-07-01", "2026-06-30"))
    if i % 3 == 1:
        return _commune(w, w.day("2017-01-01", "2025-03-31"))
    return _commune(w, w.day("2025-04-01", "2025-06-30"), year=False)


def auth_huyen(w: World, fault: bool, i: int) -> Paper:
    if fault:
        return district(w, w.day("2025-07-01", "2026-06-30"))
    return (
        district(w, w.day("2025-07-01", "2026-06-30"), year=False)
        if i % 2
        else district(w, w.day("2012-01-01", "2025-06-30"))
    )


def auth_deleg(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-07-01", "2025-03-31") if fault or i % 2 else w.day("2007-01-01", "2016-06-30")
    paper = w.pick(district, _commune)(w, issued, grounds=False)
    law = w.alive(w.law(issued - 700 * DAY))
    spot = w.pick("khoản 2 Điều 30 ", "Điều 14 ", "điểm b khoản 1 Điều 9 ") if not fault and i % 2 else ""
    paper.bases = [w.basis(f"{spot}{w.cite(law)}")]
    return paper


def auth_content(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-07-15", "2026-06-30")
    subject = w.subject()
    lead = w.pick(
        "Phê duyệt Đề án", "Thành lập Ban Chỉ đạo", "Giao chỉ tiêu", "Về việc phê duyệt kế hoạch", "Kiện toàn Hội đồng"
    )
    paper = w.decided(issued, year=fault or i % 2 == 0)
    if fault or i % 2:
        paper.title = f"{lead} {subject}"
    else:
        paper.title = w.pick(
            f"Quy định về {subject}", f"Về việc ban hành quy định {subject}", f"Quy định trình tự phê duyệt {subject}"
        )
    return paper


def norm_in_admin(w: World, fault: bool, i: int) -> Paper:
    paper = w.decided(w.day("2016-07-15", "2026-06-30"), year=not fault and i % 3 == 0)
    subject = w.subject()
    if fault or i % 3 == 0:
        paper.title = w.pick(f"Ban hành Quy định về {subject} trên địa bàn tỉnh", f"Quy định mức hỗ trợ "
            f"{subject} trên địa bàn tỉnh",
                             f"Về việc ban hành quy chế {subject} trên địa bàn tỉnh")  # fmt: skip
    elif i % 3 == 1:
        paper.title = w.pick(
            "Ban hành Quy chế làm việc của Ủy ban nhân dân tỉnh", "Ban hành Quy chế hoạt động của Ban Chỉ đạo tỉnh"
        )
    else:
        paper.title = f"Phê duyệt dự toán {subject} trên địa bàn tỉnh"
    return paper


def num_noyear(w: World, fault: bool, i: int) -> Paper:
    if fault:
        made, issued = w.pick(w.decreed, w.circulated), w.day("1999-01-01", "2026-06-30")
        return made(issued, year=False)
    if i % 3 == 0:
        return w.pick(w.decreed, w.circulated)(w.day("1999-01-01", "2026-06-30"))
    if i % 3 == 1:
        return w.paper("chinh-phu", "decree", "CP", w.day("1993-01-01", "1996-12-31"), year=False)
    return w.decided(w.day("2005-06-01", "2026-06-30"), year=False)


def num_year_admin(w: World, fault: bool, i: int) -> Paper:
    form, code = w.pick(("plan", "KH-UBND"), ("notice", "TB-UBND"), ("report", "BC-UBND"), ("guide", "HD-UBND"))
    issued = w.day("2012-01-01", "2026-06-30")
    if not fault and i % 3 == 0:
        return w.decided(issued)
    paper = w.paper(f"ubnd-tinh/{w.place()}", form, code, issued, year=fault, effect=None)
    paper.title = f"Tổ chức thực hiện {w.subject()}"
    return paper


def num_mismatch(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2006-03-01", "2026-06-30")
    paper = w.pick(w.decided, w.resolved)(issued)
    serial, year = w.serial(), issued.year
    if fault:
        wrong = (
            f"{serial}/{year - 1}/{'QĐ-UBND' if paper.form == 'decision' else 'NQ-HĐND'}",
            f"{serial}/{year}/{'NQ-HĐND' if paper.form == 'decision' else 'QĐ-UBND'}",
            f"{serial}/{year}/{'QĐ-BTC' if paper.form == 'decision' else 'NQ-CP'}",
        )
        paper.number = wrong[i % 3]
    elif i % 3 == 0:
        return w.paper(f"ubnd-tinh/{w.place()}", "decision", "QĐ-UBND", issued)
    elif i % 3 == 1:
        return w.pick(w.circulated, w.decreed)(issued)
    return paper


GONE = (
    ("bo-ke-hoach-va-dau-tu", "BKHĐT"),
    ("bo-giao-thong-van-tai", "BGTVT"),
    ("bo-tai-nguyen-va-moi-truong", "BTNMT"),
    ("bo-thong-tin-va-truyen-thong", "BTTTT"),
    ("bo-lao-dong-thuong-binh-va-xa-hoi", "BLĐTBXH"),
)


def num_code_time(w: World, fault: bool, i: int) -> Paper:
    ministry, code = GONE[i % len(GONE)]
    issued = w.day("2025-04-01", "2026-06-30") if fault else w.day("2009-01-01", "2025-02-28")
    return w.paper(ministry, "circular", f"TT-{code}", issued, effect=46)


def org_name(w: World, fault: bool, i: int) -> Paper:
    if i % 2:
        return num_code_time(w, fault, i)
    issued = w.day("2025-08-01", "2026-06-30") if fault else w.day("2012-01-01", "2025-05-31")
    return w.decided(issued, w.pick("bac-giang", "ha-nam", "binh-phuoc", "long-an", "quang-nam"))


def org_gone(w: World, fault: bool, i: int) -> Paper:
    if i % 3 == 0:
        ministry, code = GONE[i % len(GONE)]
        paper = w.paper(ministry, "circular", f"TT-{code}", w.day("2009-01-01", "2025-01-31"), effect=46)
    elif i % 3 == 1:
        paper = district(w, w.day("2012-01-01", "2025-03-31"))
    else:
        paper = w.decided(w.day("2012-01-01", "2025-03-31"), w.pick("bac-giang", "ha-nam", "binh-phuoc", "long-an"))
    if fault:
        return paper
    return replace(paper, as_of=date(2025, 2, 20)) if i % 2 else w.decided(w.day("2012-01-01", "2025-03-31"))


def eff_missing(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2026-06-30")
    if fault:
        return w.pick(w.decided, w.resolved, w.circulated)(issued, effect=None)
    if i % 3 == 0:
        return w.decided(issued, year=False, effect=None)
    paper = w.pick(w.decided, w.circulated)(issued)
    if i % 3 == 1:
        name = w.form(paper.form)
        paper.effect = [
            w.pick(
                f"{name} này có hiệu lực thi hành kể từ ngày ký ban hành.",
                f"{name} này có hiệu lực sau 10 ngày kể từ ngày ký.",
            )
        ]
    return paper


def eff_min(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2026-06-30")
    central = i % 2 == 0
    least = 45 if central else 10
    paper = (w.circulated if central else w.pick(w.decided, w.resolved))(issued)
    gap = w.pick(0, 3, 5, least - 2) if fault else w.pick(least, least + 1, least + 20)
    paper.effect = [w.clause(paper.form, issued + gap * DAY)]
    if not fault and i % 5 == 0:
        paper.number, paper.effect = f"{w.serial()}/QĐ-UBND", [w.clause("decision", issued)]
        paper.form, paper.issuers = "decision", (f"ubnd-tinh/{w.place()}",)
    elif not fault and i % 5 == 1:
        paper.effect = [w.clause(paper.form, issued + DAY)]
        paper.ends = [
            w.pick(
                "Văn bản này được ban hành theo trình tự, thủ tục rút gọn.",
                f"{w.form(paper.form)} này được xây dựng, ban hành theo trình tự, thủ tục rút gọn.",
            )
        ]
    return paper


def eff_retro(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2026-06-30")
    paper = w.pick(w.decided, w.circulated)(issued)
    first = issued - w.rng.randint(1, 200) * DAY if fault else issued + w.pick(0, 11, 46) * DAY
    paper.effect = [w.clause(paper.form, first)]
    if not fault and i % 2:
        name = w.form(paper.form)
        paper.effect = [
            f"{name} này có hiệu lực thi hành kể từ {w.when(issued + 46 * DAY)}; "
            f"mức hỗ trợ được áp dụng từ {w.when(issued - 30 * DAY)}."
        ]
    return paper


def eff_parent(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2024-12-31")
    first = issued + 46 * DAY
    begins = first + (w.rng.randint(1, 60) if fault else w.pick(0, -1, -40, -400)) * DAY
    law = w.law(issued - 100 * DAY, begins)
    w.fact(law, Kind.EFFECT, begins)
    paper = w.decreed(issued, grounds=False)
    paper.title = f"Quy định chi tiết một số điều của Luật {law.title} số {law.number}"
    paper.bases = [w.basis(w.cite(law))]
    return paper


def eff_relative(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2026-06-30") if fault or i % 2 else w.day("2005-06-01", "2008-12-31")
    paper = w.pick(w.decided, w.resolved)(issued)
    name = w.form(paper.form)
    if fault or i % 4 == 0:
        paper.effect = [w.pick(f"{name} này có hiệu lực thi hành sau 10 ngày kể từ ngày ký.",
                               f"{name} này có hiệu lực sau 15 ngày, kể từ ngày đăng Công báo.",
                               f"{name} này có hiệu lực thi hành sau 10 ngày, kể từ ngày ký ban hành.")]  # fmt: skip
    elif i % 4 == 2:
        paper = w.decided(w.day("2016-08-01", "2026-06-30"), year=False)
        paper.effect = ["Quyết định này có hiệu lực sau 10 ngày kể từ ngày ký."]
    return paper


def sig_tl(w: World, fault: bool, i: int) -> Paper:
    paper = w.decided(w.day("2016-08-01", "2026-06-30"), year=fault or i % 2 == 0)
    if fault or i % 2:
        paper.sign = [
            w.pick("TL. CHỦ TỊCH", "TUQ. CHỦ TỊCH", "T/L CHỦ TỊCH"),
            w.pick("CHÁNH VĂN PHÒNG", "GIÁM ĐỐC SỞ TÀI CHÍNH"),
        ]
    return paper


def sig_tm(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2016-08-01", "2026-06-30")
    if i % 2:
        paper = w.decided(issued)
        organ = w.organ(paper.issuers[0]).upper()
        paper.sign = (
            ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
            if fault
            else [f"TM. {organ}", *w.pick(["CHỦ TỊCH"], ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])]
        )
        return paper
    issued = w.day("2025-07-15", "2026-06-30")
    place = w.place()
    paper = w.paper(f"ct-ubnd-tinh/{place}", "decision", "QĐ-CTUBND", issued)
    committee = w.organ(f"ubnd-tinh/{place}").upper()
    paper.sign = [f"TM. {committee}", "CHỦ TỊCH"] if fault else w.pick(["CHỦ TỊCH"], ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
    return paper


def sig_issuer(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2010-01-01", "2026-06-30")
    if i % 2:
        paper = w.circulated(issued)
        paper.sign = (
            w.pick(["CHỦ TỊCH"], ["THỦ TƯỚNG"])
            if fault
            else w.pick(["BỘ TRƯỞNG"], ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"], ["Q. BỘ TRƯỞNG"])
        )
    else:
        paper = w.decided(issued)
        organ = w.organ(paper.issuers[0]).upper()
        paper.sign = (
            w.pick(["BỘ TRƯỞNG"], ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"])
            if fault
            else w.pick([f"TM. {organ}", "CHỦ TỊCH"], [f"TM. {organ}", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"])
        )
    return paper


RECIPES = {
    "AUTH-TYPE": auth_type,
    "AUTH-MIN-QD": auth_min_qd,
    "AUTH-TTLT": auth_ttlt,
    "AUTH-CT": auth_ct,
    "AUTH-XA-GAP": auth_xa_gap,
    "AUTH-HUYEN": auth_huyen,
    "AUTH-DELEG": auth_deleg,
    "AUTH-CONTENT": auth_content,
    "NORM-IN-ADMIN": norm_in_admin,
    "NUM-NOYEAR": num_noyear,
    "NUM-YEAR-ADMIN": num_year_admin,
    "NUM-MISMATCH": num_mismatch,
    "NUM-CODE-TIME": num_code_time,
    "ORG-NAME": org_name,
    "ORG-GONE": org_gone,
    "EFF-MISSING": eff_missing,
    "EFF-MIN": eff_min,
    "EFF-RETRO": eff_retro,
    "EFF-PARENT": eff_parent,
    "EFF-RELATIVE": eff_relative,
    "SIG-TL": sig_tl,
    "SIG-TM": sig_tm,
    "SIG-ISSUER": sig_issuer,
}
