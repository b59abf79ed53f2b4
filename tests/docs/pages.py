"""Pages of the documentation as tests see them: fenced blocks in order, and pictures."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PICTURES = DOCS / "pictures"
TUTORIALS = {
    "vi": ("phap-che", "soan-du-thao", "quan-tri", "viet-quy-tac"),
    "en": ("legal-officer", "drafter", "administrator", "rule-author"),
}
PAGES = tuple(f"{lang}/{name}" for lang, names in TUTORIALS.items() for name in names)
PIECE = re.compile(
    r"^(?:<!-- (?P<said>exit [\d ]+|serves) -->\n)?```(?P<kind>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$"
    r"|^!\[(?P<words>[^\]]+)\]\((?P<picture>[^)]+)\)$",
    re.DOTALL | re.MULTILINE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block with what is said of it, or a picture."""

    kind: str
    text: str
    path: str = ""
    exits: frozenset[int] = frozenset({0})
    serves: bool = False


def pieces(page: str) -> Iterator[Piece]:
    """Blocks and pictures of ``vi/phap-che`` and the like, in order."""
    for found in PIECE.finditer((DOCS / f"{page}.md").read_text("utf-8")):
        if found["picture"]:
            yield Piece(kind="picture", text=found["words"], path=found["picture"])
            continue
        said = found["said"] or ""
        exits = frozenset(int(word) for word in said.split()[1:]) or frozenset({0})
        yield Piece(
            kind=found["kind"], text=found["text"], path=found["path"] or "", exits=exits, serves=said == "serves"
        )


def album(own: Path) -> Path:
    """Where pictures are written: the documentation's own folder when asked by DOCCHECK_PICTURES, else the test's."""
    folder = PICTURES if os.environ.get("DOCCHECK_PICTURES") else own
    folder.mkdir(parents=True, exist_ok=True)
    return folder
