"""The hostile files: each ends with a reason of the closed list, in time, in a child that may be killed."""

import json
import subprocess
import sys
from pathlib import Path

from doccheck.extract import ExtractOptions, extract
from doccheck.model.text import State, state_of
from doccheck.rulebook.troubles import troubles

# crashes and aborts of native code are the caller's to survive: it runs one document a child
CHILD = """
import json, resource, sys
from pathlib import Path
from doccheck.extract import ExtractOptions, extract
from doccheck.model.text import state_of
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
for name in sys.argv[1:]:
    text = extract(Path(name), ExtractOptions(ocr=False))
    codes = [t.code for t in text.troubles]
    print(json.dumps([name, state_of(text.troubles).value, len(text.body), codes]), flush=True)
"""


def test_every_file_ends_with_a_known_reason(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "hostile/manifest.jsonl").open(encoding="utf-8")]
    paths = [str(shared / "hostile" / row["path"]) for row in rows]
    done = subprocess.run([sys.executable, "-c", CHILD, *paths], capture_output=True, text=True, timeout=240)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, (len(records), done.stderr[-800:])
    assert len(records) == len(paths)
    closed = set(troubles().codes())
    for name, state, length, codes in records:
        assert set(codes) <= closed, name
        assert codes or state == State.WHOLE
        assert length or state == State.UNREADABLE, name


def test_nothing_that_loses_pages_is_plainly_whole(shared: Path) -> None:
    rows = [json.loads(line) for line in (shared / "hostile/manifest.jsonl").open(encoding="utf-8")]
    differ = [r["path"] for r in rows if "silent:page-count-differs" in r["kind"]]
    assert differ
    for name in differ:
        text = extract(shared / "hostile" / name, ExtractOptions(ocr=False))
        assert state_of(text.troubles) is not State.WHOLE, name
