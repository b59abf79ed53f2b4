"""Quoted stretches of a text (đoạn trong ngoặc kép): amending acts quote the new words of another act."""

import re

_MARK = re.compile('[\u201c\u201d\u201e\u00ab\u00bb"]')
_REACH = 120_000
_OPENERS = "\u201c\u201e\u00ab"


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Outermost quoted stretches, in order, quotation marks included; an unclosed quotation ends with its line."""
    stack: list[int] = []
    straight: int | None = None
    pairs: list[tuple[int, int]] = []
    for found in _MARK.finditer(text):
        at, mark = found.start(), found[0]
        if mark == '"':
            if straight is not None and at - straight < _REACH:
                pairs.append((straight, at + 1))
                straight = None
            elif _opens(text, at):
                straight = at
        elif mark in _OPENERS or (not stack and _line_start(text, at)):
            stack.append(at)
        elif stack:
            pairs.append((stack.pop(), at + 1))
    pairs += [(at, _unclosed_end(text, at, pairs)) for at in (*stack, *([] if straight is None else [straight]))]
    return _outermost(pairs)


def _outermost(pairs: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(pairs):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return tuple(out)


def _unclosed_end(text: str, at: int, pairs: list[tuple[int, int]]) -> int:
    """End of an unclosed quotation: of its line, or of the quotations in its items, where one mark closes both."""
    end = line = _line_end(text, at)
    for start, stop in sorted(pair for pair in pairs if pair[0] > line):
        if not _line_start(text, start) or (end == line and start != line + 1):
            break
        end = stop
        if not text[stop : stop + 3].lstrip().startswith(";"):
            return end
    return line


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else "\n"
    after = text[at + 1] if at + 1 < len(text) else "\n"
    return (before.isspace() or before in "(:;,") and not after.isspace()


def _line_start(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
