"""The view of a text that patterns run on (bản để đọc): same length, odd letters folded, page furniture blanked.

Offsets in the view are offsets in the text; quotes are taken from the text.
"""

import re
from functools import lru_cache

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
    if any(sign in body for sign in phrases.words("noise.signs")):
        for name in ("running_head", "page_mark", "page_number", "stamp"):
            body = phrases.pattern(f"noise.{name}").sub(_blank, body)
    return body


def _blank(found: re.Match[str]) -> str:
    return _NOT_BLANK.sub(" ", found[0])


@lru_cache(maxsize=4096)
def squeezed(text: str) -> str:
    """White space folded to single blanks."""
    return " ".join(text.split())
