"""Names, not things (công thức chạy): what a worker needs to open its own tools; small, picklable."""

import hashlib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from doccheck import __version__
from doccheck.extract import ExtractOptions

_PACKAGE = Path(__file__).resolve().parent.parent
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one document may take (giới hạn cho một văn bản): CPU seconds by size, memory above the start, output bytes.

    A fixed limit lies: a long scan is slow and right, so CPU grows with the file; the clock is only a net behind it.
    """

    cpu: float = 40.0
    cpu_per_megabyte: float = 40.0
    cpu_most: float = 1_800.0
    wall_factor: float = 4.0
    wall_extra: float = 30.0
    memory: int = 2_048 * MEGABYTE
    output: int = 256 * MEGABYTE
    files: int = 512
    documents: int = 400

    def cpu_for(self, size: int) -> float:
        """CPU seconds for a file of ``size`` bytes."""
        return min(self.cpu + self.cpu_per_megabyte * size / MEGABYTE, self.cpu_most)

    def wall_for(self, size: int) -> float:
        """Seconds on the clock for a file of ``size`` bytes."""
        return self.cpu_for(size) * self.wall_factor + self.wall_extra


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """Where the tools are, and the limits (công thức)."""

    registry: Path | None = None
    rules: Path | None = None
    options: ExtractOptions = field(default_factory=ExtractOptions)
    limits: Limits = field(default_factory=Limits)


@lru_cache(maxsize=16)
def code_digest(*packages: str) -> str:
    """Digest of the sources of some packages: a new version of a stage recomputes from that stage on."""
    total = hashlib.sha256(__version__.encode())
    for package in packages:
        home = _PACKAGE / package
        for path in sorted(home.rglob("*.py")) if home.is_dir() else [home.with_suffix(".py")]:
            total.update(path.relative_to(_PACKAGE).as_posix().encode())
            total.update(path.read_bytes())
    return total.hexdigest()[:16]
