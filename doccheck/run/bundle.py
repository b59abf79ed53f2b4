"""The offline installer (bộ cài ngoại tuyến): this program, its rules, registry and libraries as wheels, with scripts.

Three ways to the libraries: packed again from what is installed here (nothing is asked of anybody), taken from a folder
of wheels, or, only where the user asks for it, downloaded by pip from the index it is configured with.
"""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say
from doccheck.run.wheels import own_wheel, packed_again

NAME = "doccheck"
EXTRAS = ("ocr", "web", "alerts")
SCRIPTS = ("install.sh", "install.bat")
SUMS = "SHA256SUMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """What was made (bộ cài đã tạo)."""

    folder: Path
    wheels: tuple[Path, ...]
    extras: tuple[str, ...]
    size: int


def make_bundle(
    folder: Path,
    *,
    wheels: Path | None = None,
    download: bool = False,
    extras: Sequence[str] | None = None,
    registry: Path | None = None,
    rules: Path | None = None,
    lang: str = "vi",
) -> Bundle:
    """Write the installer into an empty folder (tạo bộ cài)."""
    _empty(folder, lang)
    home = folder / "wheels"
    home.mkdir(parents=True)
    chosen = _extras(extras, lang)
    own_wheel(home)
    if download:
        _download(home, chosen, lang)
    elif wheels is not None:
        for file in sorted(wheels.glob("*.whl")):
            if not file.name.startswith(f"{NAME}-"):
                shutil.copyfile(file, home / file.name)
    else:
        for found in needed(chosen, lang):
            packed_again(found, home)
    if not list(home.glob("pip-*.whl")):
        _pip(home, lang)
    _scripts(folder, chosen)
    if registry is not None:
        shutil.copyfile(registry, folder / "registry.db")
    if rules is not None:
        shutil.copytree(rules, folder / "rules")
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}" for path in files]
    (folder / SUMS).write_text("\n".join(sums) + "\n", "utf-8")
    made = tuple(sorted(home.glob("*.whl")))
    return Bundle(folder=folder, wheels=made, extras=chosen, size=sum(path.stat().st_size for path in files))


def needed(extras: Sequence[str], lang: str = "vi") -> tuple[Distribution, ...]:
    """Everything that this program with these extras needs, as installed here (các thư viện đang cài)."""
    found: dict[str, Distribution] = {}
    waiting = list(_requirements(distribution(NAME), tuple(extras)))
    while waiting:
        name, wanted = waiting.pop()
        key = f"{name}[{','.join(wanted)}]" if wanted else name
        if key in found:
            continue
        try:
            found[key] = distribution(name)
        except PackageNotFoundError:
            raise UsageError(say("bundle.not_installed", lang, name=name)) from None
        waiting += _requirements(found[key], wanted)
    return tuple({one.metadata["Name"]: one for one in found.values()}.values())


def _requirements(of: Distribution, extras: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """(name, extras) of what a distribution needs on this machine."""
    from packaging.requirements import Requirement

    for line in of.requires or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield one.name, tuple(sorted(one.extras))


def _extras(asked: Sequence[str] | None, lang: str) -> tuple[str, ...]:
    """The extras asked for; unless told, those that are installed here."""
    if asked is not None:
        for name in asked:
            if name not in EXTRAS:
                raise UsageError(say("bundle.no_such_extra", lang, name=name, names=", ".join(EXTRAS)))
        return tuple(dict.fromkeys(asked))
    return tuple(name for name in EXTRAS if _installed(name))


def _installed(extra: str) -> bool:
    own = set(_requirements(distribution(NAME), ())) ^ set(_requirements(distribution(NAME), (extra,)))
    try:
        for name, _ in own:
            distribution(name)
    except PackageNotFoundError:
        return False
    return True


def _empty(folder: Path, lang: str) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(say("bundle.not_empty", lang, path=folder))


def _download(home: Path, extras: tuple[str, ...], lang: str) -> None:
    """Let pip fetch what the requirements say; the one place of this program that starts something with a network."""
    from packaging.requirements import Requirement

    wanted = ["pip"]
    for line in distribution(NAME).requires or ():
        one = Requirement(line)
        if one.marker is None or any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            one.marker = None
            wanted.append(str(one))
    command = [*_pip_command(lang), "download", "--only-binary", ":all:", "--dest", str(home), *wanted]
    done = subprocess.run(command, stdout=sys.stderr, check=False)
    if done.returncode:
        raise UsageError(say("bundle.download_failed", lang, code=done.returncode))


def _pip_command(lang: str) -> list[str]:
    try:
        distribution("pip")
        return [sys.executable, "-m", "pip"]
    except PackageNotFoundError:
        uv = shutil.which("uv")
    if uv is None:
        raise UsageError(say("bundle.no_pip", lang))
    return [uv, "tool", "run", "--python", sys.executable, "pip"]


def _pip(home: Path, lang: str) -> None:
    """pip itself, which the installer runs from its wheel: installed here, or as Python or the system carries it."""
    try:
        packed_again(distribution("pip"), home)
        return
    except PackageNotFoundError:
        places = [Path(sysconfig.get_path("stdlib")) / "ensurepip" / "_bundled", Path("/usr/share/python-wheels")]
    for place in places:
        for file in sorted(place.glob("pip-*.whl")):
            shutil.copyfile(file, home / file.name)
            return
    raise UsageError(say("bundle.no_pip", lang))


def _scripts(folder: Path, extras: tuple[str, ...]) -> None:
    """Scripts of installation with the version of Python that the wheels are for."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    wanted = f"{NAME}[{','.join(extras)}]" if extras else NAME
    for name in SCRIPTS:
        text = (Path(__file__).parent / "installer" / name).read_text("utf-8")
        text = (
            text.replace("@PYTHON@", version).replace("@WANTED@", wanted).replace("@SYSTEM@", sysconfig.get_platform())
        )
        data = text.replace("\n", "\r\n") if name.endswith(".bat") else text
        (folder / name).write_bytes(data.encode("utf-8"))
        (folder / name).chmod(0o755)
