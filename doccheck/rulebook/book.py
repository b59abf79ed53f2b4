"""The rulebook (bộ quy tắc): every section read once, every mistake of every file told at once."""

import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from doccheck.errors import RulebookError
from doccheck.rulebook import abbreviations as abbreviations_
from doccheck.rulebook import articles as articles_
from doccheck.rulebook import authority as authority_
from doccheck.rulebook import cards as cards_
from doccheck.rulebook import cascade as cascade_
from doccheck.rulebook import citations as citations_
from doccheck.rulebook import columns as columns_
from doccheck.rulebook import delays as delays_
from doccheck.rulebook import encodings as encodings_
from doccheck.rulebook import hierarchy as hierarchy_
from doccheck.rulebook import instruments as instruments_
from doccheck.rulebook import issuers as issuers_
from doccheck.rulebook import numbers as numbers_
from doccheck.rulebook import official as official_
from doccheck.rulebook import periods as periods_
from doccheck.rulebook import phrases as phrases_
from doccheck.rulebook import phrases_acting as phrases_acting_
from doccheck.rulebook import places as places_
from doccheck.rulebook import retroactivity as retroactivity_
from doccheck.rulebook import signatures as signatures_
from doccheck.rulebook import troubles as troubles_
from doccheck.rulebook.abbreviations import Abbreviation
from doccheck.rulebook.articles import Articles
from doccheck.rulebook.authority import Authority
from doccheck.rulebook.cards import Card
from doccheck.rulebook.cascade import Cascade
from doccheck.rulebook.citations import Citations
from doccheck.rulebook.columns import Columns
from doccheck.rulebook.delays import Delays
from doccheck.rulebook.encodings import Encodings
from doccheck.rulebook.hierarchy import Hierarchy
from doccheck.rulebook.instruments import Instruments
from doccheck.rulebook.issuers import Issuers
from doccheck.rulebook.kept import keep, recall
from doccheck.rulebook.load import Mistakes
from doccheck.rulebook.numbers import NumberForms
from doccheck.rulebook.official import Official
from doccheck.rulebook.periods import Periods
from doccheck.rulebook.phrases import Phrases
from doccheck.rulebook.phrases_acting import ActingPhrases
from doccheck.rulebook.place import data_dir, digest_of
from doccheck.rulebook.places import Places
from doccheck.rulebook.retroactivity import Retroactivity
from doccheck.rulebook.signatures import Signatures
from doccheck.rulebook.trial import WHOLE, within
from doccheck.rulebook.troubles import Troubles

_KIND = "rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The rulebook, read. ``digest`` is part of every report's stamp."""

    digest: str
    instruments: Instruments
    issuers: Issuers
    places: Places
    periods: Periods
    authority: Authority
    forms: NumberForms
    delays: Delays
    retroactivity: Retroactivity
    hierarchy: Hierarchy
    signatures: Signatures
    abbreviations: Mapping[str, Abbreviation]
    phrases: Phrases
    acting: ActingPhrases
    cascade: Cascade
    columns: Columns
    cards: Mapping[str, Card]
    articles: Articles
    citations: Citations
    official: Official
    encodings: Encodings
    troubles: Troubles


def read_book(folder: Path, mistakes: Mistakes) -> Book:
    """All sections of a folder; mistakes are gathered, not raised."""
    instruments = instruments_.load(folder, mistakes)
    places = places_.load(folder, mistakes)
    issuers = issuers_.load(folder, mistakes, instruments, places)
    periods = periods_.load(folder, mistakes)
    cards = cards_.load(folder, mistakes)
    return Book(
        digest=digest_of(folder),
        instruments=instruments,
        issuers=issuers,
        places=places,
        periods=periods,
        authority=authority_.load(folder, mistakes, issuers, instruments, periods),
        forms=numbers_.load(folder, mistakes, instruments, issuers),
        delays=delays_.load(folder, mistakes),
        retroactivity=retroactivity_.load(folder, mistakes),
        hierarchy=hierarchy_.load(folder, mistakes, issuers),
        signatures=signatures_.load(folder, mistakes),
        abbreviations=abbreviations_.load(folder, mistakes),
        phrases=phrases_.load(folder, mistakes),
        acting=phrases_acting_.load(folder, mistakes),
        cascade=cascade_.load(folder, mistakes),
        columns=columns_.load(folder, mistakes),
        cards=cards,
        articles=articles_.load(folder, mistakes, cards),
        citations=citations_.load(folder, mistakes),
        official=official_.load(folder, mistakes),
        encodings=encodings_.load(folder, mistakes),
        troubles=troubles_.load(folder, mistakes),
    )


def load_book(folder: Path | None = None, overlay: Path | None = None) -> Book:
    """The installed rulebook, or that of ``folder``; files of ``overlay`` (an office's own folder) replace or join it.

    Raises RulebookError with all mistakes of all files.
    """
    return _load(folder or data_dir("rules"), overlay)


@lru_cache(maxsize=4)
def _load(folder: Path, overlay: Path | None) -> Book:
    mistakes = Mistakes()
    if overlay is None:
        book = _recalled(folder, mistakes)
    else:
        with tempfile.TemporaryDirectory() as made:
            merged = Path(made) / "rules"
            shutil.copytree(folder, merged)
            shutil.copytree(overlay, merged, dirs_exist_ok=True)
            try:
                with within(WHOLE):
                    book = _recalled(merged, mistakes)
            except TimeoutError:
                told = f"{overlay}:1:1 the rules take too long to read: a pattern is too slow"
                raise RulebookError((told,)) from None
            mistakes.lines = [_told(line, merged, folder, overlay) for line in mistakes.lines]
    if mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return book


def _recalled(folder: Path, mistakes: Mistakes) -> Book:
    """The book of a folder; the plain values of its files are kept for the next command."""
    digest = digest_of(folder)
    known = recall(_KIND, digest)
    mistakes.known = known if isinstance(known, dict) else {}
    book = read_book(folder, mistakes)
    if not mistakes.lines and mistakes.read != mistakes.known:
        keep(_KIND, digest, mistakes.read)
    return book


def _told(line: str, merged: Path, folder: Path, overlay: Path) -> str:
    """A mistake of the merged folder under the name of the file it came from."""
    if not line.startswith(str(merged)):
        return line
    rest = line[len(str(merged)) + 1 :]
    home = overlay if (overlay / rest.split(":")[0]).exists() else folder
    return f"{home}/{rest}"
