"""Holes of a stretch of text (chỗ bỏ trống): parentheses and quotations, which say nothing of the sentence."""

import re
from collections.abc import Sequence

_PAREN = re.compile(r"[()]")


def parens(flat: str, start: int, end: int) -> list[tuple[int, int]]:
    """Outermost parentheses of a stretch; an unclosed one is no parenthesis."""
    out: list[tuple[int, int]] = []
    if flat.find("(", start, end) < 0:
        return out
    depth, opened = 0, start
    for found in _PAREN.finditer(flat, start, end):
        if found[0] == "(":
            opened = opened if depth else found.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                out.append((opened, found.end()))
    return out


def blanked(flat: str, start: int, end: int, holes: Sequence[tuple[int, int]]) -> str:
    """A stretch with blanks in the place of its holes."""
    pieces, at = [], start
    for begin, stop in sorted(holes):
        begin, stop = max(begin, at), min(stop, end)
        if stop > begin:
            pieces += [flat[at:begin], " " * (stop - begin)]
            at = stop
    return "".join([*pieces, flat[at:end]])
