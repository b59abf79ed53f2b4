"""The site from outside: routes by role, tokens, foreign origins and hosts, guesses, injections, what a page holds."""

import re
import sqlite3
import time
from collections.abc import Callable
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from doccheck.review.access import OF_ROLE, Right
from tests.review.conftest import PEOPLE, ROOT, WORD, Site
from tests.review.site import Visitor

NASTY = (
    *("'", '"', "15/2020/NĐ-CP", "NEAR(", "*", "%", "_", "\\", "' or 1=1 --", "); drop table findings; --"),
    *("<script>", "\x00a", "a" * 5_000, "🙂"),
)


def routes() -> list[tuple[str, str, Right, tuple[str, ...]]]:
    """All routes, read from the one list of them without starting Django."""
    source = (ROOT / "doccheck/review/routes.py").read_text("utf-8")
    found = re.findall(r'Route\(\s*path="([^"]*)".*?name="(\w+)",\s*needs=Right\.(\w+)(.*?)\)(?:,\n|\n)', source, re.S)
    assert len(found) == source.count("Route(path") + source.count("Route(\n")
    return [
        (path.replace("<slug:fingerprint>", "0" * 16).replace("<int:number>", "1"), name, Right[needs],
         ("GET", "POST") if '"GET", "POST"' in rest else ("POST",) if "POST" in rest else ("GET",))
        for path, name, needs, rest in found
    ]  # fmt: skip


@pytest.fixture(scope="module")
def visitors(site: Site) -> dict[str, Visitor]:
    return {name: site.visitor().enter(name, WORD) for name in (*PEOPLE, "admin")} | {"": site.visitor()}


@pytest.mark.parametrize("path, name, needs, methods", routes(), ids=lambda v: str(v) if isinstance(v, str) else "")
def test_each_route_opens_to_its_roles_only(
    visitors: dict[str, Visitor], path: str, name: str, needs: Right, methods: tuple[str, ...]
) -> None:
    if name == "logout":
        return
    for who, visitor in visitors.items():
        right = OF_ROLE[PEOPLE.get(who, "admin")] if who else Right.ANYBODY
        for method in methods:
            if method == "GET":
                status = visitor.get(f"/{path}").status
                expected = {200, 302, 404} if right >= needs else {302} if not who else {403}
            else:
                status = visitor.post(f"/{path}", {"_": ""}).status
                expected = {200, 302, 400, 403, 404, 409, 422} if right >= needs else {403}
            assert status in expected, (who, method, status)
            if who and right < needs:
                assert status == 403


def test_refusals_carry_the_headers_too(site: Site) -> None:
    visitor = site.visitor()
    for answer in (visitor.get("/", Host="evil.example"), visitor.get("/?q=" + "a" * 9_000), visitor.get("/nowhere/")):
        assert answer.status in {421, 414, 404, 302}
        assert answer.headers["x-frame-options"] == "DENY", answer.status
        assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path, name, needs, methods",
    [r for r in routes() if "POST" in r[3]],
    ids=lambda v: str(v) if isinstance(v, str) else "",
)
def test_nothing_changes_without_token_or_from_elsewhere(
    visitors: dict[str, Visitor], path: str, name: str, needs: Right, methods: tuple[str, ...]
) -> None:
    visitor = visitors["admin"]
    assert visitor.post(f"/{path}", {"_": ""}, token=False).status == 403
    for headers in (
        *({"Origin": "http://evil.example"}, {"Origin": "null"}),
        *({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}),
    ):
        assert visitor.post(f"/{path}", {"_": ""}, **headers).status == 403, headers


@pytest.mark.parametrize(
    "path", [f"/{r[0]}" for r in routes() if "GET" in r[3]] + ["/static/review/review.css", "/none/"]
)
def test_foreign_hosts_and_headers(site: Site, visitors: dict[str, Visitor], path: str) -> None:
    for host in ("evil.example", f"evil.example:{site.port}", "127.0.0.1.evil.example"):
        assert site.visitor().get(path, Host=host).status == 421
    answer = visitors["admin"].get(path)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "http" not in policy
    assert answer.headers["x-frame-options"] == "DENY"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


def test_get_never_writes(site: Site, visitors: dict[str, Visitor]) -> None:
    for path in ("/decide/", "/undo/", "/bulk/", "/registry/answer/"):
        assert visitors["admin"].get(path).status == 405


def test_only_loopback_listens(site: Site) -> None:
    from pathlib import Path

    found = []
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:] if Path(table).is_file() else []:
            place, state = line.split()[1], line.split()[3]
            if state == "0A" and int(place.rsplit(":", 1)[1], 16) == site.port:
                found.append(place)
    assert [p.split(":")[0] for p in found] == ["0100007F"]


def test_a_session_changes_at_login_and_dies_at_logout(site: Site) -> None:
    one = site.visitor()
    one.get("/login/")
    before = one.cookies["doccheck"]
    one.post("/login/", {"name": "xem", "password": WORD})
    after = dict(one.cookies)
    assert after["doccheck"] != before
    one.get("/account/")
    one.post("/logout/", {})
    stale = site.visitor()
    stale.cookies = after
    assert stale.get("/").status == 302
    import sqlite3

    accounts = sqlite3.connect(site.workspace.with_name("kho.accounts.sqlite3"))
    dump = "\n".join(accounts.iterdump())
    assert after["doccheck"] not in dump and WORD not in dump


def test_cookies_are_for_this_site_alone_and_a_new_password_ends_other_sessions(
    site: Site, visitors: dict[str, Visitor]
) -> None:
    body = visitors["admin"].post("/people/save/", {"name": "thu", "role": "viewer"}).body
    word = re.findall(r"<code>([^<]+)</code>", body)[0]
    here, there = (site.visitor().enter("thu", word) for _ in range(2))
    flags = here.call("GET", "/login/").headers.get("set-cookie", "")
    answer = site.visitor().get("/login/").headers["set-cookie"]
    assert "HttpOnly" in answer and "SameSite=Strict" in answer, flags
    assert here.post("/account/password/", {"old": word, "new": WORD, "again": WORD}).status == 200
    assert here.get("/?order=name").status == 200
    assert there.get("/?order=name").location.startswith("/login/")


def test_an_unknown_name_is_answered_as_a_wrong_password(site: Site) -> None:
    one = site.visitor()
    one.get("/login/")
    bodies = [one.post("/login/", {"name": name, "password": "sai"}).body for name in ("xem", "khong-co")]
    plain = [re.sub(r'value="[^"]*"', "", body) for body in bodies]
    assert plain[0] == plain[1]


def test_guesses_are_judged_ten_times_a_minute_and_lock_nobody_else_out(site: Site) -> None:
    guess = site.visitor()
    guess.get("/login/")
    times = []
    for i in range(40):
        start = time.perf_counter()
        assert guess.post("/login/", {"name": "hoa", "password": f"sai-{i}"}).status == 403
        times.append(time.perf_counter() - start)
    assert sum(t > 0.5 * max(times[:10]) for t in times) <= 14, "only the first ten are judged"
    right = site.visitor()
    right.get("/login/")
    assert right.post("/login/", {"name": "hoa", "password": WORD}).status == 403
    site.visitor().enter("lan", WORD)


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "http://evil.example", "/a\r\nX: y", "javascript:alert(1)"]
)
def test_no_open_redirects(site: Site, target: str) -> None:
    one = site.visitor()
    one.get("/login/")
    answer = one.post("/login/", {"name": "xem", "password": WORD, "next": target})
    assert answer.location == "/"
    assert "x" not in answer.headers


def test_parameters_are_only_values(visitors: dict[str, Visitor]) -> None:
    visitor = visitors["lan"]
    for name in (
        "q",
        "level",
        "code",
        "issuer",
        "department",
        "cause",
        "path",
        "group",
        "order",
        "page",
        "at",
        "doc",
        "state",
    ):
        for value in NASTY:
            answer = visitor.get(f"/?state=open&{name}={quote(value)}")
            assert answer.status in {200, 414}, (name, value)
            assert visitor.get(f"/desk/?{name}={quote(value)}").status in {200, 404, 414}
    assert visitor.get("/?page=999999999999").status == 200
    assert visitor.get(f"/registry/?number={quote(NASTY[8])}").status == 200


def test_the_search_equals_a_filter_in_python(site: Site) -> None:
    from doccheck.model.number import fold
    from doccheck.run.listing import Query, findings
    from doccheck.run.workspace import open_workspace

    conn = open_workspace(site.workspace).conn
    everything = conn.execute("select fingerprint, words from findings where live").fetchall()
    for words in ("158/2007", "Hà Tĩnh", "ha tinh nghi dinh", "%", "' or", "xưởng gỗ", "zzz"):
        want = sorted(f for f, w in everything if all(part in w for part in fold(words).split()))
        assert sorted(r["fingerprint"] for r in findings(conn, Query(words=words), 5_000)) == want


class Shape(HTMLParser):
    """Names of elements and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.update(f"{tag}[{name}]" for name, _ in attrs)
        self.found.add(tag)


def shape(body: str) -> set[str]:
    parser = Shape()
    parser.feed(body)
    return parser.found


def test_markup_in_documents_names_and_notes_stays_text(site: Site, visitors: dict[str, Visitor]) -> None:
    visitor, evil = visitors["lan"], '"><script>alert(9)</script><img src=x onerror=alert(8)>{{ 7*7 }}'
    page = visitor.get("/desk/?q=978/2020")
    cause = page.field("cause")
    visitor.post("/note/", {"scope": "cause", "target": cause, "body": evil, "back": "/"})
    fields = {"scope": "cause", "target": cause, "version": page.field("cause_version"), "decision": "dismiss:other",
              "reason": evil, "then": "/"}  # fmt: skip
    assert visitor.post("/decide/", fields).status == 302
    visitor.post("/filter/", {"name": evil, "query": "q=1"})
    visitors["admin"].post("/people/save/", {"name": evil[:50], "role": "viewer", "department": evil})
    bad = {"script[src]", "svg[onload]", "img[onerror]", "svg[onerror]"}
    paths = {"lan": (f"/desk/?at={cause}&q=978", "/?q=978", "/dashboard/", "/?q=978&group=document")}
    paths["admin"] = ("/audit/", "/people/")
    for who, path in ((who, path) for who, some in paths.items() for path in some):
        body = visitors[who].get(path).body
        found = shape(body)
        assert not {f for f in found if re.search(r"\[on|\[style", f)}, path
        assert found & bad <= {"script[src]"}, path
        assert body.count("<script") == 2, path
        assert "{{ 7*7 }}" in body or "7*7" not in body


def test_templates_mark_nothing_safe() -> None:
    for file in (ROOT / "doccheck/review").rglob("*"):
        if file.suffix in {".html", ".svg", ".py"}:
            text = file.read_text("utf-8")
            assert not re.search(r"\|\s*safe|mark_safe|Markup\(|autoescape off|\bstyle=|\son\w+=\"", text), file


def test_departments_and_secret_documents_are_kept_apart(site: Site, visitors: dict[str, Visitor]) -> None:
    admin = visitors["admin"].get("/?q=977").body
    assert "977/2014" not in visitors["minh"].get("/?q=977&group=document").body.split("<table")[-1]
    assert "977" in visitors["admin"].get("/?q=977&group=document").body and "158/2007" in admin
    body = visitors["hoa"].get("/?order=name").body
    assert "so-y-te" in body and "so-tu-phap" not in body
    import sqlite3

    rows = sqlite3.connect(site.workspace).execute("select fingerprint, cause, path, secret, department from findings")
    for fingerprint, cause, path, secret, department in rows.fetchall():
        for who in ("hoa", "minh"):
            sees = not secret and (who == "minh" or department == "so-y-te")
            answer = visitors[who].get(f"/desk/?at={cause}&doc={fingerprint}&order=name")
            assert (f'name="finding" value="{fingerprint}"' in answer.body) is sees
            if not sees:
                assert path.rsplit("/", 1)[-1] not in answer.body
                assert visitors[who].get(f"/page/{fingerprint}/1/").status == 404
                fields = {"scope": "finding", "target": fingerprint, "version": "0", "decision": "postpone"}
                assert visitors[who].post("/decide/", fields).status == 404


def test_what_is_too_large_is_refused_at_once(site: Site, visitors: dict[str, Visitor]) -> None:
    start = time.perf_counter()
    answer = site.visitor().call("POST", "/decide/", b"", {"Content-Length": str(50 << 20)})
    assert answer.status in {400, 413}
    assert visitors["lan"].get("/?q=" + "a" * 9_000).status == 414
    many = {f"X-Nhieu-{i}": "1" for i in range(90)}
    assert site.visitor().get("/login/", **many).status in {400, 431}
    assert visitors["lan"].get("/?page=99999&order=name").status == 200
    assert time.perf_counter() - start < 3


def test_a_conflict_shows_both_to_the_second_and_lets_one_choose(site: Site, visitors: dict[str, Visitor]) -> None:
    lan, minh = visitors["lan"], visitors["minh"]
    seen, other = lan.get("/desk/?q=75/2012"), minh.get("/desk/?q=75/2012")
    fields = {"scope": "cause", "cause": seen.field("cause"), "cause_version": seen.field("cause_version"), "then": "/"}
    assert lan.post("/decide/", {**fields, "decision": "confirm", "disposition": "replace"}).status == 302
    late = minh.post(
        "/decide/", {**fields, "cause_version": other.field("cause_version"), "decision": "dismiss:historical"}
    )
    assert late.status == 409
    for words in ("lan", "Xác nhận", "Thay thế", "Viện dẫn lịch sử"):
        assert words in late.body
    again = {k: late.field(k) for k in ("scope", "target", "version", "why")}
    assert minh.post("/decide/", {**again, "decision": "dismiss", "then": "/"}).status == 302


def test_a_bulk_decision_is_shown_first_and_undone_in_one_step(visitors: dict[str, Visitor]) -> None:
    minh = visitors["minh"]
    minh.get("/?state=open&level=info")
    fields = [("state", "open"), ("level", "info"), ("decision", "postpone")]
    dry = minh.post("/bulk/", fields)
    assert dry.status == 200
    done = minh.post("/bulk/", [*fields, ("sure", dry.field("sure"))])
    assert re.search(r"Đã ghi (\d+) quyết định", done.body)
    assert "Trang 1 / 1" not in minh.get("/?state=open&level=info").body
    assert minh.post("/undo/", {"back": "/"}).status == 302
    assert '<tr class="info"' in minh.get("/?state=open&level=info").body


def test_proof_gives_its_quote_to_all_siblings_and_waits_as_a_proposal(
    site: Site, visitors: dict[str, Visitor]
) -> None:
    lan = visitors["lan"]
    page = lan.get("/desk/?q=158/2007")
    cause = page.field("cause")
    text = """CHÍNH PHỦ
Số: 59/2019/NĐ-CP
Hà Nội, ngày 01 tháng 7 năm 2019
NGHỊ ĐỊNH
Quy định về xưởng gỗ mẫu
Điều 1. Nghị định này có hiệu lực thi hành kể từ ngày 15 tháng 8 năm 2019.
Điều 2. Nghị định này thay thế Nghị định số 158/2007/NĐ-CP ngày 27 tháng 10 năm 2007 của Chính phủ về xưởng gỗ mẫu.
TM. CHÍNH PHỦ
"""
    edge = "----7f3a"
    parts = [f'--{edge}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n' for k, v in
             (("csrfmiddlewaretoken", lan.token), ("cause", cause), ("back", f"/desk/?at={cause}"))]  # fmt: skip
    head = 'Content-Disposition: form-data; name="file"; filename="59.txt"\r\nContent-Type: text/plain'
    file = f"--{edge}\r\n{head}\r\n\r\n{text}\r\n--{edge}--\r\n"
    body = ("".join(parts) + file).encode()
    answer = lan.call("POST", "/proof/", body, {"Content-Type": f"multipart/form-data; boundary={edge}"})
    assert answer.status == 302, re.sub(r"<[^>]+>", " ", answer.body)[-400:]
    shown = lan.get(f"/desk/?at={cause}").body
    assert "thay thế Nghị định số 158/2007/NĐ-CP" in shown
    import sqlite3

    sql = "select distinct proof from findings where cause = ?"
    assert sqlite3.connect(site.workspace).execute(sql, (cause,)).fetchall() == [(1,)]


def test_a_correction_becomes_a_proposal_that_somebody_else_answers(visitors: dict[str, Visitor]) -> None:
    lan, minh = visitors["lan"], visitors["minh"]
    page = lan.get("/desk/?q=158/2007")
    act = page.field("act")
    fields = {
        "act": act,
        "kind": "in_force",
        "on": "2019-01-05",
        "reason": "đã đối chiếu bản gốc ở kho xưởng gỗ",
        "back": "/",
    }
    assert lan.post("/registry/propose/", fields).status == 302
    desk = minh.get("/registry/")
    assert "đối chiếu bản gốc ở kho xưởng gỗ" in desk.body
    number = re.findall(r'name="number" value="(\d+)"', desk.body)[-1]
    assert minh.post("/registry/answer/", {"number": number, "answer": "reject"}).status == 302
    assert "đối chiếu bản gốc ở kho xưởng gỗ" not in minh.get("/registry/").body


def test_a_proposal_is_corrected_before_it_is_approved(visitors: dict[str, Visitor]) -> None:
    lan, minh = visitors["lan"], visitors["minh"]
    act = lan.get("/desk/?q=158/2007").field("act")
    said = "ngày ghi nhầm ở kho xưởng gỗ"
    fields = {"act": act, "kind": "in_force", "on": "2019-02-06", "reason": said, "back": "/"}
    assert lan.post("/registry/propose/", fields).status == 302
    number = re.findall(r'name="number" value="(\d+)"', minh.get("/registry/").body)[-1]
    assert lan.post("/registry/correct/", {"number": number, "on0": "2019-03-07"}).status == 403
    assert minh.post("/registry/correct/", {"number": number, "on0": "không phải ngày"}).status == 422
    assert minh.post("/registry/correct/", {"number": number, "on0": "2019-03-07", "kind0": "in_force"}).status == 302
    desk = minh.get("/registry/").body
    assert said in desk and "07/3/2019" in desk and "06/02/2019" not in desk
    newer = re.findall(r'name="number" value="(\d+)"', desk)[-1]
    assert newer != number
    assert minh.post("/registry/answer/", {"number": newer, "answer": "reject"}).status == 302


def test_rights_and_answers_stand_in_the_log(visitors: dict[str, Visitor]) -> None:
    log = visitors["minh"].get("/audit/").body
    for words in ("vai trò rà soát", "bác bỏ đề xuất", "sửa đề xuất"):
        assert words in log, words
    assert "Nguyên vẹn" in log


def test_another_name_of_a_law_becomes_a_proposal_and_then_leads_to_it(visitors: dict[str, Visitor]) -> None:
    lan, minh = visitors["lan"], visitors["minh"]
    lan.get("/desk/?q=158/2007")
    words = "luật mẫu về kho lương khô"
    fields = {"kind": "alias", "words": words, "number": "80/2015/QH13", "back": "/"}
    assert lan.post("/registry/propose/", {**fields, "number": "999/1900/QH1"}).status == 422
    assert lan.post("/registry/propose/", {**fields, "words": ""}).status == 422
    assert lan.post("/registry/propose/", fields).status == 302
    assert lan.post("/registry/propose/", fields).status == 422, "proposed once"
    desk = minh.get("/registry/").body
    assert words.replace(" ", "") in desk.replace(" ", "") or "luat mau ve kho luong kho" in desk
    assert "80/2015/QH13" not in minh.get(f"/registry/?number={quote(words)}").body.split("<ol", 1)[0]
    number = re.findall(r'name="number" value="(\d+)"', desk)[-1]
    assert minh.post("/registry/answer/", {"number": number, "answer": "approve"}).status == 302
    assert "80/2015/QH13" in minh.get(f"/registry/?number={quote(words)}").body


def test_a_saved_list_is_dropped_again(visitors: dict[str, Visitor]) -> None:
    minh = visitors["minh"]
    minh.get("/?order=name")
    minh.post("/filter/", {"name": "xưởng gỗ mẫu", "query": "q=xuong"})
    assert "xưởng gỗ mẫu" in minh.get("/?order=name").body
    minh.post("/filter/", {"name": "xưởng gỗ mẫu", "query": "q=xuong", "drop": "1"})
    assert "xưởng gỗ mẫu" not in minh.get("/?order=name").body


def test_days_origins_and_checks_are_said_in_words(visitors: dict[str, Visitor]) -> None:
    registry = visitors["xem"].get(f"/registry/?number={quote('158/2007/NĐ-CP')}").body
    shown = re.sub(r"<[^>]+>|value=\"[^\"]*\"", " ", registry)
    assert not re.search(r"\b(19|20)\d\d-\d\d-\d\d\b", shown)
    page = visitors["lan"].get("/?order=name").body
    assert "BASIS-EXP-AT-ISSUE" in page, "the code is in the title of the name"
    assert not re.search(r">\s*BASIS-[A-Z-]+\s*<", page)


def test_both_languages(visitors: dict[str, Visitor]) -> None:
    visitor = visitors["xem"]
    assert 'lang="vi"' in visitor.get("/?order=name").body
    visitor.post("/language/", {"lang": "en", "back": "/"})
    for path in ("/?order=name", "/desk/", "/dashboard/", "/registry/", "/account/", "/fixed/"):
        body = visitor.get(path).body
        assert 'lang="en"' in body and ">Hoàn tác" not in body and ">Danh sách<" not in body


def test_what_is_gone_is_counted_among_the_facets(make_site: Callable[..., Site]) -> None:
    site = make_site("--no-login")
    assert 'href="/fixed/"><span' not in site.visitor().get("/?order=name").body
    with sqlite3.connect(site.workspace) as conn:
        run = conn.execute("select max(id) from runs").fetchone()[0]
        names = "fingerprint, first_run, last_run, gone_run, code, level, path, department, secret"
        row = ("f", run, run, run, "ST-EXP", "error", "a", "so-y-te", 0)
        conn.execute(f"insert into marks ({names}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
        conn.execute("update settings set value = value + 1 where name = 'generation'")
    assert re.search(r'href="/fixed/"><span[^>]*>[^<]*</span><b>1</b>', site.visitor().get("/?order=name").body)


def test_an_answer_says_its_length_and_the_connection_stays(site: Site) -> None:
    visitor = site.visitor().enter("minh", WORD)
    visitor.get("/account/")
    assert visitor.connection is not None
    before = visitor.connection.sock
    for path, status in (("/account/", 200), ("/?state=open", 200), ("/", 302), ("/nowhere/", 404)):
        answer = visitor.get(path)
        assert answer.status == status
        assert int(answer.headers["content-length"]) == len(answer.body.encode())
        assert "connection" not in answer.headers and "transfer-encoding" not in answer.headers
    assert visitor.connection.sock is before
