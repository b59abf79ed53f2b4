"""The rules of the house that a machine can hold."""

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted((ROOT / "doccheck").rglob("*.py"))
ADDRESSES = {
    "spacy": {"doccheck/parse/nlp.py"},
    "rapidfuzz": {"doccheck/match/"},
    "pdfplumber": {"doccheck/extract/"},
    "sqlite_utils": {"doccheck/db.py"},
    "yaml": {"doccheck/rulebook/load.py"},
    "typer": {"doccheck/cli/"},
    "numpy": {"doccheck/registry/arrays/"},
    "pyarrow": {"doccheck/registry/columnar.py"},
}


def _marks(text: str) -> bool:
    """True for words with letters that Vietnamese has and English has not (one letter alone is alphabet, not law)."""
    return len(text) > 1 and any(unicodedata.combining(c) or c in "đĐ" for c in unicodedata.normalize("NFD", text))


def _literals(tree: ast.AST) -> Iterator[ast.Constant]:
    docstrings = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0] if node.body else None
            if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
                docstrings.add(id(first.value))
        if isinstance(node, ast.ClassDef):
            docstrings.update(id(s.value) for s in node.body if isinstance(s, ast.Expr))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_vietnamese_in_python(path: Path) -> None:
    found = [
        f"{_name(path)}:{n.lineno} {n.value!r}"
        for n in _literals(ast.parse(path.read_text("utf-8")))
        if _marks(str(n.value))
    ]
    assert not found, "law and messages are data in rules/:\n" + "\n".join(found)


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_year_in_python(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    years = [
        f"{_name(path)}:{n.lineno}"
        for n in ast.walk(tree)
        if isinstance(n, ast.Constant) and type(n.value) is int and 1940 <= n.value <= 2040
    ]
    words = [
        f"{_name(path)}:{n.lineno}" for n in _literals(tree) if re.fullmatch(r"(19|20)\d\d(-\d\d-\d\d)?", str(n.value))
    ]
    assert not years + words, "years are data in rules/"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_each_library_has_one_address(path: Path) -> None:
    name = _name(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [node.module]
        for module in names:
            homes = ADDRESSES.get(module.split(".")[0])
            assert homes is None or any(name.startswith(home) for home in homes), f"{name} imports {module}"


def test_no_module_grows_past_its_room() -> None:
    long = {_name(p): n for p in MODULES if (n := len(p.read_text("utf-8").splitlines())) > 450}
    assert not long


def test_no_lock_file_is_tracked() -> None:
    assert "uv.lock" in (ROOT / ".gitignore").read_text("utf-8").split()


def test_every_folder_of_tests_is_a_package() -> None:
    """Two files of one name in folders that are no packages stop pytest before the first test."""
    folders = {p.parent for p in (ROOT / "tests").rglob("test_*.py")}
    bare = sorted(_name(folder) for folder in folders if not (folder / "__init__.py").exists())
    assert not bare, bare
