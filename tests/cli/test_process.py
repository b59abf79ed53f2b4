"""The command as a process: no network, interruption, a closed pipe, light start, odd locales."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.run.pile import NEW, OLD, make_pile

BLOCKED = Path(__file__).resolve().parent / "blocked"
DOCCHECK = [sys.executable, "-m", "doccheck"]
DAY = ["--as-of", "2026-11-24"]


def environment(tmp_path: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(BLOCKED), "DOCCHECK_TEST_MARK": str(tmp_path / "mark"), **more}


def test_the_guard_works(tmp_path: Path) -> None:
    for code in (
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import urllib.request as u; u.urlopen('http://x.invalid')",
    ):
        done = subprocess.run([sys.executable, "-c", code], env=environment(tmp_path), check=False)
        assert done.returncode == 99


def test_no_command_opens_a_connection(tmp_path: Path) -> None:
    make_pile(tmp_path / "kho")
    (tmp_path / "a.txt").write_text(OLD, "utf-8")
    (tmp_path / "r.jsonl").write_text('{"id": 1, "text": "Luật Đất đai 2013"}\n', "utf-8")
    commands = [
        ["parse", "a.txt"],
        ["split", "a.txt"],
        ["parse", "--records", "r.jsonl"],
        ["check", "a.txt", *DAY],
        ["check", "a.txt", *DAY, "--format", "html", "-o", "a.html"],
        ["scan", "kho", *DAY, "--format", "xlsx", "-o", "kq.xlsx"],
        ["export", "--format", "csv", "-o", "kq.csv"],
        ["decide", "kq.xlsx", "--preview"],
        ["rules", "check"],
        ["rules", "list"],
        ["explain", "ST-EXP"],
        ["version"],
        ["registry", "status", "158/2007/NĐ-CP", *DAY],
        ["registry", "wanted"],
    ]
    for words in commands:
        done = subprocess.run(
            [*DOCCHECK, *words], cwd=tmp_path, env=environment(tmp_path), capture_output=True, check=False
        )
        assert done.returncode in {0, 1, 5}, (words, done.stderr.decode())
    assert not (tmp_path / "mark").exists()


def _hear_interrupts() -> None:
    """What a shell starts in the background ignores Ctrl-C, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_is_130_and_the_next_run_goes_on(tmp_path: Path) -> None:
    make_pile(tmp_path / "kho")
    command = [*DOCCHECK, "scan", "kho", *DAY, "--progress", "jsonl", "--workers", "1"]
    process = subprocess.Popen(
        command,
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        preexec_fn=_hear_interrupts,
    )
    assert process.stderr is not None
    for _ in range(4):
        process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Chạy lại lệnh cũ để làm tiếp" in err
    assert "Traceback" not in err
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert done.returncode == 5
    assert not list(tmp_path.glob(".*.spool"))


def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "r.jsonl").write_text('{"id": 1, "text": "Luật Đất đai 2013"}\n' * 400, "utf-8")
    process = subprocess.Popen(
        [*DOCCHECK, "parse", "--records", "r.jsonl"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0


def test_help_loads_nothing_heavy(tmp_path: Path) -> None:
    code = (
        "import sys\n"
        "from doccheck.cli import _run\n"
        "sys.argv = ['doccheck', '--help']\n"
        "_run(['--help'])\n"
        "heavy = {'spacy', 'pdfplumber', 'pypdfium2', 'lxml', 'numpy', 'rapidfuzz', 'sqlite_utils', 'rich'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_output_is_utf8_whatever_the_locale(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEW, "utf-8")
    odd = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "cp1252", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run(
        [*DOCCHECK, "parse", "a.txt"], cwd=tmp_path, env={**os.environ, **odd}, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert "955/2021/QĐ-UBND" in done.stdout.decode("utf-8")


def test_a_document_cannot_talk_to_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m.txt").write_text(OLD.replace("Hà Tĩnh", "Hà \x1b]0;x\x07Tĩnh"), "utf-8")
    done = subprocess.run(
        [*DOCCHECK, "check", ".", *DAY, "--fail-on", "never"], cwd=tmp_path, capture_output=True, check=False
    )
    assert b"\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize("words", [["--help"], ["version"], ["--version"], ["campaign", "--help"]])
def test_start_up_stays_light(words: list[str], tmp_path: Path) -> None:
    subprocess.run([*DOCCHECK, "version"], capture_output=True, check=True)  # sentences and registry are ready now
    code = (
        "import sys\n"
        "from doccheck.cli import _run\n"
        f"sys.argv = ['doccheck', *{words!r}]\n"
        "assert sys.argv[1] == '--version' or _run(sys.argv[1:]) == 0\n"
        "if sys.argv[1] == '--version': __import__('doccheck.__main__').__main__.main()\n"
        "heavy = {'spacy', 'pdfplumber', 'pypdfium2', 'lxml', 'numpy', 'rapidfuzz', 'sqlite_utils', 'rich', 'django',\n"
        "         'yaml', 'regex', 'doccheck.pipeline', 'doccheck.rulebook.load', 'doccheck.run.scan'}\n"
        "if sys.argv[1] != 'campaign': heavy |= {'pydantic'}\n"
        "if 'version' in sys.argv[1]: heavy |= {'typer'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_damaged_cache_of_sentences_costs_time_and_nothing_else(tmp_path: Path) -> None:
    env = {**environment(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    first = subprocess.run([*DOCCHECK, "--help"], env=env, capture_output=True, check=True)
    (kept,) = (tmp_path / "cache" / "doccheck").glob("messages-*.json")
    assert kept.parent.stat().st_mode & 0o077 == 0
    for damage in (b"", b"[1]", b'{"cli.app": 7}', kept.read_bytes()[:-9]):
        kept.write_bytes(damage)
        again = subprocess.run([*DOCCHECK, "--help"], env=env, capture_output=True, check=True)
        assert (again.stdout, again.stderr) == (first.stdout, b"")
        assert b'"cli.app"' in kept.read_bytes()
    (tmp_path / "file").write_text("")
    blocked = {**env, "XDG_CACHE_HOME": str(tmp_path / "file")}
    assert subprocess.run([*DOCCHECK, "--help"], env=blocked, capture_output=True, check=True).stdout == first.stdout
