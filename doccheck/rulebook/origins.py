"""Origins of facts by their name (tên nguồn): ``rules/messages/origins.yaml``, never the id of a table."""

import re

from doccheck.rulebook.messages import say

_PREFIXES = frozenset({"import", "learn", "review", "rules"})


def origin_name(origin: str, lang: str = "vi") -> str:
    """An origin as people read it (tên nguồn); several are joined, one that no file names stays as it is."""
    parts = [part.strip() for part in re.split(r"[;,]|\+(?=[a-z])", origin) if part.strip()]
    return "; ".join(dict.fromkeys(_one(part, lang) for part in parts)) or origin


def _one(origin: str, lang: str) -> str:
    head, _, name = origin.partition(":")
    try:
        return say(f"origin.{head if head in _PREFIXES and name else origin}", lang, name=name)
    except KeyError:
        return origin
