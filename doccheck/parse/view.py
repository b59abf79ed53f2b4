"""The view of a text that patterns run on (bản để đọc): same length, odd letters folded, page furniture blanked.

Offsets in the view are offsets in the text; quotes are taken from the text.
"""

import re

from doccheck.rulebook.phrases import Phrases

_PAIRS = (
    ("\u00d0\u0189", "\u0110"),
    ("\u0256\u00f0", "\u0111"),
    ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\uff0d", "-"),
    ("\u00a0\u2007\u202f\u2009\u200b\ufeff", " "),
    ("\u2044\u2215\uff0f", "/"),
    ("\u0410\u0391", "A"),
    ("\u0412\u0392", "B"),
    ("\u0421\u03f9", "C"),
    ("\u0415\u0395", "E"),
    ("\u041d\u0397", "H"),
    ("\u0406\u0399", "I"),
    ("\u041a\u039a", "K"),
    ("\u041c\u039c", "M"),
    ("\u039d", "N"),
    ("\u041e\u039f", "O"),
    ("\u0420\u03a1", "P"),
    ("\u0405", "S"),
    ("\u0422\u03a4", "T"),
    ("\u0425\u03a7", "X"),
    ("\u03a5\u0423", "Y"),
    ("\u0396", "Z"),
    ("\u0430", "a"),
    ("\u0441", "c"),
    ("\u0435", "e"),
    ("\u0456", "i"),
    ("\u043e\u03bf", "o"),
    ("\u0440", "p"),
    ("\u0455", "s"),
    ("\u0445", "x"),
    ("\u0443", "y"),
)
LOOK_ALIKE = {ord(odd): plain for odds, plain in _PAIRS for odd in odds}
_ODD = re.compile("[" + "".join(re.escape(odds) for odds, _ in _PAIRS) + "]")
_NOT_BLANK = re.compile(r"[^\n]")


def clean(body: str, phrases: Phrases) -> str:
    """The view of a text, same length."""
    for odd in set(_ODD.findall(body)):
        body = body.replace(odd, LOOK_ALIKE[ord(odd)])
    for name in ("running_head", "page_mark", "page_number", "tag", "stamp"):
        if any(sign in body for sign in phrases.words(f"noise.{name}_signs")):
            body = _blanked(body, name, phrases)
    return body


def _blanked(body: str, name: str, phrases: Phrases) -> str:
    before = phrases.pattern("noise.head_number")
    pieces, last = [], 0
    for found in phrases.pattern(f"noise.{name}").finditer(body):
        start = found.start()
        number = before.search(body, max(last, start - 16), start) if name == "running_head" else None
        start = number.start() if number else start
        pieces += [body[last:start], _NOT_BLANK.sub(" ", body[start : found.end()])]
        last = found.end()
    return "".join((*pieces, body[last:])) if pieces else body


def squeezed(text: str) -> str:
    """White space folded to single blanks."""
    return " ".join(text.split())
