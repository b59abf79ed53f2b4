"""The curated tables: ``facts/core_laws.tsv``, ``core_bylaws.tsv``, ``golden_facts.tsv``, and ``moves.tsv`` beside the seed."""

from datetime import date
from pathlib import Path

from building.canonical import Names, day_of, locality_of, number_of, provisions_of, title_of
from building.values import Gathered, Row, Statement
from building.wide import acting, table
from doccheck.model.act import Kind, Tier
from doccheck.model.number import DocNumber

TIERS = {"A": Tier.READ, "B": Tier.SECONDARY, "C": Tier.HINT}
EVENTS = {
    "amended": Kind.AMENDED,
    "replaced": Kind.REPLACED,
    "repealed": Kind.REPEALED,
    "partly_repealed": Kind.PARTLY_REPEALED,
    "expired_term": Kind.TERM,
    "ended": Kind.ENDED,
    "expired": Kind.ENDED,
    "split": Kind.REPLACED,
    "partial": Kind.PARTLY_REPEALED,
    "cascade": Kind.ENDED,
}
HINTED = ("knowledge", "OWN")
STATES = "constitution"


def origin_of(source: str, certainty: str, table_name: str) -> str:
    """The origin id of a core row's ``source`` column."""
    for known in (
        "phapdien-2026-01",
        "phapdien-2025-02",
        "phapdien-2023-12",
        "congbao-iamdylan",
        "vbpl-layout",
        "johnpa02-notes",
    ):
        if f"rows/{known}" in source or f"({known}" in source or ("status" in source and known in source):
            return known
    if certainty == "C" or source.startswith("knowledge"):
        return "memory"
    if source.startswith(("docs", "pdf_text", "tvpl", "L", "PD")):
        return "text"
    return table_name


def read_core_laws(shared: Path, names: Names, got: Gathered, known_to: date) -> None:
    """Laws, codes, ordinances and constitutions since 1986 and what ended, moved or amended them."""
    for record in table(shared / "facts" / "core_laws.tsv"):
        row = _act(record, record["passed_on"], "core-laws", names, got)
        event, certainty = record["event"], record["certainty"]
        tier, origin = TIERS[certainty], origin_of(record["source"], certainty, "core-laws")
        on = day_of(record["event_on"])
        words = record["exceptions"].strip()
        if event == "in_force":
            day = max(known_to, row.effective or known_to)
            got.statements.append(Statement(act=row, kind=Kind.IN_FORCE, on=day, tier=tier, origin="core-laws"))
        elif event != "effect_moved":  # moves.tsv says them in full
            by = _law_by(record["by_number"], record["by_title"], names, got)
            exceptions = words[len("trừ ") :] if words.startswith("trừ ") else None
            where = provisions_of(words) if event == "partly_repealed" else ()
            note = words or None if not exceptions and not where else None
            got.statements.append(
                Statement(
                    act=row,
                    kind=EVENTS[event],
                    on=on,
                    tier=tier,
                    origin=origin,
                    by=by,
                    provisions=where,
                    exceptions=exceptions,
                    note=note,
                )
            )


def _act(record: dict[str, str], issued: str, origin: str, names: Names, got: Gathered) -> Row:
    number = number_of(record["number"])
    instrument = record["instrument"]
    day = day_of(issued)
    issuers = names.issuers(record.get("issuer"), number, day, instrument)
    if instrument == STATES or (not issuers and instrument in {"law", "code"}):
        issuers = ("quoc-hoi",)
    source = record["source"]
    hinted = "effective_on: knowledge" in source or record["certainty"] == "C"
    title = record["title"] if number else record["number"]
    return got.row(
        Row(
            number=number,
            instrument=instrument,
            issuers=issuers,
            origin=origin,
            issued=day,
            effective=day_of(record["effective_on"]),
            effective_tier=Tier.HINT if hinted else Tier.SECONDARY,
            title=title_of(title, instrument) if number else title,
            title_rank=1 if origin == "core-laws" else 3,
        )
    )


def _law_by(number: str, title: str, names: Names, got: Gathered) -> Row | None:
    """The acting law, with its title; a constitution is named by its title."""
    if not number:
        return None
    parsed = number_of(number)
    if parsed is None:
        return got.row(Row(number=None, instrument=STATES, issuers=("quoc-hoi",), origin="", title=number, weak=True))
    kind = (
        "ordinance" if "PL" in parsed.symbol else "resolution" if title.casefold().startswith("nghị quyết") else "law"
    )
    if kind == "law" and parsed.symbol.startswith("UBTVQH"):
        kind = "ordinance"
    issuers = names.issuers(None, parsed, None, kind)
    instrument = None if kind == "law" else kind
    return got.row(
        Row(
            number=parsed,
            instrument=instrument,
            issuers=issuers,
            origin="",
            title=title_of(title, kind),
            title_rank=4,
            weak=True,
        )
    )


def read_core_bylaws(path: Path, names: Names, got: Gathered) -> None:
    """The most-cited decrees, decisions, resolutions and circulars; ``more_facts.tsv`` has the same columns."""
    for record in table(path):
        row = _act(record, record["issued_on"], "core-bylaws", names, got)
        event, certainty = record["event"], record["certainty"]
        if not event or event == "effect_moved":
            continue
        tier, origin = TIERS[certainty], origin_of(record["source"], certainty, "core-bylaws")
        words = record["provisions"]
        exceptions = words.removeprefix("ngoại trừ:").strip() if words.startswith("ngoại trừ:") else None
        where = () if exceptions else provisions_of(words)
        note = words if words and not exceptions and not where else None
        by = acting(record["by_number"], None, names, got) if record["by_number"] else None
        got.statements.append(
            Statement(
                act=row,
                kind=EVENTS[event],
                on=day_of(record["event_on"]),
                tier=tier,
                origin=origin,
                by=by,
                provisions=where,
                exceptions=exceptions,
                note=note,
            )
        )


def read_golden(shared: Path, names: Names, got: Gathered) -> None:
    """116 checked facts; days are dd/mm/yyyy, several acting acts and days stand in one cell."""
    for record in table(shared / "facts" / "golden_facts.tsv"):
        number = number_of(record["number"])
        if number is None:
            got.dropped.append(f"golden: {record['number']!r}")
            continue
        issued, certainty = day_of(record["issued"]), record["certainty"].split("/")
        instrument = names.instrument(record["type"].split(" (")[0], number)
        own = Tier.OFFICIAL if "effective confirmed" in record["registry_check"] else TIERS[certainty[-1]]
        row = got.row(
            Row(
                number=number,
                instrument=instrument,
                issuers=names.issuers(
                    record["issuer"].replace("Bộ LĐTBXH", "Bộ Lao động - Thương binh và Xã hội").replace("liên bộ", ""),
                    number,
                    issued,
                    instrument,
                ),
                origin="golden",
                issued=issued,
                effective=day_of(record["effective"]),
                effective_tier=own,
            )
        )
        _golden_events(record, row, TIERS[certainty[0]], names, got)


def _golden_events(record: dict[str, str], row: Row, tier: Tier, names: Names, got: Gathered) -> None:
    event, note = record["event"], record["note"]
    actors = [part.strip() for part in record["by"].split(";")] if record["by"] else [""]
    days = [day_of(part) for part in record["event_date"].split(";")]
    exceptions = note.split(";")[0].removeprefix("except ").strip() if note.startswith("except ") else None
    where = provisions_of(note) if event == "partial" else ()
    if event == "effect_moved":
        return
    for i, actor in enumerate(actors):
        on = days[min(i, len(days) - 1)]
        by = _local_by(actor, row, names, got) if number_of(actor) else None
        kind = EVENTS.get(event)
        if event == "applied":
            kind = Kind.IN_FORCE
        elif event == "in_force":
            kind, tier = Kind.AMENDED, Tier.HINT
        if kind is not None:
            origin = "memory" if tier is Tier.HINT else "golden"
            got.statements.append(
                Statement(
                    act=row, kind=kind, on=on, tier=tier, origin=origin, by=by, provisions=where, exceptions=exceptions
                )
            )


def _local_by(actor: str, row: Row, names: Names, got: Gathered) -> Row | None:
    """The acting act; ``(Bắc Ninh)`` after its number names the place of its issuer."""
    place, number = locality_of(actor), number_of(actor)
    if number is None or place is None:
        return acting(actor, None, names, got)
    organ = "HĐND" if "HĐND" in number.symbol else "UBND"
    town = place.startswith("TP ") or place in {"Hà Nội", "Hải Phòng", "Đà Nẵng", "Cần Thơ"}
    who = f"{organ} {'thành phố' if town else 'tỉnh'} {place.removeprefix('TP ')}"
    day = date(number.year, 12, 1) if number.year else date(2025, 12, 1)
    issuers = names.issuers(who, number, day)
    return got.row(Row(number=number, instrument=names.instrument(None, number), issuers=issuers, origin="", weak=True))


def read_moves(folder: Path, names: Names, got: Gathered) -> None:
    """Moved effect days and suspensions, written by hand in ``moves.tsv`` from the acting texts."""
    for record in table(folder / "moves.tsv"):
        row, by = (
            _named(record["act"], record["instrument"], names, got),
            _named(record["by"], record["by_instrument"], names, got),
        )
        origin, tier = record["origin"], Tier(record["tier"])
        where = provisions_of(record["provisions"])
        on, until, printed = day_of(record["on"]), day_of(record["until"]), day_of(record["printed"])
        note = f"printed {printed.isoformat()}" if printed else None
        got.statements.append(
            Statement(
                act=row,
                kind=Kind(record["kind"]),
                on=on,
                until=until,
                tier=tier,
                origin=origin,
                by=by,
                provisions=where,
                note=note,
            )
        )


def _named(number: str, instrument: str, names: Names, got: Gathered) -> Row:
    parsed: DocNumber | None = number_of(number)
    return got.row(
        Row(
            number=parsed,
            instrument=instrument,
            issuers=names.issuers(None, parsed, None, instrument),
            origin="",
            weak=True,
        )
    )
