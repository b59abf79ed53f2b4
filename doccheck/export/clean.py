"""Text that is safe to show (làm sạch chữ): control characters made visible, cells cut to what a spreadsheet holds."""

import re

CELL = 32_000
_BAD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def visible(text: str) -> str:
    """Text with control, direction and half characters shown as escapes; nothing that a terminal or XML would obey."""
    whole = text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\r\n", "\n").replace("\f", "\n")
    return _BAD.sub(lambda m: m[0].encode("unicode_escape").decode("ascii"), whole)


def cell(text: str) -> str:
    """Text for a cell: visible, and no longer than a cell holds."""
    shown = visible(text)
    return shown if len(shown) <= CELL else f"{shown[:CELL]}\u2026 [{len(shown)}]"


def no_formula(text: str) -> str:
    """Text that no spreadsheet program takes for a formula when it opens a CSV: an apostrophe goes before it."""
    shown = cell(text)
    return f"'{shown}" if shown.lstrip(" ").startswith(_FORMULA) else shown
