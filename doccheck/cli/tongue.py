"""The language that was asked for (ngôn ngữ hiển thị)."""

import os
import sys
from collections.abc import Mapping, Sequence

LANGUAGES = ("vi", "en")


def language(argv: Sequence[str] | None = None, environ: Mapping[str, str] | None = None) -> str:
    """Language asked by ``--lang``, else by DOCCHECK_LANG, else Vietnamese."""
    words = list(sys.argv[1:] if argv is None else argv)
    for i, word in enumerate(words):
        asked = words[i + 1] if word == "--lang" and i + 1 < len(words) else word.removeprefix("--lang=")
        if asked in LANGUAGES and (word == "--lang" or word.startswith("--lang=")):
            return asked
    asked = (os.environ if environ is None else environ).get("DOCCHECK_LANG", "")[:2].lower()
    return asked if asked in LANGUAGES else LANGUAGES[0]
