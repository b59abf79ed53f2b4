"""Marks of secrecy (dấu độ mật) at the head of a document: ``rules/vn/secrecy.yaml``."""

from functools import lru_cache

from doccheck.errors import RulebookError
from doccheck.model.number import fold
from doccheck.rulebook.load import Mistakes, Section, validate
from doccheck.rulebook.place import data_dir

_HEAD = 6_000


class SecrecyFile(Section):
    """Marks, the words that may lead to them, and how many lines from the top they are looked for."""

    lines: int
    lead: tuple[str, ...]
    marks: tuple[str, ...]


@lru_cache(maxsize=1)
def _rules() -> SecrecyFile:
    mistakes = Mistakes()
    page = validate(data_dir("rules") / "vn" / "secrecy.yaml", SecrecyFile, mistakes)
    if page is None or mistakes.lines:
        raise RulebookError(tuple(mistakes.lines))
    return page


def secrecy_of(body: str) -> str | None:
    """The mark that stands alone on a line near the top, as the rules write it; None when there is none."""
    rules = _rules()
    marks = {fold(mark): mark for mark in rules.marks}
    leads = [fold(lead) for lead in rules.lead]
    for line in body[:_HEAD].split("\n")[: rules.lines]:
        if len(line) > 40:
            continue
        said = fold(line).strip(" :.*-[]()")
        for lead in leads:
            said = said.removeprefix(lead).strip(" :")
        if said in marks and (line.strip(" :.*-[]()").isupper() or fold(line).startswith(tuple(leads))):
            return marks[said]
    return None
