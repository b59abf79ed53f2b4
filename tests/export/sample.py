"""A record of our own making with every field filled, to write papers from."""

from typing import Any

ACT = {
    "id": "158/2007/nd-cp|decree|chinh-phu|2007-10-27",
    "number": "158/2007/NĐ-CP",
    "instrument": "decree",
    "issuer": "Chính phủ",
    "issued_on": "2007-10-27",
    "title": None,
    "effective_on": None,
    "label": "Nghị định số 158/2007/NĐ-CP ngày 27/10/2007",
}
FACT = {
    "kind": "replaced",
    "by": {"id": "59/2019/nd-cp|decree|chinh-phu|", "label": "Nghị định số 59/2019/NĐ-CP"},
    "on": "2019-08-15",
    "until": None,
    "provisions": [],
    "exceptions": None,
    "tier": "read",
    "origin": "golden",
    "note": None,
    "quote": None,
    "page": None,
    "path": None,
}


def finding(number: int = 1, **changes: Any) -> dict[str, Any]:
    return {
        "check": "BASIS-EXP-AT-ISSUE",
        "level": "error",
        "certainty": "high",
        "span": [1, 5],
        "quote": "Nghị định số 158/2007/NĐ-CP",
        "page": 1,
        "box": None,
        "subject": ACT,
        "facts": {},
        "message": "Khi ban hành, căn cứ không còn hiệu lực.",
        "basis": ["Nghị định số 34/2016/NĐ-CP Điều 61"],
        "replaced_by": [{**ACT, "label": "Nghị định số 59/2019/NĐ-CP"}],
        "fingerprint": f"f{number:015d}",
        "name": "căn cứ đã hết hiệu lực",
        "variant": "default",
        "reason": "Được thay thế bởi Nghị định số 59/2019/NĐ-CP",
        "action": "Kiểm tra văn bản thay thế.",
        "alternative": "",
        "suggested": ["Nghị định số 59/2019/NĐ-CP của Chính phủ"],
        "proof": [FACT],
        "cause": {"id": ACT["id"], "key": "N000000000000001", "label": ACT["label"]},
        **changes,
    }


def record(path: str = "kho/a.docx", *findings: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "path": path,
        "sha256": "0" * 64,
        "state": "whole",
        "as_of": "2026-11-24",
        "stamp": "0.1.0+r+s",
        "document": {
            "number": "12/2020/QĐ-UBND",
            "instrument": "decision",
            "issuer": "Ủy ban nhân dân tỉnh Hà Tĩnh",
            "issued_on": "2020-01-02",
            "title": "Về việc trông coi nhà văn hóa",
            "effective_on": "2020-01-15",
            "status": "unknown",
            "status_since": None,
            "amended": False,
            "why": None,
            "act": None,
        },
        "references": [],
        "findings": list(findings),
        "gaps": [{"key": "k1", "label": "Nghị định số 1/2001/NĐ-CP", "missing": True, "role": "basis"}],
        "troubles": [],
        **changes,
    }


def unread(path: str = "kho/hong.pdf") -> dict[str, Any]:
    trouble = {
        "stage": "extract",
        "code": "corrupt_structure",
        "place": None,
        "detail": "xref",
        "severity": "fatal",
        "message": "Cấu trúc tệp hỏng; có thể đọc thiếu.",
    }
    return record(path, state="unreadable", troubles=[trouble], gaps=[])
