"""The seed registry (sổ đăng ký gốc): the compact files of ``corpus/registry`` and how they fill a database."""

import gzip
import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.db import in_bulk, insert
from doccheck.errors import RegistryError
from doccheck.model.act import Act, Fact, Kind, Tier, act_id
from doccheck.model.number import DocNumber
from doccheck.registry.rows import (
    ACT_COLUMNS,
    FACT_INSERT,
    act_row,
    bare,
    day_of,
    decode,
    fact_row,
    search_text,
    title_key,
)
from doccheck.registry.shape import SEED, SHAPE
from doccheck.rulebook.messages import say
from doccheck.rulebook.place import data_dir

if TYPE_CHECKING:
    from doccheck.db import Database

ACTS, FACTS, CONFLICTS = "acts.tsv.gz", "facts.tsv.gz", "conflicts.tsv"
ALIASES, SOURCES = "aliases.tsv", "sources.tsv"
READ = "read.tsv.gz"
STUBS = "stubs.tsv.gz"
EXPLAINED = "explained.tsv"
FILES = (ACTS, FACTS, CONFLICTS, ALIASES, SOURCES)
OPTIONAL = (READ, STUBS, EXPLAINED)


def seed_digest(folder: Path) -> str:
    """Digest (mã băm) of the seed's files and of the table steps; RegistryError when a file is missing."""
    total = hashlib.sha256("\n".join(step.__name__ for step in SHAPE.steps).encode())
    for name in (*FILES, *OPTIONAL):
        path = folder / name
        if path.is_file():
            total.update(name.encode() + path.read_bytes())
        elif name in FILES:
            raise RegistryError(say("registry.seed_missing", path=path))
    return total.hexdigest()


def fill(db: "Database", folder: Path, digest: str) -> None:
    """Fill an empty registry (nạp sổ gốc) from the seed's files."""
    stubs = [act_row(act, origin, SEED) for act, origin in read_acts(folder / STUBS)]
    rows = [act_row(act, origin, SEED) for act, origin in read_acts(folder / ACTS)]
    known = {row[0] for row in rows}
    rows += [row for row in stubs if row[0] not in known]
    with in_bulk(db):
        insert(db, "acts", ACT_COLUMNS, rows)
        for name in (FACTS, READ):
            insert(db, "facts", FACT_INSERT, (fact_row(fact, SEED) for fact in read_facts(folder / name)))
    columns = ("act", "field", "value", "origin", "chosen", "session")
    insert(db, "conflicts", columns, ((*row[:4], int(row[4]), SEED) for row in _lines(folder / CONFLICTS)))
    aliases = ((title_key(alias), title_key(key), SEED) for alias, key, *_ in _lines(folder / ALIASES))
    insert(db, "aliases", ("alias", "key", "session"), aliases)
    explained = ((code, act, why, SEED) for code, act, why in _lines(folder / EXPLAINED))
    insert(db, "explained", ("code", "act", "why", "session"), explained)
    index_text(db)
    insert(db, "meta", ("name", "value"), [("seed", digest)])


def index_text(db: "Database", after: int = 0) -> None:
    """Index the folded words (lập chỉ mục tìm kiếm) of the acts whose row number is above ``after``."""
    found = db.conn.execute("select n, number, key, title, issuers from acts where n > ?", (after,)).fetchall()
    insert(db, "acts_text", ("rowid", "folded"), ((n, search_text(*words)) for n, *words in found))


@cache
def priorities(folder: Path | None = None) -> dict[str, int]:
    """Order of sources (thứ tự ưu tiên nguồn): origin → rank, 1 is trusted most; the law's order of Điều 141."""
    return {row[0]: int(row[1]) for row in _lines((folder or data_dir("registry")) / SOURCES)}


def priority(origin: str, order: dict[str, int]) -> int:
    """The rank of an origin, the best of several joined ones; an office's own import or reading stands last."""
    parts = (part.strip() for part in re.split(r"[;,]|\+(?=[a-z])", origin))
    return min((order[part] for part in parts if part in order), default=max(order.values(), default=0) + 1)


def read_acts(path: Path) -> Iterator[tuple[Act, str]]:
    """Acts of a file (văn bản) with their origins; none when it is not there."""
    for number, instrument, issuers, issued_on, effective_on, title, locality, origin in _lines(path):
        parsed = DocNumber.parse(bare(number)) if number else None
        who = tuple(issuers.split("+")) if issuers else ()
        day = day_of(issued_on)
        act = Act(
            id=act_id(parsed, instrument or None, who, day, title),
            number=parsed,
            instrument=instrument or None,
            issuers=who,
            issued_on=day,
            effective_on=day_of(effective_on),
            title=title or None,
            locality=locality or None,
        )
        yield act, origin


def read_facts(path: Path) -> Iterator[Fact]:
    """Facts of a file (sự kiện); none when it is not there."""
    for act, kind, on, until, tier, origin, by, by_label, provisions, exceptions, note, *rest in _lines(path):
        yield Fact(
            act=act,
            kind=Kind(kind),
            on=day_of(on),
            until=day_of(until),
            tier=Tier(tier),
            origin=origin,
            by=by or None,
            by_label=bare(by_label) or None,
            provisions=decode(provisions),
            exceptions=exceptions or None,
            note=note or None,
            territory=(rest[0] or None) if rest else None,
        )


def _lines(path: Path) -> Iterator[list[Any]]:
    """Rows of a tab-separated file, plain or gzip, without its head; nothing when the file is not there."""
    if not path.is_file():
        return
    try:
        raw = path.read_bytes()
        text = (gzip.decompress(raw) if path.suffix == ".gz" else raw).decode("utf-8")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise RegistryError(say("registry.seed_broken", path=path, detail=error)) from error
    for line in text.splitlines()[1:]:
        if line and not line.startswith("#"):
            yield line.split("\t")
