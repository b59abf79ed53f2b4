"""What follows a review: the repealing draft, recommendations, published lists, comparisons, alerts."""

import shutil
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import Workbook

from doccheck.campaign import changes, published
from doccheck.campaign.alerts import send
from doccheck.campaign.dossier import dossiers
from doccheck.campaign.follow import follow, open_recommendations, recommendations
from doccheck.campaign.repeal import effective_day, issuers_to_repeal, told, write_repeal
from doccheck.campaign.store import Campaign, Mark
from doccheck.campaign.upcoming import upcoming
from doccheck.errors import UsageError
from doccheck.pipeline import Tools, open_tools
from doccheck.rulebook.book import load_book
from doccheck.run.workspace import Workspace
from tests.campaign.kho import CUT_OFF, ENDING, decision, make_kho, scan

BOOK = load_book()
ISSUER = "ubnd-tinh/ha-tinh"
SIGN = date(2026, 12, 20)


@pytest.fixture(scope="module")
def tools() -> Tools:
    return open_tools()


def _conclude(campaign: Campaign, workspace: Workspace, **outcomes: str) -> None:
    for one in dossiers(campaign, workspace, BOOK):
        for end, outcome in outcomes.items():
            if end.replace("_", "-") in one.path and one.place == "inside":
                mark = Mark(path=one.path, outcome=outcome, by="An", due="2026-12-31")
                campaign.mark([mark], who="An", at="2026-12-02", kind="mark")


def test_the_draft_repeals_what_was_confirmed_and_passes_its_own_check(
    campaign: Campaign, workspace: Workspace, tools: Tools, tmp_path: Path
) -> None:
    _conclude(campaign, workspace, **{"917_2015": "repeal"})
    found = dossiers(campaign, workspace, BOOK)
    assert issuers_to_repeal(found) == {ISSUER: 1}
    draft = write_repeal(found, campaign.settings, tools, tmp_path / "a.docx", issuer=ISSUER, sign_on=SIGN)
    text = "\n".join(p.text for p in Document(str(draft.path)).paragraphs)
    assert "Bãi bỏ toàn bộ Quyết định số 917/2015/QĐ-UBND ngày 05/5/2015 của Ủy ban nhân dân tỉnh Hà Tĩnh" in text
    assert draft.faults == (), list(draft.report.findings)
    assert draft.effective_on == effective_day(ISSUER, tools, SIGN) >= date(2026, 12, 30)
    assert not any("80/2015/QH13" in basis for basis in draft.bases), "a dead basis is not written"
    assert any("64/2025/QH15" in basis for basis in draft.bases)
    assert told(draft, tools)


def test_many_documents_go_into_an_annex(
    campaign: Campaign, workspace: Workspace, tools: Tools, tmp_path: Path
) -> None:
    from dataclasses import replace

    _conclude(campaign, workspace, **{"917_2015": "repeal"})
    one = next(d for d in dossiers(campaign, workspace, BOOK) if "917-2015" in d.path)
    many = [replace(one, number=f"{n}/2015/QĐ-UBND", path=f"k/{n}") for n in range(1, 7)]
    draft = write_repeal(many, campaign.settings, tools, tmp_path / "a.docx", issuer=ISSUER, sign_on=SIGN)
    doc = Document(str(draft.path))
    assert len(doc.tables[-1].rows) == 7 and "06 văn bản" in "\n".join(p.text for p in doc.paragraphs)


@pytest.mark.parametrize(
    ("note", "parts"),
    [
        ("khoản 2 Điều 1 và Điều 3: trái luật mới", "khoản 2 Điều 1 và Điều 3"),
        ("Điều 2", "Điều 2"),
        ("trái khoản 2 Điều 1 của luật", ""),
        ("Điều 2 của luật mới quy định khác", ""),
        ("", ""),
    ],
)
def test_a_remark_that_names_provisions_repeals_a_part(
    campaign: Campaign, workspace: Workspace, tools: Tools, tmp_path: Path, note: str, parts: str
) -> None:
    _conclude(campaign, workspace, **{"917_2015": "repeal"})
    one = next(d for d in dossiers(campaign, workspace, BOOK) if "917-2015" in d.path)
    mark = Mark(path=one.path, outcome="repeal", by="An", note=note)
    campaign.mark([mark], who="An", at="2026-12-03", kind="mark")
    found = dossiers(campaign, workspace, BOOK)
    draft = write_repeal(found, campaign.settings, tools, tmp_path / "a.docx", issuer=ISSUER, sign_on=SIGN)
    text = "\n".join(p.text for p in Document(str(draft.path)).paragraphs)
    assert f"Bãi bỏ {parts or 'toàn bộ'} Quyết định số 917/2015/QĐ-UBND" in text
    assert ("Bãi bỏ một phần Quyết định" in text) is bool(parts)
    assert draft.faults == ()
    (clause,) = [c for c in draft.report.reading.clauses if c.target is not None]
    assert (clause.scope.value == "part") is bool(parts)


def test_what_it_may_not_repeal_is_refused(
    campaign: Campaign, workspace: Workspace, tools: Tools, tmp_path: Path
) -> None:
    _conclude(campaign, workspace, **{"913_2014": "repeal", "917_2015": "repeal", "cong_van": "repeal"})
    found = dossiers(campaign, workspace, BOOK)
    draft = write_repeal(found, campaign.settings, tools, tmp_path / "a.docx", issuer=ISSUER, sign_on=SIGN)
    assert [d.number for d in draft.repealed] == ["917/2015/QĐ-UBND"]
    assert len(draft.refused) == 2 and any("913/2014" in text and "25/6/2026" in text for text in draft.refused)
    other = write_repeal(found, campaign.settings, tools, tmp_path / "b.docx", issuer="ubnd-tinh/nghe-an", sign_on=SIGN)
    assert not other.repealed and any("917/2015" in text for text in other.refused)


def test_a_recommendation_closes_itself_when_the_repeal_is_scanned(
    scanned: Path, campaign: Campaign, workspace: Workspace, tmp_path: Path
) -> None:
    _conclude(campaign, workspace, **{"917_2015": "repeal"})
    found = dossiers(campaign, workspace, BOOK)
    assert open_recommendations(campaign, found, BOOK, at="2026-12-03") == 1
    assert open_recommendations(campaign, found, BOOK, at="2026-12-04") == 0
    assert follow(campaign, found, BOOK, at="2026-12-05") == []
    (one,) = recommendations(campaign)
    assert one.late(date(2027, 1, 1)) and not one.late(date(2026, 12, 31))
    folder = make_kho(tmp_path / "kho")
    body = (
        ENDING.replace("955/2026", "990/2026")
        .replace("913/2014", "917/2015")
        .replace("20 tháng 3 năm 2014", "05 tháng 5 năm 2015")
    )
    (folder / "so-giao-thong" / "990-2026.txt").write_text(body, "utf-8")
    again = scan(folder, tmp_path / "moi.db")
    (closed,) = follow(campaign, dossiers(campaign, again, BOOK), BOOK, at="2027-01-05")
    again.close()
    assert "990/2026/QĐ-UBND" in closed.closed_by and recommendations(campaign)[0].closed == "2027-01-05"


def test_published_lists_against_registry_and_pile(
    campaign: Campaign, workspace: Workspace, tools: Tools, tmp_path: Path
) -> None:
    book = Workbook()
    page = book.active
    page.append(["DANH MỤC VĂN BẢN HẾT HIỆU LỰC"])
    page.append(["STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Lý do hết hiệu lực", "Ngày hết hiệu lực"])
    page.append([1, "158/2007/NĐ-CP", "27/10/2007", "Chuyển đổi vị trí", "Được thay thế", "15/08/2019"])
    page.append([2, "917/2015/QĐ-UBND", "05/05/2015", "Sơn thuyền", "Bị bãi bỏ", "01/01/2026"])
    page.append([3, "không rõ", "", "Văn bản thiếu số", "", ""])
    book.save(tmp_path / "danh-muc.xlsx")
    rows, refused = published.read_published(tmp_path / "danh-muc.xlsx", tools, ended=True)
    assert [row.number for row in rows] == ["158/2007/NĐ-CP", "917/2015/QĐ-UBND"] and len(refused) == 1
    found = published.compare(rows, dossiers(campaign, workspace, BOOK), tools, on=CUT_OFF)
    kinds = {d.number: d.kind for d in found}
    assert kinds["158/2007/NĐ-CP"] == "not_in_pile"
    assert kinds["917/2015/QĐ-UBND"] == "only_list_knows"
    assert kinds["913/2014/QĐ-UBND"] == "left_out", "the pile proves an ending that the list leaves out"
    assert published.write(found, tmp_path / "so-sanh.xlsx").is_file() and published.told(found, refused)
    document = Document()
    table = document.add_table(rows=0, cols=6)
    for line in list(page.iter_rows(values_only=True))[1:]:
        for place, value in zip(table.add_row().cells, line, strict=True):
            place.text = str(value or "")
    document.save(str(tmp_path / "danh-muc.docx"))
    same, refused = published.read_published(tmp_path / "danh-muc.docx", tools, ended=True)
    assert [(row.number, row.on) for row in same] == [(row.number, row.on) for row in rows] and len(refused) == 1
    told = published.compare(same, dossiers(campaign, workspace, BOOK), tools, on=CUT_OFF, lang="en")
    assert all(one.published in {"ended", "silent"} for one in told), "each word is in the language that was asked"


def test_what_changed_between_two_scans_and_why(workspace: Workspace, tmp_path: Path) -> None:
    old = changes.side_of(workspace)
    assert changes.compare(old, old) == []
    assert changes.write_baseline(old, tmp_path / "moc.json") == len(old.findings)
    assert changes.read_baseline(tmp_path / "moc.json").findings == old.findings
    folder = make_kho(tmp_path / "kho")
    (folder / "so-giao-thong" / "917-2015.txt").unlink()
    (folder / "so-van-hoa" / "919-2016.txt").write_text(
        decision("919/2016/QĐ-UBND", (1, 3, 2016), "Về việc thả diều", "Điều 1. Thả diều.\nĐiều 2. Quyết định này có "
                 "hiệu lực thi hành kể từ ngày 15 tháng 3 năm 2016.") , "utf-8")  # fmt: skip
    again = scan(folder, tmp_path / "moi.db")
    found = changes.compare(old, changes.side_of(again))
    again.close()
    assert {"new", "gone"} <= set(changes.tally(found)) and {c.why for c in found} <= {"document"}
    assert changes.write(found, tmp_path / "a.xlsx").is_file()
    (tmp_path / "la.json").write_text("[]")
    with pytest.raises(UsageError, match=r"la\.json"):
        changes.read_baseline(tmp_path / "la.json")


def test_upcoming_tells_what_dies_and_who_depends(scanned: Path, workspace: Workspace, tools: Tools) -> None:
    events = upcoming(workspace, tools, today=date(2026, 6, 1), days=60)
    dies = next(e for e in events if e.act.startswith("913/2014"))
    assert (dies.on, dies.after, dies.departments) == (date(2026, 6, 25), "ceased", ("so-van-hoa",))
    assert not [e for e in upcoming(workspace, tools, today=date(2026, 6, 25), days=60) if e.act == dies.act]


@pytest.fixture
def mailbox() -> Iterator[tuple[int, list[Any]]]:
    """A real server on the loopback."""
    from aiosmtpd.controller import Controller

    got: list[Any] = []

    class Keep:
        async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
            got.append(message_from_bytes(envelope.content))
            return "250 OK"

    controller = Controller(Keep(), hostname="127.0.0.1", port=0)
    import socket

    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        controller.port = free.getsockname()[1]
    controller.start()
    yield controller.port, got
    controller.stop()


def test_alerts_arrive_by_mail(mailbox: tuple[int, list[Any]], tmp_path: Path) -> None:
    port, got = mailbox
    paper = tmp_path / "sắp tới.xlsx"
    Workbook().save(paper)
    url = f"mailto://127.0.0.1:{port}?from=doccheck@example.org&to=phap.che@example.org&mode=insecure"
    send([url], "Văn bản sắp hết hiệu lực", "Nghị định số 1 hết hiệu lực", [paper])
    (mail,) = got
    assert str(make_header(decode_header(mail["Subject"]))) == "Văn bản sắp hết hiệu lực"
    parts = [part for part in mail.walk() if not part.is_multipart()]
    assert any("Nghị định số 1" in part.get_payload(decode=True).decode("utf-8", "replace") for part in parts)
    assert any((part.get_payload(decode=True) or b"").startswith(b"PK") for part in parts), "the spreadsheet came along"


def test_bad_addresses_are_told() -> None:
    with pytest.raises(UsageError, match="1"):
        send(["khong-phai-dia-chi"], "a", "b")
    with pytest.raises(UsageError):
        send(["mailto://127.0.0.1:9?from=a@example.org&to=b@example.org&mode=insecure"], "a", "b")


def test_commands_from_order_to_papers(
    scanned: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    from doccheck.cli import run

    shutil.copy(scanned / "doccheck.db", tmp_path / "doccheck.db")
    monkeypatch.chdir(tmp_path)

    def call(*words: str) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stop:
            run(list(words))
        return int(stop.value.code or 0), capsys.readouterr().out

    assert call("campaign", "new", "Thử", "--cut-off", "2026-12-31")[0] == 0
    assert call("campaign", "new", "Thử", "--cut-off", "2026-12-31")[0] == 2
    code, out = call("campaign", "scope", "--normative")
    assert code == 0 and "3 trong phạm vi" in out
    assert call("campaign", "assign", "so-la", "An")[0] == 2
    assert call("campaign", "assign", "so-giao-thong", "An", "--due", "2026-01-01")[0] == 0
    assert "QUÁ HẠN" in call("campaign", "status")[1]
    assert call("campaign", "packet", "-o", "goi")[0] == 0
    packet = next((tmp_path / "goi").glob("*giao*"))
    assert call("campaign", "merge", "--preview", str(packet))[0] == 0
    assert call("campaign", "undo")[0] == 0
    assert call("campaign", "report", "-o", "giay", "--on", "2027-01-05")[0] == 0
    assert len(list((tmp_path / "giay").iterdir())) == 17
    assert call("campaign", "repeal")[0] == 0
    assert call("campaign", "close")[0] == 0
    assert call("campaign", "follow")[0] == 0
    assert call("diff", "doccheck.db", "--save", "moc.json")[0] == 0
    assert call("diff", "moc.json", "doccheck.db")[0] == 0
    assert call("diff", "moc.json")[0] == 2
    assert call("upcoming", "--as-of", "2026-06-01", "--format", "json")[0] == 0
    (tmp_path / "la.db").write_text("x")
    assert call("campaign", "status", "-c", "la.db")[0] == 2
    assert call("campaign", "status", "-c", "khong-co.db")[0] == 2
