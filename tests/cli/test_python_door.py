"""The Python door: light to import, the same names in module and stub, the same answer as the command line."""

import ast
import subprocess
import sys
from datetime import date
from pathlib import Path

import doccheck
from doccheck import check_document, check_many
from tests.run.pile import OLD


def test_stub_and_module_name_the_same_things() -> None:
    stub = Path(doccheck.__file__).with_suffix(".pyi").read_text("utf-8")
    named = {a.asname for n in ast.parse(stub).body if isinstance(n, ast.ImportFrom) for a in n.names}
    assert named == set(doccheck._HOMES)
    assert named <= set(dir(doccheck))
    for name in named:
        assert getattr(doccheck, name) is not None


def test_importing_the_package_loads_nothing_else() -> None:
    code = "import sys, doccheck; print(sorted(m for m in sys.modules if m.startswith('doccheck.')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['doccheck.model', 'doccheck.model.version']"


def test_an_unknown_name_is_an_attribute_error() -> None:
    assert not hasattr(doccheck, "check_everything")


def test_one_or_many_documents(tmp_path: Path) -> None:
    path = tmp_path / "913-2014.txt"
    path.write_text(OLD, "utf-8")
    one = check_document(path, as_of=date(2026, 11, 24))
    assert [str(one.reading.header.number.value)] == ["913/2014/QĐ-UBND"]
    assert list(check_many([path, str(path)], as_of=date(2026, 11, 24))) == [one, one]
