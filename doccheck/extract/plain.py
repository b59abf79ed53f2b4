"""Plain text in any encoding Vietnam has used (văn bản thuần)."""

import codecs
import re

from doccheck.extract.draft import Draft
from doccheck.extract.legacy import best_decoding, quality, unmojibake
from doccheck.model.text import PageKind, Severity

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TOLERATED = 0.002
_STRONG = re.compile(r"\*\*(?=[^\s*])([^*\n]{1,2000}?)(?<=\S)\*\*")
_SLIGHT = re.compile(r"(?<![\w*\\])\*(?=[^\s*])([^*\n]{1,500}?)(?<=[^\s\\])\*(?![\w*])")
_ESCAPE = re.compile(r"\\([-\\`*_{}\[\]()#+.!|<>~&/])")
_HEADING = re.compile(r"^ {0,3}#{1,6} +")
_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*$")
_BREAK = re.compile(r"<br ?/?>", re.IGNORECASE)
_EVIDENCE = 3
_LOOK = 20_000
_TWICE = re.compile(r"[\xc2-\xc6\xe1][\x80-\xbf\u0152-\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]")
_TURNED = re.compile("[\u202b\u202d\u202e\u2067]")
_NO_LETTER = re.compile("(?:[^\\W_]|[/-])[\ue000-\uf8ff]|[\ue000-\uf8ff][^\\W_]")


def read_plain(data: bytes, draft: Draft) -> None:
    """One line of the file, one line of the text; a form feed parts pages; Markdown signs are taken off."""
    text = decode(data, draft).replace("\r\n", "\n").replace("\r", "\n")
    marked = len(_STRONG.findall(text[:400_000])) >= _EVIDENCE
    pages = text.split("\f")
    if len(pages) > 1 and not pages[-1].strip():
        pages.pop()
    number = 0
    for index, page in enumerate(pages, start=1):
        lines = page.split("\n")
        if lines[-1] == "":
            lines.pop()
        for line in lines:
            number += 1
            draft.line(_bare(line, marked), part="text", paragraph=number)
        if len(pages) > 1:
            draft.page(index, PageKind.FLOW)


def _bare(line: str, marked: bool) -> str:
    """Line without Markdown signs; a line of bars alone (a table's frame) is blank in any text."""
    if line.strip() == "|":
        return ""
    if not marked:
        return line
    if line.startswith("|") and _RULE.match(line):
        return ""
    line = _HEADING.sub("", _STRONG.sub(r"\1", line))
    line = _BREAK.sub("\n", _SLIGHT.sub(r"\1", line))
    if line.startswith("|"):
        line = line.strip().strip("|").strip().replace(" | ", "\t")
    return _ESCAPE.sub(r"\1", line)


def decode(data: bytes, draft: Draft, declared: str | None = None) -> str:
    """Characters of unknown bytes; a converted or doubtful encoding is noted in the draft."""
    text = _marked(data) or _utf8(data, draft) or _wide(data)
    if text is None:
        text = _single_byte(data, draft, declared)
    text = _once(text, draft)
    if _TURNED.search(text):
        draft.trouble("encoding_uncertain", Severity.PARTIAL, detail="direction marks: shown in another order")
    if _NO_LETTER.search(text):
        draft.trouble("unmapped_glyphs", Severity.PARTIAL)
    return unmojibake(text, draft)


def _once(text: str, draft: Draft) -> str:
    """UTF-8 that was read as a one-byte code and written again: taken back, and told; letters may have been lost."""
    marks = len(_TWICE.findall(text[:_LOOK]))
    if marks < _EVIDENCE or marks < 0.5 * sum(1 for c in text[:_LOOK] if "\xc0" <= c <= "\xff"):
        return text
    raw = b"".join(c.encode("cp1252", "ignore") or (c.encode("latin-1", "ignore") or b"?") for c in text)
    back = raw.decode("utf-8", errors="replace")
    if quality(back) <= quality(text):
        return text
    lost = "\ufffd" in back
    code, severity = ("encoding_uncertain", Severity.PARTIAL) if lost else ("legacy_encoding", Severity.NOTE)
    draft.trouble(code, severity, detail="UTF-8 twice")
    return back


def _marked(data: bytes) -> str | None:
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                return data.decode(name, errors="replace")
    return None


def _utf8(data: bytes, draft: Draft) -> str | None:
    try:
        return data.decode("utf-8") if data.count(b"\x00") == 0 else None
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    good = sum(1 for c in text if c > "\x7f" and c != "\ufffd")
    if good and text.count("\ufffd") <= max(good * 0.1, 1) and text.count("\ufffd") <= len(text) * _TOLERATED + 1:
        draft.trouble("encoding_uncertain", Severity.PARTIAL, detail="UTF-8 with invalid bytes")
        return text
    return None


def _wide(data: bytes) -> str | None:
    zeros = data.count(b"\x00")
    if zeros < len(data) * 0.1:
        return None
    little = data[1::2].count(b"\x00") >= data[0::2].count(b"\x00")
    try:
        return data[: len(data) // 2 * 2].decode("utf-16-le" if little else "utf-16-be")
    except UnicodeDecodeError:
        return None


def _single_byte(data: bytes, draft: Draft, declared: str | None) -> str:
    found = best_decoding(data)
    if found is not None:
        text, name = found
        if name not in {"cp1252", declared}:
            draft.trouble("legacy_encoding", detail=name)
        return text
    draft.trouble("encoding_uncertain", Severity.PARTIAL, detail=declared)
    try:
        return data.decode(declared or "", errors="replace")
    except LookupError:
        pass
    from charset_normalizer import from_bytes

    guess = from_bytes(data[:65_536]).best()
    return data.decode(guess.encoding if guess else "cp1252", errors="replace")
