"""The walk over the pile (duyệt kho): which inputs there are, under which key each is read, what has changed."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from doccheck.run.inputs import ARCHIVE, INSIDE, Input, find, label
from doccheck.run.jobs import Do, Engine, Job
from doccheck.run.spool import spool_of
from doccheck.run.stages import hash_file
from doccheck.run.workspace import Known, Workspace, save_archive, save_document

REFUSED = "refused:"
_TAILS = ("", "-wal", "-shm", "-journal")


def walk(workspace: Workspace, paths: Iterable[str | Path], run: Engine) -> dict[str, tuple[str, Input]]:
    """(key, input) of everything below the paths, by path; the workspace remembers it."""
    known = workspace.known()  # one question; a file that is as it was costs a look into it
    own = [spool_of(workspace.path), *(workspace.path.with_name(workspace.path.name + tail) for tail in _TAILS)]
    plain = find(paths, own)
    inputs = list(_open_archives(workspace, plain, run))
    archived = len(inputs) != len(plain) or any(item.member is not None for item in inputs)
    found: dict[str, tuple[str, Input]] = {}
    changed: list[tuple[Input, Known]] = []
    for item in inputs:
        before = known.get(item.path)
        if before is not None and before[:2] == item[2:4] and item.refused is None and _stays(item, before):
            found[item.path] = before.key, item
            continue
        row = _know(item, before)
        found[item.path] = row.key, item
        if row != before:
            changed.append((item, row))
    gone = [(path,) for path, row in known.items() if row.present and path not in found]
    if changed or gone:
        with workspace.write() as conn:
            for item, row in changed:
                save_document(conn, item.path, item.place, item.member, row)
            conn.executemany("update documents set present = 0 where path = ?", gone)
    return found if not archived else {path: found[path] for path in sorted(found)}


def _stays(item: Input, before: Known) -> bool:
    """True for a file, not a member of an archive, that was read and was there the last time."""
    return bool(before.present and before.sha256) and item.member is None


def _know(item: Input, before: Known | None) -> Known:
    """What to remember of an input: its hash, taken again only when size or time of change differ."""
    if item.refused is not None:
        return Known(size=0, mtime_ns=0, sha256="", key=f"{REFUSED}{item.refused}:{item.path}", present=True)
    stat = (item.size, item.mtime_ns)
    if before is not None and before.sha256 and item.member is None and (before.size, before.mtime_ns) == stat:
        return before if before.present else before._replace(present=True)
    sha256 = item.sha256 or hash_file(item.place)
    inside = f"#{item.member}" if item.member is not None else ""
    key = f"{sha256}{inside}{item.suffix[:16]}" if sha256 else f"{REFUSED}unreadable:{item.path}"
    return Known(size=item.size, mtime_ns=item.mtime_ns, sha256=sha256, key=key, present=True)


def _open_archives(workspace: Workspace, inputs: tuple[Input, ...], run: Engine) -> Iterable[Input]:
    archives = {i.path: i for i in inputs if i.path[-4:].lower() == ARCHIVE and i.archive}
    return _opened(workspace, inputs, archives, run) if archives else inputs


def _opened(
    workspace: Workspace, inputs: tuple[Input, ...], archives: dict[str, Input], run: Engine
) -> Iterator[Input]:
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
            refused[outcome.job.key] = item._replace(refused=outcome.code, detail=outcome.detail)
        else:
            save_archive(workspace, outcome.job.key, outcome.data)
    for item in inputs:
        key = hashes.get(item.path, "")
        rows = workspace.archive(key) if key and key not in refused else None
        if rows is None:
            yield refused[key]._replace(path=item.path, at=item.at) if key in refused else item
            continue
        for index, name, size, code in rows:
            inner = f"{item.path}{INSIDE}{label(name)}"
            yield item._replace(path=inner, member=index, size=size, refused=code, sha256=key)


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
