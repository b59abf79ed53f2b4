"""The audit chain (nhật ký có khoá): every decision is a new row, tied to the one before by a key kept elsewhere.

Names and notes stand in a table of their own and the chain holds only their digests: erasing them breaks nothing.
"""

import contextlib
import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doccheck.errors import UsageError
from doccheck.rulebook.messages import say

if TYPE_CHECKING:
    from sqlite3 import Connection

KEY_FILE = "DOCCHECK_AUDIT_KEY"
START = "0" * 64
_SHORT = 80
DECIDE = "decide"
BOUND = ("id", "target", "scope", "decision", "disposition", "why", "made_on", "at", "move", "grounds")
_write_out = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far a chain had come (mốc nhật ký): its length and its last seal; written on every paper."""

    count: int
    head: str

    def __str__(self) -> str:
        return f"{self.count}:{self.head[:32]}"

    @classmethod
    def parse(cls, text: str) -> "Anchor":
        """An anchor as printed; UsageError when it is none."""
        count, _, head = text.strip().partition(":")
        if not count.isdigit() or len(head) < 16 or any(c not in "0123456789abcdef" for c in head):
            raise UsageError(say("audit.bad_anchor", text=text))
        return cls(int(count), head)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What checking a chain found: ``bad`` is the first bad entry, ``why`` the key of a message."""

    count: int
    head: str
    bad: int | None = None
    why: str = ""
    erased: int = 0


def key_path() -> Path:
    """Where the key stands: never beside the workspace."""
    from platformdirs import user_config_path

    named = os.environ.get(KEY_FILE)
    return Path(named) if named else user_config_path("doccheck") / "audit.key"


def load_key(path: Path | None = None, *, create: bool = True) -> bytes:
    """The key of this office; made at first use, readable by its owner alone."""
    file = path or key_path()
    try:
        changed = file.stat().st_mtime_ns
    except OSError:
        if not create:
            raise UsageError(say("audit.no_key", path=file)) from None
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_key(file)
        changed = file.stat().st_mtime_ns
    return _read_key(file, changed)


@lru_cache(maxsize=8)
def _read_key(file: Path, _changed: int) -> bytes:
    key = file.read_text("ascii", "replace").strip()
    if len(key) < 32:
        raise UsageError(say("audit.bad_key", path=file))
    return key.encode()


def _make_key(file: Path) -> None:
    """A new key, whole from the first moment; when two make one at once, the first stays."""
    draft = file.with_name(f".{file.name}.{secrets.token_hex(6)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(secrets.token_hex(32))
        out.flush()
        os.fsync(out.fileno())
    with contextlib.suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def keep_text(conn: "Connection", text: str | None, key: bytes) -> str | None:
    """Keep a name or a note beside the chain; its digest is what the chain holds."""
    if not text:
        return None
    ref, salt = _named(key, text) if len(text) < _SHORT else _salted(key, text)
    conn.execute("insert or ignore into texts (ref, salt, body) values (?, ?, ?)", (ref, salt, text))
    return ref


def _salted(key: bytes, text: str) -> tuple[str, str]:
    salt = hmac.new(key, b"text\n" + text.encode(), hashlib.sha256).hexdigest()[:32]
    return _ref(salt, text), salt


_named = lru_cache(maxsize=512)(_salted)  # names come again with every decision


def append(conn: "Connection", key: bytes, entry: Mapping[str, Any]) -> Anchor:
    """Add an entry at the end of the chain, inside the caller's transaction."""
    last = conn.execute("select seq, mac from audit order by seq desc limit 1").fetchone() or (0, START)
    body = canonical({"seq": last[0] + 1, **entry})
    mac = seal(key, last[1], body)
    conn.execute("insert into audit (seq, body, mac) values (?, ?, ?)", (last[0] + 1, body, mac))
    return Anchor(last[0] + 1, mac)


def canonical(entry: Mapping[str, Any]) -> str:
    """An entry in its one way of writing."""
    return _write_out(entry)


def seal(key: bytes, before: str, body: str) -> str:
    """Seal of an entry: over the seal before it and its body."""
    return hmac.new(key, f"{before}\n{body}".encode(), hashlib.sha256).hexdigest()


def anchor(conn: "Connection") -> Anchor:
    """The end of the chain."""
    last = conn.execute("select seq, mac from audit order by seq desc limit 1").fetchone()
    return Anchor(last[0], last[1]) if last else Anchor(0, START)


def decision_digest(conn: "Connection", number: int) -> str:
    """Digest of a decision's row, without its names and notes."""
    row = conn.execute(f"select {', '.join(BOUND)} from decisions where id = ?", (number,)).fetchone()
    return row_digest(list(row) if row else None)


def row_digest(row: list[Any] | None) -> str:
    """Digest of a decision's values in the order of :data:`BOUND` (mã băm của một dòng quyết định)."""
    return hashlib.sha256(canonical({"row": row}).encode()).hexdigest()[:32]


def verify(conn: "Connection", key: bytes, anchors: Iterable[Anchor] = ()) -> Verdict:
    """Walk the chain from its beginning; the first entry that is not as it was written, or a tail cut off."""
    marks = {a.count: a.head for a in anchors if a.count}
    before, count, erased = START, 0, 0
    texts = {ref: (salt, body) for ref, salt, body in conn.execute("select ref, salt, body from texts")}
    for seq, body, mac in conn.execute("select seq, body, mac from audit order by seq"):
        why = _wrong(conn, key, before, count, (seq, body, mac))
        if not why and count + 1 in marks and not mac.startswith(marks[count + 1][:64]):
            why = "audit.not_anchor"
        gone = 0
        if not why:
            why, gone = _texts(json.loads(body), texts)
        if why:
            return Verdict(count=count, head=before, bad=count + 1, why=why, erased=erased)
        before, count, erased = mac, count + 1, erased + gone
    short = [n for n in marks if n > count]
    if short:
        return Verdict(count=count, head=before, bad=count + 1, why="audit.cut", erased=erased)
    loose = conn.execute(
        "select min(id) from decisions where move is not null and id not in "
        "(select json_extract(body, '$.decision') from audit where json_extract(body, '$.what') = ?)",
        (DECIDE,),
    ).fetchone()[0]
    if loose is not None:
        return Verdict(count=count, head=before, bad=count + 1, why="audit.loose_decision", erased=erased)
    return Verdict(count=count, head=before, erased=erased)


def erase(conn: "Connection", key: bytes, ref: str, *, who: str, at: str) -> None:
    """Erase a name or a note (xoá thông tin cá nhân); that it was erased is an entry of its own."""
    found = conn.execute("select body from texts where ref = ?", (ref,)).fetchone()
    if found is None or found[0] is None:
        return
    conn.execute("update texts set body = null, salt = '' where ref = ?", (ref,))
    for column in ("reason", "by"):
        conn.execute(f'update decisions set "{column}" = null where "{column}" = ?', found)
    conn.execute("update notes set body = null where body = ?", found)
    append(conn, key, {"what": "erase", "text": ref, "who": keep_text(conn, who, key), "at": at})


def _wrong(conn: "Connection", key: bytes, before: str, count: int, row: tuple[int, str, str]) -> str:
    seq, body, mac = row
    if seq != count + 1:
        return "audit.missing_entry"
    if not hmac.compare_digest(seal(key, before, str(body)), str(mac)):
        return "audit.changed_entry"
    entry = json.loads(body)
    if entry.get("seq") != seq:
        return "audit.changed_entry"
    if entry.get("what") == DECIDE and decision_digest(conn, entry["decision"]) != entry["row"]:
        return "audit.changed_decision"
    return ""


def _texts(entry: Mapping[str, Any], texts: Mapping[str, tuple[str, str | None]]) -> tuple[str, int]:
    """Whether the names and notes are those that were sealed; and how many were erased."""
    gone = 0
    for name in ("who", "note"):
        ref = entry.get(name)
        if not ref:
            continue
        salt, body = texts.get(ref, ("", None))
        if body is None:
            gone += 1
        elif _ref(salt, body) != ref:
            return "audit.changed_text", gone
    return "", gone


def _ref(salt: str, text: str) -> str:
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()[:32]


def anchors_path(key_file: Path | None = None) -> Path:
    """Where the newest anchor of each workspace is kept, beside the key."""
    return (key_file or key_path()).with_suffix(".anchors.json")


def remember(workspace: str, newest: Anchor, key_file: Path | None = None) -> None:
    """Keep the newest anchor of a workspace beside the key, so that a cut tail shows without any paper."""
    file = anchors_path(key_file)
    held = _held(file)
    if held.get(workspace, [0])[0] >= newest.count:
        return
    held[workspace] = [newest.count, newest.head]
    draft = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(json.dumps(held, sort_keys=True).encode("ascii"))
    draft.replace(file)


def remembered(workspace: str, key_file: Path | None = None) -> Anchor | None:
    """The newest anchor kept for a workspace."""
    found = _held(anchors_path(key_file)).get(workspace)
    return Anchor(int(found[0]), str(found[1])) if found else None


def _held(file: Path) -> dict[str, list[Any]]:
    try:
        found = json.loads(file.read_text("ascii"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
