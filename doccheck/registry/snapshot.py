"""``registry snapshot`` and ``diff`` (bản chụp, so sánh): one signed file to share, and what two of them say apart."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from doccheck.db import guard, rows
from doccheck.errors import RegistryError, UsageError
from doccheck.registry.coverage import totals
from doccheck.registry.places import copy
from doccheck.registry.rows import ACT_SELECT, FACT_SELECT, act_of, fact_of
from doccheck.registry.store import Registry
from doccheck.rulebook.messages import say

SUFFIX = ".json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a snapshot is (bản kê): digest of its contents, hash of its file, counts, and the office's signature."""

    digest: str
    sha256: str
    doccheck: str
    acts: int
    facts: int
    signature: str | None = None


def snapshot(registry: Registry, path: Path, key: Path | None = None, *, version: str = "") -> Manifest:
    """Copy a registry (chụp) to ``path`` with its manifest beside it, signed with the office's key file if given.

    ``version`` is that of the program.
    """
    if path.exists():
        raise UsageError(say("registry.exists", path=path))
    copy(registry, path)
    counts = totals(registry)
    unsigned = Manifest(
        digest=registry.digest,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        doccheck=version,
        acts=counts["acts"],
        facts=sum(count for name, count in counts.items() if name.startswith("tier.")),
    )
    made = Manifest(**{**asdict(unsigned), "signature": _sign(unsigned, key) if key else None})
    _beside(path).write_text(json.dumps(asdict(made), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return made


def verify(path: Path, key: Path | None = None) -> Manifest:
    """Check a snapshot against its manifest (kiểm tra), and its signature where a key is given."""
    try:
        manifest = Manifest(**json.loads(_beside(path).read_text("utf-8")))
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError, TypeError) as error:
        raise RegistryError(say("registry.no_manifest", path=path)) from error
    if found != manifest.sha256:
        raise RegistryError(say("registry.snapshot_changed", path=path))
    if key is not None and not hmac.compare_digest(_sign(manifest, key), manifest.signature or ""):
        raise RegistryError(say("registry.snapshot_signature", path=path))
    return manifest


def _beside(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


def _sign(manifest: Manifest, key: Path) -> str:
    try:
        secret = key.read_bytes().strip()
    except OSError as error:
        raise UsageError(say("registry.no_file", path=key)) from error
    if len(secret) < 16:
        raise UsageError(say("registry.short_key", path=key))
    said = {name: value for name, value in asdict(manifest).items() if name != "signature"}
    return hmac.new(secret, json.dumps(said, sort_keys=True).encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What the second registry has and the first has not (+), or the other way round (-)."""

    sign: str
    act: str
    what: str


def diff(old: Registry, new: Registry) -> tuple[Difference, ...]:
    """Acts and facts added and removed (khác nhau), by act."""
    before, after = _marks(old), _marks(new)
    lines = [Difference(sign="-", act=act, what=what) for act, what in before - after]
    lines += [Difference(sign="+", act=act, what=what) for act, what in after - before]
    return tuple(sorted(lines, key=lambda d: (d.act, d.sign, d.what)))


def _marks(registry: Registry) -> set[tuple[str, str]]:
    with guard(registry.path):
        acts = [act_of(row) for row in rows(registry.db, ACT_SELECT)]
        facts = [fact_of(row) for row in rows(registry.db, FACT_SELECT)]
    marks = {(act.id, "") for act in acts}
    for fact in facts:
        where = f" [{len(fact.provisions)}]" if fact.provisions else ""
        cause = fact.by_label or fact.by or ""
        marks.add((fact.act, f"{fact.kind.value} {fact.on or '?'} {cause}{where} ({fact.tier.value}, {fact.origin})"))
    return marks
