"""Parquet (tệp cột): dumps of document databases, known columns only; needs ``doccheck[parquet]``."""

from pathlib import Path
from typing import Any

from doccheck.errors import UsageError
from doccheck.registry.sheets import FieldOf, Line, Table, cell
from doccheck.rulebook.messages import say

MOST_ROWS = 2_000_000
BATCH = 20_000
MOST_WORDS = 1_000  # characters of a cell: a full text is no cell of a register


def read_parquet(path: Path, field_of: FieldOf) -> Table:
    """Rows of the known columns; full texts beside them are never loaded."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError(say("registry.needs_parquet", path=path)) from error
    try:
        with pyarrow.parquet.ParquetFile(path) as file:
            return _table(path, file, field_of)
    except (pyarrow.ArrowException, OSError) as error:
        detail = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise UsageError(say("registry.file_broken", path=path, detail=detail)) from error


def _table(path: Path, file: Any, field_of: FieldOf) -> Table:
    names = [str(name) for name in file.schema_arrow.names]
    heads = [name for name in names if field_of(name) is not None]
    if not heads:
        raise UsageError(say("registry.no_heads", path=path))
    if file.metadata.num_rows > MOST_ROWS:
        raise UsageError(say("registry.rows_many", path=path, most=MOST_ROWS))
    lines: list[Line] = []
    for batch in file.iter_batches(batch_size=BATCH, columns=heads):
        for row in batch.to_pylist():
            cells = {head: cell(_short(row[head])) for head in heads}
            lines.append(Line(place="", number=len(lines) + 1, cells=cells))
    rest = [name for name in names if name not in heads]
    return Table(heads=(*heads, *rest), lines=tuple(lines))


def _short(value: Any) -> Any:
    if isinstance(value, list):
        value = "; ".join(map(str, value))
    return value[:MOST_WORDS] if isinstance(value, str) else value
