"""What a measure yields: rows of counts, and the cases that failed, each with a stable id."""

from dataclasses import dataclass, field


@dataclass
class Row:
    """One figure: ``good`` of ``n``."""

    name: str
    good: int = 0
    n: int = 0

    def add(self, ok: bool) -> None:
        self.good += ok
        self.n += 1

    @property
    def share(self) -> float:
        return self.good / self.n if self.n else 0.0


@dataclass
class Measure:
    """Rows by name, failed cases (id → what was wanted and what was read), and plain lines to print."""

    title: str
    rows: dict[str, Row] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)

    def row(self, name: str) -> Row:
        return self.rows.setdefault(name, Row(name))

    def case(self, row: str, case: str, ok: bool, detail: str) -> None:
        """Count one case in a row; a failed one is kept."""
        self.row(row).add(ok)
        if not ok:
            self.failed[f"{row}|{case}"] = detail

    def lines(self) -> list[str]:
        """The table."""
        width = max((len(name) for name in self.rows), default=0)
        head = [f"{self.title}", "-" * len(self.title)]
        body = [f"  {r.name:<{width}}  {100 * r.share:6.2f} %   {r.good:>6} / {r.n}" for r in self.rows.values()]
        return [*head, *body, *(f"  {note}" for note in self.notes), ""]


def f1(hits: int, extra: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall, F1."""
    precision = hits / (hits + extra) if hits + extra else 0.0
    recall = hits / (hits + missed) if hits + missed else 0.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def interval(good: int, n: int) -> tuple[float, float]:
    """Wilson's interval of a share, 95 %."""
    if not n:
        return 0.0, 1.0
    z, share = 1.96, good / n
    middle, spread = share + z * z / (2 * n), z * (share * (1 - share) / n + z * z / (4 * n * n)) ** 0.5
    return (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n)
