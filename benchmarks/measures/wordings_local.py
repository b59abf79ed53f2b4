"""More wordings of acting clauses: local documents, resolutions, lists by article, and what is none.

``{u}``, ``{v}`` are decisions of a provincial committee with their day, ``{n}``, ``{m}`` resolutions of a council,
``{g}`` a Government resolution without a year; ``{day}``, ``{then}`` days. A sentence that begins with "Điều" brings
its articles itself.
"""

W, P = "whole", "part"
OWN = "hết hiệu lực {thi}{own}"
Expected = tuple[str, str | None, str, tuple[str, ...], str]
MORE: tuple[tuple[str, str, tuple[Expected, ...]], ...] = (
    ("7", "{a} {s} " + OWN + ", trừ quy định tại khoản 5 Điều 15 của Thông tư này.", (("ends", "a", W, (), ""),)),
    ("8", "{n} {s} " + OWN + ", trừ quy định tại khoản 7 Điều 8.", (("ends", "n", W, (), ""),)),
    ("24", "{q} {s} hết hiệu lực từ ngày {day}, trừ nội dung về chế độ bồi dưỡng hết hiệu lực từ ngày {then}.",
        (("ends", "q", W, (), "*"),)),
    ("27", "Các quy định khác về phí kho tại các văn bản quy phạm pháp luật cùng cấp và cấp thấp hơn trái với "
        "Thông tư này " + OWN + ".", (("implicit", None, P, (), ""),)),
    ("36", "Khoản 2, khoản 5 Điều 9a {a} được thay thế bởi khoản 2 Điều 4k {b} được bổ sung tại Điều 1 Thông tư này.",
        (("replaces", "a", P, ("khoản 2 Điều 9a", "khoản 5 Điều 9a"), ""),)),
    ("40", "Trường hợp các văn bản dẫn chiếu trong Thông tư này được sửa đổi, bổ sung hoặc thay thế thì áp dụng theo "
        "văn bản đã sửa đổi, bổ sung hoặc thay thế.", ()),
    ("46", "Bãi bỏ toàn bộ hương ước, quy ước có nội dung trái đạo đức xã hội.", ()),
    ("48", "Quyết định này thay thế {u} {s}.", (("replaces", "u", W, (), ""),)),
    ("49", "Quyết định này có hiệu lực từ ngày {day} và bãi bỏ {u} Bắc Giang {s}.", (("repeals", "u", W, (), ""),)),
    ("50", "Bãi bỏ các Quyết định sau:\na) {u} Đắk Lắk (cũ) {s};\nb) {v} {s}.",
        (("repeals", "u", W, (), ""), ("repeals", "v", W, (), ""))),
    ("52", "Các Nghị quyết của Hội đồng nhân dân Thành phố sau đây hết hiệu lực kể từ ngày Nghị quyết này có hiệu lực: "
        "số {nn} ngày {nd} {s}; số {mn} ngày {md} {s}.", (("ends", "n", W, (), ""), ("ends", "m", W, (), ""))),
    ("53", "Điều 1. Bãi bỏ toàn bộ các quyết định\n1. {u} {s}.\n2. {v} {s}.\nĐiều 2. Hiệu lực thi hành\nQuyết định "
        "này có hiệu lực từ ngày {day}.", (("repeals", "u", W, (), ""), ("repeals", "v", W, (), ""))),
    ("54", "Bãi bỏ khoản 1 Điều 3 {n} {s}.", (("repeals", "n", P, ("khoản 1 Điều 3",), ""),)),
    ("56", "Điều 1. Áp dụng các văn bản quy phạm pháp luật sau:\n1. {u} {s}.\nĐiều 2. Bãi bỏ các văn bản quy phạm "
        "pháp luật sau:\n1. {v} {s}.", (("applies", "u", W, (), ""), ("repeals", "v", W, (), ""))),
    ("57", "Bãi bỏ khoản 2 Điều 1 {n} quyết định việc áp dụng văn bản quy phạm pháp luật.",
        (("repeals", "n", P, ("khoản 2 Điều 1",), ""),)),
    ("59", "Nghị quyết này có hiệu lực từ ngày {day} đến hết ngày {then}; trường hợp luật, nghị quyết của Quốc hội "
        "có quy định khác thì quy định tương ứng của Nghị quyết này hết hiệu lực tại thời điểm văn bản đó có hiệu lực.",
        ()),
    ("60", "Xét Tờ trình số 12/TTr-UBND ngày {day} của Ủy ban nhân dân tỉnh đề nghị ban hành Nghị quyết thay thế {n};\n"
        "Điều 1. Phạm vi điều chỉnh\nNghị quyết này quy định về kho.", ()),
    ("61", "Các văn bản sau đây " + OWN + ":\na) {a} {s};\nb) {g} {s}.",
        (("ends", "a", W, (), ""), ("ends", "g", W, (), ""))),
)  # fmt: skip
BARE = ("Điều", "Xét")
