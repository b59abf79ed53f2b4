"""Canonical characters: stream-safe NFC, plain blanks, no controls (chuẩn hóa Unicode)."""

import re
import unicodedata

LONG = 8_192
_MARKS_IN_A_ROW = 30
_CGJ = "\u034f"
_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufffe\uffff\ud800-\udfff]"
)
_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_BREAKS = "\r\x0b\x0c\x85\u2028\u2029"


def _odd(match: re.Match[str]) -> str:
    char = match[0]
    if char in _BLANKS:
        return " "
    if char in _BREAKS:
        return "\n"
    return "\ufffd" if "\ud800" <= char <= "\udfff" else ""


def _stream_safe(text: str) -> str:
    """UAX #15: a joiner after 30 marks in a row keeps normalisation linear."""
    out: list[str] = []
    marks = 0
    for char in text:
        marks = marks + 1 if unicodedata.combining(char) else 0
        if marks > _MARKS_IN_A_ROW:
            out.append(_CGJ)
            marks = 1
        out.append(char)
    return "".join(out)


def canonical(text: str) -> str:
    """NFC with ``\\n`` line ends, blanks as blanks, no control, zero-width or direction characters."""
    if _ODD.search(text):
        text = _ODD.sub(_odd, text.replace("\r\n", "\n"))
    if text.isascii() or all(unicodedata.is_normalized("NFC", piece) for piece in _pieces(text)):
        return text if len(text) <= LONG else unicodedata.normalize("NFC", text)
    return unicodedata.normalize("NFC", text if len(text) <= LONG else _stream_safe(text))


def _pieces(text: str) -> list[str]:
    """Pieces short enough that even a wall of marks is looked at quickly."""
    return [text[i : i + LONG] for i in range(0, len(text), LONG)]
