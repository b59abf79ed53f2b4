"""Old office formats: LibreOffice turns them into Word files in a throw-away home; plain RTF is read here."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from doccheck.extract.draft import Draft, Unreadable
from doccheck.extract.legacy import unmojibake
from doccheck.extract.options import ExtractOptions
from doccheck.extract.word import read_docx, read_wordml
from doccheck.model.text import Severity

_PROGRAMS = ("soffice", "libreoffice")
_PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_WORD = "docx:MS Word 2007 XML"
_RTF_LIMIT = 64 * 1024 * 1024
_RICH = re.compile(rb"\\trowd|\\revised|\\deleted|\\listtext|\\v[ \\]")
_OLD_FONT = re.compile(rb"\.vn[a-z]|vni[- ]|vps ", re.IGNORECASE)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value>
</prop></item>
</oor:items>
"""


def read_office(name: str, data: bytes, options: ExtractOptions, draft: Draft) -> None:
    """``doc``, ``rtf``, ``odt`` or ``wordml``."""
    if name == "wordml":
        read_wordml(data, draft)
    elif name == "odt":
        from doccheck.extract.odt import read_odt

        read_odt(data, options, draft)
    elif name == "rtf":
        _rtf(data, options, draft)
    else:
        read_docx(converted(data, ".doc", options), options, draft)


def program() -> str | None:
    """LibreOffice's program, None when it is not installed."""
    found = next((p for p in map(shutil.which, _PROGRAMS) if p), None)
    return found or next((p for p in _PLACES if Path(p).is_file()), None)


def converted(data: bytes, suffix: str, options: ExtractOptions, to: str = _WORD) -> bytes:
    """The document in another format: own profile, own process group, limited time, no macros, no links followed."""
    soffice = program()
    if soffice is None:
        raise Unreadable("office_unavailable")
    with tempfile.TemporaryDirectory(prefix="doccheck-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "profile" / "user").mkdir(parents=True)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = home / f"in{suffix}"
        source.write_bytes(data)
        command = [
            soffice, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore", "--nologo",
            "--nodefault", "--nolockcheck", "--convert-to", to, "--outdir", str(home / "out"),
            str(source),
        ]  # fmt: skip
        said = _run(command, home, options.office_timeout)
        result = home / "out" / f"in.{to.partition(':')[0]}"
        if not result.is_file():
            raise Unreadable("encrypted" if "password" in said.lower() else "office_failed", said)
        if result.stat().st_size > options.max_bytes:
            raise Unreadable("output_too_large")
        return result.read_bytes()


def _run(command: list[str], home: Path, seconds: float) -> str:
    """What the program says; its whole process group is gone afterwards, whatever happens."""
    environment = {k: v for k, v in os.environ.items() if k in {"PATH", "LANG", "LC_ALL", "SYSTEMROOT", "TEMP", "TMP"}}
    environment |= {"HOME": str(home), "TMPDIR": str(home), "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command, cwd=home, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        start_new_session=True,
    )  # fmt: skip
    try:
        said, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("timeout_total", f"LibreOffice, {seconds:g} s") from error
    finally:
        _end(process)
    return said.decode("utf-8", errors="replace")


def _end(process: "subprocess.Popen[bytes]") -> None:
    if hasattr(os, "killpg"):
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            pass
    elif process.poll() is None:
        process.kill()
    process.wait()


def _rtf(data: bytes, options: ExtractOptions, draft: Draft) -> None:
    if len(data) > _RTF_LIMIT:
        raise Unreadable("too_large_inflated", f"{len(data)} bytes")
    if (_RICH.search(data) or _OLD_FONT.search(data)) and program() is not None:
        try:
            read_docx(converted(data, ".rtf", options), options, draft)
        except Unreadable as reason:
            if reason.code != "office_failed":
                raise
        else:
            return
    from striprtf import striprtf

    read: Callable[..., str] = striprtf.rtf_to_text
    try:
        text = str(read(data.decode("latin-1"), errors="replace"))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise Unreadable("corrupt_structure", str(error)) from error
    if _RICH.search(data):
        draft.trouble("corrupt_structure", Severity.NOTE, detail="read without its tables and numbers")
    lines = unmojibake(text, draft).replace("|", "\n").split("\n")
    for number, line in enumerate(lines, start=1):
        if line.strip():
            draft.line(line, part="rtf", paragraph=number)
