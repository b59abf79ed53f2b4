"""Pages of Word files as pictures (ảnh trang văn bản Word): laid out once by LibreOffice, in a child that may fall.

The layout is kept by the hash of the file; the words of a quote are then looked for in it, whatever the line breaks.
"""

import json
import os
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256 as digest
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from doccheck.extract.kind import MEDIA
from doccheck.extract.office import program
from doccheck.model.text import Span, Text
from doccheck.review.painter import cache_folder

SECONDS, OFFICE_SECONDS, CPU, MEMORY, AT_ONCE, WAIT = 100, 60, 90, 6 << 30, 2, 60
MOST_PAGES, MOST_QUOTE, LEAST = 400, 4_000, 24
_SUFFIX = {"docx": ".docx", "doc": ".doc", "odt": ".odt", "rtf": ".rtf", "wordml": ".xml"}
LAID = frozenset(MEDIA[name] for name in _SUFFIX)
_seats = BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page: its number, size and boxes, the hash of the layout; ``why`` says why there is no picture."""

    number: int = 0
    pages: int = 0
    width: float = 0
    height: float = 0
    boxes: tuple[dict[str, str], ...] = ()
    sha256: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A quote to look for: its words, how many times they stand before it, and what stands before it."""

    quote: str
    nth: int
    before: str

    @classmethod
    def of(cls, body: str, span: Span) -> "Words":
        """The words of a span."""
        quote = body[span.start : span.end][:MOST_QUOTE]
        plain = _plain(quote)
        nth = _plain(body[: span.start]).count(plain) if plain else 0
        return cls(quote=quote, nth=nth, before=body[max(span.start - 120, 0) : span.start])

    @property
    def key(self) -> str:
        """A name for the search."""
        return digest(repr((self.quote, self.nth, self.before)).encode("utf-8", "replace")).hexdigest()[:20]


def layout_of(sha256: str) -> Path:
    """Where the layout of a file is kept."""
    return cache_folder() / f"{sha256[:40]}.pdf"


def hash_of(layout: Path) -> str:
    """Hash of a layout's bytes."""
    return digest(layout.read_bytes()).hexdigest()


def leaf_of(place: Path, member: int | None, sha256: str, words: Words) -> Leaf:
    """The page with the quote; made in a child at the first time."""
    kept = cache_folder() / f"{sha256[:40]}-{words.key}.json"
    found = _kept(kept)
    if found is not None:
        return found
    if program() is None:
        return Leaf(why="office")
    if not _seats.acquire(timeout=WAIT):
        return Leaf(why="busy")
    try:
        _lay(place, member, sha256, words, kept)
    finally:
        _seats.release()
    return _kept(kept) or Leaf(why="failed")


def _kept(file: Path) -> Leaf | None:
    try:
        found = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return Leaf(**{**found, "boxes": tuple(found["boxes"])})


def _lay(place: Path, member: int | None, sha256: str, words: Words, kept: Path) -> None:
    command = [sys.executable, "-m", "doccheck.review.leaves", str(place), str(-1 if member is None else member)]
    try:
        subprocess.run(
            [*command, sha256, str(layout_of(sha256)), str(kept)],
            input=json.dumps(asdict(words)).encode(),
            timeout=SECONDS,
            capture_output=True,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return


def find(text: Text, words: Words) -> tuple[Span, bool] | None:
    """Where the quote stands in a layout, and whether it is the quote itself or only what stands before it."""
    plain, places = _placed(text.body)
    quote = _plain(words.quote)
    for piece, whole in _pieces(quote):
        hits = list(_hits(plain, piece))
        if hits:
            start = hits[min(words.nth, len(hits) - 1)] if whole else hits[0]
            return Span(places[start], places[start + len(piece) - 1] + 1), True
    before = _plain(words.before)[-LEAST:]
    start = plain.find(before) if len(before) == LEAST else -1
    return (Span(places[start], places[start + LEAST - 1] + 1), False) if start >= 0 else None


def _pieces(quote: str) -> Iterator[tuple[str, bool]]:
    """The quote, else its beginning or its end when a page break or a footnote stands within it."""
    if quote:
        yield quote, True
    for size in (len(quote) // 2, len(quote) // 3):
        if size >= LEAST:
            yield quote[:size], False
            yield quote[-size:], False


def _hits(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _plain(text: str) -> str:
    return _placed(text)[0]


def _placed(text: str) -> tuple[str, list[int]]:
    """Letters and digits alone, without case, and where each stands."""
    letters: list[str] = []
    places: list[int] = []
    for at, char in enumerate(unicodedata.normalize("NFC", text)):
        if char.isalnum():
            low = char.lower()
            letters.append(low if len(low) == 1 else char)
            places.append(at)
    return "".join(letters), places


def main(arguments: list[str]) -> int:
    """The child: lay a file out, look for the words."""
    import hashlib

    from doccheck.extract import ExtractOptions, extract
    from doccheck.extract.draft import Unreadable
    from doccheck.extract.kind import kind_of
    from doccheck.extract.office import converted
    from doccheck.run.archive import ArchiveFault, copy_member

    _confine()
    place, member, sha256, layout, kept = arguments
    words = Words(**json.loads(sys.stdin.buffer.read()))
    options = ExtractOptions(ocr=False, max_pages=MOST_PAGES, timeout=OFFICE_SECONDS, office_timeout=OFFICE_SECONDS)
    with tempfile.TemporaryDirectory(prefix="doccheck-") as folder:
        file = Path(place)
        try:
            if int(member) >= 0:
                file = Path(folder) / "member"
                copy_member(Path(place), int(member), file)
            data = file.read_bytes()
            if hashlib.sha256(data).hexdigest() != sha256:
                return 3
            if not Path(layout).is_file():
                suffix = _SUFFIX[kind_of(Path(place).name, data).name]
                _keep(Path(layout), converted(data, suffix, options, "pdf:writer_pdf_Export"))
            text = extract(Path(layout), options)
        except (Unreadable, ArchiveFault, OSError, KeyError) as error:
            _keep(Path(kept), json.dumps(asdict(Leaf(why="failed"))).encode())
            return 4 if isinstance(error, Unreadable) else 5
    _keep(Path(kept), json.dumps(asdict(_found(text, words, Path(layout)))).encode())
    return 0


def _found(text: Text, words: Words, layout: Path) -> Leaf:
    from doccheck.review.evidence import boxes_of

    hit = find(text, words)
    number = (text.place(hit[0]).page if hit else None) or 1
    page = next((p for p in text.pages if p.number == number), None)
    if page is None or not page.width or not page.height:
        return Leaf(why="failed")
    return Leaf(
        number=number,
        pages=len(text.pages),
        width=round(page.width, 1),
        height=round(page.height, 1),
        boxes=boxes_of(text, hit[0]) if hit and hit[1] else (),
        sha256=hash_of(layout),
    )


def _keep(file: Path, data: bytes) -> None:
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    draft.write_bytes(data)
    draft.chmod(0o600)
    draft.replace(file)


def _confine() -> None:
    try:
        import resource
    except ImportError:
        return
    limits: list[tuple[int, Any]] = [
        (resource.RLIMIT_CPU, CPU),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
    ]
    for name, most in limits:
        resource.setrlimit(name, (most, most))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
