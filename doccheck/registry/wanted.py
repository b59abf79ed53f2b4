"""``registry wanted`` (văn bản cần bổ sung): acts that would decide the most documents, were they known."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """An act that documents wait for (văn bản còn thiếu): missing on the shelf, or there with an unknown status."""

    key: str
    label: str
    missing: bool
    documents: int
    roles: tuple[str, ...]
    examples: tuple[str, ...]


def wanted(gaps: Iterable[tuple[str, str, bool, str, str]], limit: int | None = None) -> tuple[Wanted, ...]:
    """Rank gaps (xếp hạng) — (key, label, missing, role, document) — by the number of documents each would decide."""
    waiting: dict[str, list[tuple[str, bool, str, str]]] = defaultdict(list)
    for key, label, missing, role, document in gaps:
        waiting[key].append((label, missing, role, document))
    found = [_one(key, rows) for key, rows in waiting.items()]
    found.sort(key=lambda w: (-w.documents, "basis" not in w.roles, w.label, w.key))
    return tuple(found[:limit])


def _one(key: str, rows: list[tuple[str, bool, str, str]]) -> Wanted:
    documents = sorted({document for *_, document in rows})
    return Wanted(
        key=key,
        label=rows[0][0],
        missing=all(missing for _, missing, _, _ in rows),
        documents=len(documents),
        roles=tuple(sorted({role for _, _, role, _ in rows})),
        examples=tuple(documents[:3]),
    )
