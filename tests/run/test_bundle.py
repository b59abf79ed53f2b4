"""The offline installer: wheels made without a build, scripts, sums; nothing is asked of any network by itself."""

import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from doccheck.cli import _run
from doccheck.errors import UsageError
from doccheck.run.bundle import needed
from doccheck.run.wheels import own_wheel, packed_again

ROOT = Path(__file__).resolve().parents[2]
BLOCKED = ROOT / "tests" / "cli" / "blocked"


def sound(wheel: Path) -> set[str]:
    """Files of a wheel whose record was found right."""
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
        record = next(name for name in names if name.endswith(".dist-info/RECORD"))
        rows = list(csv.reader(io.StringIO(opened.read(record).decode())))
        assert {row[0] for row in rows} == set(names)
        for name, digest, size in rows:
            if digest:
                data = opened.read(name)
                made = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
                assert (digest, int(size)) == (f"sha256={made}", len(data)), name
    return set(names)


def test_own_wheel_carries_rules_registry_and_samples(tmp_path: Path) -> None:
    wheel = own_wheel(tmp_path)
    names = sound(wheel)
    for name in (
        "doccheck/__main__.py",
        "doccheck/py.typed",
        "doccheck/run/installer/install.sh",
        "doccheck/review/templates/review/base.html",
        "doccheck/_data/rules/vn/periods.yaml",
        "doccheck/_data/samples/11-qd-sach-2025.docx",
    ):
        assert name in names, name
    assert any(name.startswith("doccheck/_data/registry/") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.endswith((".pyc", ".sqlite"))]
    assert wheel.read_bytes() == own_wheel(Path(shutil.copytree(tmp_path, tmp_path / "again"))).read_bytes()


def test_a_library_packed_again_installs_and_runs(tmp_path: Path) -> None:
    wheels = [packed_again(distribution(name), tmp_path) for name in ("PyYAML", "Jinja2", "MarkupSafe")]
    assert all(sound(wheel) for wheel in wheels)
    target = tmp_path / "site"
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as opened:
            opened.extractall(target)
    code = "import yaml, jinja2; print(yaml.__with_libyaml__, jinja2.Template('{{ 1 + 1 }}').render(), yaml.__file__)"
    environment = {"PYTHONPATH": str(target), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-S", "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("True 2 ") and str(target) in done.stdout


def test_everything_needed_is_told_by_the_requirements() -> None:
    names = {one.metadata["Name"].casefold() for one in needed(("web",))}
    assert {"typer", "spacy", "django", "argon2-cffi", "argon2-cffi-bindings", "numpy"} <= names
    assert not {"pytest", "sphinx", "doccheck"} & names
    assert "django" not in {one.metadata["Name"].casefold() for one in needed(())}


def test_a_bundle_from_a_folder_of_wheels_asks_no_network(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    for name in ("typer", "pip"):
        packed_again(distribution(name), wheels)
    (wheels / "doccheck-0.0.1-py3-none-any.whl").write_bytes(b"old")
    (tmp_path / "so.db").write_bytes(b"registry")
    environment = {**os.environ, "PYTHONPATH": str(BLOCKED), "DOCCHECK_TEST_MARK": str(tmp_path / "mark")}
    words = ["bundle", "-o", "bo cai", "--wheels", "wheels", "--extra", "web", "--registry", "so.db"]
    done = subprocess.run(
        [sys.executable, "-m", "doccheck", *words], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "Đã tạo bộ cài bo cai: 3 gói, phần cài thêm: web" in done.stdout
    assert not (tmp_path / "mark").exists()
    home = tmp_path / "bo cai"
    for line in (home / "SHA256SUMS").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        assert hashlib.sha256((home / name).read_bytes()).hexdigest() == digest
    assert (home / "registry.db").read_bytes() == b"registry"
    script = (home / "install.sh").read_text("utf-8")
    assert "@" not in script.replace('"$@"', "") and '"doccheck[web]"' in script
    assert b"\r\n" in (home / "install.bat").read_bytes()
    subprocess.run(["sh", "-n", str(home / "install.sh")], check=True)


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
def test_the_script_refuses_another_python_and_a_foreign_folder(tmp_path: Path) -> None:
    wheels = tmp_path / "wheels"
    wheels.mkdir()
    packed_again(distribution("pip"), wheels)
    assert _run(["bundle", "-o", str(tmp_path / "b"), "--wheels", str(wheels), "--extra", "web"]) == 0
    script = tmp_path / "b" / "install.sh"
    (tmp_path / "khac").mkdir()
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHON": sys.executable}
    done = subprocess.run(["sh", str(script), str(tmp_path / "khac")], env=environment, capture_output=True, text=True)
    assert done.returncode == 2 and "đã có" in done.stderr
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    script.write_text(script.read_text("utf-8").replace(f"wanted={version}", "wanted=3.99"), "utf-8")
    done = subprocess.run(["sh", str(script)], env=environment, capture_output=True, text=True)
    assert done.returncode == 2 and "Cần Python 3.99" in done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--output", "day"], "đã có và không trống"),
        (["--wheels", "khong-co"], "Không tìm thấy: khong-co"),
        (["--wheels", ".", "--download"], "chọn một trong hai"),
        (["--extra", "la"], "không có phần cài thêm la"),
    ],
)
def test_wrong_use_is_one_line(
    words: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "day").mkdir()
    (tmp_path / "day" / "a").write_text("a")
    assert _run(["bundle", *words]) == 2
    assert told in capsys.readouterr().err


def test_only_one_line_of_the_program_starts_a_download() -> None:
    found = [path.name for path in (ROOT / "doccheck").rglob("*.py") if '"download"' in path.read_text("utf-8")]
    assert found == ["bundle.py"]


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("doccheck.run.bundle._requirements", lambda of, extras: iter([("khong-co-goi-nay", ())]))
    with pytest.raises(UsageError, match="khong-co-goi-nay"):
        needed(())
