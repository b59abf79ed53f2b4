"""What ``doccheck version`` says (phiên bản): program, rules, registry; without the libraries of the command line."""

from pathlib import Path

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say


def stamp_lines(lang: str, registry: Path | None = None, rules: Path | None = None) -> list[str]:
    """The lines (các dòng): each with the digest that stands in every report's stamp."""
    from doccheck import __version__
    from doccheck.registry.places import summary
    from doccheck.rulebook.place import data_dir, digest_of

    digest = _overlaid(rules, lang) if rules is not None else digest_of(data_dir("rules"))
    shelf = summary(registry)
    newest = shelf.newest or "?"
    return [
        say("cli.version.program", lang, version=__version__),
        say("cli.version.rules", lang, digest=digest[:12]),
        say("cli.version.registry", lang, digest=shelf.digest[:12], acts=shelf.acts, newest=newest),
    ]


def _overlaid(rules: Path, lang: str) -> str:
    """Digest of the rules with an office's own laid over them."""
    from doccheck.rulebook.book import load_book

    if not rules.is_dir():
        raise UsageError(say("run.no_such_path", lang, path=rules))
    return load_book(overlay=rules).digest
