"""Suggested dispositions (phương án xử lý gợi ý) by check: ``rules/vn/dispositions.yaml``."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from pydantic import RootModel

from doccheck.errors import RulebookError
from doccheck.rulebook.load import Mistakes, validate
from doccheck.rulebook.place import data_dir

Word = Literal["repeal", "replace", "amend", "issue", "suspend", "keep", "expired", "unknown"]


class DispositionsFile(RootModel[dict[str, Word]]):
    """Code or head of codes → disposition; ``*`` for the rest."""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, str]:
    mistakes = Mistakes()
    page = validate(data_dir("rules") / "vn" / "dispositions.yaml", DispositionsFile, mistakes)
    if page is None or mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return dict(page.root)


def suggested_disposition(code: str) -> str:
    """The disposition to offer first for a check's finding; the reviewer chooses."""
    table = _table()
    heads = [name for name in table if code == name or code.startswith(f"{name}-")]
    return table[max(heads, key=len)] if heads else table.get("*", "unknown")
