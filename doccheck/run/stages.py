"""What each step depends on besides its input (chặng và phiên bản): a change recomputes from that stage on."""

import hashlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from doccheck.rulebook.book import load_book
from doccheck.run.recipe import Recipe, code_digest

TEXT = ("errors", "model", "extract", "rulebook/encodings", "rulebook/troubles")
READ = ("model", "parse", "rulebook", "pipeline")
LEARN = ("model", "match", "validity", "registry", "rulebook", "pipeline")
JUDGE = (*LEARN, "checks", "export/records", "export/values")


@dataclass(frozen=True, slots=True, kw_only=True)
class Stages:
    """Digest of everything a step's result depends on besides the document."""

    text: str
    read: str
    learn: str
    judge: str


def stages_of(recipe: Recipe, registry_digest: str, as_of: date) -> Stages:
    """The stages of a recipe on a day; RulebookError when its rules are not valid."""
    book = load_book(overlay=recipe.rules).digest
    return Stages(
        text=digest(code_digest(*TEXT), str(recipe.options)),
        read=digest(code_digest(*READ), book),
        learn=digest(code_digest(*LEARN), book, registry_digest),
        judge=digest(code_digest(*JUDGE), book, registry_digest, as_of.isoformat()),
    )


def digest(*parts: str) -> str:
    """One digest of several."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:24]


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes; empty when it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
