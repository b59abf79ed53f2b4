"""Recipes of papers that end others, of consolidated texts, of a registry that disagrees, and of posted procedures."""

from datetime import date, timedelta

from doccheck.model.act import Act, Kind
from measures.drawn import ASKED, Paper, World

DAY = timedelta(1)


def _ending(w: World, paper: Paper, act: Act) -> str:
    name, words = w.form(paper.form), w.cite(act)
    return w.pick(f"{name} này thay thế {words}.", f"{name} này bãi bỏ {words}.", f"Bãi bỏ {words}.",
                  f"{words} hết hiệu lực kể từ ngày {name} này có hiệu lực thi hành.")  # fmt: skip


def _issued(paper: Paper) -> date:
    assert paper.issued is not None
    return paper.issued


def rep_implicit(w: World, fault: bool, i: int) -> Paper:
    paper = w.pick(w.decided, w.resolved, w.circulated)(w.day("2010-01-01", "2026-06-30"))
    name = w.form(paper.form)
    if fault:
        paper.ends = [w.pick(f"Các quy định trước đây trái với {name} này đều bãi bỏ.",
                             f"Những quy định trước đây trái với {name} này hết hiệu lực thi hành.",
                             f"Bãi bỏ các quy định trước đây không phù hợp với {name} này.")]  # fmt: skip
    elif i % 3 == 0:
        act = w.local(_issued(paper) - 900 * DAY, paper.issuers[0].partition("/")[2] or "ha-tinh")
        paper.ends = [_ending(w, paper, act)]
    elif i % 3 == 1:
        paper.ends = [
            f"Thủ trưởng các đơn vị có trách nhiệm rà soát các quy định trái với {name} này để sửa đổi, bãi "
            f"bỏ theo thẩm quyền."
        ]
    return paper


def rep_higher(w: World, fault: bool, i: int) -> Paper:
    issued, place = w.day("2012-01-01", "2026-06-30"), w.place()
    old = issued - 900 * DAY
    if fault:
        paper = w.decided(issued, place)
        act = w.pick(w.decree, w.circular)(old) if i % 2 else w.local(old, place, "hdnd")
    elif i % 3 == 0:
        paper = w.resolved(issued, place)
        act = w.local(old, place)
    elif i % 3 == 1:
        paper = w.decided(issued, place)
        act = w.local(old, place)
    else:
        paper = w.decreed(issued)
        act = w.circular(old)
    paper.ends = [_ending(w, paper, act)]
    return paper


def rep_sideways(w: World, fault: bool, i: int) -> Paper:
    issued, place = w.day("2012-01-01", "2025-05-31"), w.place()
    old = issued - 900 * DAY
    if fault and i % 2:
        paper, act = w.decided(issued, place), w.local(old, "gia-lai")
    elif fault:
        paper, act = w.circulated(issued, "bo-tai-chinh"), w.circular(old, "bo-y-te")
    elif i % 3 == 0:
        paper, act = w.circulated(issued, "bo-y-te"), w.circular(old, "bo-y-te")
    elif i % 3 == 1:
        paper, act = w.decided(issued, place), w.local(old, place)
    else:
        paper, act = w.decided(w.day("2025-08-01", "2026-06-30"), "bac-ninh"), w.local(date(2021, 3, 4), "bac-giang")
    paper.ends = [_ending(w, paper, act)]
    return paper


def rep_ghost(w: World, fault: bool, i: int) -> Paper:
    issued, place = w.day("2014-01-01", "2026-06-30"), w.place()
    act = w.local(issued - 1500 * DAY, place)
    if fault:
        w.ended(act, issued - w.rng.randint(1, 900) * DAY)
    elif i % 2:
        w.ended(act, issued + 12 * DAY)
    paper = w.decided(issued, place)
    paper.ends = [_ending(w, paper, act)]
    return paper


def rep_admin(w: World, fault: bool, i: int) -> Paper:
    issued, place = w.day("2010-01-01", "2026-06-30"), w.place()
    old = issued - 1500 * DAY
    if fault:
        paper, act = w.decided(issued, place, year=False), w.local(old, place)
    elif i % 2:
        paper, act = w.decided(issued, place), w.local(old, place)
    else:
        paper = w.decided(issued, place, year=False)
        act = w.act(
            "decision", f"{w.rng.randint(200, 3000)}/QĐ-UBND", f"ubnd-tinh/{place}", old, f"phê duyệt {w.subject()}"
        )
    paper.title = f"Về việc bãi bỏ văn bản quy định {w.subject()}"
    paper.ends = [_ending(w, paper, act)]
    return paper


def vbhn_effect(w: World, fault: bool, i: int) -> Paper:
    issued = w.day("2014-01-01", "2026-06-30")
    some, ministry = w.rng.randint(2, 60), w.pick("BTC", "BYT", "BXD")
    words = f"Văn bản hợp nhất số {some}/VBHN-{ministry} {w.when(issued - 400 * DAY)} về {w.subject()}"
    if fault and i % 2:
        paper = w.circulated(issued)
        paper.ends = [f"Thông tư này {w.pick('thay thế', 'bãi bỏ')} {words}."]
    elif fault:
        paper = w.decided(issued, year=False)
        paper.bases.append(w.basis(words))
    else:
        paper = w.decided(issued, year=i % 2 == 0)
        paper.body = [w.relies(words)] if i % 3 else []
    return paper


def reg_conflict(w: World, fault: bool, i: int) -> Paper:
    paper = w.decided(w.day("2014-01-01", "2024-12-31"))
    issued = _issued(paper)
    old = issued - 1500 * DAY
    if i % 2:
        act = w.decree(old, effective=old + (-w.rng.randint(100, 340) if fault else 45) * DAY)
    else:
        act, asked = w.decree(old), old + 60 * DAY
        w.fact(act, Kind.EFFECT, old + 45 * DAY)
        if fault:
            w.fact(act, Kind.EFFECT, old + 75 * DAY)
        paper.as_of = asked
    paper.body = [w.relies(w.cite(act))]
    return paper


# posted procedures --------------------------------------------------------------------------------------------------


def _list(w: World, announced: str | None, legal: tuple[str, ...] = ()) -> Paper:
    head = w.pick(
        "DANH MỤC THỦ TỤC HÀNH CHÍNH",
        "DANH MỤC THỦ TỤC HÀNH CHÍNH NIÊM YẾT CÔNG KHAI",
        "BỘ THỦ TỤC HÀNH CHÍNH",
        "DANH SÁCH THỦ TỤC HÀNH CHÍNH",
    )
    where = w.pick("tại Trung tâm Phục vụ hành chính công", "tại Bộ phận Một cửa cấp xã", "của Sở Nội vụ")
    lines = [head, where]
    if announced:
        lines.append(
            w.pick(f"(Ban hành kèm theo {announced})", f"(Công bố tại {announced})", f"Thực hiện theo {announced}")
        )
    rows = [w.subject() for _ in range(3)]
    legal = legal or (w.cite(w.alive(w.decree(date(2021, 5, 4))), full=False),)
    for n, row in enumerate(rows, 1):
        said = legal[(n - 1) % len(legal)]
        if w.rng.random() < 0.5:
            lines += [
                "",
                f"{n}. Thủ tục đăng ký {row}",
                "Thời hạn giải quyết: 05 ngày làm việc",
                f"Căn cứ pháp lý: {said}.",
            ]
        else:
            lines += ["", f"{n}\tĐăng ký {row}\t05 ngày làm việc\t{said}"]
    return Paper(free="\n".join(lines) + "\n", name="thu-tuc.txt")


def _announcing(w: World, issued: date) -> tuple[Act, str]:
    place = w.place()
    title = w.pick(
        "về việc công bố danh mục thủ tục hành chính",
        "công bố thủ tục hành chính ban hành mới",
        "về việc công bố thủ tục hành chính được sửa đổi",
    )
    act = w.act(
        "decision",
        f"{w.rng.randint(300, 4000)}/QĐ-UBND",
        f"ubnd-tinh/{place}",
        issued,
        f"{title} lĩnh vực {w.subject()}",
    )
    return act, f"Quyết định số {act.number} {w.when(issued)} của {w.organ(act.issuers[0])} {act.title}"


def tthc_ann_exp(w: World, fault: bool, i: int) -> Paper:
    act, words = _announcing(w, w.day("2018-01-01", "2023-12-31"))
    if fault:
        w.ended(act, w.day("2024-01-01", "2026-10-31"))
    elif i % 3 == 0:
        w.ended(act, ASKED + w.pick(1, 60) * DAY)
    elif i % 3 == 1:
        w.alive(act)
    else:
        w.ended(act, w.day("2024-01-01", "2026-10-31"))
        paper = w.decided(w.day("2024-01-01", "2024-06-30"), year=False)
        paper.title, paper.body = "Công bố danh mục thủ tục hành chính", [f"Danh mục tại {words} được cập nhật."]
        return paper
    return _list(w, words)


def tthc_basis_exp(w: World, fault: bool, i: int) -> Paper:
    act, words = _announcing(w, w.day("2018-01-01", "2023-12-31"))
    w.alive(act)
    law = w.pick(w.decree, w.circular)(w.day("2012-01-01", "2018-12-31"))
    if fault:
        w.ended(law, w.day("2020-01-01", "2026-10-31"))
    elif i % 2:
        w.ended(law, ASKED + w.pick(1, 60) * DAY)
    else:
        w.alive(law)
    return _list(w, words, (w.cite(law, full=False),))


def tthc_no_ann(w: World, fault: bool, i: int) -> Paper:
    if fault:
        return _list(w, None)
    if i % 3 == 0:
        return _list(w, _announcing(w, w.day("2018-01-01", "2026-06-30"))[1])
    if i % 3 == 1:
        town = w.pick("huyện", "tỉnh", "thành phố")
        told = (
            f"Sáng nay, lãnh đạo {town} đã kiểm tra việc niêm yết công khai thủ tục hành chính tại bộ phận một cửa.",
            f"Theo báo cáo, danh mục thủ tục hành chính về {w.subject()} đã được rà soát, thời gian chờ đã giảm.",
            f"Phát biểu tại buổi làm việc, ông yêu cầu tiếp tục rút ngắn thời gian giải quyết {w.subject()}.",
        )
        return Paper(free="\n\n".join((f"{town.capitalize()} đẩy nhanh cải cách", *told)) + "\n")
    paper = w.decided(w.day("2020-01-01", "2026-06-30"), year=False)
    paper.title = "Về việc công bố danh mục thủ tục hành chính"
    return paper


RECIPES = {
    "REP-IMPLICIT": rep_implicit,
    "REP-HIGHER": rep_higher,
    "REP-SIDEWAYS": rep_sideways,
    "REP-GHOST": rep_ghost,
    "REP-ADMIN": rep_admin,
    "VBHN-EFFECT": vbhn_effect,
    "REG-CONFLICT": reg_conflict,
    "TTHC-ANN-EXP": tthc_ann_exp,
    "TTHC-BASIS-EXP": tthc_basis_exp,
    "TTHC-NO-ANN": tthc_no_ann,
}
