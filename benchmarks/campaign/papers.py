"""Time to write all papers of a campaign over many documents.

Run: ``python benchmarks/campaign/papers.py [DOCUMENTS]``. The documents are records of our own making, laid straight
into a workspace: one in four has ended, one in three has findings that somebody confirmed.
"""

import os
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from doccheck.campaign.store import Mark, Settings, new_campaign
from doccheck.campaign.write import write_papers
from doccheck.rulebook.book import load_book
from doccheck.run import docket
from doccheck.run.workspace import Decision, Known, Workspace, open_workspace, save_document, save_report

CUT_OFF = date(2026, 12, 31)
BY = {"id": "955/2026/qd-ubnd|decision|ubnd-tinh/ha-tinh|2026-06-10", "label": "Quyết định số 955/2026/QĐ-UBND"}


def record(n: int) -> dict[str, object]:
    """A report of a made-up decision."""
    year = 2000 + n % 26
    number, day = f"{n}/{year}/QĐ-UBND", f"{year}-03-{1 + n % 28:02d}"
    act = {"id": f"{n}/{year}/qd-ubnd|decision|ubnd-tinh/ha-tinh|{day}", "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
           "title": "", "label": f"Quyết định số {number}", "number": number, "instrument": "decision"}  # fmt: skip
    title = f"Ban hành Quy định về việc thứ {n} trên địa bàn tỉnh"
    ended = n % 4 == 0
    fact = {"kind": "repealed", "by": BY, "on": "2026-06-25", "until": None, "provisions": [], "exceptions": None,
            "tier": "read", "origin": "pile", "note": None, "quote": None, "page": None, "path": None}  # fmt: skip
    findings = []
    if ended or n % 3 == 0:
        findings.append({
            "check": "ST-EXP" if ended else "BASIS-EXP-AFTER", "level": "warning", "certainty": "high", "span": [0, 9],
            "quote": f"Căn cứ Nghị định số {n}/2007/NĐ-CP ngày 27 tháng 10 năm 2007", "page": 1, "box": None,
            "subject": act if ended else None, "facts": {}, "message": f"Văn bản {number} có căn cứ đã hết hiệu lực.",
            "basis": ["Nghị định 79/2025/NĐ-CP Điều 39"], "replaced_by": [], "fingerprint": f"{n:016x}", "name": "x",
            "variant": "default", "reason": "Bị bãi bỏ", "action": "Xem xét xử lý", "alternative": "", "suggested": [],
            "proof": [fact] if ended else [], "cause": {"id": f"c{n}", "key": f"N{n:015x}", "label": f"c{n}"},
        })  # fmt: skip
    document = {"number": number, "instrument": "decision", "issuer": act["issuer"], "issued_on": day, "title": title,
                "effective_on": day, "status": "ceased" if ended else "unknown",
                "status_since": "2026-06-25" if ended else None, "amended": False, "why": "", "act": act}  # fmt: skip
    return {"path": path(n), "sha256": f"{n:064x}", "state": "whole", "as_of": CUT_OFF.isoformat(), "stamp": "a+b+c",
            "document": document, "references": [], "findings": findings, "gaps": [], "troubles": []}  # fmt: skip


def path(n: int) -> str:
    """Where the document stands: twenty departments."""
    return f"kho/so-{n % 20:02d}/{n}.docx"


def lay(workspace: Workspace, count: int) -> None:
    """Lay the records into the workspace."""
    with workspace.write() as conn:
        sql = "insert into runs (started, as_of, state, roots, totals) values ('', ?, 'complete', '[\"kho\"]', ?)"
        conn.execute(sql, (CUT_OFF.isoformat(), f'{{"documents": {count}}}'))
        for n in range(count):
            known = Known(size=1, mtime_ns=1, sha256=f"{n:064x}", key=f"{n:064x}", present=True)
            save_document(conn, path(n), Path(path(n)), None, known)
            made = record(n)
            save_report(conn, path(n), "x", {"vi": made, "en": made})
    asks = [
        docket.Ask(decision=Decision(target=f"{n:016x}", scope="finding", decision="confirm", by="An",
                                     disposition="amend" if n % 4 else "expired", made_on="2026-12-01"))
        for n in range(count) if n % 4 == 0 or n % 3 == 0
    ]  # fmt: skip
    docket.take(workspace, asks, who="An", at="2026-12-01")


def main(count: int) -> None:
    """Measure once and print."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        os.environ["DOCCHECK_AUDIT_KEY"] = str(folder / "key")
        workspace = open_workspace(folder / "doccheck.db", create=True)
        lay(workspace, count)
        settings = Settings(name="Đo", kind="yearly", cut_off=CUT_OFF, since=date(2026, 1, 1), workspace="doccheck.db",
                            organ="SỞ TƯ PHÁP", place="Hà Tĩnh")  # fmt: skip
        campaign = new_campaign(folder / "campaign.db", settings)
        rest = [n for n in range(count) if n % 4 and n % 3]
        marks = [Mark(path=path(n), outcome="keep", by="An") for n in rest]
        campaign.mark(marks, who="An", at="2026-12-01", kind="mark")
        start, cpu = time.perf_counter(), time.process_time()
        done = write_papers(campaign, workspace, load_book(), folder, on=date(2027, 1, 5))
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        rows = ", ".join(f"{p.name} {n} ({p.stat().st_size // 1024} KB)" for p, n in done.papers)
        problems = len(done.totals.problems)
        print(f"{count} documents: all papers in {seconds:.1f} s ({cpu:.1f} s of processor); problems: {problems}")
        print(rows)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
