"""JSON Schemas of rule files (lược đồ), made from the sections' models, for editors: ``rules/schema/``."""

import json
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path, PurePath
from typing import Any

from pydantic import BaseModel

from doccheck.rulebook.abbreviations import AbbreviationsFile
from doccheck.rulebook.articles import ArticlesFile
from doccheck.rulebook.authority import MatrixFile
from doccheck.rulebook.cards import Card, ForbiddenFile
from doccheck.rulebook.cascade import HorizonsFile, RegimesFile
from doccheck.rulebook.citations import CitationsFile
from doccheck.rulebook.columns import ColumnsFile
from doccheck.rulebook.delays import DelaysFile
from doccheck.rulebook.dispositions import DispositionsFile
from doccheck.rulebook.encodings import EncodingsFile
from doccheck.rulebook.hierarchy import HierarchyFile
from doccheck.rulebook.instruments import InstrumentsFile
from doccheck.rulebook.issuer_rows import CentralFile, LocalFile
from doccheck.rulebook.law_titles import TitlesFile
from doccheck.rulebook.messages import say
from doccheck.rulebook.numbers import ShapesFile
from doccheck.rulebook.official import DeadlinesFile, FormsFile, RepealFile
from doccheck.rulebook.periods import PeriodsFile
from doccheck.rulebook.phrases import PhrasesFile
from doccheck.rulebook.phrases_acting import ActingFile
from doccheck.rulebook.places import ChangesFile, PlacesFile, UnitsFile
from doccheck.rulebook.provisions import ProvisionsFile
from doccheck.rulebook.retroactivity import RetroactivityFile
from doccheck.rulebook.secrecy import SecrecyFile
from doccheck.rulebook.sentences import Sentences
from doccheck.rulebook.signatures import SignaturesFile
from doccheck.rulebook.troubles import TroublesFile

# The first pattern that fits a file's path under the rule folder names its model.
MODELS: tuple[tuple[str, type[BaseModel]], ...] = (
    ("checks/*.yaml", Card),
    ("messages/*.yaml", Sentences),
    ("vn/abbreviations.yaml", AbbreviationsFile),
    ("vn/authority/*.yaml", MatrixFile),
    ("vn/cascade/*.yaml", RegimesFile),
    ("vn/citations.yaml", CitationsFile),
    ("vn/columns.yaml", ColumnsFile),
    ("vn/delays.yaml", DelaysFile),
    ("vn/dispositions.yaml", DispositionsFile),
    ("vn/encodings.yaml", EncodingsFile),
    ("vn/forbidden.yaml", ForbiddenFile),
    ("vn/forms/deadlines.yaml", DeadlinesFile),
    ("vn/forms/forms.yaml", FormsFile),
    ("vn/forms/repeal.yaml", RepealFile),
    ("vn/hierarchy.yaml", HierarchyFile),
    ("vn/instruments/*.yaml", InstrumentsFile),
    ("vn/issuers/local.yaml", LocalFile),
    ("vn/issuers/*.yaml", CentralFile),
    ("vn/law/*.yaml", ArticlesFile),
    ("vn/numbers/*.yaml", ShapesFile),
    ("vn/periods.yaml", PeriodsFile),
    ("vn/phrases/acting*.yaml", ActingFile),
    ("vn/phrases/law_titles.yaml", TitlesFile),
    ("vn/phrases/*.yaml", PhrasesFile),
    ("vn/places/changes.yaml", ChangesFile),
    ("vn/places/provinces.yaml", PlacesFile),
    ("vn/places/units.yaml", UnitsFile),
    ("vn/provisions.yaml", ProvisionsFile),
    ("vn/retroactivity.yaml", RetroactivityFile),
    ("vn/secrecy.yaml", SecrecyFile),
    ("vn/signatures.yaml", SignaturesFile),
    ("vn/troubles.yaml", TroublesFile),
    ("vn/validity/*.yaml", HorizonsFile),
)


def model_of(path: PurePath) -> type[BaseModel] | None:
    """The model of a rule file by its path under the rule folder; None when no section reads it."""
    return next((model for pattern, model in MODELS if fnmatch(path.as_posix(), pattern)), None)


EDITOR = "editor.json"


def editor() -> str:
    """Settings of an editor's YAML support (gợi ý khi gõ): which schema checks which files of a checkout."""
    globs: dict[str, list[str]] = {}
    for i, (pattern, model) in enumerate(MODELS):
        others = [f"!rules/{one}" for one, _ in MODELS[:i] if fnmatch(one, pattern)]
        globs.setdefault(f"./rules/schema/{model.__name__}.json", []).extend([f"rules/{pattern}", *others])
    return json.dumps({"yaml.schemas": globs}, indent=1, sort_keys=True) + "\n"


def schemas() -> dict[str, str]:
    """File name → text of every schema and of the editor's settings, stable."""
    models = {model.__name__: model for _, model in MODELS}
    return {EDITOR: editor()} | {
        f"{name}.json": json.dumps(_explained(model), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
        for name, model in sorted(models.items())
    }


def _explained(model: type[BaseModel]) -> dict[str, Any]:
    """A model's schema with a sentence for every key (lời giải thích từng khóa): ``rules/messages/fields.yaml``."""
    schema = model.model_json_schema(by_alias=True)
    for name, part in {model.__name__: schema, **schema.get("$defs", {})}.items():
        for key, value in part.get("properties", {}).items():
            words = _words(name, key)
            if words:
                value["description"] = words
    return schema


def _words(model: str, key: str) -> str:
    for name in (f"field.{model}.{key}", f"field.{key}"):
        with suppress(KeyError):
            return " / ".join(say(name, lang) for lang in ("vi", "en"))
    return ""


def publish(folder: Path) -> tuple[str, ...]:
    """Write every schema into a folder; names of the files that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = []
    for name, text in schemas().items():
        path = folder / name
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            changed.append(name)
    return tuple(changed)
