"""Where registries live (nơi đặt sổ đăng ký): the seed in the cache, the office's own in the user's data folder."""

from pathlib import Path

from doccheck.db import DatabaseFault, build
from doccheck.registry.seed import fill, seed_digest
from doccheck.registry.shape import SHAPE
from doccheck.registry.store import Registry, open_file, refusal
from doccheck.rulebook.place import data_dir

_PROGRAM = "doccheck"
_SHORT = 16


def open_registry(path: Path | None = None) -> Registry:
    """Open a registry for reading (mở sổ đăng ký).

    Without a path: the office's own registry when there is one, else the seed, built into the cache at first use.
    """
    if path is not None:
        return open_file(path)
    own = own_path()
    if own.is_file():
        return open_file(own)
    return open_file(seed_path())


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
