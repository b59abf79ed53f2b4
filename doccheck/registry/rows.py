"""Values to rows and back (chuyển đổi bản ghi): acts, facts, provisions, search keys."""

import re
from datetime import date
from typing import Any

from doccheck.model.act import Act, Evidence, Fact, Kind, Tier
from doccheck.model.number import DocNumber, fold
from doccheck.model.provision import Provision, Unit

STATUTES = frozenset({"constitution", "code", "law", "ordinance"})

ACT_COLUMNS = (
    "id",
    "key",
    "serial",
    "year",
    "number",
    "instrument",
    "issuers",
    "issued_on",
    "effective_on",
    "title",
    "title_key",
    "locality",
    "origin",
    "session",
)
FACT_COLUMNS = (
    "act",
    "kind",
    "day",
    "until",
    "tier",
    "origin",
    "by",
    "by_label",
    "provisions",
    "exceptions",
    "note",
    "quote",
    "page",
    "sha256",
    "path",
    "session",
    "territory",
)
ACT_SELECT = "select id, number, instrument, issuers, issued_on, effective_on, title, locality from acts"
_QUOTED = ", ".join(f'"{name}"' for name in FACT_COLUMNS)
FACT_SELECT = f"select {_QUOTED} from facts"
FACT_INSERT = tuple(f'"{name}"' for name in FACT_COLUMNS)

_NOT_WORD = re.compile(r"[\W_]+")


def bare(name: str) -> str:
    """A number or label (số, tên gọi) without the full stop of the sentence that it was read from."""
    return name.rstrip(" .,;")


def title_key(title: str) -> str:
    """Search key of a title (khoá tên gọi): folded, punctuation as blanks, blanks single."""
    return _NOT_WORD.sub(" ", fold(title)).strip()


def act_row(act: Act, origin: str, session: int) -> tuple[Any, ...]:
    """Row of an act in the order of ``ACT_COLUMNS``."""
    number = act.number
    key = number.key if number else None
    return (
        act.id,
        key,
        key.split("/", 1)[0] if key else None,
        number.year if number else None,
        str(number) if number else None,
        act.instrument,
        "+".join(act.issuers),
        _iso(act.issued_on),
        _iso(act.effective_on),
        act.title,
        title_key(act.title) if act.title and act.instrument in STATUTES else None,
        act.locality,
        origin,
        session,
    )


def fact_row(fact: Fact, session: int) -> tuple[Any, ...]:
    """Row of a fact in the order of ``FACT_COLUMNS``."""
    proof = fact.evidence or Evidence()
    return (
        fact.act,
        fact.kind.value,
        _iso(fact.on),
        _iso(fact.until),
        fact.tier.value,
        fact.origin,
        fact.by,
        fact.by_label,
        encode(fact.provisions),
        fact.exceptions,
        fact.note,
        proof.quote,
        proof.page,
        proof.sha256,
        proof.path,
        session,
        fact.territory,
    )


def act_of(row: tuple[Any, ...]) -> Act:
    """The act of a row of ``ACT_SELECT``."""
    id_, number, instrument, issuers, issued_on, effective_on, title, locality = row
    return Act(
        id=id_,
        number=DocNumber.parse(bare(number)) if number else None,
        instrument=instrument,
        issuers=tuple(issuers.split("+")) if issuers else (),
        issued_on=day_of(issued_on),
        effective_on=day_of(effective_on),
        title=title,
        locality=locality,
    )


def fact_of(row: tuple[Any, ...]) -> Fact:
    """The fact of a row of ``FACT_SELECT``."""
    (
        act,
        kind,
        day,
        until,
        tier,
        origin,
        by,
        by_label,
        provisions,
        exceptions,
        note,
        quote,
        page,
        sha,
        path,
        _,
        *rest,
    ) = row
    seen = any(value is not None for value in (quote, page, sha, path))
    return Fact(
        act=act,
        kind=Kind(kind),
        on=day_of(day),
        until=day_of(until),
        tier=Tier(tier),
        origin=origin,
        by=by,
        by_label=bare(by_label) if by_label else None,
        provisions=decode(provisions),
        exceptions=exceptions,
        note=note,
        evidence=Evidence(quote=quote, page=page, sha256=sha, path=path) if seen else None,
        territory=rest[0] if rest else None,
    )


def encode(provisions: tuple[Provision, ...]) -> str | None:
    """Provisions as text of the file (mã điều khoản): ``article=5>clause=2;article=7``."""
    return ";".join(">".join(f"{unit.value}={label}" for unit, label in p.path) for p in provisions) or None


def decode(text: str | None) -> tuple[Provision, ...]:
    """The provisions of :func:`encode`'s text."""
    if not text:
        return ()
    return tuple(
        Provision(tuple((Unit(unit), label) for unit, label in (step.split("=", 1) for step in item.split(">"))))
        for item in text.split(";")
    )


def day_of(text: str | None) -> date | None:
    """The day of an ISO text, None for nothing."""
    return date.fromisoformat(text) if text else None


def search_text(number: str | None, key: str | None, title: str | None, issuers: str) -> str:
    """Folded words by which an act is found (văn bản tìm kiếm): number, title, issuers."""
    return _NOT_WORD.sub(" ", fold(" ".join((number or "", key or "", title or "", issuers)))).strip()


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
