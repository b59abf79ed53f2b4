"""Where registries live (nơi đặt sổ đăng ký): the seed in the cache, the office's own in the user's data folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from doccheck.db import DatabaseFault, Reason, back_up, build, glance, insert, rows
from doccheck.registry.rows import ACT_COLUMNS, FACT_INSERT
from doccheck.registry.seed import fill, index_text, seed_digest
from doccheck.registry.shape import SHAPE
from doccheck.registry.store import SESSIONS, Registry, digest_with, open_file, refusal
from doccheck.rulebook.place import data_dir

if TYPE_CHECKING:
    from doccheck.db import Database

_PROGRAM = "doccheck"
_ADDED = (
    ("acts", ACT_COLUMNS),
    ("facts", FACT_INSERT),
    ("conflicts", ("act", "field", "value", "origin", "chosen", "session")),
    ("aliases", ("alias", "key", "session")),
    ("explained", ("code", "act", "why", "session")),
)
_KEPT = (
    ("sessions", ("n", "kind", "label", "sha256", "day", "detail", "state")),
    ("proposals", ("n", "act", "sha256", "path", "payload", "state", "day", "who")),
)
_SHORT = 16


def open_registry(path: Path | None = None) -> Registry:
    """Open a registry for reading (mở sổ đăng ký).

    Without a path: the office's own registry when there is one, else the seed, built into the cache at first use.
    """
    if path is not None:
        return open_file(path)
    own = own_path()
    if not own.is_file():
        return open_file(seed_path())
    registry = open_file(own)
    if registry.meta("seed") == seed_digest(data_dir("registry")):
        return registry
    registry.close()
    return open_file(renew(own))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """A registry in one line (tóm tắt sổ đăng ký): digest, number of acts, day of the newest."""

    digest: str
    acts: int
    newest: str


def summary(path: Path | None = None) -> Summary:
    """What :func:`open_registry` would open (tóm tắt), without opening it for work."""
    place = path or _ready()
    try:
        seed = glance(place, SHAPE, "select value from meta where name = 'seed'")
        acts, newest = glance(place, SHAPE, "select count(*), max(issued_on) from acts")[0]
        digest = digest_with(seed[0][0] if seed else "", glance(place, SHAPE, SESSIONS))
    except DatabaseFault as fault:
        raise refusal(fault) from fault
    return Summary(digest=digest, acts=acts, newest=newest or "")


def _ready() -> Path:
    """The file to open without a path, brought up to date."""
    own = own_path()
    if not own.is_file():
        return seed_path()
    held = glance(own, SHAPE, "select value from meta where name = 'seed'")
    return own if held and held[0][0] == seed_digest(data_dir("registry")) else renew(own)


def open_to_write(path: Path | None = None) -> Registry:
    """Open a registry for changes (mở để ghi): the file named, else the office's own, made from the seed if need be."""
    if path is not None:
        return open_file(path, readonly=False)
    own = own_path()
    if not own.is_file():
        seed = open_registry()
        copy(seed, own)
        seed.close()
    else:
        open_registry().close()
    return open_file(own, readonly=False)


def copy(registry: Registry, path: Path) -> Path:
    """A whole copy of a registry (bản sao)."""
    try:
        back_up(registry.db, path)
    except (DatabaseFault, OSError) as error:
        fault = error if isinstance(error, DatabaseFault) else DatabaseFault(path, Reason.UNREADABLE, str(error))
        raise refusal(fault) from error
    return path


def renew(own: Path) -> Path:
    """Put what the office added (làm mới sổ của đơn vị) on the seed that came with a newer doccheck."""
    source = data_dir("registry")
    digest = seed_digest(source)
    old = open_file(own)

    def again(db: "Database") -> None:
        fill(db, source, digest)
        last = int(rows(db, "select coalesce(max(n), 0) from acts")[0][0])
        for table, columns in (*_ADDED, *_KEPT):
            names = ", ".join(columns)
            where = " where session > 0 order by rowid" if "session" in columns else ""
            insert(db, table, columns, rows(old.db, f"select {names} from {table}{where}"), verb="or ignore")
        index_text(db, after=last)

    try:
        build(own, SHAPE, again)
    except DatabaseFault as fault:
        raise refusal(fault) from fault
    finally:
        old.close()
    return own


def seed_path(folder: Path | None = None) -> Path:
    """The seed registry as a database (sổ gốc), built when the cache has none for these files."""
    from platformdirs import user_cache_path

    source = folder or data_dir("registry")
    digest = seed_digest(source)
    target = user_cache_path(_PROGRAM) / f"registry-{digest[:_SHORT]}.db"
    if not target.is_file():
        try:
            build(target, SHAPE, lambda db: fill(db, source, digest))
        except DatabaseFault as fault:
            raise refusal(fault) from fault
    return target


def own_path() -> Path:
    """Where the office's own registry stands (sổ của đơn vị): made by the first import."""
    from platformdirs import user_data_path

    return user_data_path(_PROGRAM) / "registry.db"
