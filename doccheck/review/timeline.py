"""The dated chain as a picture (dòng thời gian): lives of the acts as bars, the document and today as lines."""

from collections.abc import Mapping
from datetime import date
from typing import Any

WIDTH, LEFT, RIGHT, LANE, TOP = 600, 8, 592, 36, 22
LATE = 8  # days beyond which nothing is drawn come from the lives themselves
Lane = dict[str, Any]


def timeline(finding: Mapping[str, Any], record: Mapping[str, Any], shelf: Mapping[str, Any]) -> dict[str, Any] | None:
    """Numbers of the drawing; None when nothing is dated."""
    subject, document = finding["subject"], record["document"]
    as_of = _day(record["as_of"])
    lanes = []
    if subject:
        lanes.append(_subject(finding, subject, shelf))
    lanes += [_heir(heir) for heir in shelf["heirs"][:4]] or [_other(act) for act in finding["replaced_by"][:4]]
    own = _own(document)
    if own and (not subject or document.get("number") != subject.get("number")):
        lanes.append(own)
    days = [d for lane in lanes for d in lane["days"]] + ([as_of] if as_of else [])
    if len(days) < 2 or as_of is None:
        return None
    first, last = min(days), max(days)
    axis = _Axis(first, last)
    drawn = [_drawn(lane, axis, number, last) for number, lane in enumerate(lanes)]
    return {
        "width": WIDTH,
        "height": TOP + LANE * len(lanes) + 6,
        "lanes": drawn,
        "ticks": axis.ticks(),
        "today": {"x": axis.x(as_of), "day": as_of.isoformat()},
        "issued": _issued(document, axis),
    }


class _Axis:
    def __init__(self, first: date, last: date) -> None:
        room = max((last - first).days // 14, 120)
        self.first, self.length = first.toordinal() - room, (last - first).days + 2 * room

    def x(self, day: date) -> int:
        at = LEFT + (RIGHT - LEFT) * (day.toordinal() - self.first) / self.length
        return round(min(max(at, LEFT), RIGHT))

    def ticks(self) -> list[dict[str, Any]]:
        start, end = date.fromordinal(self.first).year + 1, date.fromordinal(self.first + self.length).year
        step = next(s for s in (1, 2, 5, 10, 20, 50) if (end - start) / s <= 10)
        years = [year for year in range(start, end + 1) if year % step == 0]
        return [{"x": self.x(date(year, 1, 1)), "year": str(year)} for year in years]


def _subject(finding: Mapping[str, Any], subject: Mapping[str, Any], shelf: Mapping[str, Any]) -> Lane:
    issued, effect = _day(subject["issued_on"]), _day(subject["effective_on"])
    marks = [(_day(f["on"]), f["kind"], f) for f in finding["proof"] if f["on"] and f["kind"] != "effect"]
    pieces = _pieces(shelf["pieces"]) or _guess(effect or issued, [d for d, _, _ in marks if d])
    return _lane(subject["label"], "subject", issued, pieces, [(d, kind) for d, kind, _ in marks if d])


def _heir(heir: Mapping[str, Any]) -> Lane:
    act = heir["act"] or {}
    issued = _day(act.get("issued_on"))
    start = _day(heir["on"])
    return _lane(heir["label"], "heir", issued, _pieces(heir["pieces"]) or _guess(start, []), [])


def _other(act: Mapping[str, Any]) -> Lane:
    issued, effect = _day(act["issued_on"]), _day(act["effective_on"])
    return _lane(act["label"], "heir", issued, [(effect, None, "in_force")] if effect else [], [])


def _own(document: Mapping[str, Any]) -> Lane | None:
    issued, effect = _day(document["issued_on"]), _day(document["effective_on"])
    if issued is None:
        return None
    pieces = [(effect or issued, None, document["status"])]
    return _lane(document["number"] or "", "document", issued, pieces, [])


def _lane(label: str, kind: str, issued: date | None, pieces: list[Any], marks: list[tuple[date, str]]) -> Lane:
    days = [d for p in pieces for d in p[:2] if d] + [d for d, _ in marks] + ([issued] if issued else [])
    return {"label": label, "kind": kind, "issued": issued, "pieces": pieces, "marks": marks, "days": days}


def _pieces(pieces: Any) -> list[tuple[date | None, date | None, str]]:
    return [p for p in pieces if p[2] not in {"unknown", "not_yet_in_force"} or (p[0] and p[1])]


def _guess(start: date | None, ends: list[date]) -> list[tuple[date | None, date | None, str]]:
    """Without a life on the shelf, what the finding itself says: nothing is drawn as in force on a guess."""
    if start is None:
        return []
    return [(start, min(ends), "unknown"), (min(ends), None, "ceased")] if ends else [(start, None, "unknown")]


def _drawn(lane: Lane, axis: _Axis, number: int, last: date) -> dict[str, Any]:
    y = TOP + LANE * number
    bars = []
    for start, end, status in lane["pieces"]:
        x0, x1 = axis.x(start) if start else LEFT, axis.x(end) if end else RIGHT
        bars.append({"x": x0, "y": y + 20, "width": max(x1 - x0, 2), "status": status, "from": _iso(start)})
    return {
        "label": _short(lane["label"], 84),
        "kind": lane["kind"],
        "y": y + 14,
        "bars": bars,
        "mark_y": y + 25,
        "marks": [{"x": axis.x(day), "kind": kind, "day": day.isoformat()} for day, kind in lane["marks"]],
        "issued": {"x": axis.x(lane["issued"]), "day": lane["issued"].isoformat()} if lane["issued"] else None,
    }


def _issued(document: Mapping[str, Any], axis: _Axis) -> dict[str, Any] | None:
    issued = _day(document["issued_on"])
    return {"x": axis.x(issued), "day": issued.isoformat()} if issued else None


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "\u2026"
