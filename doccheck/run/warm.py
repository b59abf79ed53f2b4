"""What is loaded once, before any document (nạp sẵn): children are forked from it, ready."""

from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from doccheck.checks import catalogue
from doccheck.errors import DoccheckError
from doccheck.model.text import Source, Text
from doccheck.pipeline import read_text
from doccheck.rulebook.book import load_book
from doccheck.run import work, worker

STAGES = (work.Bench, worker.serve, catalogue())

_FIRST = Text(source=Source(path="", name="", media_type="text/plain", size=1, sha256=""), body=".")


@lru_cache(maxsize=4)
def warm(rules: Path | None = None) -> None:
    """Load rules, phrases and libraries; a broken rule folder is told by the command that asked for it."""
    with suppress(DoccheckError):
        read_text(_FIRST, load_book(overlay=rules))
