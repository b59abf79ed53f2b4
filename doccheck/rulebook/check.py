"""Looking after rule files (kiểm tra, liệt kê quy tắc): mistakes, contents, and what nobody has looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from doccheck.errors import RulebookError
from doccheck.rulebook import numbers
from doccheck.rulebook.book import load_book
from doccheck.rulebook.load import Mistakes, read_yaml
from doccheck.rulebook.place import data_dir, rule_files
from doccheck.rulebook.schemas import model_of
from doccheck.rulebook.trial import try_patterns

GRADES = {grade: grade[0].upper() for grade in ("H", "M", "L", "high", "medium", "low")}


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One sourced value of a rule file (một giá trị có căn cứ): where it stands, what it rests on, who last looked."""

    file: str
    line: int
    address: str
    name: str
    on: str
    basis: tuple[str, ...]
    source: str
    certainty: str
    checked_on: date | None = None


def check_rules(folder: Path | None = None, overlay: Path | None = None) -> list[str]:
    """All mistakes of a rule folder as ``file:line:column message``; [] when it is sound.

    Every section is read, every pattern of the forms of numbers runs over its hits and misses within a time limit,
    and a file that no section reads is told. Patterns of a folder that is not the installed one are tried under a time
    limit before anything else runs them.
    """
    home = folder or data_dir("rules")
    lines: list[str] = []
    strange = [one for one in (folder, overlay) if one is not None]
    tried = Mistakes()
    for root in strange:
        try_patterns(root, tried)
    if tried.lines:
        return tried.lines
    try:
        book = load_book(home, overlay)
    except RulebookError as error:
        lines += error.mistakes
    else:
        mistakes = Mistakes()
        shapes = Path("vn") / "numbers" / "shapes.yaml"
        root = overlay if overlay is not None and (overlay / shapes).exists() else home
        numbers.try_examples(book.forms, root / shapes, mistakes)
        lines += mistakes.lines
    for folder_ in (home, overlay) if overlay else (home,):
        lines += _strangers(folder_)
    return lines


def _strangers(root: Path) -> Iterator[str]:
    for path in rule_files(root):
        if model_of(path.relative_to(root)) is None:
            yield f"{path}:1:1 no section reads this file"


def list_rules(folder: Path | None = None, overlay: Path | None = None) -> tuple[RuleLine, ...]:
    """Every value with a basis in every rule file, in the order of files and lines; an overlay's file replaces."""
    home = folder or data_dir("rules")
    found: list[RuleLine] = []
    own = {path.relative_to(overlay) for path in _files(overlay)} if overlay else set()
    for path in (*(one for one in rule_files(home) if one.relative_to(home) not in own), *_files(overlay)):
        value, positions = read_yaml(path, Mistakes())
        for where, row, name in _sourced(value, (), ""):
            line = positions.get(where, (1, 1))[0]
            name_of = path.relative_to(home).as_posix() if path.is_relative_to(home) else str(path)
            found.append(_line(name_of, line, where, row, name))
    return tuple(found)


def _files(overlay: Path | None) -> tuple[Path, ...]:
    return tuple(rule_files(overlay)) if overlay else ()


def stale_rules(
    as_of: date, folder: Path | None = None, days: int = 365, overlay: Path | None = None
) -> tuple[RuleLine, ...]:
    """Values that nobody has checked within ``days`` before a day, weakest first: what to look at next."""
    limit = as_of - timedelta(days=days)
    old = [line for line in list_rules(folder, overlay) if line.checked_on is None or line.checked_on < limit]
    return tuple(sorted(old, key=lambda r: ("LMH".find(r.certainty), r.file, r.line)))


def _sourced(value: Any, where: tuple[str | int, ...], name: str) -> Iterator[tuple[Any, dict[str, Any], str]]:
    if isinstance(value, list):
        for i, item in enumerate(value):
            yield from _sourced(item, (*where, i), name)
    if not isinstance(value, dict):
        return
    own = next((str(value[k]) for k in ("id", "code", "level", "rank") if isinstance(value.get(k), str)), name)
    if where[-2:-1] == ("basis",) and "text" in value:
        yield where, {"basis": value["text"], "certainty": "H"} | value, own
    elif str(value.get("certainty")) in GRADES:
        yield where, value, own
    for key, item in value.items():
        if key == "cases":
            continue
        yield from _sourced(item, (*where, key), own)


def _line(file: str, line: int, where: tuple[str | int, ...], row: dict[str, Any], name: str) -> RuleLine:
    basis = row.get("basis", [])
    return RuleLine(
        file=file,
        line=line,
        address=".".join(str(part) for part in where),
        name=name,
        on=str(row.get("on") or row.get("from") or row.get("start") or ""),
        basis=tuple(map(str, basis)) if isinstance(basis, list) else (str(basis),),
        source=str(row.get("source", "")),
        certainty=GRADES[str(row["certainty"])],
        checked_on=_day(row.get("checked_on")),
    )


def _day(text: object) -> date | None:
    try:
        return date.fromisoformat(str(text)) if text else None
    except ValueError:
        return None
