"""The wide tables: ``registry/registry.jsonl.gz``, ``relations.jsonl.gz``, ``conflicts.jsonl`` and the pháp điển's own."""

import csv
import gzip
import json
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from building.canonical import Names, day_of, number_of, provisions_of, title_of
from building.values import Conflict, Gathered, Row, Statement
from doccheck.model.act import Kind, Tier
from doccheck.model.number import DocNumber
from doccheck.registry.identity import organ_then

OFFICIAL = ("phapdien", "congbao-iamdylan", "vbpl-layout", "sonla-congbao")  # gazette, code of laws, national database
REVIEWED = ("high", "medium")
PHAPDIEN = {
    "duoc_sua_doi": Kind.AMENDED,
    "duoc_bo_sung": Kind.AMENDED,
    "bi_bai_bo_mot_phan": Kind.PARTLY_REPEALED,
    "bi_thay_the_mot_phan": Kind.PARTLY_REPLACED,
    "duoc_huong_dan": Kind.GUIDES,
    "duoc_dinh_chinh": Kind.CORRECTED,
}
FROM_SOURCE = {
    "sua_doi_bo_sung": Kind.AMENDED,
    "dinh_chinh": Kind.CORRECTED,
    "quy_dinh_chi_tiet": Kind.GUIDES,
    "hop_nhat": Kind.RELATED,
}


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Records of a JSONL file, plain or gzip."""
    raw = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for line in raw.decode("utf-8").splitlines():
        yield json.loads(line)


def table(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a tab-separated file."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t")


def read_registry(shared: Path, names: Names, got: Gathered) -> None:
    """25 thousand acts; a status becomes a fact only where its confidence is high or medium."""
    for record in lines(shared / "registry" / "registry.jsonl.gz"):
        number = number_of(record["number"])
        if number is None:
            got.dropped.append(f"registry: no number in {record['number']!r}")
            continue
        official = any(source.startswith(OFFICIAL) for source in record["source"])
        issued, effective = day_of(record["issue_date"]), day_of(record["effective_date"])
        instrument = names.instrument(record["type"], number)
        origin = "+".join(sorted(record["source"], key=lambda s: (not s.startswith(OFFICIAL), s))[:2])
        guess = bool(record["header_guess"])
        row = got.row(
            Row(
                number=number,
                instrument=instrument,
                issuers=names.issuers(record["issuer"], number, issued, instrument),
                origin=origin,
                issued=issued,
                effective=effective,
                effective_tier=Tier.OFFICIAL if official and not guess else Tier.SECONDARY,
                title=title_of(record["title"], instrument),
                title_rank=2 if official else 4,
                weak=guess,
            )
        )
        year = _year_in(record["title"])
        row.year = year if issued is None else None
        if record["title"] and record["issue_date"]:
            got.titles[(number.key, issued)] = record["title"]
        _status(record, row, got)
        for hint in record["silver_superseded_by"]:
            _hint(hint, row, names, got)


def _year_in(title: str | None) -> int | None:
    """The year of ``Quyết định 122/QĐ-UBND năm 2025 …``: the only date some rows have."""
    words = (title or "").split()
    if "năm" in words[:5] and (i := words.index("năm") + 1) < len(words) and words[i].isdigit():
        return int(words[i])
    return None


def _status(record: dict[str, Any], row: Row, got: Gathered) -> None:
    status, as_of, ended = record["status"], day_of(record["status_as_of"]), day_of(record["expiry_date"])
    if not status or record["status_confidence"] not in REVIEWED:
        return
    origin = record["status_source"]
    official = record["status_confidence"] == "high" and origin.startswith(OFFICIAL)
    tier = Tier.OFFICIAL if official else Tier.SECONDARY
    if record["status_conflict"]:
        tier = Tier.SECONDARY if status == "het_hieu_luc" else Tier.HINT
    if status == "het_hieu_luc":
        kind, on = (Kind.ENDED, ended) if ended else (Kind.CEASED, as_of)
        got.statements.append(Statement(act=row, kind=kind, on=on, tier=tier, origin=origin))
    elif status in {"con_hieu_luc", "het_hieu_luc_mot_phan"}:
        note = "partly" if status == "het_hieu_luc_mot_phan" else None
        if as_of and not (row.effective and row.effective > as_of):
            got.statements.append(Statement(act=row, kind=Kind.IN_FORCE, on=as_of, tier=tier, origin=origin, note=note))
        if status == "con_hieu_luc" and ended:
            got.statements.append(Statement(act=row, kind=Kind.TERM, on=ended, tier=Tier.HINT, origin=origin))


def _hint(hint: dict[str, Any], row: Row, names: Names, got: Gathered) -> None:
    by = acting(hint["by"], hint.get("by_date"), names, got)
    if by is not None:
        kind = {"thay_the": Kind.REPLACED, "bai_bo": Kind.REPEALED}.get(hint["kind"], Kind.ENDED)
        got.statements.append(Statement(act=row, kind=kind, on=None, tier=Tier.HINT, origin="silver", by=by))


def acting(
    text: str | None,
    issued: str | None,
    names: Names,
    got: Gathered,
    *,
    kind: str | None = None,
    who: str | None = None,
) -> Row | None:
    """A row for an act that is only named by another's row."""
    number = number_of(text)
    if number is None or not (number.symbol and "-" not in number.separator):
        return None
    day = day_of(issued)
    instrument = names.instrument(kind, number)
    issuers = names.issuers(who, number, day, instrument)
    return got.row(Row(number=number, instrument=instrument, issuers=issuers, origin="", issued=day, weak=True))


def read_relations(shared: Path, names: Names, got: Gathered) -> None:
    """Relations with a meaning; untyped ones (``lien_quan``) say nothing about an act's life."""
    for record in lines(shared / "registry" / "relations.jsonl.gz"):
        kind, origin = record["kind"], record["origin"]
        if kind == "lien_quan" or not record["target_number"]:
            continue
        source = acting(record["source_number"], record["source_issue_date"], names, got, kind=record["source_type"])
        target = acting(
            record["target_number"],
            record.get("target_date"),
            names,
            got,
            kind=record.get("target_type"),
            who=record.get("target_issuer"),
        )
        if source is None or target is None:
            continue
        _local_issuers(source, target, names, got)
        if kind in PHAPDIEN:
            tier = Tier.OFFICIAL if origin.startswith("phapdien") else Tier.SECONDARY
            where = provisions_of("; ".join(record.get("articles") or ()))
            on = day_of(record.get("effective_date"))
            got.statements.append(
                Statement(act=source, kind=PHAPDIEN[kind], on=on, tier=tier, origin=origin, by=target, provisions=where)
            )
        else:
            _acting_relation(record, kind, origin, source, target, got)


def _local_issuers(source: Row, target: Row, names: Names, got: Gathered) -> None:
    """In a title, a local number is one of the same organ: the act's own row tells which, territory by territory."""
    for one, other in ((source, target), (target, source)):
        if one.number is None or other.number is None or not any("?" in i for i in one.issuers):
            continue
        known = got.organs.get((one.number.key, one.issued)) if one.issued else None
        if known is None and _organs(one) == _organs(other) and other.issued:
            named = got.organs.get((other.number.key, other.issued)) or ()
            then = one.issued or (date(one.number.year, 7, 1) if one.number.year else None)
            past = [organ_then(organ, other.issued, then, names.book) for organ in named]
            known = tuple(organ for organ in past if organ) if past and all(past) else None
        if known:
            one.issuers = known


def _organs(row: Row) -> set[str]:
    return {one.partition("/")[0].partition("-")[0] for one in row.issuers}


def _acting_relation(record: dict[str, Any], kind: str, origin: str, source: Row, target: Row, got: Gathered) -> None:
    """``source`` acts on ``target``; the day is the source's own effect, filled in when acts are merged."""
    tier = Tier.READ if origin == "title" else Tier.SECONDARY
    if kind in FROM_SOURCE:
        note = "consolidated" if kind == "hop_nhat" else None
        got.statements.append(
            Statement(act=target, kind=FROM_SOURCE[kind], on=None, tier=tier, origin=origin, by=source, note=note)
        )
    elif kind == "bai_bo":
        if not record.get("partial") and not _ends_whole(source, target, got):
            return
        what = Kind.PARTLY_REPEALED if record.get("partial") else Kind.REPEALED
        got.statements.append(Statement(act=target, kind=what, on=None, tier=tier, origin=origin, by=source))
    elif kind == "thay_the" and source.instrument != "official_letter":
        got.statements.append(Statement(act=target, kind=Kind.REPLACED, on=None, tier=tier, origin=origin, by=source))


_REPEALS = re.compile(
    r"(?:^|[\s.:\d)-])(?:quy định |về việc |v/v )*(?:bãi bỏ|hủy bỏ|huỷ bỏ) (?:toàn bộ )?(?:các )?", re.IGNORECASE
)
_WORD = r"(?:quyết định|thông tư(?: liên tịch)?|nghị định|nghị quyết|chỉ thị)"
_ITEM = re.compile(
    rf"\s*(?:[,;]|và)?\s*(?:{_WORD}\s*)?(?:số:?\s*)?(?P<number>\d[\w.]*(?:/\s?[\w&-]+)+)"
    r"(?:\s*ngày\s*[\d/.-]+|\s*ngày\s*\d+ tháng \d+ năm \d+)?",
    re.IGNORECASE,
)


def _ends_whole(source: Row, target: Row, got: Gathered) -> bool:
    """True when the acting title says "bãi bỏ" and at once the number, alone or in a list: no part, no procedure, no annex."""
    title = " ".join(got.titles.get((source.number.key, source.issued), "").split()) if source.number else ""
    for verb in _REPEALS.finditer(title):
        at = verb.end()
        while item := _ITEM.match(title, at):
            number: DocNumber | None = number_of(item["number"])
            if number is not None and target.number is not None and number.key == target.number.key:
                return True
            at = item.end()
    return False


def read_phapdien(shared: Path, names: Names, got: Gathered) -> None:
    """The official pháp điển: dates and titles are official; standing in it proves no force."""
    for record in table(shared / "facts" / "phapdien_registry.tsv"):
        number = number_of(record["number"])
        if number is None:
            got.dropped.append(f"phapdien: no number in {record['number']!r}")
            continue
        issued = day_of(record["issued"])
        instrument = names.instrument(record["type"], number)
        edition = "phapdien-2026-01" if record["in_edition_2026_01"] == "1" else "phapdien-2025-02"
        got.row(
            Row(
                number=number,
                instrument=instrument,
                issuers=names.issuers(record["issuer"], number, issued, instrument),
                origin=edition,
                issued=issued,
                effective=day_of(record["effective"]),
                effective_tier=Tier.OFFICIAL,
                title=title_of(record["title"], instrument),
                title_rank=1,
            )
        )
    for record in table(shared / "facts" / "phapdien_amendments.tsv"):
        act, by = acting(record["amended"], None, names, got), acting(record["amending"], None, names, got)
        if act and by:
            kind = Kind.PARTLY_REPEALED if record["kind"] == "bãi bỏ" else Kind.AMENDED
            on = day_of(record["amend_effective"])
            got.statements.append(
                Statement(act=act, kind=kind, on=on, tier=Tier.OFFICIAL, origin="phapdien-2025-02", by=by)
            )


def read_removed(shared: Path, names: Names, got: Gathered) -> None:
    """Acts that left the pháp điển: a hint of expiry, never a fact."""
    for record in lines(shared / "registry" / "phapdien_removed.jsonl"):
        number = number_of(record["number"])
        last = day_of(record["last_seen"])
        if number is None or last is None:
            continue
        issued = day_of(record["issue_date"])
        instrument = names.instrument(record["type"], number)
        row = got.row(
            Row(
                number=number,
                instrument=instrument,
                issuers=names.issuers(record["issuer"], number, issued, instrument),
                origin="phapdien-removed",
                issued=issued,
                weak=True,
            )
        )
        got.statements.append(
            Statement(
                act=row,
                kind=Kind.CEASED,
                on=None,
                tier=Tier.HINT,
                origin="phapdien-removed",
                note=f"last seen {(last + timedelta(0)).isoformat()}",
            )
        )


def read_conflicts(shared: Path, names: Names, got: Gathered) -> None:
    """Fields on which publishers disagree; nothing is chosen here."""
    for record in lines(shared / "registry" / "conflicts.jsonl"):
        row = acting(record["number"], None, names, got)
        if row is not None:
            values = [(value, ", ".join(dict.fromkeys(who))) for value, who in record["values"].items()]
            field = {"effective_date": "effective_on", "issue_date": "issued_on", "type": "instrument"}
            name = field.get(record["field"], record["field"])
            got.conflicts.append(Conflict(act=row, field=name, values=values, chosen=None))
