"""The walk over the pile (duyệt kho): which inputs there are, under which key each is read, what has changed."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from doccheck.run.inputs import INSIDE, Input, find, label
from doccheck.run.jobs import Do, Engine, Job
from doccheck.run.spool import spool_of
from doccheck.run.stages import hash_file
from doccheck.run.workspace import Known, Workspace, save_archive, save_document

REFUSED = "refused:"
_TAILS = ("", "-wal", "-shm", "-journal")


def walk(workspace: Workspace, paths: Iterable[str | Path], run: Engine) -> dict[str, tuple[str, Input]]:
    """(key, input) of everything below the paths, by path; the workspace remembers it."""
    known = workspace.known()
    own = [spool_of(workspace.path), *(workspace.path.with_name(workspace.path.name + tail) for tail in _TAILS)]
    inputs = [*_open_archives(workspace, find(paths, own), run)]
    found: dict[str, tuple[str, Input]] = {}
    with workspace.write() as conn:
        for item in inputs:
            before = known.get(item.path)
            row = _know(item, before)
            found[item.path] = row.key, item
            if row is not before and row != before:
                save_document(conn, item.path, item.place, item.member, row)
        gone = [(path,) for path, row in known.items() if row.present and path not in found]
        conn.executemany("update documents set present = 0 where path = ?", gone)
    return {path: found[path] for path in sorted(found)}


def _know(item: Input, before: Known | None) -> Known:
    """What to remember of an input: its hash, taken again only when size or time of change differ."""
    if item.refused is not None:
        return Known(size=0, mtime_ns=0, sha256="", key=f"{REFUSED}{item.refused}:{item.path}", present=True)
    stat = (item.size, item.mtime_ns)
    if before is not None and before.sha256 and item.member is None and (before.size, before.mtime_ns) == stat:
        return before if before.present else replace(before, present=True)
    sha256 = item.sha256 or hash_file(item.place)
    inside = f"#{item.member}" if item.member is not None else ""
    key = f"{sha256}{inside}{item.suffix[:16]}" if sha256 else f"{REFUSED}unreadable:{item.path}"
    return Known(size=item.size, mtime_ns=item.mtime_ns, sha256=sha256, key=key, present=True)


def _open_archives(workspace: Workspace, inputs: tuple[Input, ...], run: Engine) -> Iterator[Input]:
    archives = {i.path: i for i in inputs if i.archive}
    hashes = {path: _archive_hash(workspace, i) for path, i in archives.items()}
    missing = {hashes[path]: i for path, i in archives.items() if hashes[path]}
    jobs = [
        Job(key=key, do=Do.LIST, size=i.size, path=i.path, place=i.place)
        for key, i in missing.items()
        if workspace.archive(key) is None
    ]
    refused: dict[str, Input] = {}
    for outcome in run(jobs):
        if outcome.data is None:
            item = missing[outcome.job.key]
            refused[outcome.job.key] = replace(item, refused=outcome.code, detail=outcome.detail)
        else:
            save_archive(workspace, outcome.job.key, outcome.data)
    for item in inputs:
        key = hashes.get(item.path, "")
        rows = workspace.archive(key) if key and key not in refused else None
        if rows is None:
            yield replace(refused[key], path=item.path, place=item.place) if key in refused else item
            continue
        for index, name, size, code in rows:
            inner = f"{item.path}{INSIDE}{label(name)}"
            yield replace(item, path=inner, member=index, size=size, refused=code, sha256=key)


def _archive_hash(workspace: Workspace, item: Input) -> str:
    stat = (item.size, item.mtime_ns)
    before = workspace.container(item.path)
    if before is not None and before[:2] == stat:
        return before[2]
    sha256 = hash_file(item.place)
    if sha256:
        with workspace.write() as conn:
            conn.execute("insert or replace into containers values (?, ?, ?, ?)", (item.path, *stat, sha256))
    return sha256
