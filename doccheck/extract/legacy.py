"""Old Vietnamese fonts and codes: decode with each table, score the syllables, convert and say so (mã cũ)."""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

from doccheck.extract.draft import Draft
from doccheck.rulebook.encodings import Table, encodings

_LETTERS = re.compile(r"[^\W\d_]+")
_WORDISH = re.compile(r"[^\s\d,.;:()/\"'?!\[\]-]+")
_HIGH = bytes(range(0x80, 0x100)).decode("cp1252", errors="ignore").replace("\xa0", "")
_LATIN = re.compile(f"[{re.escape(_HIGH)}]")
_TONES = dict.fromkeys((0x300, 0x301, 0x303, 0x309, 0x323))
_SAMPLE = 40_000
_GOOD = 0.75
_MARGIN = 0.25
_CAPITALS = 3
_BEFORE_CAPITAL = re.compile("[^\x00-\x7f](?=[A-Z])")


def score(text: str) -> float:
    """Share of the words with a letter beyond ASCII that are Vietnamese syllables; 0 where there are none."""
    words = [w for w in _WORDISH.findall(text[:_SAMPLE]) if not w.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


@lru_cache(maxsize=16_384)
def is_syllable(word: str) -> bool:
    """True for one well-formed Vietnamese syllable in one letter case."""
    if not (word.islower() or word.isupper() or word.istitle()):
        return False
    if "\xf1" in word.lower():
        return False
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    rules = encodings()
    return any(bare[:cut] in rules.onsets and bare[cut:] in rules.rimes for cut in range(min(len(bare), 4)))


@lru_cache(maxsize=1)
def _strange() -> re.Pattern[str]:
    """Characters of cp1252 that no Vietnamese word in Unicode has."""
    letters = {c for table in encodings().tables for c in (*table.bytes.values(), *table.pairs.values())}
    known = {c.lower() for c in letters if len(c) == 1} | {c.upper() for c in letters if len(c) == 1}
    return re.compile(f"[{re.escape(''.join(c for c in _HIGH[32:] if c not in known))}]")


@lru_cache(maxsize=8)
def _byte_map(identity: str) -> dict[int, str]:
    """Letters by the character that a byte shows as in cp1252 (both cp1252 and Latin-1 where they differ)."""
    table = _table(identity)
    out: dict[int, str] = {}
    for code, letter in table.bytes.items():
        byte = bytes([int(code, 16)])
        out[byte[0]] = letter
        shown = byte.decode("cp1252", errors="ignore")
        if shown:
            out[ord(shown)] = letter
    return out


@lru_cache(maxsize=8)
def _pair_pattern(identity: str) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, _table(identity).pairs), key=len, reverse=True)))


def _table(identity: str) -> Table:
    return next(t for t in encodings().tables if t.id == identity)


def convert(text: str, identity: str) -> str:
    """Text whose letters are cp1252 pictures of an old code, as Unicode."""
    table = _table(identity)
    if table.pairs:
        return unicodedata.normalize("NFC", _pair_pattern(identity).sub(lambda m: table.pairs[m[0]], text))
    return unicodedata.normalize("NFC", text.translate(_byte_map(identity)))


def best_decoding(data: bytes) -> tuple[str, str] | None:
    """Text and name of the code that makes the most Vietnamese of single-byte data; None when none does."""
    sample = data[:_SAMPLE]
    shown = sample.decode("latin-1")
    tries: list[tuple[float, str, bool]] = []
    for name in ("cp1258", "cp1252"):
        plain = unicodedata.normalize("NFC", sample.decode(name, errors="replace"))
        tries.append((score(plain) - plain.count("\ufffd") / max(len(plain), 1), name, False))
    for table in encodings().tables:
        source = sample.decode("cp1252", errors="replace") if table.pairs else shown
        tries.append((score(convert(source, table.id)), table.id, True))
    value, name, old = max(tries, key=lambda t: t[0])
    if value < _GOOD:
        return None
    if not old:
        return unicodedata.normalize("NFC", data.decode(name, errors="replace")), name
    whole = data.decode("cp1252", errors="replace") if _table(name).pairs else data.decode("latin-1")
    return convert(whole, name), name


def legacy_code(text: str) -> str | None:
    """Id of the old code whose pictures this text shows, None for honest Unicode."""
    if text.isascii():
        return None
    sample = text[:_SAMPLE]
    strange = len(_LATIN.findall(sample))
    if strange < 8 or strange < len(sample) * 0.02:
        return None
    own = score(sample)
    if own > _GOOD:
        return None
    value, name = max((score(convert(sample, t.id)), t.id) for t in encodings().tables)
    return name if value >= _GOOD - 0.1 and value >= own + _MARGIN else None


def quality(text: str) -> float:
    """Share of the words that are Vietnamese syllables, letters alone not counted as good (0 without words)."""
    words = _LETTERS.findall(text[:_SAMPLE])
    good = sum(1 for w in words if is_syllable(w) and (len(w) > 1 or w.isascii()))
    return good / len(words) if words else 0.0


def repaired(text: str) -> dict[int, str]:
    """Letters to put right where a font shows another letter for d with stroke; empty when nothing is wrong."""
    if "\u0111" in text or ("\xf1" not in text and "\xf0" not in text):
        return {}
    return {0xF1: "\u0111", 0xF0: "\u0111", 0xD1: "\u0110", 0xD0: "\u0110"}


def unmojibake(text: str, draft: Draft, name: str | None = None) -> str:
    """Text with the lines of an old code converted; the conversion is noted."""
    name = name or legacy_code(text)
    if name is None:
        return text
    draft.trouble("legacy_encoding", detail=name)
    return "".join(convert_line(line, name) for line in text.splitlines(keepends=True))


def convert_line(line: str, name: str) -> str:
    """One line converted, unless it is better Vietnamese as it stands."""
    if line.isascii():
        return line
    other = convert(line, name)
    return even(other) if score(other) >= score(line) else line


def even(text: str) -> str:
    """Text with its capital lines in capitals: fonts of capitals and old converters leave small letters in them."""
    if text.isascii() or not any(small[0].islower() for small in _BEFORE_CAPITAL.finditer(text)):
        return text
    return "\n".join(map(_even_line, text.split("\n")))


def _even_line(line: str) -> str:
    plain = [c for c in line if c.isascii() and c.isalpha()]
    capital = len(plain) >= _CAPITALS and all(c.isupper() for c in plain)
    return line.upper() if capital and any(a.islower() and b.isupper() for a, b in pairwise(line)) else line


@lru_cache(maxsize=1_024)
def font_code(font: str) -> tuple[str, bool] | None:
    """Code that a font's name tells, and whether it draws capitals (``.VnTimeH``); None for other fonts."""
    low = font.lower()
    for table in encodings().tables:
        if any(low.startswith(f) for f in table.fonts):
            return table.id, any(low.endswith(f) for f in table.capital_fonts)
    return None


def by_font(text: str, font: str) -> str | None:
    """Text of one run in an old font, as Unicode; None when the run is not in the old code after all."""
    code = font_code(font)
    if code is None:
        return None
    if any(c > "\xff" and not _LATIN.match(c) for c in text):
        return None
    other = convert(text, code[0]) if not text.isascii() else text
    if not text.isascii() and not _strange().search(text) and score(other) < score(text):
        return None
    return other.upper() if code[1] else other
