"""The command line (dòng lệnh): arguments in, calls, results out; no logic."""

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

INTERRUPTED = 130
FEW_SWEEPS = (50_000, 20, 50)  # what is loaded at the start stays: looking for garbage in it is a tenth of the start


def run(argv: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; every set-up error is one line in the user's language."""
    gc.set_threshold(*FEW_SWEEPS)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_run(list(sys.argv[1:] if argv is None else argv)))


def _run(argv: list[str]) -> int:
    from doccheck.cli.tongue import language
    from doccheck.errors import DoccheckError, RulebookError
    from doccheck.rulebook.messages import say

    try:
        lang = language(argv)
        return _stamp(argv, lang) if argv[:1] == ["version"] and _only_lang(argv[1:]) else _call(argv)
    except RulebookError as error:
        return _broken_rules(error.mistakes, language(argv))
    except DoccheckError as error:
        _tell(say("cli.error", lang, told=str(error)))
        return error.exit_code
    except KeyboardInterrupt:
        _tell(say("cli.interrupted", lang))
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        from doccheck.cli.speech import mistake, wrong_usage

        if not isinstance(error, wrong_usage()):
            raise
        _tell(say("cli.error", lang, told=mistake(error, lang)))
        return 2


def _only_lang(words: list[str]) -> bool:
    """True for no options but a language: then the library of the command line is not needed."""
    return not words or words in (["--lang", "vi"], ["--lang", "en"], ["--lang=vi"], ["--lang=en"])


def _stamp(argv: list[str], lang: str) -> int:
    from doccheck.cli.stamp import stamp_lines

    sys.stdout.write("".join(line + "\n" for line in stamp_lines(lang)))
    return 0


def _broken_rules(mistakes: tuple[str, ...], lang: str) -> int:
    """Tell what is wrong with the rules; the sentences themselves may be what is broken."""
    from doccheck.errors import RulebookError
    from doccheck.rulebook.messages import say

    with suppress(RulebookError):
        _tell(say("cli.rules_invalid", lang, count=len(mistakes)))
    for line in mistakes:
        _tell(_in_words(line, lang))
    return RulebookError.exit_code


def _in_words(line: str, lang: str) -> str:
    from doccheck.rulebook.mistake_words import in_words

    return in_words(line, lang)


def _tell(text: str) -> None:
    from doccheck.export.clean import visible

    sys.stderr.write(visible(text) + "\n")


def _call(argv: list[str]) -> int:
    from typer.exceptions import Exit

    from doccheck.cli.app import build

    command = build()
    try:
        with command.make_context("doccheck", argv) as context:
            command.invoke(context)
    except Exit as leaving:
        return leaving.exit_code
    return 0
